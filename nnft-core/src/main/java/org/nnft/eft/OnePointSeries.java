package org.nnft.eft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;
import org.nnft.neuron.FiniteWidthCorrelators;
import org.nnft.statistics.Estimate;

/// The exact one-point action beside its Edgeworth series: where does the series stop being useful?
///
/// @param fields values f
/// @param exact S(f)
/// @param orders S(f) to order q in 1/N at entry q
public record OnePointSeries(List<Double> fields, List<Estimate> exact, List<List<Double>> orders) {

  /// Cumulants are known to the 8th, so the series to third order.
  public static final int HIGHEST_ORDER = 3;

  public OnePointSeries {
    fields = List.copyOf(fields);
    exact = List.copyOf(exact);
    orders = orders.stream().map(List::copyOf).toList();
  }

  /// @param x the point. Not modified.
  /// @param fields f ≥ 0 ascending, up to 10 standard deviations. Not modified.
  /// @param highestOrder of the series, 0…3
  /// @throws IllegalArgumentException if the exact law is not known
  public static OnePointSeries of(
      NeuralField field, double[] x, double[] fields, int highestOrder) {
    if (highestOrder < 0 || highestOrder > HIGHEST_ORDER) {
      throw new IllegalArgumentException(
          "the series is known to orders 0 to %d in 1/N, got %d"
              .formatted(HIGHEST_ORDER, highestOrder));
    }
    OnePointAction action = OnePointAction.of(field, x);
    int cumulants = 2 * highestOrder + 2;
    EdgeworthAction series =
        EdgeworthAction.of(
            ConnectedCorrelators.of(
                FiniteWidthCorrelators.of(field, PointSet.of(new double[][] {x}), cumulants),
                cumulants));
    List<List<Double>> orders = new ArrayList<>();
    for (int q = 0; q <= highestOrder; q++) {
      EffectiveAction truncated = series.action(q);
      orders.add(Arrays.stream(fields).map(truncated::value).boxed().toList());
    }
    return new OnePointSeries(
        Arrays.stream(fields).boxed().toList(),
        Arrays.stream(fields).mapToObj(action::value).toList(),
        orders);
  }

  /// S_q(f) − S(f).
  public double error(int order, int at) {
    return orders.get(order).get(at) - exact.get(at).value();
  }

  /// The order nearest to the exact action at an entry.
  public int bestOrder(int at) {
    int best = 0;
    for (int q = 1; q < orders.size(); q++) {
      best = Math.abs(error(q, at)) < Math.abs(error(best, at)) ? q : best;
    }
    return best;
  }

  /// The largest f up to which order q is within a tolerance of the exact action everywhere, −1 if nowhere.
  ///
  /// @param tolerance > 0, absolute: e^(−S) is then right to this fraction
  public double usefulTo(int order, double tolerance) {
    double reach = -1;
    for (int at = 0; at < fields.size(); at++) {
      if (!(Math.abs(error(order, at)) <= tolerance)) {
        return reach;
      }
      reach = fields.get(at);
    }
    return reach;
  }
}
