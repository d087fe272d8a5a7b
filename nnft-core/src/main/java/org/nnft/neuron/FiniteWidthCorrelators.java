package org.nnft.neuron;

import java.util.Arrays;
import org.nnft.field.PointSet;
import org.nnft.math.SymmetricIndex;
import org.nnft.network.NeuralField;
import org.nnft.statistics.Jackknife;
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
  private final MomentMethod method;
  private final double[] connected;
  private final double[] full;
  private final double[] connectedErrors;
  private final double[] fullErrors;

  private FiniteWidthCorrelators(NeuronMoments unit, NeuronSum sum) {
    this.layout = sum.layout();
    this.method = unit.method();
    double[] moments = unit.values();
    this.connected = sum.connected(moments);
    this.full = sum.full(connected);
    this.connectedErrors =
        switch (method) {
          case CLOSED_FORM -> new double[layout.size()];
          case QUADRATURE -> sum.connectedBound(moments, unit.errors());
          case QUASI_MONTE_CARLO -> errors(unit.fluctuations(sum::connected), layout.size());
        };
    this.fullErrors =
        switch (method) {
          case CLOSED_FORM, QUADRATURE -> sum.fullBound(connected, connectedErrors);
          case QUASI_MONTE_CARLO ->
              errors(unit.fluctuations(m -> sum.full(sum.connected(m))), layout.size());
        };
  }

  private static double[] errors(Jackknife fluctuations, int size) {
    double[] errors = new double[size];
    Arrays.setAll(errors, fluctuations::error);
    return errors;
  }

  /// @param field one hidden layer, any number of outputs
  /// @param highestOrder 1…8
  /// @throws IllegalArgumentException if the field is deeper, or a unit, an output weight or bias has no
  ///     moment of that order
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
    return new FiniteWidthCorrelators(unit, new NeuronSum(field, unit.layout()));
  }

  /// How the moments of the unit were found, and so what the errors mean.
  public MomentMethod method() {
    return method;
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

  /// Error of G_c⁽ʳ⁾: 0, a bound, or one standard deviation by the jackknife over randomisations, as
  /// [MomentMethod] says.
  public double connectedError(int... tuple) {
    return connectedErrors[position(tuple)];
  }

  /// Error of G⁽ⁿ⁾, likewise.
  public double fullError(int... tuple) {
    return fullErrors[position(tuple)];
  }

  private int position(int[] tuple) {
    return layout.offset(tuple.length) + layout.index(tuple.length).rank(tuple);
  }
}
