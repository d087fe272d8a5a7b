package org.nnft.benchmarks;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import org.nnft.math.Lanes;
import org.nnft.math.Philox;

/// What one thread of this machine can do at most, in the program that measures it: best of ten tries after a warm-up.
final class Peak {
  private static final int TRIES = 10;
  private static final double WARM_UP_SECONDS = 1.5;
  private static final int SIZE = 1024;

  private Peak() {}

  @FunctionalInterface
  private interface Work {
    /// @return operations done
    long run();
  }

  /// Operations per second.
  ///
  /// @param kind words, double or single
  static double rate(String kind) {
    PeakBenchmark fma = new PeakBenchmark();
    long steps = 10L * PeakBenchmark.STEPS;
    return switch (kind) {
      case "words" -> best(words());
      case "double" ->
          best(() -> fma.doubles() > 0 ? steps * DoubleVector.SPECIES_PREFERRED.length() : 0);
      case "single" ->
          best(() -> fma.floats() > 0 ? steps * FloatVector.SPECIES_PREFERRED.length() : 0);
      default ->
          throw new IllegalArgumentException(
              "a peak is of words, double or single, got '%s'".formatted(kind));
    };
  }

  private static Work words() {
    Lanes lanes = Lanes.best();
    long[] keys = Philox.schedule(42);
    long[] even = new long[SIZE];
    long[] odd = new long[SIZE];
    return () -> {
      for (int block = 0; block < 100; block++) {
        lanes.philox(keys, 1, block, 3, even, odd, SIZE);
      }
      return 200L * SIZE;
    };
  }

  private static double best(Work work) {
    long begin = System.nanoTime();
    do {
      work.run();
    } while ((System.nanoTime() - begin) * 1e-9 < WARM_UP_SECONDS);
    double best = 0;
    for (int k = 0; k < TRIES; k++) {
      long start = System.nanoTime();
      long done = 0;
      do {
        done += work.run();
      } while ((System.nanoTime() - start) * 1e-9 < 0.05);
      best = Math.max(best, done / ((System.nanoTime() - start) * 1e-9));
    }
    return best;
  }
}
