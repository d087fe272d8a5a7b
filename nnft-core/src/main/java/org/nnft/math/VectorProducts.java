package org.nnft.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Sums of products of all pairs of two sets of arrays on the hardware's vectors: [Lanes#productSums].
///
/// Where a vector is a whole group of partial sums there are 32 registers: 6 × 4 sums stay in 24 of them, and 10 loads feed
/// 24 fused multiply-adds. Otherwise 3 × 4 sums stay in 12 of 16. Sums are named: an array of vectors would be boxed.
final class VectorProducts {
  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
  private static final int STEP = Lanes.SUM_LANES;
  private static final boolean WIDE = D.length() == STEP;

  private VectorProducts() {}

  /// The partial sums from `part` on, as many as a vector has lanes.
  static void sums(double[][] x, double[][] y, int part, int n, double[] sums, int at) {
    if (WIDE && x.length == 6) {
      sixByFour(x, 0, y, part, n, sums, at);
      return;
    }
    for (int k = 0; k < x.length; k += 3) {
      threeByFour(x, k, y, part, n, sums, at + k * y.length * STEP + part);
    }
  }

  private static void sixByFour(
      double[][] x, int k, double[][] y, int part, int n, double[] sums, int at) {
    double[] x0 = x[k];
    double[] x1 = x[k + 1];
    double[] x2 = x[k + 2];
    double[] x3 = x[k + 3];
    double[] x4 = x[k + 4];
    double[] x5 = x[k + 5];
    double[] y0 = y[0];
    double[] y1 = y[1];
    double[] y2 = y[2];
    double[] y3 = y[3];
    DoubleVector s00 = DoubleVector.fromArray(D, sums, at);
    DoubleVector s01 = DoubleVector.fromArray(D, sums, at + STEP);
    DoubleVector s02 = DoubleVector.fromArray(D, sums, at + 2 * STEP);
    DoubleVector s03 = DoubleVector.fromArray(D, sums, at + 3 * STEP);
    DoubleVector s10 = DoubleVector.fromArray(D, sums, at + 4 * STEP);
    DoubleVector s11 = DoubleVector.fromArray(D, sums, at + 5 * STEP);
    DoubleVector s12 = DoubleVector.fromArray(D, sums, at + 6 * STEP);
    DoubleVector s13 = DoubleVector.fromArray(D, sums, at + 7 * STEP);
    DoubleVector s20 = DoubleVector.fromArray(D, sums, at + 8 * STEP);
    DoubleVector s21 = DoubleVector.fromArray(D, sums, at + 9 * STEP);
    DoubleVector s22 = DoubleVector.fromArray(D, sums, at + 10 * STEP);
    DoubleVector s23 = DoubleVector.fromArray(D, sums, at + 11 * STEP);
    DoubleVector s30 = DoubleVector.fromArray(D, sums, at + 12 * STEP);
    DoubleVector s31 = DoubleVector.fromArray(D, sums, at + 13 * STEP);
    DoubleVector s32 = DoubleVector.fromArray(D, sums, at + 14 * STEP);
    DoubleVector s33 = DoubleVector.fromArray(D, sums, at + 15 * STEP);
    DoubleVector s40 = DoubleVector.fromArray(D, sums, at + 16 * STEP);
    DoubleVector s41 = DoubleVector.fromArray(D, sums, at + 17 * STEP);
    DoubleVector s42 = DoubleVector.fromArray(D, sums, at + 18 * STEP);
    DoubleVector s43 = DoubleVector.fromArray(D, sums, at + 19 * STEP);
    DoubleVector s50 = DoubleVector.fromArray(D, sums, at + 20 * STEP);
    DoubleVector s51 = DoubleVector.fromArray(D, sums, at + 21 * STEP);
    DoubleVector s52 = DoubleVector.fromArray(D, sums, at + 22 * STEP);
    DoubleVector s53 = DoubleVector.fromArray(D, sums, at + 23 * STEP);
    for (int i = part; i < n; i += STEP) {
      DoubleVector w0 = DoubleVector.fromArray(D, y0, i);
      DoubleVector w1 = DoubleVector.fromArray(D, y1, i);
      DoubleVector w2 = DoubleVector.fromArray(D, y2, i);
      DoubleVector w3 = DoubleVector.fromArray(D, y3, i);
      DoubleVector v0 = DoubleVector.fromArray(D, x0, i);
      s00 = v0.fma(w0, s00);
      s01 = v0.fma(w1, s01);
      s02 = v0.fma(w2, s02);
      s03 = v0.fma(w3, s03);
      DoubleVector v1 = DoubleVector.fromArray(D, x1, i);
      s10 = v1.fma(w0, s10);
      s11 = v1.fma(w1, s11);
      s12 = v1.fma(w2, s12);
      s13 = v1.fma(w3, s13);
      DoubleVector v2 = DoubleVector.fromArray(D, x2, i);
      s20 = v2.fma(w0, s20);
      s21 = v2.fma(w1, s21);
      s22 = v2.fma(w2, s22);
      s23 = v2.fma(w3, s23);
      DoubleVector v3 = DoubleVector.fromArray(D, x3, i);
      s30 = v3.fma(w0, s30);
      s31 = v3.fma(w1, s31);
      s32 = v3.fma(w2, s32);
      s33 = v3.fma(w3, s33);
      DoubleVector v4 = DoubleVector.fromArray(D, x4, i);
      s40 = v4.fma(w0, s40);
      s41 = v4.fma(w1, s41);
      s42 = v4.fma(w2, s42);
      s43 = v4.fma(w3, s43);
      DoubleVector v5 = DoubleVector.fromArray(D, x5, i);
      s50 = v5.fma(w0, s50);
      s51 = v5.fma(w1, s51);
      s52 = v5.fma(w2, s52);
      s53 = v5.fma(w3, s53);
    }
    s00.intoArray(sums, at);
    s01.intoArray(sums, at + STEP);
    s02.intoArray(sums, at + 2 * STEP);
    s03.intoArray(sums, at + 3 * STEP);
    s10.intoArray(sums, at + 4 * STEP);
    s11.intoArray(sums, at + 5 * STEP);
    s12.intoArray(sums, at + 6 * STEP);
    s13.intoArray(sums, at + 7 * STEP);
    s20.intoArray(sums, at + 8 * STEP);
    s21.intoArray(sums, at + 9 * STEP);
    s22.intoArray(sums, at + 10 * STEP);
    s23.intoArray(sums, at + 11 * STEP);
    s30.intoArray(sums, at + 12 * STEP);
    s31.intoArray(sums, at + 13 * STEP);
    s32.intoArray(sums, at + 14 * STEP);
    s33.intoArray(sums, at + 15 * STEP);
    s40.intoArray(sums, at + 16 * STEP);
    s41.intoArray(sums, at + 17 * STEP);
    s42.intoArray(sums, at + 18 * STEP);
    s43.intoArray(sums, at + 19 * STEP);
    s50.intoArray(sums, at + 20 * STEP);
    s51.intoArray(sums, at + 21 * STEP);
    s52.intoArray(sums, at + 22 * STEP);
    s53.intoArray(sums, at + 23 * STEP);
  }

  private static void threeByFour(
      double[][] x, int k, double[][] y, int part, int n, double[] sums, int at) {
    double[] x0 = x[k];
    double[] x1 = x[k + 1];
    double[] x2 = x[k + 2];
    double[] y0 = y[0];
    double[] y1 = y[1];
    double[] y2 = y[2];
    double[] y3 = y[3];
    DoubleVector s00 = DoubleVector.fromArray(D, sums, at);
    DoubleVector s01 = DoubleVector.fromArray(D, sums, at + STEP);
    DoubleVector s02 = DoubleVector.fromArray(D, sums, at + 2 * STEP);
    DoubleVector s03 = DoubleVector.fromArray(D, sums, at + 3 * STEP);
    DoubleVector s10 = DoubleVector.fromArray(D, sums, at + 4 * STEP);
    DoubleVector s11 = DoubleVector.fromArray(D, sums, at + 5 * STEP);
    DoubleVector s12 = DoubleVector.fromArray(D, sums, at + 6 * STEP);
    DoubleVector s13 = DoubleVector.fromArray(D, sums, at + 7 * STEP);
    DoubleVector s20 = DoubleVector.fromArray(D, sums, at + 8 * STEP);
    DoubleVector s21 = DoubleVector.fromArray(D, sums, at + 9 * STEP);
    DoubleVector s22 = DoubleVector.fromArray(D, sums, at + 10 * STEP);
    DoubleVector s23 = DoubleVector.fromArray(D, sums, at + 11 * STEP);
    for (int i = part; i < n; i += STEP) {
      DoubleVector w0 = DoubleVector.fromArray(D, y0, i);
      DoubleVector w1 = DoubleVector.fromArray(D, y1, i);
      DoubleVector w2 = DoubleVector.fromArray(D, y2, i);
      DoubleVector w3 = DoubleVector.fromArray(D, y3, i);
      DoubleVector v0 = DoubleVector.fromArray(D, x0, i);
      s00 = v0.fma(w0, s00);
      s01 = v0.fma(w1, s01);
      s02 = v0.fma(w2, s02);
      s03 = v0.fma(w3, s03);
      DoubleVector v1 = DoubleVector.fromArray(D, x1, i);
      s10 = v1.fma(w0, s10);
      s11 = v1.fma(w1, s11);
      s12 = v1.fma(w2, s12);
      s13 = v1.fma(w3, s13);
      DoubleVector v2 = DoubleVector.fromArray(D, x2, i);
      s20 = v2.fma(w0, s20);
      s21 = v2.fma(w1, s21);
      s22 = v2.fma(w2, s22);
      s23 = v2.fma(w3, s23);
    }
    s00.intoArray(sums, at);
    s01.intoArray(sums, at + STEP);
    s02.intoArray(sums, at + 2 * STEP);
    s03.intoArray(sums, at + 3 * STEP);
    s10.intoArray(sums, at + 4 * STEP);
    s11.intoArray(sums, at + 5 * STEP);
    s12.intoArray(sums, at + 6 * STEP);
    s13.intoArray(sums, at + 7 * STEP);
    s20.intoArray(sums, at + 8 * STEP);
    s21.intoArray(sums, at + 9 * STEP);
    s22.intoArray(sums, at + 10 * STEP);
    s23.intoArray(sums, at + 11 * STEP);
  }
}
