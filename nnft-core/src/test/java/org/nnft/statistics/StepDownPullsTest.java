package org.nnft.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StepDownPullsTest {
  private static final int BLOCKS = 64;

  /// Block means of strongly correlated Gaussian quantities around `mean`: θ_a = mean + z₀ + 0.3 z_a, with
  /// the last a copy of a sum of the first two.
  private static StepDownPulls compare(Random random, int quantities, double mean, double claimed) {
    double[][] sums = new double[BLOCKS][quantities];
    double[] total = new double[quantities];
    for (double[] row : sums) {
      double common = random.nextGaussian();
      for (int a = 0; a < quantities - 1; a++) {
        row[a] = mean + common + 0.3 * random.nextGaussian();
      }
      row[quantities - 1] = row[0] + row[1];
      for (int a = 0; a < quantities; a++) {
        total[a] += row[a] / BLOCKS;
      }
    }
    long[] counts = new long[BLOCKS];
    Arrays.fill(counts, 1);
    double[] difference = new double[quantities];
    for (int a = 0; a < quantities; a++) {
      difference[a] = total[a] - (a == quantities - 1 ? 2 : 1) * claimed;
    }
    return StepDownPulls.of(difference, Jackknife.of(sums, counts, double[]::clone));
  }

  /// 300 repetitions of 19 independent directions from only 64 blocks: exactly N(0, 1), so the p-value of
  /// Kolmogorov–Smirnov over 5700 pulls is below 10⁻³ with probability 10⁻³, and χ² over all of them within
  /// 5σ = 5√(2·5700) but for probability 6·10⁻⁷.
  @Test
  void pullsAreStandardNormal() {
    Random random = new Random(3);
    List<StepDownPulls> all = new ArrayList<>();
    for (int r = 0; r < 300; r++) {
      StepDownPulls pulls = compare(random, 20, 0.7, 0.7);
      assertThat(pulls.degreesOfFreedom()).isEqualTo(19);
      all.add(pulls);
    }
    StepDownPulls together = StepDownPulls.all(all);
    assertThat(together.kolmogorovSmirnovPValue()).isGreaterThan(1e-3);
    assertThat(together.chiSquare() - 5700).isBetween(-5 * Math.sqrt(11400), 5 * Math.sqrt(11400));
    assertThat(together.pValue()).isGreaterThan(1e-6);
  }

  /// The negative twin: a claim wrong by a fifth of one block's standard deviation, 1.6 errors of a mean.
  @Test
  void aWrongClaimIsRejected() {
    Random random = new Random(3);
    List<StepDownPulls> all = new ArrayList<>();
    for (int r = 0; r < 300; r++) {
      all.add(compare(random, 20, 0.7, 0.9));
    }
    assertThat(StepDownPulls.all(all).pValue()).isLessThan(1e-6);
    assertThat(StepDownPulls.all(all).kolmogorovSmirnovPValue()).isLessThan(1e-6);
  }

  /// Two quantities with correlation ρ = 1/1.09, one by one: Σ pull² over 2000 repetitions has variance 4 if
  /// the second is compared given the first, to 5σ = 5·4√(8/2000); the negative twin compares each alone and
  /// has 4 + 4ρ² = 7.4.
  @Test
  void groupsAreIndependentOfThoseBefore() {
    Random random = new Random(8);
    long[] counts = new long[BLOCKS];
    Arrays.fill(counts, 1);
    double together = 0;
    double apart = 0;
    int repetitions = 2000;
    for (int r = 0; r < repetitions; r++) {
      double[][] sums = new double[BLOCKS][2];
      double[] mean = new double[2];
      for (double[] row : sums) {
        double common = random.nextGaussian();
        for (int a = 0; a < 2; a++) {
          row[a] = common + 0.3 * random.nextGaussian();
          mean[a] += row[a] / BLOCKS;
        }
      }
      Jackknife jackknife = Jackknife.of(sums, counts, double[]::clone);
      StepDown steps = new StepDown(BLOCKS, 2);
      double joint = 0;
      double alone = 0;
      for (int a = 0; a < 2; a++) {
        double[] difference = {mean[a]};
        joint += steps.accept(difference, jackknife.slice(a, 1)).chiSquare();
        alone += StepDownPulls.of(difference, jackknife.slice(a, 1)).chiSquare();
      }
      together += Math.pow(joint - 2, 2) / repetitions;
      apart += Math.pow(alone - 2, 2) / repetitions;
    }
    assertThat(together).isBetween(2.7, 5.3);
    assertThat(apart).isGreaterThan(6);
  }

  @Test
  void nothingComparedIsNothingRejected() {
    StepDownPulls none = new StepDownPulls(List.of());
    assertThat(none.pValue()).isEqualTo(1);
    assertThat(none.kolmogorovSmirnovPValue()).isEqualTo(1);
  }
}
