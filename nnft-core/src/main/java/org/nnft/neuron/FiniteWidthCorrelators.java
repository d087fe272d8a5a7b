package org.nnft.neuron;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.nnft.field.PointSet;
import org.nnft.math.SymmetricIndex;
import org.nnft.network.HiddenLayer;
import org.nnft.network.JointDensity;
import org.nnft.network.JointDensity.Mixture.Component;
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
/// M₂M₂ with μₙ = N^(n/2) `E[vⁿ]`.
///
/// Neurons that are not independent are so given what they share; [org.nnft.network.JointDensity] names the laws, and
/// correlators are averages over what is shared. Known for a common scale, mixtures, equicorrelated, low-rank and shared
/// weights or biases of either layer, for correlations of either sign ([DistinctNeurons]).
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

  /// Bounds on errors of 10⁻¹² would drown in rounding: slopes are taken over a longer step.
  private static final double STEP = 1e5;

  private FiniteWidthCorrelators(List<NeuronMoments> units, JointSum sum) {
    this.layout = sum.layout();
    this.method =
        units.stream().map(NeuronMoments::method).max(Comparator.naturalOrder()).orElseThrow();
    List<double[]> moments = units.stream().map(NeuronMoments::values).toList();
    this.full = sum.full(moments, false);
    this.connected = sum.connected(full, false);
    double[][] errors =
        switch (method) {
          case CLOSED_FORM -> new double[2][layout.size()];
          case QUADRATURE -> {
            double[] before = sum.full(moments, true);
            double[] after = sum.full(moved(units), true);
            double[] connectedBefore = sum.connected(before, true);
            double[] connectedAfter = sum.connected(after, true);
            yield new double[][] {slope(before, after), slope(connectedBefore, connectedAfter)};
          }
          case QUASI_MONTE_CARLO -> fluctuations(units, sum);
        };
    this.fullErrors = errors[0];
    this.connectedErrors = errors[1];
  }

  /// Tables are randomised by the same shifts: their errors may add up, so they do here. Those that are not randomised
  /// have errors of 10⁻¹², left out beside.
  private static double[][] fluctuations(List<NeuronMoments> units, JointSum sum) {
    double[][] errors = new double[2][sum.layout().size()];
    for (int t = 0; t < units.size(); t++) {
      if (units.get(t).method() == MomentMethod.QUASI_MONTE_CARLO) {
        int at = t;
        UnaryOperator<double[]> full =
            m -> {
              List<double[]> all =
                  new ArrayList<>(units.stream().map(NeuronMoments::values).toList());
              all.set(at, m);
              return sum.full(all, false);
            };
        add(units.get(t).fluctuations(full), errors[0]);
        add(units.get(t).fluctuations(m -> sum.connected(full.apply(m), false)), errors[1]);
      }
    }
    return errors;
  }

  private static void add(Jackknife fluctuations, double[] errors) {
    for (int c = 0; c < errors.length; c++) {
      errors[c] += fluctuations.error(c);
    }
  }

  private static List<double[]> moved(List<NeuronMoments> units) {
    List<double[]> moved = new ArrayList<>();
    for (NeuronMoments unit : units) {
      double[] values = unit.values();
      double[] errors = unit.errors();
      Arrays.setAll(values, c -> Math.abs(values[c]) + STEP * errors[c]);
      moved.add(values);
    }
    return moved;
  }

  private static double[] slope(double[] before, double[] after) {
    double[] slope = new double[before.length];
    Arrays.setAll(slope, c -> Math.abs(after[c] - before[c]) / STEP);
    return slope;
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
    return of(field, moments(field, points, highestOrder));
  }

  /// Moments of the hidden unit: one set, or one for each ensemble of a mixture, or for every few neurons whose hidden
  /// parameters are correlated. Unless [#dependOnWidth(NeuralField)] they do not depend on the width.
  ///
  /// @param highestOrder 1…8
  /// @throws IllegalArgumentException if a unit has no moment of that order
  public static List<NeuronMoments> moments(NeuralField field, PointSet points, int highestOrder) {
    if (CorrelatedUnits.isNeeded(field)) {
      return CorrelatedUnits.of(field, points, highestOrder);
    }
    return units(field).stream()
        .map(layer -> NeuronMoments.of(layer, field.inputs(), points, highestOrder))
        .toList();
  }

  /// Whether moments are those of a given covariance of N neurons.
  public static boolean dependOnWidth(NeuralField field) {
    return CorrelatedUnits.isNeeded(field)
        && field.correlation() instanceof JointDensity.GaussianCovariance;
  }

  private static List<HiddenLayer> units(NeuralField field) {
    if (!(field.correlation() instanceof JointDensity.Mixture(List<Component> components))) {
      return List.of(field.hidden().getFirst());
    }
    List<HiddenLayer> units =
        components.stream().map(component -> component.of(field).hidden().getFirst()).toList();
    return units.stream().distinct().count() == 1 ? units.subList(0, 1) : units;
  }

  /// Refuses networks of a shape for which no exact result is known.
  ///
  /// @throws IllegalArgumentException saying which are known
  public static void requireKnown(NeuralField field) {
    if (field.depth() != 1) {
      throw new IllegalArgumentException(
          "exact finite-width correlators are known for 1 hidden layer, got " + field.depth());
    }
    JointSum.requireKnown(field);
  }

  /// The same from moments that are known already: those of a unit do not depend on the width.
  ///
  /// @param unit moments of the hidden layer's unit at the points
  /// @throws IllegalArgumentException if an output weight or bias has no moment of the highest order, or nothing
  ///     is known for the field
  public static FiniteWidthCorrelators of(NeuralField field, NeuronMoments unit) {
    return of(field, List.of(unit));
  }

  /// The same for each ensemble of a mixture.
  ///
  /// @param units as [#moments(NeuralField, PointSet, int)] gives them
  public static FiniteWidthCorrelators of(NeuralField field, List<NeuronMoments> units) {
    requireKnown(field);
    NeuronMoments first = units.getFirst();
    if (!CorrelatedUnits.isNeeded(field) && units.size() != units(field).size()) {
      throw new IllegalArgumentException(
          "%d sets of moments are needed, got %d".formatted(units(field).size(), units.size()));
    }
    return field.isIndependent()
        ? new FiniteWidthCorrelators(first, new NeuronSum(field, first.layout()))
        : new FiniteWidthCorrelators(units, new JointSum(field, first.layout()));
  }

  /// How the moments of the unit were found, and so what the errors mean.
  public MomentMethod method() {
    return method;
  }

  /// A copy of all full correlators.
  double[] fulls() {
    return full.clone();
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
