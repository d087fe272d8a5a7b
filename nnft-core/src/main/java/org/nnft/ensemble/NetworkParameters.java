package org.nnft.ensemble;

import org.nnft.network.NeuralField;

/// Room for all parameters of many networks at a time: every array holds one number per network. Mutable scratch
/// of one thread.
final class NetworkParameters {
  /// Hidden layer, then unit · fan-in + incoming unit.
  final double[][][] weights;

  /// Hidden layer, then unit.
  final double[][][] biases;

  /// Neuron · outputs + output.
  final double[][] readout;

  /// Output.
  final double[][] outputBiases;

  NetworkParameters(NeuralField field, int capacity) {
    int depth = field.depth();
    this.weights = new double[depth][][];
    this.biases = new double[depth][][];
    for (int l = 0; l < depth; l++) {
      int width = field.hidden().get(l).width();
      weights[l] = new double[Math.multiplyExact(width, field.fanIn(l))][capacity];
      biases[l] = new double[width][capacity];
    }
    this.readout = new double[Math.multiplyExact(field.width(), field.outputs())][capacity];
    this.outputBiases = new double[field.outputs()][capacity];
  }

  /// Copies one network.
  ///
  /// @param lane of the other
  /// @param to lane of this
  void copy(NetworkParameters other, int lane, int to) {
    for (int l = 0; l < weights.length; l++) {
      copy(other.weights[l], lane, weights[l], to);
      copy(other.biases[l], lane, biases[l], to);
    }
    copy(other.readout, lane, readout, to);
    copy(other.outputBiases, lane, outputBiases, to);
  }

  private static void copy(double[][] source, int lane, double[][] target, int to) {
    for (int k = 0; k < source.length; k++) {
      target[k][to] = source[k][lane];
    }
  }
}
