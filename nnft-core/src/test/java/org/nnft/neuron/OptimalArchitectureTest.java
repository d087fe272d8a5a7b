package org.nnft.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnft.ensemble.Ensemble;
import org.nnft.field.MomentumCutoff;
import org.nnft.field.PointSet;
import org.nnft.network.IndependentDensity.Rademacher;
import org.nnft.network.NeuralField;

/// The four-point function of 2604.27050 at all its 1350 points: 50 configurations × 3 scales × α = −1, 0, 1 × N = 30, 50, 100.
///
/// [#main] draws networks at them; a test holds exact theory against SciPy (`zhang-2026.py` made the table).
class OptimalArchitectureTest {
  private static final int[] WIDTHS = {30, 50, 100};
  private static final int COORDINATES = 8;

  /// @param expansion N(G⁽⁴⁾ − Wick) for α = −1, 0, 1
  private record Configuration(
      double scale, PointSet points, double wick, List<Double> expansion) {}

  private static List<Configuration> configurations() {
    try (InputStream in =
        OptimalArchitectureTest.class.getResourceAsStream("/org/nnft/reference/zhang-2026.csv")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(OptimalArchitectureTest::configuration)
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Configuration configuration(String line) {
    double[] v = Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray();
    double[][] x = new double[4][2];
    for (int i = 0; i < COORDINATES; i++) {
      x[i / 2][i % 2] = v[2 + i];
    }
    int at = 2 + COORDINATES;
    return new Configuration(v[1], PointSet.of(x), v[at], List.of(v[at + 1], v[at + 2], v[at + 3]));
  }

  private static NeuralField scalar(int α, int width) {
    return NeuralField.scalar(2, 1, α, MomentumCutoff.GAUSSIAN, 100, new Rademacher(0, 1))
        .width(width);
  }

  /// All 1350 to 10⁻⁹ of the Wick part and of what N adds; α = 1 has no 1/N but −Wick.
  @Test
  void exactTheoryHoldsAtAllPoints() {
    List<Configuration> all = configurations();
    assertThat(all).hasSize(150);
    for (Configuration c : all) {
      for (int α = -1; α <= 1; α++) {
        List<NeuronMoments> unit = FiniteWidthCorrelators.moments(scalar(α, 1), c.points(), 4);
        double added = c.expansion().get(α + 1);
        for (int width : WIDTHS) {
          double g4 = FiniteWidthCorrelators.of(scalar(α, width), unit).full(0, 1, 2, 3);
          double expected = c.wick() + added / width;
          double size = Math.abs(c.wick()) + Math.abs(added) / width;
          assertThat(g4).isCloseTo(expected, within(1e-9 * size));
        }
      }
    }
  }

  /// The median relative bias of the 50 configurations of scale 1, N = 30, 50, 100 (digits as printed there).
  @ParameterizedTest
  @CsvSource({
    "-1, 175, 105, 52, 0.5",
    "0, 0.0713, 0.0428, 0.0214, 5e-5",
    "1, 0.03333333, 0.02, 0.01, 1e-8"
  })
  void medianRelativeBias(int α, double at30, double at50, double at100, double within) {
    double[] bias =
        configurations().stream()
            .filter(c -> c.scale() == 1)
            .mapToDouble(c -> Math.abs(c.expansion().get(α + 1) / c.wick()))
            .sorted()
            .toArray();
    assertThat(bias).hasSize(50);
    double median = (bias[24] + bias[25]) / 2;
    double[] published = {at30, at50, at100};
    for (int i = 0; i < WIDTHS.length; i++) {
      assertThat(median / WIDTHS[i]).isCloseTo(published[i], within(within));
    }
  }

  /// Draws networks at all points and prints χ² for each α: argument networks for each point, such as 20000.
  public static void main(String[] args) {
    int networks = Integer.parseInt(args[0]);
    for (int α = -1; α <= 1; α++) {
      double square = 0;
      double sum = 0;
      double largest = 0;
      int count = 0;
      for (Configuration c : configurations()) {
        for (int width : WIDTHS) {
          var measured =
              Ensemble.of(scalar(α, width))
                  .networks(networks)
                  .seed(1000L * width + count)
                  .highestOrder(4)
                  .run(c.points());
          int at = measured.components(4).rank(new int[] {0, 1, 2, 3});
          double pull = measured.full(4)[at].pull(c.wick() + c.expansion().get(α + 1) / width);
          square += pull * pull;
          sum += pull;
          largest = Math.max(largest, Math.abs(pull));
          count++;
        }
      }
      System.out.printf(
          "α = %d, %d points, M = %d each: χ²/n = %.3f, mean pull %.3f, largest %.2f%n",
          α, count, networks, square / count, sum / count, largest);
    }
  }
}
