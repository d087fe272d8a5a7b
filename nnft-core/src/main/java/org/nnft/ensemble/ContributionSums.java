package org.nnft.ensemble;

import java.util.Arrays;
import org.nnft.math.Lanes;

/// Sums of contributions to every component that are made elsewhere.
final class ContributionSums implements PowerSums {
  private final Lanes lanes;
  private final double[] partial;

  /// @param components number of sums
  ContributionSums(int components, Lanes lanes) {
    this.lanes = lanes;
    this.partial = new double[Math.multiplyExact(components, Lanes.SUM_LANES)];
  }

  @Override
  public void clear() {
    Arrays.fill(partial, 0);
  }

  /// @param values one array per component; entries past n are set to 0. Modified.
  @Override
  public void accept(double[][] values, int n) {
    int padded = PowerSums.pad(values, n);
    for (int c = 0; c < values.length; c++) {
      lanes.accumulate(values[c], padded, partial, c * Lanes.SUM_LANES);
    }
  }

  @Override
  public double[] result() {
    return PowerSums.totals(partial);
  }
}
