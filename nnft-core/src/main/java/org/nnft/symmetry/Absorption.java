package org.nnft.symmetry;

/// Whether a transformation of the field is undone by one of the parameters under which their law is invariant.
///
/// @param absorbed whether it is
/// @param reason why, or why not; empty where there is nothing to absorb
public record Absorption(boolean absorbed, String reason) {

  /// Both are needed.
  Absorption and(Absorption other) {
    if (absorbed == other.absorbed) {
      String joint =
          reason.isEmpty() || other.reason.isEmpty() ? "" : absorbed ? ", and " : "; it also ";
      return new Absorption(absorbed, reason + joint + other.reason);
    }
    return absorbed ? other : this;
  }
}
