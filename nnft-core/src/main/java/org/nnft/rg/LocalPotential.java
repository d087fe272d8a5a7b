package org.nnft.rg;

import java.util.Arrays;
import java.util.List;

/// An even potential U(φ) = Σⱼ u₂ⱼ φ²ʲ/(2j)!, j = 1…n.
///
/// @param couplings u₂, u₄, …, u₂ₙ
public record LocalPotential(List<Double> couplings) {

  public LocalPotential {
    couplings = List.copyOf(couplings);
    if (couplings.isEmpty() || couplings.size() > MOST_COUPLINGS) {
      throw new IllegalArgumentException(
          "a potential has 1 to %d couplings, got %d".formatted(MOST_COUPLINGS, couplings.size()));
    }
    for (int j = 1; j <= couplings.size(); j++) {
      if (!Double.isFinite(couplings.get(j - 1))) {
        throw new IllegalArgumentException(
            "couplings must be finite, u%d is %s".formatted(2 * j, couplings.get(j - 1)));
      }
    }
  }

  /// (2j)! stays well within a double.
  static final int MOST_COUPLINGS = 20;

  /// U = u₂φ²/2! + u₄φ⁴/4! + u₆φ⁶/6! + …, the convention of 2108.01403.
  public static LocalPotential factorial(double... u) {
    return new LocalPotential(Arrays.stream(u).boxed().toList());
  }

  /// U = m²φ²/2 + λφ⁴ + κφ⁶ + …, the convention of 2008.08601: u₄ = 24λ, u₆ = 720κ.
  ///
  /// @param massSquared m²
  /// @param coefficients λ, κ, … of φ⁴, φ⁶, … Not modified.
  public static LocalPotential plain(double massSquared, double... coefficients) {
    Double[] u = new Double[coefficients.length + 1];
    u[0] = massSquared;
    double factorial = 2;
    for (int j = 2; j <= coefficients.length + 1; j++) {
      factorial *= (2 * j - 1) * (2 * j);
      u[j - 1] = factorial * coefficients[j - 2];
    }
    return new LocalPotential(List.of(u));
  }

  /// U(φ).
  public double at(double φ) {
    double sum = 0;
    for (int j = couplings.size(); j >= 1; j--) {
      sum = (sum + couplings.get(j - 1)) * φ * φ / ((2 * j - 1) * (2 * j));
    }
    return sum;
  }

  /// u₂ⱼ; 0 beyond the truncation.
  ///
  /// @param order 2j, even and at least 2
  public double coupling(int order) {
    if (order < 2 || order % 2 != 0) {
      throw new IllegalArgumentException(
          "an even potential has couplings of order 2, 4, 6, …, got " + order);
    }
    return order / 2 <= couplings.size() ? couplings.get(order / 2 - 1) : 0;
  }

  double[] toArray() {
    return couplings.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
