package org.nnft.markov;

/// A way to move through a law that is known up to its normalisation.
public sealed interface MarkovSampler permits HamiltonianMonteCarlo, PreconditionedCrankNicolson {

  /// Runs the chain.
  ///
  /// @param steps ≥ 1, after thermalisation
  /// @param start the coordinates before the first step. Not modified.
  /// @param sink sees every step after thermalisation
  ChainRecord run(int steps, double[] start, StepSink sink);

  /// Refuses a negative number of steps.
  static void requireThermalisation(int thermalisation) {
    if (thermalisation < 0) {
      throw new IllegalArgumentException(
          "thermalisation must be at least 0 trajectories, got " + thermalisation);
    }
  }

  /// Refuses an empty chain.
  static void requireSteps(int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("a chain needs at least 1 trajectory, got " + steps);
    }
  }
}
