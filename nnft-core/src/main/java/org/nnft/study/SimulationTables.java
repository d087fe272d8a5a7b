package org.nnft.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.nnft.markov.SettledChains;
import org.nnft.simulation.FieldObservables;
import org.nnft.statistics.Estimate;
import org.nnft.study.Figure.Axis;
import org.nnft.study.Figure.Series;
import org.nnft.study.Figure.Style;
import org.nnft.study.Table.Cell;

/// Tables and figures of a simulation.
///
/// @param points each method at each width, at least one
/// @param exact observables at N → ∞, if known
record SimulationTables(
    List<SimulationRuns.Point> points, FieldObservables observables, Optional<List<Double>> exact) {
  private static final double LARGEST_SHARE = 0.3;

  Table moments() {
    List<String> names = observables.names();
    List<Integer> shown = new ArrayList<>();
    List<String> columns = new ArrayList<>(List.of("width", "method"));
    for (int i = 0; i < observables.field().networks().size(); i++) {
      for (int o : new int[] {observables.square(i), observables.square(i) + 1}) {
        shown.add(o);
        columns.add(names.get(o));
      }
    }
    for (int o = observables.firstMixed(); o < observables.size(); o++) {
      shown.add(o);
      columns.add(names.get(o));
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (SimulationRuns.Point p : points) {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.of("N = " + p.width()));
      row.add(Cell.of(SimulationStudy.name(p.method())));
      shown.forEach(o -> row.add(Cell.of(p.observables().get(o))));
      rows.add(row);
    }
    exact.ifPresent(
        e -> {
          List<Cell> row = new ArrayList<>();
          row.add(Cell.of("N → ∞"));
          row.add(Cell.of("transfer operator"));
          shown.forEach(o -> row.add(Cell.exact(e.get(o))));
          rows.add(row);
        });
    return new Table("Moments at the centre of the box.", columns, rows, true);
  }

  Table algorithms() {
    List<List<Cell>> rows = new ArrayList<>();
    for (SimulationRuns.Point p : points) {
      rows.add(
          Table.row(
              Cell.of("N = " + p.width()),
              Cell.of(SimulationStudy.name(p.method())),
              Cell.rough(p.effectiveShare()),
              Cell.rough(p.evaluations()),
              Cell.rough(p.samplesPerMillion()),
              Cell.rough(p.gain()),
              Cell.rough(p.acceptance()),
              Cell.of(p.energyTest()),
              Cell.rough(p.chains().map(SettledChains::rHat).orElse(Double.NaN)),
              Cell.of(p.chains().map(c -> Integer.toString(c.cut())).orElse(""))));
    }
    return new Table(
        "The methods. Effective share: effective samples of φ(0)² over draws or steps; waves: cosines and sines at single grid points for each; gain: so many times more draws ⟨φ(0)²⟩ would need without control variates, the orders of perturbation theory, whose free expectation values are exact; cut: steps of every chain that still remembered its start.",
        List.of(
            "width",
            "method",
            "effective share",
            "waves",
            "effective samples per 10⁶ waves",
            "gain",
            "acceptance",
            "⟨e^(−ΔH)⟩",
            "R̂",
            "cut"),
        rows,
        false);
  }

  List<Figure> charts() {
    List<Figure> figures = new ArrayList<>();
    List<Series> moments = new ArrayList<>();
    for (SimulationStudy.Method method : SimulationStudy.Method.values()) {
      List<SimulationRuns.Point> own = points.stream().filter(p -> p.method() == method).toList();
      if (!own.isEmpty()) {
        moments.add(
            Series.of(
                SimulationStudy.name(method),
                own.stream().mapToDouble(p -> 1.0 / p.width()).toArray(),
                own.stream().mapToDouble(p -> square(p).value()).toArray(),
                own.stream().mapToDouble(p -> square(p).error()).toArray(),
                Style.POINTS,
                method == SimulationStudy.Method.REWEIGHTING ? 0 : 1));
      }
    }
    exact.ifPresent(
        e -> {
          double widest = points.stream().mapToDouble(p -> 1.0 / p.width()).max().orElse(1);
          moments.add(
              Series.of(
                  "exact, N → ∞",
                  new double[] {0, widest},
                  new double[] {e.getFirst(), e.getFirst()},
                  Style.DASHED,
                  5));
        });
    figures.add(
        new Figure.Chart(
            "width",
            exact.isPresent()
                ? "⟨φ(0)²⟩ against 1/N; dashed, the exact theory."
                : "⟨φ(0)²⟩ against 1/N.",
            Axis.linear("1/N"),
            Axis.linear("⟨φ(0)²⟩"),
            moments));
    if (observables.distances() > 1) {
      SimulationRuns.Point widest = sharpest();
      figures.add(
          new Figure.Chart(
              "correlator",
              "Correlator across the centre at N = %d; the slope is the gap E₁ − E₀."
                  .formatted(widest.width()),
              Axis.linear("r"),
              Axis.logarithmic("⟨φ(−r/2)φ(r/2)⟩"),
              correlators(widest)));
      figures.add(
          new Figure.Chart(
              "effective-mass",
              "Effective mass ln(C(r)/C(r + 2a))/2a at N = %d, where its error is below 30 %%; the plateau is the gap."
                  .formatted(widest.width()),
              Axis.linear("r"),
              Axis.linear("effective mass"),
              masses(widest)));
    }
    return figures;
  }

  /// The point of the largest width with the smallest error.
  SimulationRuns.Point sharpest() {
    int width = points.stream().mapToInt(SimulationRuns.Point::width).max().orElseThrow();
    return points.stream()
        .filter(p -> p.width() == width)
        .min(Comparator.comparingDouble(p -> p.observables().getFirst().error()))
        .orElseThrow();
  }

  /// Beyond, an effective mass says nothing and would only stretch the axis.
  private static boolean isSeen(Estimate mass) {
    return mass.error() < LARGEST_SHARE * Math.abs(mass.value());
  }

  private Estimate square(SimulationRuns.Point p) {
    return p.observables().get(observables.square(0));
  }

  private List<Series> correlators(SimulationRuns.Point p) {
    int count = observables.distances();
    double[] r = new double[count];
    double[] c = new double[count];
    double[] error = new double[count];
    for (int k = 1; k <= count; k++) {
      r[k - 1] = observables.distance(k);
      Estimate estimate = p.observables().get(observables.correlator(0, k));
      c[k - 1] = estimate.value();
      error[k - 1] = estimate.error();
    }
    List<Series> series = new ArrayList<>();
    series.add(Series.of(SimulationStudy.name(p.method()), r, c, error, Style.POINTS, 0));
    exact.ifPresent(
        e -> {
          double[] values = new double[count];
          for (int k = 1; k <= count; k++) {
            values[k - 1] = e.get(observables.correlator(0, k));
          }
          series.add(Series.of("exact, N → ∞", r, values, Style.LINE, 5));
        });
    return series;
  }

  private List<Series> masses(SimulationRuns.Point p) {
    int count = observables.distances() - 1;
    double[] r = new double[count];
    double[] mass = new double[count];
    double[] error = new double[count];
    double[] known = new double[count];
    for (int k = 1; k <= count; k++) {
      r[k - 1] = observables.distance(k);
      Estimate measured = p.excitation().get(k - 1);
      mass[k - 1] = isSeen(measured) ? measured.value() : Double.NaN;
      error[k - 1] = measured.error();
      int at = k;
      known[k - 1] =
          exact
              .map(
                  e ->
                      observables
                          .excitation(e.stream().mapToDouble(Double::doubleValue).toArray())[
                          at - 1])
              .orElse(Double.NaN);
    }
    List<Series> series = new ArrayList<>();
    series.add(Series.of(SimulationStudy.name(p.method()), r, mass, error, Style.POINTS, 0));
    if (exact.isPresent()) {
      series.add(Series.of("exact, N → ∞", r, known, Style.LINE, 5));
    }
    return series;
  }

  void keep(Findings.Draft draft) {
    int size = observables.size();
    double[] width = new double[points.size()];
    double[] method = new double[points.size()];
    double[] values = new double[points.size() * size];
    double[] errors = new double[points.size() * size];
    for (int p = 0; p < points.size(); p++) {
      width[p] = points.get(p).width();
      method[p] = points.get(p).method() == SimulationStudy.Method.REWEIGHTING ? 0 : 1;
      for (int o = 0; o < size; o++) {
        values[p * size + o] = points.get(p).observables().get(o).value();
        errors[p * size + o] = points.get(p).observables().get(o).error();
      }
    }
    draft
        .keep("width", width, width.length)
        .keep("method", method, method.length)
        .keep("values", values, points.size(), size)
        .keep("errors", errors, points.size(), size);
    exact.ifPresent(
        e -> draft.keep("exact", e.stream().mapToDouble(Double::doubleValue).toArray(), e.size()));
    draft.show(
        new Exhibit.Text(
            "Observables in the arrays, in order: "
                + String.join(", ", observables.names())
                + "."));
  }
}
