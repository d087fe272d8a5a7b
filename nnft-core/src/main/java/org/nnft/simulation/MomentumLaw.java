package org.nnft.simulation;

import java.util.Optional;
import org.nnft.field.MomentumCutoff;
import org.nnft.network.ParameterDensity;
import org.nnft.network.ParameterDensity.Propagator;
import org.nnft.network.RadialLaw;

/// The free density of a plane wave's momentum k ∈ ℝᵈ as a Markov chain needs it: its logarithm's gradient, and
/// independent draws.
///
///     p(k) ∝ f_Λ(|k|)/(k² + m²)^power
///
/// The uniform law in a ball is power 0 with a sharp cutoff.
///
/// @param dimension d
/// @param law p
record MomentumLaw(int dimension, Propagator law) {

  /// @throws IllegalArgumentException for a law of another kind
  static MomentumLaw of(int dimension, ParameterDensity weights) {
    return switch (weights) {
      case Propagator p -> new MomentumLaw(dimension, p);
      case ParameterDensity.Ball ball ->
          new MomentumLaw(dimension, new Propagator(1, 0, MomentumCutoff.SHARP, ball.radius()));
      default ->
          throw new IllegalArgumentException(
              "Markov chains over parameters know momenta weighted with a propagator or uniform in a ball (presets scalar-net and free-scalar), got "
                  + weights);
    };
  }

  /// −ln p(k) up to a constant; infinite beyond a sharp cutoff.
  double energy(double square) {
    double m = law.mass();
    double energy = law.power() * StrictMath.log(square + m * m);
    return switch (law.regulator()) {
      case NONE -> energy;
      case GAUSSIAN -> energy + square / (2 * law.cutoff() * law.cutoff());
      case SHARP -> square <= law.cutoff() * law.cutoff() ? energy : Double.POSITIVE_INFINITY;
    };
  }

  /// Where momenta may be, if there is a sharp cutoff.
  Optional<MomentumBall> ball() {
    return law.regulator() == MomentumCutoff.SHARP
        ? Optional.of(new MomentumBall(dimension, law.cutoff()))
        : Optional.empty();
  }

  /// ∂(−ln p)/∂k_a over k_a.
  double force(double square) {
    double m = law.mass();
    double force = 2 * law.power() / (square + m * m);
    return law.regulator() == MomentumCutoff.GAUSSIAN
        ? force + 1 / (law.cutoff() * law.cutoff())
        : force;
  }

  /// A draw from uniform and normal numbers.
  ///
  /// @param u uniform in (0, 1)
  /// @param normals d of them, from `from` on. Not modified.
  /// @param k d numbers. Modified.
  void draw(double u, double[] normals, int from, double[] k) {
    double norm = 0;
    for (int a = 0; a < dimension; a++) {
      norm = Math.fma(normals[from + a], normals[from + a], norm);
    }
    double scale = RadialLaw.of(law, dimension).quantile(u) / Math.sqrt(norm);
    for (int a = 0; a < dimension; a++) {
      k[a] = normals[from + a] * scale;
    }
  }
}
