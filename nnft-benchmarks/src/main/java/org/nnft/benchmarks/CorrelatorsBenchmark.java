package org.nnft.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.nnft.ensemble.EnsembleRun;
import org.nnft.ensemble.Estimator;
import org.nnft.ensemble.SampledEnsemble;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// Networks per second whose products of even orders up to n are summed, outputs being there. 64 points with n = 6
/// have 1.2·10⁸ components, beyond the limit of a run.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(CorrelatorsBenchmark.NETWORKS)
@Fork(
    value = 5,
    jvmArgs = {"--add-modules=jdk.incubator.vector", "-Xmx2g"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class CorrelatorsBenchmark {
  /// So many that laying out the sums, once an invocation, does not count.
  private static final int BLOCKS = 16;

  static final int NETWORKS = BLOCKS * Outputs.BLOCK;

  /// Points and highest order.
  @Param({"6:2", "6:4", "6:6", "16:2", "16:4", "16:6", "64:2", "64:4"})
  public String shape = "6:4";

  private Outputs samples = new Outputs(2);
  private EnsembleRun run = run(2);
  private final int[] blocks = IntStream.range(0, BLOCKS).toArray();

  /// JMH makes it.
  public CorrelatorsBenchmark() {}

  private EnsembleRun run(int order) {
    return new SampledEnsemble(samples, Estimator.ANTITHETIC, order).over();
  }

  /// Outputs of as many points.
  @Setup(Level.Trial)
  public void open() {
    String[] parts = shape.split(":", -1);
    samples = new Outputs(Integer.parseInt(parts[0]));
    run = run(Integer.parseInt(parts[1]));
  }

  /// Whole blocks.
  @Benchmark
  public void sums(Blackhole sink) {
    run.sample(blocks, 1, (_, sums) -> sink.consume(sums));
  }
}
