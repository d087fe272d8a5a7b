package org.nnft.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.nnft.eft.SymmetricTensor;
import org.nnft.field.PointSet;
import org.nnft.generating.GeneratingFunctional;
import org.nnft.generating.LegendreTransform;
import org.nnft.generating.VertexFunctions;
import org.nnft.math.Digits;
import org.nnft.math.SymmetricIndex;
import org.nnft.network.NeuralField;
import org.nnft.neuron.FiniteWidthCorrelators;
import org.nnft.statistics.Estimate;
import org.nnft.study.Table.Cell;

/// One-particle-irreducible vertices Γ⁽²⁾, Γ⁽⁴⁾, Γ⁽⁶⁾ between several points, from connected correlators, and their sum over all
/// legs held against derivatives of the Legendre transform along a line of fields.
final class VertexExhibit {
  private static final int MOST_ROWS = 60;

  /// The Legendre transform is found for so many points; its cost grows steeply.
  private static final int MOST_TRANSFORMED = 3;

  private static final double NEAR = 0.5;

  /// In errors of the differentiation.
  private static final double THRESHOLD = 10;

  private static final int[] ORDERS = {2, 4, 6};

  private VertexExhibit() {}

  /// @param number of the ensemble, from 1
  static void of(
      Findings.Draft draft,
      StudiedEnsemble ensemble,
      NeuralField field,
      PointSet points,
      int number) {
    VertexFunctions vertices;
    try {
      vertices = VertexFunctions.of(FiniteWidthCorrelators.of(field, points, 6), points.size());
    } catch (IllegalArgumentException unknown) {
      draft.warn(
          "%s: no vertices between the points: %s."
              .formatted(ensemble.label(), unknown.getMessage()));
      return;
    }
    draft.show(components(ensemble, vertices, points.size()));
    keep(draft, vertices, points.size(), number);
    if (points.size() <= MOST_TRANSFORMED) {
      check(draft, ensemble, field, points, vertices);
    } else {
      draft.say(
          "%s: vertices between %d points are from correlators alone; the Legendre transform is found for up to %d points."
              .formatted(ensemble.label(), points.size(), MOST_TRANSFORMED));
    }
  }

  private static SymmetricTensor tensor(VertexFunctions vertices, int order) {
    return switch (order) {
      case 2 -> vertices.two();
      case 4 -> vertices.four();
      default -> vertices.six();
    };
  }

  private static Table components(StudiedEnsemble ensemble, VertexFunctions vertices, int points) {
    List<List<Cell>> rows = new ArrayList<>();
    for (int order : ORDERS) {
      SymmetricIndex index = SymmetricIndex.of(points, order);
      for (int c = 0; c < index.count() && rows.size() < MOST_ROWS; c++) {
        double value = tensor(vertices, order).at(index.at(c));
        rows.add(
            Table.row(
                Cell.of(name(order, index.at(c))),
                Cell.exact(value),
                Cell.exact(order == 2 ? value : 0)));
      }
    }
    return new Table(
        ensemble.label()
            + ": vertices between the points, from connected correlators; the free theory has Γ⁽²⁾ alone.",
        List.of("vertex", "value", "free theory"),
        rows,
        false);
  }

  private static String name(int order, int[] tuple) {
    return Arrays.stream(tuple)
        .mapToObj(i -> Integer.toString(i + 1))
        .collect(Collectors.joining(",", "Γ⁽" + Digits.superscript(order) + "⁾(", ")"));
  }

  private static void keep(Findings.Draft draft, VertexFunctions vertices, int points, int number) {
    for (int order : ORDERS) {
      SymmetricIndex index = SymmetricIndex.of(points, order);
      double[] values = new double[index.count()];
      Arrays.setAll(values, c -> tensor(vertices, order).at(index.at(c)));
      draft.keep("vertices_%d_%d".formatted(order, number), values, values.length);
    }
  }

  /// Fields of one standard deviation each, all of one sign.
  private static void check(
      Findings.Draft draft,
      StudiedEnsemble ensemble,
      NeuralField field,
      PointSet points,
      VertexFunctions vertices) {
    int n = points.size();
    Estimate[] derivative;
    double[] ψ = new double[n];
    try {
      GeneratingFunctional w = GeneratingFunctional.of(field, points);
      for (int p = 0; p < n; p++) {
        double[] unit = new double[n];
        unit[p] = 1;
        ψ[p] = w.standardDeviation(unit);
      }
      derivative = LegendreTransform.of(w).derivatives(new double[n], ψ, NEAR, 6);
    } catch (IllegalArgumentException unknown) {
      draft.warn(
          "%s: the Legendre transform at all points is not known: %s."
              .formatted(ensemble.label(), unknown.getMessage()));
      return;
    }
    double[] sum = vertices.along(ψ);
    boolean agrees = true;
    for (int k = 0; k < 3; k++) {
      Estimate found = derivative[2 * k + 2];
      agrees &=
          Math.abs(found.value() - sum[k]) <= THRESHOLD * found.error() + 1e-7 * Math.abs(sum[k]);
    }
    draft.compared(agrees);
    draft.say(
        String.format(
            Locale.ROOT,
            "%s: between %d points, along fields of one standard deviation each, the vertices sum to Γ⁽²⁾ = %.6g, Γ⁽⁴⁾ = %.6g, Γ⁽⁶⁾ = %.6g; differentiating the Legendre transform gives %s, %s, %s, which %s (threshold %.0f errors). Other points or directions of the field are other tests.",
            ensemble.label(),
            n,
            sum[0],
            sum[1],
            sum[2],
            derivative[2],
            derivative[4],
            derivative[6],
            agrees ? "agree" : "DISAGREE",
            THRESHOLD));
  }
}
