package org.nnft.kernel;

import org.nnft.math.GaussHermite;
import org.nnft.network.Activation;
import org.nnft.network.Expression;

/// E[g(z₁)g(z₂)] for (z₁, z₂) Gaussian of zero mean with covariance (q₁₁, q₁₂, q₂₂).
public final class DualActivation {
  /// 160 nodes: 4·10⁻¹⁶ for erf, about 10⁻¹³ for the other smooth activations at variances near 1.
  private static final GaussHermite RULE = GaussHermite.of(160);

  private DualActivation() {}

  /// Closed form where there is one, else tensor Gauss–Hermite with 160 × 160 nodes, or panels between kinks.
  ///
  /// @param q11 Var z₁ ≥ 0
  /// @param q12 Cov(z₁, z₂), |q₁₂| ≤ √(q₁₁q₂₂) up to rounding
  /// @param q22 Var z₂ ≥ 0
  /// @throws IllegalArgumentException for a plane wave, which is no function of z alone
  public static double of(Activation activation, double q11, double q12, double q22) {
    double norm = Math.sqrt(q11 * q22);
    double cos = norm == 0 ? 0 : Math.clamp(q12 / norm, -1.0, 1.0);
    double t = Math.acos(cos);
    return switch (activation) {
      case Activation.Erf _ ->
          2 / Math.PI * Math.asin(2 * q12 / Math.sqrt((1 + 2 * q11) * (1 + 2 * q22)));
      case Activation.Relu _ -> arcCosine(norm, cos, t);
      case Activation.LeakyRelu(double s) -> (1 - s) * (1 - s) * arcCosine(norm, cos, t) + s * q12;
      case Activation.Abs _ -> 2 / Math.PI * norm * (Math.sin(t) + (Math.PI / 2 - t) * cos);
      case Activation.Step _ -> (Math.PI - t) / (2 * Math.PI);
      case Activation.Sign _ -> 2 / Math.PI * Math.asin(cos);
      case Activation.Exp _ -> Math.exp((q11 + q22) / 2 + q12);
      case Activation.GaussNormalised _ -> Math.exp(q12 - (q11 + q22) / 2);
      case Activation.Gaussian _ -> 1 / Math.sqrt(determinant(q11, q12, q22));
      case Activation.Cos _ ->
          (Math.exp(q12 - (q11 + q22) / 2) + Math.exp(-q12 - (q11 + q22) / 2)) / 2;
      case Activation.Sin _ ->
          (Math.exp(q12 - (q11 + q22) / 2) - Math.exp(-q12 - (q11 + q22) / 2)) / 2;
      case Activation.Gelu _ -> gelu(q11, q12, q22);
      case Activation.Tanh _,
          Activation.Sigmoid _,
          Activation.Softplus _,
          Activation.Swish _,
          Activation.Polynomial _ ->
          quadrature(activation, RULE, q11, q12, q22);
      case Activation.Formula(Expression expression) -> {
        if (expression.isAnalytic()) {
          yield quadrature(activation, RULE, q11, q12, q22);
        }
        if (!expression.isPiecewiseAnalytic()) {
          throw new IllegalArgumentException(
              "no exact kernel is known for '%s': quadrature needs a function without branch points (log, sqrt); sample instead"
                  .formatted(expression));
        }
        yield new KinkedQuadrature(expression, Math.sqrt(Math.max(q11, q22))).of(q11, q12, q22);
      }
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

  /// The same expectation by tensor Gauss–Hermite quadrature, for any smooth function of z.
  public static double quadrature(
      Activation activation, GaussHermite rule, double q11, double q12, double q22) {
    double l11 = Math.sqrt(q11);
    double l21 = l11 == 0 ? 0 : q12 / l11;
    double l22 = Math.sqrt(Math.max(0, q22 - l21 * l21));
    double sum = 0;
    for (int i = 0; i < rule.size(); i++) {
      double inner = 0;
      for (int j = 0; j < rule.size(); j++) {
        inner += rule.weight(j) * activation.at(l21 * rule.node(i) + l22 * rule.node(j));
      }
      sum += rule.weight(i) * activation.at(l11 * rule.node(i)) * inner;
    }
    return sum;
  }
}
