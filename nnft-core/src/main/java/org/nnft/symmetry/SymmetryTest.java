package org.nnft.symmetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nnft.ensemble.DrawnFields;
import org.nnft.ensemble.FieldSamples;
import org.nnft.ensemble.TabulatedEnsemble;
import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;

/// Tests whether correlators are invariant under groups, on one sample of networks.
///
/// For each group, elements g₁ … g_K and components c of the correlators of each order are drawn once. Each
/// network contributes the paired differences
///
///     D_ck = Π_legs (g_k f) − Π_legs f
///
/// evaluated with the same parameters at the moved inputs. Under a symmetry E D_ck = 0 exactly, at any size of
/// the sample, since full correlators are linear in the law. Blocks of networks leave sums; what they say is
/// the business of [SymmetryMeasurement].
///
/// Cost: one network is evaluated at the points, and at K times up to [#MOST_MOVED_POINTS] more where inputs move.
public final class SymmetryTest {
  /// Blocks behind every covariance: enough degrees of freedom for a few dozen components, few enough for block
  /// means to be normal.
  public static final int BLOCKS = 64;

  /// Where inputs move, components are taken at no more points than this.
  public static final int MOST_MOVED_POINTS = 4;

  private static final int CHUNK = 1024;

  private final FieldSamples samples;
  private final int outputs;
  private final long perBlock;
  private final List<Tested> tested;

  /// One group with its elements and components.
  ///
  /// @param sources for each element the positions, among all evaluated points, of the moved points
  record Tested(
      SymmetryGroup group,
      List<FieldTransformation> elements,
      List<int[]> sources,
      List<Probe> probes) {

    /// Numbers that a block leaves: Σ O_c, Σ |O_c|, Σ D_c1 … Σ D_cK for each component.
    int size() {
      return probes.size() * (2 + elements.size());
    }
  }

  private SymmetryTest(FieldSamples samples, int outputs, long networks, List<Tested> tested) {
    this.samples = samples;
    this.outputs = outputs;
    this.perBlock = networks / BLOCKS;
    this.tested = tested;
    if (perBlock < 1) {
      throw new IllegalArgumentException(
          "a symmetry test needs at least %d networks, got %d".formatted(BLOCKS, networks));
    }
  }

  /// @param groups what is tested, on the same networks
  /// @param settings which components and elements
  /// @param networks M; used are ⌊M/64⌋·64
  /// @throws IllegalArgumentException if a group acts on other dimensions than the field has
  public static SymmetryTest of(
      NeuralField field,
      PointSet points,
      List<SymmetryGroup> groups,
      Settings settings,
      long networks,
      long seed) {
    field.requireInputs(points);
    Map<List<Double>, Integer> evaluated = new LinkedHashMap<>();
    for (int p = 0; p < points.size(); p++) {
      evaluated.put(coordinates(points.point(p)), p);
    }
    List<Tested> tested = new ArrayList<>();
    for (SymmetryGroup group : groups) {
      List<FieldTransformation> elements =
          elements(group, field.inputs(), field.outputs(), settings, seed);
      int[][] sources = new int[elements.size()][points.size()];
      int moved = group.movesInputs() ? Math.min(MOST_MOVED_POINTS, points.size()) : points.size();
      for (int k = 0; k < sources.length; k++) {
        for (int p = 0; p < moved; p++) {
          double[] x = elements.get(k).moved(points.point(spread(p, moved, points.size())));
          int next = evaluated.size();
          Integer known = evaluated.putIfAbsent(coordinates(x), next);
          sources[k][spread(p, moved, points.size())] = known == null ? next : known;
        }
      }
      int[] used = new int[moved];
      Arrays.setAll(used, p -> spread(p, moved, points.size()));
      tested.add(
          new Tested(
              group, elements, List.of(sources), settings.probes(used, field.outputs(), seed)));
    }
    PointSet all =
        PointSet.of(
            evaluated.keySet().stream()
                .map(x -> x.stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new));
    return new SymmetryTest(
        DrawnFields.of(field, all, networks, seed), field.outputs(), networks, tested);
  }

  /// For outputs that were made elsewhere at known points: inputs are moved from point to point ([TabulatedMotions]).
  ///
  /// @throws IllegalArgumentException if no element of a group carries the points to one another
  public static SymmetryTest of(
      TabulatedEnsemble table, List<SymmetryGroup> groups, Settings settings, long seed) {
    PointSet points = table.points();
    int[] all = new int[points.size()];
    Arrays.setAll(all, p -> p);
    List<Tested> tested = new ArrayList<>();
    for (SymmetryGroup group : groups) {
      group.requireActsOn(table.inputs(), table.outputs());
      if (group.movesInputs()) {
        tested.add(moved(table, group, settings, seed));
      } else {
        List<FieldTransformation> elements =
            elements(group, table.inputs(), table.outputs(), settings, seed);
        int[][] sources = new int[elements.size()][];
        Arrays.fill(sources, all);
        tested.add(
            new Tested(
                group, elements, List.of(sources), settings.probes(all, table.outputs(), seed)));
      }
    }
    return new SymmetryTest(table.samples(points), table.outputs(), table.networks(), tested);
  }

  private static Tested moved(
      TabulatedEnsemble table, SymmetryGroup group, Settings settings, long seed) {
    TabulatedMotions motions = TabulatedMotions.of(group, table, settings.elements(), seed);
    int known = motions.used().size();
    int few = Math.min(MOST_MOVED_POINTS, known);
    int[] used = new int[few];
    Arrays.setAll(used, p -> motions.used().get(spread(p, few, known)));
    int[][] sources = new int[motions.elements().size()][table.points().size()];
    for (int k = 0; k < sources.length; k++) {
      for (int p : used) {
        double[] image = motions.elements().get(k).moved(table.points().point(p));
        sources[k][p] = table.index(image).orElseThrow();
      }
    }
    return new Tested(
        group, motions.elements(), List.of(sources), settings.probes(used, table.outputs(), seed));
  }

  /// For outputs that were made elsewhere, nobody knows where: internal symmetries only.
  ///
  /// @throws IllegalArgumentException if a group moves inputs
  public static SymmetryTest ofSamples(
      FieldSamples samples, List<SymmetryGroup> groups, Settings settings, long seed) {
    List<Tested> tested = new ArrayList<>();
    int[] used = new int[samples.points()];
    Arrays.setAll(used, p -> p);
    for (SymmetryGroup group : groups) {
      if (group.movesInputs()) {
        throw new IllegalArgumentException(
            "%s needs to know the points of the samples; add points, or name the network with field"
                .formatted(group.symbol()));
      }
      List<FieldTransformation> elements = elements(group, 1, samples.outputs(), settings, seed);
      int[][] sources = new int[elements.size()][];
      Arrays.fill(sources, used);
      tested.add(
          new Tested(
              group, elements, List.of(sources), settings.probes(used, samples.outputs(), seed)));
    }
    return new SymmetryTest(samples, samples.outputs(), samples.networks(), tested);
  }

  /// Which components of the correlators are watched, under how many elements.
  ///
  /// @param orders of the correlators, each 1…6
  /// @param elements K ≥ 1 group elements per group
  /// @param components most components of each order, 1…24
  public record Settings(List<Integer> orders, int elements, int components) {
    /// Orders 1 to 4, 16 elements, 12 components of each order.
    public static final Settings STANDARD = new Settings(List.of(1, 2, 3, 4), 16, 12);

    public Settings {
      orders = orders.stream().sorted().distinct().toList();
      if (orders.isEmpty() || orders.getFirst() < 1 || orders.getLast() > 6) {
        throw new IllegalArgumentException("orders are 1 to 6, at least one; got " + orders);
      }
      if (elements < 1 || components < 1 || components > 24) {
        throw new IllegalArgumentException(
            "needs at least 1 element and 1 to 24 components of each order, got %d and %d"
                .formatted(elements, components));
      }
    }

    private List<Probe> probes(int[] points, int outputs, long seed) {
      return orders.stream()
          .flatMap(n -> Probe.choose(n, points, outputs, components, seed).stream())
          .toList();
    }
  }

  private static List<FieldTransformation> elements(
      SymmetryGroup group, int inputs, int outputs, Settings settings, long seed) {
    List<FieldTransformation> elements = new ArrayList<>();
    for (int k = 0; k < settings.elements(); k++) {
      elements.add(group.element(inputs, outputs, seed, k));
    }
    return elements;
  }

  /// Point number p of a few that are spread over all.
  private static int spread(int p, int few, int all) {
    return few == all ? p : p * (all - 1) / Math.max(1, few - 1);
  }

  private static List<Double> coordinates(double[] x) {
    return Arrays.stream(x).mapToObj(v -> v + 0.0).toList();
  }

  /// Number of networks that are used.
  public long networks() {
    return perBlock * BLOCKS;
  }

  /// How many numbers each block leaves.
  public int size() {
    return tested.stream().mapToInt(Tested::size).sum();
  }

  /// The sums of one block of networks, a function of its number alone. Safe for several threads.
  public double[] block(int block) {
    double[] sums = new double[size()];
    double[][] f = new double[samples.points() * outputs][CHUNK];
    double[][] moved = new double[f.length][CHUNK];
    double[] product = new double[CHUNK];
    for (long done = 0; done < perBlock; done += CHUNK) {
      int n = (int) Math.min(CHUNK, perBlock - done);
      samples.read(block * perBlock + done, n, f);
      int offset = 0;
      for (Tested t : tested) {
        accumulate(t, f, moved, product, n, sums, offset);
        offset += t.size();
      }
    }
    return sums;
  }

  private void accumulate(
      Tested t,
      double[][] f,
      double[][] moved,
      double[] product,
      int n,
      double[] sums,
      int offset) {
    int stride = 2 + t.elements.size();
    double[][] own = new double[t.probes.size()][];
    for (int c = 0; c < own.length; c++) {
      product(t.probes.get(c), f, product, n);
      own[c] = Arrays.copyOf(product, n);
      for (double o : own[c]) {
        sums[offset + c * stride] += o;
        sums[offset + c * stride + 1] += Math.abs(o);
      }
    }
    for (int k = 0; k < t.elements.size(); k++) {
      transform(t.elements.get(k).outputs(), t.sources.get(k), f, moved, n);
      for (int c = 0; c < own.length; c++) {
        product(t.probes.get(c), moved, product, n);
        double sum = 0;
        for (int i = 0; i < n; i++) {
          sum += product[i] - own[c][i];
        }
        sums[offset + c * stride + 2 + k] += sum;
      }
    }
  }

  private static void product(Probe probe, double[][] f, double[] product, int n) {
    Arrays.fill(product, 0, n, 1);
    for (int s : probe.symbols()) {
      double[] leg = f[s];
      for (int i = 0; i < n; i++) {
        product[i] *= leg[i];
      }
    }
  }

  /// moved_a(x_p) = Σ_b M_ab f_b(Ax_p + c).
  private void transform(double[][] m, int[] sources, double[][] f, double[][] moved, int n) {
    for (int p = 0; p < sources.length; p++) {
      for (int a = 0; a < outputs; a++) {
        double[] to = moved[p * outputs + a];
        Arrays.fill(to, 0, n, 0);
        for (int b = 0; b < outputs; b++) {
          double factor = m[a][b];
          if (factor != 0) {
            double[] from = f[sources[p] * outputs + b];
            for (int i = 0; i < n; i++) {
              to[i] = Math.fma(factor, from[i], to[i]);
            }
          }
        }
      }
    }
  }

  /// What the blocks say, group by group.
  ///
  /// @param blocks all [#BLOCKS] of them, in order. Not modified.
  /// @param exact what exact theory says, if it is known
  public List<SymmetryMeasurement> measurements(
      double[][] blocks, Optional<ExactDifference> exact) {
    if (blocks.length != BLOCKS) {
      throw new IllegalArgumentException(
          "a symmetry test needs all %d blocks, got %d".formatted(BLOCKS, blocks.length));
    }
    List<SymmetryMeasurement> result = new ArrayList<>();
    int offset = 0;
    for (Tested t : tested) {
      int from = offset;
      double[][] own =
          Arrays.stream(blocks)
              .map(sums -> Arrays.copyOfRange(sums, from, from + t.size()))
              .toArray(double[][]::new);
      result.add(SymmetryMeasurement.of(t, own, perBlock, outputs, exact));
      offset += t.size();
    }
    return result;
  }

  /// Draws and measures everything here and now, on one thread.
  public List<SymmetryMeasurement> run() {
    double[][] blocks = new double[BLOCKS][];
    Arrays.setAll(blocks, this::block);
    return measurements(blocks, Optional.empty());
  }
}
