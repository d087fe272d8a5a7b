package org.nnft.symmetry;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.LUDecomposition;

/// Small square matrices as arrays of rows.
final class Matrices {

  private Matrices() {}

  static double[][] identity(int n) {
    double[][] m = new double[n][n];
    for (int i = 0; i < n; i++) {
      m[i][i] = 1;
    }
    return m;
  }

  static double[][] product(double[][] a, double[][] b) {
    double[][] c = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < b.length; k++) {
        for (int j = 0; j < b[0].length; j++) {
          c[i][j] = Math.fma(a[i][k], b[k][j], c[i][j]);
        }
      }
    }
    return c;
  }

  /// m v.
  static double[] product(double[][] m, double[] v) {
    double[] result = new double[m.length];
    for (int i = 0; i < m.length; i++) {
      result[i] = dot(m[i], v);
    }
    return result;
  }

  static double[][] transposed(double[][] m) {
    double[][] t = new double[m[0].length][m.length];
    for (int i = 0; i < m.length; i++) {
      for (int j = 0; j < m[0].length; j++) {
        t[j][i] = m[i][j];
      }
    }
    return t;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum = Math.fma(a[i], b[i], sum);
    }
    return sum;
  }

  static double[] scaled(double factor, double[] v) {
    double[] result = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      result[i] = factor * v[i];
    }
    return result;
  }

  static double[][] scaled(double factor, double[][] m) {
    double[][] result = new double[m.length][];
    for (int i = 0; i < m.length; i++) {
      result[i] = scaled(factor, m[i]);
    }
    return result;
  }

  static double determinant(double[][] m) {
    return new LUDecomposition(new Array2DRowRealMatrix(m, false)).getDeterminant();
  }

  /// eᵐ by its Taylor series after halving m until it is small, then squaring.
  static double[][] exponential(double[][] m) {
    double norm = 0;
    for (double[] row : m) {
      norm += Math.sqrt(dot(row, row));
    }
    int halvings = Math.max(0, Math.getExponent(norm) + 2);
    double[][] small = scaled(Math.scalb(1.0, -halvings), m);
    double[][] sum = identity(m.length);
    double[][] term = identity(m.length);
    // |small| < 1/2: term 20 is below 2⁻²⁰/20! ≈ 4·10⁻²⁵.
    for (int k = 1; k <= 20; k++) {
      term = scaled(1.0 / k, product(term, small));
      for (int i = 0; i < sum.length; i++) {
        for (int j = 0; j < sum.length; j++) {
          sum[i][j] += term[i][j];
        }
      }
    }
    for (int k = 0; k < halvings; k++) {
      sum = product(sum, sum);
    }
    return sum;
  }
}
