package org.nnft.symmetry;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.nnft.network.Activation;
import org.nnft.network.Expression;

/// Symmetries of an activation as a function of the pre-activation z, the other data of the unit fixed.
final class ActivationSymmetry {

  /// Behaviour under z → −z.
  enum Parity {
    EVEN,
    ODD,
    NONE
  }

  private ActivationSymmetry() {}

  /// g(−z) = ±g(z).
  static Parity parity(Activation g) {
    return switch (g) {
      case Activation.Abs _, Activation.Gaussian _, Activation.Cos _, Activation.PlaneWave _ ->
          Parity.EVEN;
      case Activation.Erf _, Activation.Sign _, Activation.Sin _, Activation.Tanh _ -> Parity.ODD;
      case Activation.LeakyRelu(double slope) -> slope == 1 ? Parity.ODD : Parity.NONE;
      case Activation.Polynomial(List<Double> c) ->
          onlyPowers(c, 0) ? Parity.EVEN : onlyPowers(c, 1) ? Parity.ODD : Parity.NONE;
      case Activation.Formula(Expression expression) -> parity(expression.root());
      case Activation.Relu _,
          Activation.Step _,
          Activation.Exp _,
          Activation.GaussNormalised _,
          Activation.Sigmoid _,
          Activation.Softplus _,
          Activation.Swish _,
          Activation.Gelu _ ->
          Parity.NONE;
    };
  }

  private static boolean onlyPowers(List<Double> coefficients, int parity) {
    return IntStream.range(0, coefficients.size())
        .allMatch(k -> k % 2 == parity || coefficients.get(k) == 0);
  }

  private static Parity parity(Expression.Node node) {
    return switch (node) {
      case Expression.Literal _ -> Parity.EVEN;
      case Expression.Variable _ -> Parity.ODD;
      case Expression.Negation(Expression.Node a) -> parity(a);
      case Expression.Sum(Expression.Node a, Expression.Node b) -> same(a, b);
      case Expression.Difference(Expression.Node a, Expression.Node b) -> same(a, b);
      case Expression.Product(Expression.Node a, Expression.Node b) -> product(a, b);
      case Expression.Quotient(Expression.Node a, Expression.Node b) -> product(a, b);
      case Expression.Power(Expression.Node base, int exponent) ->
          parity(base) == Parity.ODD && exponent % 2 == 0 ? Parity.EVEN : parity(base);
      case Expression.Call(Expression.Function f, Expression.Node argument) ->
          switch (parity(argument)) {
            case EVEN -> Parity.EVEN;
            case NONE -> Parity.NONE;
            case ODD ->
                switch (f) {
                  case SIN, TANH, ERF -> Parity.ODD;
                  case COS, ABS -> Parity.EVEN;
                  case EXP, LOG, SQRT, RELU -> Parity.NONE;
                };
          };
    };
  }

  private static Parity same(Expression.Node a, Expression.Node b) {
    return parity(a) == parity(b) ? parity(a) : Parity.NONE;
  }

  private static Parity product(Expression.Node a, Expression.Node b) {
    Parity first = parity(a);
    Parity second = parity(b);
    if (first == Parity.NONE || second == Parity.NONE) {
      return Parity.NONE;
    }
    return first == second ? Parity.EVEN : Parity.ODD;
  }

  /// P > 0 with g(z + P) = g(z), if there is one that can be seen.
  static OptionalDouble period(Activation g) {
    return switch (g) {
      case Activation.Cos _, Activation.Sin _, Activation.PlaneWave _ ->
          OptionalDouble.of(2 * Math.PI);
      case Activation.Formula(Expression expression) when isTurning(expression.root()) ->
          OptionalDouble.of(2 * Math.PI);
      case Activation.Formula _,
          Activation.Erf _,
          Activation.Relu _,
          Activation.LeakyRelu _,
          Activation.Abs _,
          Activation.Step _,
          Activation.Sign _,
          Activation.Exp _,
          Activation.GaussNormalised _,
          Activation.Gaussian _,
          Activation.Tanh _,
          Activation.Sigmoid _,
          Activation.Softplus _,
          Activation.Swish _,
          Activation.Gelu _,
          Activation.Polynomial _ ->
          OptionalDouble.empty();
    };
  }

  /// Whether g(z + P/2) = −g(z).
  static boolean isAntiperiodic(Activation g) {
    return g instanceof Activation.Cos
        || g instanceof Activation.Sin
        || g instanceof Activation.PlaneWave;
  }

  /// Whether x occurs only within sin or cos of kx + constant, k whole: period 2π.
  private static boolean isTurning(Expression.Node node) {
    return switch (node) {
      case Expression.Literal _ -> true;
      case Expression.Variable _ -> false;
      case Expression.Negation(Expression.Node a) -> isTurning(a);
      case Expression.Power(Expression.Node base, int _) -> isTurning(base);
      case Expression.Sum(Expression.Node a, Expression.Node b) -> isTurning(a) && isTurning(b);
      case Expression.Difference(Expression.Node a, Expression.Node b) ->
          isTurning(a) && isTurning(b);
      case Expression.Product(Expression.Node a, Expression.Node b) -> isTurning(a) && isTurning(b);
      case Expression.Quotient(Expression.Node a, Expression.Node b) ->
          isTurning(a) && isTurning(b);
      case Expression.Call(Expression.Function f, Expression.Node argument) ->
          isTurning(argument)
              || (f == Expression.Function.SIN || f == Expression.Function.COS)
                  && isWhole(slope(argument));
    };
  }

  private static boolean isWhole(double slope) {
    return Double.isFinite(slope) && slope == Math.rint(slope);
  }

  /// k of an argument kx + constant; NaN if it is not of that form.
  private static double slope(Expression.Node node) {
    return switch (node) {
      case Expression.Literal _ -> 0;
      case Expression.Variable _ -> 1;
      case Expression.Negation(Expression.Node a) -> -slope(a);
      case Expression.Sum(Expression.Node a, Expression.Node b) -> slope(a) + slope(b);
      case Expression.Difference(Expression.Node a, Expression.Node b) -> slope(a) - slope(b);
      case Expression.Product(Expression.Literal(double k), Expression.Node a) -> k * slope(a);
      case Expression.Product(Expression.Node a, Expression.Literal(double k)) -> k * slope(a);
      case Expression.Quotient(Expression.Node a, Expression.Literal(double k)) -> slope(a) / k;
      case Expression.Product _, Expression.Quotient _, Expression.Power _, Expression.Call _ ->
          Double.NaN;
    };
  }

  /// p with g(λz) = λᵖ g(z) for all λ > 0, if there is one.
  static OptionalDouble degree(Activation g) {
    return switch (g) {
      case Activation.Relu _, Activation.LeakyRelu _, Activation.Abs _ -> OptionalDouble.of(1);
      case Activation.Step _, Activation.Sign _ -> OptionalDouble.of(0);
      case Activation.Polynomial(List<Double> c) -> {
        int[] powers = IntStream.range(0, c.size()).filter(k -> c.get(k) != 0).toArray();
        yield powers.length == 1 ? OptionalDouble.of(powers[0]) : OptionalDouble.empty();
      }
      case Activation.Formula _,
          Activation.Erf _,
          Activation.Exp _,
          Activation.GaussNormalised _,
          Activation.Gaussian _,
          Activation.Cos _,
          Activation.Sin _,
          Activation.PlaneWave _,
          Activation.Tanh _,
          Activation.Sigmoid _,
          Activation.Softplus _,
          Activation.Swish _,
          Activation.Gelu _ ->
          OptionalDouble.empty();
    };
  }
}
