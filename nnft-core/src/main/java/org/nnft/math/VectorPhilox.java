package org.nnft.math;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [Philox] on the hardware's vectors, one network to a lane.
///
/// Two rounds are written out, without methods between: the loop is too large to be inlined into others, in
/// the midst of which C2 may give up (20 times slower, see [TableRow]).
final class VectorPhilox {
  private static final VectorSpecies<Long> L = LongVector.SPECIES_PREFERRED;
  private static final LongVector LANE = LongVector.zero(L).addIndex(1);

  private VectorPhilox() {}

  /// Two words of n networks, a multiple of the vector's length, for each of consecutive blocks; see [Lanes#philox].
  static void words(
      long[] keys,
      int stream,
      int firstBlock,
      int blocks,
      long firstNetwork,
      long[] even,
      long[] odd,
      int n) {
    long low = 0xFFFFFFFFL;
    LongVector multiplier0 = LongVector.broadcast(L, Philox.MULTIPLIER_0);
    LongVector multiplier1 = LongVector.broadcast(L, Philox.MULTIPLIER_1);
    LongVector streams = LongVector.broadcast(L, stream & low);
    int block = firstBlock;
    for (int at = 0, i = 0; at < blocks * n; at += L.length()) {
      LongVector c0 = LANE.add(firstNetwork + i);
      LongVector c1 = c0.lanewise(VectorOperators.LSHR, 32);
      LongVector c2 = LongVector.broadcast(L, block & low);
      LongVector c3 = streams;
      LongVector product0;
      LongVector product1;
      // Upper halves are left as they come; only the last words are cut. Both masks are written, so
      // that the
      // compiler sees products of 32 bits.
      for (int k = 0; k < Philox.SCHEDULE; k += 4 * Philox.COPIES) {
        product0 = c0.and(low).mul(multiplier0.and(low));
        product1 = c2.and(low).mul(multiplier1.and(low));
        c0 =
            product1
                .lanewise(VectorOperators.LSHR, 32)
                .lanewise(VectorOperators.XOR, c1)
                .lanewise(VectorOperators.XOR, LongVector.fromArray(L, keys, k));
        c1 = product1;
        c2 =
            product0
                .lanewise(VectorOperators.LSHR, 32)
                .lanewise(VectorOperators.XOR, c3)
                .lanewise(VectorOperators.XOR, LongVector.fromArray(L, keys, k + Philox.COPIES));
        c3 = product0;
        product0 = c0.and(low).mul(multiplier0.and(low));
        product1 = c2.and(low).mul(multiplier1.and(low));
        c0 =
            product1
                .lanewise(VectorOperators.LSHR, 32)
                .lanewise(VectorOperators.XOR, c1)
                .lanewise(
                    VectorOperators.XOR, LongVector.fromArray(L, keys, k + 2 * Philox.COPIES));
        c1 = product1;
        c2 =
            product0
                .lanewise(VectorOperators.LSHR, 32)
                .lanewise(VectorOperators.XOR, c3)
                .lanewise(
                    VectorOperators.XOR, LongVector.fromArray(L, keys, k + 3 * Philox.COPIES));
        c3 = product0;
      }
      c0.and(low).or(c1.lanewise(VectorOperators.LSHL, 32)).intoArray(even, at);
      c2.and(low).or(c3.lanewise(VectorOperators.LSHL, 32)).intoArray(odd, at);
      i += L.length();
      if (i == n) {
        i = 0;
        block++;
      }
    }
  }
}
