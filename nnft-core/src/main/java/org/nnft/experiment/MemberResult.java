package org.nnft.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nnft.ensemble.Estimator;
import org.nnft.ensemble.Measurement;
import org.nnft.network.NeuralField;
import org.nnft.neuron.FiniteWidthCorrelators;
import org.nnft.neuron.MomentMethod;
import org.nnft.statistics.StepDown;
import org.nnft.study.Study;
import org.nnft.study.Theory;

/// What one member of a scan gave.
///
/// @param field the network, if known
/// @param networks M, 0 if nothing had to be drawn
/// @param estimator what each network contributed
/// @param blocks number of blocks behind every error bar
/// @param theory what is known exactly, if the network is known
/// @param correlators in ascending order, full before connected
public record MemberResult(
    Optional<NeuralField> field,
    long networks,
    Estimator estimator,
    int blocks,
    Optional<Theory> theory,
    List<CorrelatorResult> correlators) {

  public MemberResult {
    correlators = List.copyOf(correlators);
  }

  /// Compares a measurement with theory.
  ///
  /// @param theory empty where the network or its points are not known
  public static MemberResult of(
      Optional<NeuralField> field,
      Measurement measurement,
      Optional<Theory> theory,
      Optional<Study.Correlators> wanted) {
    List<CorrelatorResult> correlators = new ArrayList<>();
    List<Integer> orders = wanted.map(Study.Correlators::orders).orElse(List.of());
    Theory known = theory.orElse(null);
    StepDown full = new StepDown(measurement.blocks(), orders.size());
    StepDown connected = new StepDown(measurement.blocks(), orders.size());
    for (int order : orders) {
      correlators.add(CorrelatorResult.of(order, false, measurement, known, full));
      if (wanted.orElseThrow().connected()) {
        correlators.add(CorrelatorResult.of(order, true, measurement, known, connected));
      }
    }
    return new MemberResult(
        field,
        measurement.networks(),
        measurement.estimator(),
        measurement.blocks(),
        theory,
        correlators);
  }

  /// Correlators that are computed, with the errors that are stated for them.
  ///
  /// @throws IllegalArgumentException if no closed form or quadrature is known, saying why
  public static MemberResult byQuadrature(
      Optional<NeuralField> field, Optional<Theory> theory, Optional<Study.Correlators> wanted) {
    Theory known = theory.orElseThrow();
    FiniteWidthCorrelators exact =
        known
            .exact()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "sampling.estimator quadrature: %s; leave estimator out"
                            .formatted(String.join(" ", known.unknown()))));
    if (exact.method() == MomentMethod.QUASI_MONTE_CARLO) {
      throw new IllegalArgumentException(
          "sampling.estimator quadrature: no quadrature is known for this hidden unit at so many points or inputs; use quasi-monte-carlo");
    }
    List<CorrelatorResult> correlators = new ArrayList<>();
    for (int order : wanted.map(Study.Correlators::orders).orElse(List.of())) {
      correlators.add(CorrelatorResult.byQuadrature(order, false, exact.components(order), known));
      if (wanted.orElseThrow().connected()) {
        correlators.add(CorrelatorResult.byQuadrature(order, true, exact.components(order), known));
      }
    }
    return new MemberResult(field, 0, Estimator.QUADRATURE, 0, theory, correlators);
  }

  /// A member of which nothing had to be measured.
  public static MemberResult unmeasured(Optional<NeuralField> field, Optional<Theory> theory) {
    return new MemberResult(field, 0, Estimator.OUTPUTS, 0, theory, List.of());
  }

  /// The correlator of an order, if it was asked for.
  public Optional<CorrelatorResult> correlator(int order, boolean connected) {
    return correlators.stream()
        .filter(c -> c.order() == order && c.connected() == connected)
        .findFirst();
  }

  /// The correlators that are held against theory: connected ones where they were asked for, since full
  /// ones add nothing to them; not those whose error bars heavy tails make useless.
  public List<CorrelatorResult> tested() {
    return correlators.stream()
        .filter(c -> c.agreement().isPresent() && !c.heavyTailed())
        .filter(c -> c.connected() || correlator(c.order(), true).isEmpty())
        .toList();
  }

  /// Width, where it is more than one number of layers, and how parameters hang together: `N = 5, L = 2, ρ = 0.3`.
  public String label() {
    return field
        .map(
            f -> {
              String shape =
                  f.depth() == 1
                      ? "N = " + f.width()
                      : "N = %d, L = %d".formatted(f.width(), f.depth());
              String setting = f.correlation().setting();
              return setting.isEmpty() ? shape : shape + ", " + setting;
            })
        .orElse("samples");
  }

  /// Whether an exact value of any component is known, sharp or not.
  public boolean hasExactTheory() {
    return correlators.stream().anyMatch(c -> Double.isFinite(c.exact(0)));
  }

  /// Largest relative error over all correlators.
  public double relativeError() {
    return correlators.stream().mapToDouble(CorrelatorResult::relativeError).max().orElse(0);
  }
}
