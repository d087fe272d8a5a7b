package org.nnft.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.hipparchus.dfp.Dfp;
import org.hipparchus.dfp.DfpField;
import org.junit.jupiter.api.Test;
import org.nnft.random.StreamKey;
import org.nnft.random.WordStream;

/// Statistical quality of normal and uniform lanes: moments, χ², correlations between neighbouring addresses.
///
/// All sums have exact means and variances. 2²¹ numbers, some 40 scores in all; P(any |z| > 5) ≈ 2e-5.
class LaneQualityTest {
  private static final int NETWORKS = 1 << 10;
  private static final int WORDS = 1 << 11;
  private static final long COUNT = (long) NETWORKS * WORDS;

  /// E x^(2n) of a standard normal number.
  private static double moment(int order) {
    double product = 1;
    for (int k = order - 1; k > 1; k -= 2) {
      product *= k;
    }
    return order % 2 == 1 ? 0 : product;
  }

  private static double[][] normals() {
    WordStream words = new WordStream(Lanes.best(), StreamKey.of(5, "quality"), 3, NETWORKS);
    words.start(1L << 40, NETWORKS);
    double[][] x = new double[WORDS][NETWORKS];
    for (double[] row : x) {
      Lanes.best().normal(words.next(), row, NETWORKS);
    }
    return x;
  }

  @Test
  void normalNumbersHaveTheirMomentsAndNeighboursAreIndependent() {
    double[][] x = normals();
    double[] sums = new double[9];
    double next = 0;
    double below = 0;
    double squares = 0;
    for (int w = 1; w < WORDS; w++) {
      for (int i = 1; i < NETWORKS; i++) {
        double v = x[w][i];
        double power = 1;
        for (int n = 1; n <= 8; n++) {
          power *= v;
          sums[n] += power;
        }
        next += v * x[w][i - 1];
        below += v * x[w - 1][i];
        squares += (v * v - 1) * (x[w][i - 1] * x[w][i - 1] - 1) / 2;
      }
    }
    double m = (WORDS - 1.0) * (NETWORKS - 1);
    for (int n = 1; n <= 8; n++) {
      double variance = moment(2 * n) - moment(n) * moment(n);
      assertThat((sums[n] / m - moment(n)) / Math.sqrt(variance / m))
          .as("x^" + n)
          .isBetween(-5.0, 5.0);
    }
    assertThat(next / Math.sqrt(m)).isBetween(-5.0, 5.0);
    assertThat(below / Math.sqrt(m)).isBetween(-5.0, 5.0);
    assertThat(squares / Math.sqrt(m)).isBetween(-5.0, 5.0);
    // The negative twin: a scale wrong by 1 % is seen.
    assertThat((1.0201 * sums[2] / m - 1) / Math.sqrt(2 / m)).isGreaterThan(5);
  }

  /// 1024 classes of equal probability by Φ; χ² with 1023 degrees of freedom, as a normal score.
  @Test
  void normalNumbersFillTheirClasses() {
    int classes = 1024;
    double[] edges = new double[classes / 2];
    for (int k = 1; k < edges.length; k++) {
      edges[k] = -Elementary.normalQuantile(0.5 - (double) k / classes);
    }
    long[] counts = new long[classes];
    for (double[] row : normals()) {
      for (double v : row) {
        int at = Arrays.binarySearch(edges, Math.abs(v));
        int k = at < 0 ? -at - 2 : at;
        counts[v < 0 ? classes / 2 - 1 - k : classes / 2 + k]++;
      }
    }
    double χ2 = 0;
    double expected = (double) COUNT / classes;
    for (long count : counts) {
      χ2 += (count - expected) * (count - expected) / expected;
    }
    assertThat((χ2 - (classes - 1)) / Math.sqrt(2.0 * (classes - 1))).isBetween(-5.0, 5.0);
  }

  private static double ulps(double actual, Dfp exact) {
    Dfp difference = exact.newInstance(actual).subtract(exact).abs();
    return difference.toDouble() / Math.ulp(exact.toDouble());
  }

  /// Arbitrary precision, 30 digits, on arguments of all sizes; `benchmarks/ulp.py` takes 10⁶ of them.
  @Test
  void elementaryFunctionsAreWithinUlpsOfArbitraryPrecision() {
    DfpField field = new DfpField(30);
    SplittableRandom random = new SplittableRandom(2);
    double exp = 0;
    double log = 0;
    double sin = 0;
    double cos = 0;
    for (int i = 0; i < 3000; i++) {
      double x = random.nextDouble(-1, 1) * Math.pow(2, random.nextInt(-20, 9));
      Dfp big = field.newDfp(x);
      exp = Math.max(exp, ulps(Elementary.exp(x), big.exp()));
      double positive = Math.exp(x);
      log = Math.max(log, ulps(Elementary.log(positive), field.newDfp(positive).log()));
      double angle = x / 16;
      sin = Math.max(sin, ulps(Elementary.sin(angle), field.newDfp(angle).sin()));
      cos = Math.max(cos, ulps(Elementary.cos(angle), field.newDfp(angle).cos()));
    }
    assertThat(exp).isLessThan(1);
    assertThat(log).isLessThan(1);
    assertThat(sin).isLessThan(1.5);
    assertThat(cos).isLessThan(1.5);
  }
}
