package org.nnft.axioms;

/// The axioms of Osterwalder and Schrader.
public enum Axiom {
  TEMPEREDNESS("OS0", "temperedness"),
  COVARIANCE("OS1", "Euclidean covariance"),
  REFLECTION_POSITIVITY("OS2", "reflection positivity"),
  SYMMETRY("OS3", "permutation symmetry"),
  CLUSTERING("OS4", "clustering");

  private final String symbol;
  private final String words;

  Axiom(String symbol, String words) {
    this.symbol = symbol;
    this.words = words;
  }

  /// OS0 to OS4.
  public String symbol() {
    return symbol;
  }

  /// Its name.
  public String words() {
    return words;
  }
}
