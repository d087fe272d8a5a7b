package org.nnft.math;

/// Elementary functions whose bits are the same on every machine and in every state of the compiler.
///
/// `StrictMath` is specified bit for bit (fdlibm); the platform's `Math` is not.
// The coefficients stand as published, with more digits than a double holds.
@SuppressWarnings("FloatingPointLiteralPrecision")
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

  /// erf x, absolute error below 3·10⁻¹⁶.
  public static double erf(double x) {
    return ErfTable.erf(x);
  }

  /// Φ⁻¹(p), the quantile of the standard normal law, relative error about 10⁻¹⁶.
  ///
  /// Wichura, Algorithm AS 241 (PPND16), Appl. Statist. 37 (1988): rational functions of ¼·0.85² − (p − ½)²
  /// in the centre and of √(−ln p) in the tails.
  ///
  /// @param p 0 < p ≤ ½
  public static double normalQuantile(double p) {
    double q = p - 0.5;
    if (Math.abs(q) <= 0.425) {
      double r = 0.180625 - q * q;
      return q * ratio(r, CENTRE_NUMERATOR, CENTRE_DENOMINATOR);
    }
    double r = Math.sqrt(-log(p));
    return r <= 5
        ? -ratio(r - 1.6, TAIL_NUMERATOR, TAIL_DENOMINATOR)
        : -ratio(r - 5, FAR_NUMERATOR, FAR_DENOMINATOR);
  }

  private static double ratio(double r, double[] numerator, double[] denominator) {
    return horner(r, numerator) / horner(r, denominator);
  }

  private static double horner(double r, double[] c) {
    double sum = c[7];
    for (int k = 6; k >= 0; k--) {
      sum = Math.fma(sum, r, c[k]);
    }
    return sum;
  }

  private static final double[] CENTRE_NUMERATOR = {
    3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
    45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727
  };
  private static final double[] CENTRE_DENOMINATOR = {
    1.0, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077,
    21213.794301586595867, 39307.895800092710610, 28729.085735721942674, 5226.4952788528545610
  };
  private static final double[] TAIL_NUMERATOR = {
    1.42343711074968357734,
    4.63033784615654529590,
    5.76949722146069140550,
    3.64784832476320460504,
    1.27045825245236838258,
    0.241780725177450611770,
    0.0227238449892691845833,
    7.74545014278341407640e-4
  };
  private static final double[] TAIL_DENOMINATOR = {
    1.0,
    2.05319162663775882187,
    1.67638483018380384940,
    0.689767334985100004550,
    0.148103976427480074590,
    0.0151986665636164571966,
    5.47593808499534494600e-4,
    1.05075007164441684324e-9
  };
  private static final double[] FAR_NUMERATOR = {
    6.65790464350110377720,
    5.46378491116411436990,
    1.78482653991729133580,
    0.296560571828504891230,
    0.0265321895265761230930,
    0.00124266094738807843860,
    2.71155556874348757815e-5,
    2.01033439929228813265e-7
  };
  private static final double[] FAR_DENOMINATOR = {
    1.0,
    0.599832206555887937690,
    0.136929880922735805310,
    0.0148753612908506148525,
    7.86869131145613259100e-4,
    1.84631831751005468180e-5,
    1.42151175831644588870e-7,
    2.04426310338993978564e-15
  };
}
