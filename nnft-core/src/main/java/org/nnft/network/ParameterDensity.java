package org.nnft.network;

import org.nnft.field.MomentumCutoff;

/// The law of one layer's weights or biases.
///
/// By itself: how parameters of different neurons hang together is the business of [JointDensity].
public sealed interface ParameterDensity
    permits IndependentDensity,
        ParameterDensity.Ball,
        ParameterDensity.Sphere,
        ParameterDensity.Propagator {

  /// Each unit's weight vector uniform in the ball |w| ≤ radius of ℝⁿ, n = fan-in.
  ///
  /// @param radius > 0
  record Ball(double radius) implements ParameterDensity {
    public Ball {
      requirePositive("radius", radius);
    }

    @Override
    public double componentVariance(int fanIn) {
      return radius * radius / (fanIn + 2);
    }

    @Override
    public Ball scaledBy(double factor) {
      return new Ball(radius * factor);
    }
  }

  /// Each unit's weight vector uniform on the sphere |w| = radius of ℝⁿ, n = fan-in.
  ///
  /// @param radius > 0
  record Sphere(double radius) implements ParameterDensity {
    public Sphere {
      requirePositive("radius", radius);
    }

    @Override
    public double componentVariance(int fanIn) {
      return radius * radius / fanIn;
    }

    @Override
    public Sphere scaledBy(double factor) {
      return new Sphere(radius * factor);
    }
  }

  /// Each unit's weight vector, a momentum k in ℝⁿ, with the density of a regulated propagator to some power,
  ///
  ///     p(k) ∝ f_Λ(|k|)/(k² + m²)^power
  ///
  /// With power 1 + α the momenta of the α-family of 2604.27050: α = −1 is flat up to the cutoff (the free scalar
  /// of 2307.03223), α = 0 weights them with the propagator itself. [RadialLaw] has the law of |k|.
  ///
  /// @param mass m > 0
  /// @param power finite; without a cutoff 2·power > n
  /// @param regulator f
  /// @param cutoff Λ > 0; of no effect where the regulator is [MomentumCutoff#NONE]
  record Propagator(double mass, double power, MomentumCutoff regulator, double cutoff)
      implements ParameterDensity {
    public Propagator {
      requirePositive("mass", mass);
      requirePositive("cutoff", cutoff);
      if (!Double.isFinite(power)) {
        throw new IllegalArgumentException("power must be finite, got " + power);
      }
    }

    @Override
    public double componentVariance(int fanIn) {
      return RadialLaw.of(this, fanIn).meanSquare() / fanIn;
    }

    @Override
    public Propagator scaledBy(double factor) {
      return new Propagator(mass * factor, power, regulator, cutoff * factor);
    }
  }

  /// Variance of one component of a weight vector of the given length.
  double componentVariance(int fanIn);

  /// The law of factor · W.
  ///
  /// @param factor > 0
  ParameterDensity scaledBy(double factor);

  private static void requirePositive(String what, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(what + " must be positive and finite, got " + value);
    }
  }
}
