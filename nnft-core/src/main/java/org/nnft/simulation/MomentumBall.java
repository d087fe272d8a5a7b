package org.nnft.simulation;

/// Straight motion inside the ball |k| ≤ Λ of a sharp cutoff, thrown back by its surface as light by a mirror.
///
/// The surface is an infinitely high wall of −ln p(k). Motion with reflections keeps volumes and can be reversed, so
/// that trajectories through it leave P(θ) invariant and ⟨e^(−ΔH)⟩ = 1 holds, which it does not if momenta that left
/// the ball are merely rejected.
///
/// @param dimension d
/// @param radius Λ > 0
record MomentumBall(int dimension, double radius) {
  /// Along the surface a path meets it ever more often; what is thrown back so often is given up.
  private static final int MOST_REFLECTIONS = 64;

  /// Moves one point for a time. A path of too many reflections ends outside, where its density is 0.
  ///
  /// @param position holds k at `from`. Modified.
  /// @param velocity dk/dt at `from`. Modified by reflections.
  void move(double[] position, double[] velocity, int from, double time) {
    double left = time;
    for (int reflection = 0; reflection < MOST_REFLECTIONS; reflection++) {
      double inside = untilSurface(position, velocity, from);
      advance(position, velocity, from, Math.min(left, inside));
      if (left <= inside) {
        return;
      }
      left -= inside;
      reflect(position, velocity, from);
    }
    for (int a = 0; a < dimension; a++) {
      position[from + a] = 2 * radius;
    }
  }

  /// The later of both times at which the line through k meets the surface: a point on the surface that was just thrown
  /// back is at the earlier one.
  private double untilSurface(double[] position, double[] velocity, int from) {
    double squaredSpeed = 0;
    double along = 0;
    double beyond = -radius * radius;
    for (int a = from; a < from + dimension; a++) {
      squaredSpeed = Math.fma(velocity[a], velocity[a], squaredSpeed);
      along = Math.fma(position[a], velocity[a], along);
      beyond = Math.fma(position[a], position[a], beyond);
    }
    double discriminant = Math.max(0, Math.fma(along, along, -squaredSpeed * beyond));
    return squaredSpeed == 0
        ? Double.POSITIVE_INFINITY
        : (Math.sqrt(discriminant) - along) / squaredSpeed;
  }

  private void advance(double[] position, double[] velocity, int from, double time) {
    for (int a = from; a < from + dimension; a++) {
      position[a] = Math.fma(time, velocity[a], position[a]);
    }
  }

  private void reflect(double[] position, double[] velocity, int from) {
    double square = 0;
    double along = 0;
    for (int a = from; a < from + dimension; a++) {
      square = Math.fma(position[a], position[a], square);
      along = Math.fma(position[a], velocity[a], along);
    }
    for (int a = from; a < from + dimension; a++) {
      velocity[a] = Math.fma(-2 * along / square, position[a], velocity[a]);
    }
  }
}
