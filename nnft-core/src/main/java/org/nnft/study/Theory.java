package org.nnft.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nnft.field.PointSet;
import org.nnft.kernel.FreeTheory;
import org.nnft.kernel.KernelMatrix;
import org.nnft.kernel.NngpKernel;
import org.nnft.network.NeuralField;
import org.nnft.neuron.FiniteWidthCorrelators;
import org.nnft.neuron.InfiniteWidthLimit;
import org.nnft.neuron.NeuronMoments;

/// What is known exactly about a network at the points of an experiment.
public final class Theory {
  private final NeuralField field;
  private final PointSet points;
  private final int highestOrder;
  private final @Nullable FreeTheory free;

  /// The free theory where its kernel is known, if only by quasi-Monte Carlo: too roughly to be inverted.
  private final @Nullable FreeTheory propagator;

  private final @Nullable InfiniteWidthLimit interacting;
  private final @Nullable List<NeuronMoments> moments;
  private final @Nullable FiniteWidthCorrelators exact;
  private final List<String> unknown;

  private Theory(
      NeuralField field,
      PointSet points,
      int highestOrder,
      Attempt<List<NeuronMoments>> moments,
      List<String> unknown) {
    this.field = field;
    this.points = points;
    this.highestOrder = highestOrder;
    this.moments = moments.value();
    List<String> reasons = new ArrayList<>(unknown);
    if (field.isIndependent()) {
      Attempt<FreeTheory> kernel =
          Attempt.of("Infinite width: ", () -> FreeTheory.of(NngpKernel.withErrors(field, points)));
      this.free = kernel.value();
      this.propagator = free != null ? free : measuredPropagator(field, points, moments.value());
      this.interacting = null;
      reasons.addAll(propagator == null ? kernel.reason() : List.of());
    } else {
      Attempt<InfiniteWidthLimit> limit =
          Attempt.of("Infinite width: ", () -> InfiniteWidthLimit.of(field, points, highestOrder));
      this.free = null;
      this.propagator = null;
      this.interacting = limit.value();
      reasons.addAll(limit.reason());
    }
    reasons.addAll(moments.reason());
    List<NeuronMoments> known = moments.value();
    if (known == null) {
      this.exact = null;
    } else {
      Attempt<FiniteWidthCorrelators> correlators =
          Attempt.of("Finite width: ", () -> FiniteWidthCorrelators.of(field, known));
      this.exact = correlators.value();
      reasons.addAll(correlators.reason());
    }
    this.unknown = List.copyOf(reasons);
  }

  /// K = Var c + N Var V ⟨hh⟩ from the moments of the unit, which any law of its weights may have; null unless
  /// neurons are independent and output weights have no mean.
  private static @Nullable FreeTheory measuredPropagator(
      NeuralField field, PointSet points, @Nullable List<NeuronMoments> moments) {
    if (moments == null
        || !isFreeAtInfiniteWidth(field)
        || moments.getFirst().layout().highestOrder() < 2) {
      return null;
    }
    double weight = field.width() * field.readout().effectiveWeights(0, field.width()).variance();
    double bias = field.readout().bias().variance();
    double[][] kernel = new double[points.size()][points.size()];
    double[][] errors = new double[points.size()][points.size()];
    for (int p = 0; p < kernel.length; p++) {
      for (int q = 0; q < kernel.length; q++) {
        kernel[p][q] = Math.fma(weight, moments.getFirst().at(sorted(p, q)), bias);
        errors[p][q] = weight * moments.getFirst().error(sorted(p, q));
      }
    }
    return Attempt.of("", () -> FreeTheory.of(new KernelMatrix(kernel, errors))).value();
  }

  private static int[] sorted(int p, int q) {
    return new int[] {Math.min(p, q), Math.max(p, q)};
  }

  private static boolean isFreeAtInfiniteWidth(NeuralField field) {
    return field.depth() == 1 && field.isEven() && field.isIndependent();
  }

  /// The two-point function of independent neurons does not depend on their number, so that a known kernel is
  /// all there is to know to second order.
  private static boolean isKernelEnough(NeuralField field, PointSet points, int highestOrder) {
    return highestOrder <= 2
        && isFreeAtInfiniteWidth(field)
        && Attempt.of("", () -> NngpKernel.of(field, points)).value() != null;
  }

  /// A value, or why there is none.
  private record Attempt<T>(@Nullable T value, List<String> reason) {
    @FunctionalInterface
    interface Computation<T> {
      T result();
    }

    static <T> Attempt<T> of(String prefix, Computation<T> computation) {
      try {
        return new Attempt<>(computation.result(), List.of());
      } catch (IllegalArgumentException e) {
        return new Attempt<>(null, List.of(prefix + e.getMessage()));
      }
    }
  }

  /// Looks for exact results, and notes why where there are none.
  ///
  /// @param highestOrder 1…8
  public static Theory of(NeuralField field, PointSet points, int highestOrder) {
    if (isKernelEnough(field, points, highestOrder)) {
      return new Theory(field, points, highestOrder, new Attempt<>(null, List.of()), List.of());
    }
    Attempt<List<NeuronMoments>> moments =
        Attempt.of(
            "Finite width: ",
            () -> {
              FiniteWidthCorrelators.requireKnown(field);
              return FiniteWidthCorrelators.moments(field, points, highestOrder);
            });
    return new Theory(field, points, highestOrder, moments, List.of());
  }

  /// The theory of a network that differs from this one in width alone; the moments of its unit, which
  /// cost most, are kept.
  ///
  /// @throws IllegalArgumentException if it differs in anything else
  public Theory at(NeuralField other) {
    if (!other.width(1).equals(field.width(1))) {
      throw new IllegalArgumentException("the network differs in more than its width");
    }
    if (FiniteWidthCorrelators.dependOnWidth(other)) {
      return of(other, points, highestOrder);
    }
    List<String> reasons = moments == null ? unknown : List.of();
    return new Theory(other, points, highestOrder, new Attempt<>(moments, List.of()), reasons);
  }

  /// The free theory of one output component at infinite width, where its kernel is exact; empty where neurons interact even there.
  public Optional<FreeTheory> free() {
    return Optional.ofNullable(free);
  }

  /// Correlators at the network's width.
  public Optional<FiniteWidthCorrelators> exact() {
    return Optional.ofNullable(exact);
  }

  /// Why something is not known, in words.
  public List<String> unknown() {
    return unknown;
  }

  /// Exact full or connected correlator, or NaN where it is not known.
  ///
  /// @param tuple sorted symbols, component a of point p is p·D + a
  public double exact(boolean connected, int... tuple) {
    if (isKernel(connected, tuple)) {
      return limit(connected, tuple);
    }
    return exact == null ? Double.NaN : connected ? exact.connected(tuple) : exact.full(tuple);
  }

  /// Whether the kernel says it best: ⟨f⟩ and ⟨ff⟩ of one hidden layer do not depend on the width.
  private boolean isKernel(boolean connected, int... tuple) {
    return tuple.length <= 2
        && propagator != null
        && isFreeAtInfiniteWidth(field)
        && (exact == null
            || limitError(connected, tuple) < finiteWidthError(exact, connected, tuple));
  }

  private static double finiteWidthError(
      FiniteWidthCorrelators exact, boolean connected, int... tuple) {
    return connected ? exact.connectedError(tuple) : exact.fullError(tuple);
  }

  /// Error of [#exact(boolean, int...)]: a bound or a standard deviation, 0 for a closed form.
  public double exactError(boolean connected, int... tuple) {
    return exact == null || isKernel(connected, tuple)
        ? limitError(connected, tuple)
        : finiteWidthError(exact, connected, tuple);
  }

  /// Full or connected correlator at infinite width, or NaN where it is not known. Output components of a free
  /// field are independent there.
  public double limit(boolean connected, int... tuple) {
    if (interacting != null) {
      return connected ? interacting.connected(tuple) : interacting.full(tuple);
    }
    if (propagator == null) {
      return Double.NaN;
    }
    if (connected && tuple.length != 2) {
      return 0;
    }
    double product = 1;
    for (int a = 0; a < field.outputs(); a++) {
      product *= propagator.correlator(pointsOf(a, tuple));
    }
    return product;
  }

  /// Error of [#limit(boolean, int...)]: a bound, or a standard deviation where the kernel is sampled; 0 for a closed form
  /// and where neurons interact.
  public double limitError(boolean connected, int... tuple) {
    if (interacting != null || propagator == null || (connected && tuple.length != 2)) {
      return 0;
    }
    double error = 0;
    double product = 1;
    for (int a = 0; a < field.outputs(); a++) {
      int[] of = pointsOf(a, tuple);
      double value = Math.abs(propagator.correlator(of));
      error = error * value + product * propagator.correlatorError(of);
      product *= value;
    }
    return error;
  }

  private int[] pointsOf(int output, int[] tuple) {
    int outputs = field.outputs();
    return Arrays.stream(tuple).filter(s -> s % outputs == output).map(s -> s / outputs).toArray();
  }
}
