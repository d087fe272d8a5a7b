package org.nnft.eft;

import java.util.ArrayList;
import java.util.List;
import org.nnft.neuron.FiniteWidthCorrelators;

/// Connected correlators of even order of a field with the symmetry φ → −φ at m points: G_c⁽²⁾ = K, G_c⁽⁴⁾, …
///
/// In a network whose readout weights have spread 1/√N, G_c⁽²ʳ⁾ is of order N^(1−r).
///
/// @param tensors G_c⁽²⁾, G_c⁽⁴⁾, … without gaps
/// @param relativeError of their components against the size of each tensor, > 0; 2⁻⁵² where exact
public record ConnectedCorrelators(List<SymmetricTensor> tensors, double relativeError) {

  /// Rounding of a double.
  public static final double EXACT = 0x1p-52;

  public ConnectedCorrelators {
    tensors = List.copyOf(tensors);
    if (tensors.isEmpty()) {
      throw new IllegalArgumentException("an action needs at least the 2-point function, got none");
    }
    for (int k = 0; k < tensors.size(); k++) {
      SymmetricTensor tensor = tensors.get(k);
      if (tensor.order() != 2 * k + 2 || tensor.points() != tensors.getFirst().points()) {
        throw new IllegalArgumentException(
            "correlator %d must be of order %d at %d points, got order %d at %d points"
                .formatted(
                    k + 1,
                    2 * k + 2,
                    tensors.getFirst().points(),
                    tensor.order(),
                    tensor.points()));
      }
    }
    if (!(relativeError > 0 && Double.isFinite(relativeError))) {
      throw new IllegalArgumentException(
          "relative error must be positive and finite, got %s; give %s for exact correlators"
              .formatted(relativeError, EXACT));
    }
  }

  /// Exact correlators of one hidden layer.
  ///
  /// @param exact to at least the highest order
  /// @param highestOrder even, 2…8
  /// @throws IllegalArgumentException if a correlator of odd order does not vanish
  public static ConnectedCorrelators of(FiniteWidthCorrelators exact, int highestOrder) {
    if (highestOrder < 2 || highestOrder % 2 == 1) {
      throw new IllegalArgumentException(
          "the highest order must be even and at least 2, got " + highestOrder);
    }
    int points = exact.components(2).symbols();
    List<SymmetricTensor> tensors = new ArrayList<>();
    double relativeError = EXACT;
    for (int order = 1; order <= highestOrder; order++) {
      SymmetricTensor tensor = SymmetricTensor.of(points, order, exact::connected);
      SymmetricTensor error = SymmetricTensor.of(points, order, exact::connectedError);
      if (order % 2 == 0) {
        tensors.add(tensor);
        relativeError =
            tensor.largest() > 0
                ? Math.max(relativeError, error.largest() / tensor.largest())
                : relativeError;
      } else if (tensor.largest() > 4 * error.largest() + EXACT) {
        throw new IllegalArgumentException(
            "correlators of order %d do not vanish (up to %s): this action is for fields with the symmetry φ → −φ; set the means of output weights and bias to 0"
                .formatted(order, tensor.largest()));
      }
    }
    return new ConnectedCorrelators(tensors, relativeError);
  }

  /// Number of points m.
  public int points() {
    return tensors.getFirst().points();
  }

  /// Highest order of a correlator.
  public int highestOrder() {
    return tensors.getLast().order();
  }

  /// G_c of one even order.
  public SymmetricTensor order(int order) {
    return tensors.get(order / 2 - 1);
  }

  /// K as an m × m array, a new one.
  public double[][] propagator() {
    return tensors.getFirst().matrix();
  }
}
