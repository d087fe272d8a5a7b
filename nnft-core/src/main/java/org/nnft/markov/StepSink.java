package org.nnft.markov;

/// Sees every step of a chain.
@FunctionalInterface
public interface StepSink {

  /// @param step from 0, after thermalisation
  /// @param x the chain's coordinates. Valid during the call; not to be modified.
  void accept(int step, double[] x);
}
