package org.nnft.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nnft.feynman.VertexKernel;
import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;
import org.nnft.neuron.FiniteWidthCorrelators;
import org.nnft.rg.BoxVertices;
import org.nnft.rg.CouplingFlow;
import org.nnft.rg.Cutoffs;

/// Sizes of λ and κ against the width, from exact correlators: which interactions survive N → ∞?
///
/// @param cutoff Λ at which they are compared
record CouplingsAgainstWidth(List<Integer> widths, double cutoff, boolean sextic) {

  /// λ ∝ 1/N and κ ∝ 1/N² for independent neurons.
  void show(
      NeuralField field,
      PointSet points,
      CorrelatorSource.ExactTheory theory,
      Findings.Draft draft) {
    Cutoffs one = new Cutoffs(List.of(cutoff));
    BoxVertices vertices = BoxVertices.of(VertexKernel.of(field), points);
    double[] n = widths.stream().mapToDouble(Integer::doubleValue).toArray();
    double[] λ = new double[n.length];
    double[] κ = new double[n.length];
    for (int k = 0; k < n.length; k++) {
      FiniteWidthCorrelators exact;
      try {
        exact = theory.of(field.width(widths.get(k)));
      } catch (IllegalArgumentException e) {
        draft.warn("Couplings are not compared between widths: " + e.getMessage() + ".");
        return;
      }
      CouplingFlow quartic =
          CouplingFlow.quartic(vertices, one, exact::connected, Optional.empty());
      λ[k] = quartic.rows().getFirst().coupling().value();
      if (sextic) {
        κ[k] =
            CouplingFlow.sextic(vertices, quartic, exact::connected, Optional.empty())
                .rows()
                .getFirst()
                .coupling()
                .value();
      }
    }
    List<Figure.Series> series = new ArrayList<>();
    series.add(Figure.Series.of("|λ|", n, absolute(λ), Figure.Style.LINE, 0));
    if (sextic) {
      series.add(Figure.Series.of("|κ|", n, absolute(κ), Figure.Style.LINE, 1));
    }
    draft.show(
        new Figure.Chart(
            "couplings-against-width",
            "Sizes of the couplings against the width at Λ = %s: which interactions survive?"
                .formatted(Words.number(one.values().getFirst())),
            Figure.Axis.logarithmic("width N"),
            Figure.Axis.logarithmic("|coupling|"),
            series));
    draft.keep("widths", n, n.length).keep("lambda_of_width", λ, n.length);
    if (n.length > 1) {
      draft.say(
          String.format(
              Locale.ROOT,
              "From N = %d to %d the size of λ falls as N^%.4f%s: no interaction of independent neurons survives N → ∞.",
              widths.getFirst(),
              widths.getLast(),
              power(n, λ),
              sextic
                  ? String.format(Locale.ROOT, ", and that of κ as N^%.4f, faster", power(n, κ))
                  : ""));
    }
  }

  private static double[] absolute(double[] values) {
    return Arrays.stream(values).map(Math::abs).toArray();
  }

  private static double power(double[] n, double[] g) {
    int last = n.length - 1;
    return Math.log(Math.abs(g[last] / g[0])) / Math.log(n[last] / n[0]);
  }
}
