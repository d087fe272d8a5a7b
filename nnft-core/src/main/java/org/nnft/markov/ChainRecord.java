package org.nnft.markov;

import java.util.Arrays;
import org.nnft.statistics.GammaMethod;

/// How a chain moved.
public final class ChainRecord {
  private final double[] energyErrors;
  private final double acceptance;

  /// @param energyErrors −ln of each step's acceptance ratio. Kept.
  ChainRecord(double[] energyErrors, double acceptance) {
    this.energyErrors = energyErrors;
    this.acceptance = acceptance;
  }

  /// Number of steps.
  public int steps() {
    return energyErrors.length;
  }

  /// Share of accepted steps.
  public double acceptance() {
    return acceptance;
  }

  /// ⟨e^(−ΔH)⟩, which is 1 for an area-preserving reversible integrator (Creutz, Phys. Rev. D 38, 1988).
  public GammaMethod exponentialOfEnergyError() {
    return GammaMethod.of(Arrays.stream(energyErrors).map(e -> Math.exp(-e)).toArray());
  }
}
