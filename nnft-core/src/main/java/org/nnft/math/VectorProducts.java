package org.nnft.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Sums of products of all pairs of two sets of arrays on the hardware's vectors: [Lanes#productSums].
///
/// Tiles of 4 × 4 sums stay in registers, so that 8 loads feed 16 fused multiply-adds. Sums are named: an array
/// of vectors would be boxed.
final class VectorProducts {
  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
  private static final int STEP = Lanes.SUM_LANES;

  private VectorProducts() {}

  /// The partial sums from `part` on, as many as a vector has lanes.
  static void sums(
      double[][] x, double[][] y, int from, int part, int n, double[] sums, int[] offsets) {
    int whole = from + (y.length - from) / 4 * 4;
    int k = 0;
    for (; k + 4 <= x.length; k += 4) {
      for (int j = from; j < whole; j += 4) {
        tile(x, k, y, j, part, n, sums, offsets, (j - from) * STEP + part);
      }
    }
    for (; k < x.length; k++) {
      for (int j = from; j < whole; j += 4) {
        row(x[k], y, j, part, n, sums, offsets[k] + (j - from) * STEP + part);
      }
    }
    for (k = 0; k < x.length; k++) {
      for (int j = whole; j < y.length; j++) {
        one(x[k], y[j], part, n, sums, offsets[k] + (j - from) * STEP + part);
      }
    }
  }

  private static void tile(
      double[][] x,
      int k,
      double[][] y,
      int j,
      int part,
      int n,
      double[] sums,
      int[] offsets,
      int further) {
    double[] x0 = x[k];
    double[] x1 = x[k + 1];
    double[] x2 = x[k + 2];
    double[] x3 = x[k + 3];
    double[] y0 = y[j];
    double[] y1 = y[j + 1];
    double[] y2 = y[j + 2];
    double[] y3 = y[j + 3];
    int at0 = offsets[k] + further;
    int at1 = offsets[k + 1] + further;
    int at2 = offsets[k + 2] + further;
    int at3 = offsets[k + 3] + further;
    DoubleVector s00 = DoubleVector.fromArray(D, sums, at0);
    DoubleVector s01 = DoubleVector.fromArray(D, sums, at0 + 1 * STEP);
    DoubleVector s02 = DoubleVector.fromArray(D, sums, at0 + 2 * STEP);
    DoubleVector s03 = DoubleVector.fromArray(D, sums, at0 + 3 * STEP);
    DoubleVector s10 = DoubleVector.fromArray(D, sums, at1);
    DoubleVector s11 = DoubleVector.fromArray(D, sums, at1 + 1 * STEP);
    DoubleVector s12 = DoubleVector.fromArray(D, sums, at1 + 2 * STEP);
    DoubleVector s13 = DoubleVector.fromArray(D, sums, at1 + 3 * STEP);
    DoubleVector s20 = DoubleVector.fromArray(D, sums, at2);
    DoubleVector s21 = DoubleVector.fromArray(D, sums, at2 + 1 * STEP);
    DoubleVector s22 = DoubleVector.fromArray(D, sums, at2 + 2 * STEP);
    DoubleVector s23 = DoubleVector.fromArray(D, sums, at2 + 3 * STEP);
    DoubleVector s30 = DoubleVector.fromArray(D, sums, at3);
    DoubleVector s31 = DoubleVector.fromArray(D, sums, at3 + 1 * STEP);
    DoubleVector s32 = DoubleVector.fromArray(D, sums, at3 + 2 * STEP);
    DoubleVector s33 = DoubleVector.fromArray(D, sums, at3 + 3 * STEP);
    for (int i = part; i < n; i += STEP) {
      DoubleVector w0 = DoubleVector.fromArray(D, y0, i);
      DoubleVector w1 = DoubleVector.fromArray(D, y1, i);
      DoubleVector w2 = DoubleVector.fromArray(D, y2, i);
      DoubleVector w3 = DoubleVector.fromArray(D, y3, i);
      DoubleVector v0 = DoubleVector.fromArray(D, x0, i);
      DoubleVector v1 = DoubleVector.fromArray(D, x1, i);
      DoubleVector v2 = DoubleVector.fromArray(D, x2, i);
      DoubleVector v3 = DoubleVector.fromArray(D, x3, i);
      s00 = v0.fma(w0, s00);
      s01 = v0.fma(w1, s01);
      s02 = v0.fma(w2, s02);
      s03 = v0.fma(w3, s03);
      s10 = v1.fma(w0, s10);
      s11 = v1.fma(w1, s11);
      s12 = v1.fma(w2, s12);
      s13 = v1.fma(w3, s13);
      s20 = v2.fma(w0, s20);
      s21 = v2.fma(w1, s21);
      s22 = v2.fma(w2, s22);
      s23 = v2.fma(w3, s23);
      s30 = v3.fma(w0, s30);
      s31 = v3.fma(w1, s31);
      s32 = v3.fma(w2, s32);
      s33 = v3.fma(w3, s33);
    }
    s00.intoArray(sums, at0);
    s01.intoArray(sums, at0 + 1 * STEP);
    s02.intoArray(sums, at0 + 2 * STEP);
    s03.intoArray(sums, at0 + 3 * STEP);
    s10.intoArray(sums, at1);
    s11.intoArray(sums, at1 + 1 * STEP);
    s12.intoArray(sums, at1 + 2 * STEP);
    s13.intoArray(sums, at1 + 3 * STEP);
    s20.intoArray(sums, at2);
    s21.intoArray(sums, at2 + 1 * STEP);
    s22.intoArray(sums, at2 + 2 * STEP);
    s23.intoArray(sums, at2 + 3 * STEP);
    s30.intoArray(sums, at3);
    s31.intoArray(sums, at3 + 1 * STEP);
    s32.intoArray(sums, at3 + 2 * STEP);
    s33.intoArray(sums, at3 + 3 * STEP);
  }

  private static void row(double[] x, double[][] y, int j, int part, int n, double[] sums, int at) {
    double[] y0 = y[j];
    double[] y1 = y[j + 1];
    double[] y2 = y[j + 2];
    double[] y3 = y[j + 3];
    DoubleVector s0 = DoubleVector.fromArray(D, sums, at);
    DoubleVector s1 = DoubleVector.fromArray(D, sums, at + STEP);
    DoubleVector s2 = DoubleVector.fromArray(D, sums, at + 2 * STEP);
    DoubleVector s3 = DoubleVector.fromArray(D, sums, at + 3 * STEP);
    for (int i = part; i < n; i += STEP) {
      DoubleVector v = DoubleVector.fromArray(D, x, i);
      s0 = v.fma(DoubleVector.fromArray(D, y0, i), s0);
      s1 = v.fma(DoubleVector.fromArray(D, y1, i), s1);
      s2 = v.fma(DoubleVector.fromArray(D, y2, i), s2);
      s3 = v.fma(DoubleVector.fromArray(D, y3, i), s3);
    }
    s0.intoArray(sums, at);
    s1.intoArray(sums, at + STEP);
    s2.intoArray(sums, at + 2 * STEP);
    s3.intoArray(sums, at + 3 * STEP);
  }

  private static void one(double[] x, double[] y, int part, int n, double[] sums, int at) {
    DoubleVector sum = DoubleVector.fromArray(D, sums, at);
    for (int i = part; i < n; i += STEP) {
      sum = DoubleVector.fromArray(D, x, i).fma(DoubleVector.fromArray(D, y, i), sum);
    }
    sum.intoArray(sums, at);
  }
}
