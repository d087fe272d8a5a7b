package org.nnft.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Units of one input on the hardware's vectors, three points at a time: loads and stores, not arithmetic, are what they
/// cost.
///
/// Where fewer points are left the last one takes the place of the missing; it is stored once.
final class VectorLines {
  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;

  private VectorLines() {}

  /// [Lanes#lines].
  static void of(double[] x, double[] w, double[] b, double[][] z, int n) {
    int last = x.length - 1;
    for (int p = 0; p <= last; p += 3) {
      int q = Math.min(p + 1, last);
      int r = Math.min(p + 2, last);
      of(x[p], x[q], x[r], w, b, z[p], z[q], z[r], n);
    }
  }

  private static void of(
      double x0,
      double x1,
      double x2,
      double[] w,
      double[] b,
      double[] z0,
      double[] z1,
      double[] z2,
      int n) {
    DoubleVector slope0 = DoubleVector.broadcast(D, x0);
    DoubleVector slope1 = DoubleVector.broadcast(D, x1);
    DoubleVector slope2 = DoubleVector.broadcast(D, x2);
    for (int i = 0; i <= n - D.length(); i += D.length()) {
      DoubleVector weight = DoubleVector.fromArray(D, w, i);
      DoubleVector bias = DoubleVector.fromArray(D, b, i);
      slope0.fma(weight, bias).intoArray(z0, i);
      slope1.fma(weight, bias).intoArray(z1, i);
      slope2.fma(weight, bias).intoArray(z2, i);
    }
    for (int i = n - n % D.length(); i < n; i++) {
      z0[i] = Math.fma(x0, w[i], b[i]);
      z1[i] = Math.fma(x1, w[i], b[i]);
      z2[i] = Math.fma(x2, w[i], b[i]);
    }
  }

  /// [Lanes#addProducts].
  static void addProducts(double[] v, double[][] h, double[][] f, int n) {
    int last = h.length - 1;
    for (int p = 0; p <= last; p += 3) {
      int q = Math.min(p + 1, last);
      int r = Math.min(p + 2, last);
      addProducts(v, h[p], h[q], h[r], f[p], f[q], f[r], n);
    }
  }

  private static void addProducts(
      double[] v,
      double[] h0,
      double[] h1,
      double[] h2,
      double[] f0,
      double[] f1,
      double[] f2,
      int n) {
    for (int i = 0; i <= n - D.length(); i += D.length()) {
      DoubleVector factor = DoubleVector.fromArray(D, v, i);
      DoubleVector sum0 =
          factor.fma(DoubleVector.fromArray(D, h0, i), DoubleVector.fromArray(D, f0, i));
      DoubleVector sum1 =
          factor.fma(DoubleVector.fromArray(D, h1, i), DoubleVector.fromArray(D, f1, i));
      DoubleVector sum2 =
          factor.fma(DoubleVector.fromArray(D, h2, i), DoubleVector.fromArray(D, f2, i));
      sum0.intoArray(f0, i);
      sum1.intoArray(f1, i);
      sum2.intoArray(f2, i);
    }
    for (int i = n - n % D.length(); i < n; i++) {
      double sum0 = Math.fma(v[i], h0[i], f0[i]);
      double sum1 = Math.fma(v[i], h1[i], f1[i]);
      double sum2 = Math.fma(v[i], h2[i], f2[i]);
      f0[i] = sum0;
      f1[i] = sum1;
      f2[i] = sum2;
    }
  }

  /// [Lanes#addRectified].
  static void addRectified(double[] x, double[] w, double[] b, double[] v, double[][] f, int n) {
    int last = x.length - 1;
    for (int p = 0; p <= last; p += 3) {
      int q = Math.min(p + 1, last);
      int r = Math.min(p + 2, last);
      addRectified(x[p], x[q], x[r], w, b, v, f[p], f[q], f[r], n);
    }
  }

  private static void addRectified(
      double x0,
      double x1,
      double x2,
      double[] w,
      double[] b,
      double[] v,
      double[] f0,
      double[] f1,
      double[] f2,
      int n) {
    DoubleVector slope0 = DoubleVector.broadcast(D, x0);
    DoubleVector slope1 = DoubleVector.broadcast(D, x1);
    DoubleVector slope2 = DoubleVector.broadcast(D, x2);
    for (int i = 0; i <= n - D.length(); i += D.length()) {
      DoubleVector weight = DoubleVector.fromArray(D, w, i);
      DoubleVector bias = DoubleVector.fromArray(D, b, i);
      DoubleVector readout = DoubleVector.fromArray(D, v, i);
      DoubleVector z0 = slope0.fma(weight, bias);
      DoubleVector z1 = slope1.fma(weight, bias);
      DoubleVector z2 = slope2.fma(weight, bias);
      DoubleVector old0 = DoubleVector.fromArray(D, f0, i);
      DoubleVector old1 = DoubleVector.fromArray(D, f1, i);
      DoubleVector old2 = DoubleVector.fromArray(D, f2, i);
      // Not a maximum, which takes six instructions: it has to order −0 and 0.
      DoubleVector sum0 = readout.fma(z0, old0).blend(old0, z0.compare(VectorOperators.LT, 0));
      DoubleVector sum1 = readout.fma(z1, old1).blend(old1, z1.compare(VectorOperators.LT, 0));
      DoubleVector sum2 = readout.fma(z2, old2).blend(old2, z2.compare(VectorOperators.LT, 0));
      sum0.intoArray(f0, i);
      sum1.intoArray(f1, i);
      sum2.intoArray(f2, i);
    }
    for (int i = n - n % D.length(); i < n; i++) {
      double sum0 = ScalarLanes.plusRectified(Math.fma(x0, w[i], b[i]), v[i], f0[i]);
      double sum1 = ScalarLanes.plusRectified(Math.fma(x1, w[i], b[i]), v[i], f1[i]);
      double sum2 = ScalarLanes.plusRectified(Math.fma(x2, w[i], b[i]), v[i], f2[i]);
      f0[i] = sum0;
      f1[i] = sum1;
      f2[i] = sum2;
    }
  }
}
