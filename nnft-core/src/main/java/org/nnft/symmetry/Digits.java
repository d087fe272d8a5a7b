package org.nnft.symmetry;

import java.util.stream.Collectors;

/// Whole numbers below or above the line.
final class Digits {
  private Digits() {}

  /// Such as ₁₂.
  static String subscript(int n) {
    return in("₀₁₂₃₄₅₆₇₈₉", n);
  }

  /// Such as ¹².
  static String superscript(int n) {
    return in("⁰¹²³⁴⁵⁶⁷⁸⁹", n);
  }

  private static String in(String digits, int n) {
    return Integer.toString(n)
        .chars()
        .mapToObj(c -> Character.toString(digits.charAt(c - '0')))
        .collect(Collectors.joining());
  }
}
