package org.nnft.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// [Lanes#addUnits] on the hardware's vectors.
///
/// Squares of four units and four points stay in registers while incoming units pass, so that 8 loads feed 16 fused multiply-adds;
/// some incoming units at a time, so that what squares share stays in a core's first cache. Sums are named: an array of vectors would be
/// boxed.
final class VectorUnits {
  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
  private static final int SIDE = 4;

  /// Incoming units at a time.
  private static final int FEW = 32;

  private VectorUnits() {}

  /// [Lanes#addUnits].
  static void add(
      double[] weights, int[] at, double[] x, int fanIn, double[] z, int units, int points, int n) {
    int wholeUnits = units - units % SIDE;
    int wholePoints = points - points % SIDE;
    for (int i = 0; i < n; i += D.length()) {
      for (int k = 0; k < fanIn; k += FEW) {
        int end = Math.min(fanIn, k + FEW);
        for (int u = 0; u < wholeUnits; u += SIDE) {
          for (int q = 0; q < wholePoints; q += SIDE) {
            square(weights, at, x, fanIn, z, points, n, u, q, k, end, i);
          }
          for (int q = wholePoints; q < points; q++) {
            column(weights, at, x, fanIn, z, points, n, u, q, k, end, i);
          }
        }
        for (int u = wholeUnits; u < units; u++) {
          for (int q = 0; q < wholePoints; q += SIDE) {
            row(weights, at, x, fanIn, z, points, n, u, q, k, end, i);
          }
          for (int q = wholePoints; q < points; q++) {
            one(weights, at, x, fanIn, z, points, n, u, q, k, end, i);
          }
        }
      }
    }
  }

  /// Units u … u + 3 at points q … q + 3.
  private static void square(
      double[] weights,
      int[] at,
      double[] x,
      int fanIn,
      double[] z,
      int points,
      int n,
      int u,
      int q,
      int first,
      int end,
      int i) {
    int z0 = (u * points + q) * n + i;
    int z1 = ((u + 1) * points + q) * n + i;
    int z2 = ((u + 2) * points + q) * n + i;
    int z3 = ((u + 3) * points + q) * n + i;
    DoubleVector s00 = DoubleVector.fromArray(D, z, z0);
    DoubleVector s01 = DoubleVector.fromArray(D, z, z0 + n);
    DoubleVector s02 = DoubleVector.fromArray(D, z, z0 + 2 * n);
    DoubleVector s03 = DoubleVector.fromArray(D, z, z0 + 3 * n);
    DoubleVector s10 = DoubleVector.fromArray(D, z, z1);
    DoubleVector s11 = DoubleVector.fromArray(D, z, z1 + n);
    DoubleVector s12 = DoubleVector.fromArray(D, z, z1 + 2 * n);
    DoubleVector s13 = DoubleVector.fromArray(D, z, z1 + 3 * n);
    DoubleVector s20 = DoubleVector.fromArray(D, z, z2);
    DoubleVector s21 = DoubleVector.fromArray(D, z, z2 + n);
    DoubleVector s22 = DoubleVector.fromArray(D, z, z2 + 2 * n);
    DoubleVector s23 = DoubleVector.fromArray(D, z, z2 + 3 * n);
    DoubleVector s30 = DoubleVector.fromArray(D, z, z3);
    DoubleVector s31 = DoubleVector.fromArray(D, z, z3 + n);
    DoubleVector s32 = DoubleVector.fromArray(D, z, z3 + 2 * n);
    DoubleVector s33 = DoubleVector.fromArray(D, z, z3 + 3 * n);
    int w0 = u * fanIn;
    int w1 = (u + 1) * fanIn;
    int w2 = (u + 2) * fanIn;
    int w3 = (u + 3) * fanIn;
    for (int k = first, from = (first * points + q) * n + i; k < end; k++, from += points * n) {
      DoubleVector x0 = DoubleVector.fromArray(D, x, from);
      DoubleVector x1 = DoubleVector.fromArray(D, x, from + n);
      DoubleVector x2 = DoubleVector.fromArray(D, x, from + 2 * n);
      DoubleVector x3 = DoubleVector.fromArray(D, x, from + 3 * n);
      DoubleVector v0 = DoubleVector.fromArray(D, weights, at[w0 + k] + i);
      s00 = v0.fma(x0, s00);
      s01 = v0.fma(x1, s01);
      s02 = v0.fma(x2, s02);
      s03 = v0.fma(x3, s03);
      DoubleVector v1 = DoubleVector.fromArray(D, weights, at[w1 + k] + i);
      s10 = v1.fma(x0, s10);
      s11 = v1.fma(x1, s11);
      s12 = v1.fma(x2, s12);
      s13 = v1.fma(x3, s13);
      DoubleVector v2 = DoubleVector.fromArray(D, weights, at[w2 + k] + i);
      s20 = v2.fma(x0, s20);
      s21 = v2.fma(x1, s21);
      s22 = v2.fma(x2, s22);
      s23 = v2.fma(x3, s23);
      DoubleVector v3 = DoubleVector.fromArray(D, weights, at[w3 + k] + i);
      s30 = v3.fma(x0, s30);
      s31 = v3.fma(x1, s31);
      s32 = v3.fma(x2, s32);
      s33 = v3.fma(x3, s33);
    }
    s00.intoArray(z, z0);
    s01.intoArray(z, z0 + n);
    s02.intoArray(z, z0 + 2 * n);
    s03.intoArray(z, z0 + 3 * n);
    s10.intoArray(z, z1);
    s11.intoArray(z, z1 + n);
    s12.intoArray(z, z1 + 2 * n);
    s13.intoArray(z, z1 + 3 * n);
    s20.intoArray(z, z2);
    s21.intoArray(z, z2 + n);
    s22.intoArray(z, z2 + 2 * n);
    s23.intoArray(z, z2 + 3 * n);
    s30.intoArray(z, z3);
    s31.intoArray(z, z3 + n);
    s32.intoArray(z, z3 + 2 * n);
    s33.intoArray(z, z3 + 3 * n);
  }

  /// Units u … u + 3 at one point.
  private static void column(
      double[] weights,
      int[] at,
      double[] x,
      int fanIn,
      double[] z,
      int points,
      int n,
      int u,
      int q,
      int first,
      int end,
      int i) {
    int z0 = (u * points + q) * n + i;
    int z1 = ((u + 1) * points + q) * n + i;
    int z2 = ((u + 2) * points + q) * n + i;
    int z3 = ((u + 3) * points + q) * n + i;
    DoubleVector s00 = DoubleVector.fromArray(D, z, z0);
    DoubleVector s10 = DoubleVector.fromArray(D, z, z1);
    DoubleVector s20 = DoubleVector.fromArray(D, z, z2);
    DoubleVector s30 = DoubleVector.fromArray(D, z, z3);
    int w0 = u * fanIn;
    int w1 = (u + 1) * fanIn;
    int w2 = (u + 2) * fanIn;
    int w3 = (u + 3) * fanIn;
    for (int k = first, from = (first * points + q) * n + i; k < end; k++, from += points * n) {
      DoubleVector x0 = DoubleVector.fromArray(D, x, from);
      DoubleVector v0 = DoubleVector.fromArray(D, weights, at[w0 + k] + i);
      s00 = v0.fma(x0, s00);
      DoubleVector v1 = DoubleVector.fromArray(D, weights, at[w1 + k] + i);
      s10 = v1.fma(x0, s10);
      DoubleVector v2 = DoubleVector.fromArray(D, weights, at[w2 + k] + i);
      s20 = v2.fma(x0, s20);
      DoubleVector v3 = DoubleVector.fromArray(D, weights, at[w3 + k] + i);
      s30 = v3.fma(x0, s30);
    }
    s00.intoArray(z, z0);
    s10.intoArray(z, z1);
    s20.intoArray(z, z2);
    s30.intoArray(z, z3);
  }

  /// One unit at points q … q + 3.
  private static void row(
      double[] weights,
      int[] at,
      double[] x,
      int fanIn,
      double[] z,
      int points,
      int n,
      int u,
      int q,
      int first,
      int end,
      int i) {
    int z0 = (u * points + q) * n + i;
    DoubleVector s00 = DoubleVector.fromArray(D, z, z0);
    DoubleVector s01 = DoubleVector.fromArray(D, z, z0 + n);
    DoubleVector s02 = DoubleVector.fromArray(D, z, z0 + 2 * n);
    DoubleVector s03 = DoubleVector.fromArray(D, z, z0 + 3 * n);
    int w0 = u * fanIn;
    for (int k = first, from = (first * points + q) * n + i; k < end; k++, from += points * n) {
      DoubleVector x0 = DoubleVector.fromArray(D, x, from);
      DoubleVector x1 = DoubleVector.fromArray(D, x, from + n);
      DoubleVector x2 = DoubleVector.fromArray(D, x, from + 2 * n);
      DoubleVector x3 = DoubleVector.fromArray(D, x, from + 3 * n);
      DoubleVector v0 = DoubleVector.fromArray(D, weights, at[w0 + k] + i);
      s00 = v0.fma(x0, s00);
      s01 = v0.fma(x1, s01);
      s02 = v0.fma(x2, s02);
      s03 = v0.fma(x3, s03);
    }
    s00.intoArray(z, z0);
    s01.intoArray(z, z0 + n);
    s02.intoArray(z, z0 + 2 * n);
    s03.intoArray(z, z0 + 3 * n);
  }

  /// One unit at one point.
  private static void one(
      double[] weights,
      int[] at,
      double[] x,
      int fanIn,
      double[] z,
      int points,
      int n,
      int u,
      int q,
      int first,
      int end,
      int i) {
    int z0 = (u * points + q) * n + i;
    DoubleVector s00 = DoubleVector.fromArray(D, z, z0);
    int w0 = u * fanIn;
    for (int k = first, from = (first * points + q) * n + i; k < end; k++, from += points * n) {
      DoubleVector x0 = DoubleVector.fromArray(D, x, from);
      DoubleVector v0 = DoubleVector.fromArray(D, weights, at[w0 + k] + i);
      s00 = v0.fma(x0, s00);
    }
    s00.intoArray(z, z0);
  }
}
