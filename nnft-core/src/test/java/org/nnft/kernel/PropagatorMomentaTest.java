package org.nnft.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnft.Reference;
import org.nnft.ensemble.Ensemble;
import org.nnft.field.MomentumCutoff;
import org.nnft.field.PointSet;
import org.nnft.network.Activation.PlaneWave;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Rademacher;
import org.nnft.network.NeuralField;
import org.nnft.network.ParameterDensity.Propagator;
import org.nnft.network.RadialLaw;
import org.nnft.neuron.FiniteWidthCorrelators;
import org.nnft.statistics.Estimate;
import tools.jackson.databind.JsonNode;

class PropagatorMomentaTest {

  private static final Rademacher CONSTANT = new Rademacher(0, 1);

  /// F_s(y) = E[(k² + 1)^(power − s) cos ky]·Ω.
  private static double spectral(
      double power, double s, int d, double cutoff, MomentumCutoff regulator, double r) {
    Propagator law = new Propagator(1, power, regulator, cutoff);
    double average =
        MomentumAverage.of(new PlaneWave(1, 1, power - s), d, law).orElseThrow().at(1, r);
    return average * RadialLaw.of(law, d).coincidentIntegral();
  }

  /// mpmath 1.3, 25 digits: the oscillating radial integral with Bessel functions on panels of 6/y.
  @ParameterizedTest
  @CsvSource({
    "1, 10, 0, 1, 0.462478785287535611",
    "1, 10, 1, 1, 0.184861722272029491",
    "2, 10, 0, 1, 0.377975889492443987",
    "2, 10, 1, 1, 0.0673440001102952393",
    "3, 10, 0, 1, 0.561330574588763086",
    "3, 10, 1, 1, 0.0294216568880746142",
    "2, 5, 0.7, 2, 0.0575422035745868242",
    "2, 5, 0.7, 0, 0.0087037506107105894",
    "2, 5, 0.7, -1, -2.22163234338387795",
    "2, 5, 0.3, 0.4, 0.581168890563571953",
    "3, 4, 0.5, -0.5, 0.63931025209899001",
    "1, 3, 0.8, 1.5, 0.220657855369278248"
  })
  void properTimeEqualsTheMomentumIntegral(int d, double cutoff, double r, double s, double f) {
    for (double power : new double[] {0, 1, 2.5}) {
      assertThat(spectral(power, s, d, cutoff, MomentumCutoff.GAUSSIAN, r))
          .isCloseTo(f, within(2e-12 * Math.abs(f)));
    }
  }

  /// PHYSICS' values of the free propagator with a cutoff at Λ = 100, to the digits printed there.
  @ParameterizedTest
  @CsvSource({
    "GAUSSIAN, 1, 0, 0.49603544483758", "GAUSSIAN, 2, 0, 0.74220222377531",
    "GAUSSIAN, 3, 0, 6.2704171004294", "GAUSSIAN, 1, 1, 0.18394891780168",
    "GAUSSIAN, 2, 1, 0.067011470998284", "GAUSSIAN, 3, 1, 0.029276379544542",
    "SHARP, 1, 1, 0.183923065523817", "SHARP, 2, 1, 0.0668847656238824",
    "SHARP, 3, 1, 0.0288407537879534", "SHARP, 4, 0, 63.2674139814705"
  })
  void propagatorsWithACutoff(MomentumCutoff regulator, int d, double r, double expected) {
    // A sharp cutoff leaves an oscillating sum, right to 10⁻¹³ of G(0).
    double scale = spectral(1, 1, d, 100, regulator, 0);
    assertThat(spectral(1, 1, d, 100, regulator, r))
        .isCloseTo(expected, within(1e-13 * expected + 1e-15 * scale + 5e-15 * expected));
  }

  /// mpmath as above with a sharp cutoff: d = 2, Λ = 5, s = 0.4, r = 0.3; d = 3, Λ = 4, s = 2, r = 0.6.
  @Test
  void sharpCutoffs() {
    assertThat(spectral(1, 0.4, 2, 5, MomentumCutoff.SHARP, 0.3))
        .isCloseTo(0.6334073250503848, within(1e-13));
    assertThat(spectral(1, 2, 3, 4, MomentumCutoff.SHARP, 0.6))
        .isCloseTo(0.02198149271481095, within(1e-14));
    // α = −1 with a sharp cutoff is the free scalar of 2307.03223.
    PointSet points = PointSet.line(0, 0.7);
    assertThat(
            NngpKernel.of(
                NeuralField.scalar(1, 1.3, -1, MomentumCutoff.SHARP, 10, new Normal(0, 1)), points)[
                0][1])
        .isCloseTo(NngpKernel.of(NeuralField.freeScalar(1, 1.3, 10), points)[0][1], within(1e-13));
  }

  /// Without a cutoff: e^(−r)/2, K₀(r)/2π and e^(−r)/4πr; mpmath besselk(0, 1)/(2π).
  @Test
  void withoutACutoff() {
    assertThat(spectral(1, 1, 1, 1, MomentumCutoff.NONE, 0)).isCloseTo(0.5, within(1e-14));
    assertThat(spectral(1, 1, 1, 1, MomentumCutoff.NONE, 1))
        .isCloseTo(0.183939720585721, within(1e-15));
    assertThat(spectral(1, 1, 1, 1, MomentumCutoff.NONE, 30))
        .isCloseTo(Math.exp(-30) / 2, within(1e-25));
    assertThat(spectral(2, 1, 2, 1, MomentumCutoff.NONE, 1))
        .isCloseTo(0.0670081205084971, within(1e-15));
    assertThat(spectral(2, 1, 3, 1, MomentumCutoff.NONE, 1))
        .isCloseTo(0.0292749157621596, within(1e-15));
    assertThat(spectral(2.5, 1, 4, 1, MomentumCutoff.NONE, 1))
        .isCloseTo(0.0152464882516162, within(1e-15));
  }

  /// Variance of φ(0)φ(r) at r = 1, d = 2, Λ = 100: G(0)² + G(r)² + κ₄(0, 0, r, r); at α = 0
  /// N·κ₄ = ½G(0)G(2r) − 2G(r)² by mpmath 1.3, 25 digits.
  @ParameterizedTest
  @CsvSource({"-1, 143.7469571, 5e-8", "0, -0.00225387258465883, 5e-15", "1, 126.0325718, 5e-8"})
  void varianceOfTheTwoPointEstimate(double α, double expected, double tolerance) {
    PointSet points = PointSet.of(new double[][] {{0, 0}, {1, 0}});
    var exact = FiniteWidthCorrelators.of(scalar(2, α, CONSTANT, 30), points, 4);
    assertThat(30 * exact.connected(0, 0, 1, 1)).isCloseTo(expected, within(tolerance));
    double free =
        exact.connected(0, 0) * exact.connected(1, 1) + Math.pow(exact.connected(0, 1), 2);
    assertThat(free).isCloseTo(0.555354678, within(5e-10));
  }

  @ParameterizedTest
  @CsvSource({"-1, 1591.549430918953", "0, 0.7422022237753069", "1, 0.07954036143475893"})
  void coincidentIntegrals(double alpha, double Ω) {
    Propagator law = new Propagator(1, 1 + alpha, MomentumCutoff.GAUSSIAN, 100);
    assertThat(RadialLaw.of(law, 2).coincidentIntegral()).isCloseTo(Ω, within(2e-14 * Ω));
  }

  /// Four-point functions of 2604.27050 at its own configurations, d = 2, Λ = 100, N = 30.
  @Test
  void alphaFamilyAtFiniteWidth() {
    JsonNode cases = Reference.of("alpha_family_d2_Lambda100_gaussian_regulator");
    assertThat(cases.size()).isEqualTo(3);
    for (JsonNode c : cases) {
      PointSet points = PointSet.of(Reference.matrix(c.get("points")));
      for (int α = -1; α <= 1; α++) {
        NeuralField field = scalar(2, α, CONSTANT, 30);
        var exact = FiniteWidthCorrelators.of(field, points, 4);
        String key = "exact_N30_alpha" + (α == -1 ? "_minus1" : Integer.toString(α));
        double expected = c.get(key).doubleValue();
        assertThat(exact.full(0, 1, 2, 3)).isCloseTo(expected, within(1e-9 * Math.abs(expected)));
      }
      assertThat(new FreeTheoryAt(points).wick())
          .isCloseTo(c.get("Wick").doubleValue(), within(1e-11));
      // Sampled by the paper's author with 10⁸ networks: within 4σ; three values, P(any) ≈ 2·10⁻⁴.
      JsonNode sampled = c.get("MC1e8_alpha0");
      double pull =
          new Estimate(sampled.get(0).doubleValue(), sampled.get(1).doubleValue())
              .pull(
                  FiniteWidthCorrelators.of(scalar(2, 0, CONSTANT, 30), points, 4)
                      .full(0, 1, 2, 3));
      assertThat(Math.abs(pull)).isLessThan(4);
    }
  }

  private record FreeTheoryAt(PointSet points) {
    double wick() {
      return FreeTheory.of(NngpKernel.of(scalar(2, 0, CONSTANT, 1), points)).correlator(0, 1, 2, 3);
    }
  }

  private static NeuralField scalar(int d, double α, IndependentDensity amplitude, int width) {
    return NeuralField.scalar(d, 1, α, MomentumCutoff.GAUSSIAN, 100, amplitude).width(width);
  }

  /// Drawn networks against exact correlators; 12 pulls, P(any abs > 4.5) ≈ 8·10⁻⁵. The wrong α is rejected.
  @Test
  void drawnNetworksHaveTheExactCorrelators() {
    PointSet points = PointSet.of(new double[][] {{0, 0}, {0.4, 0.3}});
    for (MomentumCutoff regulator :
        new MomentumCutoff[] {MomentumCutoff.GAUSSIAN, MomentumCutoff.SHARP}) {
      NeuralField field = NeuralField.scalar(2, 1, 0.5, regulator, 4, CONSTANT).width(3);
      var measured = Ensemble.of(field).networks(100_000).seed(7).threads(1).run(points);
      var exact = FiniteWidthCorrelators.of(field, points, 4);
      Estimate[] second = measured.connected(2);
      Estimate[] fourth = measured.connected(4);
      assertThat(Math.abs(second[1].pull(exact.connected(0, 1)))).isLessThan(4.5);
      assertThat(Math.abs(second[0].pull(exact.connected(0, 0)))).isLessThan(4.5);
      assertThat(Math.abs(fourth[2].pull(exact.connected(0, 0, 1, 1)))).isLessThan(4.5);
      var wrong =
          FiniteWidthCorrelators.of(
              NeuralField.scalar(2, 1, -1, regulator, 4, CONSTANT).width(3), points, 4);
      assertThat(Math.abs(fourth[2].pull(wrong.connected(0, 0, 1, 1)))).isGreaterThan(10);
    }
  }

  /// Quantiles of the Cauchy law: |k| = m tan(πu/2).
  @Test
  void quantilesOfACauchyLaw() {
    RadialLaw law = RadialLaw.of(new Propagator(0.7, 1, MomentumCutoff.NONE, 1), 1);
    for (double u : new double[] {1e-9, 0.01, 0.3, 0.5, 0.77, 0.999, 1 - 1e-9}) {
      double k = 0.7 * Math.tan(Math.PI * u / 2);
      assertThat(law.quantile(u)).isCloseTo(k, within(k * (1e-9 + 1e-14 / (1 - u))));
    }
    assertThat(law.density(2)).isCloseTo(2 / Math.PI * 0.7 / (4 + 0.49), within(1e-14));
  }

  @Test
  void lawsThatNeedACutoffAreRefused() {
    assertThatThrownBy(() -> RadialLaw.of(new Propagator(1, 1, MomentumCutoff.NONE, 1), 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "momenta weighted with (k² + m²)^−1.0 in 2 dimensions need a cutoff; name regulator sharp or gaussian, or a power above 1.0");
  }
}
