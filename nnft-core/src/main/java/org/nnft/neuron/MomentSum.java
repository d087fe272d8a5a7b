package org.nnft.neuron;

import org.nnft.statistics.SymmetricSums;

/// Adds weight · g_{i₁}…g_{iₙ} for every multiset of every order, one quadrature node at a time.
///
/// Cost: one product and one sum per component and node, by prefix products. Mutable.
final class MomentSum {
  private final SymmetricSums layout;
  private final double[] sums;

  /// Components are visited in lexicographic order, so each order has a cursor instead of a search.
  private final int[] cursor;

  MomentSum(SymmetricSums layout) {
    this.layout = layout;
    this.sums = new double[layout.size()];
    this.cursor = new int[layout.highestOrder() + 1];
  }

  /// @param g value of the unit at each point. Not modified.
  void add(double weight, double[] g) {
    for (int n = 1; n <= layout.highestOrder(); n++) {
      cursor[n] = layout.offset(n);
    }
    extend(weight, g, 0, 1);
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

  double[] sums() {
    return sums;
  }
}
