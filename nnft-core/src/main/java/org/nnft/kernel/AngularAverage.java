package org.nnft.kernel;

import org.hipparchus.special.BesselJ;
import org.hipparchus.special.Gamma;

/// Average of a plane wave over directions, F_d(z) = ⟨cos(z u₁)⟩ with u uniform on the sphere of ℝᵈ.
///
///     F_d(z) = Γ(d/2) (2/z)^(d/2−1) J_{d/2−1}(z):   cos z, J₀(z), sin z/z, 2J₁(z)/z for d = 1…4
///
/// The average over the ball of radius 1 in ℝᵈ is F_{d+2}(z): d coordinates of a point on the sphere of
/// ℝᵈ⁺² are uniform in the ball.
final class AngularAverage {
  /// Where Hipparchus's Bessel function ends.
  private static final double LARGE = 1e4;

  private AngularAverage() {}

  /// @param d ≥ 1
  /// @param z ≥ 0
  static double of(int d, double z) {
    if (z < 1e-4) {
      // The next term, z⁴/(8d(d+2)), is below 10⁻¹⁷.
      return 1 - z * z / (2 * d);
    }
    return switch (d) {
      case 1 -> Math.cos(z);
      case 3 -> Math.sin(z) / z;
      default -> {
        double ν = d / 2.0 - 1;
        double scale = Math.exp(Gamma.logGamma(d / 2.0) + ν * Math.log(2 / z));
        yield scale * (z < LARGE ? BesselJ.value(ν, z) : hankel(ν, z));
      }
    };
  }

  /// J_ν(z) ≈ √(2/πz)·Re e^{iχ} Σₖ iᵏ aₖ(ν)/zᵏ, χ = z − (ν + ½)π/2 (DLMF 10.17.3).
  private static double hankel(double ν, double z) {
    double χ = z - (ν + 0.5) * Math.PI / 2;
    double re = 0;
    double im = 0;
    double term = 1;
    for (int k = 1; k <= 8; k++) {
      switch ((k - 1) % 4) {
        case 0 -> re += term;
        case 1 -> im += term;
        case 2 -> re -= term;
        default -> im -= term;
      }
      term *= (4 * ν * ν - (2 * k - 1) * (2 * k - 1)) / (8 * k * z);
    }
    return Math.sqrt(2 / (Math.PI * z)) * (re * Math.cos(χ) - im * Math.sin(χ));
  }
}
