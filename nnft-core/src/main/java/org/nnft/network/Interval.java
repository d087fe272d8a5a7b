package org.nnft.network;

/// A range of numbers, closed; ends may be infinite.
///
/// @param low ≤ high
public record Interval(double low, double high) {

  /// Every number.
  static final Interval ALL = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /// [0, ∞).
  public static final Interval POSITIVE = new Interval(0, Double.POSITIVE_INFINITY);

  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "a range needs low ≤ high, got %s and %s".formatted(low, high));
    }
  }

  /// The one number.
  public static Interval of(double value) {
    return new Interval(value, value);
  }

  /// The range of an expression by the rules of interval arithmetic (Moore 1966).
  static Interval of(Expression.Node node, Interval[] x) {
    return switch (node) {
      case Expression.Literal(double value) -> of(value);
      case Expression.Variable(int index) -> x[index];
      case Expression.Negation(var a) -> of(a, x).negated();
      case Expression.Sum(var a, var b) -> of(a, x).plus(of(b, x));
      case Expression.Difference(var a, var b) -> of(a, x).plus(of(b, x).negated());
      case Expression.Product(var a, var b) -> of(a, x).times(of(b, x));
      case Expression.Quotient(var a, var b) -> of(a, x).times(of(b, x).inverse());
      case Expression.Power(var base, int exponent) -> of(base, x).power(exponent);
      case Expression.Call(var function, var argument) -> of(argument, x).mapped(function);
    };
  }

  private Interval negated() {
    return new Interval(-high, -low);
  }

  private Interval plus(Interval other) {
    return orAll(low + other.low, high + other.high);
  }

  private Interval times(Interval other) {
    double a = product(low, other.low);
    double b = product(low, other.high);
    double c = product(high, other.low);
    double d = product(high, other.high);
    return orAll(
        Math.min(Math.min(a, b), Math.min(c, d)), Math.max(Math.max(a, b), Math.max(c, d)));
  }

  /// 0·∞ = 0: the end at 0 is reached, the infinite one is not.
  private static double product(double a, double b) {
    return a == 0 || b == 0 ? 0 : a * b;
  }

  private Interval inverse() {
    if (low > 0 || high < 0) {
      return orAll(1 / high, 1 / low);
    }
    return low == 0 && high > 0 ? new Interval(1 / high, Double.POSITIVE_INFINITY) : ALL;
  }

  private Interval power(int exponent) {
    if (exponent == 0) {
      return of(1);
    }
    double a = Math.pow(low, exponent);
    double b = Math.pow(high, exponent);
    boolean spansZero = exponent % 2 == 0 && low < 0 && high > 0;
    return orAll(spansZero ? 0 : Math.min(a, b), Math.max(a, b));
  }

  private Interval mapped(Expression.Function function) {
    return switch (function) {
      case EXP, TANH, ERF, RELU -> orAll(function.at(low), function.at(high));
      case LOG, SQRT -> low < 0 ? ALL : orAll(function.at(low), function.at(high));
      case SIN, COS -> new Interval(-1, 1);
      case ABS ->
          orAll(
              low <= 0 && high >= 0 ? 0 : Math.min(Math.abs(low), Math.abs(high)),
              Math.max(Math.abs(low), Math.abs(high)));
    };
  }

  private static Interval orAll(double low, double high) {
    return low <= high ? new Interval(low, high) : ALL;
  }
}
