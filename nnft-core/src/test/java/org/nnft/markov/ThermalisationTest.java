package org.nnft.markov;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ThermalisationTest {

  /// An AR(1) series of τ = 5 that begins 20 σ away: after 60 steps e^(−60·0.22)·20 σ is left. The cut falls near
  /// there, and near 0 where it begins at rest.
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
