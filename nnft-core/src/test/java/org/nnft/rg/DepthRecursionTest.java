package org.nnft.rg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnft.ensemble.Ensemble;
import org.nnft.ensemble.Measurement;
import org.nnft.field.PointSet;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.NeuralField;
import org.nnft.network.Parameterisation;
import org.nnft.network.Readout;
import org.nnft.statistics.Estimate;

class DepthRecursionTest {

  private static Activation activation(String name) {
    return switch (name) {
      case "tanh" -> new Activation.Tanh();
      case "gelu" -> new Activation.Gelu();
      case "swish" -> new Activation.Swish();
      case "erf" -> new Activation.Erf();
      default -> Activation.Formula.parse(name);
    };
  }

  /// K′, χ_∥ = ⟨σ²(z² − K)⟩/2K², χ_⊥ by mpmath quadrature to 16 digits.
  @ParameterizedTest
  @CsvSource({
    "tanh, 0.7, 0.3305187994517171, 0.2495875987899628, 0.5295166666288428",
    "tanh, 3, 0.5894390844781303, 0.05492956103226735, 0.2920171306920023",
    "gelu, 0.7, 0.2815037760204513, 0.4695415670210282, 0.4321123563774438",
    "gelu, 3, 1.425616929622514, 0.5042089054074802, 0.500986320718594",
    "swish, 0.7, 0.2343491514956287, 0.3906417230313572, 0.3554898329950981",
    "x/(1+exp(-x)), 3, 1.271871065744295, 0.4808854181493477, 0.4515222167220982"
  })
  void momentsAreThoseOfIndependentQuadrature(
      String name, double k, double second, double slope, double tangent) {
    DepthRecursion recursion = new DepthRecursion(activation(name), 0, 1);
    assertThat(recursion.kernel(k)).isCloseTo(second, within(3e-15));
    assertThat(recursion.susceptibility(k).parallel()).isCloseTo(slope, within(3e-15));
    assertThat(recursion.susceptibility(k).perpendicular()).isCloseTo(tangent, within(3e-15));
  }

  /// exp: ⟨σ²⟩ = e^(2K), far from where the Gaussian is; z²: ⟨σ²⟩ = 3K², ⟨σ′²⟩ = 4K; cos.
  @Test
  void closedFormsHoldAtEveryKernel() {
    for (double k : new double[] {1e-9, 0.03, 1, 7}) {
      DepthRecursion exp = new DepthRecursion(new Activation.Exp(), 0, 1);
      assertThat(exp.kernel(k)).isCloseTo(Math.exp(2 * k), Percentage.withPercentage(1e-11));
      assertThat(exp.susceptibility(k).parallel())
          .isCloseTo(2 * Math.exp(2 * k), Percentage.withPercentage(1e-11));
      DepthRecursion square = new DepthRecursion(Activation.Polynomial.monomial(2), 0, 1);
      assertThat(square.kernel(k)).isCloseTo(3 * k * k, Percentage.withPercentage(1e-11));
      assertThat(square.susceptibility(k).parallel())
          .isCloseTo(6 * k, Percentage.withPercentage(1e-11));
      assertThat(square.susceptibility(k).perpendicular())
          .isCloseTo(4 * k, Percentage.withPercentage(1e-11));
      DepthRecursion cos = new DepthRecursion(new Activation.Cos(), 0, 1);
      assertThat(cos.kernel(k)).isCloseTo((1 + Math.exp(-2 * k)) / 2, within(1e-14));
      assertThat(cos.susceptibility(k).parallel()).isCloseTo(-Math.exp(-2 * k), within(1e-14));
    }
  }

  /// Layers 2…5 of tanh at C_W = 1, C_b = 0, K₁ = 1 and of GELU at C_W = 1.9, C_b = 0.2, K₁ = 1.5, times the
  /// width, by mpmath with expectations of polynomials in z in place of derivatives.
  @ParameterizedTest
  @CsvSource({
    "tanh, 1, 0, 1, 0.127904735299415, 0.0393984430357428, -0.0682253713604792",
    "gelu, 1.9, 0.2, 1.5, 1.41354902793359, 31.2335522048721, 0.698989993974313"
  })
  void fifthLayerIsThatOfIndependentQuadrature(
      String name, double cw, double cb, double k1, double k, double v, double δ) {
    int n = 100;
    List<DepthRecursion.Layer> layers =
        new DepthRecursion(activation(name), cb, cw).run(k1, n, n, n, n);
    assertThat(layers).hasSize(5);
    assertThat(layers.getLast().kernel()).isCloseTo(k, within(1e-13));
    assertThat(n * layers.getLast().vertex()).isCloseTo(v, Percentage.withPercentage(1e-11));
    assertThat(n * layers.getLast().correction()).isCloseTo(δ, Percentage.withPercentage(1e-11));
  }

  /// tanh, C_W = 1, C_b = 0, K₁ = 1: layers 2 and 3, sampled at n = 100 as .09729 and .06748.
  @Test
  void secondAndThirdLayerOfTanh() {
    List<DepthRecursion.Layer> layers =
        new DepthRecursion(new Activation.Tanh(), 0, 1).run(1, 100, 100);
    assertThat(layers.get(1).kernel()).isCloseTo(.3942944904, within(5e-11));
    assertThat(layers.get(2).kernel()).isCloseTo(.2364504105, within(5e-11));
    assertThat(100 * layers.get(1).vertex()).isCloseTo(.0975237381, within(5e-11));
    assertThat(100 * layers.get(2).vertex()).isCloseTo(.0678074939, within(5e-11));
  }

  /// Widths enter one by one: only the layer that is left counts.
  @Test
  void everyLayerHasItsOwnWidth() {
    DepthRecursion relu = new DepthRecursion(new Activation.Relu(), 0, 2);
    List<DepthRecursion.Layer> layers = relu.run(1, 10, 50);
    assertThat(layers.get(1).normalisedVertex()).isCloseTo(0.5, within(1e-15));
    assertThat(layers.get(2).normalisedVertex()).isCloseTo(0.6, within(1e-15));
    assertThat(layers.get(2).kernel()).isEqualTo(1);
    assertThat(layers.get(2).correction()).isZero();
  }

  /// The first order of the exact (1 + c/n)^L − 1: cL/n with c = 5 (ReLU) and 2 (linear).
  @ParameterizedTest
  @CsvSource({"relu, 5, 2", "linear, 2, 1"})
  void scaleInvariantNetworksGrowWithDepthOverWidth(String name, double c, double cw) {
    Activation σ = name.equals("relu") ? new Activation.Relu() : Activation.Polynomial.monomial(1);
    int width = 1_000_000;
    int[] widths = new int[7];
    Arrays.fill(widths, width);
    double grown = new DepthRecursion(σ, 0, cw).run(0.3, widths).getLast().normalisedVertex();
    assertThat(grown).isCloseTo(7 * c / width, Percentage.withPercentage(1e-10));
    ScaleInvariantActivation exact = ScaleInvariantActivation.of(σ).orElseThrow();
    double second = exact.moment(1, 0.3, cw, widths);
    double kurtosis = exact.moment(2, 0.3, cw, widths) / (3 * second * second) - 1;
    assertThat(kurtosis).isCloseTo(Math.pow(1 + c / width, 7) - 1, within(1e-13));
  }

  /// tanh, C_b = 0.1, C_W = 1.3, three hidden layers, x = 1, at widths n and 2n: 2f(2n) − f(n) has no term of the
  /// next order in 1/n. P(|z| > 4.5) ≈ 7e-6 for each of three. Twins: no growth in the last layer, the
  /// correction with the wrong sign.
  @Test
  void deepNetworksHaveTheVertexOfTheRecursion() {
    int n = 16;
    DepthRecursion tanh = new DepthRecursion(new Activation.Tanh(), 0.1, 1.3);
    List<DepthRecursion.Layer> layers = tanh.run(1.4, 1, 1, 1);
    Measurement narrow = sampled(n, 80_000);
    Measurement wide = sampled(2 * n, 80_000);
    Estimate g4 = narrow.connected(4)[0];
    Estimate g4Wide = wide.connected(4)[0];
    double v = (4 * n * g4Wide.value() - n * g4.value()) / 3;
    double error = Math.hypot(4 * n * g4Wide.error(), n * g4.error()) / 3;
    assertThat((v - layers.get(3).vertex()) / error).isBetween(-4.5, 4.5);
    assertThat(Math.abs(v - layers.get(2).vertex()) / error).isGreaterThan(5);
    assertThat(Math.abs(v / 1.1 - layers.get(3).vertex()) / error).isGreaterThan(5);
    Estimate g2 = narrow.full(2)[0];
    Estimate g2Wide = wide.full(2)[0];
    double k = layers.get(3).kernel();
    double δ = 4 * n * (g2Wide.value() - k) - n * (g2.value() - k);
    double δError = Math.hypot(4 * n * g2Wide.error(), n * g2.error());
    assertThat((δ - layers.get(3).correction()) / δError).isBetween(-4.5, 4.5);
    assertThat(Math.abs(δ + layers.get(3).correction()) / δError).isGreaterThan(5);
  }

  private static Measurement sampled(int width, int networks) {
    Normal weights = new Normal(0, Math.sqrt(1.3));
    Normal bias = new Normal(0, Math.sqrt(0.1));
    HiddenLayer layer =
        new HiddenLayer(width, new Activation.Tanh(), Parameterisation.STANDARD, weights, bias);
    NeuralField field =
        new NeuralField(
            1,
            Collections.nCopies(3, layer),
            new Readout(1, Parameterisation.STANDARD, weights, bias));
    return Ensemble.of(field).networks(networks).seed(7).run(PointSet.line(1));
  }

  @Test
  void refusesWhatHasNoRecursion() {
    assertThatThrownBy(() -> new DepthRecursion(new Activation.Tanh(), -1, 1))
        .hasMessage("the bias variance must be finite and at least 0, got -1.0");
    assertThatThrownBy(() -> new DepthRecursion(new Activation.Tanh(), 0, 0))
        .hasMessage("the weight variance must be finite and above 0, got 0.0");
    assertThatThrownBy(() -> new DepthRecursion(new Activation.GaussNormalised(), 0, 1))
        .hasMessageContaining("an activation of the pre-activation alone");
    assertThatThrownBy(() -> new DepthRecursion(Activation.Formula.parse("abs(x-1)"), 0, 1))
        .hasMessageContaining("integrates analytic formulas only, got 'abs(x-1)'");
    DepthRecursion tanh = new DepthRecursion(new Activation.Tanh(), 0, 1);
    assertThatThrownBy(() -> tanh.run(1, 10, 0))
        .hasMessage("width of layer 2 must be at least 1, got 0");
    assertThatThrownBy(() -> tanh.run(-1, 10)).hasMessageContaining("at least 0, got -1.0");
    assertThatThrownBy(() -> tanh.kernel(1e9)).hasMessageContaining("below 1e8");
  }
}
