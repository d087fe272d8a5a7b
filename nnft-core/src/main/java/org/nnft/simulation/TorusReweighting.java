package org.nnft.simulation;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.nnft.lattice.LatticeObservable;
import org.nnft.math.Elementary;
import org.nnft.math.Lanes;
import org.nnft.random.StreamKey;
import org.nnft.random.WordStream;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.Jackknife;

/// Free networks on a torus with weights e^(−S_int), beside [TorusChain].
///
/// The effective sample size (Σw)²/Σw² falls about exponentially with the volume. Draws are cut into blocks; errors are a
/// jackknife over them.
///
/// @param networks M, rounded up to a multiple of [#BLOCKS] · 8
public record TorusReweighting(TorusNetwork network, long networks, long seed) {
  /// Blocks behind the errors.
  public static final int BLOCKS = 128;

  private static final int REPLICAS = Lanes.SUM_LANES;

  /// Draws of eight networks in a block.
  private int batches() {
    return (int) Math.max(1, Math.ceilDiv(networks, (long) BLOCKS * REPLICAS));
  }

  /// Sites at which neurons are evaluated, in all draws.
  public double evaluations() {
    return (double) BLOCKS * batches() * REPLICAS * network.width() * network.lattice().volume();
  }

  /// Numbers that each block leaves: Σw, Σw², Σ w O for every observable.
  public int sums() {
    return 2 + LatticeObservable.count(network.lattice());
  }

  /// The sums of one block.
  public double[] block(int block) {
    Lanes lanes = Lanes.best();
    int neurons = network.width() * REPLICAS;
    WordStream words =
        new WordStream(lanes, StreamKey.of(seed, "torus draws of " + network), 0, neurons);
    double[] forMomentum = new double[neurons];
    double[] forPhase = new double[neurons];
    TorusWaves wave = new TorusWaves(network, network.cumulative());
    LatticeObservable observable = new LatticeObservable(network.lattice());
    double[] φ = new double[network.lattice().volume() * REPLICAS];
    double[][][] values = new double[observable.count()][REPLICAS][1];
    double[] weights = new double[REPLICAS];
    double[] sums = new double[sums()];
    for (int batch = 0; batch < batches(); batch++) {
      words.start(((long) block * batches() + batch) * neurons, neurons);
      lanes.uniform(words.next(), forMomentum, neurons);
      lanes.uniform(words.next(), forPhase, neurons);
      for (int r = 0; r < REPLICAS; r++) {
        for (int j = 0; j < network.width(); j++) {
          wave.draw(j, forMomentum[j * REPLICAS + r], forPhase[j * REPLICAS + r]);
        }
        wave.evaluate();
        weights[r] = Elementary.exp(-wave.action());
        double[] drawn = wave.values();
        for (int x = 0; x < drawn.length; x++) {
          φ[x * REPLICAS + r] = drawn[x];
        }
      }
      observable.measure(φ, values, 0);
      for (int r = 0; r < REPLICAS; r++) {
        sums[0] += weights[r];
        sums[1] = Math.fma(weights[r], weights[r], sums[1]);
        for (int o = 0; o < values.length; o++) {
          sums[2 + o] = Math.fma(weights[r], values[o][r][0], sums[2 + o]);
        }
      }
    }
    return sums;
  }

  /// (Σw)²/Σw² over the number of draws.
  ///
  /// @param blocks one row per block. Not modified.
  public double effectiveShare(double[][] blocks) {
    double[] total = Jackknife.total(blocks);
    return total[0] * total[0] / total[1] / ((double) BLOCKS * batches() * REPLICAS);
  }

  /// A function of the observables' means, numbered as in [LatticeObservable].
  ///
  /// @param blocks one row per block. Not modified.
  public Estimate derived(double[][] blocks, ToDoubleFunction<double[]> function) {
    long[] counts = new long[blocks.length];
    Arrays.fill(counts, 1);
    double[] means = Jackknife.total(blocks);
    Arrays.setAll(means, c -> means[c] / blocks.length);
    ToDoubleFunction<double[]> ofSums =
        sums ->
            function.applyAsDouble(
                Arrays.stream(sums, 2, sums.length).map(v -> v / sums[0]).toArray());
    Jackknife fluctuations =
        Jackknife.of(blocks, counts, sums -> new double[] {ofSums.applyAsDouble(sums)});
    return new Estimate(ofSums.applyAsDouble(means), fluctuations.error(0));
  }
}
