package org.nnft.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.nnft.eft.OnePointAction;
import org.nnft.eft.OnePointSeries;
import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;
import org.nnft.study.Table.Cell;

/// The exact action of the field at one point beside its Edgeworth series, at every width of the scan: where
/// does the series stop being useful?
///
/// @param point which of the experiment's points, from 1
/// @param reach the largest abs(f) in standard deviations, 0 < reach ≤ 10
/// @param highestOrder of the series in 1/N, 0…3
public record OnePointActionStudy(int point, double reach, int highestOrder)
    implements Study.Investigation {
  private static final int STEPS = 60;

  /// e^(−S) right to one per cent counts as useful.
  private static final double USEFUL = 0.01;

  public OnePointActionStudy {
    if (point < 1 || !(reach > 0 && reach <= 10) || highestOrder < 0 || highestOrder > 3) {
      throw new IllegalArgumentException(
          "needs point ≥ 1, 0 < reach ≤ 10, order 0 to 3; got %d, %s, %d"
              .formatted(point, reach, highestOrder));
    }
  }

  @Override
  public String key() {
    return "one-point-action";
  }

  @Override
  public Findings findings(Subject subject, Workbench workbench) {
    PointSet points = subject.requirePoints(key());
    if (point > points.size()) {
      throw new IllegalArgumentException(
          "one-point-action.point must be 1 to %d, got %d".formatted(points.size(), point));
    }
    double[] x = points.point(point - 1);
    Findings.Draft draft =
        Findings.draft("The action at point " + point)
            .cite("demirtas2023")
            .show(
                new Exhibit.Formula(
                    "S(f) = -\\ln \\frac{1}{2\\pi} \\int dk\\, e^{-ikf}\\, \\chi_c(k)\\, \\mathbb{E}\\big[e^{ikvh}\\big]^N"));
    List<List<Cell>> rows = new ArrayList<>();
    List<Figure.Chart> charts = new ArrayList<>();
    for (StudiedEnsemble ensemble : subject.ensembles()) {
      NeuralField field = subject.requireField(ensemble, key());
      OnePointSeries series = series(field, x);
      for (int q = 0; q <= highestOrder; q++) {
        rows.add(row(ensemble, series, q));
      }
      draft.keep("action_" + rows.size(), values(series), highestOrder + 3, STEPS + 1);
      charts.add(chart(ensemble, series, charts.size() + 1));
      draft.say(
          "%s: the series to order %d in 1/N gives e^(−S) to 1 %% up to |f| = %s σ, the free theory up to %s σ."
              .formatted(
                  ensemble.label(),
                  highestOrder,
                  reached(series, highestOrder),
                  reached(series, 0)));
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(
          "one-point-action needs a network; name it with field: {preset: …}");
    }
    draft.show(
        new Table(
            "Largest |f| up to which e^(−S) is right to 1 % everywhere, with the series cut at each order in 1/N; S(0) exact and cut.",
            List.of("ensemble", "order in 1/N", "useful to |f|/σ", "S(0) of the series", "S(0)"),
            rows,
            true));
    charts.forEach(draft::show);
    return draft.done();
  }

  private OnePointSeries series(NeuralField field, double[] x) {
    double σ = OnePointAction.of(field, x).standardDeviation();
    double[] fields = new double[STEPS + 1];
    Arrays.setAll(fields, k -> σ * reach * k / STEPS);
    return OnePointSeries.of(field, x, fields, highestOrder);
  }

  private List<Cell> row(StudiedEnsemble ensemble, OnePointSeries series, int order) {
    return Table.row(
        Cell.of(ensemble.label()),
        Cell.of(order),
        Cell.of(reached(series, order)),
        Cell.exact(series.orders().get(order).getFirst()),
        Cell.of(series.exact().getFirst()));
  }

  /// The largest abs(f) in standard deviations up to which an order is useful.
  private String reached(OnePointSeries series, int order) {
    double useful = series.usefulTo(order, USEFUL);
    double last = series.fields().getLast();
    return useful < 0
        ? "0"
        : String.format(Locale.ROOT, useful == last ? "≥ %.1f" : "%.1f", reach * useful / last);
  }

  /// Rows: f, exact S, S to order 0, 1, …
  private double[] values(OnePointSeries series) {
    double[] values = new double[(highestOrder + 3) * (STEPS + 1)];
    for (int k = 0; k <= STEPS; k++) {
      values[k] = series.fields().get(k);
      values[STEPS + 1 + k] = series.exact().get(k).value();
      for (int q = 0; q <= highestOrder; q++) {
        values[(q + 2) * (STEPS + 1) + k] = series.orders().get(q).get(k);
      }
    }
    return values;
  }

  private Figure.Chart chart(StudiedEnsemble ensemble, OnePointSeries series, int number) {
    double σ = series.fields().getLast() / reach;
    double[] f = series.fields().stream().mapToDouble(v -> v / σ).toArray();
    List<Figure.Series> curves = new ArrayList<>();
    for (int q = 0; q <= highestOrder; q++) {
      int order = q;
      double[] error = new double[f.length];
      Arrays.setAll(error, k -> Math.abs(series.error(order, k)));
      curves.add(Figure.Series.of("order " + q + " in 1/N", f, error, Figure.Style.LINE, order));
    }
    return new Figure.Chart(
        "error-" + number,
        ensemble.label() + ": how far the series cut at each order is from the exact action.",
        Figure.Axis.linear("|f| / σ"),
        Figure.Axis.logarithmic("|S of the series − S|"),
        curves);
  }
}
