package org.nnft.rg;

/// What becomes of a coupling g ∝ Λˢ as the box of inputs grows, Λ → ∞.
public enum Relevance {
  /// s > 0.
  RELEVANT,
  /// s = 0: the coupling settles.
  MARGINAL,
  /// s < 0: the coupling dies.
  IRRELEVANT;

  /// @param exponent s = d ln|g|/d ln Λ
  /// @param tolerance below which s counts as 0
  public static Relevance of(double exponent, double tolerance) {
    return Math.abs(exponent) <= tolerance ? MARGINAL : exponent > 0 ? RELEVANT : IRRELEVANT;
  }
}
