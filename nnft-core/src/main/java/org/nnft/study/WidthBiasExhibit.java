package org.nnft.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.nnft.simulation.FieldObservables;
import org.nnft.simulation.LeadingWidthBias;
import org.nnft.statistics.Estimate;
import org.nnft.study.Table.Cell;

/// What networks of width N give beside the exact theory at N → ∞: the difference is not an error but known, b/N and more.
///
/// @param points each method at each width
/// @param exact observables at N → ∞
/// @param bias exact coefficients of 1/N
record WidthBiasExhibit(
    List<SimulationRuns.Point> points,
    FieldObservables observables,
    List<Double> exact,
    LeadingWidthBias.Coefficients bias) {

  void show(Findings.Draft draft) {
    List<List<Cell>> rows = new ArrayList<>();
    for (int fourth = 0; fourth < 2; fourth++) {
      int o = observables.square(0) + fourth;
      double b = fourth == 0 ? bias.square() : bias.fourth();
      for (SimulationRuns.Point p : points) {
        Estimate measured = p.observables().get(o);
        double known = b / p.width();
        rows.add(
            Table.row(
                Cell.of(observables.names().get(o)),
                Cell.of("N = " + p.width()),
                Cell.of(SimulationStudy.name(p.method())),
                Cell.of(measured),
                Cell.exact(exact.get(o)),
                Cell.rough(100 * measured.error() / Math.abs(exact.get(o))),
                Cell.rough(100 * known / exact.get(o)),
                Cell.rough(measured.pull(exact.get(o))),
                Cell.rough(measured.pull(exact.get(o) + known))));
      }
    }
    draft
        .show(
            new Table(
                "Networks of width N beside the exact theory at N → ∞. The bias b/N of finite width is exact too, from the free network's connected four-point function in the transfer operator; what is left with it is O(1/N²) and chance.",
                List.of(
                    "quantity",
                    "width",
                    "method",
                    "measured",
                    "exact, N → ∞",
                    "error in %",
                    "b/N in %",
                    "pull",
                    "pull with b/N"),
                rows,
                false))
        .say(sentence());
  }

  /// Of the widest networks.
  private String sentence() {
    SimulationRuns.Point widest =
        points.stream()
            .max(
                Comparator.comparingInt(SimulationRuns.Point::width)
                    .thenComparingDouble(p -> -p.observables().getFirst().error()))
            .orElseThrow();
    Estimate measured = widest.observables().getFirst();
    double limit = exact.getFirst();
    double known = bias.square() / widest.width();
    return String.format(
        Locale.ROOT,
        "⟨φ(0)²⟩ at N = %d: %s measured, to %.2g %%; exactly %.8f at N → ∞, %.1f errors off. Finite width is known to move it by b/N = %.5f/N = %+.2f %%; with that it is %.1f errors off.",
        widest.width(),
        measured,
        100 * measured.error() / limit,
        limit,
        Math.abs(measured.pull(limit)),
        bias.square(),
        100 * known / limit,
        Math.abs(measured.pull(limit + known)));
  }
}
