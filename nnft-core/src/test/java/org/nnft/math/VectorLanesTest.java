package org.nnft.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Vectors and scalars give the same bits: all operations, awkward lengths, awkward numbers.
class VectorLanesTest {

  private static final double[] AWKWARD = {
    0.0,
    -0.0,
    1,
    -1,
    0.5,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MIN_NORMAL,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN,
    708,
    708.5,
    709.9,
    -708,
    -708.5,
    -745.2,
    -800,
    0.75,
    -0.75,
    0.7500001,
    6,
    -6,
    6.0001,
    20,
    20.1,
    -20.1,
    1e5,
    100_000.1,
    1e22,
    -1e300,
    Math.PI,
    Math.PI / 2,
    1e-300,
    1e-9,
    2 * Double.MIN_VALUE,
    -0.999,
    3
  };

  private static double[] numbers(int n, long seed) {
    Random random = new Random(seed);
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] =
          switch (random.nextInt(4)) {
            case 0 -> AWKWARD[random.nextInt(AWKWARD.length)];
            case 1 -> random.nextGaussian() * 100;
            case 2 -> Double.longBitsToDouble(random.nextLong());
            default -> random.nextGaussian();
          };
    }
    return x;
  }

  private static long[] words(int n) {
    Random random = new Random(n);
    long[] words = random.longs(n).toArray();
    if (n > 6) {
      words[1] = 0;
      words[2] = -1;
      words[3] = Long.MIN_VALUE;
      words[4] = Long.MAX_VALUE;
      words[5] = 12345;
      words[6] = 1L << 33;
    }
    // Both sides of every end of a piece of the normal quantile, of both signs.
    for (int bit = 1; bit < 63 && 7 + 6 * bit < n; bit++) {
      long octave = 1L << bit;
      long half = 3L << (bit - 1);
      long[] ends = {octave, octave - 1, half, half - 1, ~octave, ~half};
      System.arraycopy(ends, 0, words, 1 + 6 * bit, ends.length);
    }
    return words;
  }

  /// Every operation of the interface, by name; reductions on the largest multiple of 8.
  private static Map<String, double[]> everything(Lanes lanes, int n) {
    double[] x = numbers(n, 1);
    double[] y = numbers(n, 2);
    double[] z = numbers(n, 3);
    Map<String, double[]> results = new TreeMap<>();
    Map<String, Runnable> operations = new TreeMap<>();
    double[] out = new double[n];
    operations.put("exp", () -> lanes.exp(x, out, n));
    operations.put("log", () -> lanes.log(x, out, n));
    operations.put("log1p", () -> lanes.log1p(x, out, n));
    operations.put("sin", () -> lanes.sin(x, out, n));
    operations.put("cos", () -> lanes.cos(x, out, n));
    operations.put("tanh", () -> lanes.tanh(x, out, n));
    operations.put("erf", () -> lanes.erf(x, out, n));
    operations.put("sqrt", () -> lanes.sqrt(x, out, n));
    operations.put("abs", () -> lanes.abs(x, out, n));
    operations.put("max", () -> lanes.max(x, 0, out, n));
    operations.put("select", () -> lanes.select(x, 2, 3, 4, out, n));
    operations.put("fill", () -> lanes.fill(7, out, n));
    operations.put("add", () -> lanes.add(x, y, out, n));
    operations.put("subtract", () -> lanes.subtract(x, y, out, n));
    operations.put("multiply", () -> lanes.multiply(x, y, out, n));
    operations.put("divide", () -> lanes.divide(x, y, out, n));
    operations.put("affine", () -> lanes.affine(1.1, x, 0.3, out, n));
    operations.put("axpy", () -> lanes.axpy(-0.7, x, y, out, n));
    operations.put("fma", () -> lanes.fma(x, y, z, out, n));
    operations.put("uniform", () -> lanes.uniform(words(n), out, n));
    operations.put("sign", () -> lanes.sign(words(n), out, n));
    operations.put("normal", () -> lanes.normal(words(n), out, n));
    operations.forEach(
        (name, operation) -> {
          operation.run();
          results.put(name, out.clone());
        });
    long[] even = new long[n];
    long[] odd = new long[n];
    lanes.philox(Philox.schedule(0x123456789abcdefL), -3, 77, (1L << 32) - 5, even, odd, n);
    results.put("philox even", bits(even));
    results.put("philox odd", bits(odd));
    for (int points = 1; points <= 4; points++) {
      double[] at = Arrays.copyOf(new double[] {0.6, -1, 0, 3}, points);
      double[][] lines = new double[points][n];
      lanes.lines(at, x, y, lines, n);
      double[][] sums = new double[points][];
      double[][] rectified = new double[points][];
      double[][] erf = new double[points][];
      double[][] exp = new double[points][];
      for (int p = 0; p < points; p++) {
        sums[p] = numbers(n, 10 + p);
        rectified[p] = numbers(n, 20 + p);
        erf[p] = numbers(n, 30 + p);
        exp[p] = numbers(n, 40 + p);
      }
      lanes.addProducts(z, lines, sums, n);
      lanes.addRectified(at, x, y, z, rectified, n);
      lanes.addErf(at, x, y, z, erf, n);
      lanes.addExp(at, new double[] {2, 0, -1, 1.25}, x, y, z, exp, n);
      for (int p = 0; p < points; p++) {
        results.put("line " + p + " of " + points, lines[p]);
        results.put("sum of products " + p + " of " + points, sums[p]);
        results.put("rectified " + p + " of " + points, rectified[p]);
        results.put("erf unit " + p + " of " + points, erf[p]);
        results.put("exponential unit " + p + " of " + points, exp[p]);
      }
    }
    int whole = n / 8 * 8;
    double[] tame = new Random(4).doubles(n).toArray();
    double[] sums = new double[24];
    lanes.accumulate(tame, whole, sums, 8);
    lanes.accumulate(tame, whole, sums, 8);
    results.put("accumulate", sums.clone());
    lanes.productAccumulate(tame, tame, whole, sums, 16);
    results.put("productAccumulate", sums.clone());
    double[][] right = {x, tame, out, tame};
    double[] three = new double[8 + 12 * 8];
    lanes.productSums(new double[][] {tame, y, tame}, right, whole, three, 8);
    results.put("productSums of three", three);
    double[] six = new double[24 * 8];
    double[][] left = {tame, y, tame, z, tame, out};
    lanes.productSums(left, right, whole, six, 0);
    lanes.productSums(left, right, whole, six, 0);
    results.put("productSums of six", six);
    lanes.multiplyAccumulate(tame, tame, out, whole, sums, 0);
    results.put("multiplyAccumulate", sums.clone());
    results.put("multiplyAccumulate products", Arrays.copyOf(out, whole));
    return results;
  }

  private static double[] bits(long[] words) {
    return Arrays.stream(words).mapToDouble(Double::longBitsToDouble).toArray();
  }

  /// A unit in one pass has the bits of its steps one after another.
  @Test
  void unitsInOnePassAreTheirSteps() {
    int n = 1000;
    double[] x = {-1, 0.3, 2.5, 40};
    double[] offsets = {2, 0, -1, 1.25};
    double[] w = new Random(1).doubles(n, -30, 30).toArray();
    double[] b = new Random(2).doubles(n, -3, 3).toArray();
    double[] v = new Random(3).doubles(n, -3, 3).toArray();
    for (Lanes lanes : new Lanes[] {Lanes.best(), new ScalarLanes()}) {
      double[][] inOnePass = new double[2 * x.length][n];
      double[][] steps = new double[2 * x.length][n];
      lanes.addErf(x, w, b, v, Arrays.copyOf(inOnePass, x.length), n);
      lanes.addExp(x, offsets, w, b, v, Arrays.copyOfRange(inOnePass, x.length, 2 * x.length), n);
      double[][] z = new double[2 * x.length][n];
      lanes.lines(x, w, b, Arrays.copyOf(z, x.length), n);
      for (int p = 0; p < x.length; p++) {
        lanes.affine(1, z[p], -offsets[p], z[x.length + p], n);
        lanes.erf(z[p], z[p], n);
        lanes.exp(z[x.length + p], z[x.length + p], n);
      }
      lanes.addProducts(v, z, steps, n);
      assertThat(inOnePass).isDeepEqualTo(steps);
      // Where erf is ±1, and the exponential vanishes or overflows.
      assertThat(Math.abs(inOnePass[3][0])).isEqualTo(Math.abs(v[0]));
      assertThat(inOnePass[7]).contains(0.0).contains(Double.POSITIVE_INFINITY);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 6, 8, 13, 16, 207, 4098, 40_000})
  void equalScalarsBitForBit(int n) {
    Map<String, double[]> expected = everything(new ScalarLanes(), n);
    Map<String, double[]> actual = everything(new VectorLanes(), n);
    expected.forEach(
        (name, values) -> {
          double[] found = actual.getOrDefault(name, new double[0]);
          assertThat(found).as(name).hasSameSizeAs(values);
          for (int i = 0; i < values.length; i++) {
            // A NaN is a NaN: IEEE leaves its payload open.
            boolean same = Double.doubleToLongBits(found[i]) == Double.doubleToLongBits(values[i]);
            assertThat(same)
                .as("%s of entry %d: %s, scalar %s", name, i, found[i], values[i])
                .isTrue();
          }
        });
  }
}
