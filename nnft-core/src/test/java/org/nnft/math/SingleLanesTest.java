package org.nnft.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SingleLanesTest {
  private static final float[] AWKWARD = {
    0f,
    -0f,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    -Float.MIN_NORMAL,
    Float.MAX_VALUE,
    87f,
    -87.5f,
    89f,
    -104f,
    3.98f,
    3.99f,
    4f,
    -1f
  };

  private static float[] numbers(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] =
          switch (random.nextInt(4)) {
            case 0 -> AWKWARD[random.nextInt(AWKWARD.length)];
            case 1 -> Float.intBitsToFloat(random.nextInt());
            default -> (float) random.nextGaussian(0, 2);
          };
    }
    return x;
  }

  private static Map<String, float[]> everything(SingleLanes lanes, int n) {
    float[] x = numbers(n, 1);
    float[] y = numbers(n, 2);
    float[] z = numbers(n, 3);
    long[] words = new SplittableRandom(4).longs(n).toArray();
    words[0] = 0;
    words[1] = -1;
    words[2] = 1L << 31 | 5L << 33;
    float[] out = new float[n];
    Map<String, Runnable> operations = new TreeMap<>();
    operations.put("exp", () -> lanes.exp(x, out, n));
    operations.put("erf", () -> lanes.erf(x, out, n));
    operations.put("max", () -> lanes.max(x, 0, out, n));
    operations.put("affine", () -> lanes.affine(1.1f, x, 0.3f, out, n));
    operations.put("axpy", () -> lanes.axpy(-0.7f, x, y, out, n));
    operations.put("fma", () -> lanes.fma(x, y, z, out, n));
    operations.put("low normals", () -> lanes.normal(words, 0, out, n));
    operations.put("high normals", () -> lanes.normal(words, 1, out, n));
    operations.put("low uniforms", () -> lanes.uniform(words, 0, out, n));
    operations.put("high uniforms", () -> lanes.uniform(words, 1, out, n));
    Map<String, float[]> results = new TreeMap<>();
    operations.forEach(
        (name, operation) -> {
          operation.run();
          results.put(name, out.clone());
        });
    double[] sums = new SplittableRandom(5).doubles(n).toArray();
    lanes.addTo(z, sums, n);
    for (int i = 0; i < n; i++) {
      out[i] = Float.intBitsToFloat((int) (Double.doubleToLongBits(sums[i]) >>> 7));
    }
    results.put("addTo", out.clone());
    float[] both = new float[3 * n];
    lanes.normals(words, both, 2 * n, n, n);
    results.put("both normals, high", Arrays.copyOfRange(both, n, 2 * n));
    results.put("both normals, low", Arrays.copyOfRange(both, 2 * n, 3 * n));
    double[] wide = new double[n];
    lanes.widen(y, wide, n);
    lanes.narrow(wide, out, n);
    results.put("there and back", out.clone());
    float[][] neurons = {numbers(n, 7), numbers(n, 8), numbers(n, 9)};
    lanes.addRectified(new float[] {0.6f, -1, 0}, x, y, z, neurons, n);
    for (int p = 0; p < neurons.length; p++) {
      results.put("rectified " + p, neurons[p]);
    }
    return results;
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 48, 4096, 20_000})
  void equalScalarsBitForBit(int n) {
    Map<String, float[]> expected = everything(new ScalarSingleLanes(), n);
    Map<String, float[]> actual = everything(SingleLanes.like(Lanes.best()), n);
    expected.forEach(
        (name, values) -> {
          float[] found = actual.getOrDefault(name, new float[0]);
          for (int i = 0; i < n; i++) {
            // A NaN is a NaN: IEEE leaves its payload open.
            if (Float.floatToIntBits(found[i]) != Float.floatToIntBits(values[i])) {
              fail("%s of entry %d: %s, scalar %s", name, i, found[i], values[i]);
            }
          }
        });
  }

  private static double ulps(float actual, double expected) {
    return Math.abs(actual - expected) / Math.ulp((float) expected);
  }

  /// A million arguments against double precision.
  @Test
  void functionsAreWithinUlpsOfDoublePrecision() {
    SplittableRandom random = new SplittableRandom(7);
    double exp = 0;
    double erf = 0;
    for (int i = 0; i < 1_000_000; i++) {
      float x = (float) random.nextDouble(-86, 86);
      exp = Math.max(exp, ulps(Single.exp(x), Elementary.exp(x)));
      float y = (float) (x * random.nextDouble() / 20);
      erf = Math.max(erf, ulps(Single.erf(y), Elementary.erf(y)));
    }
    assertThat(exp).isLessThan(1.5);
    assertThat(erf).isLessThan(2.5);
    assertThat(Single.erf(5f)).isEqualTo(1);
    assertThat(Single.erf(Float.NaN)).isNaN();
    assertThat(Single.exp(-104f)).isZero();
    assertThat(Single.exp(-100f)).isPositive();
    assertThat(Single.exp(89f)).isInfinite();
  }

  /// Every 9973rd of all words: the exact quantile within 2 ulp of p's own rounding, which moves z by at most
  /// 2⁻²⁴ p dz/dp. Sums over the grid are those of the normal law.
  @Test
  void normalNumbersAreTheQuantiles() {
    double worst = 0;
    double second = 0;
    double fourth = 0;
    long count = 0;
    for (long w = 0; w < 1L << 32; w += 9973) {
      int word = (int) w;
      double p = ((word & Integer.MAX_VALUE) + 0.5) * 0x1p-32;
      double exact = -Elementary.normalQuantile(p) * (word < 0 ? -1 : 1);
      float z = Single.normal(word);
      double slope = Math.sqrt(2 * Math.PI) * Math.exp(exact * exact / 2);
      double rounding = p * 0x1p-23 * slope + 2 * Math.ulp((float) exact);
      worst = Math.max(worst, Math.abs(z - exact) / rounding);
      second += z * z;
      fourth += Math.pow(z, 4);
      count++;
    }
    assertThat(worst).isLessThan(1);
    // The grid's own error is about z²/count and z⁴/count at the largest z, 6.3.
    assertThat(second / count).isBetween(1 - 2e-4, 1 + 2e-4);
    assertThat(fourth / count).isBetween(3 - 8e-3, 3 + 8e-3);
  }

  /// E zᵏ over all 2³² words beside the normal law's, octave by octave, one word in each of 2¹⁶ parts: what single precision
  /// changes by itself. The cut at 6.3σ shows in E z⁸, so that the sums would see a wrong tail.
  @Test
  void momentsOfAllWordsAreThoseOfTheNormalLaw() {
    double[] sums = new double[5];
    SplittableRandom random = new SplittableRandom(1);
    for (int octave = 0; octave <= 31; octave++) {
      // Words from first on have so many zeros after the sign.
      long first = octave == 31 ? 0 : 1L << (30 - octave);
      long count = Math.max(first, 1);
      long taken = Math.min(count, 1 << 16);
      for (long k = 0; k < taken; k++) {
        long word = first + k * (count / taken) + random.nextLong(count / taken);
        double square = Math.pow(Single.normal((int) word), 2);
        for (int half = 0; half < sums.length; half++) {
          sums[half] += Math.pow(square, half) * count / taken;
        }
      }
    }
    double[] deviation = new double[sums.length];
    double exact = 1;
    for (int half = 0; half < sums.length; half++) {
      exact *= Math.max(1, 2 * half - 1);
      deviation[half] = sums[half] / 0x1p31 / exact - 1;
    }
    assertThat(deviation[0]).isZero();
    assertThat(Math.abs(deviation[1])).isLessThan(5e-8);
    assertThat(Math.abs(deviation[2])).isLessThan(5e-8);
    assertThat(Math.abs(deviation[3])).isLessThan(2e-7);
    assertThat(Math.abs(deviation[4])).isBetween(7e-7, 1.2e-6);
  }

  @Test
  void normalsAreSymmetricInTheTopBit() {
    for (int word : new int[] {5, 1 << 20, Integer.MAX_VALUE}) {
      assertThat(Single.normal(word | Integer.MIN_VALUE)).isEqualTo(-Single.normal(word));
    }
    assertThat(Single.normal(0)).isBetween(6f, 6.5f);
  }
}
