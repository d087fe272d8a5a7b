package org.nnft.statistics;

import java.util.Locale;

/// A number with its standard error, printed as `13.02(45)`.
///
/// @param value the number
/// @param error one standard deviation, ≥ 0; 0 for an exact number
public record Estimate(double value, double error) {

  public Estimate {
    if (error < 0) {
      throw new IllegalArgumentException("an error is at least 0, got " + error);
    }
  }

  /// (value − exact)/error; 0/0 counts as 0, since an exact agreement needs no error.
  public double pull(double exact) {
    double difference = value - exact;
    return difference == 0 ? 0 : difference / error;
  }

  /// Value with two digits of error in brackets, in units of the last digit: `1.5903(12)`.
  ///
  /// Numbers below 10⁻⁴ or from 10⁷ on carry an exponent: `3.1(1.2)e-9` reads `3.1(12)e-9`.
  @Override
  public String toString() {
    if (!Double.isFinite(value) || !Double.isFinite(error)) {
      return value + " ± " + error;
    }
    if (error == 0) {
      return Double.toString(value);
    }
    double size = Math.max(Math.abs(value), error);
    int exponent = (int) Math.floor(Math.log10(size));
    if (exponent < -4 || exponent >= 7) {
      double unit = Math.pow(10, exponent);
      return plain(value / unit, error / unit) + "e" + exponent;
    }
    return plain(value, error);
  }

  private static String plain(double value, double error) {
    int digits = 1 - (int) Math.floor(Math.log10(error));
    // 0.0996 rounds to 0.100: one digit less shows the same two.
    if (Math.round(error * Math.pow(10, digits)) >= 100) {
      digits--;
    }
    if (digits <= 0) {
      return String.format(Locale.ROOT, "%.0f(%.0f)", value, error);
    }
    return error >= 1
        ? String.format(Locale.ROOT, "%." + digits + "f(%." + digits + "f)", value, error)
        : String.format(
            Locale.ROOT, "%." + digits + "f(%d)", value, Math.round(error * Math.pow(10, digits)));
  }
}
