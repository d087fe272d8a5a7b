package org.nnft.benchmarks;

import java.util.concurrent.TimeUnit;
import org.nnft.ensemble.DrawnFields;
import org.nnft.ensemble.Precision;
import org.nnft.network.NeuralField;
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

/// Networks per second: draw all parameters, evaluate at six points. `-t 2` for two threads.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(FieldsBenchmark.TILE)
@Fork(value = 5, jvmArgs = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class FieldsBenchmark {
  static final int TILE = 256;

  /// Which preset.
  @Param({"erf", "relu", "gauss", "cos"})
  public String network = "erf";

  /// N.
  @Param({"5", "100", "1000"})
  public int width = 100;

  /// In which arithmetic.
  @Param({"DOUBLE", "SINGLE"})
  public String precision = "DOUBLE";

  private final double[][] outputs = new double[Work.SIX.size()][TILE];
  private DrawnFields.Reader reader = reader();
  private long first;

  /// JMH makes it.
  public FieldsBenchmark() {}

  private DrawnFields.Reader reader() {
    NeuralField field = Work.field(network, width);
    return DrawnFields.of(field, Work.SIX, Long.MAX_VALUE, 1).reader(Precision.valueOf(precision));
  }

  /// A reader of the field.
  @Setup
  public void open() {
    reader = reader();
  }

  /// 256 networks.
  @Benchmark
  public double[][] outputs() {
    for (int done = 0; done < TILE; done += reader.capacity()) {
      reader.read(first, reader.capacity(), outputs);
      first += reader.capacity();
    }
    return outputs;
  }
}
