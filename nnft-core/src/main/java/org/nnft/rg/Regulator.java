package org.nnft.rg;

/// The cutoff function R_k(q²) = q² r(y), y = q²/k², that keeps modes below the scale k out of the flow.
///
/// | regulator | r(y) | propagator P(y) = y(1 + r) | source |
/// |-----------|------|----------------------------|--------|
/// | Litim | (1/y − 1)θ(1 − y) | max(y, 1) | hep-th/0103195 |
/// | exponential | 1/(eʸ − 1) | y/(1 − e⁻ʸ) | Wetterich, Phys. Lett. B 301 (1993) |
/// | power | y⁻ᵇ | y + y^(1−b) | Morris, hep-ph/9308265 |
public sealed interface Regulator {

  /// The optimised cutoff; all threshold functions are closed forms.
  record Litim() implements Regulator {}

  /// The smooth cutoff that falls off exponentially.
  record Exponential() implements Regulator {}

  /// A cutoff that falls off as a power; b = 1 is a mass, R = k².
  ///
  /// @param power b ≥ 1
  record Power(double power) implements Regulator {
    public Power {
      if (!(power >= 1) || !(power <= 20)) {
        throw new IllegalArgumentException(
            "the power of a regulator must be from 1 to 20, got " + power);
      }
    }
  }

  /// Its loop integrals in d dimensions.
  ///
  /// @param dimension d > 0, need not be whole
  /// @throws IllegalArgumentException if the regulator does not make the flow finite there
  default ThresholdFunctions thresholds(double dimension) {
    return ThresholdFunctions.of(this, dimension);
  }
}
