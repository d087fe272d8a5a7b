package org.nnft.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Products of whole layers, vectors beside scalars and beside sums written out: numbers of units and points that fill no square.
class LayerLanesTest {
  private static final int N = 48;

  private static double[] numbers(int n, long seed) {
    Random random = new Random(seed);
    return random.doubles(n, -1, 1).toArray();
  }

  private static float[] narrow(double[] x) {
    float[] y = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = (float) x[i];
    }
    return y;
  }

  /// Rows of weights, in any order.
  private static int[] places(int rows) {
    int[] at = new Random(3).ints(rows, 0, rows).toArray();
    return Arrays.stream(at).map(row -> row * N).toArray();
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "4, 70, 4", "6, 33, 5", "9, 2, 3", "8, 128, 16", "3, 5, 6"})
  void unitsAreSumsOverIncomingUnits(int units, int fanIn, int points) {
    double[] weights = numbers(units * fanIn * N, 1);
    double[] x = numbers(fanIn * points * N, 2);
    int[] at = places(units * fanIn);
    double[] start = numbers(units * points * N, 4);
    double[] z = start.clone();
    Lanes.best().addUnits(weights, at, x, fanIn, z, units, points, N);
    double[] twin = start.clone();
    new ScalarLanes().addUnits(weights, at, x, fanIn, twin, units, points, N);
    assertThat(z).isEqualTo(twin);
    float[] narrow = narrow(start);
    SingleLanes.like(Lanes.best())
        .addUnits(narrow(weights), at, narrow(x), fanIn, narrow, units, points, N);
    float[] narrowTwin = narrow(start);
    new ScalarSingleLanes()
        .addUnits(narrow(weights), at, narrow(x), fanIn, narrowTwin, units, points, N);
    assertThat(narrow).isEqualTo(narrowTwin);
    for (int row = 0; row < units * points; row++) {
      double sum = start[row * N + 7];
      for (int k = 0; k < fanIn; k++) {
        double w = weights[at[row / points * fanIn + k] + 7];
        sum = Math.fma(w, x[(k * points + row % points) * N + 7], sum);
      }
      assertThat(z[row * N + 7]).isEqualTo(sum);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "5, 4", "16, 16", "3, 7", "8, 10"})
  void gramsAreSumsOverUnits(int units, int points) {
    double[] h = numbers(units * points * N, 1);
    int pairs = points * (points + 1) / 2;
    double[] start = numbers(pairs * N, 2);
    double[] gram = start.clone();
    Lanes.best().addGram(h, units, points, gram, N);
    double[] twin = start.clone();
    new ScalarLanes().addGram(h, units, points, twin, N);
    assertThat(gram).isEqualTo(twin);
    for (int p = 0, pair = 0; p < points; p++) {
      for (int q = p; q < points; q++, pair++) {
        double sum = start[pair * N + 9];
        for (int u = 0; u < units; u++) {
          sum = Math.fma(h[(u * points + p) * N + 9], h[(u * points + q) * N + 9], sum);
        }
        assertThat(gram[pair * N + 9]).isEqualTo(sum);
      }
    }
  }

  /// Many blocks at a time are the blocks one by one.
  @ParameterizedTest
  @CsvSource({"1", "5"})
  void blocksOfWordsAreThoseOneByOne(int blocks) {
    long[] keys = Philox.schedule(new SplittableRandom(7).nextLong());
    long first = (1L << 32) - 5;
    for (Lanes lanes : new Lanes[] {Lanes.best(), new ScalarLanes()}) {
      long[] even = new long[blocks * N];
      long[] odd = new long[blocks * N];
      lanes.philox(keys, 3, 77, blocks, first, even, odd, N);
      for (int b = 0; b < blocks; b++) {
        long[] oneEven = new long[N];
        long[] oneOdd = new long[N];
        lanes.philox(keys, 3, 77 + b, first, oneEven, oneOdd, N);
        assertThat(Arrays.copyOfRange(even, b * N, (b + 1) * N)).isEqualTo(oneEven);
        assertThat(Arrays.copyOfRange(odd, b * N, (b + 1) * N)).isEqualTo(oneOdd);
      }
    }
  }
}
