package org.nnft.network;

/// The law of one layer's weights or biases.
///
/// Today every parameter, or every row of weights, is independent of the others. The family is sealed
/// so that correlated and deformed densities P(θ) ≠ Π P(θᵢ) join it here and the compiler names each
/// place that must learn them.
public sealed interface ParameterDensity
    permits IndependentDensity, ParameterDensity.Ball, ParameterDensity.Sphere {

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
