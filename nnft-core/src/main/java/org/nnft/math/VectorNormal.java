package org.nnft.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [Elementary#normal] on vectors of 8 lanes, four at a time ([TableRow]).
///
/// They hold the first 16 pieces of [QuantileTable], to 2⁻⁹, in the order of the exponent's and first digit's bits modulo 16,
/// which are the same for p and for v = 2⁶⁴p. One number in 256 lies further out and is done by itself.
final class VectorNormal {
  private static final VectorSpecies<Long> L = LongVector.SPECIES_PREFERRED;

  /// The smallest 63-bit word on the vectors.
  private static final long FIRST_ON_TABLE = 1L << (63 - TableRow.COLUMNS / 2);

  private static final long[] MIDDLES = TableRow.highestFirst(turned(QuantileTable.MIDDLES));
  private static final long[] ROWS = TableRow.highestFirst(turned(QuantileTable.COEFFICIENTS));

  private VectorNormal() {}

  /// The first 16 entries of every row, each at the place of the bits of its piece's number from [Elementary#HALF_OCTAVE] up, modulo 16.
  private static double[][] turned(double[]... rows) {
    double[][] turned = new double[rows.length][TableRow.COLUMNS];
    for (int piece = 0; piece < TableRow.COLUMNS; piece++) {
      long bits = 2 * (Elementary.FIRST_OCTAVE - piece / 2) + piece % 2;
      for (int k = 0; k < rows.length; k++) {
        turned[k][(int) (bits % TableRow.COLUMNS)] = rows[k][piece];
      }
    }
    return turned;
  }

  /// y = the normal numbers of the words; [TableRow#EXISTS] must be true.
  ///
  /// @param n a multiple of 8
  static void of(long[] words, double[] y, int n) {
    int fours = n - n % (4 * L.length());
    byFour(words, y, fours);
    byOne(words, y, fours, n);
    farTails(words, y, n);
  }

  /// Garbage for words below [#FIRST_ON_TABLE].
  private static void byFour(long[] words, double[] y, int n) {
    int length = L.length();
    LongVector positive = LongVector.broadcast(L, Long.MAX_VALUE);
    LongVector largest = LongVector.broadcast(L, Elementary.LARGEST_TAIL);
    LongVector below = LongVector.broadcast(L, Elementary.BELOW_HALF_OCTAVE);
    LongVector one = LongVector.broadcast(L, Elementary.ONE);
    for (int i = 0; i < n; i += 4 * length) {
      LongVector v0 = LongVector.fromArray(L, words, i).and(positive).min(largest);
      LongVector v1 = LongVector.fromArray(L, words, i + length).and(positive).min(largest);
      LongVector v2 = LongVector.fromArray(L, words, i + 2 * length).and(positive).min(largest);
      LongVector v3 = LongVector.fromArray(L, words, i + 3 * length).and(positive).min(largest);
      LongVector bits0 = ((DoubleVector) v0.convert(VectorOperators.L2D, 0)).viewAsIntegralLanes();
      LongVector bits1 = ((DoubleVector) v1.convert(VectorOperators.L2D, 0)).viewAsIntegralLanes();
      LongVector bits2 = ((DoubleVector) v2.convert(VectorOperators.L2D, 0)).viewAsIntegralLanes();
      LongVector bits3 = ((DoubleVector) v3.convert(VectorOperators.L2D, 0)).viewAsIntegralLanes();
      LongVector piece0 = bits0.lanewise(VectorOperators.LSHR, Elementary.HALF_OCTAVE);
      LongVector piece1 = bits1.lanewise(VectorOperators.LSHR, Elementary.HALF_OCTAVE);
      LongVector piece2 = bits2.lanewise(VectorOperators.LSHR, Elementary.HALF_OCTAVE);
      LongVector piece3 = bits3.lanewise(VectorOperators.LSHR, Elementary.HALF_OCTAVE);
      LongVector low = LongVector.fromArray(L, MIDDLES, 0);
      LongVector high = LongVector.fromArray(L, MIDDLES, length);
      DoubleVector t0 = bits0.and(below).or(one).viewAsFloatingLanes();
      DoubleVector t1 = bits1.and(below).or(one).viewAsFloatingLanes();
      DoubleVector t2 = bits2.and(below).or(one).viewAsFloatingLanes();
      DoubleVector t3 = bits3.and(below).or(one).viewAsFloatingLanes();
      t0 = t0.sub(piece0.selectFrom(low, high).viewAsFloatingLanes());
      t1 = t1.sub(piece1.selectFrom(low, high).viewAsFloatingLanes());
      t2 = t2.sub(piece2.selectFrom(low, high).viewAsFloatingLanes());
      t3 = t3.sub(piece3.selectFrom(low, high).viewAsFloatingLanes());
      low = LongVector.fromArray(L, ROWS, 0);
      high = LongVector.fromArray(L, ROWS, length);
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
      LongVector sign0 = LongVector.fromArray(L, words, i).and(Long.MIN_VALUE);
      LongVector sign1 = LongVector.fromArray(L, words, i + length).and(Long.MIN_VALUE);
      LongVector sign2 = LongVector.fromArray(L, words, i + 2 * length).and(Long.MIN_VALUE);
      LongVector sign3 = LongVector.fromArray(L, words, i + 3 * length).and(Long.MIN_VALUE);
      sum0.viewAsIntegralLanes().or(sign0).viewAsFloatingLanes().intoArray(y, i);
      sum1.viewAsIntegralLanes().or(sign1).viewAsFloatingLanes().intoArray(y, i + length);
      sum2.viewAsIntegralLanes().or(sign2).viewAsFloatingLanes().intoArray(y, i + 2 * length);
      sum3.viewAsIntegralLanes().or(sign3).viewAsFloatingLanes().intoArray(y, i + 3 * length);
    }
  }

  private static void byOne(long[] words, double[] y, int from, int n) {
    LongVector largest = LongVector.broadcast(L, Elementary.LARGEST_TAIL);
    LongVector one = LongVector.broadcast(L, Elementary.ONE);
    for (int i = from; i < n; i += L.length()) {
      LongVector word = LongVector.fromArray(L, words, i);
      LongVector v = word.and(Long.MAX_VALUE).min(largest);
      LongVector bits = ((DoubleVector) v.convert(VectorOperators.L2D, 0)).viewAsIntegralLanes();
      LongVector piece = bits.lanewise(VectorOperators.LSHR, Elementary.HALF_OCTAVE);
      LongVector low = LongVector.fromArray(L, MIDDLES, 0);
      LongVector high = LongVector.fromArray(L, MIDDLES, L.length());
      DoubleVector t =
          bits.and(Elementary.BELOW_HALF_OCTAVE)
              .or(one)
              .viewAsFloatingLanes()
              .sub(piece.selectFrom(low, high).viewAsFloatingLanes());
      DoubleVector sum = DoubleVector.zero(DoubleVector.SPECIES_PREFERRED);
      for (int k = 0; k < ROWS.length; k += TableRow.COLUMNS) {
        low = LongVector.fromArray(L, ROWS, k);
        high = LongVector.fromArray(L, ROWS, k + L.length());
        sum = sum.fma(t, piece.selectFrom(low, high).viewAsFloatingLanes());
      }
      sum.viewAsIntegralLanes().or(word.and(Long.MIN_VALUE)).viewAsFloatingLanes().intoArray(y, i);
    }
  }

  /// p < 2⁻⁹; a pass of its own keeps the loops above free of branches.
  private static void farTails(long[] words, double[] y, int n) {
    for (int i = 0; i < n; i += L.length()) {
      long far =
          LongVector.fromArray(L, words, i)
              .and(Long.MAX_VALUE)
              .compare(VectorOperators.LT, FIRST_ON_TABLE)
              .toLong();
      for (; far != 0; far &= far - 1) {
        int at = i + Long.numberOfTrailingZeros(far);
        y[at] = Elementary.normal(words[at]);
      }
    }
  }
}
