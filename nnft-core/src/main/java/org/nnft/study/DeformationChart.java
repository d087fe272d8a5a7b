package org.nnft.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.nnft.network.JointDensity;
import org.nnft.network.NeuralField;
import org.nnft.network.Potential;
import org.nnft.statistics.Estimate;

/// A connected correlator of deformed ensembles against the first parameter α of the potential that the scan changes, or
/// against the width if there is none.
final class DeformationChart {
  private DeformationChart() {}

  /// What one ensemble gave.
  ///
  /// @param parent at V = 0, NaN where unknown
  /// @param first to first order in V, NaN where unknown
  record Point(
      NeuralField field,
      String name,
      Optional<Estimate> byWeights,
      Estimate byChains,
      double parent,
      double first) {

    private List<Potential.Parameter> parameters() {
      return field.correlation() instanceof JointDensity.Deformed(Potential potential)
          ? potential.parameters()
          : List.of();
    }

    private double value(int parameter) {
      return parameters().get(parameter).value();
    }
  }

  /// Empty for a single ensemble.
  static Optional<Figure.Chart> of(int order, List<Point> points) {
    if (points.size() < 2) {
      return Optional.empty();
    }
    int count = points.getFirst().parameters().size();
    for (int p = 0; p < count; p++) {
      int parameter = p;
      if (points.stream().mapToDouble(x -> x.value(parameter)).distinct().count() > 1) {
        String name = points.getFirst().parameters().get(p).name();
        return Optional.of(
            chart(order, points, Figure.Axis.linear(name), x -> x.value(parameter), parameter));
      }
    }
    return Optional.of(
        chart(order, points, Figure.Axis.logarithmic("width N"), x -> x.field().width(), -1));
  }

  private static Figure.Chart chart(
      int order,
      List<Point> points,
      Figure.Axis axis,
      ToDoubleFunction<Point> abscissa,
      int parameter) {
    Map<String, List<Point>> groups = new LinkedHashMap<>();
    for (Point point : points) {
      groups.computeIfAbsent(group(point, parameter), _ -> new ArrayList<>()).add(point);
    }
    List<Figure.Series> series = new ArrayList<>();
    int colour = 0;
    for (Map.Entry<String, List<Point>> group : groups.entrySet()) {
      List<Point> own = group.getValue();
      String prefix = groups.size() == 1 ? "" : group.getKey() + ", ";
      series.add(measured(prefix + "by chains", own, abscissa, Point::byChains, colour));
      List<Point> weighted = own.stream().filter(x -> x.byWeights().isPresent()).toList();
      series.add(
          measured(
              prefix + "by weights",
              weighted,
              abscissa,
              x -> x.byWeights().orElseThrow(),
              colour + 1));
      double[] x = own.stream().mapToDouble(abscissa).toArray();
      double[] first = own.stream().mapToDouble(Point::first).toArray();
      double[] parent = own.stream().mapToDouble(Point::parent).toArray();
      if (own.stream().allMatch(p -> Double.isFinite(p.first()))) {
        series.add(
            Figure.Series.of(prefix + "to first order", x, first, Figure.Style.LINE, colour));
        series.add(Figure.Series.of(prefix + "V = 0", x, parent, Figure.Style.DASHED, colour));
      }
      colour += 2;
    }
    return new Figure.Chart(
        "order-" + order,
        points.getFirst().name()
            + ", the connected correlator of the deformed ensembles, beside exact theory without V and to first order in it.",
        axis,
        Figure.Axis.linear(points.getFirst().name()),
        series);
  }

  /// What stays the same along a curve.
  private static String group(Point point, int parameter) {
    StringBuilder text = new StringBuilder();
    if (parameter >= 0) {
      text.append("N = ").append(point.field().width());
    }
    for (int p = 0; p < point.parameters().size(); p++) {
      if (p != parameter) {
        Potential.Parameter other = point.parameters().get(p);
        text.append(text.isEmpty() ? "" : ", ").append(other.name()).append(" = ");
        text.append(other.value());
      }
    }
    return text.toString();
  }

  private static Figure.Series measured(
      String name,
      List<Point> points,
      ToDoubleFunction<Point> abscissa,
      Function<Point, Estimate> value,
      int colour) {
    return Figure.Series.of(
        name,
        points.stream().mapToDouble(abscissa).toArray(),
        points.stream().mapToDouble(p -> value.apply(p).value()).toArray(),
        points.stream().mapToDouble(p -> value.apply(p).error()).toArray(),
        Figure.Style.POINTS,
        colour);
  }
}
