package org.nnft.ensemble;

import org.nnft.markov.Energy;
import org.nnft.network.NeuralField;
import org.nnft.network.Potential;

/// U(x) = ½ x² + t V(θ(x)): the density P₀ e^(−tV) in the white coordinates of its parent P₀.
final class DeformedEnergy implements Energy {
  private final Potential potential;
  private final WhiteParameters parameters;
  private final double t;
  private final double[] variables;

  /// @param t how much of V is switched on
  DeformedEnergy(NeuralField field, Potential potential, double t) {
    this.potential = potential;
    this.parameters = new WhiteParameters(field);
    this.t = t;
    this.variables = potential.variables(field);
  }

  WhiteParameters parameters() {
    return parameters;
  }

  @Override
  public int dimension() {
    return parameters.dimension();
  }

  /// V(θ(x)).
  double potential(double[] x) {
    parameters.sums(x, variables);
    return potential.at(variables);
  }

  @Override
  public double value(double[] x) {
    double square = 0;
    for (double a : x) {
      square = Math.fma(a, a, square);
    }
    return square / 2 + t * potential(x);
  }

  @Override
  public void gradient(double[] x, double[] gradient) {
    System.arraycopy(x, 0, gradient, 0, gradient.length);
    parameters.sums(x, variables);
    double[] slopes = potential.expression().gradient(variables);
    parameters.addGradient(x, slopes, t, gradient);
  }
}
