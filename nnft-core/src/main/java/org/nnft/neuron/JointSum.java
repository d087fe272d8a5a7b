package org.nnft.neuron;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nnft.math.GaussHermite;
import org.nnft.network.IndependentDensity;
import org.nnft.network.JointDensity;
import org.nnft.network.JointDensity.Mixture;
import org.nnft.network.NeuralField;
import org.nnft.network.ParameterGroup;
import org.nnft.statistics.CumulantRecursion;
import org.nnft.statistics.SymmetricSums;

/// From the moments of a unit to those of a field whose neurons hang together through a few shared numbers ξ.
///
///     G⁽ⁿ⁾ = E_ξ[ Σ_π Π_{B∈π} κ_B(ξ) ],      κ_B(ξ) = Σᵢ κ_B(neuron i | ξ) + κ_B(output bias)
///
/// Given ξ neurons are independent, so their cumulants add; averaged over ξ are moments, and connected correlators
/// are made of those averages. κ(ξ) is a polynomial in normal ξ, over which Gauss–Hermite rules are exact. Correlated
/// hidden parameters, ρ < 0 and correlated weights of several outputs go by [DistinctNeurons].
final class JointSum {
  /// Largest number of neurons times nodes over ξ.
  private static final long MOST_TERMS = 1 << 20;

  private final NeuralField field;
  private final SymmetricSums unit;
  private final SymmetricSums layout;
  private final CumulantRecursion unitRecursion;
  private final CumulantRecursion recursion;

  JointSum(NeuralField field, SymmetricSums unit) {
    this.field = field;
    this.unit = unit;
    this.layout = SymmetricSums.all(unit.symbols() * field.outputs(), unit.highestOrder());
    this.unitRecursion = CumulantRecursion.on(unit);
    this.recursion = CumulantRecursion.on(layout);
  }

  /// Refuses joint laws for which nothing exact is known.
  ///
  /// @throws IllegalArgumentException saying which are known
  static void requireKnown(NeuralField field) {
    switch (field.correlation()) {
      case JointDensity.Independent _,
          JointDensity.CommonScale _,
          JointDensity.SharedLayers _,
          Mixture _ -> {}
      case JointDensity.Equicorrelated _,
          JointDensity.GaussianCovariance _,
          JointDensity.SharedWeights _ -> {
        if (CorrelatedUnits.isNeeded(field)) {
          CorrelatedUnits.requireKnown(field);
        }
      }
      case JointDensity.Deformed _ ->
          throw new IllegalArgumentException(
              "no exact correlators are known for a deformed density; the study deformed-correlators shows the first order in the potential");
    }
  }

  SymmetricSums layout() {
    return layout;
  }

  /// G_c of all components from G.
  double[] connected(double[] full, boolean majorant) {
    if (!majorant) {
      return recursion.cumulants(full);
    }
    double[] negative = recursion.cumulants(Arrays.stream(full).map(v -> -v).toArray());
    return Arrays.stream(negative).map(v -> -v).toArray();
  }

  /// G of all components.
  ///
  /// @param units moments of the unit in each ensemble of a mixture; a single one for other laws. Not modified.
  /// @param majorant whether all terms count as positive: how far errors can go
  double[] full(List<double[]> units, boolean majorant) {
    double[] first = units.getFirst();
    return switch (field.correlation()) {
      case JointDensity.Independent _, JointDensity.SharedLayers _, JointDensity.Deformed _ ->
          moments(clusters(field, 1, first, majorant));
      case JointDensity.CommonScale scale -> {
        double[] full = moments(clusters(field, 1, first, majorant));
        for (int n = 1; n <= layout.highestOrder(); n++) {
          double factor = scaleMoment(scale, n);
          int from = layout.offset(n);
          for (int c = from; c < from + layout.index(n).count(); c++) {
            full[c] = full[c] == 0 ? 0 : full[c] * factor;
          }
        }
        yield full;
      }
      case JointDensity.SharedWeights(ParameterGroup group, int copies) ->
          moments(
              group.isReadout()
                  ? clusters(field, copies, first, majorant)
                  : CorrelatedUnits.areTwins(group, field)
                      ? twins(copies, first, majorant)
                      : sharing(copies, units, majorant));
      case Mixture(List<Mixture.Component> components) -> {
        double[] full = new double[layout.size()];
        for (int k = 0; k < components.size(); k++) {
          Mixture.Component component = components.get(k);
          double[] own = units.get(Math.min(k, units.size() - 1));
          add(component.weight(), moments(clusters(component.of(field), 1, own, majorant)), full);
        }
        yield full;
      }
      case JointDensity.Equicorrelated(ParameterGroup group, double ρ)
          when !group.isReadout() || ρ < 0 || field.outputs() > 1 ->
          moments(whole(units, majorant));
      case JointDensity.GaussianCovariance covariance
          when !covariance.group().isReadout() || field.outputs() > 1 ->
          moments(whole(units, majorant));
      case JointDensity.Equicorrelated(ParameterGroup _, double ρ) -> {
        double[] diagonal = new double[field.width()];
        double[] factor = new double[field.width()];
        Arrays.fill(diagonal, 1 - ρ);
        Arrays.fill(factor, Math.sqrt(ρ));
        yield correlated(diagonal, new double[][] {factor}, first, majorant);
      }
      case JointDensity.GaussianCovariance covariance ->
          correlated(
              covariance.diagonal(field.width()),
              covariance.factors(field.width()),
              first,
              majorant);
    };
  }

  private double scaleMoment(JointDensity.CommonScale scale, int n) {
    double moment = scale.law().moment(n / 2.0);
    if (!Double.isFinite(moment)) {
      throw new IllegalArgumentException(
          "the common scale has no moment of order %s, which correlators of order %d need; lower the order or raise the shape"
              .formatted(n / 2.0, n));
    }
    return moment;
  }

  private double[] moments(double[] cumulants) {
    return recursion.moments(cumulants);
  }

  private static void add(double factor, double[] from, double[] to) {
    for (int c = 0; c < to.length; c++) {
      to[c] = Math.fma(factor, from[c], to[c]);
    }
  }

  /// Cumulants of N neurons of which m after another have one output weight: a cluster's unit is the sum of m.
  private double[] clusters(NeuralField own, int m, double[] moments, boolean majorant) {
    NeuronSum sum = new NeuronSum(own, unit);
    double[] cumulants = bias(sum, majorant);
    int whole = field.width() / m;
    int rest = field.width() % m;
    if (whole > 0) {
      add(whole, sum.neuronCumulants(summed(moments, m, majorant), majorant), cumulants);
    }
    if (rest > 0) {
      add(1, sum.neuronCumulants(summed(moments, rest, majorant), majorant), cumulants);
    }
    return cumulants;
  }

  /// Moments of a sum of m independent units.
  private double[] summed(double[] moments, int m, boolean majorant) {
    if (m == 1) {
      return moments;
    }
    double[] signed = majorant ? Arrays.stream(moments).map(v -> -Math.abs(v)).toArray() : moments;
    double[] cumulants = unitRecursion.cumulants(signed);
    double sign = majorant ? -m : m;
    Arrays.setAll(cumulants, c -> sign * cumulants[c]);
    return unitRecursion.moments(cumulants);
  }

  /// Cumulants of N neurons of which m after another have the same unit.
  private double[] twins(int m, double[] moments, boolean majorant) {
    NeuronSum sum = new NeuronSum(field, unit, m);
    double[] cumulants = bias(sum, majorant);
    int whole = field.width() / m;
    add(whole, sum.neuronCumulants(moments, majorant), cumulants);
    int rest = field.width() % m;
    if (rest > 0) {
      NeuronSum last = new NeuronSum(field, unit, rest);
      add(1, last.neuronCumulants(moments, majorant), cumulants);
    }
    return cumulants;
  }

  /// Cumulants of all neurons, any two of which may be correlated.
  private double[] whole(List<double[]> units, boolean majorant) {
    double[] cumulants = bias(new NeuronSum(field, unit), majorant);
    add(1, distinct(field.width(), units, majorant), cumulants);
    return cumulants;
  }

  /// Cumulants of clusters of m neurons that share some of their parameters.
  private double[] sharing(int m, List<double[]> units, boolean majorant) {
    double[] cumulants = bias(new NeuronSum(field, unit), majorant);
    int whole = field.width() / m;
    add(whole, distinct(m, units, majorant), cumulants);
    int rest = field.width() % m;
    if (rest > 0) {
      add(1, distinct(rest, units, majorant), cumulants);
    }
    return cumulants;
  }

  private double[] distinct(int cluster, List<double[]> units, boolean majorant) {
    return connected(new DistinctNeurons(field, cluster, unit).moments(units, majorant), majorant);
  }

  private double[] bias(NeuronSum sum, boolean majorant) {
    double[] bias = new double[layout.size()];
    Arrays.setAll(bias, c -> majorant ? Math.abs(sum.bias(c)) : sum.bias(c));
    return bias;
  }

  /// Full correlators for output weights σ(√dᵢ εᵢ + Σₖ uₖᵢ ξₖ): given ξ, neuron i has a normal weight of its own mean.
  private double[] correlated(double[] d, double[][] u, double[] moments, boolean majorant) {
    int nodes = unit.highestOrder() / 2 + 1;
    GaussHermite rule = GaussHermite.of(nodes);
    long grid = 1;
    for (int k = 0; k < u.length; k++) {
      grid = Math.min(MOST_TERMS + 1, grid * nodes);
    }
    Map<List<Double>, Integer> kinds = kinds(d, u);
    if (grid * kinds.size() > MOST_TERMS) {
      throw new IllegalArgumentException(
          "exact correlators of %d factors and %d different neurons need too many terms; use fewer factors or a smaller width"
              .formatted(u.length, kinds.size()));
    }
    NeuronSum sum = new NeuronSum(field, unit);
    IndependentDensity law = field.readout().effectiveWeights(0, field.width());
    double[] full = new double[layout.size()];
    int[] at = new int[u.length];
    for (long g = 0; g < grid; g++) {
      double weight = 1;
      long rest = g;
      for (int k = 0; k < u.length; k++) {
        at[k] = (int) (rest % nodes);
        rest /= nodes;
        weight *= rule.weight(at[k]);
      }
      double[] cumulants = bias(sum, majorant);
      for (Map.Entry<List<Double>, Integer> kind : kinds.entrySet()) {
        double shift = 0;
        for (int k = 0; k < u.length; k++) {
          shift += kind.getKey().get(k + 1) * rule.node(at[k]);
        }
        double mean = law.mean() + law.spread() * (majorant ? Math.abs(shift) : shift);
        double deviation = law.spread() * Math.sqrt(kind.getKey().getFirst());
        add(kind.getValue(), neuron(mean, deviation, moments, majorant), cumulants);
      }
      add(weight, moments(cumulants), full);
    }
    return full;
  }

  /// How many neurons have the same (dᵢ, u₁ᵢ, u₂ᵢ, …).
  private static Map<List<Double>, Integer> kinds(double[] d, double[][] u) {
    Map<List<Double>, Integer> kinds = new LinkedHashMap<>();
    for (int i = 0; i < d.length; i++) {
      List<Double> key = new ArrayList<>();
      key.add(d[i]);
      for (double[] factor : u) {
        key.add(factor[i]);
      }
      kinds.merge(key, 1, Integer::sum);
    }
    return kinds;
  }

  /// Cumulants of v h with v ~ N(mean, deviation²) for one output.
  private double[] neuron(double mean, double deviation, double[] moments, boolean majorant) {
    double[] product = new double[moments.length];
    for (int n = 1; n <= unit.highestOrder(); n++) {
      double weight = normalMoment(n, mean, deviation);
      int from = unit.offset(n);
      for (int c = from; c < from + unit.index(n).count(); c++) {
        product[c] = majorant ? -Math.abs(weight * moments[c]) : weight * moments[c];
      }
    }
    double[] cumulants = unitRecursion.cumulants(product);
    if (majorant) {
      Arrays.setAll(cumulants, c -> -cumulants[c]);
    }
    return cumulants;
  }

  /// E[vⁿ] = μ E[vⁿ⁻¹] + (n − 1)σ² E[vⁿ⁻²].
  private static double normalMoment(int n, double mean, double deviation) {
    double before = 0;
    double moment = 1;
    for (int k = 1; k <= n; k++) {
      double next = mean * moment + (k - 1) * deviation * deviation * before;
      before = moment;
      moment = next;
    }
    return moment;
  }
}
