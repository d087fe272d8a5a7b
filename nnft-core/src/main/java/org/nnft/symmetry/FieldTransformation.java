package org.nnft.symmetry;

/// A linear map of fields: (gf)(x) = M f(Ax + c). Immutable.
public final class FieldTransformation {
  private final double[][] outputs;
  private final double[][] inputs;
  private final double[] shift;

  /// @param outputs M, D × D. Not a copy.
  /// @param inputs A, d × d. Not a copy.
  /// @param shift c, d numbers. Not a copy.
  FieldTransformation(double[][] outputs, double[][] inputs, double[] shift) {
    this.outputs = outputs;
    this.inputs = inputs;
    this.shift = shift;
  }

  /// M. Not a copy.
  double[][] outputs() {
    return outputs;
  }

  /// Ax + c.
  ///
  /// @param x Not modified.
  public double[] moved(double[] x) {
    double[] y = Matrices.product(inputs, x);
    for (int k = 0; k < y.length; k++) {
      y[k] += shift[k];
    }
    return y;
  }

  /// M f.
  ///
  /// @param f D outputs. Not modified.
  public double[] mixed(double[] f) {
    return Matrices.product(outputs, f);
  }
}
