package org.nnft.neuron;

import java.util.Arrays;
import org.nnft.field.PointSet;
import org.nnft.math.SymmetricIndex;
import org.nnft.network.IndependentDensity;
import org.nnft.network.NeuralField;
import org.nnft.statistics.CumulantRecursion;
import org.nnft.statistics.SymmetricSums;

/// Exact full and connected correlators of a network with one hidden layer, at every width N.
///
///     G_c⁽ʳ⁾(1…r) = N κ_r(v_{a₁} h(x₁), …, v_{a_r} h(x_r)) + κ_r(c_{a₁}, …, c_{a_r})
///
/// κ_r are the joint cumulants of one neuron. With independent output weights its moments factorise over
/// output components, E Π v_{aᵢ}h(xᵢ) = Π_a E[v^(n_a)] · Mₙ(x₁…xₙ), n_a the number of indices of component a.
/// Derivation: cumulants of independent summands add. For one output, r = 4, even v: N·G_c⁽⁴⁾ = μ₄M₄ − μ₂² Σ₃
/// M₂M₂ with μₙ = N^(n/2) E[vⁿ].
///
/// Symbols are fields: component a of point p is p·D + a for D outputs, as in the ensemble's measurements.
public final class FiniteWidthCorrelators {
  private final SymmetricSums layout;
  private final double[] connected;
  private final double[] full;

  private FiniteWidthCorrelators(SymmetricSums layout, double[] connected) {
    this.layout = layout;
    this.connected = connected;
    this.full = CumulantRecursion.on(layout).moments(connected);
  }

  /// @param field one hidden layer, any number of outputs
  /// @param highestOrder 1…8
  /// @throws IllegalArgumentException if the field is deeper, if no moments are known for its unit, or if
  ///     an output weight or bias has no moment of that order
  public static FiniteWidthCorrelators of(NeuralField field, PointSet points, int highestOrder) {
    requireKnown(field);
    field.requireInputs(points);
    return of(
        field, NeuronMoments.of(field.hidden().getFirst(), field.inputs(), points, highestOrder));
  }

  /// Refuses networks of a shape for which no exact result is known.
  ///
  /// @throws IllegalArgumentException saying which are known
  public static void requireKnown(NeuralField field) {
    if (field.depth() != 1) {
      throw new IllegalArgumentException(
          "exact finite-width correlators are known for 1 hidden layer, got " + field.depth());
    }
  }

  /// The same from moments that are known already: those of a unit do not depend on the width.
  ///
  /// @param unit moments of the hidden layer's unit at the points
  /// @throws IllegalArgumentException if an output weight or bias has no moment of the highest order
  public static FiniteWidthCorrelators of(NeuralField field, NeuronMoments unit) {
    int highestOrder = unit.layout().highestOrder();
    int outputs = field.outputs();
    SymmetricSums layout = SymmetricSums.all(unit.layout().symbols() * outputs, highestOrder);
    double[] weight =
        moments("weights", field.readout().effectiveWeights(field.width()), highestOrder);
    double[] bias =
        CumulantRecursion.on(SymmetricSums.all(1, highestOrder))
            .cumulants(moments("biases", field.readout().bias(), highestOrder));
    double[] neuron = new double[layout.size()];
    forEach(layout, (c, tuple) -> neuron[c] = neuronMoment(unit, weight, tuple, outputs));
    double[] connected = CumulantRecursion.on(layout).cumulants(neuron);
    forEach(
        layout,
        (c, tuple) -> {
          boolean oneComponent =
              Arrays.stream(tuple).allMatch(i -> i % outputs == tuple[0] % outputs);
          connected[c] =
              Math.fma(field.width(), connected[c], oneComponent ? bias[tuple.length - 1] : 0);
        });
    return new FiniteWidthCorrelators(layout, connected);
  }

  /// Π_a E[v^(n_a)] · Mₙ.
  private static double neuronMoment(
      NeuronMoments unit, double[] weight, int[] tuple, int outputs) {
    int[] count = new int[outputs];
    for (int i : tuple) {
      count[i % outputs]++;
    }
    double moment = unit.at(Arrays.stream(tuple).map(i -> i / outputs).toArray());
    for (int n : count) {
      moment *= n == 0 ? 1 : weight[n - 1];
    }
    return moment;
  }

  @FunctionalInterface
  private interface ComponentVisitor {
    void visit(int position, int[] tuple);
  }

  private static void forEach(SymmetricSums layout, ComponentVisitor visitor) {
    for (int n = 1; n <= layout.highestOrder(); n++) {
      SymmetricIndex index = layout.index(n);
      for (int c = 0; c < index.count(); c++) {
        visitor.visit(layout.offset(n) + c, index.at(c));
      }
    }
  }

  /// E[θⁿ], n = 1…highest, at n − 1.
  private static double[] moments(String what, IndependentDensity density, int highestOrder) {
    double[] moments = new double[highestOrder];
    for (int n = 1; n <= highestOrder; n++) {
      moments[n - 1] = density.rawMoment(n);
      if (!Double.isFinite(moments[n - 1])) {
        throw new IllegalArgumentException(
            "the output %s have no moment of order %d; lower the order or raise the degrees of freedom"
                .formatted(what, n));
      }
    }
    return moments;
  }

  /// Which components a correlator of this order has.
  public SymmetricIndex components(int order) {
    return layout.index(order);
  }

  /// G_c⁽ʳ⁾ at a sorted tuple of fields p·D + a.
  public double connected(int... tuple) {
    return connected[position(tuple)];
  }

  /// G⁽ⁿ⁾ at a sorted tuple of fields p·D + a.
  public double full(int... tuple) {
    return full[position(tuple)];
  }

  private int position(int[] tuple) {
    return layout.offset(tuple.length) + layout.index(tuple.length).rank(tuple);
  }
}
