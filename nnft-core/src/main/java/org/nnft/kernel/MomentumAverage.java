package org.nnft.kernel;

import java.util.Optional;
import org.nnft.field.MomentumCutoff;
import org.nnft.network.Activation.PlaneWave;
import org.nnft.network.ParameterDensity;
import org.nnft.network.ParameterDensity.Propagator;

/// E[A(w)ⁿ cos(w·y)] of a rotation-invariant law of momenta w, A(w) = a(|w|² + m²)^e.
interface MomentumAverage {

  /// @param n power of the amplitude
  /// @param r |y| ≥ 0
  double at(int n, double r);

  /// Bound on the error of [#at(int, double)], as a part of the integral of the modulus.
  double tolerance();

  /// @return empty if no integral is known for this law
  static Optional<MomentumAverage> of(PlaneWave wave, int dimension, ParameterDensity law) {
    if (law instanceof Propagator momenta
        && momenta.regulator() != MomentumCutoff.SHARP
        && (momenta.mass() == wave.mass() || wave.exponent() == 0)) {
      return Optional.of(new HeatKernelAverage(wave, dimension, momenta));
    }
    return RadialAverage.covers(law, dimension)
        ? Optional.of(new RadialAverage(wave, dimension, law))
        : Optional.empty();
  }
}
