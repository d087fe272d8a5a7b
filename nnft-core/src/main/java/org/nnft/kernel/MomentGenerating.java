package org.nnft.kernel;

import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.nnft.math.PowerSeries;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Laplace;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Rademacher;
import org.nnft.network.IndependentDensity.StudentT;
import org.nnft.network.IndependentDensity.Uniform;

/// ln E e^{tθ} of a scalar parameter θ, its cumulant-generating function, with derivatives.
///
/// | law | less μt | finite for |
/// |-----|---------|------------|
/// | normal | σ²t²/2 | all t |
/// | uniform | ln(sinh st/st) | all t |
/// | Laplace | −ln(1 − β²t²) | abs(βt) < 1 |
/// | Rademacher | ln cosh st | all t |
/// | Student-t | | t = 0 |
public final class MomentGenerating {
  private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(64);

  private MomentGenerating() {}

  /// ln E e^{tθ}; infinite where it diverges.
  public static double log(IndependentDensity density, double t) {
    double s = Math.abs(density.spread() * t);
    double centred =
        switch (density) {
          case Normal _ -> s * s / 2;
          case Uniform _ -> s < 1e-4 ? s * s / 6 : s + Math.log(-Math.expm1(-2 * s) / (2 * s));
          case Laplace _ -> s < 1 ? -Math.log1p(-s * s) : Double.POSITIVE_INFINITY;
          case StudentT _ -> s == 0 ? 0 : Double.POSITIVE_INFINITY;
          case Rademacher _ -> s + Math.log1p(Math.expm1(-2 * s) / 2);
          case Constant _ -> 0;
        };
    return density.mean() * t + centred;
  }

  /// The supremum of the abs(t) for which E e^{tθ} is finite.
  public static double limit(IndependentDensity density) {
    return switch (density) {
      case Laplace d -> 1 / d.scale();
      case StudentT _ -> 0;
      case Normal _, Uniform _, Rademacher _, Constant _ -> Double.POSITIVE_INFINITY;
    };
  }

  /// Taylor coefficients of ln E e^{(t+τ)θ} in τ.
  ///
  /// @param highestOrder ≥ 1
  /// @return orders 0 to the highest
  /// @throws IllegalArgumentException where it diverges at t or beside it
  public static double[] logSeries(IndependentDensity density, double t, int highestOrder) {
    if (!(Math.abs(t) < limit(density))) {
      throw new IllegalArgumentException(
          "E exp(tθ) of %s is finite for |t| < %s, got t = %s"
              .formatted(density, limit(density), t));
    }
    double[] c = new double[highestOrder + 1];
    double s = density.spread();
    switch (density) {
      case Normal _ -> {
        c[1] = s * s * t;
        c[2 <= highestOrder ? 2 : 0] = s * s / 2;
      }
      case Uniform _ -> c = uniform(s, t, highestOrder);
      case Laplace _ -> c = poles(s, t, highestOrder);
      case Rademacher _ -> {
        double[] tanh = tanh(s * t, highestOrder);
        for (int k = 1; k <= highestOrder; k++) {
          c[k] = Math.pow(s, k) * tanh[k - 1] / k;
        }
      }
      case StudentT _, Constant _ -> {}
    }
    c[0] = log(density, t);
    c[1] += density.mean();
    return c;
  }

  /// Taylor coefficients of −ln(1 − a²(t + τ)²) in τ, the logarithm of a chi-squared generating function to the
  /// power −½ per degree of freedom: with a Laplace law's scale or a homogeneous unit's slope for a.
  ///
  /// @param t abs(at) < 1
  public static double[] poles(double a, double t, int highestOrder) {
    double[] c = new double[highestOrder + 1];
    c[0] = -Math.log1p(-a * a * t * t);
    double right = 1;
    double left = 1;
    for (int k = 1; k <= highestOrder; k++) {
      right *= a / (1 - a * t);
      left *= -a / (1 + a * t);
      c[k] = (right + left) / k;
    }
    return c;
  }

  /// Taylor coefficients of tanh at x, from y′ = 1 − y².
  private static double[] tanh(double x, int count) {
    double[] y = new double[count];
    y[0] = Math.tanh(x);
    for (int n = 0; n + 1 < count; n++) {
      double sum = n == 0 ? 1 : 0;
      for (int i = 0; i <= n; i++) {
        sum -= y[i] * y[n - i];
      }
      y[n + 1] = sum / (n + 1);
    }
    return y;
  }

  /// From the moments of u under the density e^{stu} on [−1, 1].
  private static double[] uniform(double s, double t, int highestOrder) {
    double[] g = new double[highestOrder + 1];
    double shift = Math.abs(s * t);
    for (int i = 0; i < RULE.getNumberOfPoints(); i++) {
      double u = RULE.getPoint(i);
      double term = RULE.getWeight(i) * Math.exp(s * t * u - shift);
      for (int n = 0; n <= highestOrder; n++) {
        g[n] += term;
        term *= s * u / (n + 1);
      }
    }
    return PowerSeries.log(g);
  }
}
