package org.nnft.ensemble;

import org.nnft.math.Lanes;
import org.nnft.math.SingleLanes;
import org.nnft.network.Activation;

/// g(z) in single precision; activations without a function of their own go by double precision and back.
/// Mutable scratch of one thread.
final class SingleActivation {
  private final SingleLanes singles;
  private final Activation activation;
  private final ActivationLanes exact;
  private final double[] wide;
  private final double[][] wideRow;

  SingleActivation(
      Lanes lanes, SingleLanes singles, Activation activation, int fanIn, int capacity) {
    this.singles = singles;
    this.activation = activation;
    this.exact = new ActivationLanes(lanes, activation, capacity);
    this.wide = new double[capacity];
    this.wideRow = new double[activation.firstLayerOnly() ? fanIn : 0][capacity];
  }

  /// Prepares a unit whose activation depends on its input weights.
  ///
  /// @param row the unit's weights. Not modified.
  void startUnit(float[][] row, int n) {
    for (int k = 0; k < wideRow.length; k++) {
      widen(row[k], wideRow[k], n);
    }
    exact.startUnit(wideRow, n);
  }

  /// z ← g(z).
  void apply(float[] z, double priorVariance, int n) {
    switch (activation) {
      case Activation.Erf _ -> singles.erf(z, z, n);
      case Activation.Relu _ -> singles.max(z, 0, z, n);
      case Activation.Exp _ -> singles.exp(z, z, n);
      case Activation.GaussNormalised _ -> {
        singles.affine(1, z, (float) -priorVariance, z, n);
        singles.exp(z, z, n);
      }
      default -> {
        widen(z, wide, n);
        exact.apply(wide, priorVariance, n);
        SingleSampler.narrow(wide, z, n);
      }
    }
  }

  static void widen(float[] x, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = x[i];
    }
  }
}
