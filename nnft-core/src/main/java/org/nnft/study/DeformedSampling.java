package org.nnft.study;

import java.util.ArrayList;
import java.util.List;
import org.nnft.ensemble.Deformation;
import org.nnft.ensemble.Reweighting;
import org.nnft.markov.SettledChains;
import org.nnft.study.Table.Cell;

/// How a deformed ensemble P₀ e^(−V) is reached: by as many free draws as the experiment has networks, with weights
/// e^(−V), and by Markov chains over the parameters.
///
/// @param sampler how chains move
/// @param chains of each law, 2 or more
/// @param steps of each chain, those that are cut off included
public record DeformedSampling(Deformation.Sampler sampler, int chains, int steps) {
  private static final int BLOCKS = 64;
  private static final int FEWEST_STEPS = 200;

  public DeformedSampling {
    if (chains < 2 || steps < FEWEST_STEPS) {
      throw new IllegalArgumentException(
          "needs at least 2 chains of %d steps, got %d of %d"
              .formatted(FEWEST_STEPS, chains, steps));
    }
  }

  /// The key of the paper of the sampler.
  String citation() {
    return switch (sampler) {
      case HAMILTONIAN -> "duane1987";
      case CRANK_NICOLSON -> "cotter2013";
    };
  }

  /// Chains of one law with their worst acceptance.
  record Chains(SettledChains settled, double acceptance) {}

  /// Free draws with their weights.
  static Reweighting weights(
      Deformation deformation, String job, String label, Subject subject, Workbench workbench) {
    int count = Math.toIntExact(Math.max(8, subject.sampling().networks() / BLOCKS));
    double[][] rows =
        workbench.units(
            job + "-free",
            label + ", free draws",
            BLOCKS,
            deformation.freeSize(),
            b -> deformation.freeBlock((long) b * count, count));
    return Reweighting.of(deformation.layout(), rows);
  }

  /// Chains of P₀ e^(−tV) for several t; observables are V and the wanted products.
  ///
  /// @param t how much of V is switched on. Not modified.
  /// @param components positions in the layout of products that are wanted. Not modified.
  List<Chains> chains(
      Deformation deformation,
      String job,
      String label,
      Workbench workbench,
      double[] t,
      int... components) {
    int size = 1 + components.length;
    double[][] rows =
        workbench.units(
            job,
            label + ", chains",
            t.length * chains,
            Math.addExact(Math.multiplyExact(steps, size), 1),
            u -> deformation.chain(sampler, t[u / chains], u % chains, steps, components));
    List<Chains> all = new ArrayList<>();
    for (int k = 0; k < t.length; k++) {
      double[][][] series = new double[size][chains][steps];
      double acceptance = 1;
      for (int c = 0; c < chains; c++) {
        double[] row = rows[k * chains + c];
        acceptance = Math.min(acceptance, row[row.length - 1]);
        for (int s = 0; s < steps; s++) {
          for (int o = 0; o < size; o++) {
            series[o][c][s] = row[s * size + o];
          }
        }
      }
      all.add(new Chains(SettledChains.of(series), acceptance));
    }
    return all;
  }

  static final List<String> QUALITY_COLUMNS =
      List.of("ensemble", "effective share", "largest weight", "acceptance", "τ", "R̂", "cut");

  static final String QUALITY =
      "effective share of the free draws, (Σw)²/(MΣw²); share of the largest weight in all; the worst of the chains: acceptance, integrated autocorrelation time of V, split R̂, steps cut off as thermalisation.";

  /// A row of the table that says how well both ways went.
  static List<Cell> quality(String label, Reweighting weights, List<Chains> chains) {
    List<SettledChains> settled = chains.stream().map(Chains::settled).toList();
    return Table.row(
        Cell.of(label),
        Cell.rough(weights.effectiveSampleSize() / weights.draws()),
        Cell.rough(weights.largestShare()),
        Cell.rough(chains.stream().mapToDouble(Chains::acceptance).min().orElse(Double.NaN)),
        Cell.rough(
            settled.stream()
                .mapToDouble(n -> n.mean(0).time().integrated().value())
                .max()
                .orElse(Double.NaN)),
        Cell.rough(settled.stream().mapToDouble(SettledChains::rHat).max().orElse(Double.NaN)),
        Cell.of(settled.stream().mapToInt(SettledChains::cut).max().orElse(0)));
  }

  /// Warns of chains that cannot be trusted and of weights that have collapsed.
  static void warn(Findings.Draft draft, String label, Reweighting weights, List<Chains> chains) {
    if (!chains.stream().allMatch(c -> c.settled().canBeTrusted())) {
      draft.warn(
          label
              + ": some chains have not come to rest, are shorter than 50 autocorrelation times, or tell different things (R̂ of 1.02 or more); raise steps.");
    }
    if (weights.isCollapsed()) {
      draft.warn(label + ": " + weights.collapse() + ".");
    }
  }

  /// Refuses experiments of which an ensemble has no potential, or there is none.
  static List<StudiedEnsemble> ensembles(Subject subject, String key) {
    if (subject.ensembles().isEmpty()) {
      throw new IllegalArgumentException(
          key
              + " needs a deformed network; name it with field: {preset: …, correlation: {deformed: …}}");
    }
    return subject.ensembles();
  }
}
