package org.nnft.eft;

import java.util.ArrayList;
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
final class BoxRule {
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
  static List<Double> edges(double[][] externals, double cutoff, boolean homogeneous) {
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
  static double distance(double[] x) {
    double largest = 0;
    for (double component : x) {
      largest = Math.max(largest, Math.abs(component));
    }
    return largest;
  }

  /// @param edges of the panels in s; a single one stands for the surface of the box there
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

  List<double[]> nodes() {
    return nodes;
  }

  double weight(int node) {
    return weights.get(node);
  }
}
