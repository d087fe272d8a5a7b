package org.nnft.kernel;

import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import org.nnft.math.NormalPanels;

/// A rule for ∫ du φ(u) f(u), φ the standard normal density, by Gauss–Legendre panels of 16 nodes.
///
/// Panels end where f is not analytic. At a kink, where f is analytic on either side, that is enough; towards a branch point
/// panels shrink by halves, so that √ and ln converge geometrically too.
final class GaussianPanels {
  /// What 2⁻³⁶ of a panel beside ln leaves open is below 10⁻¹³; closer, nodes would meet the branch point by rounding.
  private static final int GRADES = 36;

  private final double[] nodes;
  private final double[] weights;

  private GaussianPanels(double[] nodes, double[] weights) {
    this.nodes = nodes;
    this.weights = weights;
  }

  /// Panels on abs(u) ≤ reach, none longer than width.
  static Builder within(double reach, double width) {
    return new Builder(reach, width);
  }

  /// Collects the ends of panels.
  static final class Builder {
    private final double reach;
    private final double width;
    private final TreeSet<Double> edges = new TreeSet<>();

    private Builder(double reach, double width) {
      this.reach = reach;
      this.width = width;
      int panels = (int) Math.ceil(2 * reach / width);
      for (int k = 0; k <= panels; k++) {
        edges.add(-reach + 2 * reach * k / panels);
      }
    }

    /// Ends panels at u, if it is within reach.
    Builder end(double u) {
      if (Math.abs(u) < reach) {
        edges.add(u);
      }
      return this;
    }

    /// Ends panels at u, and lets them shrink towards it from both sides.
    Builder shrinkTo(double u) {
      end(u);
      double distance = width;
      for (int k = 0; k < GRADES; k++) {
        distance /= 2;
        end(u - distance);
        end(u + distance);
      }
      return this;
    }

    /// Ends panels at 1, 2, 4, 8 distances on both sides of u.
    Builder around(double u, double distance) {
      for (int c = 1; c <= 8 && distance > 0; c *= 2) {
        end(u - c * distance).end(u + c * distance);
      }
      return this;
    }

    GaussianPanels build() {
      double[] nodes = new double[NormalPanels.NODES * (edges.size() - 1)];
      double[] weights = new double[nodes.length];
      double[] ends = edges.stream().mapToDouble(Double::doubleValue).toArray();
      NormalPanels.forEach(
          ends,
          1,
          new NormalPanels.Node() {
            private int k;

            @Override
            public void accept(double u, double weight) {
              nodes[k] = u;
              weights[k++] = weight;
            }
          });
      return new GaussianPanels(nodes, weights);
    }
  }

  /// Number of nodes.
  int size() {
    return nodes.length;
  }

  double node(int k) {
    return nodes[k];
  }

  /// Density included: the weights sum to 1 where the reach is large.
  double weight(int k) {
    return weights[k];
  }

  double integrate(DoubleUnaryOperator f) {
    double sum = 0;
    for (int k = 0; k < nodes.length; k++) {
      sum += weights[k] * f.applyAsDouble(nodes[k]);
    }
    return sum;
  }
}
