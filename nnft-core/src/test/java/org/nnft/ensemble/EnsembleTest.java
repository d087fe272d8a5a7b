package org.nnft.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nnft.field.PointSet;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Laplace;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Rademacher;
import org.nnft.network.IndependentDensity.StudentT;
import org.nnft.network.IndependentDensity.Uniform;
import org.nnft.network.NeuralField;
import org.nnft.network.ParameterDensity;
import org.nnft.network.Parameterisation;
import org.nnft.network.Readout;
import org.nnft.statistics.Estimate;

class EnsembleTest {

  private static final PointSet POSITIVE = PointSet.line(0.2, 0.4, 0.6, 0.8, 1.0, 1.2);

  @Test
  void bitsDoNotDependOnThreads() {
    Ensemble ensemble = Ensemble.of(NeuralField.erfNet(1).width(7)).networks(5_001).seed(3);
    double[][] one = ensemble.threads(1).run(POSITIVE).blockSums();
    double[][] three = ensemble.threads(3).run(POSITIVE).blockSums();
    assertThat(three).isDeepEqualTo(one);
    double[][] otherSeed = ensemble.seed(4).run(POSITIVE).blockSums();
    assertThat(otherSeed[0][0]).isNotEqualTo(one[0][0]);
  }

  /// ReLU without bias at d = 1 and positive inputs: G_c⁽⁴⁾ = (15/4N)·x₁x₂x₃x₄ and
  /// G_c⁽⁶⁾ = (165/2N²)·x₁…x₆. Every component is the same random number times a monomial, so one pull
  /// decides: P(|z| > 4.5) ≈ 7e-6 for each of the six.
  @ParameterizedTest
  @EnumSource(names = {"OUTPUTS", "ANTITHETIC", "GAUSSIAN_READOUT", "NEURON", "QUASI_MONTE_CARLO"})
  void reluNetHasItsExactCorrelators(Estimator estimator) {
    int width = 4;
    Measurement measured =
        Ensemble.of(NeuralField.reluNet(1).width(width))
            .networks(200_000)
            .seed(11)
            .estimator(estimator)
            .highestOrder(6)
            .run(POSITIVE);
    int[] tuple = {0, 1, 2, 3};
    double monomial = 0.2 * 0.4 * 0.6 * 0.8;
    Estimate g4 = measured.connected(4)[measured.components(4).rank(tuple)];
    assertThat(g4.pull(15.0 / (4 * width) * monomial)).isBetween(-4.5, 4.5);
    Estimate g6 = measured.connected(6)[measured.components(6).rank(0, 1, 2, 3, 4, 5)];
    assertThat(g6.pull(165.0 / (2 * width * width) * monomial * 1.2)).isBetween(-4.5, 4.5);
    Estimate g2 = measured.full(2)[measured.components(2).rank(1, 2)];
    assertThat(g2.pull(0.5 * 0.4 * 0.6)).isBetween(-4.5, 4.5);
    // The negative twin: σ_w wrong by 2 % moves G⁽²⁾ by 4 %.
    assertThat(Math.abs(g2.pull(0.5 * 0.4 * 0.6 * 1.0404))).isGreaterThan(5);
  }

  /// Cos-net, d = 2: G_c⁽⁴⁾ = (1/8N)[3 Σ₃ e^(−|y_P|²/4) − 2 Σ₃ e^(−(r_ij² + r_kl²)/4)],
  /// y_P = x_i + x_j − x_k − x_l; 35 pulls, Bonferroni: P(any |z| > 5) ≈ 2e-5.
  @Test
  void cosNetHasItsExactFourPointFunction() {
    PointSet points = PointSet.of(new double[][] {{0, 0}, {1, 0.5}, {-0.5, 1}, {2, -1}});
    int width = 3;
    Measurement measured =
        Ensemble.of(NeuralField.cosNet(2).width(width)).networks(400_000).seed(5).run(points);
    Estimate[] g4 = measured.connected(4);
    for (int c = 0; c < g4.length; c++) {
      assertThat(g4[c].pull(cosNetG4(points, measured.components(4).at(c), width)))
          .isBetween(-5.0, 5.0);
    }
  }

  private static double cosNetG4(PointSet x, int[] t, int width) {
    int[][] pairings = {{0, 1, 2, 3}, {0, 2, 1, 3}, {0, 3, 1, 2}};
    double sum = 0;
    for (int[] p : pairings) {
      double y2 = 0;
      double r2 = 0;
      for (int k = 0; k < x.dimension(); k++) {
        double a = x.at(t[p[0]], k);
        double b = x.at(t[p[1]], k);
        double c = x.at(t[p[2]], k);
        double d = x.at(t[p[3]], k);
        y2 += (a + b - c - d) * (a + b - c - d);
        r2 += (a - b) * (a - b) + (c - d) * (c - d);
      }
      sum += 3 * Math.exp(-y2 / 4) - 2 * Math.exp(-r2 / 4);
    }
    return sum / (8 * width);
  }

  /// Given the hidden units, D outputs are independent with one covariance, so
  /// E[f₁f₁f₂f₂] at one point is ⟨K̂²⟩ and E[f₁⁴] is 3⟨K̂²⟩: both estimators must see the ratio 3, and
  /// ReLU, x = 1, N = 3, unit-variance weights: G₁₁₁₁ = 2, G₁₁₂₂ = 2/3. P(any of 4 |z| > 5) ≈ 2e-6.
  @ParameterizedTest
  @EnumSource(names = {"OUTPUTS", "GAUSSIAN_READOUT"})
  void twoOutputsShareTheirHiddenUnits(Estimator estimator) {
    NeuralField one = NeuralField.reluNet(1).width(3);
    Readout two = new Readout(2, Parameterisation.STANDARD, new Normal(0, 1), new Constant(0));
    Measurement measured =
        Ensemble.of(new NeuralField(1, one.hidden(), two))
            .networks(300_000)
            .estimator(estimator)
            .run(PointSet.line(1));
    Estimate[] g4 = measured.full(4);
    assertThat(g4[measured.components(4).rank(0, 0, 0, 0)].pull(2)).isBetween(-5.0, 5.0);
    assertThat(g4[measured.components(4).rank(0, 0, 1, 1)].pull(2.0 / 3)).isBetween(-5.0, 5.0);
  }

  record DeepRelu(int width, int layers) {}

  static List<DeepRelu> deepRelu() {
    return List.of(new DeepRelu(4, 1), new DeepRelu(10, 3));
  }

  /// Bias-free ReLU, L hidden layers of width n: ⟨f⁴⟩_c/3⟨f²⟩² = (1 + 5/n)^L − 1, exactly; ⟨f²⟩ = 2^(−L)
  /// at x = 1. P(|z| > 5) ≈ 6e-7 each.
  @ParameterizedTest
  @MethodSource("deepRelu")
  void deepReluHasItsExactKurtosis(DeepRelu shape) {
    HiddenLayer layer =
        new HiddenLayer(
            shape.width(),
            new Activation.Relu(),
            Parameterisation.NTK,
            new Normal(0, 1),
            new Constant(0));
    NeuralField field =
        new NeuralField(
            1,
            Collections.nCopies(shape.layers(), layer),
            new Readout(1, Parameterisation.NTK, new Normal(0, 1), new Constant(0)));
    Measurement measured = Ensemble.of(field).networks(100_000).seed(2).run(PointSet.line(1));
    double k = Math.pow(2, -shape.layers());
    double kurtosis = Math.pow(1 + 5.0 / shape.width(), shape.layers()) - 1;
    assertThat(measured.full(2)[0].pull(k)).isBetween(-5.0, 5.0);
    assertThat(measured.connected(4)[0].pull(3 * k * k * kurtosis)).isBetween(-5.0, 5.0);
  }

  static List<ParameterDensity> densities() {
    return List.of(
        new Normal(0.3, 2),
        new Uniform(-1, 0.5),
        new Laplace(0.5, 2),
        new StudentT(12, -0.2, 1.5),
        new Rademacher(0.1, 2),
        new Constant(0.7),
        new ParameterDensity.Ball(2),
        new ParameterDensity.Sphere(2));
  }

  /// Each law's first two moments through a linear unit with constant readout: f = w₁x₁ + w₂x₂ at the
  /// unit vectors. P(any of 40 |z| > 5) ≈ 2e-5.
  @ParameterizedTest
  @MethodSource("densities")
  void densitiesHaveTheirMoments(ParameterDensity density) {
    HiddenLayer layer =
        new HiddenLayer(
            1, Activation.Polynomial.monomial(1), Parameterisation.BARE, density, new Constant(0));
    NeuralField field =
        new NeuralField(
            2,
            List.of(layer),
            new Readout(1, Parameterisation.BARE, new Constant(1), new Constant(0)));
    Measurement measured =
        Ensemble.of(field)
            .networks(200_000)
            .seed(8)
            .highestOrder(2)
            .run(PointSet.of(new double[][] {{1, 0}, {0, 1}}));
    double mean = density instanceof IndependentDensity law ? law.mean() : 0;
    double[] exactVariance = {density.componentVariance(2), 0, density.componentVariance(2)};
    Estimate[] variance = measured.connected(2);
    for (int c = 0; c < 3; c++) {
      if (density instanceof Constant) {
        assertThat(variance[c].value()).isCloseTo(0, within(1e-12));
      } else {
        assertThat(variance[c].pull(exactVariance[c])).isBetween(-5.0, 5.0);
      }
    }
    for (Estimate m : measured.connected(1)) {
      assertThat(m.value()).isCloseTo(mean, within(5 * m.error() + 1e-12));
    }
  }

  /// A Gram matrix of thousands of points per unit would cost more than its smaller variance saves.
  @Test
  void theReadoutIsDrawnAtManyPoints() {
    NeuralField erf = NeuralField.erfNet(1);
    assertThat(Estimator.best(erf, 6)).isEqualTo(Estimator.GAUSSIAN_READOUT);
    assertThat(Estimator.best(erf, 2000)).isEqualTo(Estimator.ANTITHETIC);
  }

  @Test
  void refusesWhatCannotBeMeasured() {
    Ensemble erf = Ensemble.of(NeuralField.erfNet(2));
    assertThatThrownBy(() -> erf.run(PointSet.line(1)))
        .hasMessage("the field lives in 2 dimensions, the points have 1 coordinates");
    assertThatThrownBy(() -> erf.highestOrder(9)).hasMessageContaining("orders 1 to 8, got 9");
    assertThatThrownBy(() -> erf.threads(0)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> Plan.of(3, 10)).hasMessageContaining("at least 16 networks, got 3");
    assertThatThrownBy(() -> Plan.of(1_000_000, 10_000_000))
        .hasMessageContaining("use fewer points, lower orders or fewer outputs");
    Readout shifted = new Readout(1, Parameterisation.STANDARD, new Normal(1, 1), new Constant(0));
    NeuralField field = new NeuralField(1, NeuralField.erfNet(1).hidden(), shifted);
    assertThatThrownBy(() -> Ensemble.of(field).estimator(Estimator.ANTITHETIC))
        .hasMessageContaining("not exact for this network; it is for output weights");
  }

  @Test
  void plansCoverEveryNetworkOnce() {
    Plan plan = Plan.of(Long.MAX_VALUE - 5, 10);
    assertThat(plan.blocks()).isEqualTo(1024);
    assertThat(plan.first(0)).isZero();
    assertThat(plan.first(plan.blocks())).isEqualTo(plan.networks());
    for (int b = 0; b < plan.blocks(); b++) {
      assertThat(plan.count(b)).isBetween(plan.networks() / 1024, plan.networks() / 1024 + 1);
    }
  }
}
