package org.nnft.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.nnft.feynman.Diagram;
import org.nnft.feynman.DiagramSum;
import org.nnft.feynman.SvgFigure;
import org.nnft.math.Digits;
import org.nnft.simulation.DiagramExpansion;
import org.nnft.simulation.FiniteWidthSeries;
import org.nnft.simulation.FiniteWidthSeries.Product;
import org.nnft.simulation.GridDiagrams;
import org.nnft.simulation.InteractingField;
import org.nnft.study.Table.Cell;

/// Perturbation theory of a simulation: the series at each width, and the diagrams that it consists of, each with its
/// power of 1/N.
record PerturbationExhibits(SimulationStudy study) {
  private static final String[] ORDERS = {"free", "first", "second"};

  void show(Findings.Draft draft) {
    int centre = study.action().grid().onAxis(0);
    List<FiniteWidthSeries> finite =
        study.widths().stream().map(width -> series(width, false, centre)).toList();
    FiniteWidthSeries limit = series(study.widths().getLast(), true, centre);
    List<List<Cell>> rows = new ArrayList<>();
    for (int w = 0; w < finite.size(); w++) {
      rows.add(row("N = " + study.widths().get(w), finite.get(w)));
    }
    rows.add(row("N → ∞", limit));
    draft.show(
        new Table(
            "Perturbation theory with the exact free correlators at width N: ⟨φ(0)²⟩ = a₀ + a₁ε + a₂ε² for the potential times ε (ε = 1 is the action asked for).",
            List.of("width", "a₀", "a₁", "a₂", "sum at ε = 1"),
            rows,
            true));
    InteractingField theory = study.field(study.widths().getFirst());
    if (GridDiagrams.areKnown(theory)) {
      show(GridDiagrams.of(theory, study.order()).at(centre, centre), finite, limit, draft);
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

  private static DiagramSum ofOrder(DiagramExpansion expansion, int order) {
    DiagramSum sum = expansion.sum();
    return new DiagramSum(
        sum.rules(),
        sum.vertices(),
        sum.fields(),
        sum.legs(),
        sum.order(),
        sum.selections(),
        expansion.ofOrder(order).mapToObj(sum.diagrams()::get).toList());
  }

  private void show(
      DiagramExpansion expansion,
      List<FiniteWidthSeries> finite,
      FiniteWidthSeries limit,
      Findings.Draft draft) {
    double largest = difference(expansion, limit, Double.POSITIVE_INFINITY);
    for (int w = 0; w < finite.size(); w++) {
      largest = Math.max(largest, difference(expansion, finite.get(w), study.widths().get(w)));
    }
    draft.compared(largest < 1e-8);
    for (int order = 1; order <= study.order(); order++) {
      draft.show(
          new Figure.Drawing(
              ORDERS[order] + "-order",
              "The diagrams of ⟨φ(x₁)φ(x₂)⟩ of %s order. Dots are vertices of the potential; a circle with a number r is the free network's own connected correlator of r points, of order N^(1−r/2), and lines that end in it are its legs, not propagators. Without circles: N → ∞."
                  .formatted(ORDERS[order]),
              SvgFigure.of(ofOrder(expansion, order))));
    }
    draft.show(powers(expansion)).show(each(expansion)).say(shares(expansion));
    draft.say(
        String.format(
            Locale.ROOT,
            "%d Feynman diagrams add up to the series at every width and at N → ∞, to %.0e of each order.",
            expansion.sum().size(),
            largest));
  }

  private double difference(DiagramExpansion expansion, FiniteWidthSeries series, double n) {
    double[] expected = {series.zeroth(), series.first(), series.second()};
    return IntStream.rangeClosed(0, study.order())
        .mapToDouble(order -> Math.abs(expansion.at(order, n) / expected[order] - 1))
        .max()
        .orElseThrow();
  }

  /// How each order depends on the width.
  private Table powers(DiagramExpansion expansion) {
    int most = expansion.polynomial(study.order()).length;
    List<String> columns = new ArrayList<>(List.of("order", "N → ∞"));
    for (int p = 1; p < most; p++) {
      columns.add("1/N" + power(p));
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (int order = 1; order <= study.order(); order++) {
      List<Cell> row = new ArrayList<>(List.of(Cell.of(ORDERS[order])));
      double[] polynomial = expansion.polynomial(order);
      for (int p = 0; p < most; p++) {
        row.add(Cell.exact(p < polynomial.length ? polynomial[p] : 0));
      }
      rows.add(row);
    }
    return new Table(
        "Each order is a polynomial in 1/N, exactly: its coefficients, sums of diagrams at x₁ = x₂ = 0.",
        columns,
        rows,
        true);
  }

  private static Table each(DiagramExpansion expansion) {
    List<List<Cell>> rows = new ArrayList<>();
    for (int d = 0; d < expansion.values().size(); d++) {
      Diagram diagram = expansion.sum().diagrams().get(d);
      rows.add(
          Table.row(
              Cell.of(diagram.toString()),
              Cell.of(diagram.halfOrders() / 2),
              Cell.of(diagram.contractions().longValueExact()),
              Cell.of(diagram.symmetryFactor()),
              Cell.of(diagram.widthOrder()),
              Cell.exact(expansion.coefficient(d))));
    }
    return new Table(
        "The diagrams at x₁ = x₂ = 0, summed over the grid (f is the field). Ways: to divide the legs among propagators K and correlators G_c, vertices numbered. S: symmetry factor for legs numbered. The value at width N is the coefficient over Nᵖ.",
        List.of("diagram", "order", "ways", "S", "p", "coefficient of 1/Nᵖ"),
        rows,
        false);
  }

  private String shares(DiagramExpansion expansion) {
    double[] first = expansion.polynomial(1);
    int n = study.widths().getFirst();
    double blobs = expansion.at(1, n) - first[0];
    StringBuilder polynomial = new StringBuilder(String.format(Locale.ROOT, "%.8f", first[0]));
    for (int p = 1; p < first.length; p++) {
      polynomial.append(
          String.format(
              Locale.ROOT, " %s %.8f/N%s", first[p] < 0 ? "−" : "+", Math.abs(first[p]), power(p)));
    }
    return String.format(
        Locale.ROOT,
        "First order of ⟨φ(0)²⟩ at width N: %s. At N = %d propagators alone give %.8f, the free network's own correlators %+.8f: %+.1f %%.",
        polynomial.toString().replace("-", "−"),
        n,
        first[0],
        blobs,
        100 * blobs / first[0]);
  }

  private static String power(int p) {
    return p == 1 ? "" : Digits.superscript(p);
  }
}
