package org.nnft.ensemble;

import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;
import org.nnft.neuron.NeuronSum;
import org.nnft.neuron.RandomisedUnit;
import org.nnft.random.StreamKey;
import org.nnft.statistics.SymmetricSums;

/// One hidden unit in place of a network, its parameters at Sobol points rather than drawn.
///
/// A block is one randomisation: the same 2ᵏ points under a digital shift of its own. Blocks are independent and each
/// is unbiased, so that their spread is the error, whatever the points do for it.
final class RandomisedNeuron {
  /// Behind every error bar, which is itself right to 1/√(2·63) = 9 %.
  static final int RANDOMISATIONS = 64;

  private RandomisedNeuron() {}

  /// The most points that are a power of two per randomisation, and no more than the ensemble's networks in all.
  static Plan plan(long networks) {
    if (networks < Plan.FEWEST_BLOCKS) {
      throw new IllegalArgumentException(
          "error bars need at least %d networks, got %d".formatted(Plan.FEWEST_BLOCKS, networks));
    }
    long randomisations = Math.min(RANDOMISATIONS, Long.highestOneBit(networks));
    long points = Math.min(1L << 30, Long.highestOneBit(networks / randomisations));
    return new Plan(randomisations * points, (int) randomisations);
  }

  /// @throws IllegalArgumentException if a law has too heavy tails for a moment's error to exist
  static EnsembleRun over(Ensemble ensemble, PointSet points) {
    NeuralField field = ensemble.field();
    SymmetricSums moments = SingleNeuron.moments(field, points, ensemble.highestOrder());
    CorrelatorMap map = new CorrelatorMap.OfNeurons(new NeuronSum(field, moments));
    StreamKey key = StreamKey.of(ensemble.seed(), "digital shifts for a hidden unit of " + field);
    RandomisedUnit unit =
        RandomisedUnit.of(field.hidden().getFirst(), field.inputs(), points, moments, key);
    // All blocks hold as many points, so the first tells the number of the block.
    return new EnsembleRun(
        Estimator.QUASI_MONTE_CARLO,
        map,
        moments.size(),
        plan(ensemble.networks()),
        () -> (first, count) -> unit.sums((int) (first / count), (int) count));
  }
}
