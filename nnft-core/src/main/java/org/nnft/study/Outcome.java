package org.nnft.study;

/// Whether what was measured agrees with what is known.
public enum Outcome {
  /// It does, at the threshold that the findings state.
  AGREES,

  /// It does not: one of them is wrong, or the error bars are.
  DISAGREES,

  /// There was nothing to hold it against.
  OPEN
}
