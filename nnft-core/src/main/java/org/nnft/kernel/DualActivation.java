package org.nnft.kernel;

import java.util.OptionalDouble;
import org.nnft.network.Activation;
import org.nnft.statistics.Estimate;

/// E[g(z₁)g(z₂)] for (z₁, z₂) Gaussian of zero mean with covariance (q₁₁, q₁₂, q₂₂).
public final class DualActivation {

  private DualActivation() {}

  /// Closed form where there is one, else by [HermiteSeries].
  ///
  /// @param q11 Var z₁ ≥ 0
  /// @param q12 Cov(z₁, z₂), |q₁₂| ≤ √(q₁₁q₂₂) up to rounding
  /// @param q22 Var z₂ ≥ 0
  /// @return the value with a bound on its error; 0 for a closed form, whose rounding is not counted
  /// @throws IllegalArgumentException for a plane wave, which is no function of z alone, and where quadrature does not
  ///     converge
  public static Estimate of(Activation activation, double q11, double q12, double q22) {
    OptionalDouble closed = closedForm(activation, q11, q12, q22);
    return closed.isPresent()
        ? new Estimate(closed.getAsDouble(), 0)
        : HermiteSeries.of(activation, q11).times(HermiteSeries.of(activation, q22), q12);
  }

  /// Empty where none is known.
  static OptionalDouble closedForm(Activation activation, double q11, double q12, double q22) {
    double norm = Math.sqrt(q11 * q22);
    double cos = norm == 0 ? 0 : Math.clamp(q12 / norm, -1.0, 1.0);
    double t = Math.acos(cos);
    return switch (activation) {
      case Activation.Erf _ ->
          OptionalDouble.of(
              2 / Math.PI * Math.asin(2 * q12 / Math.sqrt((1 + 2 * q11) * (1 + 2 * q22))));
      case Activation.Relu _ -> OptionalDouble.of(arcCosine(norm, cos, t));
      case Activation.LeakyRelu(double s) ->
          OptionalDouble.of((1 - s) * (1 - s) * arcCosine(norm, cos, t) + s * q12);
      case Activation.Abs _ ->
          OptionalDouble.of(2 / Math.PI * norm * (Math.sin(t) + (Math.PI / 2 - t) * cos));
      case Activation.Step _ -> OptionalDouble.of((Math.PI - t) / (2 * Math.PI));
      case Activation.Sign _ -> OptionalDouble.of(2 / Math.PI * Math.asin(cos));
      case Activation.Exp _ -> OptionalDouble.of(Math.exp((q11 + q22) / 2 + q12));
      case Activation.GaussNormalised _ -> OptionalDouble.of(Math.exp(q12 - (q11 + q22) / 2));
      case Activation.Gaussian _ -> OptionalDouble.of(1 / Math.sqrt(determinant(q11, q12, q22)));
      case Activation.Cos _ ->
          OptionalDouble.of(
              (Math.exp(q12 - (q11 + q22) / 2) + Math.exp(-q12 - (q11 + q22) / 2)) / 2);
      case Activation.Sin _ ->
          OptionalDouble.of(
              (Math.exp(q12 - (q11 + q22) / 2) - Math.exp(-q12 - (q11 + q22) / 2)) / 2);
      case Activation.Gelu _ -> OptionalDouble.of(gelu(q11, q12, q22));
      case Activation.Tanh _,
          Activation.Sigmoid _,
          Activation.Softplus _,
          Activation.Swish _,
          Activation.Polynomial _,
          Activation.Formula _ ->
          OptionalDouble.empty();
      case Activation.PlaneWave _ ->
          throw new IllegalArgumentException("a plane wave is no function of its phase alone");
    };
  }

  /// √(q₁₁q₂₂)/(2π)·(sin t + (π − t) cos t) (Cho & Saul 2009).
  private static double arcCosine(double norm, double cos, double t) {
    return norm / (2 * Math.PI) * (Math.sin(t) + (Math.PI - t) * cos);
  }

  /// (1 + q₁₁)(1 + q₂₂) − q₁₂².
  private static double determinant(double q11, double q12, double q22) {
    return (1 + q11) * (1 + q22) - q12 * q12;
  }

  private static double gelu(double q11, double q12, double q22) {
    double p = (1 + q11) * (1 + q22);
    double d = determinant(q11, q12, q22);
    double root = Math.sqrt(d);
    return q12 / 4
        + ((q12 * q12 + q11 * q22 * d) / (p * root) + q12 * Math.atan2(q12, root)) / (2 * Math.PI);
  }
}
