package org.nnft.neuron;

import java.util.Arrays;
import java.util.Optional;
import org.hipparchus.special.Gamma;
import org.nnft.network.Activation;
import org.nnft.statistics.SymmetricSums;

/// Moments of a smooth unit by the trapezoid rule in the rank of Q dimensions.
///
/// For an integrand that is analytic in a strip and falls like e^(−ξ²/2) the rule converges
/// exponentially in 1/h (Trefethen & Weideman, SIAM Rev. 56, 2014). The step of axis k is h/√(1 + 2λₖ);
/// h shrinks by √2 until no moment changes by more than [#CHANGE] of the largest of its order. An error
/// e^(−c/h) of the coarser grid is then its power √2, or its square for e^(−c/h²), on the finer.
final class TrapezoidQuadrature {
  private static final double CHANGE = 1e-10;
  private static final double REACH = 9;

  /// Nodes times moments: some seconds.
  private static final double MOST_PRODUCTS = 4e9;

  private final Activation activation;
  private final SymmetricSums layout;
  private final GaussianCoordinates z;

  private TrapezoidQuadrature(
      Activation activation, SymmetricSums layout, GaussianCoordinates coordinates) {
    this.activation = activation;
    this.layout = layout;
    this.z = coordinates;
  }

  /// @return empty if it would need too many nodes
  static Optional<double[]> moments(Activation activation, double[][] q, SymmetricSums layout) {
    var rule = new TrapezoidQuadrature(activation, layout, GaussianCoordinates.of(q));
    double h = 1;
    // Fewer than two refinements never agree.
    if (!rule.isAffordable(h / 2)) {
      return Optional.empty();
    }
    double[] coarse = rule.at(h);
    while (true) {
      h /= Math.sqrt(2);
      if (!rule.isAffordable(h)) {
        return Optional.empty();
      }
      double[] fine = rule.at(h);
      if (rule.agree(coarse, fine)) {
        return Optional.of(fine);
      }
      coarse = fine;
    }
  }

  private double step(int k, double h) {
    return h / Math.sqrt(1 + 2 * z.eigenvalues()[k]);
  }

  private boolean isAffordable(double h) {
    int rank = z.rank();
    double nodes = Math.pow(REACH * Math.sqrt(Math.PI), rank) / Gamma.gamma(rank / 2.0 + 1);
    for (int k = 0; k < rank; k++) {
      nodes /= step(k, h);
    }
    return nodes * layout.size() <= MOST_PRODUCTS;
  }

  private boolean agree(double[] coarse, double[] fine) {
    for (int n = 1; n <= layout.highestOrder(); n++) {
      int from = layout.offset(n);
      double largest = 0;
      double change = 0;
      for (int c = from; c < from + layout.index(n).count(); c++) {
        largest = Math.max(largest, Math.abs(fine[c]));
        change = Math.max(change, Math.abs(fine[c] - coarse[c]));
      }
      // Odd moments of an odd unit vanish up to rounding.
      if (change > CHANGE * Math.max(largest, 1e-3)) {
        return false;
      }
    }
    return true;
  }

  private double[] at(double h) {
    double[] step = new double[z.rank()];
    Arrays.setAll(step, k -> step(k, h));
    MomentSum sum = new MomentSum(layout);
    visit(0, 1, 0, new double[z.factor().length], step, sum);
    return sum.sums();
  }

  /// @param radius2 |ξ|² of the axes before k; nodes with |ξ| > REACH are left out
  private void visit(
      int k, double weight, double radius2, double[] at, double[] step, MomentSum sum) {
    double[] next = new double[at.length];
    if (k == z.rank()) {
      for (int p = 0; p < at.length; p++) {
        next[p] = activation.at(at[p]);
      }
      sum.add(weight, next);
      return;
    }
    int half = (int) (Math.sqrt(REACH * REACH - radius2) / step[k]);
    for (int i = -half; i <= half; i++) {
      double ξ = i * step[k];
      for (int p = 0; p < at.length; p++) {
        next[p] = Math.fma(z.factor()[p][k], ξ, at[p]);
      }
      double w = step[k] / Math.sqrt(2 * Math.PI) * Math.exp(-ξ * ξ / 2);
      visit(k + 1, weight * w, radius2 + ξ * ξ, next, step, sum);
    }
  }
}
