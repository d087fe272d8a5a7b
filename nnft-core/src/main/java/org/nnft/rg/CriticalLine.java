package org.nnft.rg;

import java.util.ArrayList;
import java.util.List;
import org.nnft.network.Activation;

/// A boundary in the plane (C_b, C_W), χ_⊥ = 1 between order and chaos or χ_∥ = 1 where the fixed point loses its stability.
///
///     C_W = 1/⟨σ′²⟩_K  or  C_W = 1/(d⟨σ²⟩/dK),   C_b = K − C_W⟨σ²⟩_K
///
/// K is the parameter along the line: each one is a fixed point K* of these variances (Poole et al., arXiv:1606.05340). Points with
/// C_b < 0, and on χ_⊥ = 1 those whose fixed point is unstable, χ_∥ > 1, are left out, so that a line may come in several pieces or
/// be empty. A homogeneous σ has a single point, and every K on it.
///
/// @param pieces each in the order of rising K*
public record CriticalLine(List<List<Point>> pieces) {
  private static final double SMALLEST = 1e-4;
  private static final double LARGEST = 1e4;
  private static final int PER_DECADE = 24;

  /// Rounding of C_b where it vanishes all along.
  private static final double ROUNDING = 1e-12;

  public CriticalLine {
    pieces = pieces.stream().map(List::copyOf).toList();
  }

  /// A point of the line.
  ///
  /// @param fixedKernel K*
  public record Point(double biasVariance, double weightVariance, double fixedKernel) {}

  /// Which susceptibility is 1.
  public enum Kind {
    /// χ_⊥: near inputs neither merge nor part.
    PERPENDICULAR,
    /// χ_∥: the length of an input is neither forgotten nor amplified.
    PARALLEL
  }

  /// The line for 10⁻⁴ ≤ K* ≤ 10⁴, with 24 points for each decade.
  ///
  /// @throws IllegalArgumentException for activations that have no recursion
  public static CriticalLine of(Activation activation, Kind kind) {
    GaussianMoments.requireSupported(activation);
    List<List<Point>> pieces = new ArrayList<>();
    List<Point> piece = new ArrayList<>();
    int steps = (int) Math.round(PER_DECADE * Math.log10(LARGEST / SMALLEST));
    for (int k = 0; k <= steps; k++) {
      double kernel = SMALLEST * Math.pow(10, (double) k / PER_DECADE);
      GaussianMoments m = GaussianMoments.of(activation, kernel);
      double weightVariance =
          switch (kind) {
            case PERPENDICULAR -> 1 / m.tangent();
            case PARALLEL -> 1 / m.slope();
          };
      double biasVariance = kernel - weightVariance * m.second();
      boolean stable = weightVariance * m.slope() <= 1 + ROUNDING;
      if (weightVariance > 0
          && Double.isFinite(weightVariance)
          && biasVariance >= -ROUNDING * kernel
          && stable) {
        piece.add(new Point(Math.max(0, biasVariance), weightVariance, kernel));
      } else if (!piece.isEmpty()) {
        pieces.add(piece);
        piece = new ArrayList<>();
      }
    }
    if (!piece.isEmpty()) {
      pieces.add(piece);
    }
    return new CriticalLine(pieces);
  }
}
