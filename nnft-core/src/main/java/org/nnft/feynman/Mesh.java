package org.nnft.feynman;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nnft.feynman.Integrand.Leg;

/// Propagators at the nodes of one rule, and integrals over several points by summing over one after the other.
///
/// A point with one neighbour costs Q² products for Q nodes, one with two neighbours Q³; a part in which every point
/// that is left has three is not summed.
final class Mesh {
  private final DiagramIntegral theory;
  private final BoxRule rule;
  private final Map<Leg, double[]> legs = new HashMap<>();
  private final Map<String, double[]> tadpoles = new HashMap<>();
  private final Map<String, double[]> densities = new HashMap<>();
  private final Map<String, double[][]> pairs = new HashMap<>();

  Mesh(DiagramIntegral theory, BoxRule rule) {
    this.theory = theory;
    this.rule = rule;
  }

  int size() {
    return rule.nodes().size();
  }

  private double[] leg(Leg leg) {
    double[] x = theory.point(leg.point());
    return legs.computeIfAbsent(
        leg,
        _ -> rule.nodes().stream().mapToDouble(y -> theory.line(leg.field()).at(x, y)).toArray());
  }

  private double[] tadpole(String field) {
    return tadpoles.computeIfAbsent(
        field, _ -> rule.nodes().stream().mapToDouble(y -> theory.line(field).at(y, y)).toArray());
  }

  private double[] density(String symbol) {
    return densities.computeIfAbsent(
        symbol, _ -> rule.nodes().stream().mapToDouble(theory.density(symbol)).toArray());
  }

  private double[][] pair(String field) {
    return pairs.computeIfAbsent(
        field,
        _ -> {
          List<double[]> y = rule.nodes();
          double[][] k = new double[size()][size()];
          for (int q = 0; q < k.length; q++) {
            for (int r = 0; r <= q; r++) {
              k[q][r] = theory.line(field).at(y.get(q), y.get(r));
              k[r][q] = k[q][r];
            }
          }
          return k;
        });
  }

  double integral(Integrand integrand) {
    int m = integrand.part().size();
    double[][] single = new double[m][];
    for (int p = 0; p < m; p++) {
      single[p] = single(integrand, p);
    }
    double[][][][] joint = new double[m][m][][];
    for (Line line : integrand.part().lines()) {
      if (line.from() != line.to()) {
        double[][] k = pair(line.field());
        join(joint, line.from(), line.to(), k);
      }
    }
    Set<Integer> left = new LinkedHashSet<>();
    for (int p = 0; p < m; p++) {
      left.add(p);
    }
    double product = 1;
    while (!left.isEmpty()) {
      int point = Elimination.next(left, (a, b) -> joint[a][b] != null).orElseThrow();
      left.remove(point);
      int[] near = left.stream().mapToInt(b -> b).filter(b -> joint[point][b] != null).toArray();
      switch (near.length) {
        case 0 -> product *= Arrays.stream(single[point]).sum();
        case 1 -> absorb(single[near[0]], joint[near[0]][point], single[point]);
        default ->
            join(
                joint,
                near[0],
                near[1],
                through(joint[near[0]][point], single[point], joint[point][near[1]]));
      }
    }
    return product;
  }

  /// Weight, coupling, tadpoles and external legs of one point.
  private double[] single(Integrand integrand, int point) {
    double[] product = new double[size()];
    Arrays.setAll(product, rule::weight);
    String density = integrand.part().densities().get(point);
    if (!density.isEmpty()) {
      multiply(product, density(density));
    }
    for (Line line : integrand.part().lines()) {
      if (line.from() == point && line.to() == point) {
        multiply(product, tadpole(line.field()));
      }
    }
    integrand.legs().get(point).forEach(leg -> multiply(product, leg(leg)));
    return product;
  }

  private static void multiply(double[] product, double[] factor) {
    for (int q = 0; q < product.length; q++) {
      product[q] *= factor[q];
    }
  }

  /// Multiplies what joins two points by another factor.
  private static void join(double[][][][] joint, int a, int b, double[][] factor) {
    int n = factor.length;
    double[][] forth = new double[n][n];
    double[][] back = new double[n][n];
    for (int q = 0; q < n; q++) {
      for (int r = 0; r < n; r++) {
        forth[q][r] = factor[q][r] * (joint[a][b] == null ? 1 : joint[a][b][q][r]);
        back[r][q] = forth[q][r];
      }
    }
    joint[a][b] = forth;
    joint[b][a] = back;
  }

  private static void absorb(double[] into, double[][] line, double[] from) {
    for (int q = 0; q < into.length; q++) {
      double sum = 0;
      for (int r = 0; r < from.length; r++) {
        sum = Math.fma(line[q][r], from[r], sum);
      }
      into[q] *= sum;
    }
  }

  private static double[][] through(double[][] left, double[] middle, double[][] right) {
    int n = middle.length;
    double[][] product = new double[n][n];
    for (int q = 0; q < n; q++) {
      for (int s = 0; s < n; s++) {
        double factor = left[q][s] * middle[s];
        for (int r = 0; r < n; r++) {
          product[q][r] = Math.fma(factor, right[s][r], product[q][r]);
        }
      }
    }
    return product;
  }

  /// The order in which points are summed over.
  static final class Elimination {

    @FunctionalInterface
    interface Joined {
      boolean test(int a, int b);
    }

    private Elimination() {}

    /// The point with the fewest neighbours among those left, if it has at most two.
    static Optional<Integer> next(Set<Integer> left, Joined joined) {
      int best = -1;
      long fewest = 3;
      for (int point : left) {
        long near = left.stream().filter(b -> b != point && joined.test(point, b)).count();
        if (near < fewest) {
          fewest = near;
          best = point;
        }
      }
      return best < 0 ? Optional.empty() : Optional.of(best);
    }

    /// Whether all points can be summed over.
    static boolean isPossible(DiagramParts.Part part) {
      boolean[][] joined = new boolean[part.size()][part.size()];
      for (Line line : part.lines()) {
        joined[line.from()][line.to()] = true;
        joined[line.to()][line.from()] = true;
      }
      Set<Integer> left = new LinkedHashSet<>();
      for (int p = 0; p < part.size(); p++) {
        left.add(p);
      }
      while (!left.isEmpty()) {
        Optional<Integer> next = next(left, (a, b) -> joined[a][b]);
        if (next.isEmpty()) {
          return false;
        }
        int point = next.get();
        left.remove(point);
        for (int a : left) {
          for (int b : left) {
            joined[a][b] |= a != b && joined[a][point] && joined[point][b];
          }
        }
      }
      return true;
    }
  }
}
