package org.nnft.benchmarks;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.nnft.math.Lanes;
import org.nnft.math.ScalarLanes;
import org.nnft.math.SingleLanes;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// [LanesBenchmark] for single precision.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(SingleLanesBenchmark.SIZE)
@Fork(value = 5, jvmArgs = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class SingleLanesBenchmark {
  static final int SIZE = 1024;

  /// Which implementation.
  @Param({"vector", "scalar"})
  public String kind = "vector";

  private SingleLanes lanes = SingleLanes.like(new ScalarLanes());
  private final float[] x = new float[SIZE];
  private final float[] y = new float[SIZE];
  private final long[] words = new long[SIZE];

  /// JMH makes it.
  public SingleLanesBenchmark() {}

  /// Arguments as networks have them: standard normal.
  @Setup
  public void fill() {
    lanes = SingleLanes.like(kind.equals("vector") ? Lanes.best() : new ScalarLanes());
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < SIZE; i++) {
      x[i] = (float) random.nextGaussian();
      words[i] = random.nextLong();
    }
  }

  /// A normal number of half a word.
  @Benchmark
  public float[] normal() {
    lanes.normal(words, 0, y, SIZE);
    return y;
  }

  /// erf.
  @Benchmark
  public float[] erf() {
    lanes.erf(x, y, SIZE);
    return y;
  }

  /// exp.
  @Benchmark
  public float[] exp() {
    lanes.exp(x, y, SIZE);
    return y;
  }

  /// One fused multiply-add.
  @Benchmark
  public float[] fma() {
    lanes.fma(x, x, x, y, SIZE);
    return y;
  }
}
