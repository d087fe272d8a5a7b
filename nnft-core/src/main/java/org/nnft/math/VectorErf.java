package org.nnft.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [Elementary#erf] on vectors of 8 lanes.
final class VectorErf {
  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
  private static final LongVector L0 = TableRow.low(ErfTable.COEFFICIENTS[0]);
  private static final LongVector H0 = TableRow.high(ErfTable.COEFFICIENTS[0]);
  private static final LongVector L1 = TableRow.low(ErfTable.COEFFICIENTS[1]);
  private static final LongVector H1 = TableRow.high(ErfTable.COEFFICIENTS[1]);
  private static final LongVector L2 = TableRow.low(ErfTable.COEFFICIENTS[2]);
  private static final LongVector H2 = TableRow.high(ErfTable.COEFFICIENTS[2]);
  private static final LongVector L3 = TableRow.low(ErfTable.COEFFICIENTS[3]);
  private static final LongVector H3 = TableRow.high(ErfTable.COEFFICIENTS[3]);
  private static final LongVector L4 = TableRow.low(ErfTable.COEFFICIENTS[4]);
  private static final LongVector H4 = TableRow.high(ErfTable.COEFFICIENTS[4]);
  private static final LongVector L5 = TableRow.low(ErfTable.COEFFICIENTS[5]);
  private static final LongVector H5 = TableRow.high(ErfTable.COEFFICIENTS[5]);
  private static final LongVector L6 = TableRow.low(ErfTable.COEFFICIENTS[6]);
  private static final LongVector H6 = TableRow.high(ErfTable.COEFFICIENTS[6]);
  private static final LongVector L7 = TableRow.low(ErfTable.COEFFICIENTS[7]);
  private static final LongVector H7 = TableRow.high(ErfTable.COEFFICIENTS[7]);
  private static final LongVector L8 = TableRow.low(ErfTable.COEFFICIENTS[8]);
  private static final LongVector H8 = TableRow.high(ErfTable.COEFFICIENTS[8]);
  private static final LongVector L9 = TableRow.low(ErfTable.COEFFICIENTS[9]);
  private static final LongVector H9 = TableRow.high(ErfTable.COEFFICIENTS[9]);
  private static final LongVector L10 = TableRow.low(ErfTable.COEFFICIENTS[10]);
  private static final LongVector H10 = TableRow.high(ErfTable.COEFFICIENTS[10]);
  private static final LongVector L11 = TableRow.low(ErfTable.COEFFICIENTS[11]);
  private static final LongVector H11 = TableRow.high(ErfTable.COEFFICIENTS[11]);
  private static final LongVector L12 = TableRow.low(ErfTable.COEFFICIENTS[12]);
  private static final LongVector H12 = TableRow.high(ErfTable.COEFFICIENTS[12]);
  private static final LongVector L13 = TableRow.low(ErfTable.COEFFICIENTS[13]);
  private static final LongVector H13 = TableRow.high(ErfTable.COEFFICIENTS[13]);

  private VectorErf() {}

  /// y = erf x; [TableRow#EXISTS] must be true.
  ///
  /// @param n a multiple of 8
  static void of(double[] x, double[] y, int n) {
    DoubleVector round = DoubleVector.broadcast(D, Elementary.ROUND);
    DoubleVector end = DoubleVector.broadcast(D, ErfTable.END);
    DoubleVector perWidth = DoubleVector.broadcast(D, 1 / ErfTable.WIDTH);
    DoubleVector minusWidth = DoubleVector.broadcast(D, -ErfTable.WIDTH);
    for (int i = 0; i < n; i += D.length()) {
      DoubleVector v = DoubleVector.fromArray(D, x, i);
      DoubleVector size = v.abs();
      // Not a minimum: NaN stays.
      size = size.blend(end, size.compare(VectorOperators.GT, end));
      DoubleVector shifted = size.fma(perWidth, round);
      DoubleVector t = shifted.sub(round).fma(minusWidth, size);
      LongVector piece = shifted.viewAsIntegralLanes();
      DoubleVector sum = piece.selectFrom(L13, H13).viewAsFloatingLanes();
      sum = sum.fma(t, piece.selectFrom(L12, H12).viewAsFloatingLanes());
      sum = sum.fma(t, piece.selectFrom(L11, H11).viewAsFloatingLanes());
      sum = sum.fma(t, piece.selectFrom(L10, H10).viewAsFloatingLanes());
      sum = sum.fma(t, piece.selectFrom(L9, H9).viewAsFloatingLanes());
      sum = sum.fma(t, piece.selectFrom(L8, H8).viewAsFloatingLanes());
      sum = sum.fma(t, piece.selectFrom(L7, H7).viewAsFloatingLanes());
      sum = sum.fma(t, piece.selectFrom(L6, H6).viewAsFloatingLanes());
      sum = sum.fma(t, piece.selectFrom(L5, H5).viewAsFloatingLanes());
      sum = sum.fma(t, piece.selectFrom(L4, H4).viewAsFloatingLanes());
      sum = sum.fma(t, piece.selectFrom(L3, H3).viewAsFloatingLanes());
      sum = sum.fma(t, piece.selectFrom(L2, H2).viewAsFloatingLanes());
      sum = sum.fma(t, piece.selectFrom(L1, H1).viewAsFloatingLanes());
      sum = sum.fma(t, piece.selectFrom(L0, H0).viewAsFloatingLanes());
      LongVector sign = v.viewAsIntegralLanes().and(Long.MIN_VALUE);
      sum.viewAsIntegralLanes().or(sign).viewAsFloatingLanes().intoArray(y, i);
    }
  }
}
