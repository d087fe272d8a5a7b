package org.nnft.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nnft.Reference;
import org.nnft.field.PointSet;
import org.nnft.kernel.FreeTheory;
import org.nnft.kernel.NngpKernel;
import org.nnft.math.SymmetricIndex;
import org.nnft.network.NeuralField;
import tools.jackson.databind.JsonNode;

/// The mean deviations m₄ and m₆ of 2008.08601, exactly.
class MeanDeviationReferenceTest {

  /// N m₄ = N G_c⁽⁴⁾/G_GP⁽⁴⁾ and m₆ = A/N + B/N²: means over unique components, least and largest element. The
  /// reference has erf_d2 by a 160-node rule that is wrong by 5e-9 in single elements.
  @ParameterizedTest
  @ValueSource(
      strings = {"erf_d1", "erf_d2", "gauss_d1", "gauss_d2", "gauss_d3", "relu_d1", "relu_d3"})
  void meansMatchTheReference(String name) {
    JsonNode entry = Reference.of("connected_2008.08601_inputs").get(name);
    PointSet points = PointSet.of(Reference.matrix(entry.get("x")));
    NeuralField field =
        switch (name.substring(0, name.indexOf('_'))) {
          case "erf" -> NeuralField.erfNet(points.dimension());
          case "relu" -> NeuralField.reluNet(points.dimension());
          default -> NeuralField.gaussNet(points.dimension());
        };
    boolean six = entry.has("mean_m6_A");
    FreeTheory free = FreeTheory.of(NngpKernel.of(field, points));
    // At N = 1 the deviation of the six-point function is A + B, and B alone is the connected one.
    FiniteWidthCorrelators one = FiniteWidthCorrelators.of(field.width(1), points, six ? 6 : 4);
    double tolerance = name.equals("erf_d2") ? 2e-8 : 1e-10;
    SymmetricIndex four = one.components(4);
    double mean = 0;
    double least = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < four.count(); c++) {
      double m = one.connected(four.at(c)) / free.correlator(four.at(c));
      mean += m / four.count();
      least = Math.min(least, m);
      largest = Math.max(largest, m);
    }
    near(mean, entry.get("mean_m4_times_N"), tolerance);
    double noise = name.equals("erf_d2") ? 1e-9 : 1e-11;
    assertThat(least)
        .isCloseTo(entry.get("min_m4N").doubleValue(), within(Math.max(noise, 1e-10 * least)));
    near(largest, entry.get("max_m4N"), tolerance);
    if (six) {
      SymmetricIndex index = one.components(6);
      double a = 0;
      double b = 0;
      for (int c = 0; c < index.count(); c++) {
        int[] tuple = index.at(c);
        double gp = free.correlator(tuple);
        a += (one.full(tuple) - gp - one.connected(tuple)) / gp / index.count();
        b += one.connected(tuple) / gp / index.count();
      }
      near(a, entry.get("mean_m6_A"), tolerance);
      near(b, entry.get("mean_m6_B"), name.equals("erf_d2") ? 1e-5 : tolerance);
    }
  }

  private static void near(double value, JsonNode expected, double tolerance) {
    double e = expected.doubleValue();
    assertThat(value).isCloseTo(e, within(Math.max(1e-11, tolerance * Math.abs(e))));
  }
}
