package org.nnft.ensemble;

import java.util.Arrays;
import org.nnft.math.Lanes;
import org.nnft.network.Expression;

/// An expression for many networks at a time, from the leaves up. Mutable scratch of one thread.
final class ExpressionLanes {
  private final Lanes lanes;
  private final Expression expression;
  private final double[][] stack;

  ExpressionLanes(Lanes lanes, Expression expression, int capacity) {
    this.lanes = lanes;
    this.expression = expression;
    this.stack = new double[expression.depth()][capacity];
  }

  /// z ← g(z).
  void apply(double[] z, int n) {
    apply(new double[][] {z}, z, n);
  }

  /// y ← the value where variable k has the values x[k]. May be one of them.
  void apply(double[][] x, double[] y, int n) {
    evaluate(expression.root(), 0, x, n);
    System.arraycopy(stack[0], 0, y, 0, n);
  }

  /// Leaves the node's value in stack[at].
  private void evaluate(Expression.Node node, int at, double[][] x, int n) {
    double[] top = stack[at];
    switch (node) {
      case Expression.Literal(double value) -> lanes.fill(value, top, n);
      case Expression.Variable(int index) -> System.arraycopy(x[index], 0, top, 0, n);
      case Expression.Negation(var a) -> {
        evaluate(a, at, x, n);
        lanes.affine(-1, top, -0.0, top, n);
      }
      case Expression.Sum(var a, var b) -> {
        evaluate(a, b, at, x, n);
        lanes.add(top, stack[at + 1], top, n);
      }
      case Expression.Difference(var a, var b) -> {
        evaluate(a, b, at, x, n);
        lanes.subtract(top, stack[at + 1], top, n);
      }
      case Expression.Product(var a, var b) -> {
        evaluate(a, b, at, x, n);
        lanes.multiply(top, stack[at + 1], top, n);
      }
      case Expression.Quotient(var a, var b) -> {
        evaluate(a, b, at, x, n);
        lanes.divide(top, stack[at + 1], top, n);
      }
      case Expression.Power(var base, int exponent) -> {
        evaluate(base, at, x, n);
        double[] factor = stack[at + 1];
        System.arraycopy(top, 0, factor, 0, n);
        Arrays.fill(top, 0, n, 1);
        for (int k = 0; k < exponent; k++) {
          lanes.multiply(top, factor, top, n);
        }
      }
      case Expression.Call(var function, var argument) -> {
        evaluate(argument, at, x, n);
        call(function, top, n);
      }
    }
  }

  private void evaluate(Expression.Node a, Expression.Node b, int at, double[][] x, int n) {
    evaluate(a, at, x, n);
    evaluate(b, at + 1, x, n);
  }

  private void call(Expression.Function function, double[] t, int n) {
    switch (function) {
      case EXP -> lanes.exp(t, t, n);
      case LOG -> lanes.log(t, t, n);
      case SIN -> lanes.sin(t, t, n);
      case COS -> lanes.cos(t, t, n);
      case TANH -> lanes.tanh(t, t, n);
      case ERF -> lanes.erf(t, t, n);
      case SQRT -> lanes.sqrt(t, t, n);
      case ABS -> lanes.abs(t, t, n);
      case RELU -> lanes.max(t, 0, t, n);
    }
  }
}
