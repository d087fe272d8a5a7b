package org.nnft.neuron;

import org.nnft.statistics.SymmetricSums;

/// Adds weight · g_{i₁}…g_{iₙ} for every multiset of every order, one quadrature node at a time.
///
/// Sums of 1024 nodes are added to the total with Kahan's compensation, so that rounding stays below 10⁻¹⁴
/// for any number of nodes.
///
/// Cost: one product and one sum per component and node, by prefix products. Mutable.
final class MomentSum {
  private static final int NODES_PER_SUM = 1024;

  private final SymmetricSums layout;
  private final double[] sums;
  private final double[] totals;
  private final double[] compensation;
  private int nodes;

  /// Components are visited in lexicographic order, so each order has a cursor instead of a search.
  private final int[] cursor;

  MomentSum(SymmetricSums layout) {
    this.layout = layout;
    this.sums = new double[layout.size()];
    this.totals = new double[layout.size()];
    this.compensation = new double[layout.size()];
    this.cursor = new int[layout.highestOrder() + 1];
  }

  /// @param g value of the unit at each point. Not modified.
  void add(double weight, double[] g) {
    for (int n = 1; n <= layout.highestOrder(); n++) {
      cursor[n] = layout.offset(n);
    }
    extend(weight, g, 0, 1);
    if (++nodes % NODES_PER_SUM == 0) {
      fold();
    }
  }

  private void extend(double prefix, double[] g, int from, int order) {
    for (int i = from; i < g.length; i++) {
      double product = prefix * g[i];
      sums[cursor[order]++] += product;
      if (order < layout.highestOrder()) {
        extend(product, g, i, order + 1);
      }
    }
  }

  private void fold() {
    for (int c = 0; c < sums.length; c++) {
      double term = sums[c] - compensation[c];
      double total = totals[c] + term;
      compensation[c] = (total - totals[c]) - term;
      totals[c] = total;
      sums[c] = 0;
    }
  }

  /// The sums so far, a new array.
  double[] sums() {
    fold();
    return totals.clone();
  }
}
