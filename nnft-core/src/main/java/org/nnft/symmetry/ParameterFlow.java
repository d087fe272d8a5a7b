package org.nnft.symmetry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.nnft.network.NeuralField;

/// A vector field ξ on parameter space, affine in the parameters and the same for every unit of a layer.
///
/// Weights are as they multiply what comes in, factors 1/√N included. Layers count from 0; the readout is layer L.
public sealed interface ParameterFlow {

  /// ξ(v) = Av + c on the weight vector v of every unit: a row W_i· of a hidden layer, a column V_·j of the readout.
  ///
  /// @param name in words
  /// @param linear A, a list of rows
  /// @param shift c
  record Weights(String name, int layer, List<List<Double>> linear, List<Double> shift)
      implements ParameterFlow {
    public Weights {
      linear = linear.stream().map(List::copyOf).toList();
      shift = List.copyOf(shift);
    }

    double[][] matrix() {
      return linear.stream()
          .map(row -> row.stream().mapToDouble(Double::doubleValue).toArray())
          .toArray(double[][]::new);
    }
  }

  /// ξ(b) = ab + c on the bias of every unit of a layer.
  ///
  /// @param name in words
  /// @param linear a
  /// @param shift c
  record Biases(String name, int layer, double linear, double shift) implements ParameterFlow {}

  /// In words.
  String name();

  /// Which layer it moves.
  int layer();

  /// ξ = V ∂/∂V: all output weights grow alike.
  static ParameterFlow readoutScaling(NeuralField field) {
    return scaling("scaling of the output weights", field.depth(), field.outputs());
  }

  /// ξ = W ∂/∂W: all weights of layer 1 grow alike.
  static ParameterFlow inputScaling(NeuralField field) {
    return scaling("scaling of the input weights", 0, field.inputs());
  }

  /// Rotation of output components a and b.
  ///
  /// @throws IllegalArgumentException if there are no such components
  static ParameterFlow outputRotation(NeuralField field, int a, int b) {
    return rotation(
        "rotation of output components %d, %d".formatted(a + 1, b + 1),
        field.depth(),
        field.outputs(),
        a,
        b);
  }

  /// Rotation of input components i and k.
  ///
  /// @throws IllegalArgumentException if there are no such components
  static ParameterFlow inputRotation(NeuralField field, int i, int k) {
    return rotation(
        "rotation of input components %d, %d".formatted(i + 1, k + 1), 0, field.inputs(), i, k);
  }

  /// All biases of layer 1 grow by the same amount: a translation where they are phases.
  static ParameterFlow phaseShift() {
    return new Biases("shift of the first layer's biases", 0, 0, 1);
  }

  /// The mean of the weights of output a moves.
  ///
  /// @throws IllegalArgumentException if there is no such output
  static ParameterFlow outputMeanShift(NeuralField field, int a) {
    requireComponent("output", field.outputs(), a);
    return shift(
        "shift of the weights of output %d".formatted(a + 1), field.depth(), field.outputs(), a);
  }

  /// The mean of the weights of input k moves.
  ///
  /// @throws IllegalArgumentException if there is no such input
  static ParameterFlow inputMeanShift(NeuralField field, int k) {
    requireComponent("input", field.inputs(), k);
    return shift("shift of the weights of input %d".formatted(k + 1), 0, field.inputs(), k);
  }

  private static ParameterFlow scaling(String name, int layer, int n) {
    List<List<Double>> identity = zeros(n);
    for (int i = 0; i < n; i++) {
      identity.get(i).set(i, 1.0);
    }
    return new Weights(name, layer, identity, Collections.nCopies(n, 0.0));
  }

  private static ParameterFlow rotation(String name, int layer, int n, int a, int b) {
    requireComponent("component", n, a);
    requireComponent("component", n, b);
    if (a == b) {
      throw new IllegalArgumentException("a rotation needs two different components");
    }
    List<List<Double>> t = zeros(n);
    t.get(a).set(b, -1.0);
    t.get(b).set(a, 1.0);
    return new Weights(name, layer, t, Collections.nCopies(n, 0.0));
  }

  private static ParameterFlow shift(String name, int layer, int n, int component) {
    List<Double> c = new ArrayList<>(Collections.nCopies(n, 0.0));
    c.set(component, 1.0);
    return new Weights(name, layer, zeros(n), c);
  }

  private static List<List<Double>> zeros(int n) {
    List<List<Double>> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      rows.add(new ArrayList<>(Collections.nCopies(n, 0.0)));
    }
    return rows;
  }

  private static void requireComponent(String what, int count, int index) {
    if (index < 0 || index >= count) {
      throw new IllegalArgumentException(
          "%s must be 1 to %d, got %d".formatted(what, count, index + 1));
    }
  }
}
