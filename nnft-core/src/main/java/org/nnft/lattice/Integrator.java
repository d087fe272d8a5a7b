package org.nnft.lattice;

/// How the equations of motion of H = ½p² + S are followed; reversible and area-preserving, of second order.
public enum Integrator {
  /// Half a kick, drift, half a kick: one force for each step.
  LEAPFROG(1),

  /// λ, ½, 1 − 2λ, ½, λ with λ = 0.1931833275037836: two forces for each step and errors some ten times
  /// smaller (Omelyan, Mryglod, Folk 2003; Takaishi, de Forcrand, hep-lat/0505020).
  OMELYAN(2);

  /// Share of the first kick that makes the error of H smallest.
  static final double SHARE = 0.1931833275037836;

  private final int forces;

  Integrator(int forces) {
    this.forces = forces;
  }

  /// Forces for each step.
  public int forces() {
    return forces;
  }
}
