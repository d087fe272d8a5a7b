package org.nnft.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [GramFactor], one network to a lane; what the lanes' own pivots choose is gathered.
final class VectorFactor implements GramFactor {
  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
  private static final int LENGTH = D.length();

  private final int points;
  private final double[] k;
  private final double[] rest;
  private final double[] inverse;
  private final double[] minus;
  private final double[] pivot;
  private final int[] inSquare;
  private final int[] inRest;
  private final int[] inColumn;

  VectorFactor(int points) {
    this.points = points;
    this.k = new double[points * points * LENGTH];
    this.rest = new double[points * LENGTH];
    this.inverse = new double[points * LENGTH];
    this.minus = new double[points * LENGTH];
    this.pivot = new double[LENGTH];
    this.inSquare = new int[LENGTH];
    this.inRest = new int[LENGTH];
    this.inColumn = new int[LENGTH];
  }

  @Override
  public int of(double[] gram, double[] lower, int n) {
    int rank = 1;
    for (int i = 0; i < n; i += LENGTH) {
      copy(gram, n, i);
      int c = 0;
      while (choosePivots(n)) {
        column(c++, lower, n, i);
      }
      rank = Math.max(rank, c);
      for (int row = c * points; row < points * points; row++) {
        DoubleVector.zero(D).intoArray(lower, row * n + i);
      }
      markInfinite(lower, n, i);
    }
    return rank;
  }

  /// The square matrix of some networks, its diagonal and one over it.
  private void copy(double[] gram, int n, int i) {
    for (int p = 0, pair = i; p < points; p++) {
      DoubleVector variance = DoubleVector.fromArray(D, gram, pair);
      variance.intoArray(rest, p * LENGTH);
      DoubleVector.broadcast(D, 1)
          .div(variance)
          .blend(0, variance.compare(VectorOperators.GT, 0).not())
          .intoArray(inverse, p * LENGTH);
      for (int q = p; q < points; q++, pair += n) {
        DoubleVector covariance = DoubleVector.fromArray(D, gram, pair);
        covariance.intoArray(k, (p * points + q) * LENGTH);
        covariance.intoArray(k, (q * points + p) * LENGTH);
      }
    }
  }

  /// The point of largest share in every lane, or −1 if none is left; earlier pivots have no number left.
  ///
  /// @return whether a lane has one
  private boolean choosePivots(int n) {
    DoubleVector largest = DoubleVector.broadcast(D, points * SHARE);
    DoubleVector chosen = DoubleVector.broadcast(D, -1);
    for (int q = 0; q < points; q++) {
      DoubleVector share =
          DoubleVector.fromArray(D, rest, q * LENGTH)
              .mul(DoubleVector.fromArray(D, inverse, q * LENGTH));
      VectorMask<Double> larger = share.compare(VectorOperators.GT, largest);
      largest = largest.blend(share, larger);
      chosen = chosen.blend(q, larger);
    }
    chosen.intoArray(pivot, 0);
    boolean isAny = false;
    for (int lane = 0; lane < LENGTH; lane++) {
      int point = Math.max(0, (int) pivot[lane]);
      isAny |= pivot[lane] >= 0;
      inSquare[lane] = point * points * LENGTH + lane;
      inRest[lane] = point * LENGTH + lane;
      inColumn[lane] = point * n + lane;
    }
    return isAny;
  }

  private void column(int c, double[] lower, int n, int i) {
    DoubleVector chosen = DoubleVector.fromArray(D, pivot, 0);
    VectorMask<Double> none = chosen.compare(VectorOperators.LT, 0);
    DoubleVector root = DoubleVector.fromArray(D, rest, 0, inRest, 0).sqrt();
    DoubleVector over = DoubleVector.broadcast(D, 1).div(root);
    for (int j = 0; j < c; j++) {
      DoubleVector.fromArray(D, lower, j * points * n + i, inColumn, 0)
          .neg()
          .intoArray(minus, j * LENGTH);
    }
    int q = 0;
    for (; q + 4 <= points; q += 4) {
      fourRows(c, q, lower, n, i);
    }
    for (; q < points; q++) {
      DoubleVector value = DoubleVector.fromArray(D, k, q * LENGTH, inSquare, 0);
      for (int j = 0, from = q * n + i; j < c; j++, from += points * n) {
        value =
            DoubleVector.fromArray(D, minus, j * LENGTH)
                .fma(DoubleVector.fromArray(D, lower, from), value);
      }
      value.intoArray(lower, (c * points + q) * n + i);
    }
    for (q = 0; q < points; q++) {
      int at = (c * points + q) * n + i;
      DoubleVector left = DoubleVector.fromArray(D, rest, q * LENGTH);
      VectorMask<Double> taken = left.test(VectorOperators.IS_NAN).or(none);
      VectorMask<Double> isPivot = chosen.compare(VectorOperators.EQ, q);
      DoubleVector value = DoubleVector.fromArray(D, lower, at).mul(over).blend(0, taken);
      value.blend(root, isPivot).intoArray(lower, at);
      value.neg().fma(value, left).blend(Double.NaN, isPivot).intoArray(rest, q * LENGTH);
    }
  }

  /// Covariances of points q … q + 3 with the pivots, less what earlier columns give: four sums at a time, so that none waits for itself.
  private void fourRows(int c, int q, double[] lower, int n, int i) {
    DoubleVector s0 = DoubleVector.fromArray(D, k, q * LENGTH, inSquare, 0);
    DoubleVector s1 = DoubleVector.fromArray(D, k, (q + 1) * LENGTH, inSquare, 0);
    DoubleVector s2 = DoubleVector.fromArray(D, k, (q + 2) * LENGTH, inSquare, 0);
    DoubleVector s3 = DoubleVector.fromArray(D, k, (q + 3) * LENGTH, inSquare, 0);
    for (int j = 0, from = q * n + i; j < c; j++, from += points * n) {
      DoubleVector m = DoubleVector.fromArray(D, minus, j * LENGTH);
      s0 = m.fma(DoubleVector.fromArray(D, lower, from), s0);
      s1 = m.fma(DoubleVector.fromArray(D, lower, from + n), s1);
      s2 = m.fma(DoubleVector.fromArray(D, lower, from + 2 * n), s2);
      s3 = m.fma(DoubleVector.fromArray(D, lower, from + 3 * n), s3);
    }
    int at = (c * points + q) * n + i;
    s0.intoArray(lower, at);
    s1.intoArray(lower, at + n);
    s2.intoArray(lower, at + 2 * n);
    s3.intoArray(lower, at + 3 * n);
  }

  private void markInfinite(double[] lower, int n, int i) {
    for (int q = 0; q < points; q++) {
      VectorMask<Double> infinite =
          DoubleVector.fromArray(D, k, (q * points + q) * LENGTH)
              .test(VectorOperators.IS_FINITE)
              .not();
      DoubleVector.fromArray(D, lower, q * n + i)
          .blend(Double.NaN, infinite)
          .intoArray(lower, q * n + i);
    }
  }
}
