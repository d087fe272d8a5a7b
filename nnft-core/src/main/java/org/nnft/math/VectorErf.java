package org.nnft.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [Elementary#erf] on vectors of 8 lanes, four at a time ([TableRow]).
final class VectorErf {
  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> L = LongVector.SPECIES_PREFERRED;
  private static final long[] ROWS = TableRow.highestFirst(ErfTable.COEFFICIENTS);

  private VectorErf() {}

  /// y = erf x; [TableRow#EXISTS] must be true.
  ///
  /// @param n a multiple of 8
  static void of(double[] x, double[] y, int n) {
    int fours = n - n % (4 * D.length());
    byFour(x, y, fours);
    byOne(x, y, fours, n);
  }

  private static void byFour(double[] x, double[] y, int n) {
    int length = D.length();
    DoubleVector round = DoubleVector.broadcast(D, Elementary.ROUND);
    DoubleVector end = DoubleVector.broadcast(D, ErfTable.END);
    DoubleVector perWidth = DoubleVector.broadcast(D, 1 / ErfTable.WIDTH);
    DoubleVector minusWidth = DoubleVector.broadcast(D, -ErfTable.WIDTH);
    for (int i = 0; i < n; i += 4 * length) {
      DoubleVector size0 = DoubleVector.fromArray(D, x, i).abs();
      DoubleVector size1 = DoubleVector.fromArray(D, x, i + length).abs();
      DoubleVector size2 = DoubleVector.fromArray(D, x, i + 2 * length).abs();
      DoubleVector size3 = DoubleVector.fromArray(D, x, i + 3 * length).abs();
      // Not a minimum: NaN stays.
      size0 = size0.blend(end, size0.compare(VectorOperators.GT, end));
      size1 = size1.blend(end, size1.compare(VectorOperators.GT, end));
      size2 = size2.blend(end, size2.compare(VectorOperators.GT, end));
      size3 = size3.blend(end, size3.compare(VectorOperators.GT, end));
      DoubleVector shifted0 = size0.fma(perWidth, round);
      DoubleVector shifted1 = size1.fma(perWidth, round);
      DoubleVector shifted2 = size2.fma(perWidth, round);
      DoubleVector shifted3 = size3.fma(perWidth, round);
      DoubleVector t0 = shifted0.sub(round).fma(minusWidth, size0);
      DoubleVector t1 = shifted1.sub(round).fma(minusWidth, size1);
      DoubleVector t2 = shifted2.sub(round).fma(minusWidth, size2);
      DoubleVector t3 = shifted3.sub(round).fma(minusWidth, size3);
      LongVector piece0 = shifted0.viewAsIntegralLanes();
      LongVector piece1 = shifted1.viewAsIntegralLanes();
      LongVector piece2 = shifted2.viewAsIntegralLanes();
      LongVector piece3 = shifted3.viewAsIntegralLanes();
      LongVector low = LongVector.fromArray(L, ROWS, 0);
      LongVector high = LongVector.fromArray(L, ROWS, length);
      DoubleVector sum0 = piece0.selectFrom(low, high).viewAsFloatingLanes();
      DoubleVector sum1 = piece1.selectFrom(low, high).viewAsFloatingLanes();
      DoubleVector sum2 = piece2.selectFrom(low, high).viewAsFloatingLanes();
      DoubleVector sum3 = piece3.selectFrom(low, high).viewAsFloatingLanes();
      for (int k = TableRow.COLUMNS; k < ROWS.length; k += TableRow.COLUMNS) {
        low = LongVector.fromArray(L, ROWS, k);
        high = LongVector.fromArray(L, ROWS, k + length);
        sum0 = sum0.fma(t0, piece0.selectFrom(low, high).viewAsFloatingLanes());
        sum1 = sum1.fma(t1, piece1.selectFrom(low, high).viewAsFloatingLanes());
        sum2 = sum2.fma(t2, piece2.selectFrom(low, high).viewAsFloatingLanes());
        sum3 = sum3.fma(t3, piece3.selectFrom(low, high).viewAsFloatingLanes());
      }
      LongVector sign0 = LongVector.broadcast(L, Long.MIN_VALUE);
      LongVector sign1 = sign0.and(DoubleVector.fromArray(D, x, i + length).viewAsIntegralLanes());
      LongVector sign2 =
          sign0.and(DoubleVector.fromArray(D, x, i + 2 * length).viewAsIntegralLanes());
      LongVector sign3 =
          sign0.and(DoubleVector.fromArray(D, x, i + 3 * length).viewAsIntegralLanes());
      sign0 = sign0.and(DoubleVector.fromArray(D, x, i).viewAsIntegralLanes());
      sum0.viewAsIntegralLanes().or(sign0).viewAsFloatingLanes().intoArray(y, i);
      sum1.viewAsIntegralLanes().or(sign1).viewAsFloatingLanes().intoArray(y, i + length);
      sum2.viewAsIntegralLanes().or(sign2).viewAsFloatingLanes().intoArray(y, i + 2 * length);
      sum3.viewAsIntegralLanes().or(sign3).viewAsFloatingLanes().intoArray(y, i + 3 * length);
    }
  }

  private static void byOne(double[] x, double[] y, int from, int n) {
    DoubleVector round = DoubleVector.broadcast(D, Elementary.ROUND);
    DoubleVector end = DoubleVector.broadcast(D, ErfTable.END);
    DoubleVector perWidth = DoubleVector.broadcast(D, 1 / ErfTable.WIDTH);
    DoubleVector minusWidth = DoubleVector.broadcast(D, -ErfTable.WIDTH);
    for (int i = from; i < n; i += D.length()) {
      DoubleVector size = DoubleVector.fromArray(D, x, i).abs();
      size = size.blend(end, size.compare(VectorOperators.GT, end));
      DoubleVector shifted = size.fma(perWidth, round);
      DoubleVector t = shifted.sub(round).fma(minusWidth, size);
      LongVector piece = shifted.viewAsIntegralLanes();
      DoubleVector sum = DoubleVector.zero(D);
      for (int k = 0; k < ROWS.length; k += TableRow.COLUMNS) {
        LongVector low = LongVector.fromArray(L, ROWS, k);
        LongVector high = LongVector.fromArray(L, ROWS, k + D.length());
        sum = sum.fma(t, piece.selectFrom(low, high).viewAsFloatingLanes());
      }
      LongVector sign = DoubleVector.fromArray(D, x, i).viewAsIntegralLanes().and(Long.MIN_VALUE);
      sum.viewAsIntegralLanes().or(sign).viewAsFloatingLanes().intoArray(y, i);
    }
  }
}
