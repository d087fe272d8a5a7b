package org.nnft.study;

import java.util.ArrayList;
import java.util.List;
import org.nnft.study.Table.Cell;

/// Rows of all ensembles of a [CouplingsStudy]. Mutable.
final class CouplingTables {
  final List<List<Cell>> elementwise = new ArrayList<>();
  final List<List<Cell>> fitted = new ArrayList<>();
  final List<List<Cell>> predicted = new ArrayList<>();

  void show(Findings.Draft draft) {
    if (!elementwise.isEmpty()) {
      draft.show(
          new Table(
              "A coupling from every component by itself: its mean with the statistical error, and the spread over components.",
              List.of(
                  "ensemble",
                  "from",
                  "coupling",
                  "mean",
                  "relative spread",
                  "least",
                  "largest",
                  "one constant?"),
              elementwise,
              true));
    }
    draft.show(
        new Table(
            "Least squares: χ²/dof and p with the full covariance where components were sampled; mean relative error in % at the points fitted (train) and at the experiment's points (test), components near zero left out.",
            List.of(
                "ensemble",
                "from",
                "fit",
                "coupling",
                "value",
                "condition",
                "χ²/dof",
                "p",
                "train %",
                "test %"),
            fitted,
            false));
    if (!predicted.isEmpty()) {
      draft
          .show(
              new Exhibit.Formula(
                  "G^{(6)}_{\\rm pred} = \\sum_{15} KKK - 24\\,\\bar\\lambda \\sum_{15} K(x_a,x_b)\\int d^dy\\,\\prod_i K_W(x_i,y)"))
          .show(
              new Table(
                  "The 6-point function: means over components of the ratios of the free theory and of the prediction from the mean λ to it.",
                  List.of("ensemble", "from", "G6 free / G6", "G6 predicted / G6"),
                  predicted,
                  true));
    }
  }
}
