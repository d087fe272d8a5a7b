package org.nnft.axioms;

/// What is known of one axiom.
///
/// @param axiom which
/// @param status the verdict
/// @param evidence in words, with numbers
/// @param threshold in words
/// @param wouldChange what would change the verdict, in words
public record AxiomEvidence(
    Axiom axiom, Status status, String evidence, String threshold, String wouldChange) {

  /// A verdict.
  public enum Status {
    /// By derivation, or by exact numbers at what was looked at.
    HOLDS("holds"),
    /// Nothing against it was seen at the threshold.
    NOT_REJECTED("not rejected"),
    VIOLATED("violated"),
    /// Not to be decided with what is known.
    UNKNOWN("unknown");

    private final String words;

    Status(String words) {
      this.words = words;
    }

    /// In words.
    public String words() {
      return words;
    }
  }
}
