package org.nnft.experiment;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nnft.ensemble.Measurement;
import org.nnft.math.SymmetricIndex;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.Jackknife;
import org.nnft.statistics.StepDown;
import org.nnft.statistics.StepDownPulls;
import org.nnft.study.Theory;

/// One correlator of one ensemble: every unique component measured, and beside it what theory says.
public final class CorrelatorResult {
  /// Tails are heavy if one of B blocks carries more than 36/B of a squared error, so deviates by six
  /// standard deviations: 2e-9 for a normal law, 1e-3 for any of 1024 blocks and 462 components. At 50/B
  /// pulls of many components have a variance of 1.03 rather than 1.
  private static final double HEAVY_SQUARE = 36;

  /// An exact value with a larger share of the sample's error is shown, but not tested against.
  private static final double SHARP = 0.2;

  private final int order;
  private final boolean connected;
  private final SymmetricIndex components;
  private final Estimate[] measured;
  private final double[] exact;
  private final double[] exactErrors;
  private final double[] limit;
  private final double[] limitErrors;
  private final double largestShare;
  private final double heavyShare;
  private final Optional<StepDownPulls> agreement;
  private final Optional<MeanDeviation> deviation;

  /// Whether the estimate is the exact value itself.
  private final boolean computed;

  private CorrelatorResult(
      int order,
      boolean connected,
      Measurement measurement,
      @Nullable Theory theory,
      StepDown lowerOrders) {
    this.computed = false;
    this.order = order;
    this.connected = connected;
    this.components = measurement.components(order);
    this.measured = connected ? measurement.connected(order) : measurement.full(order);
    this.exact = values(t -> theory == null ? Double.NaN : theory.exact(connected, t));
    this.exactErrors = values(t -> theory == null ? 0 : theory.exactError(connected, t));
    this.limit = values(t -> theory == null ? Double.NaN : theory.limit(connected, t));
    this.limitErrors = values(t -> theory == null ? 0 : theory.limitError(connected, t));
    this.heavyShare = HEAVY_SQUARE / measurement.blocks();
    if (!measurement.keeps(order)) {
      // Zero by symmetry, in the sample as in theory.
      this.largestShare = 0;
      this.agreement = Optional.empty();
      this.deviation = Optional.empty();
      return;
    }
    Jackknife jackknife =
        connected ? measurement.jackknifeOfConnected(order) : measurement.jackknifeOfFull(order);
    this.largestShare =
        IntStream.range(0, measured.length).mapToDouble(jackknife::largestShare).max().orElse(0);
    this.agreement = agreement(jackknife, lowerOrders);
    double[] free = values(t -> theory == null ? Double.NaN : theory.limit(false, t));
    this.deviation = MeanDeviation.of(measured, exact, free, limit, jackknife);
  }

  private CorrelatorResult(int order, boolean connected, SymmetricIndex components, Theory theory) {
    this.computed = true;
    this.order = order;
    this.connected = connected;
    this.components = components;
    this.exact = values(t -> theory.exact(connected, t));
    this.exactErrors = values(t -> theory.exactError(connected, t));
    this.limit = values(t -> theory.limit(connected, t));
    this.limitErrors = values(t -> theory.limitError(connected, t));
    this.measured = new Estimate[exact.length];
    Arrays.setAll(measured, c -> new Estimate(exact[c], exactErrors[c]));
    this.heavyShare = 1;
    this.largestShare = 0;
    this.agreement = Optional.empty();
    double[] free = values(t -> theory.limit(false, t));
    this.deviation = MeanDeviation.ofBounds(measured, free, limit);
  }

  /// A correlator that is computed in place of measured: the estimate is the exact value with its stated error.
  static CorrelatorResult byQuadrature(
      int order, boolean connected, SymmetricIndex components, Theory theory) {
    return new CorrelatorResult(order, connected, components, theory);
  }

  /// @param theory null where no network is known
  /// @param lowerOrders what this order is compared given, and added to. Modified.
  static CorrelatorResult of(
      int order,
      boolean connected,
      Measurement measurement,
      @Nullable Theory theory,
      StepDown lowerOrders) {
    return new CorrelatorResult(order, connected, measurement, theory, lowerOrders);
  }

  /// Heavy tails are kept out of what higher orders are compared given.
  private Optional<StepDownPulls> agreement(Jackknife jackknife, StepDown lowerOrders) {
    if (!isSharp()) {
      return Optional.empty();
    }
    return Optional.of(
        heavyTailed()
            ? StepDownPulls.of(differences(), jackknife)
            : lowerOrders.accept(differences(), jackknife));
  }

  /// Whether exact values are known, with errors that do not matter beside the sample's.
  private boolean isSharp() {
    return IntStream.range(0, exact.length)
        .allMatch(
            c ->
                Double.isFinite(exact[c])
                    && exactErrors[c] <= Math.max(SHARP * measured[c].error(), 1e-12));
  }

  @FunctionalInterface
  private interface TupleFunction {
    double of(int[] tuple);
  }

  private double[] values(TupleFunction function) {
    return IntStream.range(0, components.count())
        .mapToDouble(c -> function.of(components.at(c)))
        .toArray();
  }

  private double[] differences() {
    return IntStream.range(0, measured.length)
        .mapToDouble(c -> measured[c].value() - exact[c])
        .toArray();
  }

  /// n.
  public int order() {
    return order;
  }

  /// Whether this is G_c⁽ⁿ⁾ rather than G⁽ⁿ⁾.
  public boolean connected() {
    return connected;
  }

  /// `G4` or `G4c`.
  public String symbol() {
    return "G" + order + (connected ? "c" : "");
  }

  /// Which tuple of symbols each component is.
  public SymmetricIndex components() {
    return components;
  }

  /// The estimate of component c.
  public Estimate measured(int c) {
    return measured[c];
  }

  /// The exact value of component c at the network's width, or NaN.
  public double exact(int c) {
    return exact[c];
  }

  /// Its error: 0 for a closed form, a bound for quadrature, a standard deviation for quasi-Monte Carlo.
  public double exactError(int c) {
    return exactErrors[c];
  }

  /// The value of component c at infinite width, or NaN.
  public double limit(int c) {
    return limit[c];
  }

  /// Error of [#limit(int)]: of quadrature, 0 for a closed form.
  public double limitError(int c) {
    return limitErrors[c];
  }

  /// (measured − exact)/error of component c with the errors of both, NaN where nothing exact is known or nothing
  /// was measured.
  public double pull(int c) {
    if (computed) {
      return Double.NaN;
    }
    double error = Math.hypot(measured[c].error(), exactErrors[c]);
    return new Estimate(measured[c].value(), error).pull(exact[c]);
  }

  /// Independent pulls against exact theory, given the lower orders of the same kind, where there is a
  /// theory and the order does not vanish.
  public Optional<StepDownPulls> agreement() {
    return agreement;
  }

  /// Mean relative deviation from the free theory, where that is known and not zero.
  public Optional<MeanDeviation> deviation() {
    return deviation;
  }

  /// Largest share of a component's squared error that a single block carries.
  public double largestShare() {
    return largestShare;
  }

  /// Whether tails are so heavy that error bars mean little.
  public boolean heavyTailed() {
    return largestShare > heavyShare;
  }

  /// Largest error divided by the largest component: what a target error is compared with.
  public double relativeError() {
    double error = 0;
    double value = 0;
    for (Estimate estimate : measured) {
      error = Math.max(error, estimate.error());
      value = Math.max(value, Math.abs(estimate.value()));
    }
    return error == 0 ? 0 : error / value;
  }
}
