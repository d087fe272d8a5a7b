package org.nnft.benchmarks;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.nnft.math.Lanes;
import org.nnft.math.Philox;
import org.nnft.math.ScalarLanes;
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

/// Nanoseconds per number of every elementary function and random law.
///
/// `scalar` is the twin that gives the same bits. The losers: the platform's own vector functions, whose bits change
/// with the vectors' width, and `StrictMath`.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(LanesBenchmark.SIZE)
@Fork(value = 5, jvmArgs = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class LanesBenchmark {
  static final int SIZE = 1024;
  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;

  /// Which implementation.
  @Param({"vector", "scalar"})
  public String kind = "vector";

  private Lanes lanes = new ScalarLanes();
  private final long[] keys = Philox.schedule(42);
  private final double[] x = new double[SIZE];
  private final double[] positive = new double[SIZE];
  private final double[] y = new double[SIZE];
  private final long[] words = new long[SIZE];
  private final long[] odd = new long[SIZE];

  /// JMH makes it.
  public LanesBenchmark() {}

  /// Arguments as networks have them: standard normal.
  @Setup
  public void fill() {
    lanes = kind.equals("vector") ? Lanes.best() : new ScalarLanes();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < SIZE; i++) {
      x[i] = random.nextGaussian();
      positive[i] = Math.exp(x[i]);
      words[i] = random.nextLong();
    }
  }

  /// Two words.
  @Benchmark
  public long[] philoxPair() {
    lanes.philox(keys, 1, 2, 3, words, odd, SIZE);
    return odd;
  }

  /// A normal number of a word.
  @Benchmark
  public double[] normal() {
    lanes.normal(words, y, SIZE);
    return y;
  }

  /// A uniform number of a word.
  @Benchmark
  public double[] uniform() {
    lanes.uniform(words, y, SIZE);
    return y;
  }

  /// erf.
  @Benchmark
  public double[] erf() {
    lanes.erf(x, y, SIZE);
    return y;
  }

  /// exp.
  @Benchmark
  public double[] exp() {
    lanes.exp(x, y, SIZE);
    return y;
  }

  /// log.
  @Benchmark
  public double[] log() {
    lanes.log(positive, y, SIZE);
    return y;
  }

  /// log1p.
  @Benchmark
  public double[] log1p() {
    lanes.log1p(positive, y, SIZE);
    return y;
  }

  /// sin.
  @Benchmark
  public double[] sin() {
    lanes.sin(x, y, SIZE);
    return y;
  }

  /// cos.
  @Benchmark
  public double[] cos() {
    lanes.cos(x, y, SIZE);
    return y;
  }

  /// tanh.
  @Benchmark
  public double[] tanh() {
    lanes.tanh(x, y, SIZE);
    return y;
  }

  /// A loser: `StrictMath`.
  @Benchmark
  public double[] strictExp() {
    for (int i = 0; i < SIZE; i++) {
      y[i] = StrictMath.exp(x[i]);
    }
    return y;
  }

  /// A loser for its bits: the platform's vector exponential.
  @Benchmark
  public double[] platformExp() {
    for (int i = 0; i < SIZE; i += D.length()) {
      DoubleVector.fromArray(D, x, i).lanewise(VectorOperators.EXP).intoArray(y, i);
    }
    return y;
  }

  /// A loser for its bits: the platform's vector tanh.
  @Benchmark
  public double[] platformTanh() {
    for (int i = 0; i < SIZE; i += D.length()) {
      DoubleVector.fromArray(D, x, i).lanewise(VectorOperators.TANH).intoArray(y, i);
    }
    return y;
  }
}
