package org.nnft.ensemble;

/// Where the power sums of a block of networks come from. Mutable scratch of one thread.
interface BlockSource {

  /// Power sums of networks first … first + count − 1.
  ///
  /// @return a new array in the layout's order
  double[] sums(long first, long count);
}
