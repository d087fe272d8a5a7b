package org.nnft.eft;

import java.util.Locale;
import org.nnft.markov.MarkovChain;
import org.nnft.statistics.AutocorrelationTime;
import org.nnft.statistics.GammaMethod;
import org.nnft.statistics.StepDownPulls;
import org.nnft.statistics.SymmetricSums;

/// Does a reconstructed action give back the correlators that it was made from?
///
/// The action is sampled, and the connected correlators of the chain are compared with the given ones, all
/// components together. An action to order q in 1/N leaves out terms of order N^(−q−1), so a long enough chain sees
/// the difference: agreement is up to that order and the statistical errors.
///
/// @param pulls of the chain's connected correlators against the given ones, decorrelated
/// @param time autocorrelation time of the slowest two-point function
/// @param longEnough whether each block is at least 50 autocorrelation times long
/// @param acceptance share of accepted trajectories
public record Closure(
    StepDownPulls pulls, AutocorrelationTime time, boolean longEnough, double acceptance) {

  private static final int BLOCKS = 200;
  private static final double LONG = 50;

  /// @param correlators to compare with, to any even order
  /// @param trajectories length of the chain, ≥ 200
  /// @throws IllegalArgumentException if the action is unbounded, saying in which direction
  public static Closure of(
      EffectiveAction action, ConnectedCorrelators correlators, int trajectories, long seed) {
    return of(ActionSampler.of(action, correlators.order(2), seed).run(trajectories), correlators);
  }

  /// @param chain that samples the action, of 200 steps or more
  /// @param correlators to compare with, to any even order
  public static Closure of(MarkovChain chain, ConnectedCorrelators correlators) {
    MarkovChain.Sampled sampled = chain.connected(correlators.highestOrder(), BLOCKS);
    SymmetricSums layout = sampled.layout();
    double[] difference = new double[layout.size()];
    for (int n = 2; n <= correlators.highestOrder(); n += 2) {
      for (int c = 0; c < layout.index(n).count(); c++) {
        int at = layout.offset(n) + c;
        difference[at] = sampled.value(at) - correlators.order(n).at(layout.index(n).at(c));
      }
    }
    AutocorrelationTime slowest = chain.correlator(0, 0).time();
    for (int i = 1; i < chain.points(); i++) {
      GammaMethod square = chain.correlator(i, i);
      slowest =
          square.time().integrated().value() > slowest.integrated().value()
              ? square.time()
              : slowest;
    }
    return new Closure(
        StepDownPulls.of(difference, sampled.jackknife()),
        slowest,
        chain.steps() >= BLOCKS * LONG * slowest.integrated().value(),
        chain.acceptance());
  }

  /// In words.
  public String verdict() {
    double p = pulls.pValue();
    String agreement =
        p > 1e-3
            ? "The action gives the correlators back"
            : "The action does not give the correlators back: keep another order in 1/N, or raise the width";
    return String.format(
        Locale.ROOT,
        "%s (χ²/dof = %.2f over %d independent components, p = %.2g; τ = %s, acceptance %.2f).%s",
        agreement,
        pulls.chiSquare() / Math.max(1, pulls.degreesOfFreedom()),
        pulls.degreesOfFreedom(),
        p,
        time.integrated(),
        acceptance,
        longEnough
            ? ""
            : " The chain is too short for its autocorrelation time: errors are too small.");
  }
}
