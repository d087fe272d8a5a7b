package org.nnft.math;

import java.util.stream.Collectors;

/// Whole numbers below or above the line.
public final class Digits {
  private Digits() {}

  /// Such as ₁₂.
  ///
  /// @param n ≥ 0
  public static String subscript(int n) {
    return in("₀₁₂₃₄₅₆₇₈₉", n);
  }

  /// Such as ¹² or ⁻³.
  public static String superscript(int n) {
    return in("⁰¹²³⁴⁵⁶⁷⁸⁹", n);
  }

  private static String in(String digits, int n) {
    return Integer.toString(n)
        .chars()
        .mapToObj(c -> c == '-' ? "⁻" : Character.toString(digits.charAt(c - '0')))
        .collect(Collectors.joining());
  }
}
