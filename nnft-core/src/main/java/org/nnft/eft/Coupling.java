package org.nnft.eft;

/// A term of the interaction ΔS = ∫ dᵈy [g f³ + λ f⁴ + α f⁵ + κ f⁶ + …], without factorials (2008.08601).
///
/// The sign is that of e^(−ΔS): a positive connected 4-point function means λ < 0.
public enum Coupling {
  /// g f³.
  CUBIC("g", 3),
  /// λ f⁴.
  QUARTIC("λ", 4),
  /// α f⁵.
  QUINTIC("α", 5),
  /// κ f⁶.
  SEXTIC("κ", 6),
  /// λ₂ abs(y)² f⁴: with [#QUARTIC], λ(y) = λ₀ + λ₂ abs(y)².
  QUARTIC_CURVATURE("λ₂", 4),
  /// λ_NL (∫ f²)².
  QUARTIC_NONLOCAL("λ_NL", 4);

  private final String symbol;
  private final int power;

  Coupling(String symbol, int power) {
    this.symbol = symbol;
    this.power = power;
  }

  /// The letter of the literature.
  public String symbol() {
    return symbol;
  }

  /// Power k of the field.
  public int power() {
    return power;
  }

  /// −∂G_c⁽ⁿ⁾(x₁…xₙ)/∂coupling at first order, with exact propagators.
  ///
  ///     k!/(2ᵗ t!) ∫ K_W(y, y)ᵗ Π K_W(xᵢ, y),   t = (k − n)/2,
  ///
  /// the number of ways to attach n of k fields and to close the others in pairs: 24 and 360 for the 4-point
  /// function from f⁴ and f⁶. For (∫f²)² it is 8 Σ_{3 pairings} ∫K_iK_j ∫K_kK_l, and 0 for n ≠ 4. As the two-point
  /// function is exactly K at every width, K is the exact propagator, and insertions on external lines are dropped
  /// (2008.08601); so n = 2 has no response.
  ///
  /// @param tuple n ≠ 0, 2 indices of external points. Not modified.
  /// @throws IllegalArgumentException for n = 0 or 2
  public double response(VertexIntegral vertex, int... tuple) {
    int n = tuple.length;
    if (n == 0 || n == 2) {
      throw new IllegalArgumentException(
          "correlators of order %d measure no coupling, since the 2-point function is the exact propagator; use orders 1, 3, 4, 5 or 6"
              .formatted(n));
    }
    if (n > power || (power - n) % 2 == 1) {
      return 0;
    }
    if (this == QUARTIC_NONLOCAL) {
      return 8
          * (pair(vertex, tuple, 0, 1, 2, 3)
              + pair(vertex, tuple, 0, 2, 1, 3)
              + pair(vertex, tuple, 0, 3, 1, 2));
    }
    int tadpoles = (power - n) / 2;
    double ways = 1;
    for (int k = 2; k <= power; k++) {
      ways *= k;
    }
    for (int t = 1; t <= tadpoles; t++) {
      ways /= 2 * t;
    }
    int curvature = this == QUARTIC_CURVATURE ? 1 : 0;
    return ways * vertex.integral(tadpoles, curvature, tuple).value();
  }

  private static double pair(VertexIntegral v, int[] tuple, int a, int b, int c, int d) {
    return v.legs(tuple[a], tuple[b]).value() * v.legs(tuple[c], tuple[d]).value();
  }

  @Override
  public String toString() {
    return symbol;
  }
}
