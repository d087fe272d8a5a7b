package org.nnft.math;

import java.util.Arrays;

/// Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw (SC 2011).
///
/// Ten rounds of two 32×32 → 64-bit products on a 128-bit counter under a 64-bit key.
public final class Philox {
  static final long MULTIPLIER_0 = 0xD2511F53L;
  static final long MULTIPLIER_1 = 0xCD9E8D57L;
  static final int WEYL_0 = 0x9E3779B9;
  static final int WEYL_1 = 0xBB67AE85;
  static final int ROUNDS = 10;

  /// How often each round key stands in a [#schedule], at least the lanes of a vector.
  static final int COPIES = 16;

  /// Length of a schedule.
  static final int SCHEDULE = 2 * ROUNDS * COPIES;

  private static final long LOW = 0xFFFFFFFFL;

  private Philox() {}

  /// The round keys of a 64-bit key, two for each round, each [#COPIES] times, so that vectors can load them.
  public static long[] schedule(long key) {
    long[] keys = new long[SCHEDULE];
    int key0 = (int) key;
    int key1 = (int) (key >>> 32);
    for (int at = 0; at < SCHEDULE; at += 2 * COPIES) {
      Arrays.fill(keys, at, at + COPIES, key0 & LOW);
      Arrays.fill(keys, at + COPIES, at + 2 * COPIES, key1 & LOW);
      key0 += WEYL_0;
      key1 += WEYL_1;
    }
    return keys;
  }

  /// Output for counter (low network, high network, block, stream).
  ///
  /// @param keys the round keys. Not modified.
  /// @param even entry i becomes x₀ + x₁·2³². Modified.
  /// @param odd entry i becomes x₂ + x₃·2³². Modified.
  static void words(
      long[] keys, int stream, int block, long network, long[] even, long[] odd, int i) {
    int[] x = {(int) network, (int) (network >>> 32), block, stream};
    generate(x, (int) keys[0], (int) keys[COPIES]);
    even[i] = (x[0] & LOW) | ((long) x[1] << 32);
    odd[i] = (x[2] & LOW) | ((long) x[3] << 32);
  }

  /// The bijection itself.
  ///
  /// @param counter four words, replaced by the output. Modified.
  public static void generate(int[] counter, int key0, int key1) {
    int c0 = counter[0];
    int c1 = counter[1];
    int c2 = counter[2];
    int c3 = counter[3];
    for (int round = 0; round < ROUNDS; round++) {
      long product0 = MULTIPLIER_0 * (c0 & LOW);
      long product1 = MULTIPLIER_1 * (c2 & LOW);
      c0 = (int) (product1 >>> 32) ^ c1 ^ key0;
      c1 = (int) product1;
      c2 = (int) (product0 >>> 32) ^ c3 ^ key1;
      c3 = (int) product0;
      key0 += WEYL_0;
      key1 += WEYL_1;
    }
    counter[0] = c0;
    counter[1] = c1;
    counter[2] = c2;
    counter[3] = c3;
  }
}
