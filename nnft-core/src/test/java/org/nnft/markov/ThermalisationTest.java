package org.nnft.markov;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ThermalisationTest {

  /// An AR(1) series of τ = 5 that begins 20 σ away: it crosses its mean after about ln 20/0.22 = 14 steps.
  /// At rest a crossing comes within a few τ.
  @Test
  void findsWhereAChainForgets() {
    double[] away = series(20, 0);
    double[] rest = series(0, 0);
    assertThat(Thermalisation.of(away).steps()).isBetween(8, 400);
    assertThat(Thermalisation.of(away).isSettled()).isTrue();
    assertThat(Thermalisation.of(rest).steps()).isLessThan(400);
  }

  /// A chain that drifts all the time never settles.
  @Test
  void aDriftIsNotRest() {
    assertThat(Thermalisation.of(series(0, 0.02)).isSettled()).isFalse();
  }

  /// x² of an AR(1) series of τ = 1 at rest: what is left after the cut has the mean 1, not less, although the quantity is
  /// skew and its quiet stretches lie low. 400 series of 200 steps; the mean is off by 4 standard errors once in 10⁴.
  @Test
  void theCutFavoursNoQuietStretch() {
    double sum = 0;
    double squares = 0;
    for (int seed = 0; seed < 400; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double[] x = new double[200];
      double value = random.nextGaussian();
      for (int t = 0; t < x.length; t++) {
        value = 0.5 * value + Math.sqrt(0.75) * random.nextGaussian();
        x[t] = value * value;
      }
      double mean = Arrays.stream(x).skip(Thermalisation.of(x).steps()).average().orElseThrow() - 1;
      sum += mean / 400;
      squares += mean * mean / 400;
    }
    assertThat(Math.abs(sum)).isLessThan(4 * Math.sqrt(squares / 400));
  }

  private static double[] series(double start, double drift) {
    SplittableRandom random = new SplittableRandom(4);
    double[] x = new double[2000];
    double value = start;
    for (int t = 0; t < x.length; t++) {
      value = 0.8 * value + 0.6 * random.nextGaussian();
      x[t] = value + drift * t;
    }
    return x;
  }
}
