package org.nnft.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nnft.ensemble.Measurement;
import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;
import org.nnft.neuron.FiniteWidthCorrelators;
import org.nnft.neuron.NeuronMoments;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.Jackknife;

/// Where an investigation takes connected correlators from: exact theory or the sample.
sealed interface CorrelatorSource {

  /// `exact` or `sampled`.
  String name();

  /// G_c⁽ⁿ⁾ at a sorted tuple.
  double connected(int... tuple);

  /// G⁽ⁿ⁾ at a sorted tuple.
  double full(int... tuple);

  /// Fluctuations of all components of G_c⁽ⁿ⁾; empty if they are exact.
  Optional<Jackknife> fluctuations(int order);

  /// Fluctuations of all components of G⁽ⁿ⁾; empty if they are exact.
  Optional<Jackknife> fullFluctuations(int order);

  /// Fluctuations of all components of some orders of G_c, one order after the other; empty if they are exact.
  default Optional<Jackknife> fluctuations(int first, int second) {
    return fluctuations(first).flatMap(a -> fluctuations(second).map(a::with));
  }

  /// Whether odd orders are given, too.
  boolean keeps(int order);

  /// Whether tails are so heavy that error bars mean little: a single block carries more than this share of a squared
  /// error.
  default boolean heavyTailed(int order) {
    return fluctuations(order)
        .map(
            jackknife -> {
              double largest = 0;
              int components = keepsCount(order);
              for (int c = 0; c < components; c++) {
                largest = Math.max(largest, jackknife.largestShare(c));
              }
              return largest > Math.max(0.05, 40.0 / jackknife.blocks());
            })
        .orElse(false);
  }

  /// Number of components of an order.
  int keepsCount(int order);

  /// Exact theory.
  record Exact(FiniteWidthCorrelators theory) implements CorrelatorSource {
    @Override
    public String name() {
      return "exact";
    }

    @Override
    public double connected(int... tuple) {
      return theory.connected(tuple);
    }

    @Override
    public double full(int... tuple) {
      return theory.full(tuple);
    }

    @Override
    public Optional<Jackknife> fluctuations(int order) {
      return Optional.empty();
    }

    @Override
    public Optional<Jackknife> fullFluctuations(int order) {
      return Optional.empty();
    }

    @Override
    public boolean keeps(int order) {
      return true;
    }

    @Override
    public int keepsCount(int order) {
      return theory.components(order).count();
    }
  }

  /// A sample.
  final class Sampled implements CorrelatorSource {
    private final Measurement measurement;
    private final Map<Integer, Estimate[]> connected = new HashMap<>();
    private final Map<Integer, Estimate[]> full = new HashMap<>();

    Sampled(Measurement measurement) {
      this.measurement = measurement;
    }

    @Override
    public String name() {
      return "sampled";
    }

    @Override
    public double connected(int... tuple) {
      return connected.computeIfAbsent(tuple.length, measurement::connected)[rank(tuple)].value();
    }

    @Override
    public double full(int... tuple) {
      return full.computeIfAbsent(tuple.length, measurement::full)[rank(tuple)].value();
    }

    private int rank(int[] tuple) {
      return measurement.components(tuple.length).rank(tuple);
    }

    @Override
    public Optional<Jackknife> fluctuations(int order) {
      return Optional.of(measurement.jackknifeOfConnected(order));
    }

    @Override
    public Optional<Jackknife> fullFluctuations(int order) {
      return Optional.of(measurement.jackknifeOfFull(order));
    }

    @Override
    public boolean keeps(int order) {
      return measurement.keeps(order);
    }

    @Override
    public int keepsCount(int order) {
      return measurement.components(order).count();
    }
  }

  /// Exact theory of networks that may differ in width alone, whose units' moments are found once.
  final class ExactTheory {
    private final PointSet points;
    private final int highestOrder;
    private final Map<NeuralField, List<NeuronMoments>> moments = new HashMap<>();

    ExactTheory(PointSet points, int highestOrder) {
      this.points = points;
      this.highestOrder = highestOrder;
    }

    /// @throws IllegalArgumentException where nothing exact is known, saying why
    FiniteWidthCorrelators of(NeuralField field) {
      FiniteWidthCorrelators.requireKnown(field);
      field.requireInputs(points);
      NeuralField alike = FiniteWidthCorrelators.dependOnWidth(field) ? field : field.width(1);
      return FiniteWidthCorrelators.of(
          field,
          moments.computeIfAbsent(
              alike, own -> FiniteWidthCorrelators.moments(own, points, highestOrder)));
    }
  }

  /// Exact theory first where it is known, then the sample if there is one.
  ///
  /// @param sampled whether the sample is wanted
  /// @param reasons why something is not there, in words; added to
  static List<CorrelatorSource> of(
      StudiedEnsemble ensemble, ExactTheory theory, boolean sampled, List<String> reasons) {
    List<CorrelatorSource> sources = new ArrayList<>();
    ensemble
        .field()
        .ifPresent(
            field -> {
              try {
                sources.add(new Exact(theory.of(field)));
              } catch (IllegalArgumentException e) {
                reasons.add(ensemble.label() + ": " + e.getMessage());
              }
            });
    if (sampled) {
      ensemble.measurement().ifPresent(m -> sources.add(new Sampled(m)));
    }
    return sources;
  }
}
