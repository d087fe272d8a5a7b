package org.nnft.network;

/// The linear output layer: f_a = Σⱼ V_aj hⱼ + c_a.
///
/// @param outputs number of components D ≥ 1
/// @param parameterisation where 1/√N stands
/// @param weights law of V
/// @param bias law of c
public record Readout(
    int outputs,
    Parameterisation parameterisation,
    IndependentDensity weights,
    IndependentDensity bias) {

  public Readout {
    if (outputs < 1) {
      throw new IllegalArgumentException("outputs must be at least 1, got " + outputs);
    }
  }

  /// Law of one output weight as it multiplies a hidden unit, 1/√N included.
  public IndependentDensity effectiveWeights(int width) {
    return parameterisation.effective(weights, width);
  }
}
