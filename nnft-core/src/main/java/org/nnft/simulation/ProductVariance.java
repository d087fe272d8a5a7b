package org.nnft.simulation;

import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;

/// What one free network tells of the propagator at separation r: φ(0)φ(r) has mean G(r) and variance
///
///     G(0)² + G(r)² + (1/N)[½Ω(2F(0) + F(2r)) − G(0)² − 2G(r)²]
///
/// The part without 1/N belongs to the free theory itself: no network whatever its architecture resolves G(r) with
/// fewer than about (G(0)/G(r))² ~ e^(2mr) draws. The rest is the architecture's, and may be of either sign (Zhang,
/// 2604.27050; Ω and F belong to the α-family).
///
/// @param propagator G(r)
/// @param variance of one draw at width N
/// @param bound of one draw for N → ∞
public record ProductVariance(double propagator, double variance, double bound) {

  /// @param network a free scalar network
  /// @param r ≥ 0, along the last axis
  /// @throws IllegalArgumentException if the network is no sum of independent waves
  public static ProductVariance of(NeuralField network, double r) {
    double[][] x = new double[2][network.inputs()];
    x[1][network.inputs() - 1] = r;
    int[] at = r == 0 ? new int[] {0} : new int[] {0, 1};
    int[] once = r == 0 ? new int[] {2} : new int[] {1, 1};
    int[] twice = r == 0 ? new int[] {4} : new int[] {2, 2};
    PointSet points = PointSet.of(x);
    FiniteWidthMoments finite = new FiniteWidthMoments(network, false, points);
    FiniteWidthMoments infinite = new FiniteWidthMoments(network, true, points);
    double g = finite.of(at, once);
    return new ProductVariance(g, finite.of(at, twice) - g * g, infinite.of(at, twice) - g * g);
  }

  /// Draws after which G(r) has a relative error ε.
  public double drawsFor(double ε) {
    return variance / (ε * propagator * ε * propagator);
  }

  /// The fewest that any architecture needs at N → ∞.
  public double fewestDrawsFor(double ε) {
    return bound / (ε * propagator * ε * propagator);
  }
}
