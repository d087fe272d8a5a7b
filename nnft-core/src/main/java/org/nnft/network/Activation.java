package org.nnft.network;

import java.util.Arrays;
import java.util.List;
import org.nnft.math.Elementary;

/// The function g(z) of one hidden unit.
///
/// A sealed family: the compiler lists every place where a new activation must be handled.
public sealed interface Activation {

  /// erf z.
  record Erf() implements Activation {}

  /// max(z, 0).
  record Relu() implements Activation {}

  /// z for z > 0, slope·z else.
  ///
  /// @param slope finite
  record LeakyRelu(double slope) implements Activation {}

  /// |z|.
  record Abs() implements Activation {}

  /// 1 for z > 0, ½ at 0, 0 else.
  record Step() implements Activation {}

  /// Sign of z, 0 at 0.
  record Sign() implements Activation {}

  /// eᶻ.
  record Exp() implements Activation {}

  /// Normalised exponential of the Gauss-net, exp(z − Var z(x)) with Var z(x) = σ_b² + σ_w²|x|²/d, the
  /// prior variance of the pre-activation (Halverson, Maiti, Stoner, 2008.08601). First layer only,
  /// since it depends on the input.
  record GaussNormalised() implements Activation {}

  /// exp(−z²/2).
  record Gaussian() implements Activation {}

  /// cos z.
  record Cos() implements Activation {}

  /// sin z.
  record Sin() implements Activation {}

  /// amplitude · (|w|² + mass²)^exponent · cos z, with w the unit's input weights: the momentum of a
  /// plane wave. First layer only. With exponent −½ and w uniform in a ball this is the scalar network
  /// whose infinite-width limit is the free scalar field (2307.03223).
  ///
  /// @param mass > 0
  record PlaneWave(double amplitude, double mass, double exponent) implements Activation {}

  /// tanh z.
  record Tanh() implements Activation {}

  /// 1/(1 + e⁻ᶻ).
  record Sigmoid() implements Activation {}

  /// ln(1 + eᶻ).
  record Softplus() implements Activation {}

  /// z/(1 + e⁻ᶻ).
  record Swish() implements Activation {}

  /// z Φ(z).
  record Gelu() implements Activation {}

  /// Σ cₖ zᵏ.
  ///
  /// @param coefficients c₀, c₁, …; at least one, finite
  record Polynomial(List<Double> coefficients) implements Activation {
    public Polynomial {
      coefficients = List.copyOf(coefficients);
    }

    /// zᵏ.
    public static Polynomial monomial(int degree) {
      Double[] c = new Double[degree + 1];
      Arrays.fill(c, 0.0);
      c[degree] = 1.0;
      return new Polynomial(List.of(c));
    }
  }

  /// A function written as text.
  record Formula(Expression expression) implements Activation {
    /// @throws IllegalArgumentException pointing at the character that is wrong
    public static Formula parse(String text) {
      return new Formula(Expression.parse(text));
    }
  }

  /// g(z) for activations that depend on the pre-activation alone.
  ///
  /// @throws IllegalStateException for [GaussNormalised] and [PlaneWave], which need more than z
  default double at(double z) {
    return switch (this) {
      case Erf _ -> Elementary.erf(z);
      case Relu _ -> Math.max(z, 0);
      case LeakyRelu(double slope) -> z > 0 ? z : slope * z;
      case Abs _ -> Math.abs(z);
      case Step _ -> z > 0 ? 1 : z < 0 ? 0 : 0.5;
      case Sign _ -> Math.signum(z);
      case Exp _ -> Elementary.exp(z);
      case Gaussian _ -> Elementary.exp(-0.5 * z * z);
      case Cos _ -> Elementary.cos(z);
      case Sin _ -> Elementary.sin(z);
      case Tanh _ -> Elementary.tanh(z);
      case Sigmoid _ -> 1 / (1 + Elementary.exp(-z));
      case Softplus _ -> Math.max(z, 0) + Elementary.log1p(Elementary.exp(-Math.abs(z)));
      case Swish _ -> z / (1 + Elementary.exp(-z));
      case Gelu _ -> 0.5 * z * (1 + Elementary.erf(z * Math.sqrt(0.5)));
      case Polynomial(List<Double> c) -> {
        double sum = 0;
        for (int k = c.size() - 1; k >= 0; k--) {
          sum = Math.fma(sum, z, c.get(k));
        }
        yield sum;
      }
      case Formula(Expression expression) -> expression.at(z);
      case GaussNormalised _, PlaneWave _ ->
          throw new IllegalStateException(this + " depends on more than the pre-activation");
    };
  }

  /// g(z), g′(z), … up to an order, by automatic differentiation; at a kink one of the two sides.
  ///
  /// @param order 0…4
  /// @return order + 1 numbers
  /// @throws IllegalStateException for [GaussNormalised] and [PlaneWave], which need more than z
  default double[] derivatives(double z, int order) {
    return ActivationJet.of(this, z, order);
  }

  /// Whether the activation needs the first layer's input or weights and so can stand only there.
  default boolean firstLayerOnly() {
    return this instanceof GaussNormalised || this instanceof PlaneWave;
  }
}
