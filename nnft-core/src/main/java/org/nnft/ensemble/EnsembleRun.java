package org.nnft.ensemble;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// A measurement cut into blocks, any of which may be sampled anywhere, at any time, in any order.
///
/// Threads, a resumed run and the parts of a job array are one mechanism: a set of numbered blocks, some
/// of which exist already. A block's sums depend on nothing but its number.
public final class EnsembleRun {
  private final Estimator estimator;
  private final CorrelatorMap map;
  private final int sums;
  private final Plan plan;
  private final Supplier<BlockSource> source;

  /// @param map what the means of the sums say
  /// @param sums how many a block leaves
  EnsembleRun(
      Estimator estimator, CorrelatorMap map, int sums, Plan plan, Supplier<BlockSource> source) {
    this.estimator = estimator;
    this.map = map;
    this.sums = sums;
    this.plan = plan;
    this.source = source;
  }

  /// How the networks are cut into blocks.
  public Plan plan() {
    return plan;
  }

  /// What each network contributes.
  public Estimator estimator() {
    return estimator;
  }

  /// Number of sums that every block leaves.
  public int sums() {
    return sums;
  }

  /// Samples some blocks.
  ///
  /// @param blocks numbers from 0 to the plan's blocks − 1. Not modified.
  /// @param threads ≥ 1
  /// @param sink receives every block once, in no particular order
  /// @throws IllegalArgumentException if samples made elsewhere cannot be used
  /// @throws IllegalStateException if a thread failed or was interrupted; blocks that had been handed over
  ///     are right
  public void sample(int[] blocks, int threads, BlockSink sink) {
    BlockPool.run(
        blocks,
        threads,
        () -> {
          BlockSource own = source.get();
          return b -> own.sums(plan.first(b), plan.count(b));
        },
        sink);
  }

  /// Bytes that all sums take, the largest part of a run's memory.
  public long bytes() {
    return 8L * plan.blocks() * Math.max(sums, map.layout().size());
  }

  /// Measures how long a network takes on one thread, drawing some and throwing them away.
  ///
  /// @param patience seconds that may pass, roughly; the code of the first calls in a program's life is
  ///     not compiled yet and far slower
  /// @return seconds per network, the shortest seen
  public double secondsPerNetwork(double patience) {
    BlockSource own = source.get();
    double best = Double.POSITIVE_INFINITY;
    long begin = System.nanoTime();
    long now = begin;
    for (long n = Math.min(16, plan.networks()); (now - begin) * 1e-9 < patience; ) {
      long start = System.nanoTime();
      own.sums(0, n);
      now = System.nanoTime();
      double seconds = (now - start) * 1e-9;
      best = Math.min(best, seconds / n);
      if (seconds < patience / 8) {
        n = Math.min(2 * n, plan.networks());
      }
    }
    return best;
  }

  /// What a full set of blocks says.
  ///
  /// @param sums one row per block. Kept.
  /// @throws IllegalArgumentException if a block is missing
  public Measurement measurement(double[][] sums) {
    if (sums.length != plan.blocks()) {
      throw new IllegalArgumentException(
          "a measurement needs all %d blocks, got %d".formatted(plan.blocks(), sums.length));
    }
    long[] counts = new long[sums.length];
    Arrays.setAll(counts, plan::count);
    return new Measurement(estimator, map, counts, sums);
  }

  /// What the blocks that exist so far say.
  ///
  /// @param sums the blocks that exist by their number, at least 2. Not modified; rows are kept.
  public Measurement soFar(SortedMap<Integer, double[]> sums) {
    long[] counts = sums.keySet().stream().mapToLong(plan::count).toArray();
    return new Measurement(estimator, map, counts, sums.values().toArray(double[][]::new));
  }

  /// Samples every block.
  public Measurement run(int threads) {
    double[][] sums = new double[plan.blocks()][];
    sample(IntStream.range(0, sums.length).toArray(), threads, (b, s) -> sums[b] = s);
    return measurement(sums);
  }
}
