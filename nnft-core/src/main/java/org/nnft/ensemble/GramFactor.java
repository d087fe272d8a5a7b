package org.nnft.ensemble;

import java.util.Arrays;

/// K = L Lᵀ of many covariance matrices, one per network, with L's columns in the order of their pivots.
///
/// Points may coincide or nearly so, and units may be dead: the next pivot is the point whose variance given the
/// earlier ones is the largest share of its own, and what is left ends where no share exceeds τ = P·2⁻⁴⁸. A covariance left
/// out is at most τ √(K_pp K_qq), by Cauchy and Schwarz; rounding is smaller by a factor of ten. Without pivots a small share that
/// comes early magnifies the rounding of all later ones (Higham, Accuracy and Stability of Numerical Algorithms, § 10.3), up to
/// infinity where ranks are low. A point of infinite variance gets NaN. Mutable scratch of one thread.
///
/// Cost: r²P/2 fused multiply-adds per network of rank r.
final class GramFactor {
  private static final double SHARE = 0x1p-48;

  private final int points;
  private final int capacity;
  private final double[] k;
  private final double[] l;
  private final double[] rest;
  private final double[] inverse;
  private final boolean[] taken;

  GramFactor(int points, int capacity) {
    this.points = points;
    this.capacity = capacity;
    this.k = new double[points * points];
    this.l = new double[points * points];
    this.rest = new double[points];
    this.inverse = new double[points];
    this.taken = new boolean[points];
  }

  /// L of n networks.
  ///
  /// @param gram one array per pair p ≤ q, in the order (0, 0), (0, 1) … (P − 1, P − 1). Not modified.
  /// @param lower P² rows of capacity numbers, column c of point q in row c·P + q. Modified.
  void factor(double[][] gram, double[] lower, int n) {
    for (int i = 0; i < n; i++) {
      for (int p = 0, pair = 0; p < points; p++) {
        for (int q = p; q < points; q++, pair++) {
          k[p * points + q] = gram[pair][i];
          k[q * points + p] = gram[pair][i];
        }
      }
      factor();
      for (int row = 0; row < l.length; row++) {
        lower[row * capacity + i] = l[row];
      }
    }
  }

  private void factor() {
    Arrays.fill(l, 0);
    Arrays.fill(taken, false);
    for (int q = 0; q < points; q++) {
      double variance = k[q * points + q];
      rest[q] = variance;
      inverse[q] = variance > 0 ? 1 / variance : 0;
    }
    for (int c = 0; c < points; c++) {
      int pivot = pivot();
      if (pivot < 0) {
        break;
      }
      column(c, pivot);
    }
    for (int q = 0; q < points; q++) {
      if (!Double.isFinite(k[q * points + q])) {
        l[q] = Double.NaN;
      }
    }
  }

  /// The point of largest share, or −1 if none is left.
  private int pivot() {
    int pivot = -1;
    double largest = points * SHARE;
    for (int q = 0; q < points; q++) {
      double share = rest[q] * inverse[q];
      if (!taken[q] && share > largest) {
        largest = share;
        pivot = q;
      }
    }
    return pivot;
  }

  private void column(int c, int pivot) {
    double root = Math.sqrt(rest[pivot]);
    int row = c * points;
    for (int q = 0; q < points; q++) {
      l[row + q] = k[pivot * points + q];
    }
    for (int j = 0; j < row; j += points) {
      double minus = -l[j + pivot];
      for (int q = 0; q < points; q++) {
        l[row + q] = Math.fma(minus, l[j + q], l[row + q]);
      }
    }
    taken[pivot] = true;
    double over = 1 / root;
    for (int q = 0; q < points; q++) {
      double value = taken[q] ? 0 : l[row + q] * over;
      l[row + q] = value;
      rest[q] = Math.fma(-value, value, rest[q]);
    }
    l[row + pivot] = root;
  }
}
