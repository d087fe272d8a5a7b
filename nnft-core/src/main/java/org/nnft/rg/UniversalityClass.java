package org.nnft.rg;

import java.util.Optional;
import org.hipparchus.analysis.UnivariateFunction;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;
import org.nnft.network.Activation;

/// Where in the plane (C_b, C_W) a deep network is critical, χ_∥(K*) = χ_⊥(K*) = 1, and how its kernel behaves
/// there (Roberts, Yaida, Hanin, arXiv:2106.10165).
///
/// | class | condition | kernel at large depth |
/// |-------|-----------|-----------------------|
/// | scale-invariant | σ(λz) = λσ(z) | constant: a line of fixed points |
/// | K* = 0 | σ(0) = 0, a₁ < 0 | 1/(abs(a₁) l) |
/// | half-stable | a root K* > 0 of χ_∥ = χ_⊥ with C_b ≥ 0 | attracted from one side only |
///
/// a₁ = σ‴/σ′ + ¾(σ″/σ′)² at 0: at C_b = 0, C_W = 1/σ′(0)² the kernel obeys K′ = K + a₁K² + O(K³).
public sealed interface UniversalityClass {

  /// C_b of the critical point.
  double biasVariance();

  /// C_W of the critical point.
  double weightVariance();

  /// Every kernel is a fixed point.
  ///
  /// @param weightVariance C_W = 1/A₂
  record ScaleInvariant(double weightVariance) implements UniversalityClass {
    @Override
    public double biasVariance() {
      return 0;
    }
  }

  /// The kernel decays to 0 as 1/(decay·l).
  ///
  /// @param weightVariance C_W = 1/σ′(0)²
  /// @param decay −a₁ > 0
  record VanishingKernel(double weightVariance, double decay) implements UniversalityClass {
    @Override
    public double biasVariance() {
      return 0;
    }
  }

  /// A fixed point K* > 0 with d²K′/dK² ≠ 0: kernels on one side flow to it, on the other away.
  ///
  /// @param fixedKernel K*
  record HalfStable(double biasVariance, double weightVariance, double fixedKernel)
      implements UniversalityClass {}

  /// @return empty if no C_b ≥ 0 and C_W are critical with K* ≤ 10⁴, as for sigmoid, softplus, step
  static Optional<UniversalityClass> of(Activation activation) {
    GaussianMoments.requireSupported(activation);
    Optional<ScaleInvariantActivation> invariant = ScaleInvariantActivation.of(activation);
    if (invariant.isPresent()) {
      return Optional.of(new ScaleInvariant(1 / invariant.get().slopeMoment(2)));
    }
    if (activation instanceof Activation.Step || activation instanceof Activation.Sign) {
      return Optional.empty();
    }
    double[] σ = activation.derivatives(0, 3);
    double a1 = σ[3] / σ[1] + 0.75 * (σ[2] / σ[1]) * (σ[2] / σ[1]);
    if (σ[0] == 0 && σ[1] != 0 && a1 < 0) {
      return Optional.of(new VanishingKernel(1 / (σ[1] * σ[1]), -a1));
    }
    return halfStable(activation);
  }

  private static Optional<UniversalityClass> halfStable(Activation activation) {
    UnivariateFunction mismatch =
        logK -> {
          GaussianMoments m = GaussianMoments.of(activation, Math.exp(logK));
          return m.slope() / m.tangent() - 1;
        };
    double step = Math.log(10) / 4;
    double last = mismatch.value(-10 * step);
    for (int i = -9; i <= 16; i++) {
      double here = mismatch.value(i * step);
      if (last * here < 0) {
        double root =
            new BracketingNthOrderBrentSolver(1e-15, 1e-15, 5)
                .solve(200, mismatch, (i - 1) * step, i * step);
        double k = Math.exp(root);
        GaussianMoments m = GaussianMoments.of(activation, k);
        double biasVariance = k - m.second() / m.tangent();
        if (biasVariance >= 0) {
          return Optional.of(new HalfStable(biasVariance, 1 / m.tangent(), k));
        }
      }
      last = here;
    }
    return Optional.empty();
  }
}
