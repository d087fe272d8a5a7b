package org.nnft.network;

/// One fully connected hidden layer: hᵢ = g(zᵢ), zᵢ = Σⱼ Wᵢⱼ inⱼ + bᵢ.
///
/// @param width number of units N ≥ 1
/// @param activation g
/// @param parameterisation where 1/√fan-in stands
/// @param weights law of the rows of W
/// @param bias law of b
public record HiddenLayer(
    int width,
    Activation activation,
    Parameterisation parameterisation,
    ParameterDensity weights,
    IndependentDensity bias) {

  public HiddenLayer {
    if (width < 1) {
      throw new IllegalArgumentException("width must be at least 1, got " + width);
    }
  }

  /// Law of one row of the weights as it multiplies the layer's input, 1/√fan-in included.
  public ParameterDensity effectiveWeights(int fanIn) {
    return parameterisation.effective(weights, fanIn);
  }

  /// The same layer with another number of units.
  public HiddenLayer withWidth(int units) {
    return new HiddenLayer(units, activation, parameterisation, weights, bias);
  }
}
