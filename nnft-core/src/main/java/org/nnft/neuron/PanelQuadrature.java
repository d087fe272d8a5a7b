package org.nnft.neuron;

import java.util.Arrays;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.nnft.math.NormalPanels;
import org.nnft.network.Expression;
import org.nnft.statistics.SymmetricSums;

/// Moments of a unit with kinks by Gauss–Legendre panels that end at them, for Q of rank 1 or 2.
///
///     z_p = L_p1 ξ + L_p2 η,   ξ, η ~ N(0, 1):   z_p = k is a line for every point p and kink k
///
/// Along η the integrand is analytic between lines. The integral over η is analytic in ξ until two lines cross, where
/// their order along η changes, or one runs along η; nearly so where it does steeply, over a distance L_p2/L_p1. So panels in
/// ξ end at all crossings and around steep lines, panels in η at all lines. Each is cut in two until no moment
/// changes by more than [#CHANGE] of the largest of its order; the last change is the stated error, far above the error
/// of a rule of 16 nodes that converges.
///
/// Cost: for six points and a kink at 0 some 10⁶ nodes. Derivation: the integrand is one analytic function on every cell
/// of the arrangement of lines.
final class PanelQuadrature {
  private static final double CHANGE = 1e-10;

  /// A larger last change is not called exact.
  private static final double WORST_CHANGE = 1e-8;

  private static final int MOST_CUTS = 8;
  private static final double REACH = 9;
  private static final double WIDTH = 2;

  /// Panels end where a steep line is so many of its own widths away.
  private static final double[] AROUND = {0, 1, -1, 2, -2, 4, -4, 8, -8};

  /// Nodes times numbers per node: some seconds.
  private static final double MOST_PRODUCTS = 4e9;

  private final Expression g;
  private final SymmetricSums layout;
  private final double[][] factor;
  private final int rank;
  private final double furthest;
  private final double[] kinks;

  private PanelQuadrature(Expression g, GaussianCoordinates z, SymmetricSums layout) {
    this.g = g;
    this.layout = layout;
    this.factor = z.factor();
    this.rank = z.rank();
    double largest =
        Arrays.stream(factor)
            .mapToDouble(row -> Arrays.stream(row).map(l -> l * l).sum())
            .max()
            .orElse(0);
    this.furthest = REACH * Math.sqrt(largest);
    this.kinks = g.kinks(furthest);
  }

  /// Moments and bounds on their errors.
  static final class Moments {
    private final double[] values;
    private final double[] errors;

    private Moments(double[] values, double[] errors) {
      this.values = values;
      this.errors = errors;
    }

    /// Not to be modified.
    double[] values() {
      return values;
    }

    /// Not to be modified.
    double[] errors() {
      return errors;
    }
  }

  /// @param g analytic but for kinks and branch points
  /// @param q covariance of the pre-activations. Not modified.
  /// @return empty if the rank is not 1 or 2, there are branch points, it would need too many nodes, or panels do not converge
  static Optional<Moments> moments(Expression g, double[][] q, SymmetricSums layout) {
    GaussianCoordinates z = GaussianCoordinates.of(q);
    if (z.rank() < 1 || z.rank() > 2) {
      return Optional.empty();
    }
    var rule = new PanelQuadrature(g, z, layout);
    if (g.branchPoints(rule.furthest).length > 0) {
      return Optional.empty();
    }
    double[] coarse = {};
    for (int cuts = 1; cuts <= MOST_CUTS; cuts *= 2) {
      if (!rule.isAffordable(cuts)) {
        return Optional.empty();
      }
      double[] fine = rule.at(cuts);
      if (coarse.length > 0) {
        Moments moments = rule.compared(coarse, fine);
        double worst = rule.worst(moments);
        if (worst <= CHANGE || cuts == MOST_CUTS && worst <= WORST_CHANGE) {
          return Optional.of(moments);
        }
      }
      coarse = fine;
    }
    return Optional.empty();
  }

  /// The finer moments, with the largest change of each order as their error.
  private Moments compared(double[] coarse, double[] fine) {
    double[] errors = new double[fine.length];
    for (int n = 1; n <= layout.highestOrder(); n++) {
      int from = layout.offset(n);
      int to = from + layout.index(n).count();
      double change = NeuronMoments.QUADRATURE_TOLERANCE * largest(fine, n);
      for (int c = from; c < to; c++) {
        change = Math.max(change, Math.abs(fine[c] - coarse[c]));
      }
      Arrays.fill(errors, from, to, change);
    }
    return new Moments(fine, errors);
  }

  private double largest(double[] values, int n) {
    int from = layout.offset(n);
    double largest = 1e-3;
    for (int c = from; c < from + layout.index(n).count(); c++) {
      largest = Math.max(largest, Math.abs(values[c]));
    }
    return largest;
  }

  private double worst(Moments moments) {
    double worst = 0;
    for (int n = 1; n <= layout.highestOrder(); n++) {
      worst = Math.max(worst, moments.errors[layout.offset(n)] / largest(moments.values, n));
    }
    return worst;
  }

  private boolean isAffordable(int cuts) {
    double nodes = (double) outer().length * cuts * NormalPanels.NODES;
    if (rank == 2) {
      double panels = 2 * REACH / WIDTH + (double) kinks.length * factor.length;
      nodes *= panels * cuts * NormalPanels.NODES;
    }
    // A value of an expression costs some ten products.
    return nodes * (layout.size() + 10.0 * factor.length) <= MOST_PRODUCTS;
  }

  private double[] at(int cuts) {
    MomentSum sum = new MomentSum(layout);
    double[] h = new double[factor.length];
    NormalPanels.forEach(
        outer(),
        cuts,
        (ξ, w) -> {
          if (rank == 1) {
            add(ξ, 0, w, h, sum);
          } else {
            NormalPanels.forEach(inner(ξ), cuts, (η, v) -> add(ξ, η, w * v, h, sum));
          }
        });
    return sum.sums();
  }

  private void add(double ξ, double η, double weight, double[] h, MomentSum sum) {
    for (int p = 0; p < h.length; p++) {
      double z = factor[p][0] * ξ;
      h[p] = g.at(rank == 2 ? Math.fma(factor[p][1], η, z) : z);
    }
    sum.add(weight, h);
  }

  /// Ends of panels in ξ.
  private double[] outer() {
    SortedSet<Double> edges = equidistant(REACH);
    for (double[] l : factor) {
      for (double k : kinks) {
        for (double c : AROUND) {
          double steepness = rank == 2 ? l[1] : 0;
          put((k + c * steepness) / l[0], REACH, edges);
        }
        if (rank == 2) {
          crossings(l, k, edges);
        }
      }
    }
    return array(edges);
  }

  /// l·(ξ, η) = k and m·(ξ, η) = κ for all other lines.
  private void crossings(double[] l, double k, SortedSet<Double> edges) {
    for (double[] m : factor) {
      for (double κ : kinks) {
        put((k * m[1] - κ * l[1]) / (l[0] * m[1] - m[0] * l[1]), REACH, edges);
      }
    }
  }

  /// Ends of panels in η, within the circle of radius [#REACH].
  private double[] inner(double ξ) {
    double reach = Math.sqrt(Math.max(0, REACH * REACH - ξ * ξ));
    SortedSet<Double> edges = equidistant(reach);
    for (double[] l : factor) {
      for (double k : kinks) {
        put((k - l[0] * ξ) / l[1], reach, edges);
      }
    }
    return array(edges);
  }

  private static SortedSet<Double> equidistant(double reach) {
    SortedSet<Double> edges = new TreeSet<>();
    int panels = Math.max(1, (int) Math.ceil(2 * reach / WIDTH));
    for (int e = 0; e <= panels; e++) {
      edges.add(reach * (2.0 * e / panels - 1));
    }
    return edges;
  }

  /// Parallel lines do not cross: a quotient that is no number within reach is left out.
  private static void put(double edge, double reach, SortedSet<Double> edges) {
    if (Math.abs(edge) < reach) {
      edges.add(edge);
    }
  }

  private static double[] array(SortedSet<Double> edges) {
    return edges.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
