package org.nnft.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.nnft.ensemble.Draw;
import org.nnft.ensemble.Ensemble;
import org.nnft.ensemble.EnsembleRun;
import org.nnft.ensemble.Estimator;
import org.nnft.ensemble.Plan;
import org.nnft.ensemble.Precision;
import org.nnft.field.PointSet;
import org.nnft.math.Lanes;
import org.nnft.math.Philox;
import org.nnft.math.ScalarLanes;
import org.nnft.math.SingleLanes;
import org.nnft.network.NeuralField;

/// Does every kernel run as vectors, in every JVM?
///
/// A kernel that C2 gave up, or whose vectors became objects, is slower than its scalar twin and allocates. So in each of
/// several fresh programs every kernel is timed beside the twin, and the bytes that its thread allocates are counted. It
/// fell if in any program, all kernels being warm, it gains less than [#LEAST_GAIN] over the scalars or allocates more than
/// [#MOST_BYTES] per number or network. Every program takes the kernels in another order, since what was compiled
/// before decides what is inlined.
///
/// The negative twin: one more program without C2, in which both the time and the bytes of every kernel must tell that it
/// fell; else the check itself failed. Arguments: programs (5), seconds a kernel is warmed up and a tenth of the twin's (1.5). Prints a Markdown
/// table; exit code 1 for a fall.
public final class FastPath {
  /// Times as fast as scalars; the slowest kernel that is in order gains twice as much.
  private static final double LEAST_GAIN = 1.5;

  /// Where vectors are objects a number takes hundreds of bytes, a network a hundred thousand.
  private static final double MOST_BYTES = 50;

  private static final int SIZE = 1024;

  /// Networks in a round.
  private static final int BLOCK = 256;

  private static final String WITHOUT_C2 = "-XX:TieredStopAtLevel=1";

  private FastPath() {}

  /// @param name of the kernel
  /// @param numbers that it makes when asked for one round, or networks
  /// @param kept bytes of a round's result
  private record Kernel(String name, int numbers, long kept, Rounds vector, Rounds scalar) {}

  @FunctionalInterface
  private interface Rounds {
    void run(int rounds);
  }

  /// @param nanoseconds per number
  /// @param gain over the scalar twin
  /// @param bytes per number
  private record Figures(double nanoseconds, double gain, double bytes) {
    boolean isSlow() {
      return !(gain >= LEAST_GAIN);
    }

    boolean allocates() {
      return !(bytes <= MOST_BYTES);
    }

    boolean fell() {
      return isSlow() || allocates();
    }
  }

  /// See above.
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length > 0 && arguments[0].equals("program")) {
      measure(
          Long.parseLong(arguments[1]),
          Double.parseDouble(arguments[2]),
          Integer.parseInt(arguments[3]));
      return;
    }
    int programs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    String seconds = arguments.length > 1 ? arguments[1] : "1.5";
    List<Map<String, Figures>> all = new ArrayList<>();
    for (int p = 0; p < programs; p++) {
      all.add(program(p, seconds, BLOCK, List.of()));
    }
    // Some thousand times slower, so few networks.
    Map<String, Figures> twin = program(0, "0.2", 16, List.of(WITHOUT_C2));
    boolean good = true;
    System.out.println(
        "| kernel | ns, median | gain over scalars, least | bytes, most | programs in which it fell | without C2 |");
    System.out.println("|---|---|---|---|---|---|");
    for (String name : all.getFirst().keySet().stream().sorted().toList()) {
      List<Figures> found = all.stream().map(each -> of(name, each)).toList();
      Figures negative = of(name, twin);
      long fell = found.stream().filter(Figures::fell).count();
      boolean seen = negative.isSlow() && negative.allocates();
      good &= fell == 0 && seen;
      System.out.printf(
          Locale.ROOT,
          "| %s | %.3g | %.1f | %.2f | %s | %s |%n",
          name,
          found.stream().mapToDouble(Figures::nanoseconds).sorted().toArray()[programs / 2],
          found.stream().mapToDouble(Figures::gain).min().orElseThrow(),
          found.stream().mapToDouble(Figures::bytes).max().orElseThrow(),
          fell == 0 ? "none" : fell + " of " + programs,
          seen
              ? String.format(Locale.ROOT, "fell: %.2f, %.0f bytes", negative.gain, negative.bytes)
              : "not seen");
    }
    System.exit(good ? 0 : 1);
  }

  private static Figures of(String name, Map<String, Figures> figures) {
    return Objects.requireNonNull(figures.get(name), name);
  }

  private static Map<String, Figures> program(
      int number, String seconds, int block, List<String> options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), FastPath.class.getName()));
    command.addAll(List.of("program", Integer.toString(number), seconds, Integer.toString(block)));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    Map<String, Figures> figures = new LinkedHashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      lines
          .lines()
          .map(line -> line.split("\t", -1))
          .forEach(
              row ->
                  figures.put(
                      row[0],
                      new Figures(
                          Double.parseDouble(row[1]),
                          Double.parseDouble(row[2]),
                          Double.parseDouble(row[3]))));
    }
    if (process.waitFor() != 0 || figures.isEmpty()) {
      throw new UncheckedIOException(new IOException("failed: " + String.join(" ", command)));
    }
    return figures;
  }

  private static void measure(long order, double seconds, int block) {
    List<Kernel> kernels = kernels(block);
    Collections.shuffle(kernels, new Random(order));
    ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    // Networks of many units sum their products so rarely that only the warm-up of others compiles
    // that part; and what was compiled before the first scalars came is compiled again.
    for (Kernel kernel : kernels) {
      rate(kernel.vector, seconds / 2);
      rate(kernel.scalar, seconds / 20);
    }
    for (Kernel kernel : kernels) {
      double scalar = rate(kernel.scalar, seconds / 10);
      rate(kernel.vector, seconds);
      double vector = rate(kernel.vector, seconds / 10);
      double bytes = bytes(kernel.vector, seconds / 10, memory);
      System.out.printf(
          Locale.ROOT,
          "%s\t%.4g\t%.4g\t%.4g%n",
          kernel.name,
          vector / kernel.numbers,
          scalar / vector,
          (bytes - kernel.kept) / kernel.numbers);
    }
  }

  /// What a second round adds, since the scratch of a reader is made once; the least of many tries, since the compiler
  /// may have taken back what it had assumed before it saw the scalars.
  private static double bytes(Rounds work, double seconds, ThreadMXBean memory) {
    long least = Long.MAX_VALUE;
    long begin = System.nanoTime();
    do {
      long start = memory.getCurrentThreadAllocatedBytes();
      work.run(1);
      long once = memory.getCurrentThreadAllocatedBytes();
      work.run(2);
      least = Math.min(least, memory.getCurrentThreadAllocatedBytes() - once - (once - start));
    } while ((System.nanoTime() - begin) * 1e-9 < seconds);
    return least;
  }

  /// Nanoseconds of the median round.
  private static double rate(Rounds work, double seconds) {
    List<Long> runs = new ArrayList<>();
    long begin = System.nanoTime();
    for (long last = begin; (last - begin) * 1e-9 < seconds || runs.isEmpty(); ) {
      // One and two in turn, as they are counted below: a loop that never went round twice is
      // compiled for one.
      int rounds = 1 + runs.size() % 2;
      work.run(rounds);
      long now = System.nanoTime();
      runs.add((now - last) / rounds);
      last = now;
    }
    return runs.stream().sorted().toList().get(runs.size() / 2);
  }

  private static List<Kernel> kernels(int block) {
    List<Kernel> kernels = new ArrayList<>();
    lanes(kernels);
    singleLanes(kernels);
    for (Precision precision : Precision.values()) {
      for (String name : List.of("erf", "relu", "gauss", "cos")) {
        NeuralField field = Work.field(name, 100);
        networks(
            kernels,
            block,
            name + ", N = 100",
            field,
            precision,
            Draw.WEIGHTS,
            Estimator.OUTPUTS,
            Work.SIX,
            2);
      }
      networks(
          kernels,
          block,
          "erf, readout integrated out",
          Work.field("erf", 100),
          precision,
          Draw.WEIGHTS,
          Estimator.GAUSSIAN_READOUT,
          Work.SIX,
          4);
      for (Draw draw : Draw.values()) {
        networks(
            kernels,
            block,
            "deep, by " + draw.name().toLowerCase(Locale.ROOT),
            Work.deepBiased(),
            precision,
            draw,
            Estimator.OUTPUTS,
            Work.line(16),
            2);
      }
    }
    NeuralField small = Work.field("relu", 1);
    // So many that laying out the sums, once a run, does not count.
    int many = 64 * block;
    for (int order : new int[] {4, 6}) {
      networks(
          kernels,
          many,
          "relu, N = 1, to order " + order,
          small,
          Precision.DOUBLE,
          Draw.WEIGHTS,
          Estimator.OUTPUTS,
          Work.SIX,
          order);
    }
    return kernels;
  }

  private static void lanes(List<Kernel> kernels) {
    SplittableRandom random = new SplittableRandom(1);
    double[] x = new double[SIZE];
    double[] positive = new double[SIZE];
    double[] y = new double[SIZE];
    long[] words = random.longs(SIZE).toArray();
    long[] even = new long[SIZE];
    long[] odd = new long[SIZE];
    long[] keys = Philox.schedule(42);
    for (int i = 0; i < SIZE; i++) {
      x[i] = random.nextGaussian();
      positive[i] = Math.exp(x[i]);
    }
    Map<String, Consumer<Lanes>> all = new LinkedHashMap<>();
    all.put("two random words", lanes -> lanes.philox(keys, 1, 2, 3, even, odd, SIZE));
    all.put("normal", lanes -> lanes.normal(words, y, SIZE));
    all.put("erf", lanes -> lanes.erf(x, y, SIZE));
    all.put("exp", lanes -> lanes.exp(x, y, SIZE));
    all.put("log", lanes -> lanes.log(positive, y, SIZE));
    all.put("sin", lanes -> lanes.sin(x, y, SIZE));
    all.put("cos", lanes -> lanes.cos(x, y, SIZE));
    all.put("tanh", lanes -> lanes.tanh(x, y, SIZE));
    Lanes vectors = Lanes.best();
    Lanes scalars = new ScalarLanes();
    add(kernels, all, vectors, scalars);
  }

  /// @param <L> lanes of one precision
  private static <L> void add(
      List<Kernel> kernels, Map<String, Consumer<L>> all, L vectors, L scalars) {
    all.forEach(
        (name, work) ->
            kernels.add(
                new Kernel(
                    name,
                    SIZE,
                    0,
                    repeated(() -> work.accept(vectors)),
                    repeated(() -> work.accept(scalars)))));
  }

  private static void singleLanes(List<Kernel> kernels) {
    SplittableRandom random = new SplittableRandom(2);
    float[] x = new float[SIZE];
    float[] y = new float[SIZE];
    long[] words = random.longs(SIZE).toArray();
    for (int i = 0; i < SIZE; i++) {
      x[i] = (float) random.nextGaussian();
    }
    Map<String, Consumer<SingleLanes>> all = new LinkedHashMap<>();
    all.put("normal, single", lanes -> lanes.normal(words, 0, y, SIZE));
    all.put("erf, single", lanes -> lanes.erf(x, y, SIZE));
    all.put("exp, single", lanes -> lanes.exp(x, y, SIZE));
    SingleLanes vectors = SingleLanes.like(Lanes.best());
    SingleLanes scalars = SingleLanes.like(new ScalarLanes());
    add(kernels, all, vectors, scalars);
  }

  private static void networks(
      List<Kernel> kernels,
      int block,
      String name,
      NeuralField field,
      Precision precision,
      Draw draw,
      Estimator estimator,
      PointSet points,
      int order) {
    Ensemble ensemble =
        Ensemble.of(field)
            .precision(precision)
            .estimator(estimator)
            .draw(draw)
            .highestOrder(order)
            .networks((long) Plan.MOST_BLOCKS * block);
    EnsembleRun vectors = ensemble.lanes(Lanes.best()).over(points);
    kernels.add(
        new Kernel(
            "networks: " + name + (precision == Precision.SINGLE ? ", single" : ""),
            block,
            8L * vectors.sums(),
            blocks(vectors),
            blocks(ensemble.lanes(new ScalarLanes()).over(points))));
  }

  private static Rounds blocks(EnsembleRun run) {
    return rounds -> run.sample(IntStream.range(0, rounds).toArray(), 1, (_, _) -> {});
  }

  private static Rounds repeated(Runnable work) {
    return rounds -> {
      for (int k = 0; k < rounds; k++) {
        work.run();
      }
    };
  }
}
