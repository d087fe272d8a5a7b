package org.nnft.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [Lanes#addErf] on vectors of 8 lanes: what [VectorErf] does, without pre-activations and values being stored.
final class VectorErfUnits {
  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> L = LongVector.SPECIES_PREFERRED;
  private static final long[] ROWS = TableRow.highestFirst(ErfTable.COEFFICIENTS);

  private VectorErfUnits() {}

  /// [TableRow#EXISTS] must be true.
  ///
  /// @param n a multiple of 8
  static void add(double x, double[] w, double[] b, double[] v, double[] f, int n) {
    int fours = n - n % (4 * D.length());
    byFour(x, w, b, v, f, fours);
    byOne(x, w, b, v, f, fours, n);
  }

  private static void byFour(double x, double[] w, double[] b, double[] v, double[] f, int n) {
    int length = D.length();
    DoubleVector slope = DoubleVector.broadcast(D, x);
    DoubleVector round = DoubleVector.broadcast(D, Elementary.ROUND);
    DoubleVector end = DoubleVector.broadcast(D, ErfTable.END);
    DoubleVector perWidth = DoubleVector.broadcast(D, 1 / ErfTable.WIDTH);
    DoubleVector minusWidth = DoubleVector.broadcast(D, -ErfTable.WIDTH);
    LongVector sign = LongVector.broadcast(L, Long.MIN_VALUE);
    for (int i = 0; i < n; i += 4 * length) {
      DoubleVector w0 = DoubleVector.fromArray(D, w, i);
      DoubleVector w1 = DoubleVector.fromArray(D, w, i + length);
      DoubleVector w2 = DoubleVector.fromArray(D, w, i + 2 * length);
      DoubleVector w3 = DoubleVector.fromArray(D, w, i + 3 * length);
      DoubleVector z0 = slope.fma(w0, DoubleVector.fromArray(D, b, i));
      DoubleVector z1 = slope.fma(w1, DoubleVector.fromArray(D, b, i + length));
      DoubleVector z2 = slope.fma(w2, DoubleVector.fromArray(D, b, i + 2 * length));
      DoubleVector z3 = slope.fma(w3, DoubleVector.fromArray(D, b, i + 3 * length));
      DoubleVector size0 = z0.abs();
      DoubleVector size1 = z1.abs();
      DoubleVector size2 = z2.abs();
      DoubleVector size3 = z3.abs();
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
      DoubleVector h0 = piece0.selectFrom(low, high).viewAsFloatingLanes();
      DoubleVector h1 = piece1.selectFrom(low, high).viewAsFloatingLanes();
      DoubleVector h2 = piece2.selectFrom(low, high).viewAsFloatingLanes();
      DoubleVector h3 = piece3.selectFrom(low, high).viewAsFloatingLanes();
      for (int k = TableRow.COLUMNS; k < ROWS.length; k += TableRow.COLUMNS) {
        low = LongVector.fromArray(L, ROWS, k);
        high = LongVector.fromArray(L, ROWS, k + length);
        h0 = h0.fma(t0, piece0.selectFrom(low, high).viewAsFloatingLanes());
        h1 = h1.fma(t1, piece1.selectFrom(low, high).viewAsFloatingLanes());
        h2 = h2.fma(t2, piece2.selectFrom(low, high).viewAsFloatingLanes());
        h3 = h3.fma(t3, piece3.selectFrom(low, high).viewAsFloatingLanes());
      }
      h0 = h0.viewAsIntegralLanes().or(z0.viewAsIntegralLanes().and(sign)).viewAsFloatingLanes();
      h1 = h1.viewAsIntegralLanes().or(z1.viewAsIntegralLanes().and(sign)).viewAsFloatingLanes();
      h2 = h2.viewAsIntegralLanes().or(z2.viewAsIntegralLanes().and(sign)).viewAsFloatingLanes();
      h3 = h3.viewAsIntegralLanes().or(z3.viewAsIntegralLanes().and(sign)).viewAsFloatingLanes();
      h0.fma(DoubleVector.fromArray(D, v, i), DoubleVector.fromArray(D, f, i)).intoArray(f, i);
      h1.fma(DoubleVector.fromArray(D, v, i + length), DoubleVector.fromArray(D, f, i + length))
          .intoArray(f, i + length);
      h2.fma(
              DoubleVector.fromArray(D, v, i + 2 * length),
              DoubleVector.fromArray(D, f, i + 2 * length))
          .intoArray(f, i + 2 * length);
      h3.fma(
              DoubleVector.fromArray(D, v, i + 3 * length),
              DoubleVector.fromArray(D, f, i + 3 * length))
          .intoArray(f, i + 3 * length);
    }
  }

  private static void byOne(
      double x, double[] w, double[] b, double[] v, double[] f, int from, int n) {
    DoubleVector round = DoubleVector.broadcast(D, Elementary.ROUND);
    DoubleVector end = DoubleVector.broadcast(D, ErfTable.END);
    for (int i = from; i < n; i += D.length()) {
      DoubleVector z = DoubleVector.fromArray(D, b, i);
      z = DoubleVector.fromArray(D, w, i).fma(DoubleVector.broadcast(D, x), z);
      DoubleVector size = z.abs();
      size = size.blend(end, size.compare(VectorOperators.GT, end));
      DoubleVector shifted = size.fma(DoubleVector.broadcast(D, 1 / ErfTable.WIDTH), round);
      DoubleVector t = shifted.sub(round).fma(DoubleVector.broadcast(D, -ErfTable.WIDTH), size);
      LongVector piece = shifted.viewAsIntegralLanes();
      DoubleVector h = DoubleVector.zero(D);
      for (int k = 0; k < ROWS.length; k += TableRow.COLUMNS) {
        LongVector low = LongVector.fromArray(L, ROWS, k);
        LongVector high = LongVector.fromArray(L, ROWS, k + D.length());
        h = h.fma(t, piece.selectFrom(low, high).viewAsFloatingLanes());
      }
      LongVector sign = z.viewAsIntegralLanes().and(Long.MIN_VALUE);
      h = h.viewAsIntegralLanes().or(sign).viewAsFloatingLanes();
      h.fma(DoubleVector.fromArray(D, v, i), DoubleVector.fromArray(D, f, i)).intoArray(f, i);
    }
  }
}
