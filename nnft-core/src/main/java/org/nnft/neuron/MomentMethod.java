package org.nnft.neuron;

/// How the moments of a unit were found, and so what their error means.
public enum MomentMethod {
  /// A formula; the error, rounding left aside, is 0.
  CLOSED_FORM,
  /// Deterministic quadrature; the error is a bound, [NeuronMoments#QUADRATURE_TOLERANCE] or the last refinement's change.
  QUADRATURE,
  /// Randomised quasi-Monte Carlo; the error is one standard deviation.
  QUASI_MONTE_CARLO
}
