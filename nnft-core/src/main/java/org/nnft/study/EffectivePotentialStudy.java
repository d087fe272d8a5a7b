package org.nnft.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.nnft.field.PointSet;
import org.nnft.generating.Domain;
import org.nnft.generating.GeneratingFunctional;
import org.nnft.generating.LegendreTransform;
import org.nnft.generating.VertexFunctions;
import org.nnft.network.NeuralField;
import org.nnft.neuron.FiniteWidthCorrelators;
import org.nnft.statistics.Estimate;
import org.nnft.study.Table.Cell;

/// The effective action Γ\[φ\] = J·φ − W\[J\]: the effective potential at one point as a curve, its vertices Γ⁽²⁾, Γ⁽⁴⁾, Γ⁽⁶⁾
/// from correlators and by differentiating the curve, and whether it is convex; and the vertices between all points
/// ([VertexExhibit]).
///
/// @param point which of the experiment's points, from 1
/// @param reach the largest abs(φ) in standard deviations, > 0
/// @param vertices whether vertices between all points are wanted too, if there are several
public record EffectivePotentialStudy(int point, double reach, boolean vertices)
    implements Study.Investigation {
  private static final int STEPS = 40;

  /// In standard deviations: where the curve is differentiated.
  private static final double NEAR = 0.5;

  /// In errors of the differentiation.
  private static final double THRESHOLD = 10;

  public EffectivePotentialStudy {
    if (point < 1 || !(reach > 0 && Double.isFinite(reach))) {
      throw new IllegalArgumentException(
          "needs point ≥ 1 and reach > 0; got %d, %s".formatted(point, reach));
    }
  }

  @Override
  public String key() {
    return "effective-action";
  }

  @Override
  public Findings findings(Subject subject, Workbench workbench) {
    PointSet points = subject.requirePoints(key());
    if (point > points.size()) {
      throw new IllegalArgumentException(
          "effective-action.point must be 1 to %d, got %d".formatted(points.size(), point));
    }
    PointSet here = PointSet.of(new double[][] {points.point(point - 1)});
    Findings.Draft draft =
        Findings.draft("The effective action at point " + point)
            .cite("demirtas2023", "maiti2022")
            .show(
                new Exhibit.Formula(
                    "\\Gamma[\\varphi] = \\sup_J \\bigl(J\\varphi - W[J]\\bigr),\\quad \\Gamma^{(2)} = \\kappa_2^{-1},\\quad \\Gamma^{(4)} = -\\kappa_4\\kappa_2^{-4},\\quad \\Gamma^{(6)} = -\\kappa_6\\kappa_2^{-6} + 10\\,\\kappa_4^2\\kappa_2^{-7}"));
    List<List<Cell>> rows = new ArrayList<>();
    List<Figure.Series> curves = new ArrayList<>();
    int number = 0;
    for (StudiedEnsemble ensemble : subject.ensembles()) {
      NeuralField field = subject.requireField(ensemble, key());
      GeneratingFunctional w = GeneratingFunctional.of(field, here);
      if (w.domain() instanceof Domain.ImaginaryOnly(String reason)) {
        draft.say(
            "%s: there is no effective action, since W is to be had for no real source: %s."
                .formatted(ensemble.label(), reason));
        continue;
      }
      number++;
      one(draft, ensemble, w, rows, curves, number);
      if (vertices && points.size() > 1) {
        VertexExhibit.of(draft, ensemble, field, points, number);
      }
    }
    if (!rows.isEmpty()) {
      draft.show(
          new Table(
              "Vertices at the point: from correlators, and as derivatives of Γ at 0.",
              List.of("ensemble", "vertex", "from correlators", "derivative of Γ"),
              rows,
              true));
      draft.show(
          new Figure.Chart(
              "potential",
              "Γ less its quadratic part, against the field in standard deviations: exact (lines) and the vertices to order 6 (dashed). The free theory is 0.",
              Figure.Axis.linear("φ / σ"),
              Figure.Axis.linear("Γ(φ) − φ²/2σ²"),
              curves));
    } else if (number == 0 && subject.ensembles().isEmpty()) {
      throw new IllegalArgumentException(
          "effective-action needs a network; name it with field: {preset: …}");
    }
    return draft.done();
  }

  private void one(
      Findings.Draft draft,
      StudiedEnsemble ensemble,
      GeneratingFunctional w,
      List<List<Cell>> rows,
      List<Figure.Series> curves,
      int number) {
    NeuralField field = w.field();
    if (!field.isEven()) {
      throw new IllegalArgumentException(
          "effective-action needs an even field: give output weights and bias the mean 0");
    }
    LegendreTransform Γ = LegendreTransform.of(w);
    double σ = w.standardDeviation(1);
    double[] vertex =
        VertexFunctions.of(FiniteWidthCorrelators.of(field, w.points(), 6), 1).along(1);
    Estimate[] derivative = Γ.derivatives(new double[1], new double[] {1}, NEAR * σ, 6);
    boolean agrees = true;
    for (int k = 0; k < 3; k++) {
      Estimate found = derivative[2 * k + 2];
      agrees &=
          Math.abs(found.value() - vertex[k])
              <= THRESHOLD * found.error() + 1e-7 * Math.abs(vertex[k]);
      rows.add(
          Table.row(
              Cell.of(ensemble.label()),
              Cell.of("Γ⁽" + "²⁴⁶".charAt(k) + "⁾"),
              Cell.exact(vertex[k]),
              Cell.of(found)));
    }
    draft.compared(agrees);
    List<Double> fields = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    double smallest = Double.POSITIVE_INFINITY;
    double reached = reach;
    for (int k = 0; k <= STEPS; k++) {
      double φ = reach * σ * k / STEPS;
      try {
        LegendreTransform.Point at = Γ.at(φ);
        fields.add(φ / σ);
        values.add(at.value());
        smallest = Math.min(smallest, at.smallestCurvature() * σ * σ);
      } catch (IllegalArgumentException end) {
        reached = reach * (k - 1) / STEPS;
        draft.warn(
            "%s: the curve ends at %.2f σ. %s"
                .formatted(ensemble.label(), reached, end.getMessage()));
        break;
      }
    }
    boolean convex = smallest > 0 && secondDifferences(values) > -1e-10;
    draft.compared(convex);
    draft.say(
        String.format(
            Locale.ROOT,
            "%s: Γ is %s up to %.1f σ: the smallest curvature is %.4g of that of the free theory (convex if positive). Γ⁽⁴⁾ = %.6g and Γ⁽⁶⁾ = %.6g from correlators; differentiating Γ gives %s and %s (threshold %.0f errors). A larger reach would see a curvature farther out.",
            ensemble.label(),
            convex ? "convex" : "NOT convex",
            reached,
            smallest,
            vertex[1],
            vertex[2],
            derivative[4],
            derivative[6],
            THRESHOLD));
    double[] x = fields.stream().mapToDouble(f -> f).toArray();
    double[] exact = new double[x.length];
    Arrays.setAll(exact, k -> values.get(k) - x[k] * x[k] / 2);
    double[] series = new double[x.length];
    Arrays.setAll(
        series,
        k -> {
          double φ = x[k] * σ;
          return vertex[1] * Math.pow(φ, 4) / 24 + vertex[2] * Math.pow(φ, 6) / 720;
        });
    curves.add(Figure.Series.of(ensemble.label(), x, exact, Figure.Style.LINE, number - 1));
    curves.add(
        Figure.Series.of(
            ensemble.label() + ", to order 6", x, series, Figure.Style.DASHED, number - 1));
    double[] kept = new double[2 * x.length];
    for (int k = 0; k < x.length; k++) {
      kept[k] = x[k] * σ;
      kept[x.length + k] = values.get(k);
    }
    draft.keep("potential_" + number, kept, 2, x.length);
  }

  private static double secondDifferences(List<Double> values) {
    double least = Double.POSITIVE_INFINITY;
    for (int k = 1; k + 1 < values.size(); k++) {
      least = Math.min(least, values.get(k + 1) - 2 * values.get(k) + values.get(k - 1));
    }
    return least;
  }
}
