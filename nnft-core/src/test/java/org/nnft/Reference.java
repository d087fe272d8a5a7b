package org.nnft;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Values from independent scripts (nested adaptive quadrature and mpmath), never from nnft.
public final class Reference {
  private static final JsonNode ROOT = load();

  private Reference() {}

  /// A top-level entry.
  public static JsonNode of(String key) {
    return Objects.requireNonNull(ROOT.get(key), key);
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

  private static JsonNode load() {
    try (InputStream in = Reference.class.getResourceAsStream("reference/reference-values.json")) {
      return JsonMapper.shared().readTree(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
