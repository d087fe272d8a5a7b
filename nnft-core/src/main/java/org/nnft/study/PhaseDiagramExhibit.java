package org.nnft.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nnft.network.Activation;
import org.nnft.rg.CriticalLine;
import org.nnft.rg.PhaseDiagram;
import org.nnft.rg.UniversalityClass;

/// Order and chaos in the plane (C_b, C_W), with the lines χ_⊥ = 1 and χ_∥ = 1 and the critical point.
///
/// @param firstKernel K₁, where kernels start
/// @param cells on each axis
record PhaseDiagramExhibit(
    Activation activation,
    double firstKernel,
    int cells,
    double largestBiasVariance,
    double largestWeightVariance) {

  void show(Findings.Draft draft) {
    double[] biases = new double[cells];
    double[] weights = new double[cells];
    Arrays.setAll(biases, k -> largestBiasVariance * k / Math.max(1, cells - 1));
    Arrays.setAll(weights, k -> largestWeightVariance * (k + 1) / cells);
    PhaseDiagram diagram =
        PhaseDiagram.of(activation, biases, weights, Math.max(firstKernel, 1e-3));
    List<List<Double>> rows = new ArrayList<>();
    int chaotic = 0;
    int runaway = 0;
    for (int b = 0; b < cells; b++) {
      List<Double> row = new ArrayList<>();
      for (int w = 0; w < cells; w++) {
        PhaseDiagram.Cell cell = diagram.cells().get(b * cells + w);
        boolean lost = cell.phase() == PhaseDiagram.Phase.RUNAWAY;
        runaway += lost ? 1 : 0;
        chaotic += cell.phase() == PhaseDiagram.Phase.CHAOTIC ? 1 : 0;
        double χ = cell.susceptibility().perpendicular();
        row.add(lost || !Double.isFinite(χ) ? Double.NaN : χ);
      }
      rows.add(row);
    }
    draft.cite("poole2016", "schoenholz2017");
    draft.show(
        new Figure.HeatMap(
            "phases",
            "χ_⊥ at the kernel where a deep network ends: ordered below 1, chaotic above; blank where the kernel grows without bound. %d cells of %d are chaotic, %d run away. Lines: %s"
                .formatted(chaotic, cells * cells, runaway, legend()),
            Figure.Axis.linear("C_W"),
            Figure.Axis.linear("C_b"),
            "χ_⊥",
            Arrays.stream(weights).boxed().toList(),
            Arrays.stream(biases).boxed().toList(),
            rows,
            lines(draft)));
  }

  private static String legend() {
    return "χ_⊥ = 1, the edge of chaos (solid), and χ_∥ = 1, where the fixed point is lost (dashed, where there is one with C_b ≥ 0); the dot is the critical point.";
  }

  private List<Figure.Series> lines(Findings.Draft draft) {
    List<Figure.Series> series = new ArrayList<>();
    if (!(activation instanceof Activation.Step) && !(activation instanceof Activation.Sign)) {
      add(series, CriticalLine.Kind.PERPENDICULAR, "χ_⊥ = 1", Figure.Style.LINE, draft);
      add(series, CriticalLine.Kind.PARALLEL, "χ_∥ = 1", Figure.Style.DASHED, draft);
    }
    Optional<UniversalityClass> critical = UniversalityClass.of(activation);
    critical.ifPresent(
        c -> {
          if (inside(c.biasVariance(), c.weightVariance())) {
            series.add(
                Figure.Series.of(
                    "critical point",
                    new double[] {c.weightVariance()},
                    new double[] {c.biasVariance()},
                    Figure.Style.POINTS,
                    1));
          }
        });
    return series;
  }

  private void add(
      List<Figure.Series> series,
      CriticalLine.Kind kind,
      String name,
      Figure.Style style,
      Findings.Draft draft) {
    List<double[]> kept = new ArrayList<>();
    String shown = name;
    for (List<CriticalLine.Point> piece : CriticalLine.of(activation, kind).pieces()) {
      List<CriticalLine.Point> seen =
          piece.stream().filter(p -> inside(p.biasVariance(), p.weightVariance())).toList();
      if (seen.size() > 1) {
        series.add(
            Figure.Series.of(
                shown,
                seen.stream().mapToDouble(CriticalLine.Point::weightVariance).toArray(),
                seen.stream().mapToDouble(CriticalLine.Point::biasVariance).toArray(),
                style,
                1));
        shown = "";
      }
      seen.forEach(
          p -> kept.add(new double[] {p.weightVariance(), p.biasVariance(), p.fixedKernel()}));
    }
    if (!kept.isEmpty()) {
      draft.keep(
          "critical_line_" + kind.name().toLowerCase(Locale.ROOT),
          kept.stream().flatMapToDouble(Arrays::stream).toArray(),
          kept.size(),
          3);
    }
  }

  private boolean inside(double biasVariance, double weightVariance) {
    return biasVariance <= largestBiasVariance && weightVariance <= largestWeightVariance;
  }

  /// Where this activation is critical.
  String sentence(String name) {
    Optional<UniversalityClass> found = UniversalityClass.of(activation);
    if (found.isEmpty()) {
      return name + " has no critical point with C_b ≥ 0: deep networks order or part.";
    }
    return switch (found.get()) {
      case UniversalityClass.ScaleInvariant critical ->
          (name
                  + " is critical at C_b = 0, C_W = %s, in the scale-invariant class: every kernel is a fixed point there.")
              .formatted(Words.number(critical.weightVariance()));
      case UniversalityClass.VanishingKernel critical ->
          (name
                  + " is critical at C_b = 0, C_W = %s, in the class K* = 0: the kernel decays there as 1/(%s l).")
              .formatted(Words.number(critical.weightVariance()), Words.number(critical.decay()));
      case UniversalityClass.HalfStable critical ->
          (name
                  + " is critical at C_b = %s, C_W = %s with K* = %s, which is stable from one side only.")
              .formatted(
                  Words.number(critical.biasVariance()),
                  Words.number(critical.weightVariance()),
                  Words.number(critical.fixedKernel()));
    };
  }
}
