package org.nnft.generating;

import org.nnft.eft.SymmetricTensor;
import org.nnft.kernel.FreeTheory;
import org.nnft.neuron.FiniteWidthCorrelators;

/// One-particle-irreducible vertices of an even field at the points, from its connected correlators.
///
///     Γ⁽²⁾ = K⁻¹,   Γ⁽⁴⁾ = −A₄,   Γ⁽⁶⁾ = −A₆ + Σ₁₀ A₄(ijkp) K_pq A₄(lmnq)
///
/// Aᵣ is G_c⁽ʳ⁾ with K⁻¹ on every leg; the sum runs over the 10 splits 3 + 3 of the legs. Derivation: invert
/// φ = ∂W/∂J order by order. At one point Γ⁽⁶⁾ = −κ₆/κ₂⁶ + 10κ₄²/κ₂⁷.
///
/// @param two Γ⁽²⁾
/// @param four Γ⁽⁴⁾
/// @param six Γ⁽⁶⁾
public record VertexFunctions(SymmetricTensor two, SymmetricTensor four, SymmetricTensor six) {

  /// @param correlators of an even field of one output, to order 6 or higher
  /// @param points their number
  /// @throws IllegalArgumentException if the propagator is singular
  public static VertexFunctions of(FiniteWidthCorrelators correlators, int points) {
    SymmetricTensor k = SymmetricTensor.of(points, 2, correlators::connected);
    FreeTheory free = FreeTheory.of(k.matrix());
    if (free.rank() < points) {
      throw new IllegalArgumentException(
          "vertices need a propagator that can be inverted; at these %d points it has rank %d: remove points"
              .formatted(points, free.rank()));
    }
    double[][] inverse = free.inversePropagator();
    SymmetricTensor a4 = SymmetricTensor.of(points, 4, correlators::connected).transform(inverse);
    SymmetricTensor a6 = SymmetricTensor.of(points, 6, correlators::connected).transform(inverse);
    double[][] propagator = k.matrix();
    return new VertexFunctions(
        SymmetricTensor.of(inverse),
        SymmetricTensor.of(points, 4, tuple -> -a4.at(tuple)),
        SymmetricTensor.of(points, 6, tuple -> exchange(a4, propagator, tuple) - a6.at(tuple)));
  }

  private static double exchange(SymmetricTensor a4, double[][] k, int[] legs) {
    double sum = 0;
    for (int mask = 0; mask < 1 << 6; mask++) {
      if (Integer.bitCount(mask) != 3 || (mask & 1) == 0) {
        continue;
      }
      int[] left = new int[4];
      int[] right = new int[4];
      for (int i = 0, l = 0, r = 0; i < 6; i++) {
        if ((mask >> i & 1) == 1) {
          left[l++] = legs[i];
        } else {
          right[r++] = legs[i];
        }
      }
      for (int p = 0; p < k.length; p++) {
        left[3] = p;
        double a = a4.at(left);
        for (int q = 0; q < k.length; q++) {
          right[3] = q;
          sum += a * k[p][q] * a4.at(right);
        }
      }
    }
    return sum;
  }

  /// Σ ψ…ψ Γ⁽ʳ⁾ for r = 2, 4, 6: the derivatives of `Γ[tψ]` at t = 0.
  ///
  /// @param direction ψ, one number per point. Not modified.
  public double[] along(double... direction) {
    double[][] row = {direction};
    return new double[] {
      two.transform(row).at(0, 0),
      four.transform(row).at(0, 0, 0, 0),
      six.transform(row).at(0, 0, 0, 0, 0, 0)
    };
  }
}
