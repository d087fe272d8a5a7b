package org.nnft.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Products of layers for [VectorLanes]: sums stay in registers while units or points pass.
final class VectorUnits {
  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
  private static final int LENGTH = D.length();

  /// Points whose sums are kept in registers at a time.
  private static final int POINTS = 8;

  /// Side of a square of pairs whose sums are kept in registers while units pass.
  private static final int TILE = 4;

  private VectorUnits() {}

  /// [Lanes#unit].
  static void unit(
      double[][] weights, double[] inputs, int stride, double[] bias, double[][] z, int n) {
    int vectors = n - n % LENGTH;
    int q = 0;
    for (; q + POINTS <= z.length; q += POINTS) {
      for (int i = 0; i < vectors; i += LENGTH) {
        eightPoints(weights, inputs, stride, bias, z, q, i);
      }
    }
    for (; q < z.length; q++) {
      for (int i = 0; i < vectors; i += LENGTH) {
        DoubleVector sum = DoubleVector.fromArray(D, bias, i);
        for (int k = 0; k < weights.length; k++) {
          sum =
              DoubleVector.fromArray(D, weights[k], i)
                  .fma(DoubleVector.fromArray(D, inputs, (k * z.length + q) * stride + i), sum);
        }
        sum.intoArray(z[q], i);
      }
    }
    ScalarLanes.unit(weights, inputs, stride, bias, z, vectors, n);
  }

  /// Named sums: an array of vectors would be boxed.
  private static void eightPoints(
      double[][] weights, double[] inputs, int stride, double[] bias, double[][] z, int q, int i) {
    DoubleVector s0 = DoubleVector.fromArray(D, bias, i);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    DoubleVector s4 = s0;
    DoubleVector s5 = s0;
    DoubleVector s6 = s0;
    DoubleVector s7 = s0;
    int step = z.length * stride;
    for (int k = 0, from = q * stride + i; k < weights.length; k++, from += step) {
      DoubleVector w = DoubleVector.fromArray(D, weights[k], i);
      s0 = w.fma(DoubleVector.fromArray(D, inputs, from), s0);
      s1 = w.fma(DoubleVector.fromArray(D, inputs, from + stride), s1);
      s2 = w.fma(DoubleVector.fromArray(D, inputs, from + 2 * stride), s2);
      s3 = w.fma(DoubleVector.fromArray(D, inputs, from + 3 * stride), s3);
      s4 = w.fma(DoubleVector.fromArray(D, inputs, from + 4 * stride), s4);
      s5 = w.fma(DoubleVector.fromArray(D, inputs, from + 5 * stride), s5);
      s6 = w.fma(DoubleVector.fromArray(D, inputs, from + 6 * stride), s6);
      s7 = w.fma(DoubleVector.fromArray(D, inputs, from + 7 * stride), s7);
    }
    s0.intoArray(z[q], i);
    s1.intoArray(z[q + 1], i);
    s2.intoArray(z[q + 2], i);
    s3.intoArray(z[q + 3], i);
    s4.intoArray(z[q + 4], i);
    s5.intoArray(z[q + 5], i);
    s6.intoArray(z[q + 6], i);
    s7.intoArray(z[q + 7], i);
  }

  /// [Lanes#addGram].
  static void addGram(double[] h, int units, int points, int stride, double[][] gram, int n) {
    int vectors = n - n % LENGTH;
    for (int i = 0; i < vectors; i += LENGTH) {
      for (int p = 0, pair = 0; p < points; p++) {
        // Squares beyond the one on the diagonal.
        int first = Math.min(points, p - p % TILE + TILE);
        int last = points - points % TILE;
        if (p % TILE == 0) {
          for (int q = first; q < last; q += TILE) {
            tile(h, units, points, stride, p, q, gram, pair + q - p, i);
          }
        }
        for (int q = p; q < points; q++, pair++) {
          if (q < first || q >= last) {
            onePair(h, units, points * stride, p * stride + i, q * stride + i, gram[pair], i);
          }
        }
      }
    }
    ScalarLanes.addGram(h, units, points, stride, gram, vectors, n);
  }

  private static void onePair(double[] h, int units, int step, int p, int q, double[] k, int i) {
    DoubleVector sum = DoubleVector.fromArray(D, k, i);
    for (int u = 0, from = 0; u < units; u++, from += step) {
      sum = DoubleVector.fromArray(D, h, from + p).fma(DoubleVector.fromArray(D, h, from + q), sum);
    }
    sum.intoArray(k, i);
  }

  /// Pairs of points p … p + 3 with q … q + 3. Named sums: an array of vectors would be boxed.
  private static void tile(
      double[] h,
      int units,
      int points,
      int stride,
      int p,
      int q,
      double[][] gram,
      int row0,
      int i) {
    int row1 = row0 + points - p - 1;
    int row2 = row1 + points - p - 2;
    int row3 = row2 + points - p - 3;
    DoubleVector s00 = DoubleVector.fromArray(D, gram[row0 + 0], i);
    DoubleVector s01 = DoubleVector.fromArray(D, gram[row0 + 1], i);
    DoubleVector s02 = DoubleVector.fromArray(D, gram[row0 + 2], i);
    DoubleVector s03 = DoubleVector.fromArray(D, gram[row0 + 3], i);
    DoubleVector s10 = DoubleVector.fromArray(D, gram[row1 + 0], i);
    DoubleVector s11 = DoubleVector.fromArray(D, gram[row1 + 1], i);
    DoubleVector s12 = DoubleVector.fromArray(D, gram[row1 + 2], i);
    DoubleVector s13 = DoubleVector.fromArray(D, gram[row1 + 3], i);
    DoubleVector s20 = DoubleVector.fromArray(D, gram[row2 + 0], i);
    DoubleVector s21 = DoubleVector.fromArray(D, gram[row2 + 1], i);
    DoubleVector s22 = DoubleVector.fromArray(D, gram[row2 + 2], i);
    DoubleVector s23 = DoubleVector.fromArray(D, gram[row2 + 3], i);
    DoubleVector s30 = DoubleVector.fromArray(D, gram[row3 + 0], i);
    DoubleVector s31 = DoubleVector.fromArray(D, gram[row3 + 1], i);
    DoubleVector s32 = DoubleVector.fromArray(D, gram[row3 + 2], i);
    DoubleVector s33 = DoubleVector.fromArray(D, gram[row3 + 3], i);
    int step = points * stride;
    int at = p * stride + i;
    int to = q * stride + i;
    for (int u = 0; u < units; u++, at += step, to += step) {
      DoubleVector b0 = DoubleVector.fromArray(D, h, to);
      DoubleVector b1 = DoubleVector.fromArray(D, h, to + stride);
      DoubleVector b2 = DoubleVector.fromArray(D, h, to + 2 * stride);
      DoubleVector b3 = DoubleVector.fromArray(D, h, to + 3 * stride);
      DoubleVector a0 = DoubleVector.fromArray(D, h, at);
      s00 = a0.fma(b0, s00);
      s01 = a0.fma(b1, s01);
      s02 = a0.fma(b2, s02);
      s03 = a0.fma(b3, s03);
      DoubleVector a1 = DoubleVector.fromArray(D, h, at + stride);
      s10 = a1.fma(b0, s10);
      s11 = a1.fma(b1, s11);
      s12 = a1.fma(b2, s12);
      s13 = a1.fma(b3, s13);
      DoubleVector a2 = DoubleVector.fromArray(D, h, at + 2 * stride);
      s20 = a2.fma(b0, s20);
      s21 = a2.fma(b1, s21);
      s22 = a2.fma(b2, s22);
      s23 = a2.fma(b3, s23);
      DoubleVector a3 = DoubleVector.fromArray(D, h, at + 3 * stride);
      s30 = a3.fma(b0, s30);
      s31 = a3.fma(b1, s31);
      s32 = a3.fma(b2, s32);
      s33 = a3.fma(b3, s33);
    }
    s00.intoArray(gram[row0 + 0], i);
    s01.intoArray(gram[row0 + 1], i);
    s02.intoArray(gram[row0 + 2], i);
    s03.intoArray(gram[row0 + 3], i);
    s10.intoArray(gram[row1 + 0], i);
    s11.intoArray(gram[row1 + 1], i);
    s12.intoArray(gram[row1 + 2], i);
    s13.intoArray(gram[row1 + 3], i);
    s20.intoArray(gram[row2 + 0], i);
    s21.intoArray(gram[row2 + 1], i);
    s22.intoArray(gram[row2 + 2], i);
    s23.intoArray(gram[row2 + 3], i);
    s30.intoArray(gram[row3 + 0], i);
    s31.intoArray(gram[row3 + 1], i);
    s32.intoArray(gram[row3 + 2], i);
    s33.intoArray(gram[row3 + 3], i);
  }
}
