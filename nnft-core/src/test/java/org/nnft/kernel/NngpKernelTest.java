package org.nnft.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nnft.Reference;
import org.nnft.field.PointSet;
import org.nnft.math.GaussHermite;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Laplace;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.NeuralField;
import org.nnft.network.Parameterisation;
import org.nnft.network.Readout;
import org.nnft.statistics.Estimate;

class NngpKernelTest {

  private static final Map<String, Activation> NAMED =
      Map.ofEntries(
          Map.entry("erf", new Activation.Erf()),
          Map.entry("relu", new Activation.Relu()),
          Map.entry("step", new Activation.Step()),
          Map.entry("sign", new Activation.Sign()),
          Map.entry("abs", new Activation.Abs()),
          Map.entry("lrelu0.1", new Activation.LeakyRelu(0.1)),
          Map.entry("exp", new Activation.Exp()),
          Map.entry("gaussnet", new Activation.GaussNormalised()),
          Map.entry("cos", new Activation.Cos()),
          Map.entry("sin", new Activation.Sin()),
          Map.entry("quad", Activation.Polynomial.monomial(2)),
          Map.entry("cubic", Activation.Polynomial.monomial(3)),
          Map.entry("gelu", new Activation.Gelu()),
          Map.entry("gaussact", new Activation.Gaussian()),
          Map.entry("tanh", new Activation.Tanh()),
          Map.entry("swish", new Activation.Swish()),
          Map.entry("softplus", new Activation.Softplus()));

  /// Nested adaptive quadrature at (q₁₁, q₁₂, q₂₂) = (1.36, 0.88, 1.04). The last three are given there
  /// to 14 decimals.
  @Test
  void dualActivationsMatchAdaptiveQuadrature() {
    var reference = Reference.of("kernels_Q=(q11,q12,q22)=(1.36,0.88,1.04)");
    NAMED.forEach(
        (name, activation) -> {
          double expected = reference.get(name).doubleValue();
          double tolerance = Math.max(2e-14, 1e-14 * Math.abs(expected));
          assertThat(DualActivation.of(activation, 1.36, 0.88, 1.04).value())
              .as(name)
              .isCloseTo(expected, within(tolerance));
        });
  }

  /// Closed forms against Gauss–Hermite at another covariance, one with a negative correlation.
  @ParameterizedTest
  @ValueSource(strings = {"erf", "gelu", "exp", "gaussact", "cos", "sin"})
  void closedFormsEqualQuadrature(String name) {
    Activation activation = named(name);
    double closed = DualActivation.of(activation, 0.7, -0.4, 1.9).value();
    Estimate series =
        HermiteSeries.of(activation, 0.7).times(HermiteSeries.of(activation, 1.9), -0.4);
    assertThat(closed).isCloseTo(series.value(), within(series.error()));
    assertThat(closed).isCloseTo(gaussHermite(activation, 0.7, -0.4, 1.9), within(2e-13));
  }

  /// By the rule of 200 × 200 nodes.
  private static double gaussHermite(Activation activation, double q11, double q12, double q22) {
    GaussHermite rule = GaussHermite.of(200);
    double a = q12 / Math.sqrt(q11);
    double b = Math.sqrt(q22 - a * a);
    double sum = 0;
    for (int i = 0; i < rule.size(); i++) {
      for (int j = 0; j < rule.size(); j++) {
        sum +=
            rule.weight(i)
                * rule.weight(j)
                * activation.at(Math.sqrt(q11) * rule.node(i))
                * activation.at(a * rule.node(i) + b * rule.node(j));
      }
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"erf_d1", "erf_d2", "gauss_d1", "gauss_d2", "gauss_d3", "relu_d1", "relu_d3"})
  void kernelsOfTheHalversonNetworksMatchTheReference(String name) {
    var entry = Reference.of("connected_2008.08601_inputs").get(name);
    double[][] expected = Reference.matrix(entry.get("K"));
    PointSet points = PointSet.of(Reference.matrix(entry.get("x")));
    NeuralField field =
        switch (name.substring(0, name.indexOf('_'))) {
          case "erf" -> NeuralField.erfNet(points.dimension());
          case "relu" -> NeuralField.reluNet(points.dimension());
          default -> NeuralField.gaussNet(points.dimension());
        };
    double[][] kernel = NngpKernel.of(field, points);
    for (int i = 0; i < expected.length; i++) {
      for (int j = 0; j < expected.length; j++) {
        // The reference's own quadrature carries 1e-14 for ReLU in d = 3.
        assertThat(kernel[i][j]).isCloseTo(expected[i][j], within(1e-12 * expected[i][j]));
      }
    }
  }

  /// x₁ = (1, 0), x₂ = (0.6, 0.8), d = 2; columns: σ_w², σ_b², hidden layers, K₁₁, K₁₂ where
  /// it is known.
  @ParameterizedTest
  @CsvSource({
    "relu, 2, 0, 1, 1, 0.677547567767",
    "relu, 2, 0, 2, 1, 0.733433785826",
    "relu, 2, 0, 3, 1, 0.775312434844",
    "erf, 1, 1, 1, 1.53989308767, 1.45046224304",
    "erf, 1, 1, 2, 1.54461868699, 1.50355845862",
    "erf, 1, 1, 3, 1.54516885743, NaN",
    "erf, 1, 1, 6, 1.54524106827, NaN",
    "gelu, 2, 0.1, 3, 0.94783753857, NaN",
    "gelu, 2, 0.1, 6, 0.808703607216, NaN",
    "gelu, 2, 0.1, 1, 1.04809400528, 0.716502728193",
    "gelu, 2, 0.1, 2, 0.997321883309, 0.720005662638"
  })
  void deepKernelsFollowTheRecursion(
      String name, double σw2, double σb2, int layers, double k11, double k12) {
    Normal weights = new Normal(0, Math.sqrt(σw2));
    IndependentDensity bias = σb2 == 0 ? new Constant(0) : new Normal(0, Math.sqrt(σb2));
    HiddenLayer layer = new HiddenLayer(50, named(name), Parameterisation.STANDARD, weights, bias);
    NeuralField field =
        new NeuralField(
            2,
            Collections.nCopies(layers, layer),
            new Readout(1, Parameterisation.STANDARD, weights, bias));
    double[][] kernel = NngpKernel.of(field, PointSet.of(new double[][] {{1, 0}, {0.6, 0.8}}));
    assertThat(kernel[0][0]).isCloseTo(k11, within(1e-11));
    if (!Double.isNaN(k12)) {
      assertThat(kernel[0][1]).isCloseTo(k12, within(1e-11));
    }
  }

  /// tanh of depth 6, whose error grows by what the layers below leave open; a closed form has none.
  @Test
  void errorsPassThroughTheLayers() {
    HiddenLayer tanh =
        new HiddenLayer(
            50,
            new Activation.Tanh(),
            Parameterisation.STANDARD,
            new Normal(0, 1.5),
            new Normal(0, 0.3));
    PointSet points = PointSet.of(new double[][] {{1, 0}, {0.6, 0.8}});
    Readout readout = NeuralField.erfNet(1).readout();
    double last = 0;
    for (int depth : new int[] {1, 3, 6}) {
      KernelMatrix k =
          NngpKernel.withErrors(
              new NeuralField(2, Collections.nCopies(depth, tanh), readout), points);
      assertThat(k.largestError()).isGreaterThan(last).isLessThan(1e-12);
      last = k.largestError();
    }
    assertThat(NngpKernel.withErrors(NeuralField.erfNet(2), points).isClosedForm()).isTrue();
  }

  @Test
  void cosNetIsTranslationInvariant() {
    double[][] k = NngpKernel.of(NeuralField.cosNet(1), PointSet.line(-3, 4, 11));
    assertThat(k[0][1]).isCloseTo(Math.exp(-49.0 / 2) / 2, within(1e-16)).isEqualTo(k[1][2]);
  }

  @Test
  void unknownKernelsAreRefusedByName() {
    NeuralField erf = NeuralField.erfNet(1);
    HiddenLayer laplace =
        new HiddenLayer(
            5, new Activation.Erf(), Parameterisation.STANDARD, new Laplace(0, 1), new Constant(0));
    assertThatThrownBy(
            () ->
                NngpKernel.of(
                    new NeuralField(1, List.of(laplace), erf.readout()), PointSet.line(1)))
        .hasMessageContaining("hidden layer 1, Erf[] with weights Laplace");
  }

  private static Activation named(String name) {
    return Objects.requireNonNull(NAMED.get(name), name);
  }
}
