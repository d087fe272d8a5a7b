package org.nnft.network;

import java.util.ArrayList;
import java.util.List;

/// V(θ), a function of invariants of a network's parameters, written as text.
///
/// | name | meaning |
/// |------|---------|
/// | sumW2, sumW4 | Σ W², Σ W⁴ over the weights of all hidden layers |
/// | sumB2, sumB4 | the same of the hidden biases |
/// | sumV2, sumV4 | of the output weights |
/// | sumC2, sumC4 | of the output biases |
/// | N, d, D | width of the last hidden layer, inputs, outputs |
///
/// Weights are taken as they multiply what comes in, factors 1/√fan-in included. The family is even in every
/// parameter and does not depend on the order of neurons. The text may name further parameters α, whose values
/// stand beside it.
///
/// @param expression of [#INVARIANTS], then the parameters
/// @param parameters α₁ … α_q
public record Potential(Expression expression, List<Parameter> parameters) {

  /// Names that every potential may use.
  public static final List<String> INVARIANTS =
      List.of(
          "sumW2", "sumW4", "sumB2", "sumB4", "sumV2", "sumV4", "sumC2", "sumC4", "N", "d", "D");

  /// How many of them are sums over parameters.
  public static final int SUMS = 8;

  private static final int FIRST_READOUT = 4;

  /// A number that the text names.
  public record Parameter(String name, double value) {
    public Parameter {
      if (!name.matches("[A-Za-z_][A-Za-z_0-9]*")) {
        throw new IllegalArgumentException(
            "a parameter's name has letters, digits and _, got '%s'".formatted(name));
      }
      if (INVARIANTS.contains(name) || Expression.vocabulary().contains(name)) {
        throw new IllegalArgumentException(
            "'%s' has a meaning of its own in a potential; choose another name".formatted(name));
      }
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "parameter %s must be finite, got %s".formatted(name, value));
      }
    }
  }

  public Potential {
    parameters = List.copyOf(parameters);
  }

  /// @throws IllegalArgumentException pointing at the character that is wrong
  public static Potential parse(String text, List<Parameter> parameters) {
    List<String> names = new ArrayList<>(INVARIANTS);
    parameters.forEach(p -> names.add(p.name()));
    return new Potential(Expression.parse(text, names), parameters);
  }

  /// Whether V depends on the readout, so that it is no longer Gaussian given the hidden units.
  public boolean mentionsReadout() {
    return mentionsAny(FIRST_READOUT, SUMS);
  }

  /// Whether V depends on any parameter of the network.
  public boolean mentionsAny(int from, int to) {
    for (int k = from; k < to; k++) {
      if (expression.mentions(k)) {
        return true;
      }
    }
    return false;
  }

  /// Values of all variables, with those of the sums left at 0 for the caller to set.
  public double[] variables(NeuralField field) {
    double[] x = new double[INVARIANTS.size() + parameters.size()];
    x[SUMS] = field.width();
    x[SUMS + 1] = field.inputs();
    x[SUMS + 2] = field.outputs();
    for (int k = 0; k < parameters.size(); k++) {
      x[INVARIANTS.size() + k] = parameters.get(k).value();
    }
    return x;
  }

  /// V at the variables' values. Not modified.
  public double at(double[] variables) {
    return expression.at(variables);
  }

  /// A number that V never falls below; −∞ where interval arithmetic finds none.
  public double lowerBound(NeuralField field) {
    double[] fixed = variables(field);
    Interval[] ranges = new Interval[fixed.length];
    for (int k = 0; k < ranges.length; k++) {
      ranges[k] = k < SUMS ? Interval.POSITIVE : Interval.of(fixed[k]);
    }
    return expression.over(ranges).low();
  }

  /// t · V.
  public Potential scaledBy(double t) {
    return new Potential(
        new Expression(
            "(%s)*(%s)".formatted(t, expression.text()),
            new Expression.Product(new Expression.Literal(t), expression.root())),
        parameters);
  }
}
