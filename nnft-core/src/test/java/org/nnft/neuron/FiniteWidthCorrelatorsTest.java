package org.nnft.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nnft.Reference;
import org.nnft.ensemble.Ensemble;
import org.nnft.ensemble.Measurement;
import org.nnft.field.PointSet;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Laplace;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Uniform;
import org.nnft.network.NeuralField;
import org.nnft.network.Parameterisation;
import org.nnft.network.Readout;
import org.nnft.statistics.Estimate;
import tools.jackson.databind.JsonNode;

class FiniteWidthCorrelatorsTest {

  private static final int WIDTH = 7;

  private static PointSet points(JsonNode entry) {
    return PointSet.of(Reference.matrix(entry.get("x")));
  }

  private static FiniteWidthCorrelators correlators(String name, int order) {
    PointSet points = points(Reference.fourPoint(name));
    NeuralField field =
        switch (name.substring(0, name.indexOf('_'))) {
          case "erf" -> NeuralField.erfNet(points.dimension());
          case "relu" -> NeuralField.reluNet(points.dimension());
          default -> NeuralField.gaussNet(points.dimension());
        };
    return FiniteWidthCorrelators.of(field.width(WIDTH), points, order);
  }

  private static int[] tuple(String digits) {
    return digits.chars().map(c -> c - '0').toArray();
  }

  /// Every component: [G⁽⁴⁾_GP, N·G_c⁽⁴⁾]. Gauss-net entries at |x| ≤ 0.01 are differences of numbers
  /// near 164, so relative precision is that of the reference's arithmetic. The values of erf_d2, erf_d3 and
  /// relu_d2 are those of four-point.py, converged to 2e-13.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "erf_d1",
        "erf_d2",
        "erf_d3",
        "gauss_d1",
        "gauss_d2",
        "gauss_d3",
        "relu_d1",
        "relu_d2",
        "relu_d3"
      })
  void fourPointFunctionsMatchTheReference(String name) {
    FiniteWidthCorrelators exact = correlators(name, 4);
    JsonNode entries = Reference.fourPoint(name).get("G4");
    assertThat(entries.size()).isEqualTo(exact.components(4).count());
    entries
        .properties()
        .forEach(
            entry -> {
              int[] t = tuple(entry.getKey());
              double gp = entry.getValue().get(0).doubleValue();
              double connected = entry.getValue().get(1).doubleValue();
              double tolerance = Math.max(1e-12, 1e-10 * Math.abs(connected));
              assertThat(WIDTH * exact.connected(t))
                  .as(entry.getKey())
                  .isCloseTo(connected, within(tolerance));
              assertThat(exact.full(t) - exact.connected(t))
                  .as(entry.getKey())
                  .isCloseTo(gp, within(1e-11 * gp));
            });
  }

  /// The main file has erf_d2 by 160-node Gauss–Hermite, wrong by up to 5e-9: its 0003, which vanishes since
  /// z₀ and z₃ are independent, is −3e-10. Of its six-point values B, 011223 is wrong by 1.2e-6: the formula
  /// of four-point.py taken to order 6 gives −0.0312330081606 with steps 0.25, 0.2 and 0.16.
  @Test
  void noisyReferenceComponentsAgreeWithinTheirNoise() {
    FiniteWidthCorrelators exact = correlators("erf_d2", 6);
    JsonNode entry = Reference.of("connected_2008.08601_inputs").get("erf_d2");
    entry
        .get("G4")
        .properties()
        .forEach(
            e ->
                assertThat(WIDTH * exact.connected(tuple(e.getKey())))
                    .isCloseTo(e.getValue().get(1).doubleValue(), within(1e-8)));
    entry
        .get("G6_sel")
        .properties()
        .forEach(
            e ->
                assertThat(WIDTH * WIDTH * exact.connected(tuple(e.getKey())))
                    .isCloseTo(e.getValue().get(2).doubleValue(), within(2e-6)));
    assertThat(WIDTH * WIDTH * exact.connected(0, 1, 1, 2, 2, 3))
        .isCloseTo(-0.0312330081606, within(1e-12));
    assertThat(exact.connected(0, 0, 0, 3)).isCloseTo(0, within(1e-13));
  }

  /// [G⁽⁶⁾_GP, A, B] with G⁽⁶⁾ = G⁽⁶⁾_GP + A/N + B/N² and B = N² G_c⁽⁶⁾.
  @ParameterizedTest
  @ValueSource(strings = {"erf_d1", "gauss_d1", "gauss_d2", "gauss_d3", "relu_d1"})
  void sixPointFunctionsMatchTheReference(String name) {
    FiniteWidthCorrelators exact = correlators(name, 6);
    JsonNode entries = Reference.of("connected_2008.08601_inputs").get(name).get("G6_sel");
    assertThat(entries.size()).isPositive();
    entries
        .properties()
        .forEach(
            entry -> {
              int[] t = tuple(entry.getKey());
              double gp = entry.getValue().get(0).doubleValue();
              double a = entry.getValue().get(1).doubleValue();
              double b = entry.getValue().get(2).doubleValue();
              assertThat(WIDTH * WIDTH * exact.connected(t))
                  .as(entry.getKey())
                  .isCloseTo(b, within(Math.max(1e-11, 1e-10 * Math.abs(b))));
              double full = gp + a / WIDTH + b / (WIDTH * WIDTH);
              assertThat(exact.full(t)).as(entry.getKey()).isCloseTo(full, within(1e-10 * full));
            });
  }

  /// ReLU without bias, d = 1, x = 1: κ₄ = 15/(4N), κ₆ = 165/(2N²), κ₈ = 29295/(8N³).
  @Test
  void reluCumulantsToOrderEight() {
    FiniteWidthCorrelators exact =
        FiniteWidthCorrelators.of(NeuralField.reluNet(1).width(3), PointSet.line(1), 8);
    assertThat(exact.connected(0, 0, 0, 0)).isCloseTo(15.0 / 12, within(1e-13));
    assertThat(exact.connected(0, 0, 0, 0, 0, 0)).isCloseTo(165.0 / 18, within(1e-12));
    assertThat(exact.connected(0, 0, 0, 0, 0, 0, 0, 0)).isCloseTo(29295.0 / 216, within(1e-10));
  }

  /// Cos-net, Gaussian amplitude: ½, 3/(8N), 0, −315/(128N³).
  @Test
  void cosNetCumulantsToOrderEight() {
    FiniteWidthCorrelators exact =
        FiniteWidthCorrelators.of(
            NeuralField.cosNet(3).width(2), PointSet.of(new double[][] {{1, 2, 3}}), 8);
    assertThat(exact.connected(0, 0)).isCloseTo(0.5, within(1e-15));
    assertThat(exact.connected(0, 0, 0, 0)).isCloseTo(3.0 / 16, within(1e-15));
    assertThat(exact.connected(0, 0, 0, 0, 0, 0)).isCloseTo(0, within(1e-14));
    assertThat(exact.connected(0, 0, 0, 0, 0, 0, 0, 0)).isCloseTo(-315.0 / 1024, within(1e-13));
  }

  /// M₄ of the Erf-net by polar quadrature at high precision.
  @ParameterizedTest
  @CsvSource({"0000, 0.4817602587216667", "0123, 0.2810084351917282", "0135, 0.2045825864861186"})
  void erfMomentsMatchPolarQuadrature(String digits, double m4) {
    PointSet points = points(Reference.of("connected_2008.08601_inputs").get("erf_d1"));
    NeuronMoments moments =
        NeuronMoments.of(NeuralField.erfNet(1).hidden().getFirst(), 1, points, 4);
    assertThat(moments.at(tuple(digits))).isCloseTo(m4, within(1e-13));
  }

  /// Sampled against exact, Erf-net N = 5, 126 components that share networks: P(any |z| > 5.2) < 3e-5.
  @Test
  void sampledErfNetAgrees() {
    PointSet points = points(Reference.of("connected_2008.08601_inputs").get("erf_d1"));
    NeuralField field = NeuralField.erfNet(1).width(5);
    FiniteWidthCorrelators exact = FiniteWidthCorrelators.of(field, points, 4);
    Measurement measured = Ensemble.of(field).networks(100_000).seed(6).run(points);
    Estimate[] g4 = measured.connected(4);
    double wrong = 0;
    for (int c = 0; c < g4.length; c++) {
      double value = exact.connected(measured.components(4).at(c));
      assertThat(g4[c].pull(value)).isBetween(-5.2, 5.2);
      wrong = Math.max(wrong, Math.abs(g4[c].pull(2 * value)));
    }
    // The negative twin: half the width is rejected.
    assertThat(wrong).isGreaterThan(10);
  }

  @Test
  void refusesWhatIsNotKnown() {
    NeuralField relu = NeuralField.reluNet(4);
    assertThatThrownBy(() -> FiniteWidthCorrelators.of(relu, PointSet.line(1), 4))
        .isInstanceOf(IllegalArgumentException.class);
    HiddenLayer layer = relu.hidden().getFirst();
    NeuralField deep = new NeuralField(4, List.of(layer, layer), relu.readout());
    PointSet point = PointSet.of(new double[][] {{1, 0, 0, 0}});
    assertThatThrownBy(() -> FiniteWidthCorrelators.of(deep, point, 4))
        .hasMessageContaining("known for 1 hidden layer, got 2");
  }

  /// Three orthogonal inputs make the units independent: E[h₁ᵃh₂ᵇh₃ᶜ] factorises, with
  /// E[max(z,0)ⁿ] = σⁿ·½E|z|ⁿ: 1/√2π, ½, √(2/π) for n = 1, 2, 3 and step moments ½.
  @Test
  void orthogonalInputsGiveIndependentUnits() {
    PointSet points = PointSet.of(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
    HiddenLayer relu =
        new HiddenLayer(
            1, new Activation.Relu(), Parameterisation.BARE, new Normal(0, 1), new Constant(0));
    NeuronMoments moments = NeuronMoments.of(relu, 3, points, 6);
    double m1 = 1 / Math.sqrt(2 * Math.PI);
    double m3 = Math.sqrt(2 / Math.PI);
    assertThat(moments.at(0, 1, 2)).isCloseTo(m1 * m1 * m1, within(1e-13));
    assertThat(moments.at(0, 0, 1, 2)).isCloseTo(0.5 * m1 * m1, within(1e-13));
    assertThat(moments.at(0, 0, 0, 1, 1, 2)).isCloseTo(m3 * 0.5 * m1, within(1e-13));
    HiddenLayer step =
        new HiddenLayer(
            1, new Activation.Step(), Parameterisation.BARE, new Normal(0, 1), new Constant(0));
    assertThat(NeuronMoments.of(step, 3, points, 3).at(0, 1, 2)).isCloseTo(0.125, within(1e-13));
  }

  /// Free scalar at m = 1, Λ = 5 in d = 1 and m = ½, Λ = 4 in d = 2, moments of orders 2 to 8.
  ///
  /// numpy 2: the product Π A(w) cos(w·xᵢ + c) itself, 400 Gauss–Legendre nodes in √k, 512 equidistant angles
  /// of w and 32 phases c; 600 and 700 nodes change the 13th digit.
  @ParameterizedTest
  @CsvSource({
    "1, 00, 0.437167041811",
    "1, 02, 0.157405450206902",
    "1, 0123, 0.38409393557742",
    "1, 0011, 0.57160467942680",
    "1, 001233, 0.87649130949448",
    "1, 00112233, 2.11252470606454",
    "2, 00, 0.332187184191888",
    "2, 02, 0.129779022472247",
    "2, 0123, 0.42585795619441",
    "2, 0011, 0.56712736502394",
    "2, 001233, 2.14937432835380",
    "2, 01112233, 13.3795520067817"
  })
  void freeScalarMoments(int d, String digits, double expected) {
    PointSet points =
        d == 1
            ? PointSet.line(0, 0.3, 1.1, -0.7)
            : PointSet.of(new double[][] {{0, 0}, {0.3, 0.4}, {1.1, -0.2}, {-0.7, 0.9}});
    NeuralField field =
        d == 1 ? NeuralField.freeScalar(1, 1, 5) : NeuralField.freeScalar(2, 0.5, 4);
    NeuronMoments moments = NeuronMoments.of(field.hidden().getFirst(), d, points, 8);
    assertThat(moments.at(tuple(digits))).isCloseTo(expected, within(1e-12 * expected));
  }

  /// Free scalar in d = 3, N = 3: 10 two-point and 35 four-point components that share networks:
  /// P(any |z| > 5.2) < 1e-5. The negative twin: the correlators of N = 6 are rejected.
  @Test
  void sampledFreeScalarAgrees() {
    PointSet points =
        PointSet.of(new double[][] {{0, 0, 0}, {0.3, 0.4, 0}, {0, -0.2, 0.9}, {0.5, 0, 0.1}});
    NeuralField field = NeuralField.freeScalar(3, 1, 3).width(3);
    Measurement measured = Ensemble.of(field).networks(100_000).seed(17).run(points);
    assertThat(largestPull(FiniteWidthCorrelators.of(field, points, 4), measured, 2, 4))
        .isLessThan(5.2);
    assertThat(largestPull(FiniteWidthCorrelators.of(field.width(6), points, 4), measured, 2, 4))
        .isGreaterThan(10);
  }

  /// Two outputs of a ReLU-net, x = 1, N = 3, unit weights: G₁₁₂₂ = 2/3, and G₁₁₁₁ by the law of the output
  /// weights: normal 2, Laplace 7/2, uniform 7/5.
  @Test
  void twoOutputsShareTheirUnits() {
    Map.of(
            new Normal(0, 1), 2.0,
            new Laplace(0, Math.sqrt(0.5)), 3.5,
            new Uniform(0, Math.sqrt(3)), 1.4)
        .forEach(
            (weights, g1111) -> {
              FiniteWidthCorrelators exact =
                  FiniteWidthCorrelators.of(
                      twoOutputs(NeuralField.reluNet(1), weights, new Constant(0)).width(3),
                      PointSet.line(1),
                      4);
              assertThat(exact.full(0, 0, 0, 0)).isCloseTo(g1111, within(1e-13));
              assertThat(exact.full(1, 1, 1, 1)).isCloseTo(g1111, within(1e-13));
              assertThat(exact.full(0, 0, 1, 1)).isCloseTo(2.0 / 3, within(1e-13));
              assertThat(exact.full(0, 0, 0, 1)).isZero();
            });
  }

  /// The same with two points, weights and bias that are not even: orders 1 to 3 of 4 fields, 34 components
  /// that share networks: P(any |z| > 5.2) < 1e-5.
  @Test
  void sampledOutputsAgree() {
    NeuralField field =
        twoOutputs(NeuralField.reluNet(1), new Uniform(0.3, 2), new Laplace(0.2, 0.4)).width(3);
    PointSet points = PointSet.line(1, -0.4);
    Measurement measured = Ensemble.of(field).networks(100_000).seed(23).run(points);
    FiniteWidthCorrelators exact = FiniteWidthCorrelators.of(field, points, 3);
    assertThat(largestPull(exact, measured, 1, 2, 3)).isLessThan(5.2);
    // The negative twin: weights of zero mean are rejected.
    NeuralField centred =
        twoOutputs(NeuralField.reluNet(1), new Uniform(0, 2), new Laplace(0.2, 0.4)).width(3);
    assertThat(largestPull(FiniteWidthCorrelators.of(centred, points, 3), measured, 1, 2, 3))
        .isGreaterThan(10);
  }

  private static NeuralField twoOutputs(
      NeuralField field, IndependentDensity weights, IndependentDensity bias) {
    return new NeuralField(
        field.inputs(), field.hidden(), new Readout(2, Parameterisation.STANDARD, weights, bias));
  }

  private static double largestPull(
      FiniteWidthCorrelators exact, Measurement measured, int... orders) {
    double largest = 0;
    for (int order : orders) {
      Estimate[] g = measured.connected(order);
      for (int c = 0; c < g.length; c++) {
        double value = exact.connected(measured.components(order).at(c));
        largest = Math.max(largest, Math.abs(g[c].pull(value)));
      }
    }
    return largest;
  }
}
