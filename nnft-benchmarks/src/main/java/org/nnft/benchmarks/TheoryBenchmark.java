package org.nnft.benchmarks;

import java.util.concurrent.TimeUnit;
import org.nnft.neuron.FiniteWidthCorrelators;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Milliseconds for all 126 exact four-point components at six points: closed forms (relu at rank 1, gauss, cos),
/// quadrature (erf).
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgs = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class TheoryBenchmark {
  /// Which preset.
  @Param({"erf", "relu", "gauss", "cos"})
  public String network = "erf";

  /// JMH makes it.
  public TheoryBenchmark() {}

  /// Exact correlators to order 4.
  @Benchmark
  public double exact() {
    return FiniteWidthCorrelators.of(Work.field(network, 100), Work.SIX, 4).connected(0, 1, 2, 3);
  }
}
