package org.nnft.benchmarks;

import java.util.concurrent.TimeUnit;
import org.nnft.ensemble.DrawnFields;
import org.nnft.ensemble.Precision;
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

/// Networks per second: three hidden layers of 128 units, 16 points.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(DeepBenchmark.NETWORKS)
@Fork(value = 5, jvmArgs = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class DeepBenchmark {
  static final int NETWORKS = 128;

  /// In which arithmetic.
  @Param({"DOUBLE", "SINGLE"})
  public String precision = "DOUBLE";

  /// Which random numbers a network is made of.
  @Param({"WEIGHTS", "LAYERS"})
  public String draw = "WEIGHTS";

  /// Covariances of full rank with biases, of rank 2 without.
  @Param({"false", "true"})
  public boolean biased;

  private final double[][] outputs = new double[16][NETWORKS];
  private DrawnFields.Reader reader = reader();
  private long first;

  /// JMH makes it.
  public DeepBenchmark() {}

  private DrawnFields.Reader reader() {
    var fields =
        DrawnFields.of(biased ? Work.deepBiased() : Work.deep(), Work.line(16), Long.MAX_VALUE, 1);
    Precision chosen = Precision.valueOf(precision);
    return draw.equals("LAYERS") ? fields.byLayers(chosen) : fields.reader(chosen);
  }

  /// A reader of the field.
  @Setup
  public void open() {
    reader = reader();
  }

  /// Some networks.
  @Benchmark
  public double[][] outputs() {
    for (int done = 0; done < NETWORKS; done += reader.capacity()) {
      reader.read(first, reader.capacity(), outputs);
      first += reader.capacity();
    }
    return outputs;
  }
}
