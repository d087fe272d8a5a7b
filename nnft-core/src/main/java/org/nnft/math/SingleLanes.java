package org.nnft.math;

/// [Lanes] in single precision, for what the sampler does most; the same bits in both implementations.
///
/// n is a multiple of [#PADDING] everywhere. Outputs may alias inputs. Arrays are not kept.
public sealed interface SingleLanes permits ScalarSingleLanes, VectorSingleLanes {

  /// Numbers of networks are rounded up to a multiple of this.
  int PADDING = 16;

  /// The implementation that goes with those of double precision.
  static SingleLanes like(Lanes lanes) {
    return switch (lanes) {
      case ScalarLanes _ -> new ScalarSingleLanes();
      case VectorLanes _ -> new VectorSingleLanes();
    };
  }

  /// y = eˣ.
  void exp(float[] x, float[] y, int n);

  /// y = erf x.
  void erf(float[] x, float[] y, int n);

  /// y = max(x, c).
  void max(float[] x, float c, float[] y, int n);

  /// y = a·x + b, one fma.
  void affine(float a, float[] x, float b, float[] y, int n);

  /// z = a·x + y, one fma.
  void axpy(float a, float[] x, float[] y, float[] z, int n);

  /// w = x·y + z, one fma.
  void fma(float[] x, float[] y, float[] z, float[] w, int n);

  /// `f[p]` = v·max(`x[p]·w` + b, 0) + `f[p]`, two fma: a rectified neuron of one input at all points, in one pass.
  void addRectified(float[] x, float[] w, float[] b, float[] v, float[][] f, int n);

  /// sum += x, in double precision.
  void addTo(float[] x, double[] sum, int n);

  /// y = standard normal, of the low (half 0) or high (half 1) 32 bits of each word: [Single#normal].
  void normal(long[] words, int half, float[] y, int n);

  /// Those of both halves: y from entry `low` on of the low ones, from `high` on of the high ones.
  void normals(long[] words, float[] y, int low, int high, int n);

  /// y = uniform on (0, 1), of one half of each word.
  void uniform(long[] words, int half, float[] y, int n);

  /// z(u, q) += Σₖ w(u, k) · x(k, q), as [Lanes#addUnits].
  void addUnits(
      float[] weights, int[] at, float[] x, int fanIn, float[] z, int units, int points, int n);

  /// y = x in double precision.
  void widen(float[] x, double[] y, int n);

  /// y = x, rounded to single precision.
  void narrow(double[] x, float[] y, int n);
}
