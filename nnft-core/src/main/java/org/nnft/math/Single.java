package org.nnft.math;

/// Elementary functions in single precision, as [Elementary] has them in double: the same bits everywhere, and in
/// every lane of [SingleLanes].
///
/// | function | method | largest error seen |
/// |---|---|---|
/// | exp | x = k ln 2 + r, 2ᵏ(1 + r + r²P(r)) | 1 ulp |
/// | erf | polynomials on 32 pieces to 3.99 | 2.2 ulp |
/// | normal of 32 random bits | polynomials on 32 pieces to 2⁻¹⁷, then [Elementary#normalQuantile] | 2 ulp |
public final class Single {
  static final float ROUND = 0x1.8p23f;
  static final float LOG2_E = 1.442695f;
  static final float LN2_HIGH = 0x1.62e4p-1f;
  static final float LN2_LOW = 0x1.7f7d1cp-20f;

  /// exp neither overflows nor is denormal up to here.
  static final float LARGEST_EXPONENT = 87;

  /// (eʳ − 1 − r)/r²: 1/(n + 2)!.
  static final float E2 = 1f / 2;

  static final float E3 = 1f / 6;
  static final float E4 = 1f / 24;
  static final float E5 = 1f / 120;
  static final float E6 = 1f / 720;
  static final float E7 = 1f / 5040;

  static final float ERF_WIDTH = 65f / 512;

  /// erf is 1 to rounding from here on.
  static final float ERF_END = 3.99f;

  static final int OCTAVES = 16;
  static final int LEADING_ONE = 1 << 23;
  static final int ONE = Float.floatToRawIntBits(1);
  static final int FIRST_MIDDLE = Float.floatToRawIntBits(1.25f);

  private Single() {}

  /// eˣ.
  public static float exp(float x) {
    if (!(Math.abs(x) <= LARGEST_EXPONENT)) {
      return (float) Elementary.exp(x);
    }
    float shifted = Math.fma(x, LOG2_E, ROUND);
    float k = shifted - ROUND;
    float r = Math.fma(-k, LN2_LOW, Math.fma(-k, LN2_HIGH, x));
    float p = Math.fma(Math.fma(Math.fma(E7, r, E6), r, E5), r, E4);
    p = Math.fma(Math.fma(p, r, E3), r, E2);
    float scale = Float.intBitsToFloat((Float.floatToRawIntBits(shifted) + 127) << 23);
    return Math.fma(scale, Math.fma(r * r, p, r), scale);
  }

  /// erf x.
  public static float erf(float x) {
    float size = Math.abs(x);
    if (size > ERF_END) {
      size = ERF_END;
    }
    float shifted = Math.fma(size, 1 / ERF_WIDTH, ROUND);
    float t = Math.fma(shifted - ROUND, -ERF_WIDTH, size);
    int piece = Float.floatToRawIntBits(shifted) & 31;
    return Math.copySign(onPiece(SingleTables.ERF, piece, t), x);
  }

  /// A standard normal number of 32 random bits: the top bit is the sign, the others v the tail's probability
  /// (v + ½)·2⁻³², of which 24 digits count; 6.3σ are reached.
  static float normal(int word) {
    int tail = word << 1 | 1;
    int octave = Integer.numberOfLeadingZeros(tail);
    float z =
        octave < OCTAVES
            ? quantile(octave, tail << octave)
            : (float) Elementary.normalQuantile(((word & Integer.MAX_VALUE) + 0.5) * 0x1p-32);
    return word < 0 ? z : -z;
  }

  private static float quantile(int octave, int digits) {
    int bits = digits >>> 8;
    float m = Float.intBitsToFloat(bits + (ONE - LEADING_ONE));
    int half = bits & (LEADING_ONE >>> 1);
    float t = m - Float.intBitsToFloat(half + FIRST_MIDDLE);
    float sum = onPiece(SingleTables.QUANTILE, 2 * octave + (half >>> 22), t);
    return sum * (octave == 0 ? m - 2 : 1);
  }

  private static float onPiece(float[][] c, int piece, float t) {
    float sum = c[c.length - 1][piece];
    for (int n = c.length - 2; n >= 0; n--) {
      sum = Math.fma(sum, t, c[n][piece]);
    }
    return sum;
  }

  /// A uniform number in (0, 1), symmetric about ½, of the top 23 of 32 random bits.
  static float uniform(int word) {
    return ((word >>> 9) + 0.5f) * 0x1p-23f;
  }
}
