package org.nnft.math;

import org.hipparchus.special.Erf;

/// erf by its Taylor series about the nearest multiple c of 1/8, δ = |x| − c, |δ| ≤ 1/16.
///
///     erf(c + δ) = erf c + 2/√π e^(−c²) Σ_{n≥1} (−1)^(n−1) H_{n−1}(c) δⁿ/n!
///
/// with Hermite polynomials H₀ = 1, H₁ = 2c, H_{n+1} = 2cHₙ − 2nH_{n−1}. The first term left out is below
/// 10⁻¹⁹. Beyond 6, 1 − erf x < 3·10⁻¹⁷ is nothing. The table itself comes from the incomplete gamma
/// function, which is exact enough but far too slow for the hot path.
final class ErfTable {
  private static final int TERMS = 13;
  private static final int STEPS_PER_UNIT = 8;
  private static final int BOUND = 6;
  private static final double[][] TAYLOR = new double[BOUND * STEPS_PER_UNIT + 1][];

  static {
    for (int k = 0; k < TAYLOR.length; k++) {
      TAYLOR[k] = taylor((double) k / STEPS_PER_UNIT);
    }
  }

  private ErfTable() {}

  private static double[] taylor(double c) {
    double[] coefficients = new double[TERMS + 1];
    coefficients[0] = Erf.erf(c);
    double scale = 2 / Math.sqrt(Math.PI) * StrictMath.exp(-c * c);
    double previous = 0;
    double hermite = 1;
    double factorial = 1;
    for (int n = 1; n <= TERMS; n++) {
      factorial *= n;
      coefficients[n] = (n % 2 == 1 ? scale : -scale) * hermite / factorial;
      double next = 2 * c * hermite - 2 * (n - 1) * previous;
      previous = hermite;
      hermite = next;
    }
    return coefficients;
  }

  static double erf(double x) {
    double size = Math.abs(x);
    if (!(size < BOUND)) {
      return Double.isNaN(x) ? x : Math.copySign(1, x);
    }
    int k = (int) (size * STEPS_PER_UNIT + 0.5);
    double δ = size - (double) k / STEPS_PER_UNIT;
    double[] c = TAYLOR[k];
    double sum = c[TERMS];
    for (int n = TERMS - 1; n >= 0; n--) {
      sum = Math.fma(sum, δ, c[n]);
    }
    return Math.copySign(sum, x);
  }
}
