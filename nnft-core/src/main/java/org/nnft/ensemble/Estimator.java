package org.nnft.ensemble;

import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;
import org.nnft.statistics.SymmetricSums;

/// What one network contributes to the power sums; the expectation is the same for all.
public enum Estimator {
  /// Products of its outputs.
  OUTPUTS,
  /// Products of its outputs averaged with their mirror image f → −f: odd orders vanish identically.
  /// Exact for an even readout.
  ANTITHETIC,
  /// The expectation over the readout given the hidden units: sums over pairings of
  /// K̂(x, y) = σ_c² + N σ_V² · mean of h(x)h(y). Exact for a Gaussian readout of zero mean.
  GAUSSIAN_READOUT,
  /// The same for deep networks, less what the kernel recursion knows of every layer given the one below
  /// ([KernelControl]). Exact for Gaussian weights, to order 4.
  CONTROL_VARIATES,
  /// One hidden unit in place of the network; cumulants of independent neurons add ([SingleNeuron]). Exact for one
  /// hidden layer with independent parameters.
  NEURON,
  /// The same with parameters at randomised Sobol points ([RandomisedNeuron]).
  QUASI_MONTE_CARLO,
  /// Nothing is drawn: moments of the hidden unit by closed forms or quadrature
  /// ([org.nnft.neuron.FiniteWidthCorrelators]). For one hidden layer, where they are known.
  QUADRATURE;

  private static final int MANY = 256;

  /// In narrower layers control variates cost more than they save.
  private static final int NARROW = 16;

  /// The estimator of smallest variance that takes whole networks, one by one, and is exact for this ensemble.
  public static Estimator best(NeuralField field) {
    if (field.hasGaussianReadout()) {
      return GAUSSIAN_READOUT;
    }
    return field.isEven() ? ANTITHETIC : OUTPUTS;
  }

  /// The estimator that reaches an error of whole networks' correlators soonest at so many points: a Gram matrix costs
  /// N·P² per network, outputs N·P, so beyond [#MANY] points the readout is drawn.
  public static Estimator best(NeuralField field, int points) {
    Estimator best = best(field);
    return best == GAUSSIAN_READOUT && points > MANY ? ANTITHETIC : best;
  }

  /// The estimator that is drawn for correlators and nothing else: of one hidden layer with independent neurons a single
  /// unit, of deep networks the readout's expectation with control variates, where they are exact and save time.
  ///
  /// Not [#QUASI_MONTE_CARLO], more precise in few dimensions though it is: a sample is there to be held against theory,
  /// which uses the same points where it knows no better.
  public static Estimator ofCorrelators(
      NeuralField field, PointSet points, int highestOrder, Precision precision) {
    if (SingleNeuron.isPossible(field) && SingleNeuron.hasMoments(field, highestOrder)) {
      return NEURON;
    }
    boolean wide = field.hidden().stream().allMatch(layer -> layer.width() >= NARROW);
    return precision == Precision.DOUBLE && wide && KernelControl.pays(field, points, highestOrder)
        ? CONTROL_VARIATES
        : best(field, points.size());
  }

  /// Whether random numbers are drawn at all.
  public boolean isDrawn() {
    return this != QUADRATURE;
  }

  /// Whether it is exact for this ensemble.
  public boolean isExactFor(NeuralField field) {
    return switch (this) {
      case OUTPUTS -> true;
      case ANTITHETIC -> field.isEven();
      case GAUSSIAN_READOUT -> field.hasGaussianReadout();
      case CONTROL_VARIATES -> KernelControl.isPossible(field);
      case NEURON, QUASI_MONTE_CARLO, QUADRATURE -> SingleNeuron.isPossible(field);
    };
  }

  /// What it is for, in words that follow "for".
  public String condition() {
    return switch (this) {
      case OUTPUTS -> "any network";
      case ANTITHETIC -> "output weights and biases of even law";
      case GAUSSIAN_READOUT -> "normal output weights, normal output biases or none, of zero mean";
      case CONTROL_VARIATES ->
          "two or more hidden layers of at least 2 units, normal weights and biases of zero mean, and activations whose kernel is a formula (relu, leaky relu, abs, step, sign, erf, gaussian, gelu, cos, sin)";
      case NEURON, QUASI_MONTE_CARLO, QUADRATURE -> "one hidden layer with independent parameters";
    };
  }

  /// The sums that are kept of whole networks.
  public SymmetricSums layout(int symbols, int highestOrder) {
    return this == OUTPUTS
        ? SymmetricSums.all(symbols, highestOrder)
        : SymmetricSums.even(symbols, highestOrder);
  }
}
