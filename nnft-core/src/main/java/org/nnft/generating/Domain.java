package org.nnft.generating;

/// For which real sources `Z[J]` is finite, and why.
public sealed interface Domain {

  /// In words.
  String reason();

  /// All of them.
  record Everywhere(String reason) implements Domain {}

  /// Those with abs(Σ_p J_p h(x_p)) < limit for all values h that one hidden unit can take; for a homogeneous
  /// unit h of a direction of unit length.
  ///
  /// @param limit > 0
  record Bounded(double limit, String reason) implements Domain {}

  /// J = 0 alone, or it is not known for which: only the characteristic functional `Z[iJ]` is to be had.
  record ImaginaryOnly(String reason) implements Domain {}
}
