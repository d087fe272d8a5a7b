package org.nnft.kernel;

import org.hipparchus.special.Gamma;
import org.nnft.network.Activation;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Laplace;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Rademacher;
import org.nnft.network.IndependentDensity.StudentT;
import org.nnft.network.IndependentDensity.Uniform;
import org.nnft.network.ParameterDensity;

/// E[cos(w·y)] of a weight vector less its mean, and of a scalar less its mean.
///
/// | law of one component | χ(t) |
/// |----------------------|------|
/// | normal | e^(−σ²t²/2) |
/// | uniform | sin(st)/(st) |
/// | Laplace | 1/(1 + β²t²) |
/// | Student-t | E e^(−νs²t²/4G), G ~ Γ(ν/2, 1); e^(−s·abs t) for ν = 1 |
/// | Rademacher | cos(st) |
///
/// The law of independent components is the product over them; ball and sphere give [AngularAverage],
/// propagator-weighted momenta F_s(y)/Ω ([HeatKernelAverage], [RadialAverage]).
public final class CharacteristicFunction {

  private CharacteristicFunction() {}

  /// @param y d components. Not modified.
  static double of(ParameterDensity density, double[] y) {
    return switch (density) {
      case ParameterDensity.Ball(double radius) ->
          AngularAverage.of(y.length + 2, radius * norm(y));
      case ParameterDensity.Sphere(double radius) -> AngularAverage.of(y.length, radius * norm(y));
      case ParameterDensity.Propagator d ->
          MomentumAverage.of(new Activation.PlaneWave(1, d.mass(), 0), y.length, d)
              .orElseThrow()
              .at(0, norm(y));
      case IndependentDensity scalar -> {
        double product = 1;
        for (double t : y) {
          product *= of(scalar, t);
        }
        yield product;
      }
    };
  }

  /// E[cos((θ − E θ)y)] of a scalar θ.
  public static double of(IndependentDensity density, double y) {
    double t = Math.abs(density.spread() * y);
    return switch (density) {
      case Normal _ -> Math.exp(-t * t / 2);
      case Uniform _ -> AngularAverage.of(3, t);
      case Laplace _ -> 1 / (1 + t * t);
      case StudentT d -> studentT(d.degreesOfFreedom(), t);
      case Rademacher _ -> Math.cos(t);
      case Constant _ -> 1;
    };
  }

  static double norm(double[] y) {
    double sum = 0;
    for (double t : y) {
      sum = Math.fma(t, t, sum);
    }
    return Math.sqrt(sum);
  }

  /// E e^(−νt²/4G) = Γ(μ)⁻¹ ∫ dv exp(μv − eᵛ − ¼νt²e⁻ᵛ), μ = ν/2, by the trapezoid rule, which converges
  /// exponentially since the integrand is analytic for abs(Im v) < π/2; to 10⁻¹⁵ with this step.
  private static double studentT(double ν, double t) {
    double μ = ν / 2;
    double quarter = ν * t * t / 4;
    double logΓ = Gamma.logGamma(μ);
    double from = (Gamma.logGamma(μ + 1) - 41) / μ;
    double to = Math.log(45 + 4 * μ);
    int steps = (int) Math.ceil((to - from) * 10 * (1 + Math.sqrt(μ)));
    double h = (to - from) / steps;
    double sum = 0;
    for (int k = 0; k <= steps; k++) {
      double v = from + k * h;
      sum += Math.exp(μ * v - Math.exp(v) - quarter * Math.exp(-v) - logΓ);
    }
    return h * sum;
  }
}
