package org.nnft.symmetry;

/// Multiplication by the units 1, i, j, k on vectors of ℝⁿ read as complex numbers (i alone) or quaternions.
///
/// From the left, q = a + bi + cj + dk:
///
///     iq = −b + ai − dj + ck,   jq = −c + di + aj − bk,   kq = −d − ci + bj + ak
final class Quaternions {
  private static final int[][] SOURCE = {{0, 1, 2, 3}, {1, 0, 3, 2}, {2, 3, 0, 1}, {3, 2, 1, 0}};
  private static final double[][] LEFT = {
    {1, 1, 1, 1}, {-1, 1, -1, 1}, {-1, 1, 1, -1}, {-1, -1, 1, 1}
  };
  private static final double[][] RIGHT = {
    {1, 1, 1, 1}, {-1, 1, 1, -1}, {-1, -1, 1, 1}, {-1, 1, -1, 1}
  };

  private Quaternions() {}

  /// u·v for unit number u from the left; unit 1 reads pairs as complex numbers.
  ///
  /// @param unit 0, 1 on vectors of even length, or 0…3 on vectors of a length divisible by 4
  /// @param v Not modified.
  static double[] multiplied(int unit, double[] v) {
    double[] result = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      int component = i % 4;
      result[i] = LEFT[unit][component] * v[i - component + SOURCE[unit][component]];
    }
    return result;
  }

  /// The 4 × 4 matrix of multiplication by a unit from the right, which commutes with that from the left.
  static double[][] right(int unit) {
    double[][] m = new double[4][4];
    for (int i = 0; i < 4; i++) {
      m[i][SOURCE[unit][i]] = RIGHT[unit][i];
    }
    return m;
  }
}
