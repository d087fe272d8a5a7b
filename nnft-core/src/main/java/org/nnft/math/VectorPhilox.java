package org.nnft.math;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [Philox] on the hardware's vectors, one network to a lane.
///
/// A round's operations wait for one another; four vectors side by side fill the time. Without methods between: the loop
/// is too large to be inlined into others, in the midst of which C2 may give up (20 times slower, see [TableRow]).
final class VectorPhilox {
  private static final VectorSpecies<Long> L = LongVector.SPECIES_PREFERRED;
  private static final int LENGTH = L.length();
  private static final LongVector LANE = LongVector.zero(L).addIndex(1);
  private static final long LOW = 0xFFFFFFFFL;

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
    int all = blocks * n;
    int fours = all - all % (4 * LENGTH);
    byFour(keys, stream, firstBlock, firstNetwork, even, odd, n, fours);
    byOne(keys, stream, firstBlock, firstNetwork, even, odd, n, fours, all);
  }

  // Upper halves of counters are left as they come; only the last words are cut. Both masks of a
  // product are written, so that
  // the compiler sees one of 32 bits.

  private static void byFour(
      long[] keys,
      int stream,
      int firstBlock,
      long firstNetwork,
      long[] even,
      long[] odd,
      int n,
      int end) {
    LongVector low = LongVector.broadcast(L, LOW);
    LongVector multiplier0 = LongVector.broadcast(L, Philox.MULTIPLIER_0);
    LongVector multiplier1 = LongVector.broadcast(L, Philox.MULTIPLIER_1);
    LongVector streams = LongVector.broadcast(L, stream & LOW);
    int block = firstBlock;
    int i = 0;
    for (int at = 0; at < end; at += 4 * LENGTH) {
      LongVector a0 = LANE.add(firstNetwork + i);
      LongVector a2 = LongVector.broadcast(L, block & LOW);
      i += LENGTH;
      block += i == n ? 1 : 0;
      i = i == n ? 0 : i;
      LongVector b0 = LANE.add(firstNetwork + i);
      LongVector b2 = LongVector.broadcast(L, block & LOW);
      i += LENGTH;
      block += i == n ? 1 : 0;
      i = i == n ? 0 : i;
      LongVector c0 = LANE.add(firstNetwork + i);
      LongVector c2 = LongVector.broadcast(L, block & LOW);
      i += LENGTH;
      block += i == n ? 1 : 0;
      i = i == n ? 0 : i;
      LongVector d0 = LANE.add(firstNetwork + i);
      LongVector d2 = LongVector.broadcast(L, block & LOW);
      i += LENGTH;
      block += i == n ? 1 : 0;
      i = i == n ? 0 : i;
      LongVector a1 = a0.lanewise(VectorOperators.LSHR, 32);
      LongVector b1 = b0.lanewise(VectorOperators.LSHR, 32);
      LongVector c1 = c0.lanewise(VectorOperators.LSHR, 32);
      LongVector d1 = d0.lanewise(VectorOperators.LSHR, 32);
      LongVector a3 = streams;
      LongVector b3 = streams;
      LongVector c3 = streams;
      LongVector d3 = streams;
      for (int k = 0; k < keys.length; k += 2 * Philox.COPIES) {
        LongVector key0 = LongVector.fromArray(L, keys, k);
        LongVector key1 = LongVector.fromArray(L, keys, k + Philox.COPIES);
        LongVector p = a0.and(LOW).mul(multiplier0.and(LOW));
        LongVector q = a2.and(LOW).mul(multiplier1.and(LOW));
        a0 = q.lanewise(VectorOperators.LSHR, 32).lanewise(VectorOperators.XOR, a1);
        a2 = p.lanewise(VectorOperators.LSHR, 32).lanewise(VectorOperators.XOR, a3);
        a0 = a0.lanewise(VectorOperators.XOR, key0);
        a2 = a2.lanewise(VectorOperators.XOR, key1);
        a1 = q;
        a3 = p;
        p = b0.and(LOW).mul(multiplier0.and(LOW));
        q = b2.and(LOW).mul(multiplier1.and(LOW));
        b0 = q.lanewise(VectorOperators.LSHR, 32).lanewise(VectorOperators.XOR, b1);
        b2 = p.lanewise(VectorOperators.LSHR, 32).lanewise(VectorOperators.XOR, b3);
        b0 = b0.lanewise(VectorOperators.XOR, key0);
        b2 = b2.lanewise(VectorOperators.XOR, key1);
        b1 = q;
        b3 = p;
        p = c0.and(LOW).mul(multiplier0.and(LOW));
        q = c2.and(LOW).mul(multiplier1.and(LOW));
        c0 = q.lanewise(VectorOperators.LSHR, 32).lanewise(VectorOperators.XOR, c1);
        c2 = p.lanewise(VectorOperators.LSHR, 32).lanewise(VectorOperators.XOR, c3);
        c0 = c0.lanewise(VectorOperators.XOR, key0);
        c2 = c2.lanewise(VectorOperators.XOR, key1);
        c1 = q;
        c3 = p;
        p = d0.and(LOW).mul(multiplier0.and(LOW));
        q = d2.and(LOW).mul(multiplier1.and(LOW));
        d0 = q.lanewise(VectorOperators.LSHR, 32).lanewise(VectorOperators.XOR, d1);
        d2 = p.lanewise(VectorOperators.LSHR, 32).lanewise(VectorOperators.XOR, d3);
        d0 = d0.lanewise(VectorOperators.XOR, key0);
        d2 = d2.lanewise(VectorOperators.XOR, key1);
        d1 = q;
        d3 = p;
      }
      a0.and(low).or(a1.lanewise(VectorOperators.LSHL, 32)).intoArray(even, at);
      b0.and(low).or(b1.lanewise(VectorOperators.LSHL, 32)).intoArray(even, at + LENGTH);
      c0.and(low).or(c1.lanewise(VectorOperators.LSHL, 32)).intoArray(even, at + 2 * LENGTH);
      d0.and(low).or(d1.lanewise(VectorOperators.LSHL, 32)).intoArray(even, at + 3 * LENGTH);
      a2.and(low).or(a3.lanewise(VectorOperators.LSHL, 32)).intoArray(odd, at);
      b2.and(low).or(b3.lanewise(VectorOperators.LSHL, 32)).intoArray(odd, at + LENGTH);
      c2.and(low).or(c3.lanewise(VectorOperators.LSHL, 32)).intoArray(odd, at + 2 * LENGTH);
      d2.and(low).or(d3.lanewise(VectorOperators.LSHL, 32)).intoArray(odd, at + 3 * LENGTH);
    }
  }

  private static void byOne(
      long[] keys,
      int stream,
      int firstBlock,
      long firstNetwork,
      long[] even,
      long[] odd,
      int n,
      int from,
      int end) {
    LongVector low = LongVector.broadcast(L, LOW);
    LongVector multiplier0 = LongVector.broadcast(L, Philox.MULTIPLIER_0);
    LongVector multiplier1 = LongVector.broadcast(L, Philox.MULTIPLIER_1);
    for (int at = from; at < end; at += LENGTH) {
      LongVector c0 = LANE.add(firstNetwork + at % n);
      LongVector c1 = c0.lanewise(VectorOperators.LSHR, 32);
      LongVector c2 = LongVector.broadcast(L, (firstBlock + at / n) & LOW);
      LongVector c3 = LongVector.broadcast(L, stream & LOW);
      for (int k = 0; k < keys.length; k += 2 * Philox.COPIES) {
        LongVector p = c0.and(LOW).mul(multiplier0.and(LOW));
        LongVector q = c2.and(LOW).mul(multiplier1.and(LOW));
        c0 = q.lanewise(VectorOperators.LSHR, 32).lanewise(VectorOperators.XOR, c1);
        c2 = p.lanewise(VectorOperators.LSHR, 32).lanewise(VectorOperators.XOR, c3);
        c0 = c0.lanewise(VectorOperators.XOR, LongVector.fromArray(L, keys, k));
        c2 = c2.lanewise(VectorOperators.XOR, LongVector.fromArray(L, keys, k + Philox.COPIES));
        c1 = q;
        c3 = p;
      }
      c0.and(low).or(c1.lanewise(VectorOperators.LSHL, 32)).intoArray(even, at);
      c2.and(low).or(c3.lanewise(VectorOperators.LSHL, 32)).intoArray(odd, at);
    }
  }
}
