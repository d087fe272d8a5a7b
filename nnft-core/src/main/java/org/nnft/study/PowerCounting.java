package org.nnft.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nnft.network.HiddenLayer;
import org.nnft.network.NeuralField;
import org.nnft.rg.ScalingDimension;
import org.nnft.study.Table.Cell;

/// The relevance of couplings of order 4, 6 and 8 for networks of the same kind in other dimensions and depths.
final class PowerCounting {
  private static final int LARGEST_DEPTH = 3;

  private PowerCounting() {}

  /// Power counting for d = 1, 2, 3 and 1 to 3 hidden layers of the same kind.
  static void show(NeuralField field, double cutoff, Findings.Draft draft) {
    List<List<Cell>> rows = new ArrayList<>();
    for (int d = 1; d <= 3; d++) {
      for (int depth = 1; depth <= LARGEST_DEPTH; depth++) {
        for (int order : new int[] {4, 6, 8}) {
          counted(field, d, depth, order, cutoff).ifPresent(rows::add);
        }
      }
    }
    if (!rows.isEmpty()) {
      draft.show(
          new Table(
              "Power counting: K_W(x, sy) ~ sᵖ makes a coupling of order n run as Λ^−(d + np), or settle where its integral converges.",
              List.of("d, hidden layers, n", "p of the kernel", "slope", "relevance"),
              rows,
              false));
    }
  }

  private static Optional<List<Cell>> counted(
      NeuralField field, int d, int depth, int order, double cutoff) {
    try {
      List<HiddenLayer> layers = Collections.nCopies(depth, field.hidden().getFirst());
      ScalingDimension dimension =
          ScalingDimension.at(
              new NeuralField(d, layers, field.readout()), order, Math.max(100, cutoff));
      return Optional.of(
          Table.row(
              Cell.of("%d, %d, %d".formatted(d, depth, order)),
              Cell.of(
                  Double.isInfinite(dimension.growth())
                      ? "falls off"
                      : String.format(Locale.ROOT, "%.3f", dimension.growth())),
              Cell.of(String.format(Locale.ROOT, "%.3f", dimension.exponent())),
              Cell.of(dimension.relevance(1e-2).name().toLowerCase(Locale.ROOT))));
    } catch (IllegalArgumentException e) {
      // No exact kernel of this depth: nothing to count.
      return Optional.empty();
    }
  }
}
