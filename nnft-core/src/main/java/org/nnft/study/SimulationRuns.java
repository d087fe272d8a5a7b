package org.nnft.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.nnft.simulation.FieldObservables;
import org.nnft.simulation.ParameterChain;
import org.nnft.simulation.Reweighting;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.GammaMethod;
import org.nnft.statistics.Jackknife;

/// The long work of a simulation: reweighted draws and Markov chains at each width.
final class SimulationRuns {
  private static final int STEPS_PER_LINK = 32;
  private static final int LEAPFROG_STEPS = 8;

  /// A tenth of the chain, at least, tunes the step size and thermalises.
  private static final int WARM_UP = 10;

  /// R̂ above this says that chains have not forgotten where they began.
  private static final double LARGEST_SHRINK_FACTOR = 1.05;

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
  /// @param shrinkFactor R̂; NaN for reweighting
  /// @param autocorrelation integrated autocorrelation time of φ(0)² in steps; ½ ± 0 for reweighting
  record Point(
      int width,
      SimulationStudy.Method method,
      List<Estimate> observables,
      List<Estimate> excitation,
      double effectiveShare,
      double acceptance,
      Estimate energyTest,
      double shrinkFactor,
      Estimate autocorrelation) {
    Point {
      observables = List.copyOf(observables);
      excitation = List.copyOf(excitation);
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
        Double.NaN,
        new Estimate(0.5, 0));
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
    List<Estimate> estimates =
        IntStream.range(0, observables.size()).mapToObj(o -> estimate(chain, all, o)).toList();
    Estimate τ = time(chain, all);
    return new Point(
        width,
        SimulationStudy.Method.HMC,
        estimates,
        excitation(chain, all),
        1 / (2 * τ.value()),
        mean(chain, all, chain.acceptedTrajectory()),
        energyTest(chain, all),
        shrinkFactor(chain, all),
        τ);
  }

  /// The mean over chains, each with its Γ-method error.
  private static Estimate estimate(ParameterChain chain, double[][][] all, int number) {
    return mean(
        Arrays.stream(all)
            .map(links -> GammaMethod.of(chain.series(links, number)).mean())
            .toList());
  }

  /// The lowest excitation by a jackknife over links, which are much longer than the autocorrelation time.
  private static List<Estimate> excitation(ParameterChain chain, double[][][] all) {
    FieldObservables observables = chain.observables();
    if (observables.distances() < 2) {
      return List.of();
    }
    List<double[]> sums = new ArrayList<>();
    for (double[][] links : all) {
      double[][] series = new double[observables.size()][];
      Arrays.setAll(series, o -> chain.series(links, o));
      for (int from = 0; from < series[0].length; from += STEPS_PER_LINK) {
        int first = from;
        double[] sum = new double[series.length];
        Arrays.setAll(
            sum,
            o -> Arrays.stream(series[o], first, first + STEPS_PER_LINK).sum() / STEPS_PER_LINK);
        sums.add(sum);
      }
    }
    double[][] blocks = sums.toArray(double[][]::new);
    long[] counts = new long[blocks.length];
    Arrays.fill(counts, 1);
    double[] means = Jackknife.total(blocks);
    Arrays.setAll(means, o -> means[o] / blocks.length);
    double[] values = observables.excitation(means);
    Jackknife fluctuations = Jackknife.of(blocks, counts, observables::excitation);
    return IntStream.range(0, values.length)
        .mapToObj(k -> new Estimate(values[k], fluctuations.error(k)))
        .toList();
  }

  private static Estimate energyTest(ParameterChain chain, double[][][] all) {
    return mean(
        Arrays.stream(all)
            .map(
                links ->
                    GammaMethod.of(
                            Arrays.stream(chain.series(links, chain.energyError()))
                                .map(e -> Math.exp(-e))
                                .toArray())
                        .mean())
            .toList());
  }

  private static Estimate time(ParameterChain chain, double[][][] all) {
    return mean(
        Arrays.stream(all)
            .map(links -> GammaMethod.of(chain.series(links, 0)).time().integrated())
            .toList());
  }

  private static Estimate mean(List<Estimate> ofChains) {
    double value = ofChains.stream().mapToDouble(Estimate::value).average().orElseThrow();
    double square = ofChains.stream().mapToDouble(e -> e.error() * e.error()).sum();
    return new Estimate(value, Math.sqrt(square) / ofChains.size());
  }

  private static double mean(ParameterChain chain, double[][][] all, int number) {
    return Arrays.stream(all)
        .flatMapToDouble(links -> Arrays.stream(chain.series(links, number)))
        .average()
        .orElseThrow();
  }

  /// Gelman and Rubin's R̂ of φ(0)² over halves of chains.
  private static double shrinkFactor(ParameterChain chain, double[][][] all) {
    List<double[]> halves = new ArrayList<>();
    for (double[][] links : all) {
      double[] series = chain.series(links, 0);
      int half = series.length / 2;
      halves.add(Arrays.copyOfRange(series, 0, half));
      halves.add(Arrays.copyOfRange(series, series.length - half, series.length));
    }
    double n = halves.getFirst().length;
    double[] means = halves.stream().mapToDouble(SimulationRuns::mean).toArray();
    double within = halves.stream().mapToDouble(SimulationRuns::variance).average().orElseThrow();
    double between = variance(means);
    return Math.sqrt((n - 1) / n + between / within);
  }

  private static double mean(double[] x) {
    return Arrays.stream(x).sum() / x.length;
  }

  private static double variance(double[] x) {
    double mean = mean(x);
    return Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / (x.length - 1);
  }

  /// What is wrong with the chains.
  List<String> diagnostics(List<Point> points) {
    List<String> warnings = new ArrayList<>();
    for (Point p : points) {
      if (p.shrinkFactor() > LARGEST_SHRINK_FACTOR) {
        warnings.add(
            String.format(
                Locale.ROOT,
                "N = %d: chains have not forgotten their start, R̂ = %.3f (at most %.2f); raise steps.",
                p.width(),
                p.shrinkFactor(),
                LARGEST_SHRINK_FACTOR));
      }
      if (Math.abs(p.energyTest().pull(1)) > 4) {
        warnings.add(
            "N = %d: ⟨e^(−ΔH)⟩ = %s is not 1: the integrator is not right; report this."
                .formatted(p.width(), p.energyTest()));
      }
    }
    return warnings;
  }
}
