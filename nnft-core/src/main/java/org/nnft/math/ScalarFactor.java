package org.nnft.math;

import java.util.Arrays;

/// [GramFactor], network by network.
final class ScalarFactor implements GramFactor {
  private final int points;
  private final double[] k;
  private final double[] l;
  private final double[] rest;
  private final double[] inverse;

  ScalarFactor(int points) {
    this.points = points;
    this.k = new double[points * points];
    this.l = new double[points * points];
    this.rest = new double[points];
    this.inverse = new double[points];
  }

  @Override
  public int of(double[] gram, double[] lower, int n) {
    int rank = 1;
    for (int i = 0; i < n; i++) {
      for (int p = 0, pair = i; p < points; p++) {
        for (int q = p; q < points; q++, pair += n) {
          k[p * points + q] = gram[pair];
          k[q * points + p] = gram[pair];
        }
      }
      rank = Math.max(rank, columns());
      for (int row = 0; row < l.length; row++) {
        lower[row * n + i] = l[row];
      }
    }
    return rank;
  }

  /// @return the rank
  private int columns() {
    Arrays.fill(l, 0);
    for (int q = 0; q < points; q++) {
      double variance = k[q * points + q];
      rest[q] = variance;
      inverse[q] = variance > 0 ? 1 / variance : 0;
    }
    int c = 0;
    for (int pivot = pivot(); pivot >= 0; pivot = pivot()) {
      column(c++, pivot);
    }
    for (int q = 0; q < points; q++) {
      if (!Double.isFinite(k[q * points + q])) {
        l[q] = Double.NaN;
      }
    }
    return c;
  }

  /// The point of largest share, or −1 if none is left; earlier pivots have no number left.
  private int pivot() {
    int pivot = -1;
    double largest = points * SHARE;
    for (int q = 0; q < points; q++) {
      double share = rest[q] * inverse[q];
      if (share > largest) {
        largest = share;
        pivot = q;
      }
    }
    return pivot;
  }

  private void column(int c, int pivot) {
    double root = Math.sqrt(rest[pivot]);
    double over = 1 / root;
    int row = c * points;
    for (int q = 0; q < points; q++) {
      double value = k[pivot * points + q];
      for (int j = 0; j < row; j += points) {
        value = Math.fma(-l[j + pivot], l[j + q], value);
      }
      value = Double.isNaN(rest[q]) ? 0 : value * over;
      l[row + q] = q == pivot ? root : value;
      rest[q] = q == pivot ? Double.NaN : Math.fma(-value, value, rest[q]);
    }
  }
}
