package org.nnft.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.nnft.ensemble.DrawnFields;
import org.nnft.ensemble.EnsembleRun;
import org.nnft.ensemble.Estimator;
import org.nnft.ensemble.Precision;
import org.nnft.ensemble.SampledEnsemble;
import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;

/// Networks per second of one workload in a fresh program: what `benchmarks/compare` sets beside other programs.
///
/// Arguments: network (erf, relu, gauss, cos, deep, deep-biased), width, points, threads, seconds, precision
/// (single or double), and `layers` where pre-activations are drawn in place of weights; or products, highest order, points, threads, seconds, double: sums of all products of outputs
/// that are there; or peak, words, double or single, and nothing more that counts: random words or fused multiply-adds a
/// second of one thread ([Peak]). Prints one number.
public final class Throughput {
  private Throughput() {}

  /// See above.
  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("peak")) {
      System.out.printf(Locale.ROOT, "%.6g%n", Peak.rate(arguments[1]));
      return;
    }
    int points = Integer.parseInt(arguments[2]);
    int threads = Integer.parseInt(arguments[3]);
    double seconds = Double.parseDouble(arguments[4]);
    if (arguments[0].equals("products")) {
      int order = Integer.parseInt(arguments[1]);
      productRate(points, order, threads, seconds / 2);
      System.out.printf(Locale.ROOT, "%.6g%n", productRate(points, order, threads, seconds / 2));
      return;
    }
    PointSet at = points == 6 ? Work.SIX : Work.line(points);
    NeuralField field =
        switch (arguments[0]) {
          case "deep" -> Work.deep();
          case "deep-biased" -> Work.deepBiased();
          default -> Work.field(arguments[0], Integer.parseInt(arguments[1]));
        };
    Precision precision = Precision.valueOf(arguments[5].toUpperCase(Locale.ROOT));
    boolean layers = List.of(arguments).subList(6, arguments.length).contains("layers");
    // The first half warms the compiler up.
    rate(field, at, precision, layers, threads, seconds / 2);
    System.out.printf(
        Locale.ROOT, "%.6g%n", rate(field, at, precision, layers, threads, seconds / 2));
  }

  private static double rate(
      NeuralField field,
      PointSet points,
      Precision precision,
      boolean layers,
      int threads,
      double seconds)
      throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      Callable<Double> one = () -> rateOfOne(field, points, precision, layers, seconds);
      List<Callable<Double>> all = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        all.add(one);
      }
      double sum = 0;
      for (var future : pool.invokeAll(all)) {
        sum += future.get();
      }
      return sum;
    }
  }

  private static double productRate(int points, int order, int threads, double seconds) {
    EnsembleRun run = new SampledEnsemble(new Outputs(points), Estimator.ANTITHETIC, order).over();
    int[] blocks = IntStream.range(0, 16 * threads).toArray();
    long networks = 0;
    long start = System.nanoTime();
    double passed = 0;
    while (passed < seconds) {
      run.sample(blocks, threads, (_, _) -> {});
      networks += run.plan().first(16 * threads);
      passed = (System.nanoTime() - start) * 1e-9;
    }
    return networks / passed;
  }

  private static double rateOfOne(
      NeuralField field, PointSet points, Precision precision, boolean layers, double seconds) {
    var fields = DrawnFields.of(field, points, Long.MAX_VALUE, 1);
    var reader = layers ? fields.byLayers(precision) : fields.reader(precision);
    int tile = reader.capacity();
    double[][] outputs = new double[points.size()][tile];
    long networks = 0;
    long start = System.nanoTime();
    double passed = 0;
    while (passed < seconds) {
      reader.read(networks, tile, outputs);
      networks += tile;
      passed = (System.nanoTime() - start) * 1e-9;
    }
    if (Arrays.stream(outputs).anyMatch(f -> Double.isNaN(f[0]))) {
      throw new IllegalStateException("an output is not a number");
    }
    return networks / passed;
  }
}
