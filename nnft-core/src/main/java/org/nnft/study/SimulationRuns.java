package org.nnft.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.nnft.markov.SettledChains;
import org.nnft.simulation.FieldObservables;
import org.nnft.simulation.ParameterChain;
import org.nnft.simulation.Reweighting;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.GammaMethod;
import org.nnft.statistics.ReplicaSeries;

/// The long work of a simulation: reweighted draws and Markov chains at each width.
final class SimulationRuns {
  private static final int STEPS_PER_LINK = 32;
  private static final int LEAPFROG_STEPS = 8;

  /// A tenth of the chain, at least, tunes the step size and thermalises.
  private static final int WARM_UP = 10;

  private final SimulationStudy study;
  private final long networks;
  private final long seed;
  private final Workbench workbench;

  SimulationRuns(SimulationStudy study, Sampling sampling, Workbench workbench) {
    this.study = study;
    this.networks = Math.max(sampling.networks(), Reweighting.BLOCKS);
    this.seed = sampling.seed();
    this.workbench = workbench;
  }

  /// What one method gave at one width.
  ///
  /// @param observables in the order of [FieldObservables]
  /// @param excitation in the order of [FieldObservables#excitation(double[])]
  /// @param effectiveShare effective samples over draws or steps
  /// @param acceptance of trajectories; NaN for reweighting
  /// @param energyTest ⟨e^(−ΔH)⟩; 1 ± 0 for reweighting
  /// @param chains empty for reweighting
  /// @param evaluations of single waves at single grid points, for each draw or step
  /// @param gain how many times control variates cut the variance of ⟨φ(0)²⟩; 1 without
  record Point(
      int width,
      SimulationStudy.Method method,
      List<Estimate> observables,
      List<Estimate> excitation,
      double effectiveShare,
      double acceptance,
      Estimate energyTest,
      Optional<SettledChains> chains,
      double evaluations,
      double gain) {
    Point {
      observables = List.copyOf(observables);
      excitation = List.copyOf(excitation);
    }

    /// Effective samples of φ(0)² for a million evaluations: the cost of a method, whatever the machine.
    double samplesPerMillion() {
      return 1e6 * effectiveShare / evaluations;
    }
  }

  private FieldObservables observables(int width) {
    return new FieldObservables(study.field(width), study.distances());
  }

  Point reweighted(int width) {
    Reweighting reweighting = new Reweighting(observables(width), networks, seed);
    double[][] blocks =
        workbench.units(
            "reweighting-" + width,
            "reweighting, N = " + width,
            reweighting.blocks(),
            reweighting.sums(),
            reweighting::block);
    Reweighting.Simulated result = reweighting.result(blocks);
    return new Point(
        width,
        SimulationStudy.Method.REWEIGHTING,
        result.observables(),
        result.excitation(),
        result.effectiveShare(),
        Double.NaN,
        new Estimate(1, 0),
        Optional.empty(),
        reweighting.evaluationsPerNetwork(),
        result.gain());
  }

  Point chained(int width) {
    long steps = study.steps().orElse(Math.clamp(networks / 64, 256, 1 << 20));
    int links = (int) Math.max(8, (steps + STEPS_PER_LINK - 1) / STEPS_PER_LINK);
    int tuning = Math.max(2, links / WARM_UP);
    FieldObservables observables = observables(width);
    ParameterChain chain =
        new ParameterChain(observables, LEAPFROG_STEPS, STEPS_PER_LINK, tuning, seed);
    double[][][] all =
        workbench.chains(
            "hmc-" + width,
            "chains, N = " + width,
            study.chains(),
            links + tuning,
            chain.linkSize(),
            chain::link);
    SettledChains settled = SettledChains.of(series(chain, all));
    ReplicaSeries series = settled.series();
    List<Estimate> estimates =
        IntStream.range(0, observables.size()).mapToObj(o -> series.mean(o).mean()).toList();
    Estimate τ = series.mean(0).time().integrated();
    return new Point(
        width,
        SimulationStudy.Method.HMC,
        estimates,
        excitation(observables, series),
        1 / (2 * τ.value()),
        mean(chain, all, chain.acceptedTrajectory()),
        series.mean(chain.energyError()).mean(),
        Optional.of(settled),
        chain.evaluationsPerStep(),
        1);
  }

  /// All observables along all chains, then e^(−ΔH).
  private static double[][][] series(ParameterChain chain, double[][][] all) {
    double[][][] series = new double[chain.energyError() + 1][all.length][];
    for (int o = 0; o < series.length; o++) {
      for (int c = 0; c < all.length; c++) {
        series[o][c] = chain.series(all[c], o);
        if (o == chain.energyError()) {
          Arrays.setAll(series[o][c], SimulationRuns.exponentialOf(series[o][c]));
        }
      }
    }
    return series;
  }

  private static IntToDoubleFunction exponentialOf(double[] energyErrors) {
    return t -> StrictMath.exp(-energyErrors[t]);
  }

  private static List<Estimate> excitation(FieldObservables observables, ReplicaSeries series) {
    int count = 2 * Math.max(0, observables.distances() - 1);
    return IntStream.range(0, count)
        .mapToObj(
            k ->
                series
                    .derivedIfFinite(means -> observables.excitation(means)[k])
                    .map(GammaMethod::mean)
                    .orElse(new Estimate(Double.NaN, Double.NaN)))
        .toList();
  }

  private static double mean(ParameterChain chain, double[][][] all, int number) {
    return Arrays.stream(all)
        .flatMapToDouble(links -> Arrays.stream(chain.series(links, number)))
        .average()
        .orElseThrow();
  }

  /// What is wrong with the chains.
  static List<String> diagnostics(List<Point> points) {
    List<String> warnings = new ArrayList<>();
    for (Point p : points) {
      p.chains()
          .filter(chains -> !chains.canBeTrusted())
          .ifPresent(
              chains ->
                  warnings.add(
                      String.format(
                          Locale.ROOT,
                          "N = %d: chains %s; raise steps.",
                          p.width(),
                          !chains.settled()
                              ? "did not come to rest in their first half"
                              : chains.mean(0).isLongEnough()
                                  ? "tell different things, R̂ = %.3f".formatted(chains.rHat())
                                  : "are shorter than 50 autocorrelation times")));
      if (Math.abs(p.energyTest().pull(1)) > 4) {
        warnings.add(
            "N = %d: ⟨e^(−ΔH)⟩ = %s is not 1: the integrator is not right; report this."
                .formatted(p.width(), p.energyTest()));
      }
    }
    return warnings;
  }
}
