package org.nnft.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class JackknifeTest {

  /// For a mean the jackknife is the textbook standard error of block means, to rounding.
  @Test
  void ofAMeanIsTheStandardErrorOfBlockMeans() {
    double[][] sums = {{1, 4}, {3, 2}, {2, 1}, {6, 5}};
    long[] counts = {1, 1, 1, 1};
    Jackknife jackknife = Jackknife.of(sums, counts, means -> means);
    assertThat(jackknife.error(0)).isCloseTo(Math.sqrt(14.0 / 3 / 4), within(1e-14));
    assertThat(jackknife.covariance(0, 1)).isCloseTo(6.0 / 3 / 4, within(1e-14));
  }

  /// Var of N(0, 1), M samples: error of the variance is √(2/M). 64 blocks: the error's own relative
  /// error is 1/√126 = 9 %; 5 of those leave a false-positive rate below 1e-6.
  @Test
  void ofAVarianceHasTheKnownError() {
    Random random = new Random(1);
    int perBlock = 2_000;
    double[][] sums = new double[64][2];
    long[] counts = new long[64];
    for (int b = 0; b < 64; b++) {
      counts[b] = perBlock;
      for (int i = 0; i < perBlock; i++) {
        double x = random.nextGaussian();
        sums[b][0] += x;
        sums[b][1] += x * x;
      }
    }
    CumulantRecursion recursion = CumulantRecursion.on(SymmetricSums.all(1, 2));
    Jackknife jackknife = Jackknife.of(sums, counts, recursion::cumulants);
    double expected = Math.sqrt(2.0 / (64 * perBlock));
    assertThat(jackknife.error(1) / expected).isCloseTo(1, within(5 / Math.sqrt(126)));
  }
}
