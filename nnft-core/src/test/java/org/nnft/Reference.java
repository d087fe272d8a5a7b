package org.nnft;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Values from independent scripts (nested adaptive quadrature and mpmath), never from nnft.
public final class Reference {
  private static final JsonNode ROOT = load("reference-values.json");
  private static final JsonNode FOUR_POINT = load("four-point.json");

  private Reference() {}

  /// A top-level entry.
  public static JsonNode of(String key) {
    return Objects.requireNonNull(ROOT.get(key), key);
  }

  /// Points and [G⁽⁴⁾_GP, N·G_c⁽⁴⁾] of a net of 2008.08601, by the script four-point.py where it stands
  /// there and else from the main file.
  public static JsonNode fourPoint(String net) {
    JsonNode own = FOUR_POINT.get(net);
    return own != null
        ? own
        : Objects.requireNonNull(of("connected_2008.08601_inputs").get(net), net);
  }

  /// Rows of numbers.
  public static double[][] matrix(JsonNode rows) {
    double[][] result = new double[rows.size()][];
    for (int i = 0; i < result.length; i++) {
      result[i] = new double[rows.get(i).size()];
      for (int j = 0; j < result[i].length; j++) {
        result[i][j] = rows.get(i).get(j).doubleValue();
      }
    }
    return result;
  }

  private static JsonNode load(String name) {
    try (InputStream in = Reference.class.getResourceAsStream("reference/" + name)) {
      return JsonMapper.shared().readTree(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
