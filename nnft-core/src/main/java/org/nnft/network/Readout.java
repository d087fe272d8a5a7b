package org.nnft.network;

import java.util.List;

/// The linear output layer: f_a = Σⱼ V_aj hⱼ + c_a.
///
/// @param outputs number of components D ≥ 1
/// @param parameterisation where 1/√N stands
/// @param weights law of V
/// @param bias law of c
/// @param weightMeans E V_aj of each output component a in place of the mean of `weights`; empty if they all
///     have that one. A common mean of some rows breaks the rotations of the outputs (2106.00694).
public record Readout(
    int outputs,
    Parameterisation parameterisation,
    IndependentDensity weights,
    IndependentDensity bias,
    List<Double> weightMeans) {

  public Readout {
    weightMeans = List.copyOf(weightMeans);
    if (outputs < 1) {
      throw new IllegalArgumentException("outputs must be at least 1, got " + outputs);
    }
    if (!weightMeans.isEmpty() && weightMeans.size() != outputs) {
      throw new IllegalArgumentException(
          "there must be one mean of the output weights for each of the %d outputs, got %d"
              .formatted(outputs, weightMeans.size()));
    }
    for (double mean : weightMeans) {
      if (!Double.isFinite(mean)) {
        throw new IllegalArgumentException(
            "means of the output weights must be finite, got " + mean);
      }
    }
  }

  /// Rows that all have the law `weights`.
  public Readout(
      int outputs,
      Parameterisation parameterisation,
      IndependentDensity weights,
      IndependentDensity bias) {
    this(outputs, parameterisation, weights, bias, List.of());
  }

  /// The same readout with a mean for each row of weights.
  public Readout withWeightMeans(List<Double> means) {
    return new Readout(outputs, parameterisation, weights, bias, means);
  }

  /// Law of V_aj, as stated.
  ///
  /// @param output a, from 0
  public IndependentDensity weights(int output) {
    return weightMeans.isEmpty()
        ? weights
        : weights.with(weightMeans.get(output), weights.spread());
  }

  /// Law of V_aj as it multiplies a hidden unit, 1/√N included.
  ///
  /// @param output a, from 0
  public IndependentDensity effectiveWeights(int output, int width) {
    return parameterisation.effective(weights(output), width);
  }

  /// Whether V and −V have the same law.
  public boolean hasEvenWeights() {
    return weightMeans.isEmpty()
        ? weights.isEven()
        : weightMeans.stream().allMatch(mean -> weights.with(mean, weights.spread()).isEven());
  }

  /// Random numbers are addressed by this text: without row means it is what it was before there were any.
  @Override
  public String toString() {
    String means = weightMeans.isEmpty() ? "" : ", weightMeans=" + weightMeans;
    return "Readout[outputs=%d, parameterisation=%s, weights=%s, bias=%s%s]"
        .formatted(outputs, parameterisation, weights, bias, means);
  }
}
