package org.nnft.ensemble;

import org.nnft.neuron.NeuronSum;
import org.nnft.statistics.CumulantRecursion;
import org.nnft.statistics.SymmetricSums;

/// From the means of what was summed to the correlators of the network.
sealed interface CorrelatorMap {

  /// The components of the correlators.
  SymmetricSums layout();

  /// Full correlators, in the layout's order; may be the array that was given.
  ///
  /// @param means not modified
  double[] full(double[] means);

  /// Connected correlators by cumulants of the means, in the layout's order, a new array.
  ///
  /// @param means not modified
  double[] connected(double[] means);

  /// The means are the full correlators.
  record OfNetworks(SymmetricSums layout, CumulantRecursion recursion) implements CorrelatorMap {
    static OfNetworks on(SymmetricSums layout) {
      return new OfNetworks(layout, CumulantRecursion.on(layout));
    }

    @Override
    public double[] full(double[] means) {
      return means;
    }

    @Override
    public double[] connected(double[] means) {
      return recursion.cumulants(means);
    }
  }

  /// The means are moments of one hidden unit; neurons add up by their cumulants.
  record OfNeurons(NeuronSum sum) implements CorrelatorMap {
    @Override
    public SymmetricSums layout() {
      return sum.layout();
    }

    @Override
    public double[] full(double[] means) {
      return sum.full(connected(means));
    }

    @Override
    public double[] connected(double[] means) {
      return sum.connected(means);
    }
  }
}
