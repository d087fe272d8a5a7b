package org.nnft.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GammaMethodTest {

  /// aₜ = c aₜ₋₁ + √(1 − c²) ξ: unit variance, ρ(t) = cᵗ, τ = ½(1 + c)/(1 − c).
  private static double[] autoregressive(double c, int steps, long seed) {
    Random random = new Random(seed);
    double[] series = new double[steps];
    double a = random.nextGaussian();
    for (int t = 0; t < steps; t++) {
      series[t] = a;
      a = c * a + Math.sqrt(1 - c * c) * random.nextGaussian();
    }
    return series;
  }

  /// 200 chains of 20 000 steps. Pulls of the mean are N(0, 1): Σ pull² has standard deviation 20, so 5σ = 100
  /// but for 6·10⁻⁷ (errors of errors are below 3 %, which moves it by 12 at most). The mean τ is exact within
  /// 5 of its errors and the truncation, below 1 %.
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 0.8, 0.9})
  void autoregressiveChains(double c) {
    double exact = 0.5 * (1 + c) / (1 - c);
    double squares = 0;
    double τ = 0;
    double error = 0;
    for (int r = 0; r < 200; r++) {
      GammaMethod chain = GammaMethod.of(autoregressive(c, 20_000, r));
      double pull = chain.mean().pull(0);
      squares += pull * pull;
      τ += chain.time().integrated().value() / 200;
      error += chain.time().integrated().error() / 200;
      assertThat(chain.isLongEnough()).isTrue();
    }
    assertThat(squares).isBetween(200 - 112.0, 200 + 112.0);
    assertThat(τ).isCloseTo(exact, within(5 * error / Math.sqrt(200) + 0.01 * exact));
  }

  /// The negative twin: errors that take steps for independent give Σ pull² near 2τ·200 = 3800.
  @Test
  void ignoringAutocorrelationIsRejected() {
    double squares = 0;
    for (int r = 0; r < 200; r++) {
      double[] series = autoregressive(0.9, 20_000, r);
      double mean = 0;
      for (double a : series) {
        mean += a / series.length;
      }
      squares += mean * mean * series.length;
    }
    assertThat(squares).isGreaterThan(2000);
  }

  @Test
  void conventionsConvert() {
    AutocorrelationTime τ = AutocorrelationTime.ofSokal(new Estimate(4.5, 0.3));
    assertThat(τ.inefficiency()).isEqualTo(new Estimate(9, 0.6));
    assertThat(AutocorrelationTime.ofInefficiency(τ.inefficiency())).isEqualTo(τ);
    assertThat(τ.independentSamples(900)).isEqualTo(100);
  }

  @Test
  void shortOrConstantSeriesAreRefused() {
    assertThatThrownBy(() -> GammaMethod.of(new double[5])).hasMessageContaining("at least 16");
    assertThatThrownBy(() -> GammaMethod.of(new double[100])).hasMessageContaining("variance 0.0");
    assertThat(GammaMethod.of(autoregressive(0.99, 400, 1)).isLongEnough()).isFalse();
  }
}
