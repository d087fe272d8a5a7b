package org.nnft.feynman;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.nnft.statistics.Estimate;

/// The numbers of a sum of diagrams at given external points.
///
/// @param sum the diagrams
/// @param values one for each diagram, all labellings together, with its quadrature error
public record DiagramValues(DiagramSum sum, List<Estimate> values) {

  public DiagramValues {
    values = List.copyOf(values);
    if (values.size() != sum.size()) {
      throw new IllegalArgumentException(
          "%d diagrams need as many values, got %d".formatted(sum.size(), values.size()));
    }
  }

  /// Integrates every diagram; what several of them share is integrated once.
  ///
  /// @param tuple index of the external point of each leg. Not modified.
  /// @throws IllegalArgumentException if a propagator or coupling is missing, an integral diverges, or legs were amputated
  public static DiagramValues of(DiagramSum sum, DiagramIntegral integral, int... tuple) {
    if (sum.selections().contains(Selection.AMPUTATED)) {
      throw new IllegalArgumentException(
          "amputated diagrams hold δ(x − y) and have no value at points; keep the external propagators");
    }
    return new DiagramValues(sum, sum.stream().map(d -> integral.value(d, tuple)).toList());
  }

  /// The value of one diagram.
  ///
  /// @param diagram from 0
  public Estimate at(int diagram) {
    return values.get(diagram);
  }

  /// The sum of all.
  public Estimate total() {
    return total(Integer.MAX_VALUE);
  }

  /// Partial sums: what the series gives to each order that occurs, by half orders.
  public SortedMap<Integer, Estimate> byOrder() {
    SortedMap<Integer, Estimate> sums = new TreeMap<>();
    for (Diagram diagram : sum) {
      sums.computeIfAbsent(diagram.halfOrders(), this::total);
    }
    return sums;
  }

  /// Quadrature errors are bounds rather than independent, so that they add up.
  private Estimate total(int halfOrders) {
    int[] kept =
        IntStream.range(0, values.size())
            .filter(d -> sum.diagrams().get(d).halfOrders() <= halfOrders)
            .toArray();
    double value = 0;
    double error = 0;
    for (int d : kept) {
      value += values.get(d).value();
      error += values.get(d).error();
    }
    return new Estimate(value, error);
  }
}
