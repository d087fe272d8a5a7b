package org.nnft.markov;

import org.nnft.math.Elementary;
import org.nnft.math.Lanes;
import org.nnft.random.StreamKey;
import org.nnft.random.WordStream;

/// Samples e^(−½x² − V(x)) by proposals x′ = √(1 − β²) x + βξ, ξ white, accepted with min(1, e^(V(x) − V(x′))).
///
/// Proposals leave the Gaussian as it is, so acceptance does not fall with the number of dimensions (Cotter, Roberts,
/// Stuart, White, Statist. Sci. 28, 2013, arXiv:1202.0709). Needs no gradient.
///
/// The random numbers of a step have the address (seed, chain, step), not a history.
///
/// @param energy U = ½x² + V
/// @param beta step size, 0 < β ≤ 1; 1 proposes independent draws
/// @param thermalisation steps before the first sample, ≥ 0
/// @param chain number of the chain: chains of different number are independent
public record PreconditionedCrankNicolson(
    Energy energy, double beta, int thermalisation, long seed, int chain) implements MarkovSampler {

  private static final int BLOCK = 1024;
  private static final int MOST_NUMBERS = 1 << 21;

  public PreconditionedCrankNicolson {
    if (!(beta > 0 && beta <= 1)) {
      throw new IllegalArgumentException("beta must lie between 0 and 1, got " + beta);
    }
    MarkovSampler.requireThermalisation(thermalisation);
  }

  /// Cost: one value of U for each step.
  @Override
  public ChainRecord run(int steps, double[] start, StepSink sink) {
    MarkovSampler.requireSteps(steps);
    int m = energy.dimension();
    int block = Math.clamp(Integer.highestOneBit(MOST_NUMBERS / m), 1, BLOCK);
    Lanes lanes = Lanes.best();
    WordStream words = new WordStream(lanes, StreamKey.of(seed, "crank nicolson"), chain, block);
    double[][] ξ = new double[m][block];
    double[] accept = new double[block];
    double[] ratios = new double[steps];
    int accepted = 0;
    double keep = Math.sqrt(1 - beta * beta);
    double[] x = start.clone();
    double[] proposal = new double[m];
    double v = potential(x);
    for (int t = 0; t < thermalisation + steps; t++) {
      int at = t % block;
      if (at == 0) {
        words.start(t, block);
        for (double[] component : ξ) {
          lanes.normal(words.next(), component, block);
        }
        lanes.uniform(words.next(), accept, block);
      }
      for (int a = 0; a < m; a++) {
        proposal[a] = keep * x[a] + beta * ξ[a][at];
      }
      double next = potential(proposal);
      double change = next - v;
      boolean taken = Elementary.log(accept[at]) < -change;
      if (taken) {
        double[] free = x;
        x = proposal;
        proposal = free;
        v = next;
      }
      if (t >= thermalisation) {
        ratios[t - thermalisation] = change;
        accepted += taken ? 1 : 0;
        sink.accept(t - thermalisation, x);
      }
    }
    return new ChainRecord(ratios, (double) accepted / steps);
  }

  private double potential(double[] x) {
    double square = 0;
    for (double a : x) {
      square = Math.fma(a, a, square);
    }
    return energy.value(x) - square / 2;
  }
}
