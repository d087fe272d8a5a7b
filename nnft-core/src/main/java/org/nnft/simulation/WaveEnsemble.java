package org.nnft.simulation;

import org.nnft.network.Activation;
import org.nnft.network.Activation.PlaneWave;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Rademacher;
import org.nnft.network.IndependentDensity.Uniform;
import org.nnft.network.NeuralField;

/// A free scalar network, φ(x) = Σⱼ vⱼ A(kⱼ) cos(kⱼ·x + cⱼ), as a Markov chain over its parameters needs it.
///
/// @param width N
/// @param momenta law of k
/// @param amplitude A(k) = a(k² + m²)^e
/// @param readout v: fixed size s, or normal with standard deviation s
/// @param normal whether v is random
record WaveEnsemble(
    int width, MomentumLaw momenta, PlaneWave amplitude, double readout, boolean normal) {

  /// @throws IllegalArgumentException if the network is no such sum of waves
  static WaveEnsemble of(NeuralField field) {
    HiddenLayer layer = field.hidden().getFirst();
    if (field.depth() != 1
        || !(layer.activation() instanceof PlaneWave
            || layer.activation() instanceof Activation.Cos)
        || !(layer.bias() instanceof Uniform phase)
        || Math.abs(phase.halfWidth() - Math.PI) > 1e-14
        || field.readout().bias().variance() != 0) {
      throw new IllegalArgumentException(
          "Markov chains over parameters are for plane waves with a phase uniform on [−π, π] and no output bias (presets scalar-net and free-scalar), got "
              + field);
    }
    PlaneWave wave = layer.activation() instanceof PlaneWave plane ? plane : new PlaneWave(1, 1, 0);
    IndependentDensity weight = field.readout().effectiveWeights(0, field.width());
    boolean normal = weight instanceof Normal;
    if (weight.mean() != 0 || !normal && !(weight instanceof Rademacher)) {
      throw new IllegalArgumentException(
          "Markov chains over parameters know amplitudes of fixed size (rademacher) or normal, of mean 0; got "
              + weight);
    }
    return new WaveEnsemble(
        field.width(),
        MomentumLaw.of(field.inputs(), layer.effectiveWeights(field.inputs())),
        wave,
        Math.sqrt(weight.variance()),
        normal);
  }

  /// Momentum components, phase, and amplitude if that is random.
  int parametersPerNeuron() {
    return momenta.dimension() + (normal ? 2 : 1);
  }

  /// A(k).
  double amplitude(double square) {
    double m = amplitude.mass();
    double e = amplitude.exponent();
    return e == 0
        ? amplitude.amplitude()
        : amplitude.amplitude() * StrictMath.pow(square + m * m, e);
  }

  /// ∂A/∂k_a over A k_a.
  double logarithmicSlope(double square) {
    double m = amplitude.mass();
    return 2 * amplitude.exponent() / (square + m * m);
  }
}
