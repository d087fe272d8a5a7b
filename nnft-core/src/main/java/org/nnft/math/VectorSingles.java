package org.nnft.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [Single#erf] and [Single#normal] on vectors of 16 lanes; see [TableRow] for why they are written so.
final class VectorSingles {
  private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> L = LongVector.SPECIES_PREFERRED;

  /// Whether the hardware's vectors suit the tables.
  static final boolean EXISTS = TableRow.EXISTS;

  private static final IntVector A0 = row(SingleTables.ERF[0], 0);
  private static final IntVector B0 = row(SingleTables.ERF[0], 16);
  private static final IntVector A1 = row(SingleTables.ERF[1], 0);
  private static final IntVector B1 = row(SingleTables.ERF[1], 16);
  private static final IntVector A2 = row(SingleTables.ERF[2], 0);
  private static final IntVector B2 = row(SingleTables.ERF[2], 16);
  private static final IntVector A3 = row(SingleTables.ERF[3], 0);
  private static final IntVector B3 = row(SingleTables.ERF[3], 16);
  private static final IntVector A4 = row(SingleTables.ERF[4], 0);
  private static final IntVector B4 = row(SingleTables.ERF[4], 16);
  private static final IntVector A5 = row(SingleTables.ERF[5], 0);
  private static final IntVector B5 = row(SingleTables.ERF[5], 16);
  private static final IntVector L0 = row(SingleTables.QUANTILE[0], 0);
  private static final IntVector H0 = row(SingleTables.QUANTILE[0], 16);
  private static final IntVector L1 = row(SingleTables.QUANTILE[1], 0);
  private static final IntVector H1 = row(SingleTables.QUANTILE[1], 16);
  private static final IntVector L2 = row(SingleTables.QUANTILE[2], 0);
  private static final IntVector H2 = row(SingleTables.QUANTILE[2], 16);
  private static final IntVector L3 = row(SingleTables.QUANTILE[3], 0);
  private static final IntVector H3 = row(SingleTables.QUANTILE[3], 16);
  private static final IntVector L4 = row(SingleTables.QUANTILE[4], 0);
  private static final IntVector H4 = row(SingleTables.QUANTILE[4], 16);
  private static final IntVector L5 = row(SingleTables.QUANTILE[5], 0);
  private static final IntVector H5 = row(SingleTables.QUANTILE[5], 16);
  private static final IntVector L6 = row(SingleTables.QUANTILE[6], 0);
  private static final IntVector H6 = row(SingleTables.QUANTILE[6], 16);

  /// Lanes 0, 2, 4, … of two vectors.
  private static final IntVector EVEN = IntVector.zero(I).addIndex(2);

  /// Words between two looks for far tails.
  private static final int SOME = 128;

  private VectorSingles() {}

  private static IntVector row(float[] row, int from) {
    int[] bits = new int[I.length()];
    for (int k = 0; EXISTS && k < bits.length; k++) {
      bits[k] = Float.floatToRawIntBits(row[from + k]);
    }
    return IntVector.fromArray(I, bits, 0);
  }

  /// y = erf x; [#EXISTS] must be true. Two vectors a round, which also makes it too long to be inlined into what C2 then gives up.
  static void erf(float[] x, float[] y, int n) {
    FloatVector round = FloatVector.broadcast(F, Single.ROUND);
    FloatVector end = FloatVector.broadcast(F, Single.ERF_END);
    FloatVector perWidth = FloatVector.broadcast(F, 1 / Single.ERF_WIDTH);
    FloatVector minusWidth = FloatVector.broadcast(F, -Single.ERF_WIDTH);
    int i = 0;
    for (; i <= n - 2 * F.length(); i += 2 * F.length()) {
      FloatVector v0 = FloatVector.fromArray(F, x, i);
      FloatVector v1 = FloatVector.fromArray(F, x, i + F.length());
      FloatVector size0 = v0.abs();
      FloatVector size1 = v1.abs();
      size0 = size0.blend(end, size0.compare(VectorOperators.GT, end));
      size1 = size1.blend(end, size1.compare(VectorOperators.GT, end));
      FloatVector shifted0 = size0.fma(perWidth, round);
      FloatVector shifted1 = size1.fma(perWidth, round);
      FloatVector t0 = shifted0.sub(round).fma(minusWidth, size0);
      FloatVector t1 = shifted1.sub(round).fma(minusWidth, size1);
      IntVector piece0 = shifted0.viewAsIntegralLanes();
      IntVector piece1 = shifted1.viewAsIntegralLanes();
      FloatVector sum0 = piece0.selectFrom(A5, B5).viewAsFloatingLanes();
      FloatVector sum1 = piece1.selectFrom(A5, B5).viewAsFloatingLanes();
      sum0 = sum0.fma(t0, piece0.selectFrom(A4, B4).viewAsFloatingLanes());
      sum1 = sum1.fma(t1, piece1.selectFrom(A4, B4).viewAsFloatingLanes());
      sum0 = sum0.fma(t0, piece0.selectFrom(A3, B3).viewAsFloatingLanes());
      sum1 = sum1.fma(t1, piece1.selectFrom(A3, B3).viewAsFloatingLanes());
      sum0 = sum0.fma(t0, piece0.selectFrom(A2, B2).viewAsFloatingLanes());
      sum1 = sum1.fma(t1, piece1.selectFrom(A2, B2).viewAsFloatingLanes());
      sum0 = sum0.fma(t0, piece0.selectFrom(A1, B1).viewAsFloatingLanes());
      sum1 = sum1.fma(t1, piece1.selectFrom(A1, B1).viewAsFloatingLanes());
      sum0 = sum0.fma(t0, piece0.selectFrom(A0, B0).viewAsFloatingLanes());
      sum1 = sum1.fma(t1, piece1.selectFrom(A0, B0).viewAsFloatingLanes());
      IntVector sign0 = v0.viewAsIntegralLanes().and(Integer.MIN_VALUE);
      IntVector sign1 = v1.viewAsIntegralLanes().and(Integer.MIN_VALUE);
      sum0.viewAsIntegralLanes().or(sign0).viewAsFloatingLanes().intoArray(y, i);
      sum1.viewAsIntegralLanes().or(sign1).viewAsFloatingLanes().intoArray(y, i + F.length());
    }
    for (; i < n; i += F.length()) {
      FloatVector v = FloatVector.fromArray(F, x, i);
      FloatVector size = v.abs();
      // Not a minimum: NaN stays.
      size = size.blend(end, size.compare(VectorOperators.GT, end));
      FloatVector shifted = size.fma(perWidth, round);
      FloatVector t = shifted.sub(round).fma(minusWidth, size);
      IntVector piece = shifted.viewAsIntegralLanes();
      FloatVector sum = piece.selectFrom(A5, B5).viewAsFloatingLanes();
      sum = sum.fma(t, piece.selectFrom(A4, B4).viewAsFloatingLanes());
      sum = sum.fma(t, piece.selectFrom(A3, B3).viewAsFloatingLanes());
      sum = sum.fma(t, piece.selectFrom(A2, B2).viewAsFloatingLanes());
      sum = sum.fma(t, piece.selectFrom(A1, B1).viewAsFloatingLanes());
      sum = sum.fma(t, piece.selectFrom(A0, B0).viewAsFloatingLanes());
      IntVector sign = v.viewAsIntegralLanes().and(Integer.MIN_VALUE);
      sum.viewAsIntegralLanes().or(sign).viewAsFloatingLanes().intoArray(y, i);
    }
  }

  /// y = the normal numbers of one half of each word; [#EXISTS] must be true.
  static void normal(long[] words, int whichHalf, float[] y, int n) {
    IntVector lanes = EVEN.add(whichHalf);
    IntVector exponent = IntVector.broadcast(I, Single.ONE - Single.LEADING_ONE);
    IntVector halfBit = IntVector.broadcast(I, Single.LEADING_ONE >>> 1);
    IntVector firstMiddle = IntVector.broadcast(I, Single.FIRST_MIDDLE);
    IntVector one = IntVector.broadcast(I, Single.ONE);
    for (int i = 0; i < n; i += F.length()) {
      IntVector a = LongVector.fromArray(L, words, i).reinterpretAsInts();
      IntVector b = LongVector.fromArray(L, words, i + L.length()).reinterpretAsInts();
      IntVector word = lanes.selectFrom(a, b);
      IntVector tail = word.lanewise(VectorOperators.LSHL, 1).or(1);
      IntVector octave = tail.lanewise(VectorOperators.LEADING_ZEROS_COUNT);
      IntVector bits =
          tail.lanewise(VectorOperators.LSHL, octave).lanewise(VectorOperators.LSHR, 8);
      FloatVector m = bits.add(exponent).viewAsFloatingLanes();
      IntVector half = bits.and(halfBit);
      FloatVector t = m.sub(half.add(firstMiddle).viewAsFloatingLanes());
      IntVector piece = octave.add(octave).add(half.lanewise(VectorOperators.LSHR, 22));
      FloatVector sum = piece.selectFrom(L6, H6).viewAsFloatingLanes();
      sum = sum.fma(t, piece.selectFrom(L5, H5).viewAsFloatingLanes());
      sum = sum.fma(t, piece.selectFrom(L4, H4).viewAsFloatingLanes());
      sum = sum.fma(t, piece.selectFrom(L3, H3).viewAsFloatingLanes());
      sum = sum.fma(t, piece.selectFrom(L2, H2).viewAsFloatingLanes());
      sum = sum.fma(t, piece.selectFrom(L1, H1).viewAsFloatingLanes());
      sum = sum.fma(t, piece.selectFrom(L0, H0).viewAsFloatingLanes());
      IntVector factor =
          one.lanewise(
              VectorOperators.BITWISE_BLEND,
              m.sub(2).viewAsIntegralLanes(),
              tail.lanewise(VectorOperators.ASHR, 31));
      IntVector turn = word.not().and(Integer.MIN_VALUE);
      sum.mul(factor.viewAsFloatingLanes())
          .viewAsIntegralLanes()
          .lanewise(VectorOperators.XOR, turn)
          .viewAsFloatingLanes()
          .intoArray(y, i);
      if (octave.compare(VectorOperators.GE, Single.OCTAVES).anyTrue()) {
        farTails(words, whichHalf, y, 0, i, i + F.length());
      }
    }
  }

  /// Normal numbers of both halves of each word, y from entries `low` and `high` on; [#EXISTS] must be true.
  ///
  /// Two independent vectors a round, and far tails looked for some rounds at a time, so that no step waits for another.
  static void normals(long[] words, float[] y, int low, int high, int n) {
    for (int i = 0; i < n; i += SOME) {
      int end = Math.min(n, i + SOME);
      if (onTable(words, y, low, high, i, end) >= Single.OCTAVES) {
        farTails(words, 0, y, low, i, end);
        farTails(words, 1, y, high, i, end);
      }
    }
  }

  /// Garbage for words of an octave beyond the table.
  ///
  /// @return the largest octave
  private static int onTable(long[] words, float[] y, int low, int high, int from, int end) {
    IntVector odd = EVEN.add(1);
    IntVector exponent = IntVector.broadcast(I, Single.ONE - Single.LEADING_ONE);
    IntVector halfBit = IntVector.broadcast(I, Single.LEADING_ONE >>> 1);
    IntVector firstMiddle = IntVector.broadcast(I, Single.FIRST_MIDDLE);
    IntVector one = IntVector.broadcast(I, Single.ONE);
    IntVector largest = IntVector.zero(I);
    for (int i = from; i < end; i += F.length()) {
      IntVector a = LongVector.fromArray(L, words, i).reinterpretAsInts();
      IntVector b = LongVector.fromArray(L, words, i + L.length()).reinterpretAsInts();
      IntVector word0 = EVEN.selectFrom(a, b);
      IntVector word1 = odd.selectFrom(a, b);
      IntVector tail0 = word0.lanewise(VectorOperators.LSHL, 1).or(1);
      IntVector tail1 = word1.lanewise(VectorOperators.LSHL, 1).or(1);
      IntVector octave0 = tail0.lanewise(VectorOperators.LEADING_ZEROS_COUNT);
      IntVector octave1 = tail1.lanewise(VectorOperators.LEADING_ZEROS_COUNT);
      IntVector bits0 =
          tail0.lanewise(VectorOperators.LSHL, octave0).lanewise(VectorOperators.LSHR, 8);
      IntVector bits1 =
          tail1.lanewise(VectorOperators.LSHL, octave1).lanewise(VectorOperators.LSHR, 8);
      FloatVector m0 = bits0.add(exponent).viewAsFloatingLanes();
      FloatVector m1 = bits1.add(exponent).viewAsFloatingLanes();
      IntVector half0 = bits0.and(halfBit);
      IntVector half1 = bits1.and(halfBit);
      FloatVector t0 = m0.sub(half0.add(firstMiddle).viewAsFloatingLanes());
      FloatVector t1 = m1.sub(half1.add(firstMiddle).viewAsFloatingLanes());
      IntVector piece0 = octave0.add(octave0).add(half0.lanewise(VectorOperators.LSHR, 22));
      IntVector piece1 = octave1.add(octave1).add(half1.lanewise(VectorOperators.LSHR, 22));
      largest = largest.max(octave0);
      largest = largest.max(octave1);
      FloatVector sum0 = piece0.selectFrom(L6, H6).viewAsFloatingLanes();
      FloatVector sum1 = piece1.selectFrom(L6, H6).viewAsFloatingLanes();
      sum0 = sum0.fma(t0, piece0.selectFrom(L5, H5).viewAsFloatingLanes());
      sum1 = sum1.fma(t1, piece1.selectFrom(L5, H5).viewAsFloatingLanes());
      sum0 = sum0.fma(t0, piece0.selectFrom(L4, H4).viewAsFloatingLanes());
      sum1 = sum1.fma(t1, piece1.selectFrom(L4, H4).viewAsFloatingLanes());
      sum0 = sum0.fma(t0, piece0.selectFrom(L3, H3).viewAsFloatingLanes());
      sum1 = sum1.fma(t1, piece1.selectFrom(L3, H3).viewAsFloatingLanes());
      sum0 = sum0.fma(t0, piece0.selectFrom(L2, H2).viewAsFloatingLanes());
      sum1 = sum1.fma(t1, piece1.selectFrom(L2, H2).viewAsFloatingLanes());
      sum0 = sum0.fma(t0, piece0.selectFrom(L1, H1).viewAsFloatingLanes());
      sum1 = sum1.fma(t1, piece1.selectFrom(L1, H1).viewAsFloatingLanes());
      sum0 = sum0.fma(t0, piece0.selectFrom(L0, H0).viewAsFloatingLanes());
      sum1 = sum1.fma(t1, piece1.selectFrom(L0, H0).viewAsFloatingLanes());
      IntVector factor0 =
          one.lanewise(
              VectorOperators.BITWISE_BLEND,
              m0.sub(2).viewAsIntegralLanes(),
              tail0.lanewise(VectorOperators.ASHR, 31));
      IntVector factor1 =
          one.lanewise(
              VectorOperators.BITWISE_BLEND,
              m1.sub(2).viewAsIntegralLanes(),
              tail1.lanewise(VectorOperators.ASHR, 31));
      IntVector turn0 = word0.not().and(Integer.MIN_VALUE);
      IntVector turn1 = word1.not().and(Integer.MIN_VALUE);
      sum0.mul(factor0.viewAsFloatingLanes())
          .viewAsIntegralLanes()
          .lanewise(VectorOperators.XOR, turn0)
          .viewAsFloatingLanes()
          .intoArray(y, low + i);
      sum1.mul(factor1.viewAsFloatingLanes())
          .viewAsIntegralLanes()
          .lanewise(VectorOperators.XOR, turn1)
          .viewAsFloatingLanes()
          .intoArray(y, high + i);
    }
    return largest.reduceLanes(VectorOperators.MAX);
  }

  private static void farTails(long[] words, int half, float[] y, int to, int from, int end) {
    for (int i = from; i < end; i++) {
      int word = (int) (words[i] >>> 32 * half);
      if (Integer.numberOfLeadingZeros(word << 1) >= Single.OCTAVES) {
        y[to + i] = Single.normal(word);
      }
    }
  }
}
