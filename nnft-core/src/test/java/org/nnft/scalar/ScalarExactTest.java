package org.nnft.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnft.Reference;
import org.nnft.lattice.FreePropagator;
import org.nnft.lattice.MomentumCutoff;
import tools.jackson.databind.JsonNode;

/// What is exact about networks of scalar theories, against independent programs.
class ScalarExactTest {

  private static ScalarAction line(double λ, double length, int points, int width) {
    return new ScalarAction(
        ScalarNetwork.line(1, width), Potential.phi4(λ), new InteractionBox(1, length, points));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 8, 81, 0.452713631337, 0.598541260097, 0.800021842051",
    "6, 8, 81, 0.354506020231, 0.353521127214, 0.374664049474",
    "6, 8, 161, 0.354756858781, 0.354465143742, 0.37418482802",
    "6, 16, 161, 0.354505531659, 0.353520238757, 0.14266077925"
  })
  void transferOperator(
      double λ, double length, int points, double square, double fourth, double z) {
    ScalarAction action = line(λ, length, points, 1);
    TransferOperator exact = TransferOperator.of(action);
    int middle = action.box().middle();
    assertThat(exact.moment(middle, 2)).isCloseTo(square, within(1e-12));
    assertThat(exact.moment(middle, 4)).isCloseTo(fourth, within(1e-12));
    assertThat(exact.partitionFunction()).isCloseTo(z, within(1e-11));
  }

  /// The window's mean is the mean of single values, also at λ = 24.
  @Test
  void windowsOfTheTransferOperator() {
    ScalarAction action = line(24, 2, 9, 1);
    TransferOperator exact = TransferOperator.of(action);
    double[] window = exact.windowCorrelator();
    for (int r = 0; r <= 4; r++) {
      double sum = 0;
      for (int x = 2; x + r <= 6; x++) {
        sum += exact.correlator(x, x + r) / (5 - r);
      }
      assertThat(window[r]).isCloseTo(sum, within(1e-13));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "5, -0.0428362249, -0.1808364889",
    "10, -0.0522392986, -0.1195752594",
    "50, -0.0605140035, -0.0737149283"
  })
  void firstOrder(int width, double constant, double gaussian) {
    ScalarAction action = line(1, 8, 81, width);
    assertThat(PerturbationSeries.of(action, 2, 1).terms().get(1))
        .isCloseTo(constant, within(6e-11));
    assertThat(PerturbationSeries.of(action.with(Amplitude.GAUSSIAN), 2, 1).terms().get(1))
        .isCloseTo(gaussian, within(6e-11));
    assertThat(PerturbationSeries.ofInfiniteWidth(action, 2, 1).terms().get(1))
        .isCloseTo(-0.062687158, within(5e-10));
  }

  /// The box of a Gaussian amplitude never ends: its first order grows with the volume.
  @ParameterizedTest
  @CsvSource({
    "8, 81, -0.05223930, -0.11957526",
    "16, 161, -0.05225682, -0.17209776",
    "32, 321, -0.05225683, -0.27709777"
  })
  void volume(double length, int points, double constant, double gaussian) {
    ScalarAction action = line(1, length, points, 10);
    assertThat(PerturbationSeries.of(action, 2, 1).terms().get(1))
        .isCloseTo(constant, within(6e-9));
    assertThat(PerturbationSeries.of(action.with(Amplitude.GAUSSIAN), 2, 1).terms().get(1))
        .isCloseTo(gaussian, within(6e-9));
  }

  /// Both orders at N = ∞ are derivatives of the transfer operator by λ: five-point differences of step 10⁻².
  @Test
  void seriesAtInfiniteWidthIsTheTransferOperators() {
    for (int power : new int[] {2, 4}) {
      double[] f = new double[5];
      for (int i = 0; i < 5; i++) {
        // φ⁴ with λ < 0 on a finite grid is fine for a derivative, not for a theory: the one-sided
        // stencil.
        ScalarAction action = line(0.01 * i + 1e-300, 3, 13, 1);
        f[i] = TransferOperator.of(action).moment(action.box().middle(), power);
      }
      double first = (-25 * f[0] + 48 * f[1] - 36 * f[2] + 16 * f[3] - 3 * f[4]) / (12 * 0.01);
      double second = (35 * f[0] - 104 * f[1] + 114 * f[2] - 56 * f[3] + 11 * f[4]) / (12 * 0.0001);
      PerturbationSeries series = PerturbationSeries.ofInfiniteWidth(line(1, 3, 13, 1), power, 2);
      assertThat(series.terms().get(0)).isCloseTo(f[0], within(1e-13));
      assertThat(series.terms().get(1)).isCloseTo(first, within(1e-6));
      assertThat(series.terms().get(2)).isCloseTo(second / 2, within(1e-4));
    }
  }

  /// d = 2, Λ = 100, Gaussian regulator, by the formula and data of an independent program.
  @Test
  void fourPointFunctionsOfTheFamily() {
    MomentumCutoff cutoff = new MomentumCutoff.Gaussian(100);
    for (JsonNode configuration : Reference.of("alpha_family_d2_Lambda100_gaussian_regulator")) {
      double[][] points = Reference.matrix(configuration.get("points"));
      double wick = configuration.get("Wick").doubleValue();
      for (int α = -1; α <= 0; α++) {
        ScalarNetwork network = new ScalarNetwork(2, 1, α, cutoff, Amplitude.CONSTANT, 30);
        String key = α == 0 ? "exact_N30_alpha0" : "exact_N30_alpha_minus1";
        if (configuration.get(key) != null) {
          assertThat(wick + network.connectedFourPoint(points))
              .isCloseTo(configuration.get(key).doubleValue(), Percentage.withPercentage(1e-9));
        }
      }
      ScalarNetwork flat = new ScalarNetwork(2, 1, 1, cutoff, Amplitude.CONSTANT, 30);
      // α = 1: δ-functions at separated points, so G_c = −Wick/N.
      assertThat(wick + flat.connectedFourPoint(points))
          .isCloseTo(wick * (1 - 1.0 / 30), Percentage.withPercentage(1e-9));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0.57616, 2.167042",
    "2, 0.49210789, 1.7460829",
    "3, 0.40023121, 1.5740759",
    "4, 0.36198945, 1.8156772"
  })
  void clusterViolation(int d, double constant, double gaussian) {
    ScalarNetwork network =
        new ScalarNetwork(d, 1, -1, new MomentumCutoff.Sharp(10), Amplitude.CONSTANT, 1);
    assertThat(network.clusterViolation()).isCloseTo(constant, Percentage.withPercentage(1e-4));
    assertThat(network.with(Amplitude.GAUSSIAN).clusterViolation())
        .isCloseTo(gaussian, Percentage.withPercentage(1e-5));
    assertThat(ScalarNetwork.line(1, 1).clusterViolation()).isCloseTo(0, within(1e-12));
  }

  /// Roughness E[(φ(t + ε) − φ(t))²]/ε → 1 (ħ/m), which a cutoff spoils at short times.
  @ParameterizedTest
  @CsvSource({
    "0.01, 0.9950166251, 0.0271396298, 0.3046769595",
    "0.1, 0.9516258196, 0.2630384935, 0.8902857545",
    "1, 0.6321205588, 0.5709769619, 0.6257878834"
  })
  void roughness(double ε, double free, double ten, double hundred) {
    assertThat(rough(new MomentumCutoff.None(), ε)).isCloseTo(free, within(1e-10));
    assertThat(rough(new MomentumCutoff.Sharp(10), ε)).isCloseTo(ten, within(1e-10));
    assertThat(rough(new MomentumCutoff.Sharp(100), ε)).isCloseTo(hundred, within(1e-10));
  }

  private static double rough(MomentumCutoff cutoff, double ε) {
    FreePropagator propagator = FreePropagator.of(1, 1, cutoff);
    return 2 * (propagator.at(0) - propagator.at(ε)) / ε;
  }

  @Test
  void potentialsAreRead() {
    assertThat(Potential.parse("lambda/4! phi^4", Map.of("lambda", 6.0)))
        .isEqualTo(Potential.phi4(6));
    Potential vector = Potential.parse("g (phi1^2 + phi2^2)^2", Map.of("g", 0.25));
    assertThat(vector.value(0.3, -1.2))
        .isCloseTo(Potential.vector(2, 6).value(0.3, -1.2), within(1e-15));
    Potential yukawa =
        Potential.parse("g*chi phi^2 + h/4! chi^4 + phi^6/5", Map.of("g", 2., "h", 3.));
    assertThat(yukawa.fields()).isEqualTo(2);
    assertThat(yukawa.value(0.5, 2))
        .isCloseTo(2 * 0.5 * 4 + 3 / 24.0 / 16 + 64 / 5.0, within(1e-14));
    assertThat(yukawa.derivative(0, 0.5, 2)).isCloseTo(8 + 3 / 6.0 / 8, within(1e-14));
    assertThat(yukawa.isEven()).isFalse();
    assertThatThrownBy(() -> Potential.parse("mu phi^4", Map.of("lambda", 6.0)))
        .hasMessageContaining("not understood at 'mu'")
        .hasMessageContaining("constants [lambda]");
    assertThatThrownBy(() -> Potential.parse("phi^4 $", Map.of())).hasMessageContaining("'$'");
    assertThatThrownBy(() -> Potential.parse("(phi^4", Map.of()))
        .hasMessageContaining("not closed");
    assertThatThrownBy(() -> Potential.parse("1/phi", Map.of())).hasMessageContaining("division");
  }

  @Test
  void badActionsAreExplained() {
    InteractionBox box = new InteractionBox(1, 8, 81);
    ScalarNetwork network = ScalarNetwork.line(1, 8);
    assertThatThrownBy(() -> new ScalarAction(network, Potential.phi4(-1), box))
        .hasMessageContaining("unbounded")
        .hasMessageContaining("add a positive term");
    assertThatThrownBy(() -> new ScalarAction(network, Potential.parse("phi chi^3", Map.of()), box))
        .hasMessageContaining("unbounded");
    assertThatThrownBy(
            () -> new ScalarNetwork(1, 2, 0, new MomentumCutoff.Sharp(1), Amplitude.CONSTANT, 8))
        .hasMessageContaining("lies below the mass");
    assertThatThrownBy(
            () -> new ScalarNetwork(2, 1, 0, new MomentumCutoff.None(), Amplitude.CONSTANT, 8))
        .hasMessageContaining("set a cutoff");
    assertThatThrownBy(() -> new InteractionBox(1, 8, 80)).hasMessageContaining("odd number");
    assertThat(
            new ScalarAction(network, Potential.phi4(1), new InteractionBox(1, 3, 31)).boxIsSmall())
        .isTrue();
  }
}
