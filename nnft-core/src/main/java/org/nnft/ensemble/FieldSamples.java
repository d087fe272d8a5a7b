package org.nnft.ensemble;

/// Outputs of an ensemble, drawn or made elsewhere: f_a(x_p) for every network.
public interface FieldSamples {

  /// Number of networks M.
  long networks();

  /// Number of points P.
  int points();

  /// Number of output components D.
  int outputs();

  /// Copies networks first … first + n − 1. Safe for several threads at a time.
  ///
  /// @param f P·D arrays, component a of point p at p·D + a; entries 0…n−1 are modified
  /// @throws IllegalArgumentException naming the network whose value is not finite
  void read(long first, int n, double[][] f);
}
