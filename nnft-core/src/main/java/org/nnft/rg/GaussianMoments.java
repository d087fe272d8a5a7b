package org.nnft.rg;

import java.util.Optional;
import java.util.function.DoubleFunction;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.nnft.network.Activation;
import org.nnft.network.Expression;

/// What a layer needs to know of its activation: expectations over z ~ N(0, K).
///
/// | component | formula | by parts |
/// |-----------|---------|----------|
/// | second | ⟨σ²⟩ | |
/// | fourth | ⟨σ⁴⟩ | |
/// | slope | ½⟨(σ²)″⟩ = ⟨σ′² + σσ″⟩ | ⟨σ²(z² − K)⟩/2K² = d⟨σ²⟩/dK |
/// | tangent | ⟨σ′²⟩ | |
/// | curvature | ⟨(σ²)⁗⟩ | ⟨σ²(z⁴ − 6Kz² + 3K²)⟩/K⁴ = 4 d²⟨σ²⟩/dK² |
///
/// Closed forms for functions that are homogeneous on each side of 0, where ⟨σ′²⟩ of a jump is ∞; else
/// Gauss–Legendre panels, and at K = 0 the values at z = 0. Derivatives in place of polynomials in z keep
/// all digits at small K. Relative error about 10⁻¹⁴; some hundred evaluations of σ and its derivatives.
record GaussianMoments(
    double second, double fourth, double slope, double tangent, double curvature) {
  private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(16);

  /// Panels are no longer than this, the distance on which an activation changes.
  private static final double LONGEST_PANEL = 1.5;

  /// In standard deviations: below 10⁻¹⁷ of the mass lies beyond the first; no double beyond the second.
  private static final double[] REACH = {8.6, 40};

  private static final double MOST_PANELS = 1e5;

  /// @param variance K ≥ 0
  static GaussianMoments of(Activation activation, double variance) {
    return homogeneous(activation)
        .map(σ -> σ.moments(variance))
        .orElseGet(
            () -> {
              double[] m = average(variance, 5, z -> integrands(activation, z));
              return new GaussianMoments(m[0], m[1], m[2], m[3], m[4]);
            });
  }

  /// ⟨σ²⟩ alone, at a fraction of the cost.
  static double second(Activation activation, double variance) {
    return homogeneous(activation)
        .map(σ -> σ.moments(variance).second)
        .orElseGet(
            () ->
                average(
                    variance,
                    1,
                    z -> {
                      double σ = activation.at(z);
                      return new double[] {σ * σ};
                    })[0]);
  }

  /// σ(z) = a₊zᵏ for z > 0, a₋|z|ᵏ for z < 0.
  private record Homogeneous(double plus, double minus, int degree) {

    GaussianMoments moments(double variance) {
      double a2 = (plus * plus + minus * minus) / 2;
      double a4 = (Math.pow(plus, 4) + Math.pow(minus, 4)) / 2;
      return degree == 0
          ? new GaussianMoments(a2, a4, 0, Double.POSITIVE_INFINITY, 0)
          : new GaussianMoments(a2 * variance, 3 * a4 * variance * variance, a2, a2, 0);
    }
  }

  private static Optional<Homogeneous> homogeneous(Activation activation) {
    return switch (activation) {
      case Activation.Step _ -> Optional.of(new Homogeneous(1, 0, 0));
      case Activation.Sign _ -> Optional.of(new Homogeneous(1, -1, 0));
      default ->
          ScaleInvariantActivation.of(activation)
              .map(σ -> new Homogeneous(σ.positiveSlope(), -σ.negativeSlope(), 1));
    };
  }

  private static double[] integrands(Activation activation, double z) {
    double[] σ = activation.derivatives(z, 4);
    double square = σ[0] * σ[0];
    return new double[] {
      square,
      square * square,
      σ[1] * σ[1] + σ[0] * σ[2],
      σ[1] * σ[1],
      2 * σ[0] * σ[4] + 8 * σ[1] * σ[3] + 6 * σ[2] * σ[2]
    };
  }

  /// ⟨f⟩ by panels that walk outwards on both sides until they add nothing.
  private static double[] average(double variance, int components, DoubleFunction<double[]> f) {
    double deviation = Math.sqrt(variance);
    if (deviation == 0) {
      return f.apply(0);
    }
    double panel = Math.min(LONGEST_PANEL, deviation);
    if (!(REACH[0] * deviation / panel < MOST_PANELS)) {
      throw new IllegalArgumentException(
          "the variance of a pre-activation must be below 1e8 for quadrature, got " + variance);
    }
    double[] sum = new double[components];
    double[] modulus = new double[components];
    for (double from = 0; from < REACH[1] * deviation; from += panel) {
      double[] before = modulus.clone();
      for (int k = 0; k < RULE.getNumberOfPoints(); k++) {
        double z = from + panel / 2 * (1 + RULE.getPoint(k));
        double x = z / deviation;
        double weight =
            panel
                / 2
                * RULE.getWeight(k)
                * Math.exp(-x * x / 2)
                / Math.sqrt(2 * Math.PI * variance);
        add(weight, f.apply(z), sum, modulus);
        add(weight, f.apply(-z), sum, modulus);
      }
      if (from > REACH[0] * deviation && isNothing(before, modulus)) {
        break;
      }
    }
    return sum;
  }

  private static void add(double weight, double[] f, double[] sum, double[] modulus) {
    for (int c = 0; c < sum.length; c++) {
      sum[c] = Math.fma(weight, f[c], sum[c]);
      modulus[c] = Math.fma(weight, Math.abs(f[c]), modulus[c]);
    }
  }

  private static boolean isNothing(double[] before, double[] after) {
    for (int c = 0; c < after.length; c++) {
      if (after[c] - before[c] > 1e-17 * after[c]) {
        return false;
      }
    }
    return true;
  }

  /// Refuses what has no expectation over one Gaussian variable that quadrature could give.
  ///
  /// @throws IllegalArgumentException for activations that need more than z, and for formulas with kinks
  static void requireSupported(Activation activation) {
    if (activation.firstLayerOnly()) {
      throw new IllegalArgumentException(
          "the recursion in depth needs an activation of the pre-activation alone, got %s; use exp, cos or another"
              .formatted(activation));
    }
    if (activation instanceof Activation.Formula(Expression expression)
        && !expression.isAnalytic()) {
      throw new IllegalArgumentException(
          "the recursion in depth integrates analytic formulas only, got '%s'; use relu, leaky relu or abs by name"
              .formatted(expression));
    }
  }
}
