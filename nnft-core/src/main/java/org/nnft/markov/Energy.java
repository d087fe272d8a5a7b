package org.nnft.markov;

/// U(x) = −ln P(x) up to a constant, in coordinates in which a Gaussian that resembles P is white.
///
/// May keep scratch: one thread at a time.
public interface Energy {

  /// Number of coordinates.
  int dimension();

  /// U(x).
  ///
  /// @param x not modified
  double value(double[] x);

  /// ∂U/∂xₐ.
  ///
  /// @param x not modified
  /// @param gradient modified
  void gradient(double[] x, double[] gradient);
}
