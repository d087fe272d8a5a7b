package org.nnft.locality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnft.ensemble.Ensemble;
import org.nnft.ensemble.FieldAverages.Workers;
import org.nnft.field.MomentumCutoff;
import org.nnft.field.PointSet;
import org.nnft.kernel.WaveUnit;
import org.nnft.locality.LocalityVerdict.Decay;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Rademacher;
import org.nnft.network.NeuralField;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.JointCumulant;

class LocalityTest {

  private static final IndependentDensity CONSTANT = new Rademacher(0, 1);
  private static final IndependentDensity GAUSS = new Normal(0, 1);

  /// α = 0 without a cutoff on the line, N = 10; a and b are the two pairs' distances.
  private static NeuralField optimal(IndependentDensity amplitude, int width) {
    return NeuralField.scalar(1, 1, 0, MomentumCutoff.NONE, 1, amplitude).width(width);
  }

  private static Separation pairs(double a, double b) {
    return Separation.halves(new double[][] {{0}, {a}, {0}, {b}}, 1);
  }

  /// mpmath 1.3, 25 digits: k₄Ω/2 Σ_P e^(−|y_P|)/2 − Σ₃ GG over N, a = 0.5, b = 0.8.
  @ParameterizedTest
  @CsvSource({"1, 0.00209387370599118", "5, 0.00585231910452685"})
  void optimalScalarAtFiniteDistance(double distance, double expected) {
    Estimate found = ExactSeparation.of(optimal(CONSTANT, 10), pairs(0.5, 0.8)).at(distance);
    assertThat(found.value()).isCloseTo(expected, within(1e-14));
    assertThat(found.error()).isLessThan(1e-11);
  }

  @Test
  void optimalScalarHasAConstantAtFiniteWidth() {
    ExactSeparation exact = ExactSeparation.of(optimal(CONSTANT, 10), pairs(0.5, 0.8));
    assertThat(exact.limit().orElseThrow().value()).isCloseTo(5.85358034559632e-3, within(1e-15));
    // The approach goes like e^(−2R).
    double c = exact.limit().orElseThrow().value();
    double ratio = (exact.at(6).value() - c) / (exact.at(5).value() - c);
    assertThat(ratio).isCloseTo(Math.exp(-2), within(1e-6));
    assertThat(LocalityVerdict.of(exact, 0.5, 5).decay()).isEqualTo(Decay.NON_LOCAL);
  }

  /// N C = k₄ΩF(0) − G(0)² at coincident pairs, PHYSICS' digits; α = ±1 at d = 2 with the Gaussian cutoff 100.
  @ParameterizedTest
  @CsvSource({
    "2, -1, GAUSSIAN, 100, false, 126.0415528, 5e-8",
    "2, 1, GAUSSIAN, 100, false, 126.0415528, 5e-8",
    "2, 0, GAUSSIAN, 100, false, 0, 1e-12",
    "1, -1, SHARP, 10, false, 0.57616, 5e-6",
    "1, -1, SHARP, 10, true, 2.167042, 5e-7",
    "2, -1, SHARP, 10, false, 0.49210789, 5e-9",
    "2, -1, SHARP, 10, true, 1.7460829, 5e-8",
    "3, -1, SHARP, 10, false, 0.40023121, 5e-9",
    "3, -1, SHARP, 10, true, 1.5740759, 5e-8",
    "4, -1, SHARP, 10, false, 0.36198945, 5e-9",
    "4, -1, SHARP, 10, true, 1.8156772, 5e-8"
  })
  void constantsOfTheAlphaFamily(
      int d,
      double α,
      MomentumCutoff regulator,
      double cutoff,
      boolean gauss,
      double expected,
      double tolerance) {
    NeuralField field =
        NeuralField.scalar(d, 1, α, regulator, cutoff, gauss ? GAUSS : CONSTANT).width(7);
    double[] direction = new double[d];
    direction[0] = 1;
    Separation separation = Separation.halves(new double[4][d], direction);
    double constant = 7 * ExactSeparation.of(field, separation).limit().orElseThrow().value();
    assertThat(constant).isCloseTo(expected, within(tolerance));
  }

  /// 2G(0)² remains for normal amplitudes at α = 0.
  @Test
  void normalAmplitudesAreNonLocalEvenAtAlphaZero() {
    double limit =
        ExactSeparation.of(optimal(GAUSS, 10), pairs(0, 0)).limit().orElseThrow().value();
    assertThat(10 * limit).isCloseTo(2 * 0.25, within(1e-13));
  }

  /// (3/8)(e^(−(a+b)²/2) + e^(−(a−b)²/2)) − ¼e^(−(a²+b²)/2).
  @Test
  void cosNet() {
    NeuralField field = NeuralField.cosNet(1).width(3);
    ExactSeparation exact = ExactSeparation.of(field, pairs(0.5, 0.8));
    assertThat(3 * exact.limit().orElseThrow().value()).isCloseTo(0.3593769960, within(5e-11));
    assertThat(3 * exact.at(20).value()).isCloseTo(0.3593769960, within(5e-11));
  }

  /// −(3/8N)e^(−2R): local at coincident pairs, α = 0 and constant amplitude; ξ = ½.
  @Test
  void localByTheory() {
    ExactSeparation exact = ExactSeparation.of(optimal(CONSTANT, 5), pairs(0, 0));
    assertThat(exact.at(1.5).value()).isCloseTo(-0.375 / 5 * Math.exp(-3), within(1e-15));
    LocalityVerdict verdict = LocalityVerdict.of(exact, 0.5, 4);
    assertThat(verdict.decay()).isEqualTo(Decay.LOCAL);
    assertThat(verdict.correlationLength().orElseThrow().value()).isCloseTo(0.5, within(1e-9));
    // Two points: e^(−R)/2.
    Separation two = Separation.halves(new double[][] {{0}, {0}}, 1);
    var propagator = LocalityVerdict.of(ExactSeparation.of(optimal(CONSTANT, 5), two), 1, 4);
    assertThat(propagator.correlationLength().orElseThrow().value()).isCloseTo(1, within(1e-9));
  }

  /// K of a Cauchy law of momenta without mass falls like a power in no way; a flat law up to a cutoff does, like 1/R.
  @Test
  void powerLaws() {
    NeuralField flat = NeuralField.scalar(3, 1e-3, -1, MomentumCutoff.SHARP, 1, CONSTANT);
    Separation two = Separation.halves(new double[2][3], 1, 0, 0);
    // m → 0: ∫_{p<1} d³p e^{ipR}/p² ∝ (1/R)∫₀^R sin x/x dx.
    LocalityVerdict verdict =
        LocalityVerdict.of(ExactSeparation.of(flat.width(1), two), Math.PI, 4);
    assertThat(verdict.decay()).isEqualTo(Decay.POWER_LAW);
    assertThat(verdict.power().orElseThrow().value()).isCloseTo(1, within(0.1));
  }

  @Test
  void reluNetsDoNotDecay() {
    Separation two = Separation.halves(new double[][] {{0.5}, {0.7}}, 1);
    assertThat(LocalityVerdict.of(ExactSeparation.of(NeuralField.reluNet(1), two), 1, 6).decay())
        .isEqualTo(Decay.NON_LOCAL);
    assertThat(LocalityVerdict.of(ExactSeparation.of(NeuralField.erfNet(1), two), 1, 6).decay())
        .isEqualTo(Decay.NON_LOCAL);
  }

  /// Order 8 of waves equals the components of the general theory at distinct points; order 6 splits three ways.
  @Test
  void highOrdersAndManyGroups() {
    double[][] six = {{0}, {0.3}, {0.1}, {0.5}, {0}, {0.4}};
    Separation three = Separation.of(six, new int[] {0, 0, 1, 1, 2, 2}, 1);
    ExactSeparation exact = ExactSeparation.of(NeuralField.cosNet(1).width(2), three);
    assertThat(exact.at(12).value()).isCloseTo(exact.limit().orElseThrow().value(), within(1e-12));
    double[][] eight = {{0}, {0.3}, {0.1}, {0.5}, {0}, {0.4}, {1}, {1.1}};
    Separation halves = Separation.halves(eight, 1);
    ExactSeparation order8 = ExactSeparation.of(NeuralField.cosNet(1).width(2), halves);
    assertThat(order8.at(30).value())
        .isCloseTo(order8.limit().orElseThrow().value(), within(1e-11));
    assertThat(Separation.lattice(six, 1)).hasSize(202);
    assertThat(three.toString()).isEqualTo("12|34|56");
  }

  /// κ of four Bernoulli-like variables by hand: μ₄ − 3μ₂² for equal ones.
  @Test
  void jointCumulants() {
    double[] moments = new double[16];
    for (int mask = 1; mask < 16; mask++) {
      moments[mask] = new double[] {1, 0.3, 1.7, 0.9, 6.1}[Integer.bitCount(mask)];
    }
    double μ = 0.3;
    double exact = 6.1 - 4 * 0.9 * μ - 3 * 1.7 * 1.7 + 12 * 1.7 * μ * μ - 6 * Math.pow(μ, 4);
    assertThat(JointCumulant.of(moments)).isCloseTo(exact, within(1e-14));
  }

  private static final double[] DISTANCES =
      IntStream.rangeClosed(1, 9).mapToDouble(k -> 0.3 * k).toArray();

  private static SampledSeparation sample(
      IndependentDensity amplitude, double b, long seed, int networks) {
    return SampledSeparation.of(
        Ensemble.of(optimal(amplitude, 2)).networks(networks).seed(seed),
        pairs(0, b),
        DISTANCES,
        64,
        Workers.threads());
  }

  /// Sampled values against exact ones: 9 pulls, P(any > 4.5) ≈ 6·10⁻⁵; the negative twin is rejected.
  @Test
  void sampledSeparations() {
    SampledSeparation curve = sample(CONSTANT, 0.4, 3, 100_000);
    ExactSeparation exact = ExactSeparation.of(optimal(CONSTANT, 2), pairs(0, 0.4));
    ExactSeparation wrong = ExactSeparation.of(optimal(GAUSS, 2), pairs(0, 0.4));
    for (int k = 0; k < DISTANCES.length; k++) {
      Estimate value = curve.values().get(k);
      assertThat(Math.abs(value.pull(exact.at(DISTANCES[k]).value()))).isLessThan(4.5);
      assertThat(Math.abs(value.pull(wrong.at(DISTANCES[k]).value()))).isGreaterThan(10);
    }
  }

  /// The local theory is called non-local in none of 8 seeds (expected 8·10⁻³), the other one in all.
  @Test
  void verdictsOfSampledCurves() {
    for (long seed = 1; seed <= 8; seed++) {
      LocalityVerdict local = LocalityVerdict.of(sample(CONSTANT, 0, seed, 20_000));
      assertThat(local.decay()).as(local.evidence()).isNotEqualTo(Decay.NON_LOCAL);
      LocalityVerdict other = LocalityVerdict.of(sample(GAUSS, 0, seed, 20_000));
      assertThat(other.decay()).as(other.evidence()).isEqualTo(Decay.NON_LOCAL);
    }
    LocalityVerdict local = LocalityVerdict.of(sample(CONSTANT, 0, 1, 100_000));
    assertThat(local.decay()).as(local.evidence()).isEqualTo(Decay.LOCAL);
    assertThat(Math.abs(local.correlationLength().orElseThrow().pull(0.5))).isLessThan(4);
  }

  /// A sharp cutoff in four dimensions: the propagator crosses 0 at R = 1.7 and swings back. Its last values are no
  /// constant, which the power law of the exact values says too; the false verdict NON_LOCAL was found in use.
  @Test
  void oscillationsAreNoConstants() {
    NeuralField sharp = NeuralField.scalar(4, 1, 0, MomentumCutoff.SHARP, 3, CONSTANT).width(10);
    SampledSeparation curve =
        SampledSeparation.of(
            Ensemble.of(sharp).networks(100_000).seed(1),
            Separation.of(
                new double[][] {{0, 0, 0, 0}, {0, 0, 0, 1}},
                new int[] {0, 1},
                new double[] {1, 0, 0, 0}),
            new double[] {0.3, 0.6, 0.9, 1.2, 1.5, 1.8, 2.1, 2.4, 2.7, 3},
            64,
            Workers.threads());
    LocalityVerdict verdict = LocalityVerdict.of(curve);
    assertThat(verdict.decay()).as(verdict.evidence()).isEqualTo(Decay.UNSETTLED);
    assertThat(verdict.wouldChange()).contains("beyond R = 3");
  }

  /// f(x₁)f(x₂)f(x₃) of an ensemble that knows no sign.
  @Test
  void oddOrdersOfEvenEnsemblesAreRefused() {
    Separation three =
        Separation.of(new double[][] {{0}, {1}, {2}}, new int[] {0, 0, 1}, new double[] {1});
    assertThatThrownBy(
            () ->
                SampledSeparation.of(
                    Ensemble.of(optimal(CONSTANT, 2)).networks(1000).seed(1),
                    three,
                    new double[] {1, 2},
                    8,
                    Workers.threads()))
        .hasMessageContaining("even number of points");
  }

  @Test
  void badSeparationsAreRefused() {
    assertThatThrownBy(() -> Separation.of(new double[2][1], new int[] {0, 0}, 1))
        .hasMessage("points need at least 2 groups, numbered 0, 1, …; got [0, 0]");
    assertThatThrownBy(() -> Separation.halves(new double[2][2], 1))
        .hasMessageContaining("direction has 1 components, a point has 2");
    assertThatThrownBy(() -> Separation.halves(new double[2][1], 0))
        .hasMessageContaining("not all 0");
  }

  @Test
  void momentumLawsWithoutDensityHaveNoLimit() {
    NeuralField net = NeuralField.cosNet(1);
    var layer = net.hidden().getFirst();
    var rademacher =
        new HiddenLayer(1, layer.activation(), layer.parameterisation(), CONSTANT, layer.bias());
    assertThatThrownBy(
            () ->
                WaveUnit.of(rademacher, 1)
                    .orElseThrow()
                    .momentAtInfinity(PointSet.line(0), new int[] {0, 1}, 0, 0))
        .hasMessageContaining("no limit at infinite separation");
  }
}
