package org.nnft.network;

/// The weights or the biases that lead into one layer.
///
/// A group has one number for each unit of the layer and each incoming "column": for weights the columns are the
/// incoming units, for biases there is one. In the readout it is the other way round: neurons are the incoming
/// units and each output is a column, since correlations run *between neurons*.
///
/// @param layer 0 for the first hidden layer … depth for the readout
/// @param kind weights or biases
public record ParameterGroup(int layer, Kind kind) {

  /// What of a layer.
  public enum Kind {
    WEIGHTS,
    BIASES
  }

  /// The weights from the last hidden layer to the outputs, at any depth.
  public static final ParameterGroup READOUT = new ParameterGroup(-1, Kind.WEIGHTS);

  public ParameterGroup {
    if (layer < -1 || layer == -1 && kind == Kind.BIASES) {
      throw new IllegalArgumentException(
          "a group is the readout's weights, or weights or biases of hidden layer 1, 2, …");
    }
  }

  /// Whether these are the output weights.
  public boolean isReadout() {
    return layer == -1;
  }

  /// The law of one of its parameters, factors of 1/√fan-in included.
  ParameterDensity law(NeuralField field) {
    if (isReadout()) {
      return field.readout().effectiveWeights(0, field.width());
    }
    HiddenLayer hidden = field.hidden().get(layer);
    return kind == Kind.BIASES ? hidden.bias() : hidden.effectiveWeights(field.fanIn(layer));
  }

  /// Number of neurons n between which correlations run.
  public int neurons(NeuralField field) {
    return isReadout() ? field.width() : field.hidden().get(layer).width();
  }

  /// In words.
  public String words() {
    return isReadout()
        ? "output weights"
        : "%s of hidden layer %d".formatted(kind == Kind.WEIGHTS ? "weights" : "biases", layer + 1);
  }
}
