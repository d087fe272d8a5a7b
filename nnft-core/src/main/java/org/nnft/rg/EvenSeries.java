package org.nnft.rg;

/// Power series in x = φ², cut after xⁿ.
final class EvenSeries {

  private EvenSeries() {}

  /// (2k)!.
  static double factorial(int k) {
    double product = 1;
    for (int i = 2; i <= 2 * k; i++) {
      product *= i;
    }
    return product;
  }

  /// Σ_m f_m sᵐ for s without constant term, by Horner's rule. Cost O(n³).
  ///
  /// @param f f₀…f_n. Not modified.
  /// @param s coefficients of x⁰…xⁿ, s₀ = 0. Not modified.
  static double[] compose(double[] f, double[] s) {
    double[] sum = new double[s.length];
    for (int m = s.length - 1; m >= 0; m--) {
      sum = product(sum, s);
      sum[0] += f[m];
    }
    return sum;
  }

  private static double[] product(double[] a, double[] b) {
    double[] c = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; i + j < a.length; j++) {
        c[i + j] = Math.fma(a[i], b[j], c[i + j]);
      }
    }
    return c;
  }
}
