package org.nnft.math;

/// [SingleLanes] by plain loops.
public final class ScalarSingleLanes implements SingleLanes {

  /// Stateless; one is as good as another.
  public ScalarSingleLanes() {}

  @Override
  public void exp(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Single.exp(x[i]);
    }
  }

  @Override
  public void erf(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Single.erf(x[i]);
    }
  }

  @Override
  public void max(float[] x, float c, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Math.max(x[i], c);
    }
  }

  @Override
  public void affine(float a, float[] x, float b, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Math.fma(a, x[i], b);
    }
  }

  @Override
  public void axpy(float a, float[] x, float[] y, float[] z, int n) {
    for (int i = 0; i < n; i++) {
      z[i] = Math.fma(a, x[i], y[i]);
    }
  }

  @Override
  public void fma(float[] x, float[] y, float[] z, float[] w, int n) {
    for (int i = 0; i < n; i++) {
      w[i] = Math.fma(x[i], y[i], z[i]);
    }
  }

  @Override
  public void addRectified(float[] x, float[] w, float[] b, float[] v, float[][] f, int n) {
    for (int p = 0; p < x.length; p++) {
      for (int i = 0; i < n; i++) {
        f[p][i] = Math.fma(v[i], Math.max(Math.fma(x[p], w[i], b[i]), 0), f[p][i]);
      }
    }
  }

  @Override
  public void addTo(float[] x, double[] sum, int n) {
    for (int i = 0; i < n; i++) {
      sum[i] += x[i];
    }
  }

  @Override
  public void normals(long[] words, float[] y, int low, int high, int n) {
    bothHalves(words, y, low, high, n);
  }

  static void bothHalves(long[] words, float[] y, int low, int high, int n) {
    for (int i = 0; i < n; i++) {
      y[low + i] = Single.normal((int) words[i]);
      y[high + i] = Single.normal((int) (words[i] >>> 32));
    }
  }

  @Override
  public void normal(long[] words, int half, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Single.normal((int) (words[i] >>> 32 * half));
    }
  }

  @Override
  public void uniform(long[] words, int half, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Single.uniform((int) (words[i] >>> 32 * half));
    }
  }

  @Override
  public void addUnits(
      float[] weights, int[] at, float[] x, int fanIn, float[] z, int units, int points, int n) {
    for (int u = 0; u < units; u++) {
      for (int k = 0; k < fanIn; k++) {
        int w = at[u * fanIn + k];
        for (int q = 0; q < points; q++) {
          int from = (k * points + q) * n;
          int to = (u * points + q) * n;
          for (int i = 0; i < n; i++) {
            z[to + i] = Math.fma(weights[w + i], x[from + i], z[to + i]);
          }
        }
      }
    }
  }

  @Override
  public void widen(float[] x, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = x[i];
    }
  }

  @Override
  public void narrow(double[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = (float) x[i];
    }
  }
}
