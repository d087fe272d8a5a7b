package org.nnft.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nnft.field.PointSet;
import org.nnft.kernel.FreeTheory;
import org.nnft.kernel.NngpKernel;
import org.nnft.network.NeuralField;
import org.nnft.neuron.FiniteWidthCorrelators;

/// What is known exactly about a network at the points of an experiment.
public final class Theory {
  private final NeuralField field;
  private final @Nullable FreeTheory free;
  private final @Nullable FiniteWidthCorrelators exact;
  private final List<String> unknown;

  private Theory(
      NeuralField field,
      @Nullable FreeTheory free,
      @Nullable FiniteWidthCorrelators exact,
      List<String> unknown) {
    this.field = field;
    this.free = free;
    this.exact = exact;
    this.unknown = List.copyOf(unknown);
  }

  /// Looks for exact results, and notes why where there are none.
  ///
  /// @param highestOrder 1…8
  public static Theory of(NeuralField field, PointSet points, int highestOrder) {
    List<String> unknown = new ArrayList<>();
    FreeTheory free = null;
    try {
      free = FreeTheory.of(NngpKernel.of(field, points));
    } catch (IllegalArgumentException e) {
      unknown.add("Infinite width: " + e.getMessage());
    }
    FiniteWidthCorrelators exact = null;
    try {
      exact = FiniteWidthCorrelators.of(field, points, highestOrder);
    } catch (IllegalArgumentException e) {
      unknown.add("Finite width: " + e.getMessage());
    }
    return new Theory(field, free, exact, unknown);
  }

  /// The free theory of one output component at infinite width.
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
  double exact(boolean connected, int... tuple) {
    if (exact == null) {
      return Double.NaN;
    }
    return connected ? exact.connected(tuple) : exact.full(tuple);
  }

  /// Full or connected correlator at infinite width, or NaN where it is not known. Output components are
  /// independent there.
  double limit(boolean connected, int... tuple) {
    if (free == null) {
      return Double.NaN;
    }
    if (connected && tuple.length != 2) {
      return 0;
    }
    int outputs = field.outputs();
    double product = 1;
    for (int a = 0; a < outputs; a++) {
      int component = a;
      int[] points =
          java.util.Arrays.stream(tuple)
              .filter(symbol -> symbol % outputs == component)
              .map(symbol -> symbol / outputs)
              .toArray();
      product *= free.correlator(points);
    }
    return product;
  }
}
