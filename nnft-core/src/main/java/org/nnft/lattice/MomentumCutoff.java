package org.nnft.lattice;

/// How large momenta are removed: the factor f(k) in ∫ dᵈk/(2π)ᵈ f(k) ….
public sealed interface MomentumCutoff {

  /// f = 1 for |k| < Λ, else 0.
  record Sharp(double scale) implements MomentumCutoff {
    public Sharp {
      requirePositive(scale);
    }
  }

  /// f = e^(−k²/2Λ²).
  record Gaussian(double scale) implements MomentumCutoff {
    public Gaussian {
      requirePositive(scale);
    }
  }

  /// f = 1: the field itself exists in d = 1 alone.
  record None() implements MomentumCutoff {}

  /// f(k).
  default double at(double k) {
    return switch (this) {
      case Sharp(double Λ) -> Math.abs(k) < Λ ? 1 : 0;
      case Gaussian(double Λ) -> Math.exp(-k * k / (2 * Λ * Λ));
      case None _ -> 1;
    };
  }

  private static void requirePositive(double scale) {
    if (!(scale > 0 && Double.isFinite(scale))) {
      throw new IllegalArgumentException("a cutoff Λ is positive and finite, got " + scale);
    }
  }
}
