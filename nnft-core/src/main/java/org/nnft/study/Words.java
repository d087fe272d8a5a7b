package org.nnft.study;

import java.util.Locale;
import org.nnft.statistics.Estimate;

/// How numbers read in sentences.
final class Words {

  private Words() {}

  /// Six digits, without trailing zeros; `∞`.
  static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e7) {
      return String.valueOf((long) value);
    }
    return String.format(Locale.ROOT, "%.6g", value)
        .replaceFirst("0+(e|$)", "$1")
        .replaceFirst("\\.(e|$)", "$1");
  }

  /// Four digits, or with the error in brackets.
  static String ratio(Estimate value) {
    return value.error() == 0
        ? String.format(Locale.ROOT, "%.4f", value.value())
        : value.toString();
  }
}
