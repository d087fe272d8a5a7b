package org.nnft.simulation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nnft.lattice.LatticeObservable;
import org.nnft.math.Elementary;
import org.nnft.math.Lanes;
import org.nnft.random.StreamKey;
import org.nnft.random.WordStream;

/// Markov chains over the parameters of networks on a torus, eight at a time.
///
/// A step is a sweep: each neuron in turn is offered a fresh momentum and phase from the free law, accepted with
/// min(1, e^(−ΔS_int)), since all the rest of the density cancels. One neuron of N moves φ by O(1/√N), so most are taken.
/// A redraw from the free law has ⟨e^(−ΔS_int)⟩ = 1 in equilibrium, whatever the step: the mean over the neurons stands
/// in the place of e^(−ΔH).
///
/// The state is all parameters; the field is summed anew from them at the start of a link. Random numbers of step t have
/// the address (seed, group, t). Cost of a step: 8N · sites, each a wave less, a wave more, and the potential.
///
/// @param stepsPerLink ≥ 1
public record TorusChain(TorusNetwork network, int stepsPerLink, long seed) {
  /// Sweeps between the free draw at the start and the first measurement: a free network may lie so far out that
  /// e^(−ΔS) overflows.
  private static final int WARM_UP = 50;

  /// Chains that run side by side.
  public static final int REPLICAS = Lanes.SUM_LANES;

  /// Sites at which neurons are evaluated in a step of eight chains.
  public double evaluationsPerStep() {
    return (double) REPLICAS * network.width() * network.lattice().volume();
  }

  /// Numbers that a link leaves: all parameters, then observable, replica, step.
  public int linkSize() {
    return state() + LatticeObservable.count(network.lattice()) * REPLICAS * stepsPerLink;
  }

  private int state() {
    return 2 * REPLICAS * network.width();
  }

  /// The series of a link: observable, replica, step.
  public double[][][] series(double[] link) {
    double[][][] series =
        new double[LatticeObservable.count(network.lattice())][REPLICAS][stepsPerLink];
    int at = state();
    for (double[][] observable : series) {
      for (double[] replica : observable) {
        System.arraycopy(link, at, replica, 0, stepsPerLink);
        at += stepsPerLink;
      }
    }
    return series;
  }

  /// The next link of a group.
  ///
  /// @param before the link before, or null at the start, where chains begin with free draws. Not modified.
  public double[] link(int group, int index, double @Nullable [] before) {
    Run run = new Run(group);
    run.start(before);
    double[][][] series =
        new double[LatticeObservable.count(network.lattice())][REPLICAS][stepsPerLink];
    for (int t = 0; t < stepsPerLink; t++) {
      run.sweep(WARM_UP + (long) index * stepsPerLink + t + 1);
      run.measure(series, t);
    }
    double[] result = new double[linkSize()];
    int at = run.save(result);
    for (double[][] observable : series) {
      for (double[] replica : observable) {
        System.arraycopy(replica, 0, result, at, stepsPerLink);
        at += stepsPerLink;
      }
    }
    return result;
  }

  /// Scratch of one link.
  private final class Run {
    private final Lanes lanes = Lanes.best();
    private final int neurons = network.width() * REPLICAS;
    private final WordStream words;
    private final TorusWaves[] waves = new TorusWaves[REPLICAS];
    private final LatticeObservable observable = new LatticeObservable(network.lattice());
    private final double[] φ = new double[network.lattice().volume() * REPLICAS];
    private final double[] forMomentum = new double[neurons];
    private final double[] forPhase = new double[neurons];
    private final double[] bound = new double[neurons];
    private final double[] weights = new double[REPLICAS];
    private final int[] taken = new int[REPLICAS];

    Run(int group) {
      this.words =
          new WordStream(lanes, StreamKey.of(seed, "torus chain of " + network), group, neurons);
      double[] cumulative = network.cumulative();
      Arrays.setAll(waves, _ -> new TorusWaves(network, cumulative));
    }

    private void next(long step) {
      words.start(step * neurons, neurons);
      lanes.uniform(words.next(), forMomentum, neurons);
      lanes.uniform(words.next(), forPhase, neurons);
      lanes.uniform(words.next(), bound, neurons);
    }

    void start(double @Nullable [] before) {
      if (before != null) {
        int at = 0;
        for (TorusWaves wave : waves) {
          at = wave.load(before, at);
        }
        return;
      }
      next(0);
      for (int r = 0; r < REPLICAS; r++) {
        for (int j = 0; j < network.width(); j++) {
          waves[r].draw(j, forMomentum[j * REPLICAS + r], forPhase[j * REPLICAS + r]);
        }
        waves[r].evaluate();
      }
      for (int step = 1; step <= WARM_UP; step++) {
        sweep(step);
      }
    }

    int save(double[] result) {
      int at = 0;
      for (TorusWaves wave : waves) {
        at = wave.save(result, at);
      }
      return at;
    }

    void sweep(long step) {
      next(step);
      int width = network.width();
      for (int r = 0; r < REPLICAS; r++) {
        weights[r] = 0;
        taken[r] = 0;
        for (int j = 0; j < width; j++) {
          int i = j * REPLICAS + r;
          double change = waves[r].offer(j, forMomentum[i], forPhase[i]);
          weights[r] += Elementary.exp(-change);
          if (Elementary.log(bound[i]) < -change) {
            waves[r].take(j);
            taken[r]++;
          }
        }
      }
    }

    void measure(double[][][] series, int t) {
      double width = network.width();
      for (int r = 0; r < REPLICAS; r++) {
        series[LatticeObservable.ENERGY_WEIGHT][r][t] = weights[r] / width;
        series[LatticeObservable.ACCEPTED][r][t] = taken[r] / width;
        double[] values = waves[r].values();
        for (int x = 0; x < values.length; x++) {
          φ[x * REPLICAS + r] = values[x];
        }
      }
      observable.measure(φ, series, t);
    }
  }
}
