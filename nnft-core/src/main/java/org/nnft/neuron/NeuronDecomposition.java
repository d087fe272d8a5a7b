package org.nnft.neuron;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nnft.field.PointSet;
import org.nnft.math.GaussHermite;
import org.nnft.math.SetPartitions;
import org.nnft.network.IndependentDensity;
import org.nnft.network.JointDensity;
import org.nnft.network.JointDensity.Mixture;
import org.nnft.network.NeuralField;
import org.nnft.statistics.SymmetricSums;

/// The parts of a connected correlator by the number of different neurons that take part, exactly.
///
///     G_c⁽ʳ|ᵏ⁾ = Σ_{|π| = k} (N)_k Σ_σ (−1)^{|σ|−1}(|σ|−1)! Π_{C∈σ} E_ξ[ Π_{B∈π} m_{B∩C}(ξ) ]
///
/// π says which legs sit on the same neuron, (N)_k counts the choices, and given what neurons share, ξ, they are
/// independent with moments m. The output bias counts as one neuron. For independent neurons only k = 1 is left.
///
/// Correlated normal parameters of a known covariance need no ξ: E over a few different neurons is known at once
/// ([DistinctNeurons]).
///
/// Cost: the square of the number of partitions of r for each correlator.
public final class NeuronDecomposition {

  private NeuronDecomposition() {}

  /// What neurons share takes one of some values.
  ///
  /// @param neuron moments of a neuron by the bit mask of legs
  /// @param bias the same of the output bias
  private record State(double weight, List<Double> neuron, List<Double> bias) {}

  /// @param field one hidden layer, one output; independent, a common scale, correlated or shared parameters, or a mixture
  /// @param tuple r point indices, sorted, 2 ≤ r ≤ 6. Not modified.
  /// @return r numbers, for k = 1…r different neurons
  /// @throws IllegalArgumentException if nothing exact is known
  public static double[] of(NeuralField field, PointSet points, int[] tuple) {
    FiniteWidthCorrelators.requireKnown(field);
    if (field.outputs() != 1 || tuple.length > 6) {
      throw new IllegalArgumentException(
          "exact parts are known for 1 output and orders up to 6, got %d outputs, order %d"
              .formatted(field.outputs(), tuple.length));
    }
    int order = tuple.length;
    if (isByCovariance(field)) {
      return correlated(field, points, tuple);
    }
    List<State> states = states(field, points, tuple);
    double[] scale = new double[order + 1];
    Arrays.fill(scale, 1);
    if (field.correlation() instanceof JointDensity.CommonScale(var law)) {
      Arrays.setAll(scale, n -> law.moment(n / 2.0));
    }
    List<int[]> partitions = SetPartitions.of(order);
    double[] parts = new double[order];
    for (int[] π : partitions) {
      int k = π.length;
      double choices = 1;
      for (int j = 0; j < k - 1; j++) {
        choices *= field.width() - j;
      }
      // One of the neurons may be the output bias.
      for (int bias = 0; bias < k && hasBias(states); bias++) {
        parts[k - 1] += choices * cumulant(states, scale, partitions, π, bias);
      }
      parts[k - 1] +=
          choices * (field.width() - k + 1) * cumulant(states, scale, partitions, π, -1);
    }
    return parts;
  }

  /// Whether a covariance between neurons says all, rather than shared numbers.
  private static boolean isByCovariance(NeuralField field) {
    return switch (field.correlation()) {
      case JointDensity.Equicorrelated(var group, double ρ) -> !group.isReadout() || ρ < 0;
      case JointDensity.GaussianCovariance _ -> true;
      case JointDensity.Independent _,
          JointDensity.CommonScale _,
          JointDensity.SharedWeights _,
          JointDensity.SharedLayers _,
          Mixture _,
          JointDensity.Deformed _ ->
          false;
    };
  }

  /// The bias is independent of all neurons: it takes part alone.
  private static double[] correlated(NeuralField field, PointSet points, int[] tuple) {
    List<NeuronMoments> units = FiniteWidthCorrelators.moments(field, points, tuple.length);
    SymmetricSums layout = units.getFirst().layout();
    double[] parts =
        new DistinctNeurons(field, field.width(), layout)
            .parts(tuple, units.stream().map(NeuronMoments::values).toList());
    NeuronSum sum = new NeuronSum(field, layout);
    parts[0] += sum.bias(layout.offset(tuple.length) + layout.index(tuple.length).rank(tuple));
    return parts;
  }

  private static boolean hasBias(List<State> states) {
    return states.stream().flatMap(s -> s.bias().stream().skip(1)).anyMatch(m -> m != 0);
  }

  private static double cumulant(
      List<State> states, double[] scale, List<int[]> partitions, int[] π, int bias) {
    double sum = 0;
    for (int[] σ : partitions) {
      double term = 1;
      for (int c = 0; c < σ.length && term != 0; c++) {
        term *= (c == 0 ? 1 : -c) * moment(states, scale, π, bias, σ[c]);
      }
      sum += term;
    }
    return sum;
  }

  /// E_ξ[Π_B m_{B∩C}].
  private static double moment(List<State> states, double[] scale, int[] π, int bias, int c) {
    double sum = 0;
    for (State state : states) {
      double product = state.weight();
      for (int b = 0; b < π.length; b++) {
        int legs = π[b] & c;
        if (legs != 0) {
          product *= (b == bias ? state.bias() : state.neuron()).get(legs);
        }
      }
      sum += product;
    }
    return sum * scale[Integer.bitCount(c)];
  }

  private static List<State> states(NeuralField field, PointSet points, int[] tuple) {
    List<NeuronMoments> units = FiniteWidthCorrelators.moments(field, points, tuple.length);
    List<State> states = new ArrayList<>();
    IndependentDensity bias = field.readout().bias();
    IndependentDensity weight = field.readout().effectiveWeights(0, field.width());
    switch (field.correlation()) {
      case JointDensity.Independent _, JointDensity.CommonScale _, JointDensity.SharedLayers _ ->
          states.add(state(1, units.getFirst(), tuple, weight, bias));
      case Mixture(List<Mixture.Component> components) -> {
        for (int k = 0; k < components.size(); k++) {
          NeuralField own = components.get(k).of(field);
          states.add(
              state(
                  components.get(k).weight(),
                  units.get(Math.min(k, units.size() - 1)),
                  tuple,
                  own.readout().effectiveWeights(0, own.width()),
                  own.readout().bias()));
        }
      }
      case JointDensity.Equicorrelated(var _, double ρ) -> {
        GaussHermite rule = GaussHermite.of(tuple.length / 2 + 1);
        for (int q = 0; q < rule.size(); q++) {
          double shift = weight.mean() + weight.spread() * Math.sqrt(ρ) * rule.node(q);
          IndependentDensity given = weight.with(shift, weight.spread() * Math.sqrt(1 - ρ));
          states.add(state(rule.weight(q), units.getFirst(), tuple, given, bias));
        }
      }
      case JointDensity.GaussianCovariance _,
          JointDensity.SharedWeights _,
          JointDensity.Deformed _ ->
          throw new IllegalArgumentException(
              "exact parts are known for neurons that are alike and independent given what they share, not for %s"
                  .formatted(field.correlation()));
    }
    return states;
  }

  private static State state(
      double probability,
      NeuronMoments unit,
      int[] tuple,
      IndependentDensity weight,
      IndependentDensity bias) {
    List<Double> neuron = new ArrayList<>();
    List<Double> constant = new ArrayList<>();
    for (int mask = 0; mask < 1 << tuple.length; mask++) {
      int legs = mask;
      int[] points =
          IntStream.range(0, tuple.length)
              .filter(a -> (legs >> a & 1) == 1)
              .map(a -> tuple[a])
              .toArray();
      int n = points.length;
      neuron.add(n == 0 ? 1 : weight.rawMoment(n) * unit.at(points));
      constant.add(n == 0 ? 1 : bias.rawMoment(n));
    }
    return new State(probability, neuron, constant);
  }
}
