package org.nnft.ensemble;

/// Functions of one network's outputs, whose averages over an ensemble are wanted.
public interface Observable {

  /// Number of functions.
  int size();

  /// Adds the values of n networks. Called by several threads at a time.
  ///
  /// @param f P·D arrays over the networks, component a of point p at p·D + a. Not modified.
  /// @param sums one per function. Modified.
  void add(double[][] f, int n, double[] sums);
}
