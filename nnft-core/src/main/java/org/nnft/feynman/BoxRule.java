package org.nnft.feynman;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/// Nodes and weights for ∫ dᵈy over the box abs(yᵢ) ≤ Λ.
///
/// The box is cut into the 2d pyramids between the origin and a face: y = s(±1, u) with u ∈ [−1, 1]ᵈ⁻¹ and
/// dᵈy = sᵈ⁻¹ ds dᵈ⁻¹u. Kernels of networks have their kinks at the origin, on the rays through the external points
/// and at these points themselves, so that panels in s end at their distances, and panels in u where their rays
/// meet a face. In d = 1 and 2 every kink is on an edge; in d = 3 a ray is a corner. Panels in s otherwise double
/// from one to the next, which resolves any scale between that of the points and Λ.
public final class BoxRule {
  /// Rules from coarse to fine.
  public static final int LEVELS = 5;

  static final String DIVERGES =
      "the vertex integral diverges: K_W(x, y) does not fall off for large y; choose a finite cutoff Λ";

  /// Nodes for each panel: a rule and the one that it is compared with are neighbours.
  private static final int[] NODES = {6, 8, 12, 18, 28};

  /// A homogeneous integrand is a polynomial in s, exact with these nodes to degree 15.
  private static final int HOMOGENEOUS = 8;

  private final List<double[]> nodes = new ArrayList<>();
  private final List<Double> weights = new ArrayList<>();

  private final List<Double> edges;

  private final double[][] externals;
  private final GaussIntegrator radial;
  private final GaussIntegrator face;

  private BoxRule(double[][] externals, List<Double> edges, int radialNodes, int faceNodes) {
    this.externals = externals;
    this.edges = edges;
    GaussIntegratorFactory factory = new GaussIntegratorFactory();
    this.radial = factory.legendre(radialNodes);
    this.face = factory.legendre(faceNodes);
  }

  /// Edges of the panels in s: 0, the distances of the points, and powers of 2 times the cutoff.
  ///
  /// @param homogeneous one panel is exact
  public static List<Double> edges(double[][] externals, double cutoff, boolean homogeneous) {
    TreeSet<Double> edges = new TreeSet<>(List.of(0.0, cutoff));
    if (!homogeneous) {
      double farthest = 0;
      for (double[] x : externals) {
        double distance = distance(x);
        farthest = Math.max(farthest, distance);
        if (distance > 0 && distance < cutoff) {
          edges.add(distance);
        }
      }
      double smallest = farthest == 0 ? 0x1p-20 * cutoff : Math.min(farthest, cutoff) / 2;
      for (double edge = cutoff / 2; edge > smallest; edge /= 2) {
        edges.add(edge);
      }
    }
    return List.copyOf(edges);
  }

  /// The maximum norm.
  public static double distance(double[] x) {
    double largest = 0;
    for (double component : x) {
      largest = Math.max(largest, Math.abs(component));
    }
    return largest;
  }

  /// The rule of a level.
  ///
  /// @param externals points at which there are kinks. Not modified.
  /// @param edges of the panels in s; a single one stands for the surface of the box there
  /// @param homogeneous whether the integrand is a polynomial in s
  /// @param level 0 … LEVELS − 1
  public static BoxRule of(
      double[][] externals, List<Double> edges, boolean homogeneous, int level) {
    return of(externals, edges, homogeneous ? HOMOGENEOUS : NODES[level], NODES[level]);
  }

  /// The rule of a level on the surface of the box.
  ///
  /// @param externals points at which there are kinks. Not modified.
  public static BoxRule surface(double[][] externals, double box, int level) {
    return of(externals, List.of(box), 1, NODES[level]);
  }

  /// The radius beyond which ∫ K_W² is nothing, by doubling.
  ///
  /// @param externals Not modified.
  /// @throws IllegalArgumentException if there is none
  public static double outer(VertexKernel kernel, double[][] externals) {
    double start = Arrays.stream(externals).mapToDouble(BoxRule::distance).max().orElse(0);
    double from = start == 0 ? 1 : start;
    double[] inside = new double[externals.length];
    for (int doubling = 0; doubling < 60; doubling++) {
      List<Double> shell = doubling == 0 ? List.of(0.0, from) : List.of(from / 2, from);
      BoxRule rule = of(externals, shell, 16, 8);
      boolean nothing = doubling > 0;
      for (int i = 0; i < externals.length; i++) {
        double more = 0;
        for (int q = 0; q < rule.nodes.size(); q++) {
          double k = kernel.at(externals[i], rule.nodes.get(q));
          more += rule.weights.get(q) * k * k;
        }
        inside[i] += more;
        nothing &= more <= 1e-17 * inside[i];
      }
      if (nothing) {
        return from;
      }
      from *= 2;
    }
    throw new IllegalArgumentException(DIVERGES);
  }

  static BoxRule of(double[][] externals, List<Double> edges, int radialNodes, int faceNodes) {
    BoxRule rule = new BoxRule(externals, edges, radialNodes, faceNodes);
    int d = externals[0].length;
    for (int axis = 0; axis < d; axis++) {
      for (int sign = -1; sign <= 1; sign += 2) {
        rule.pyramid(axis, sign, new double[d], 0, 1);
      }
    }
    return rule;
  }

  /// Fixes one coordinate u after the other, then walks along s.
  private void pyramid(int axis, int sign, double[] u, int coordinate, double weight) {
    if (coordinate == u.length) {
      u[axis] = sign;
      ray(u, weight);
      return;
    }
    if (coordinate == axis) {
      pyramid(axis, sign, u, coordinate + 1, weight);
      return;
    }
    List<Double> cuts = cuts(axis, sign, coordinate);
    for (int panel = 1; panel < cuts.size(); panel++) {
      double half = (cuts.get(panel) - cuts.get(panel - 1)) / 2;
      for (int j = 0; j < face.getNumberOfPoints(); j++) {
        u[coordinate] = cuts.get(panel - 1) + half * (1 + face.getPoint(j));
        pyramid(axis, sign, u, coordinate + 1, weight * half * face.getWeight(j));
      }
    }
  }

  private List<Double> cuts(int axis, int sign, int coordinate) {
    TreeSet<Double> cuts = new TreeSet<>(List.of(-1.0, 0.0, 1.0));
    for (double[] x : externals) {
      if (Math.abs(x[axis]) == distance(x) && x[axis] != 0) {
        cuts.add(sign * x[coordinate] / x[axis] + 0.0);
      }
    }
    return List.copyOf(cuts);
  }

  private void ray(double[] u, double weight) {
    if (edges.size() == 1) {
      add(u, edges.getFirst(), weight);
      return;
    }
    for (int panel = 1; panel < edges.size(); panel++) {
      double half = (edges.get(panel) - edges.get(panel - 1)) / 2;
      for (int j = 0; j < radial.getNumberOfPoints(); j++) {
        double s = edges.get(panel - 1) + half * (1 + radial.getPoint(j));
        add(u, s, weight * half * radial.getWeight(j));
      }
    }
  }

  private void add(double[] u, double s, double weight) {
    double[] y = new double[u.length];
    for (int k = 0; k < y.length; k++) {
      y[k] = s * u[k];
    }
    nodes.add(y);
    weights.add(weight * Math.pow(s, u.length - 1));
  }

  /// The nodes; not a copy.
  public List<double[]> nodes() {
    return nodes;
  }

  /// The weight of a node.
  public double weight(int node) {
    return weights.get(node);
  }
}
