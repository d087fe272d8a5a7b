package org.nnft.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.nnft.feynman.Diagram;
import org.nnft.feynman.SvgFigure;
import org.nnft.simulation.FiniteWidthSeries;
import org.nnft.simulation.FiniteWidthSeries.Product;
import org.nnft.simulation.GridDiagrams;
import org.nnft.simulation.InteractingField;
import org.nnft.study.Table.Cell;

/// Perturbation theory of a simulation: the series at each width, and the diagrams that it becomes for N → ∞.
record PerturbationExhibits(SimulationStudy study) {

  void show(Findings.Draft draft) {
    int centre = study.action().grid().onAxis(0);
    int widest = study.widths().getLast();
    List<List<Cell>> rows = new ArrayList<>();
    for (int width : study.widths()) {
      rows.add(row("N = " + width, series(width, false, centre)));
    }
    FiniteWidthSeries limit = series(widest, true, centre);
    rows.add(row("N → ∞", limit));
    draft.show(
        new Table(
            "Perturbation theory with the exact free correlators at width N: ⟨φ(0)²⟩ = a₀ + a₁ε + a₂ε² for the potential times ε (ε = 1 is the action asked for).",
            List.of("width", "a₀", "a₁", "a₂", "sum at ε = 1"),
            rows,
            true));
    double first = series(study.widths().getFirst(), false, centre).first();
    draft.say(
        String.format(
            Locale.ROOT,
            "First-order coefficient of ⟨φ(0)²⟩: %.8f at N = %d, %.8f at N → ∞; the ratio %.3f is the finite width's own interactions at work.",
            first,
            study.widths().getFirst(),
            limit.first(),
            first / limit.first()));
    InteractingField theory = study.field(widest);
    if (GridDiagrams.areKnown(theory)) {
      diagrams(GridDiagrams.of(theory, study.order()), limit, centre, draft);
    }
  }

  private FiniteWidthSeries series(int width, boolean infinite, int centre) {
    return FiniteWidthSeries.of(study.field(width), infinite, Product.of(centre, 2), study.order());
  }

  private List<Cell> row(String label, FiniteWidthSeries series) {
    return Table.row(
        Cell.of(label),
        Cell.exact(series.zeroth()),
        Cell.exact(series.first()),
        Cell.exact(series.second()),
        Cell.exact(series.at(1, study.order())));
  }

  private void diagrams(
      GridDiagrams diagrams, FiniteWidthSeries limit, int centre, Findings.Draft draft) {
    double[] byOrder = new double[3];
    List<List<Cell>> rows = new ArrayList<>();
    for (Diagram diagram : diagrams.sum()) {
      double value = diagrams.value(diagram, centre, centre);
      int order = diagram.vertices().size();
      byOrder[order] += value;
      rows.add(Table.row(Cell.of(diagram.toString()), Cell.of((long) order), Cell.exact(value)));
    }
    double[] series = {limit.zeroth(), limit.first(), limit.second()};
    double largest = 0;
    for (int order = 0; order <= study.order(); order++) {
      largest = Math.max(largest, Math.abs(byOrder[order] / series[order] - 1));
    }
    draft
        .compared(largest < 1e-8)
        .show(
            new Figure.Drawing(
                "diagrams",
                "The diagrams of ⟨φ(x)φ(y)⟩, to which the series tends for N → ∞.",
                SvgFigure.of(diagrams.sum())))
        .show(
            new Table(
                "The diagrams at x = y = 0, summed over the grid with the free network's propagator as lines (f is the field).",
                List.of("diagram", "order", "value"),
                rows,
                false))
        .say(
            String.format(
                Locale.ROOT,
                "%d Feynman diagrams add up to the series at N → ∞, to %.0e of each order.",
                rows.size(),
                largest));
  }
}
