package org.nnft.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// [Lanes#addGram] on the hardware's vectors.
///
/// Squares of pairs stay in registers while units pass, on the diagonal their upper halves; what is left over of the points goes
/// four pairs at a time. Sums are named: an array of vectors would be boxed.
final class VectorGram {
  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;

  /// Side of a square of pairs.
  private static final int SIDE = 4;

  private VectorGram() {}

  /// [Lanes#addGram].
  static void add(double[] h, int units, int points, double[] gram, int n) {
    int whole = points - points % SIDE;
    for (int i = 0; i < n; i += D.length()) {
      for (int p = 0; p < whole; p += SIDE) {
        diagonal(h, units, points, n, p, gram, i);
        for (int q = p + SIDE; q < whole; q += SIDE) {
          square(h, units, points, n, p, q, gram, i);
        }
        for (int q = whole; q < points; q++) {
          column(h, units, points, n, p, q, gram, i);
        }
      }
      for (int p = whole; p < points; p++) {
        for (int q = p; q < points; q++) {
          one(h, units, points, n, p, q, gram, i);
        }
      }
    }
  }

  /// Where the pair (p, q) stands.
  private static int pair(int p, int q, int points) {
    return p * points - p * (p - 1) / 2 + q - p;
  }

  /// Pairs among points p … p + 3.
  private static void diagonal(
      double[] h, int units, int points, int n, int p, double[] gram, int i) {
    int row0 = pair(p, p, points) * n + i;
    int row1 = pair(p + 1, p + 1, points) * n + i;
    int row2 = pair(p + 2, p + 2, points) * n + i;
    int row3 = pair(p + 3, p + 3, points) * n + i;
    DoubleVector s00 = DoubleVector.fromArray(D, gram, row0);
    DoubleVector s01 = DoubleVector.fromArray(D, gram, row0 + n);
    DoubleVector s02 = DoubleVector.fromArray(D, gram, row0 + 2 * n);
    DoubleVector s03 = DoubleVector.fromArray(D, gram, row0 + 3 * n);
    DoubleVector s11 = DoubleVector.fromArray(D, gram, row1);
    DoubleVector s12 = DoubleVector.fromArray(D, gram, row1 + n);
    DoubleVector s13 = DoubleVector.fromArray(D, gram, row1 + 2 * n);
    DoubleVector s22 = DoubleVector.fromArray(D, gram, row2);
    DoubleVector s23 = DoubleVector.fromArray(D, gram, row2 + n);
    DoubleVector s33 = DoubleVector.fromArray(D, gram, row3);
    int step = points * n;
    int at = p * n + i;
    for (int u = 0; u < units; u++, at += step) {
      DoubleVector b0 = DoubleVector.fromArray(D, h, at);
      DoubleVector b1 = DoubleVector.fromArray(D, h, at + n);
      DoubleVector b2 = DoubleVector.fromArray(D, h, at + 2 * n);
      DoubleVector b3 = DoubleVector.fromArray(D, h, at + 3 * n);
      s00 = b0.fma(b0, s00);
      s01 = b0.fma(b1, s01);
      s02 = b0.fma(b2, s02);
      s03 = b0.fma(b3, s03);
      s11 = b1.fma(b1, s11);
      s12 = b1.fma(b2, s12);
      s13 = b1.fma(b3, s13);
      s22 = b2.fma(b2, s22);
      s23 = b2.fma(b3, s23);
      s33 = b3.fma(b3, s33);
    }
    s00.intoArray(gram, row0);
    s01.intoArray(gram, row0 + n);
    s02.intoArray(gram, row0 + 2 * n);
    s03.intoArray(gram, row0 + 3 * n);
    s11.intoArray(gram, row1);
    s12.intoArray(gram, row1 + n);
    s13.intoArray(gram, row1 + 2 * n);
    s22.intoArray(gram, row2);
    s23.intoArray(gram, row2 + n);
    s33.intoArray(gram, row3);
  }

  /// Pairs of points p … p + 3 with q … q + 3.
  private static void square(
      double[] h, int units, int points, int n, int p, int q, double[] gram, int i) {
    int row0 = pair(p, q, points) * n + i;
    int row1 = pair(p + 1, q, points) * n + i;
    int row2 = pair(p + 2, q, points) * n + i;
    int row3 = pair(p + 3, q, points) * n + i;
    DoubleVector s00 = DoubleVector.fromArray(D, gram, row0);
    DoubleVector s01 = DoubleVector.fromArray(D, gram, row0 + n);
    DoubleVector s02 = DoubleVector.fromArray(D, gram, row0 + 2 * n);
    DoubleVector s03 = DoubleVector.fromArray(D, gram, row0 + 3 * n);
    DoubleVector s10 = DoubleVector.fromArray(D, gram, row1);
    DoubleVector s11 = DoubleVector.fromArray(D, gram, row1 + n);
    DoubleVector s12 = DoubleVector.fromArray(D, gram, row1 + 2 * n);
    DoubleVector s13 = DoubleVector.fromArray(D, gram, row1 + 3 * n);
    DoubleVector s20 = DoubleVector.fromArray(D, gram, row2);
    DoubleVector s21 = DoubleVector.fromArray(D, gram, row2 + n);
    DoubleVector s22 = DoubleVector.fromArray(D, gram, row2 + 2 * n);
    DoubleVector s23 = DoubleVector.fromArray(D, gram, row2 + 3 * n);
    DoubleVector s30 = DoubleVector.fromArray(D, gram, row3);
    DoubleVector s31 = DoubleVector.fromArray(D, gram, row3 + n);
    DoubleVector s32 = DoubleVector.fromArray(D, gram, row3 + 2 * n);
    DoubleVector s33 = DoubleVector.fromArray(D, gram, row3 + 3 * n);
    int step = points * n;
    int at = p * n + i;
    int to = q * n + i;
    for (int u = 0; u < units; u++, at += step, to += step) {
      DoubleVector b0 = DoubleVector.fromArray(D, h, to);
      DoubleVector b1 = DoubleVector.fromArray(D, h, to + n);
      DoubleVector b2 = DoubleVector.fromArray(D, h, to + 2 * n);
      DoubleVector b3 = DoubleVector.fromArray(D, h, to + 3 * n);
      DoubleVector a0 = DoubleVector.fromArray(D, h, at);
      s00 = a0.fma(b0, s00);
      s01 = a0.fma(b1, s01);
      s02 = a0.fma(b2, s02);
      s03 = a0.fma(b3, s03);
      DoubleVector a1 = DoubleVector.fromArray(D, h, at + n);
      s10 = a1.fma(b0, s10);
      s11 = a1.fma(b1, s11);
      s12 = a1.fma(b2, s12);
      s13 = a1.fma(b3, s13);
      DoubleVector a2 = DoubleVector.fromArray(D, h, at + 2 * n);
      s20 = a2.fma(b0, s20);
      s21 = a2.fma(b1, s21);
      s22 = a2.fma(b2, s22);
      s23 = a2.fma(b3, s23);
      DoubleVector a3 = DoubleVector.fromArray(D, h, at + 3 * n);
      s30 = a3.fma(b0, s30);
      s31 = a3.fma(b1, s31);
      s32 = a3.fma(b2, s32);
      s33 = a3.fma(b3, s33);
    }
    s00.intoArray(gram, row0);
    s01.intoArray(gram, row0 + n);
    s02.intoArray(gram, row0 + 2 * n);
    s03.intoArray(gram, row0 + 3 * n);
    s10.intoArray(gram, row1);
    s11.intoArray(gram, row1 + n);
    s12.intoArray(gram, row1 + 2 * n);
    s13.intoArray(gram, row1 + 3 * n);
    s20.intoArray(gram, row2);
    s21.intoArray(gram, row2 + n);
    s22.intoArray(gram, row2 + 2 * n);
    s23.intoArray(gram, row2 + 3 * n);
    s30.intoArray(gram, row3);
    s31.intoArray(gram, row3 + n);
    s32.intoArray(gram, row3 + 2 * n);
    s33.intoArray(gram, row3 + 3 * n);
  }

  /// Pairs of points p … p + 3 with q.
  private static void column(
      double[] h, int units, int points, int n, int p, int q, double[] gram, int i) {
    int row0 = pair(p, q, points) * n + i;
    int row1 = pair(p + 1, q, points) * n + i;
    int row2 = pair(p + 2, q, points) * n + i;
    int row3 = pair(p + 3, q, points) * n + i;
    DoubleVector s00 = DoubleVector.fromArray(D, gram, row0);
    DoubleVector s10 = DoubleVector.fromArray(D, gram, row1);
    DoubleVector s20 = DoubleVector.fromArray(D, gram, row2);
    DoubleVector s30 = DoubleVector.fromArray(D, gram, row3);
    int step = points * n;
    int at = p * n + i;
    int to = q * n + i;
    for (int u = 0; u < units; u++, at += step, to += step) {
      DoubleVector b0 = DoubleVector.fromArray(D, h, to);
      DoubleVector a0 = DoubleVector.fromArray(D, h, at);
      s00 = a0.fma(b0, s00);
      DoubleVector a1 = DoubleVector.fromArray(D, h, at + n);
      s10 = a1.fma(b0, s10);
      DoubleVector a2 = DoubleVector.fromArray(D, h, at + 2 * n);
      s20 = a2.fma(b0, s20);
      DoubleVector a3 = DoubleVector.fromArray(D, h, at + 3 * n);
      s30 = a3.fma(b0, s30);
    }
    s00.intoArray(gram, row0);
    s10.intoArray(gram, row1);
    s20.intoArray(gram, row2);
    s30.intoArray(gram, row3);
  }

  /// One pair.
  private static void one(
      double[] h, int units, int points, int n, int p, int q, double[] gram, int i) {
    int row0 = pair(p, q, points) * n + i;
    DoubleVector s00 = DoubleVector.fromArray(D, gram, row0);
    int step = points * n;
    int at = p * n + i;
    int to = q * n + i;
    for (int u = 0; u < units; u++, at += step, to += step) {
      DoubleVector b0 = DoubleVector.fromArray(D, h, to);
      DoubleVector a0 = DoubleVector.fromArray(D, h, at);
      s00 = a0.fma(b0, s00);
    }
    s00.intoArray(gram, row0);
  }
}
