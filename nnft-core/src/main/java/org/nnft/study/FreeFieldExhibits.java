package org.nnft.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.nnft.field.PointSet;
import org.nnft.kernel.NngpKernel;
import org.nnft.network.NeuralField;
import org.nnft.simulation.EuclideanAction;
import org.nnft.simulation.InteractingField;
import org.nnft.simulation.ProductVariance;
import org.nnft.study.Table.Cell;

/// What the free networks of a simulation are like, exactly: how rough their paths, how noisy their correlator.
///
/// @param theory with the networks of the smallest width
record FreeFieldExhibits(EuclideanAction action, InteractingField theory) {
  private static final double WANTED = 0.01;

  /// Separations of the figure, in quarters of a correlation length.
  private static final int QUARTERS = 20;

  private NeuralField network() {
    return theory.networks().getFirst();
  }

  /// The variance of φ(0)φ(r) at separation r against the bound of 2604.27050.
  void varianceBound(double alpha, Findings.Draft draft) {
    double ξ = 1 / action.masses().getFirst();
    List<List<Cell>> rows = new ArrayList<>();
    ProductVariance last = ProductVariance.of(network(), ξ);
    for (double r : new double[] {0.5, 1, 2, 3, 4}) {
      last = ProductVariance.of(network(), r * ξ);
      rows.add(
          Table.row(
              Cell.of(Words.number(r * ξ)),
              Cell.exact(last.propagator()),
              Cell.exact(last.variance()),
              Cell.exact(last.bound()),
              Cell.rough(last.drawsFor(WANTED)),
              Cell.rough(last.fewestDrawsFor(WANTED))));
    }
    draft
        .show(
            new Table(
                "Noise of the free correlator at N = %d: the variance of φ(0)φ(r) of one network, that of a Gaussian field, below which no architecture comes for N → ∞, and the draws after which G(r) is known to 1 %%."
                    .formatted(network().width()),
                List.of("r", "G(r)", "variance", "bound", "draws to 1 %", "bound"),
                rows,
                false))
        .show(noise(ξ))
        .say(
            String.format(
                Locale.ROOT,
                "One free network of N = %d and α = %s has %.3g times the variance of a Gaussian field at r = %.3g; 1 %% of G(r) there takes %.2g draws.",
                network().width(),
                Words.number(alpha),
                last.variance() / last.bound(),
                4 * ξ,
                last.drawsFor(WANTED)));
  }

  /// Draws against separation: a straight line of slope 2m on this scale, whatever the architecture.
  private Figure noise(double ξ) {
    double[] r = new double[QUARTERS];
    double[] needed = new double[QUARTERS];
    double[] fewest = new double[QUARTERS];
    for (int k = 0; k < QUARTERS; k++) {
      r[k] = (k + 1) * ξ / 4;
      ProductVariance at = ProductVariance.of(network(), r[k]);
      needed[k] = at.drawsFor(WANTED);
      fewest[k] = at.fewestDrawsFor(WANTED);
    }
    return new Figure.Chart(
        "noise",
        "Draws of the free network after which G(r) is known to 1 %: exact. No architecture comes below the dashed curve for N → ∞, which grows as e^(2mr).",
        Figure.Axis.linear("r"),
        Figure.Axis.logarithmic("draws to 1 %"),
        List.of(
            Figure.Series.of("N = " + network().width(), r, needed, Figure.Style.LINE, 0),
            Figure.Series.of("bound for N → ∞", r, fewest, Figure.Style.DASHED, 5)));
  }

  /// ⟨(φ(t+ε) − φ(t))²⟩/ε → ħ/m for a quantum particle: paths are rough, and that is the commutator (2504.05462).
  void roughness(Findings.Draft draft) {
    List<List<Cell>> rows = new ArrayList<>();
    double last = 0;
    for (double ε : new double[] {1, 0.1, 0.01, 0.001}) {
      double[][] k = NngpKernel.of(network(), PointSet.line(0, ε));
      last = (k[0][0] + k[1][1] - 2 * k[0][1]) / ε;
      rows.add(Table.row(Cell.of(Words.number(ε)), Cell.exact(last)));
    }
    draft
        .cite("ferko2025")
        .show(
            new Table(
                "Roughness of the free field's paths, exact at every width: ⟨(φ(t+ε) − φ(t))²⟩/ε tends to ħ/m = 1 for a quantum particle and to 0 for a smooth path.",
                List.of("ε", "⟨(Δφ)²⟩/ε"),
                rows,
                false))
        .say(
            String.format(
                Locale.ROOT,
                "Roughness at ε = 0.001 is %.6f: %s.",
                last,
                last > 0.9
                    ? "paths are those of quantum mechanics down to that scale"
                    : "the cutoff makes paths smooth below 1/Λ, where the canonical commutator is lost"));
  }
}
