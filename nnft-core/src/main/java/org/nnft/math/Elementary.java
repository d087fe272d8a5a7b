package org.nnft.math;

import org.hipparchus.special.Erf;

/// Elementary functions as fixed sequences of IEEE operations: the scalar twin of [VectorLanes].
public final class Elementary {

  private Elementary() {}

  /// eˣ.
  public static double exp(double x) {
    return StrictMath.exp(x);
  }

  /// ln x.
  public static double log(double x) {
    return StrictMath.log(x);
  }

  /// ln(1 + x).
  public static double log1p(double x) {
    return StrictMath.log1p(x);
  }

  /// sin x.
  public static double sin(double x) {
    return StrictMath.sin(x);
  }

  /// cos x.
  public static double cos(double x) {
    return StrictMath.cos(x);
  }

  /// tanh x.
  public static double tanh(double x) {
    return StrictMath.tanh(x);
  }

  /// erf x.
  public static double erf(double x) {
    return Erf.erf(x);
  }

  /// Φ⁻¹(p), the quantile of the standard normal law.
  public static double normalQuantile(double p) {
    return StrictMath.sqrt(2) * Erf.erfInv(2 * p - 1);
  }
}
