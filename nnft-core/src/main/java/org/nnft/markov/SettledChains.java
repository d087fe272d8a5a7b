package org.nnft.markov;

import java.util.Arrays;
import org.nnft.statistics.GammaMethod;
import org.nnft.statistics.ReplicaSeries;

/// Several chains of one law with their first steps cut off, where they still remember where they began.
///
/// The first of the observables tells how many steps that are; the cut is that of the slowest chain.
///
/// @param series what is left
/// @param cut steps that were cut off
/// @param settled whether every chain came to rest in its first half
/// @param rHat the largest split R̂ of an observable
public record SettledChains(ReplicaSeries series, int cut, boolean settled, double rHat) {
  /// Chains whose R̂ is larger tell different things.
  private static final double LARGEST_R_HAT = 1.02;

  /// @param values observable, chain, step. Not modified.
  public static SettledChains of(double[][][] values) {
    int cut = 0;
    boolean settled = true;
    for (double[] chain : values[0]) {
      Thermalisation thermalisation = Thermalisation.of(chain);
      cut = Math.max(cut, thermalisation.steps());
      settled &= thermalisation.isSettled();
    }
    int from = Math.min(cut, values[0][0].length / 2);
    double[][][] rest =
        Arrays.stream(values)
            .map(
                observable ->
                    Arrays.stream(observable)
                        .map(chain -> Arrays.copyOfRange(chain, from, chain.length))
                        .toArray(double[][]::new))
            .toArray(double[][][]::new);
    ReplicaSeries series = ReplicaSeries.of(rest);
    double worst = 0;
    for (int o = 0; o < values.length; o++) {
      worst = Math.max(worst, series.splitRHat(o));
    }
    return new SettledChains(series, from, settled, worst);
  }

  /// The mean of an observable with an error that knows of autocorrelation.
  public GammaMethod mean(int observable) {
    return series.mean(observable);
  }

  /// Whether the chains came to rest and tell the same.
  public boolean canBeTrusted() {
    return settled && rHat < LARGEST_R_HAT && mean(0).isLongEnough();
  }
}
