package org.nnft.lattice;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/// Gauss rule for the weight of a single site, ∫ f(φ) e^(−v(φ)) dφ ≈ Σᵢ wᵢ f(φᵢ), exact for polynomials of
/// degree 2n − 1.
///
/// Neighbours couple by e^(φφ′) alone, an entire function, so a few nodes replace the integral over each site
/// to all digits and the field theory becomes a finite sum.
///
/// The recurrence of the orthogonal polynomials comes from the Stieltjes procedure on a trapezoid rule, which
/// converges faster than any power for an analytic weight that dies off; nodes and weights from the Jacobi
/// matrix (Golub, Welsch, Math. Comp. 23, 1969). For even v only.
final class SiteRule {

  private static final int TRAPEZOIDS = 4000;

  /// log of the weight, relative to its largest value, at which the trapezoid rule ends.
  private static final double NEGLIGIBLE = 90;

  private final double[] nodes;
  private final double[] weights;

  private SiteRule(double[] nodes, double[] weights) {
    this.nodes = nodes;
    this.weights = weights;
  }

  /// @param v even, growing to +∞
  /// @param n number of nodes
  static SiteRule of(DoubleUnaryOperator v, int n) {
    double lowest = 0;
    double end = 0;
    while (v.applyAsDouble(end) - lowest < NEGLIGIBLE) {
      end += 0.01 + 0.01 * end;
      lowest = Math.min(lowest, v.applyAsDouble(end));
    }
    int points = 2 * TRAPEZOIDS + 1;
    double step = end / TRAPEZOIDS;
    double[] x = new double[points];
    double[] w = new double[points];
    double total = 0;
    for (int i = 0; i < points; i++) {
      x[i] = (i - TRAPEZOIDS) * step;
      w[i] = Math.exp(lowest - v.applyAsDouble(x[i]));
      total += w[i];
    }
    double[] off = new double[n - 1];
    double[] before = new double[points];
    double[] now = new double[points];
    Arrays.fill(now, 1 / Math.sqrt(total));
    double β = 0;
    for (int k = 0; k < n - 1; k++) {
      double norm = 0;
      for (int i = 0; i < points; i++) {
        double next = Math.fma(x[i], now[i], -β * before[i]);
        before[i] = now[i];
        now[i] = next;
        norm += w[i] * next * next;
      }
      β = Math.sqrt(norm);
      off[k] = β;
      for (int i = 0; i < points; i++) {
        now[i] /= β;
      }
    }
    EigenDecompositionSymmetric jacobi = new EigenDecompositionSymmetric(new double[n], off);
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(jacobi.getEigenvalue(a), jacobi.getEigenvalue(b)));
    double[] nodes = new double[n];
    double[] weights = new double[n];
    double mass = total * step * Math.exp(-lowest);
    for (int i = 0; i < n; i++) {
      nodes[i] = jacobi.getEigenvalue(order[i]);
      double first = jacobi.getEigenvector(order[i]).getEntry(0);
      weights[i] = mass * first * first;
    }
    // An even weight has a symmetric rule: what the eigensolver rounded is put right.
    for (int i = 0; i < n / 2; i++) {
      int j = n - 1 - i;
      nodes[j] = (nodes[j] - nodes[i]) / 2;
      nodes[i] = -nodes[j];
      weights[j] = (weights[j] + weights[i]) / 2;
      weights[i] = weights[j];
    }
    if (n % 2 == 1) {
      nodes[n / 2] = 0;
    }
    return new SiteRule(nodes, weights);
  }

  int size() {
    return nodes.length;
  }

  /// Node i, ascending.
  double node(int i) {
    return nodes[i];
  }

  /// Weight i, positive.
  double weight(int i) {
    return weights[i];
  }
}
