package org.nnft.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;
import org.nnft.field.MomentumCutoff;
import org.nnft.lattice.ChainState;
import org.nnft.lattice.HybridMonteCarlo;
import org.nnft.lattice.Lattice;
import org.nnft.lattice.LatticeMeasurement;
import org.nnft.lattice.Phi4;
import org.nnft.simulation.EuclideanAction;
import org.nnft.simulation.FieldObservables;
import org.nnft.simulation.InteractionGrid;
import org.nnft.simulation.ParameterChain;
import org.nnft.simulation.Reweighting;
import org.nnft.simulation.ScalarPotential;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.GammaMethod;

/// Effective samples a second of networks that simulate φ⁴, by weights and by chains, and of the lattice field.
///
/// One thread of a warm program, [#PATIENCE] seconds a figure after as many of warm-up. An effective sample is (Σw)²/Σw² of
/// draws, steps over 2τ_int of chains; τ_int is that of φ(0)² of networks, and of the mean of φ² or M² over all sites of a
/// lattice, which tells more than one site does: seconds to a relative error make the methods comparable.
///
/// Prints Markdown tables. Arguments: none.
public final class SimulationCosts {
  private static final double PATIENCE = 1.5;
  private static final double WANTED = 1e-3;
  private static final long SEED = 42;

  /// Of both: the box is 8, the spacing 0.1.
  private static final int CELLS = 80;

  /// Draws of a block; so many that no thread draws all [Reweighting#BLOCKS] in the time.
  private static final int PER_BLOCK = 2000;

  private static final int STEPS_PER_LINK = 32;
  private static final int TUNING_LINKS = 8;
  private static final int TRAJECTORIES = 64;
  private static final int THERMALISATION = 150;

  private SimulationCosts() {}

  /// See above.
  public static void main(String[] arguments) {
    System.out.println(
        "| d = 1, λ | method | effective share | effective samples/s | s to 1e-3 on ⟨φ²⟩ |\n|---|---|---|---|---|");
    for (double λ : new double[] {1, 6, 24}) {
      for (int width : new int[] {8, 64}) {
        FieldObservables observables = observables(λ, width);
        row("%s | reweighting, N = %d".formatted(λ, width), reweighted(observables));
        row("%s | chains over parameters, N = %d".formatted(λ, width), chained(observables));
      }
      HybridMonteCarlo ring =
          HybridMonteCarlo.of(Lattice.of(CELLS), Phi4.oscillator(8.0 / CELLS, 1, λ), SEED);
      row("%s | lattice HMC, %d sites".formatted(λ, CELLS), lattice(ring, false));
    }
    System.out.println(
        "\n| d = 2, M² = −4, λ, L | update | independent share of M² | effective samples/s | s to 1e-3 on χ |\n|---|---|---|---|---|");
    for (double λ : new double[] {8, 5, 4.3}) {
      for (int size : new int[] {8, 16, 32}) {
        for (boolean clusters : new boolean[] {false, true}) {
          HybridMonteCarlo hmc =
              HybridMonteCarlo.of(Lattice.cubic(2, size), Phi4.flow(2, -4, λ), SEED)
                  .withClusters(clusters);
          row(
              "%s, %d | %s".formatted(λ, size, clusters ? "HMC and sign clusters" : "HMC"),
              lattice(hmc, true));
        }
      }
    }
  }

  private static FieldObservables observables(double λ, int width) {
    EuclideanAction action =
        new EuclideanAction(
            List.of(1.0),
            ScalarPotential.parse("lambda/4! phi^4", List.of("phi"), Map.of("lambda", λ)),
            new InteractionGrid(1, 8, CELLS),
            MomentumCutoff.NONE,
            1);
    return new FieldObservables(action.networks(0, false, width), 0);
  }

  /// @param share effective samples over samples
  /// @param relative error of one second's work
  private record Cost(double share, double samplesPerSecond, double relative) {
    static Cost of(GammaMethod of, double seconds) {
      double share = 1 / (2 * of.time().integrated().value());
      Estimate mean = of.mean();
      return new Cost(
          share,
          share * of.steps() / seconds,
          mean.error() / Math.abs(mean.value()) * Math.sqrt(seconds));
    }
  }

  private static void row(String name, Cost cost) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %.2g | %.2g | %.2g |%n",
        name,
        cost.share(),
        cost.samplesPerSecond(),
        cost.relative() * cost.relative() / (WANTED * WANTED));
  }

  /// Does the work's units one after another while patience lasts, and says how long that took.
  private static double timed(IntConsumer unit) {
    int next = 0;
    long start = System.nanoTime();
    while (System.nanoTime() - start < PATIENCE * 1e9 || next < 2) {
      unit.accept(next++);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static Cost reweighted(FieldObservables observables) {
    Reweighting work = new Reweighting(observables, (long) Reweighting.BLOCKS * PER_BLOCK, SEED);
    timed(work::block);
    List<double[]> full = new ArrayList<>();
    double seconds = timed(b -> full.add(work.block(b)));
    double w = full.stream().mapToDouble(b -> b[0]).sum();
    double w2 = full.stream().mapToDouble(b -> b[1]).sum();
    double mean = full.stream().mapToDouble(b -> b[2]).sum() / w;
    double spread =
        full.stream().mapToDouble(b -> (b[2] - mean * b[0]) * (b[2] - mean * b[0])).sum();
    double effective = w * w / w2;
    return new Cost(
        effective / ((double) PER_BLOCK * full.size()),
        effective / seconds,
        Math.sqrt(spread) / w / mean * Math.sqrt(seconds));
  }

  private static Cost chained(FieldObservables observables) {
    ParameterChain chain = new ParameterChain(observables, 8, STEPS_PER_LINK, TUNING_LINKS, SEED);
    List<double[]> links = new ArrayList<>();
    links.add(chain.link(0, 0, null));
    IntConsumer next = _ -> links.add(chain.link(0, links.size(), links.getLast()));
    timed(next);
    while (links.size() < 2 * TUNING_LINKS) {
      next.accept(links.size());
    }
    int from = links.size();
    double seconds = timed(next);
    double[] series = chain.series(links.toArray(double[][]::new), observables.square(0));
    int kept = (links.size() - from) * STEPS_PER_LINK;
    double[] measured = Arrays.copyOfRange(series, series.length - kept, series.length);
    return Cost.of(GammaMethod.of(measured), seconds);
  }

  private static Cost lattice(HybridMonteCarlo hmc, boolean susceptibility) {
    List<ChainState> states = new ArrayList<>();
    states.add(hmc.thermalise(0, THERMALISATION));
    List<HybridMonteCarlo.Stretch> stretches = new ArrayList<>();
    IntConsumer next =
        _ -> {
          HybridMonteCarlo.Stretch stretch = hmc.run(0, states.getLast(), TRAJECTORIES);
          states.add(stretch.states().getFirst());
          stretches.add(stretch);
        };
    timed(next);
    stretches.clear();
    double seconds = timed(next);
    LatticeMeasurement all =
        new LatticeMeasurement(
            hmc.lattice(),
            stretches.stream()
                .map(HybridMonteCarlo.Stretch::series)
                .reduce((a, b) -> a.then(b))
                .orElseThrow());
    GammaMethod measured = susceptibility ? all.susceptibility() : all.square();
    return Cost.of(measured, seconds);
  }
}
