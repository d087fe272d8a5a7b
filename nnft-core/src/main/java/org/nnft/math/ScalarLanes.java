package org.nnft.math;

/// [Lanes] by plain loops: the reference that every other implementation must equal bit for bit.
public final class ScalarLanes implements Lanes {

  /// Stateless; one is as good as another.
  public ScalarLanes() {}

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public void exp(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Elementary.exp(x[i]);
    }
  }

  @Override
  public void log(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Elementary.log(x[i]);
    }
  }

  @Override
  public void log1p(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Elementary.log1p(x[i]);
    }
  }

  @Override
  public void sin(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Elementary.sin(x[i]);
    }
  }

  @Override
  public void cos(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Elementary.cos(x[i]);
    }
  }

  @Override
  public void tanh(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Elementary.tanh(x[i]);
    }
  }

  @Override
  public void erf(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Elementary.erf(x[i]);
    }
  }

  @Override
  public void sqrt(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Math.sqrt(x[i]);
    }
  }

  @Override
  public void abs(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Math.abs(x[i]);
    }
  }

  @Override
  public void max(double[] x, double c, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Math.max(x[i], c);
    }
  }

  @Override
  public void select(double[] x, double a, double b, double c, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = x[i] > 0 ? a : x[i] < 0 ? c : x[i] == 0 ? b : x[i];
    }
  }

  @Override
  public void fill(double c, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = c;
    }
  }

  @Override
  public void add(double[] x, double[] y, double[] z, int n) {
    for (int i = 0; i < n; i++) {
      z[i] = x[i] + y[i];
    }
  }

  @Override
  public void subtract(double[] x, double[] y, double[] z, int n) {
    for (int i = 0; i < n; i++) {
      z[i] = x[i] - y[i];
    }
  }

  @Override
  public void multiply(double[] x, double[] y, double[] z, int n) {
    for (int i = 0; i < n; i++) {
      z[i] = x[i] * y[i];
    }
  }

  @Override
  public void divide(double[] x, double[] y, double[] z, int n) {
    for (int i = 0; i < n; i++) {
      z[i] = x[i] / y[i];
    }
  }

  @Override
  public void affine(double a, double[] x, double b, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Math.fma(a, x[i], b);
    }
  }

  @Override
  public void axpy(double a, double[] x, double[] y, double[] z, int n) {
    for (int i = 0; i < n; i++) {
      z[i] = Math.fma(a, x[i], y[i]);
    }
  }

  @Override
  public void fma(double[] x, double[] y, double[] z, double[] w, int n) {
    for (int i = 0; i < n; i++) {
      w[i] = Math.fma(x[i], y[i], z[i]);
    }
  }

  @Override
  public void lines(double[] x, double[] w, double[] b, double[][] z, int n) {
    for (int p = 0; p < x.length; p++) {
      for (int i = 0; i < n; i++) {
        z[p][i] = Math.fma(x[p], w[i], b[i]);
      }
    }
  }

  @Override
  public void addProducts(double[] v, double[][] h, double[][] f, int n) {
    for (int p = 0; p < h.length; p++) {
      fma(v, h[p], f[p], f[p], n);
    }
  }

  @Override
  public void addRectified(double[] x, double[] w, double[] b, double[] v, double[][] f, int n) {
    for (int p = 0; p < x.length; p++) {
      for (int i = 0; i < n; i++) {
        f[p][i] = plusRectified(Math.fma(x[p], w[i], b[i]), v[i], f[p][i]);
      }
    }
  }

  @Override
  public void addErf(double[] x, double[] w, double[] b, double[] v, double[][] f, int n) {
    for (int p = 0; p < x.length; p++) {
      addErf(x[p], w, b, v, f[p], 0, n);
    }
  }

  /// At one point, entries from … n − 1.
  static void addErf(double x, double[] w, double[] b, double[] v, double[] f, int from, int n) {
    for (int i = from; i < n; i++) {
      f[i] = Math.fma(v[i], Elementary.erf(Math.fma(x, w[i], b[i])), f[i]);
    }
  }

  @Override
  public void addExp(
      double[] x, double[] c, double[] w, double[] b, double[] v, double[][] f, int n) {
    for (int p = 0; p < x.length; p++) {
      addExp(x[p], c[p], w, b, v, f[p], 0, n);
    }
  }

  /// At one point, entries from … n − 1.
  static void addExp(
      double x, double c, double[] w, double[] b, double[] v, double[] f, int from, int n) {
    for (int i = from; i < n; i++) {
      f[i] = Math.fma(v[i], Elementary.exp(Math.fma(x, w[i], b[i]) - c), f[i]);
    }
  }

  /// v·z + f, or f for negative z.
  static double plusRectified(double z, double v, double f) {
    return z < 0 ? f : Math.fma(v, z, f);
  }

  @Override
  public void accumulate(double[] x, int n, double[] sums, int offset) {
    for (int i = 0; i < n; i++) {
      sums[offset + i % SUM_LANES] += x[i];
    }
  }

  @Override
  public void multiplyAccumulate(
      double[] x, double[] y, double[] z, int n, double[] sums, int offset) {
    for (int i = 0; i < n; i++) {
      z[i] = x[i] * y[i];
      sums[offset + i % SUM_LANES] += z[i];
    }
  }

  @Override
  public void productAccumulate(double[] x, double[] y, int n, double[] sums, int offset) {
    for (int i = 0; i < n; i++) {
      sums[offset + i % SUM_LANES] += x[i] * y[i];
    }
  }

  @Override
  public void productSums(double[][] x, double[][] y, int n, double[] sums, int at) {
    for (int k = 0; k < x.length; k++) {
      for (int j = 0; j < y.length; j++) {
        int group = at + (k * y.length + j) * SUM_LANES;
        for (int i = 0; i < n; i++) {
          int lane = group + i % SUM_LANES;
          sums[lane] = Math.fma(x[k][i], y[j][i], sums[lane]);
        }
      }
    }
  }

  @Override
  public void addUnits(
      double[] weights, int[] at, double[] x, int fanIn, double[] z, int units, int points, int n) {
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
  public void addGram(double[] h, int units, int points, double[] gram, int n) {
    for (int u = 0; u < units; u++) {
      for (int p = 0, pair = 0; p < points; p++) {
        for (int q = p; q < points; q++, pair++) {
          int a = (u * points + p) * n;
          int b = (u * points + q) * n;
          for (int i = 0; i < n; i++) {
            gram[pair * n + i] = Math.fma(h[a + i], h[b + i], gram[pair * n + i]);
          }
        }
      }
    }
  }

  @Override
  public GramFactor factor(int points) {
    return new ScalarFactor(points);
  }

  @Override
  public void philox(
      long[] keys, int stream, int block, long firstNetwork, long[] even, long[] odd, int n) {
    for (int i = 0; i < n; i++) {
      Philox.words(keys, stream, block, firstNetwork + i, even, odd, i);
    }
  }

  @Override
  public void philox(
      long[] keys,
      int stream,
      int block,
      int blocks,
      long firstNetwork,
      long[] even,
      long[] odd,
      int n) {
    for (int b = 0; b < blocks; b++) {
      for (int i = 0; i < n; i++) {
        Philox.words(keys, stream, block + b, firstNetwork + i, even, odd, b * n + i);
      }
    }
  }

  @Override
  public void uniform(long[] words, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Elementary.uniform(words[i]);
    }
  }

  @Override
  public void sign(long[] words, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = words[i] < 0 ? -1 : 1;
    }
  }

  @Override
  public void normal(long[] words, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Elementary.normal(words[i]);
    }
  }
}
