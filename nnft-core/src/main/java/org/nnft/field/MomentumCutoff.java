package org.nnft.field;

/// The regulator f_Λ(k) that cuts momenta off.
public enum MomentumCutoff {
  /// θ(Λ − k).
  SHARP,
  /// exp(−k²/2Λ²).
  GAUSSIAN,
  /// 1: the law needs no cutoff.
  NONE;

  /// f_Λ(k).
  public double at(double k, double cutoff) {
    return switch (this) {
      case SHARP -> k <= cutoff ? 1 : 0;
      case GAUSSIAN -> StrictMath.exp(-k * k / (2 * cutoff * cutoff));
      case NONE -> 1;
    };
  }
}
