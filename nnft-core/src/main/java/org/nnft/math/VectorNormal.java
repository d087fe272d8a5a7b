package org.nnft.math;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [Elementary#normal] on vectors of 8 lanes.
///
/// They hold the first 16 pieces of [QuantileTable], to 2⁻⁹, in the order of the exponent's and first digit's bits modulo 16,
/// which are the same for p and for v = 2⁶⁴p. One number in 256 lies further out and is done by itself.
final class VectorNormal {
  private static final VectorSpecies<Long> L = LongVector.SPECIES_PREFERRED;

  /// The smallest 63-bit word on the vectors.
  private static final long FIRST_ON_TABLE = 1L << (63 - TableRow.COLUMNS / 2);

  private static final double[][] TURNED = turned();
  private static final LongVector LM = TableRow.low(turned(QuantileTable.MIDDLES));
  private static final LongVector HM = TableRow.high(turned(QuantileTable.MIDDLES));
  private static final LongVector L0 = TableRow.low(TURNED[0]);
  private static final LongVector H0 = TableRow.high(TURNED[0]);
  private static final LongVector L1 = TableRow.low(TURNED[1]);
  private static final LongVector H1 = TableRow.high(TURNED[1]);
  private static final LongVector L2 = TableRow.low(TURNED[2]);
  private static final LongVector H2 = TableRow.high(TURNED[2]);
  private static final LongVector L3 = TableRow.low(TURNED[3]);
  private static final LongVector H3 = TableRow.high(TURNED[3]);
  private static final LongVector L4 = TableRow.low(TURNED[4]);
  private static final LongVector H4 = TableRow.high(TURNED[4]);
  private static final LongVector L5 = TableRow.low(TURNED[5]);
  private static final LongVector H5 = TableRow.high(TURNED[5]);
  private static final LongVector L6 = TableRow.low(TURNED[6]);
  private static final LongVector H6 = TableRow.high(TURNED[6]);
  private static final LongVector L7 = TableRow.low(TURNED[7]);
  private static final LongVector H7 = TableRow.high(TURNED[7]);
  private static final LongVector L8 = TableRow.low(TURNED[8]);
  private static final LongVector H8 = TableRow.high(TURNED[8]);
  private static final LongVector L9 = TableRow.low(TURNED[9]);
  private static final LongVector H9 = TableRow.high(TURNED[9]);
  private static final LongVector L10 = TableRow.low(TURNED[10]);
  private static final LongVector H10 = TableRow.high(TURNED[10]);
  private static final LongVector L11 = TableRow.low(TURNED[11]);
  private static final LongVector H11 = TableRow.high(TURNED[11]);
  private static final LongVector L12 = TableRow.low(TURNED[12]);
  private static final LongVector H12 = TableRow.high(TURNED[12]);
  private static final LongVector L13 = TableRow.low(TURNED[13]);
  private static final LongVector H13 = TableRow.high(TURNED[13]);
  private static final LongVector L14 = TableRow.low(TURNED[14]);
  private static final LongVector H14 = TableRow.high(TURNED[14]);

  private VectorNormal() {}

  private static double[][] turned() {
    double[][] rows = new double[QuantileTable.COEFFICIENTS.length][];
    Arrays.setAll(rows, n -> turned(QuantileTable.COEFFICIENTS[n]));
    return rows;
  }

  /// The first 16 entries of a row, each at the place of the bits of its pieces' numbers from [Elementary#HALF_OCTAVE] up, modulo 16.
  private static double[] turned(double[] row) {
    double[] turned = new double[TableRow.COLUMNS];
    for (int piece = 0; piece < turned.length; piece++) {
      long bits = 2 * (Elementary.FIRST_OCTAVE - piece / 2) + piece % 2;
      turned[(int) (bits % turned.length)] = row[piece];
    }
    return turned;
  }

  /// y = the normal numbers of the words; [TableRow#EXISTS] must be true.
  ///
  /// @param n a multiple of 8
  static void of(long[] words, double[] y, int n) {
    onTable(words, y, n);
    farTails(words, y, n);
  }

  /// Garbage for words without a one among the 8 bits after the sign.
  private static void onTable(long[] words, double[] y, int n) {
    LongVector largest = LongVector.broadcast(L, Elementary.LARGEST_TAIL);
    LongVector one = LongVector.broadcast(L, Elementary.ONE);
    for (int i = 0; i < n; i += L.length()) {
      LongVector word = LongVector.fromArray(L, words, i);
      LongVector tail = word.and(Long.MAX_VALUE).min(largest);
      LongVector bits = ((DoubleVector) tail.convert(VectorOperators.L2D, 0)).viewAsIntegralLanes();
      LongVector piece = bits.lanewise(VectorOperators.LSHR, Elementary.HALF_OCTAVE);
      DoubleVector t =
          bits.and(Elementary.BELOW_HALF_OCTAVE)
              .or(one)
              .viewAsFloatingLanes()
              .sub(piece.selectFrom(LM, HM).viewAsFloatingLanes());
      DoubleVector sum = piece.selectFrom(L14, H14).viewAsFloatingLanes();
      sum = sum.fma(t, piece.selectFrom(L13, H13).viewAsFloatingLanes());
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
      sum.viewAsIntegralLanes().or(word.and(Long.MIN_VALUE)).viewAsFloatingLanes().intoArray(y, i);
    }
  }

  /// p < 2⁻⁹; a pass of its own keeps the loop above free of branches.
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
