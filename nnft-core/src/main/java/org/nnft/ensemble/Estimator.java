package org.nnft.ensemble;

import org.nnft.network.NeuralField;
import org.nnft.statistics.KStatistic;
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
  /// One neuron in place of the network, measured by its own best estimator; cumulants of independent neurons add
  /// ([SingleNeuron]). Exact for one hidden layer with independent parameters.
  NEURON;

  private static final int MANY = 256;

  /// The estimator of smallest variance that takes whole networks and is exact for this ensemble.
  public static Estimator best(NeuralField field) {
    if (field.hasGaussianReadout()) {
      return GAUSSIAN_READOUT;
    }
    return field.isEven() ? ANTITHETIC : OUTPUTS;
  }

  /// The estimator that reaches an error soonest at so many points: a Gram matrix costs N·P² per network, outputs N·P,
  /// so beyond [#MANY] points the readout is drawn.
  public static Estimator best(NeuralField field, int points) {
    Estimator best = best(field);
    return best == GAUSSIAN_READOUT && points > MANY ? ANTITHETIC : best;
  }

  /// Whether it is exact for this ensemble.
  public boolean isExactFor(NeuralField field) {
    return switch (this) {
      case OUTPUTS -> true;
      case ANTITHETIC -> field.isEven();
      case GAUSSIAN_READOUT -> field.hasGaussianReadout();
      case NEURON -> SingleNeuron.isPossible(field);
    };
  }

  /// The sums that are kept.
  public SymmetricSums layout(int symbols, int highestOrder) {
    return this == OUTPUTS
        ? SymmetricSums.all(symbols, highestOrder)
        : SymmetricSums.even(symbols, highestOrder);
  }

  /// The unbiased estimator of a connected correlator from these sums.
  KStatistic connected(int order) {
    return this == GAUSSIAN_READOUT ? KStatistic.ofGaussianMixture(order) : KStatistic.of(order);
  }
}
