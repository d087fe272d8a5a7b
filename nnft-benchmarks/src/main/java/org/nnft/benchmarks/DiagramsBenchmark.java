package org.nnft.benchmarks;

import java.util.concurrent.TimeUnit;
import org.nnft.feynman.DiagramGenerator;
import org.nnft.feynman.Interaction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Milliseconds to generate all diagrams with their weights.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgs = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class DiagramsBenchmark {
  private static final Interaction QUARTIC = Interaction.parse("lambda/4! f^4");
  private static final Interaction CUBIC_TO_OCTIC =
      Interaction.parse("g f^3 + lambda f^4 + alpha f^5 + kappa f^6 + b f^7 + c f^8");

  /// JMH makes it.
  public DiagramsBenchmark() {}

  /// φ⁴, four legs, third order.
  @Benchmark
  public Object fourPointToThirdOrder() {
    return DiagramGenerator.of(QUARTIC, 4).order(3).diagrams();
  }

  /// f³…f⁸, eight legs, first order.
  @Benchmark
  public Object eightPointToFirstOrder() {
    return DiagramGenerator.of(CUBIC_TO_OCTIC, 8).order(1).diagrams();
  }
}
