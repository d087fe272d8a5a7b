package org.nnft.random;

import org.nnft.math.Philox;

/// A digital shift of points in the unit cube: uᵢ ⊕ s, bit by bit, with s uniform.
///
/// Each shifted point is uniform, so that a mean over shifted low-discrepancy points is unbiased, and the spread over
/// independent shifts gives its error (L'Ecuyer & Lemieux 2002). Coordinate k of shift r stands at Philox counter
/// (r, k, 0, 0).
public final class DigitalShift {
  /// Bits of a coordinate.
  private static final int BITS = 52;

  private final long[] shift;

  private DigitalShift(long[] shift) {
    this.shift = shift;
  }

  /// @param r which of many independent shifts
  /// @param dimension number of coordinates
  public static DigitalShift of(StreamKey key, int r, int dimension) {
    long[] shift = new long[dimension];
    for (int k = 0; k < dimension; k++) {
      int[] counter = {r, k, 0, 0};
      Philox.generate(counter, (int) key.key(), (int) (key.key() >>> 32));
      shift[k] = ((long) counter[0] << 32 | (counter[1] & 0xFFFFFFFFL)) >>> (64 - BITS);
    }
    return new DigitalShift(shift);
  }

  /// Shifts a point into the middle of an interval of length 2⁻⁵²: never 0 nor 1.
  ///
  /// @param point coordinates in [0, 1). Not modified.
  /// @param u the shifted ones. Modified.
  public void apply(double[] point, double[] u) {
    for (int k = 0; k < shift.length; k++) {
      u[k] = (((long) (point[k] * 0x1p52) ^ shift[k]) + 0.5) * 0x1p-52;
    }
  }
}
