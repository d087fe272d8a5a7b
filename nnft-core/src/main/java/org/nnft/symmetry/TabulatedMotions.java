package org.nnft.symmetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.nnft.ensemble.TabulatedEnsemble;
import org.nnft.field.PointSet;

/// Elements of a group that carry points of a table to points of it: all that can be asked of networks that were drawn
/// elsewhere.
///
/// | group | elements |
/// |---|---|
/// | translations | differences of points |
/// | O(d), SO(d) | permutations of axes with signs |
/// | finite groups | their own |
/// | scalings | ratios of distances from 0 |
///
/// Elements are taken that share points, those first that move most.
///
/// @param elements at least one
/// @param used points of the table that every element carries to another of it
record TabulatedMotions(List<FieldTransformation> elements, List<Integer> used) {
  private static final int DRAWS = 256;
  private static final int FEWEST = 2;

  TabulatedMotions {
    elements = List.copyOf(elements);
    used = List.copyOf(used);
  }

  private record Candidate(FieldTransformation element, List<Integer> points) {}

  /// @param most elements
  /// @throws IllegalArgumentException if no element of the group carries a point to another of the table
  static TabulatedMotions of(SymmetryGroup group, TabulatedEnsemble table, int most, long seed) {
    List<Candidate> candidates =
        candidates(group, table, seed).stream()
            .map(element -> new Candidate(element, points(element, table)))
            .filter(c -> c.points().stream().anyMatch(p -> moves(c.element(), table, p)))
            .sorted(Comparator.comparingInt(c -> -c.points().size()))
            .toList();
    if (candidates.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: no element that can be tried carries the %d points of the samples to one another; take samples at points of a grid, or name the network with field"
              .formatted(group.symbol(), table.points().size()));
    }
    List<FieldTransformation> elements = new ArrayList<>();
    List<Integer> used = candidates.getFirst().points();
    int fewest = Math.min(FEWEST, used.size());
    for (Candidate candidate : candidates) {
      List<Integer> shared = used.stream().filter(candidate.points()::contains).toList();
      if (shared.size() >= fewest && elements.size() < most) {
        elements.add(candidate.element());
        used = shared;
      }
    }
    return new TabulatedMotions(elements, used);
  }

  private static List<Integer> points(FieldTransformation element, TabulatedEnsemble table) {
    return IntStream.range(0, table.points().size())
        .filter(p -> table.sees(element.moved(table.points().point(p))))
        .boxed()
        .toList();
  }

  private static boolean moves(FieldTransformation element, TabulatedEnsemble table, int p) {
    OptionalInt at = table.index(element.moved(table.points().point(p)));
    return at.isPresent() && at.getAsInt() != p;
  }

  private static List<FieldTransformation> candidates(
      SymmetryGroup group, TabulatedEnsemble table, long seed) {
    return switch (group) {
      case SymmetryGroup.OnInputs(MatrixGroup g) -> linear(g, table, seed);
      case SymmetryGroup.Translations _ -> translations(table);
      case SymmetryGroup.Euclidean(int d, double _) -> {
        List<FieldTransformation> all = new ArrayList<>(translations(table));
        all.addAll(linear(new MatrixGroup.Orthogonal(d), table, seed));
        yield all;
      }
      case SymmetryGroup.Scalings(double degree, double _) -> scalings(table, degree);
      case SymmetryGroup.OnOutputs _ ->
          throw new IllegalArgumentException(group.symbol() + " moves no points");
    };
  }

  private static List<FieldTransformation> linear(
      MatrixGroup group, TabulatedEnsemble table, long seed) {
    double[][] outputs = Matrices.identity(table.outputs());
    HaarMeasure measure = HaarMeasure.of(gridded(group), seed);
    List<double[][]> found = new ArrayList<>();
    for (int k = 0; k < DRAWS; k++) {
      double[][] g = measure.element(k);
      boolean fits = !isSpecial(group) || isEven(g);
      if (fits && found.stream().noneMatch(other -> Arrays.deepEquals(other, g))) {
        found.add(g);
      }
    }
    return found.stream()
        .map(
            g ->
                new FieldTransformation(
                    outputs, Matrices.transposed(g), new double[group.dimension()]))
        .toList();
  }

  private static boolean isSpecial(MatrixGroup group) {
    return group instanceof MatrixGroup.SpecialOrthogonal
        || group instanceof MatrixGroup.Fixing(MatrixGroup inner, int _) && isSpecial(inner);
  }

  /// The elements of a group that a grid of points may know.
  private static MatrixGroup gridded(MatrixGroup group) {
    return switch (group) {
      case MatrixGroup.Orthogonal(int n) -> new MatrixGroup.Hyperoctahedral(n);
      case MatrixGroup.SpecialOrthogonal(int n) -> new MatrixGroup.Hyperoctahedral(n);
      case MatrixGroup.Fixing(MatrixGroup inner, int fixed) ->
          new MatrixGroup.Fixing(gridded(inner), fixed);
      case MatrixGroup.Unitary _, MatrixGroup.SpecialUnitary _, MatrixGroup.Symplectic _ ->
          throw new IllegalArgumentException(
              "%s on inputs cannot be tried on samples at given points; ask for a finite group, or name the network with field"
                  .formatted(group.symbol()));
      case MatrixGroup.Permutations _,
          MatrixGroup.Hyperoctahedral _,
          MatrixGroup.Reflections _,
          MatrixGroup.Parity _ ->
          group;
    };
  }

  /// Whether the determinant of a permutation with signs is 1.
  private static boolean isEven(double[][] g) {
    boolean even = true;
    int[] column = new int[g.length];
    for (int i = 0; i < g.length; i++) {
      for (int j = 0; j < g.length; j++) {
        if (g[i][j] != 0) {
          column[i] = j;
          even ^= g[i][j] < 0;
        }
      }
      for (int k = 0; k < i; k++) {
        even ^= column[k] > column[i];
      }
    }
    return even;
  }

  private static List<FieldTransformation> translations(TabulatedEnsemble table) {
    PointSet points = table.points();
    double[][] outputs = Matrices.identity(table.outputs());
    double[][] inputs = Matrices.identity(points.dimension());
    List<double[]> shifts = new ArrayList<>();
    for (int p = 0; p < points.size(); p++) {
      for (int q = 0; q < points.size(); q++) {
        double[] shift = new double[points.dimension()];
        for (int k = 0; k < shift.length; k++) {
          shift[k] = points.at(q, k) - points.at(p, k);
        }
        if (p != q && shifts.stream().noneMatch(known -> near(known, shift))) {
          shifts.add(shift);
        }
      }
    }
    return shifts.stream().map(c -> new FieldTransformation(outputs, inputs, c)).toList();
  }

  private static boolean near(double[] a, double[] b) {
    return IntStream.range(0, a.length).allMatch(k -> Math.abs(a[k] - b[k]) < 1e-9);
  }

  private static List<FieldTransformation> scalings(TabulatedEnsemble table, double degree) {
    PointSet points = table.points();
    double[][] outputs = Matrices.identity(table.outputs());
    double[][] inputs = Matrices.identity(points.dimension());
    List<Double> ratios = new ArrayList<>();
    for (int p = 0; p < points.size(); p++) {
      for (int q = 0; q < points.size(); q++) {
        double λ = length(points.point(q)) / length(points.point(p));
        boolean known = ratios.stream().anyMatch(r -> Math.abs(r - λ) < 1e-9);
        if (p != q && λ > 0 && Double.isFinite(λ) && λ != 1 && !known) {
          ratios.add(λ);
        }
      }
    }
    return ratios.stream()
        .map(
            λ ->
                new FieldTransformation(
                    Matrices.scaled(Math.pow(λ, -degree), outputs),
                    Matrices.scaled(λ, inputs),
                    new double[points.dimension()]))
        .toList();
  }

  private static double length(double[] x) {
    return Math.sqrt(Arrays.stream(x).map(v -> v * v).sum());
  }
}
