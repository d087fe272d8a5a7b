package org.nnft.symmetry;

import java.util.ArrayList;
import java.util.List;

/// What generates a matrix group: one element, or a one-parameter subgroup e^(tT).
public abstract sealed class GroupGenerator {
  private final String name;
  private final double[][] matrix;

  private GroupGenerator(String name, double[][] matrix) {
    this.name = name;
    this.matrix = matrix;
  }

  /// A single element.
  public static final class Element extends GroupGenerator {
    Element(String name, double[][] matrix) {
      super(name, matrix);
    }
  }

  /// An antisymmetric matrix T; the group holds e^(tT) for every real t.
  public static final class Infinitesimal extends GroupGenerator {
    Infinitesimal(String name, double[][] matrix) {
      super(name, matrix);
    }
  }

  /// In words.
  public String name() {
    return name;
  }

  /// The element, or T. Not a copy.
  double[][] matrix() {
    return matrix;
  }

  /// A set of generators of a group.
  public static List<GroupGenerator> of(MatrixGroup group) {
    return switch (group) {
      case MatrixGroup.Orthogonal(int n) -> {
        List<GroupGenerator> all = rotations(n);
        all.add(flip(n, 0));
        yield all;
      }
      case MatrixGroup.SpecialOrthogonal(int n) -> rotations(n);
      case MatrixGroup.Unitary(int n) -> {
        List<GroupGenerator> all = unitary(n);
        for (int a = 0; a < n; a++) {
          double[][] t = new double[2 * n][2 * n];
          place(t, a, a, 2, complexUnit(1), 1);
          all.add(new Infinitesimal("phase of component %d".formatted(a + 1), t));
        }
        yield all;
      }
      case MatrixGroup.SpecialUnitary(int n) -> {
        List<GroupGenerator> all = unitary(n);
        for (int a = 0; a + 1 < n; a++) {
          double[][] t = new double[2 * n][2 * n];
          place(t, a, a, 2, complexUnit(1), 1);
          place(t, a + 1, a + 1, 2, complexUnit(1), -1);
          all.add(
              new Infinitesimal("opposite phases of components %d, %d".formatted(a + 1, a + 2), t));
        }
        yield all;
      }
      case MatrixGroup.Symplectic(int n) -> symplectic(n);
      case MatrixGroup.Permutations(int n) -> transpositions(n);
      case MatrixGroup.Hyperoctahedral(int n) -> {
        List<GroupGenerator> all = transpositions(n);
        all.add(flip(n, 0));
        yield all;
      }
      case MatrixGroup.Reflections(int n) -> {
        List<GroupGenerator> all = new ArrayList<>();
        for (int a = 0; a < n; a++) {
          all.add(flip(n, a));
        }
        yield all;
      }
      case MatrixGroup.Parity(int n) ->
          List.of(new Element("sign of everything", Matrices.scaled(-1, Matrices.identity(n))));
      case MatrixGroup.Fixing(MatrixGroup inner, int fixed) ->
          of(inner).stream().map(g -> shifted(g, fixed)).toList();
    };
  }

  private static List<GroupGenerator> rotations(int n) {
    List<GroupGenerator> all = new ArrayList<>();
    for (int a = 0; a < n; a++) {
      for (int b = a + 1; b < n; b++) {
        double[][] t = new double[n][n];
        t[a][b] = -1;
        t[b][a] = 1;
        all.add(new Infinitesimal("rotation in plane (%d, %d)".formatted(a + 1, b + 1), t));
      }
    }
    return all;
  }

  /// What U(n) and SU(n) share: (E_ab − E_ba) and i(E_ab + E_ba).
  private static List<GroupGenerator> unitary(int n) {
    List<GroupGenerator> all = new ArrayList<>();
    for (int a = 0; a < n; a++) {
      for (int b = a + 1; b < n; b++) {
        for (int unit = 0; unit < 2; unit++) {
          double[][] t = new double[2 * n][2 * n];
          place(t, a, b, 2, complexUnit(unit), unit == 0 ? -1 : 1);
          place(t, b, a, 2, complexUnit(unit), 1);
          all.add(
              new Infinitesimal(
                  "%s rotation of complex components %d, %d"
                      .formatted(unit == 0 ? "real" : "imaginary", a + 1, b + 1),
                  t));
        }
      }
    }
    return all;
  }

  private static List<GroupGenerator> symplectic(int n) {
    List<GroupGenerator> all = new ArrayList<>();
    String units = "1ijk";
    for (int a = 0; a < n; a++) {
      for (int b = a; b < n; b++) {
        for (int unit = a == b ? 1 : 0; unit < 4; unit++) {
          double[][] t = new double[4 * n][4 * n];
          place(t, a, b, 4, Quaternions.right(unit), unit == 0 ? -1 : 1);
          if (a != b) {
            place(t, b, a, 4, Quaternions.right(unit), 1);
          }
          all.add(
              new Infinitesimal(
                  "unit %s on quaternions %d, %d".formatted(units.charAt(unit), a + 1, b + 1), t));
        }
      }
    }
    return all;
  }

  private static double[][] complexUnit(int unit) {
    return unit == 0 ? Matrices.identity(2) : new double[][] {{0, -1}, {1, 0}};
  }

  private static void place(double[][] t, int a, int b, int size, double[][] block, double factor) {
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        t[a * size + i][b * size + j] = factor * block[i][j];
      }
    }
  }

  private static List<GroupGenerator> transpositions(int n) {
    List<GroupGenerator> all = new ArrayList<>();
    for (int a = 0; a + 1 < n; a++) {
      double[][] g = Matrices.identity(n);
      g[a] = unit(n, a + 1);
      g[a + 1] = unit(n, a);
      all.add(new Element("exchange of components %d, %d".formatted(a + 1, a + 2), g));
    }
    return all;
  }

  private static GroupGenerator flip(int n, int component) {
    double[][] g = Matrices.identity(n);
    g[component][component] = -1;
    return new Element("sign of component " + (component + 1), g);
  }

  private static double[] unit(int n, int component) {
    double[] e = new double[n];
    e[component] = 1;
    return e;
  }

  private static GroupGenerator shifted(GroupGenerator generator, int fixed) {
    return switch (generator) {
      case Element g -> new Element(named(g), embedded(g.matrix(), fixed, 1));
      case Infinitesimal t -> new Infinitesimal(named(t), embedded(t.matrix(), fixed, 0));
    };
  }

  private static String named(GroupGenerator generator) {
    return generator.name() + ", counted after the fixed ones";
  }

  private static double[][] embedded(double[][] g, int fixed, double diagonal) {
    int n = g.length + fixed;
    double[][] all = Matrices.scaled(diagonal, Matrices.identity(n));
    for (int i = 0; i < g.length; i++) {
      System.arraycopy(g[i], 0, all[i + fixed], fixed, g.length);
    }
    return all;
  }
}
