package org.nnft.math;

/// K = L Lᵀ of many covariance matrices, one per network, with L's columns in the order of their pivots.
///
/// Points may coincide or nearly so, and units may be dead: the next pivot is the point whose variance given the
/// earlier ones is the largest share of its own, and what is left ends where no share exceeds τ = P·2⁻⁴⁸. A covariance left
/// out is at most τ √(K_pp K_qq), by Cauchy and Schwarz; rounding is smaller by a factor of ten. Without pivots a small share that
/// comes early magnifies the rounding of all later ones (Higham, Accuracy and Stability of Numerical Algorithms, § 10.3), up to
/// infinity where ranks are low. A point of infinite variance gets NaN.
///
/// Both implementations give the same bits. Mutable scratch of one thread. Cost: r²P/2 fused multiply-adds per network, r the largest
/// rank of the networks that share a vector.
public sealed interface GramFactor permits ScalarFactor, VectorFactor {

  /// Variances given the pivots smaller than this share of their own, times P, are rounding.
  double SHARE = 0x1p-48;

  /// L of n networks; arrays are rows of n numbers.
  ///
  /// @param gram one row per pair p ≤ q, in the order (0, 0), (0, 1) … (P − 1, P − 1). Not modified.
  /// @param lower P² rows, column c of point q in row c·P + q. Modified.
  /// @param n a multiple of 16
  /// @return how many columns are not zero for all of them, at least 1
  int of(double[] gram, double[] lower, int n);
}
