package org.nnft.ensemble;

import java.util.Arrays;
import org.nnft.math.Lanes;

/// Power sums of one block of networks. Mutable scratch of one thread.
///
/// Each sum keeps [Lanes#SUM_LANES] partial sums, to which network m of the block adds at m mod 8; so bits do not depend on
/// how many networks come at a time, as long as those before the last are a multiple of 8. Entries past the last network
/// are zero and change nothing.
sealed interface PowerSums permits ProductSums, GramSums, ContributionSums {

  /// Forgets everything.
  void clear();

  /// Adds n networks.
  ///
  /// @param values one array per symbol, pair of points or component. Modified from n to the next multiple of 8.
  void accept(double[][] values, int n);

  /// The sums, a new array in the layout's order.
  double[] result();

  /// The next multiple of [Lanes#SUM_LANES].
  static int padded(int n) {
    return (n + Lanes.SUM_LANES - 1) / Lanes.SUM_LANES * Lanes.SUM_LANES;
  }

  /// Sets entries past n to 0 and returns [#padded(int)].
  static int pad(double[][] arrays, int n) {
    int padded = padded(n);
    for (double[] array : arrays) {
      Arrays.fill(array, n, padded, 0);
    }
    return padded;
  }

  /// A sum from its partial sums, ((0+1)+(2+3))+((4+5)+(6+7)).
  static double total(double[] partial, int sum) {
    int o = sum * Lanes.SUM_LANES;
    return ((partial[o] + partial[o + 1]) + (partial[o + 2] + partial[o + 3]))
        + ((partial[o + 4] + partial[o + 5]) + (partial[o + 6] + partial[o + 7]));
  }

  /// All sums from their partial sums.
  static double[] totals(double[] partial) {
    double[] sums = new double[partial.length / Lanes.SUM_LANES];
    Arrays.setAll(sums, c -> total(partial, c));
    return sums;
  }
}
