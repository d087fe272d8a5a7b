package org.nnft.rg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.nnft.network.Activation;

/// The plane (C_b, C_W) of an activation: where deep networks forget, amplify or keep a signal.
///
/// Poole et al., arXiv:1606.05340; Schoenholz et al., arXiv:1611.01232.
///
/// @param cells C_b slowest, C_W fastest
public record PhaseDiagram(List<Cell> cells) {

  public PhaseDiagram {
    cells = List.copyOf(cells);
  }

  /// What becomes of two near inputs.
  public enum Phase {
    /// χ_⊥ < 1: they merge.
    ORDERED,
    /// χ_⊥ = 1 up to [#TOLERANCE].
    CRITICAL,
    /// χ_⊥ > 1: they part.
    CHAOTIC,
    /// The kernel grows without bound.
    RUNAWAY
  }

  /// Distance of χ_⊥ from 1 that counts as critical.
  public static final double TOLERANCE = 1e-9;

  /// One point of the plane.
  ///
  /// @param biasVariance C_b
  /// @param weightVariance C_W
  /// @param fixedKernel K*, ∞ if it runs away
  /// @param susceptibility at K*; of a kernel that runs away, at K₁
  public record Cell(
      double biasVariance,
      double weightVariance,
      double fixedKernel,
      Susceptibility susceptibility) {

    public Phase phase() {
      double χ = susceptibility.perpendicular();
      return fixedKernel == Double.POSITIVE_INFINITY
          ? Phase.RUNAWAY
          : Math.abs(χ - 1) <= TOLERANCE ? Phase.CRITICAL : χ < 1 ? Phase.ORDERED : Phase.CHAOTIC;
    }
  }

  /// @param biasVariances values of C_b ≥ 0. Not modified.
  /// @param weightVariances values of C_W > 0. Not modified.
  /// @param firstKernel K₁ > 0, where the kernel starts
  public static PhaseDiagram of(
      Activation activation, double[] biasVariances, double[] weightVariances, double firstKernel) {
    List<Cell> cells = new ArrayList<>();
    for (double biasVariance : biasVariances) {
      Arrays.stream(weightVariances)
          .mapToObj(weightVariance -> new DepthRecursion(activation, biasVariance, weightVariance))
          .map(recursion -> cell(recursion, firstKernel))
          .forEach(cells::add);
    }
    return new PhaseDiagram(cells);
  }

  private static Cell cell(DepthRecursion recursion, double firstKernel) {
    OptionalDouble fixed = recursion.fixedPoint(firstKernel);
    return new Cell(
        recursion.biasVariance(),
        recursion.weightVariance(),
        fixed.orElse(Double.POSITIVE_INFINITY),
        recursion.susceptibility(fixed.orElse(firstKernel)));
  }
}
