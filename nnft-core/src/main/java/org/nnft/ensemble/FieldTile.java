package org.nnft.ensemble;

/// Draws and evaluates some networks at a time at fixed points; every array holds one number per network.
/// Mutable scratch of one thread.
sealed interface FieldTile permits NetworkTile, DeepTile, SingleTile, SingleDeepTile, LayerTile {

  /// Outputs f_a(x_p) of networks first … first + n − 1.
  ///
  /// @param f P·D arrays, component a of point p at p·D + a. Modified.
  void outputs(long first, int n, double[][] f);

  /// Covariance of the outputs given the hidden units, K̂(x_p, x_q) = Var c + Var V Σⱼ hⱼ(x_p)hⱼ(x_q).
  ///
  /// @param gram P(P+1)/2 arrays in the order of unique pairs. Modified.
  void gram(long first, int n, double[][] gram);
}
