package org.nnft.network;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.analysis.differentiation.DSFactory;
import org.hipparchus.analysis.differentiation.DerivativeStructure;

/// Functions with their derivatives, by automatic differentiation: g(z) up to order 4, gradients of expressions.
final class ActivationJet {
  private static final int HIGHEST = 4;
  private static final List<DSFactory> FACTORIES =
      List.of(
          new DSFactory(1, 0),
          new DSFactory(1, 1),
          new DSFactory(1, 2),
          new DSFactory(1, 3),
          new DSFactory(1, HIGHEST));

  private ActivationJet() {}

  static double[] of(Activation activation, double z, int order) {
    if (order < 0 || order > HIGHEST) {
      throw new IllegalArgumentException(
          "derivatives of an activation have order 0 to %d, got %d".formatted(HIGHEST, order));
    }
    DerivativeStructure jet = apply(activation, FACTORIES.get(order).variable(0, z));
    double[] derivatives = new double[order + 1];
    for (int k = 0; k <= order; k++) {
      derivatives[k] = jet.getPartialDerivative(k);
    }
    return derivatives;
  }

  /// Partial derivatives of a function of several variables.
  static double[] gradient(Expression expression, double[] x) {
    DSFactory factory = new DSFactory(x.length, 1);
    DerivativeStructure[] jets = new DerivativeStructure[x.length];
    Arrays.setAll(jets, k -> factory.variable(k, x[k]));
    double[] derivatives = apply(expression.root(), jets).getAllDerivatives();
    return Arrays.copyOfRange(derivatives, 1, 1 + x.length);
  }

  private static DerivativeStructure apply(Activation activation, DerivativeStructure z) {
    return switch (activation) {
      case Activation.Erf _ -> erf(z);
      case Activation.Relu _ -> positivePart(z);
      case Activation.LeakyRelu(double slope) -> z.getValue() > 0 ? z : z.multiply(slope);
      case Activation.Abs _ -> z.abs();
      case Activation.Step _, Activation.Sign _ -> z.newInstance(activation.at(z.getValue()));
      case Activation.Exp _ -> z.exp();
      case Activation.Gaussian _ -> z.square().multiply(-0.5).exp();
      case Activation.Cos _ -> z.cos();
      case Activation.Sin _ -> z.sin();
      case Activation.Tanh _ -> tanh(z);
      case Activation.Sigmoid _ -> sigmoid(z);
      case Activation.Softplus _ ->
          z.getValue() > 0 ? z.add(z.negate().exp().log1p()) : z.exp().log1p();
      case Activation.Swish _ -> z.multiply(sigmoid(z));
      case Activation.Gelu _ -> z.multiply(0.5).multiply(erf(z.multiply(Math.sqrt(0.5))).add(1));
      case Activation.Polynomial(List<Double> c) -> {
        DerivativeStructure sum = z.newInstance(0);
        for (int k = c.size() - 1; k >= 0; k--) {
          sum = sum.multiply(z).add(c.get(k));
        }
        yield sum;
      }
      case Activation.Formula(Expression expression) -> apply(expression.root(), z);
      case Activation.GaussNormalised _, Activation.PlaneWave _ ->
          throw new IllegalStateException(activation + " depends on more than the pre-activation");
    };
  }

  private static DerivativeStructure apply(Expression.Node node, DerivativeStructure... x) {
    return switch (node) {
      case Expression.Literal(double value) -> x[0].newInstance(value);
      case Expression.Variable(int index) -> x[index];
      case Expression.Negation(Expression.Node a) -> apply(a, x).negate();
      case Expression.Sum(Expression.Node a, Expression.Node b) -> apply(a, x).add(apply(b, x));
      case Expression.Difference(Expression.Node a, Expression.Node b) ->
          apply(a, x).subtract(apply(b, x));
      case Expression.Product(Expression.Node a, Expression.Node b) ->
          apply(a, x).multiply(apply(b, x));
      case Expression.Quotient(Expression.Node a, Expression.Node b) ->
          apply(a, x).divide(apply(b, x));
      case Expression.Power(Expression.Node base, int exponent) -> apply(base, x).pow(exponent);
      case Expression.Call(Expression.Function function, Expression.Node argument) -> {
        DerivativeStructure y = apply(argument, x);
        yield switch (function) {
          case EXP -> y.exp();
          case LOG -> y.log();
          case SIN -> y.sin();
          case COS -> y.cos();
          case TANH -> tanh(y);
          case ERF -> erf(y);
          case SQRT -> y.sqrt();
          case ABS -> y.abs();
          case RELU -> positivePart(y);
        };
      }
    };
  }

  private static DerivativeStructure positivePart(DerivativeStructure z) {
    return z.getValue() > 0 ? z : z.newInstance(0);
  }

  private static DerivativeStructure sigmoid(DerivativeStructure z) {
    return tanh(z.multiply(0.5)).add(1).multiply(0.5);
  }

  /// erf⁽ᵏ⁺¹⁾(z) = (2/√π)(−1)ᵏ H_k(z) e^(−z²), with Hermite's polynomials H_k.
  private static DerivativeStructure erf(DerivativeStructure z) {
    double x = z.getValue();
    double bell = 2 / Math.sqrt(Math.PI) * Math.exp(-x * x);
    double[] f = {
      new Activation.Erf().at(x),
      bell,
      -2 * x * bell,
      (4 * x * x - 2) * bell,
      (12 * x - 8 * x * x * x) * bell
    };
    return z.compose(Arrays.copyOf(f, z.getOrder() + 1));
  }

  /// With t = tanh z: 1 − t², −2t(1 − t²), (6t² − 2)(1 − t²), (16 − 24t²)t(1 − t²).
  private static DerivativeStructure tanh(DerivativeStructure z) {
    double t = new Activation.Tanh().at(z.getValue());
    double s = 1 - t * t;
    double[] f = {t, s, -2 * t * s, (6 * t * t - 2) * s, (16 - 24 * t * t) * t * s};
    return z.compose(Arrays.copyOf(f, z.getOrder() + 1));
  }
}
