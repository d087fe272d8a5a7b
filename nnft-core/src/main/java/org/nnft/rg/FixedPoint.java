package org.nnft.rg;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.hipparchus.complex.Complex;
import org.hipparchus.linear.EigenDecompositionNonSymmetric;

/// A zero of the β-functions with its critical exponents.
///
/// @param potential dimensionless couplings ũ
/// @param exponents θ, minus the eigenvalues of ∂β/∂ũ, by falling real part: a direction with Re θ > 0 is relevant
public record FixedPoint(LocalPotential potential, List<Complex> exponents) {

  public FixedPoint {
    exponents = List.copyOf(exponents);
  }

  /// @param u ũ at the fixed point. Not modified.
  static FixedPoint of(FlowEquation flow, double[] u) {
    Complex[] eigenvalues =
        new EigenDecompositionNonSymmetric(flow.scaledStability(u)).getEigenvalues();
    return new FixedPoint(
        LocalPotential.factorial(u),
        Arrays.stream(eigenvalues)
            .map(Complex::negate)
            .sorted(Comparator.comparingDouble(Complex::getReal).reversed())
            .toList());
  }

  /// Number of directions that leave the fixed point towards the infrared.
  public int relevantDirections() {
    return (int) exponents.stream().filter(θ -> θ.getReal() > 0).count();
  }

  /// ν = 1/θ₁, of the correlation length.
  public double correlationLengthExponent() {
    return 1 / exponents.getFirst().getReal();
  }

  /// Whether all couplings vanish.
  public boolean isGaussian() {
    return potential.couplings().stream().allMatch(u -> u == 0);
  }
}
