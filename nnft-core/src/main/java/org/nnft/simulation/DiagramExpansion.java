package org.nnft.simulation;

import java.util.List;
import java.util.stream.IntStream;
import org.nnft.feynman.Diagram;
import org.nnft.feynman.DiagramSum;

/// ⟨φ(x)φ(y)⟩ by diagrams at one width N, from which those at every width follow: each order in the coupling is a polynomial
/// in 1/N, exactly.
///
///     a_k(N) = Σ_p c_kp N^−p,   c_k0 by propagators alone, the field theory's; the others by the free network's correlators
///
/// @param sum the diagrams
/// @param width N at which the values are
/// @param values of the diagrams, all labellings together
public record DiagramExpansion(DiagramSum sum, int width, List<Double> values) {

  public DiagramExpansion {
    values = List.copyOf(values);
  }

  /// The diagrams of an order in the coupling, by their numbers.
  public IntStream ofOrder(int order) {
    return IntStream.range(0, values.size()).filter(d -> diagram(d).halfOrders() == 2 * order);
  }

  private Diagram diagram(int number) {
    return sum.diagrams().get(number);
  }

  /// The value of a diagram times N^p, p its power of 1/N: the same at every width.
  ///
  /// @param diagram its number, from 0
  public double coefficient(int diagram) {
    return values.get(diagram) * Math.pow(width, diagram(diagram).widthOrder());
  }

  /// c_k0, c_k1, …
  public double[] polynomial(int order) {
    int degree = ofOrder(order).map(d -> diagram(d).widthOrder()).max().orElse(0);
    double[] polynomial = new double[degree + 1];
    ofOrder(order).forEach(d -> polynomial[diagram(d).widthOrder()] += coefficient(d));
    return polynomial;
  }

  /// a_k at a width.
  ///
  /// @param n any N, infinity included
  public double at(int order, double n) {
    return ofOrder(order)
        .mapToDouble(d -> coefficient(d) / Math.pow(n, diagram(d).widthOrder()))
        .sum();
  }
}
