package org.nnft.eft;

import org.nnft.kernel.FreeTheory;
import org.nnft.statistics.Estimate;

/// The full 6-point function that a constant quartic coupling predicts.
///
///     G⁽⁶⁾ = Σ₁₅ KKK − 24 λ Σ₁₅ K(x_a, x_b) ∫ dᵈy Π K_W(xᵢ, y)
///
/// (2008.08601.) The first sum runs over pairings, the second over the pair that is a spectator while the four others
/// meet at the vertex. K has the output bias, K_W not.
///
/// @param free the Gaussian part
/// @param predicted with the error that the one of λ brings
public record SixPointPrediction(double free, Estimate predicted) {

  /// @param theory of the full kernel K at the external points
  /// @param quartic λ, measured from the 4-point function
  /// @param tuple six indices of external points. Not modified.
  public static SixPointPrediction of(
      FreeTheory theory, VertexIntegral vertex, Estimate quartic, int... tuple) {
    if (tuple.length != 6) {
      throw new IllegalArgumentException("a 6-point function has 6 points, got " + tuple.length);
    }
    double[][] k = theory.propagator();
    double response = 0;
    for (int a = 0; a < 6; a++) {
      for (int b = a + 1; b < 6; b++) {
        int[] rest = new int[4];
        int next = 0;
        for (int i = 0; i < 6; i++) {
          if (i != a && i != b) {
            rest[next++] = tuple[i];
          }
        }
        response += k[tuple[a]][tuple[b]] * Coupling.QUARTIC.response(vertex, rest);
      }
    }
    double free = theory.correlator(tuple);
    return new SixPointPrediction(
        free,
        new Estimate(free - quartic.value() * response, Math.abs(response) * quartic.error()));
  }
}
