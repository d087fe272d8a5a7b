package org.nnft.neuron;

import org.nnft.field.PointSet;
import org.nnft.math.SymmetricIndex;
import org.nnft.network.IndependentDensity;
import org.nnft.network.NeuralField;
import org.nnft.statistics.CumulantRecursion;
import org.nnft.statistics.SymmetricSums;

/// Exact full and connected correlators of a network with one hidden layer, at every width N.
///
///     G_c⁽ʳ⁾(x₁…x_r) = N κ_r(v h(x₁), …, v h(x_r)) + κ_r(c)
///
/// κ_r(v h) are the joint cumulants of one neuron, whose moments are E[vⁿ] Mₙ. Derivation: cumulants of
/// independent summands add. For r = 4, even v: N·G_c⁽⁴⁾ = μ₄M₄ − μ₂² Σ₃ M₂M₂ with μₙ = N^(n/2) E[vⁿ].
public final class FiniteWidthCorrelators {
  private final SymmetricSums layout;
  private final double[] connected;
  private final double[] full;

  private FiniteWidthCorrelators(SymmetricSums layout, double[] connected) {
    this.layout = layout;
    this.connected = connected;
    this.full = CumulantRecursion.on(layout).moments(connected);
  }

  /// @param field one hidden layer, one output
  /// @param highestOrder 1…8
  /// @throws IllegalArgumentException if the field has another shape, if no exact moments are known for
  ///     its unit, or if an output weight has no moment of that order
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
    if (field.depth() != 1 || field.outputs() != 1) {
      throw new IllegalArgumentException(
          "exact finite-width correlators are known for 1 hidden layer and 1 output, got %d and %d"
              .formatted(field.depth(), field.outputs()));
    }
  }

  /// The same from moments that are known already: those of a unit do not depend on the width.
  ///
  /// @param moments of the hidden layer's unit, at the points
  public static FiniteWidthCorrelators of(NeuralField field, NeuronMoments moments) {
    SymmetricSums layout = moments.layout();
    int highestOrder = layout.highestOrder();
    IndependentDensity weights = field.readout().effectiveWeights(field.width());
    double[] neuron = moments.values();
    forEachOrder(layout, n -> requireFinite(weights.rawMoment(n), n), (μ, c) -> neuron[c] *= μ);
    double[] connected = CumulantRecursion.on(layout).cumulants(neuron);
    double[] bias = biasCumulants(field.readout().bias(), highestOrder);
    forEachOrder(
        layout,
        n -> bias[n - 1],
        (κ, c) -> connected[c] = Math.fma(field.width(), connected[c], κ));
    return new FiniteWidthCorrelators(layout, connected);
  }

  @FunctionalInterface
  private interface OrderValue {
    double of(int order);
  }

  @FunctionalInterface
  private interface ComponentUpdate {
    void apply(double value, int position);
  }

  private static void forEachOrder(SymmetricSums layout, OrderValue value, ComponentUpdate update) {
    for (int n = 1; n <= layout.highestOrder(); n++) {
      double v = value.of(n);
      int from = layout.offset(n);
      for (int c = from; c < from + layout.index(n).count(); c++) {
        update.apply(v, c);
      }
    }
  }

  private static double requireFinite(double moment, int order) {
    if (!Double.isFinite(moment)) {
      throw new IllegalArgumentException(
          "the output weights have no moment of order %d; lower the order or raise the degrees of freedom"
              .formatted(order));
    }
    return moment;
  }

  private static double[] biasCumulants(IndependentDensity bias, int highestOrder) {
    double[] moments = new double[highestOrder];
    for (int n = 1; n <= highestOrder; n++) {
      moments[n - 1] = requireFinite(bias.rawMoment(n), n);
    }
    return CumulantRecursion.on(SymmetricSums.all(1, highestOrder)).cumulants(moments);
  }

  /// Which components a correlator of this order has.
  public SymmetricIndex components(int order) {
    return layout.index(order);
  }

  /// G_c⁽ʳ⁾ at a sorted tuple of point indices.
  public double connected(int... tuple) {
    return connected[position(tuple)];
  }

  /// G⁽ⁿ⁾ at a sorted tuple of point indices.
  public double full(int... tuple) {
    return full[position(tuple)];
  }

  private int position(int[] tuple) {
    return layout.offset(tuple.length) + layout.index(tuple.length).rank(tuple);
  }
}
