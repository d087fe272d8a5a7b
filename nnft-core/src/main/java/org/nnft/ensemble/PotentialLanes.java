package org.nnft.ensemble;

import org.nnft.math.Lanes;
import org.nnft.network.NeuralField;
import org.nnft.network.Potential;

/// V(θ) of many networks at a time. Mutable scratch of one thread.
final class PotentialLanes {
  private final Lanes lanes;
  private final ExpressionLanes expression;
  private final double[][] variables;
  private final double[] constants;
  private final double[] square;
  private final double[] fourth;

  PotentialLanes(NeuralField field, Potential potential, Lanes lanes, int capacity) {
    this.lanes = lanes;
    this.expression = new ExpressionLanes(lanes, potential.expression(), capacity);
    this.constants = potential.variables(field);
    this.variables = new double[constants.length][capacity];
    this.square = new double[capacity];
    this.fourth = new double[capacity];
  }

  /// V of n networks.
  ///
  /// @param v modified
  void at(NetworkParameters θ, double[] v, int n) {
    for (int k = 0; k < constants.length; k++) {
      lanes.fill(constants[k], variables[k], n);
    }
    for (double[][] layer : θ.weights) {
      add(layer, 0, n);
    }
    for (double[][] layer : θ.biases) {
      add(layer, 2, n);
    }
    add(θ.readout, 4, n);
    add(θ.outputBiases, 6, n);
    expression.apply(variables, v, n);
  }

  /// Adds Σ θ² to one variable and Σ θ⁴ to the next.
  private void add(double[][] parameters, int variable, int n) {
    double[] squares = variables[variable];
    double[] fourths = variables[variable + 1];
    for (double[] parameter : parameters) {
      lanes.multiply(parameter, parameter, square, n);
      lanes.add(squares, square, squares, n);
      lanes.multiply(square, square, fourth, n);
      lanes.add(fourths, fourth, fourths, n);
    }
  }
}
