package org.nnft.eft;

/// What to do about a propagator that is nearly singular.
public sealed interface Regularisation {

  /// Nothing: an ill-conditioned propagator is refused.
  record None() implements Regularisation {}

  /// K → K + share·λ_max·1.
  ///
  /// This is the exact propagator of the field plus an independent white noise of that variance, whose higher
  /// cumulants vanish: the action is the one of the noisy field.
  ///
  /// @param share of the largest eigenvalue, in (0, 1)
  record WhiteNoise(double share) implements Regularisation {
    public WhiteNoise {
      if (!(share > 0 && share < 1)) {
        throw new IllegalArgumentException(
            "the share of white noise must lie between 0 and 1, got " + share);
      }
    }
  }
}
