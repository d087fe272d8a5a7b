package org.nnft.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [Elementary#normal] on vectors of 8 lanes.
final class VectorNormal {
  private static final VectorSpecies<Long> L = LongVector.SPECIES_PREFERRED;

  /// The smallest 63-bit word on the table.
  private static final long FIRST_ON_TABLE = 1L << (63 - QuantileTable.OCTAVES);

  private static final LongVector L0 = TableRow.low(QuantileTable.COEFFICIENTS[0]);
  private static final LongVector H0 = TableRow.high(QuantileTable.COEFFICIENTS[0]);
  private static final LongVector L1 = TableRow.low(QuantileTable.COEFFICIENTS[1]);
  private static final LongVector H1 = TableRow.high(QuantileTable.COEFFICIENTS[1]);
  private static final LongVector L2 = TableRow.low(QuantileTable.COEFFICIENTS[2]);
  private static final LongVector H2 = TableRow.high(QuantileTable.COEFFICIENTS[2]);
  private static final LongVector L3 = TableRow.low(QuantileTable.COEFFICIENTS[3]);
  private static final LongVector H3 = TableRow.high(QuantileTable.COEFFICIENTS[3]);
  private static final LongVector L4 = TableRow.low(QuantileTable.COEFFICIENTS[4]);
  private static final LongVector H4 = TableRow.high(QuantileTable.COEFFICIENTS[4]);
  private static final LongVector L5 = TableRow.low(QuantileTable.COEFFICIENTS[5]);
  private static final LongVector H5 = TableRow.high(QuantileTable.COEFFICIENTS[5]);
  private static final LongVector L6 = TableRow.low(QuantileTable.COEFFICIENTS[6]);
  private static final LongVector H6 = TableRow.high(QuantileTable.COEFFICIENTS[6]);
  private static final LongVector L7 = TableRow.low(QuantileTable.COEFFICIENTS[7]);
  private static final LongVector H7 = TableRow.high(QuantileTable.COEFFICIENTS[7]);
  private static final LongVector L8 = TableRow.low(QuantileTable.COEFFICIENTS[8]);
  private static final LongVector H8 = TableRow.high(QuantileTable.COEFFICIENTS[8]);
  private static final LongVector L9 = TableRow.low(QuantileTable.COEFFICIENTS[9]);
  private static final LongVector H9 = TableRow.high(QuantileTable.COEFFICIENTS[9]);
  private static final LongVector L10 = TableRow.low(QuantileTable.COEFFICIENTS[10]);
  private static final LongVector H10 = TableRow.high(QuantileTable.COEFFICIENTS[10]);
  private static final LongVector L11 = TableRow.low(QuantileTable.COEFFICIENTS[11]);
  private static final LongVector H11 = TableRow.high(QuantileTable.COEFFICIENTS[11]);
  private static final LongVector L12 = TableRow.low(QuantileTable.COEFFICIENTS[12]);
  private static final LongVector H12 = TableRow.high(QuantileTable.COEFFICIENTS[12]);
  private static final LongVector L13 = TableRow.low(QuantileTable.COEFFICIENTS[13]);
  private static final LongVector H13 = TableRow.high(QuantileTable.COEFFICIENTS[13]);
  private static final LongVector L14 = TableRow.low(QuantileTable.COEFFICIENTS[14]);
  private static final LongVector H14 = TableRow.high(QuantileTable.COEFFICIENTS[14]);

  private VectorNormal() {}

  /// y = the normal numbers of the words; [TableRow#EXISTS] must be true.
  ///
  /// @param n a multiple of 8
  static void of(long[] words, double[] y, int n) {
    onTable(words, y, n);
    farTails(words, y, n);
  }

  /// Garbage for words without a one among the 8 bits after the sign.
  private static void onTable(long[] words, double[] y, int n) {
    LongVector exponent = LongVector.broadcast(L, Elementary.ONE - Elementary.LEADING_ONE);
    LongVector halfBit = LongVector.broadcast(L, Elementary.LEADING_ONE >>> 1);
    LongVector firstMiddle = LongVector.broadcast(L, Elementary.FIRST_MIDDLE);
    LongVector one = LongVector.broadcast(L, Elementary.ONE);
    for (int i = 0; i < n; i += L.length()) {
      LongVector word = LongVector.fromArray(L, words, i);
      LongVector tail = word.lanewise(VectorOperators.LSHL, 1);
      LongVector octave = tail.lanewise(VectorOperators.LEADING_ZEROS_COUNT);
      LongVector bits =
          tail.lanewise(VectorOperators.LSHL, octave).lanewise(VectorOperators.LSHR, 11);
      DoubleVector m = bits.add(exponent).viewAsFloatingLanes();
      LongVector half = bits.and(halfBit);
      DoubleVector t = m.sub(half.add(firstMiddle).viewAsFloatingLanes());
      LongVector piece = octave.add(octave).add(half.lanewise(VectorOperators.LSHR, 51));
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
      // m − 2 on the first octave, whose words have their second bit set, 1 elsewhere.
      LongVector factor =
          one.lanewise(
              VectorOperators.BITWISE_BLEND,
              m.sub(2).viewAsIntegralLanes(),
              tail.lanewise(VectorOperators.ASHR, 63));
      LongVector turn = word.not().and(Long.MIN_VALUE);
      sum.mul(factor.viewAsFloatingLanes())
          .viewAsIntegralLanes()
          .lanewise(VectorOperators.XOR, turn)
          .viewAsFloatingLanes()
          .intoArray(y, i);
    }
  }

  /// p < 2⁻⁹; a pass of its own keeps the loop above free of branches.
  private static void farTails(long[] words, double[] y, int n) {
    for (int i = 0; i < n; i += L.length()) {
      VectorMask<Long> far =
          LongVector.fromArray(L, words, i)
              .and(Long.MAX_VALUE)
              .compare(VectorOperators.LT, FIRST_ON_TABLE);
      if (far.anyTrue()) {
        for (int l = i; l < i + L.length(); l++) {
          if ((words[l] & Long.MAX_VALUE) < FIRST_ON_TABLE) {
            y[l] = Elementary.normal(words[l]);
          }
        }
      }
    }
  }
}
