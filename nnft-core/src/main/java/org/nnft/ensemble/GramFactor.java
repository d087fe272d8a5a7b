package org.nnft.ensemble;

import org.nnft.math.Lanes;

/// K = L Lᵀ of many covariance matrices at a time, one per network.
///
/// Points may coincide and units may be dead: where a point's variance given those before it falls below ε·K_pp it is set to
/// ε·K_pp, ε = 2⁻⁴⁴, which rounding of some hundred points does not reach. So L Lᵀ exceeds K by at most ε·K_pp, on the
/// diagonal alone, and a variance of 0 stays 0. Mutable scratch of one thread.
///
/// Cost: P³/6 fused multiply-adds per network.
final class GramFactor {
  private static final double ε = 0x1p-44;

  private final Lanes lanes;
  private final int points;
  private final double[] floor;
  private final double[] minus;
  private final double[] inverse;

  GramFactor(Lanes lanes, int points, int capacity) {
    this.lanes = lanes;
    this.points = points;
    this.floor = new double[capacity];
    this.minus = new double[capacity];
    this.inverse = new double[capacity];
  }

  /// Number of the pair (p, q), p ≤ q, in the order (0, 0), (0, 1) … (P − 1, P − 1).
  static int pair(int p, int q, int points) {
    return p * points - p * (p - 1) / 2 + q - p;
  }

  /// K ← L, L_qp at the pair (p, q).
  void factor(double[][] gram, int n) {
    for (int p = 0; p < points; p++) {
      double[] diagonal = gram[pair(p, p, points)];
      lanes.affine(ε, diagonal, 0, floor, n);
      for (int k = 0; k < p; k++) {
        lanes.affine(-1, gram[pair(k, p, points)], 0, minus, n);
        for (int q = p; q < points; q++) {
          double[] rest = gram[pair(p, q, points)];
          lanes.fma(minus, gram[pair(k, q, points)], rest, rest, n);
        }
      }
      lanes.subtract(diagonal, floor, diagonal, n);
      lanes.max(diagonal, 0, diagonal, n);
      lanes.add(diagonal, floor, diagonal, n);
      lanes.sqrt(diagonal, diagonal, n);
      // A point without variance has no covariances: 0 times any number.
      lanes.max(diagonal, Double.MIN_NORMAL, minus, n);
      lanes.fill(1, inverse, n);
      lanes.divide(inverse, minus, inverse, n);
      for (int q = p + 1; q < points; q++) {
        double[] column = gram[pair(p, q, points)];
        lanes.multiply(column, inverse, column, n);
      }
    }
  }
}
