package org.nnft.math;

/// Elementary functions as fixed sequences of IEEE operations: the same bits on every machine, in every
/// state of the compiler, and in every lane of [VectorLanes], which repeats each sequence.
///
/// | function | method | largest error seen |
/// |---|---|---|
/// | exp | x = k ln 2 + r, 2ᵏ(1 + r + r²P(r)) | 1.0 ulp |
/// | log | fdlibm's form with the series of 2 artanh(f/(2 + f)) | 0.9 ulp |
/// | sin, cos | x = nπ/2 + r for abs(x) ≤ [#LARGEST_ANGLE], Taylor; `StrictMath` beyond | 1.5 ulp |
/// | tanh | E/(E + 2), E = e^(2x) − 1 | 2.5 ulp |
/// | erf | polynomials on 16 pieces to 5.93 ([ErfTable]) | 2.1 ulp |
/// | normal quantile | polynomials on 32 pieces to 2⁻¹⁷ ([QuantileTable]), then Wichura's AS 241 | 1.9 ulp, then 4.7 |
///
/// `ElementaryTest` holds bounds against fdlibm on 10⁶ arguments, `LaneQualityTest` for exp, log, sin and cos against
/// arbitrary precision on 3000; `benchmarks/ulp.py` takes as many as asked for.
// The coefficients stand as published, with more digits than a double holds.
@SuppressWarnings("FloatingPointLiteralPrecision")
public final class Elementary {
  /// 1.5·2⁵²: adding it rounds to a whole number, which then stands in the low bits.
  static final double ROUND = 0x1.8p52;

  /// 2⁵²: a whole number below it stands in the low bits of their sum.
  static final double SHIFT = 0x1p52;

  static final double LOG2_E = 1.4426950408889634074;
  static final double LN2_HIGH = 6.93147180369123816490e-01;
  static final double LN2_LOW = 1.90821492927058770002e-10;
  static final double TWO_OVER_PI = 0.63661977236758134308;
  static final double HALF_PI_HIGH = 1.5707963267948966;
  static final double HALF_PI_LOW = 6.123233995736766e-17;

  /// exp has no overflow or denormal result up to here.
  static final double LARGEST_EXPONENT = 708;

  /// Up to here two parts of π/2 are enough for sin and cos.
  static final double LARGEST_ANGLE = 100_000;

  /// tanh is 1 to rounding beyond.
  static final double LARGEST_TANH = 20;

  /// Bits of √½: the mantissa is brought to [√½, √2).
  static final long ROOT_HALF_BITS = Double.doubleToRawLongBits(Math.sqrt(0.5));

  /// (eʳ − 1 − r)/r²: 1/(n + 2)!.
  static final double[] EXP = inverseFactorials(2, 1, 12);

  /// (sin r − r)/r³ in r²: −1/3!, 1/5!, …
  static final double[] SIN = inverseFactorials(3, -2, 8);

  /// (cos r − 1 + r²/2)/r⁴ in r²: 1/4!, −1/6!, …
  static final double[] COS = inverseFactorials(4, -2, 7);

  /// (2 artanh s)/s − 2, over s², in s²: 2/(2n + 3).
  static final double[] LOG = artanhSeries();

  private Elementary() {}

  /// 1/first!, 1/(first + step)!, …; signs alternate for a negative step, beginning with + at a multiple
  /// of 4.
  private static double[] inverseFactorials(int first, int step, int count) {
    double[] c = new double[count];
    double factorial = 1;
    int reached = 0;
    for (int k = 0; k < count; k++) {
      int n = first + k * Math.abs(step);
      while (reached < n) {
        factorial *= ++reached;
      }
      boolean negative = step < 0 && (n / 2) % 2 == 1;
      c[k] = (negative ? -1 : 1) / factorial;
    }
    return c;
  }

  private static double[] artanhSeries() {
    double[] c = new double[10];
    for (int n = 0; n < c.length; n++) {
      c[n] = 2.0 / (2 * n + 3);
    }
    return c;
  }

  /// Σ cₖ xᵏ, Horner.
  static double horner(double x, double[] c) {
    double sum = c[c.length - 1];
    for (int k = c.length - 2; k >= 0; k--) {
      sum = Math.fma(sum, x, c[k]);
    }
    return sum;
  }

  /// eˣ.
  public static double exp(double x) {
    if (!(Math.abs(x) <= LARGEST_EXPONENT)) {
      return extremeExp(x);
    }
    double shifted = Math.fma(x, LOG2_E, ROUND);
    double scale = powerOfTwo(shifted);
    return Math.fma(scale, expMinusOne(x, shifted - ROUND), scale);
  }

  /// Results that overflow, vanish or are denormal, and NaN: e^(x/2) squared where that exists.
  private static double extremeExp(double x) {
    if (Double.isNaN(x)) {
      return x;
    }
    if (x > 710) {
      return Double.POSITIVE_INFINITY;
    }
    if (x < -746) {
      return 0;
    }
    // 2^(k ∓ 64) is a normal number; the last product rounds once.
    double half = x > 0 ? 0x1p64 : 0x1p-64;
    double shifted = Math.fma(x, LOG2_E, ROUND);
    double k = shifted - ROUND;
    double scale = powerOfTwo(k + (x > 0 ? -64 : 64) + ROUND);
    return Math.fma(scale, expMinusOne(x, k), scale) * half;
  }

  /// 2ᵏ from k + 1.5·2⁵².
  private static double powerOfTwo(double shifted) {
    return Double.longBitsToDouble((Double.doubleToRawLongBits(shifted) + 1023) << 52);
  }

  /// eʳ − 1, r = x − k ln 2, abs(r) ≤ 0.35.
  private static double expMinusOne(double x, double k) {
    double r = Math.fma(-k, LN2_LOW, Math.fma(-k, LN2_HIGH, x));
    return Math.fma(r * r, horner(r, EXP), r);
  }

  /// ln x.
  public static double log(double x) {
    if (!(x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE)) {
      return extremeLog(x);
    }
    long bits = Double.doubleToRawLongBits(x);
    long exponent = (bits - ROOT_HALF_BITS) >> 52;
    double f = Double.longBitsToDouble(bits - (exponent << 52)) - 1;
    double k = Double.longBitsToDouble(Double.doubleToRawLongBits(ROUND) + exponent) - ROUND;
    double s = f / (2 + f);
    double z = s * s;
    double r = z * horner(z, LOG);
    double halfSquare = 0.5 * f * f;
    return Math.fma(k, LN2_HIGH, f - (halfSquare - Math.fma(k, LN2_LOW, s * (halfSquare + r))));
  }

  private static double extremeLog(double x) {
    if (x > 0 && x < Double.MIN_NORMAL) {
      return log(x * 0x1p54) - 54 * Math.log(2);
    }
    return x == 0 ? Double.NEGATIVE_INFINITY : x > 0 ? x : Double.NaN;
  }

  /// ln(1 + x).
  public static double log1p(double x) {
    double u = 1 + x;
    if (!(u > 0 && u <= Double.MAX_VALUE)) {
      return log(u);
    }
    // What rounding took from 1 + x comes back to first order.
    return log(u) + (x - (u - 1)) / u;
  }

  /// sin x; a zero loses its sign.
  public static double sin(double x) {
    if (!(Math.abs(x) <= LARGEST_ANGLE)) {
      return StrictMath.sin(x);
    }
    double shifted = Math.fma(x, TWO_OVER_PI, ROUND);
    return quadrant(Double.doubleToRawLongBits(shifted), reduced(x, shifted - ROUND));
  }

  /// cos x.
  public static double cos(double x) {
    if (!(Math.abs(x) <= LARGEST_ANGLE)) {
      return StrictMath.cos(x);
    }
    double shifted = Math.fma(x, TWO_OVER_PI, ROUND);
    return quadrant(Double.doubleToRawLongBits(shifted) + 1, reduced(x, shifted - ROUND));
  }

  /// r = x − nπ/2.
  private static double reduced(double x, double n) {
    return Math.fma(-n, HALF_PI_LOW, Math.fma(-n, HALF_PI_HIGH, x));
  }

  /// sin(r + nπ/2).
  private static double quadrant(long n, double r) {
    double z = r * r;
    double value = (n & 1) == 0 ? sinKernel(r, z) : cosKernel(z);
    return (n & 2) == 0 ? value : -value;
  }

  private static double sinKernel(double r, double z) {
    return Math.fma(z * r, horner(z, SIN), r);
  }

  private static double cosKernel(double z) {
    double half = 0.5 * z;
    double w = 1 - half;
    return w + Math.fma(z * z, horner(z, COS), (1 - w) - half);
  }

  /// tanh x.
  public static double tanh(double x) {
    double size = Math.abs(x);
    if (!(size <= LARGEST_TANH)) {
      return Double.isNaN(x) ? x : Math.copySign(1, x);
    }
    double twice = 2 * size;
    double shifted = Math.fma(twice, LOG2_E, ROUND);
    double scale = powerOfTwo(shifted);
    double e = Math.fma(scale, expMinusOne(twice, shifted - ROUND), scale - 1);
    return Math.copySign(e / (e + 2), x);
  }

  /// erf x: a polynomial on each piece of [ErfTable].
  public static double erf(double x) {
    double size = Math.abs(x);
    if (size > ErfTable.END) {
      size = ErfTable.END;
    }
    double shifted = Math.fma(size, 1 / ErfTable.WIDTH, ROUND);
    double t = Math.fma(shifted - ROUND, -ErfTable.WIDTH, size);
    int piece = (int) Double.doubleToRawLongBits(shifted) & (TableRow.COLUMNS - 1);
    return Math.copySign(onPiece(ErfTable.COEFFICIENTS, piece, t), x);
  }

  /// Σₙ cₙⱼ tⁿ for piece j of a table, Horner.
  private static double onPiece(double[][] c, int piece, double t) {
    double sum = c[c.length - 1][piece];
    for (int n = c.length - 2; n >= 0; n--) {
      sum = Math.fma(sum, t, c[n][piece]);
    }
    return sum;
  }

  /// A uniform number in (0, 1), symmetric about ½, of the top 52 bits of a random word.
  static double uniform(long word) {
    return ((word >>> 12) + 0.5) * 0x1p-52;
  }

  /// A standard normal number of a random word: the top bit is the sign, the others v the tail's probability
  /// p = (v + ½)·2⁻⁶⁴, rounded to 53 digits, but below ½.
  static double normal(long word) {
    double p = (Math.min(word & Long.MAX_VALUE, LARGEST_TAIL) + 0.5) * 0x1p-64;
    double z = normalQuantile(p);
    return word < 0 ? z : -z;
  }

  /// Φ⁻¹(p), the quantile of the standard normal law.
  ///
  /// A polynomial on each half of each octave of p down to 2⁻¹⁷ ([QuantileTable]); below, the rational functions
  /// of √(−ln p) of Wichura, Algorithm AS 241 (PPND16), Appl. Statist. 37 (1988).
  ///
  /// @param p 0 < p ≤ ½
  public static double normalQuantile(double p) {
    long bits = Double.doubleToRawLongBits(p);
    long octave = FIRST_OCTAVE - (bits >> 52);
    if (!(octave >= 0 && octave < QuantileTable.OCTAVES)) {
      return p == 0.5 ? 0 : farQuantile(p);
    }
    int piece = (int) (2 * octave + ((bits >>> HALF_OCTAVE) & 1));
    double t =
        Double.longBitsToDouble((bits & BELOW_HALF_OCTAVE) | ONE) - QuantileTable.MIDDLES[piece];
    return -onPiece(QuantileTable.COEFFICIENTS, piece, t);
  }

  private static double farQuantile(double p) {
    double r = Math.sqrt(-log(p));
    return r <= FAR_TAIL
        ? -(horner(r - 1.6, TAIL_NUMERATOR) / horner(r - 1.6, TAIL_DENOMINATOR))
        : -(horner(r - 5, FAR_NUMERATOR) / horner(r - 5, FAR_DENOMINATOR));
  }

  /// The exponent's bits of ¼, where the first octave of [QuantileTable] begins.
  static final long FIRST_OCTAVE = Double.doubleToRawLongBits(0.25) >> 52;

  /// The largest v that 53 digits tell from 2⁶³.
  static final long LARGEST_TAIL = Long.MAX_VALUE - 1023;

  /// The bit that tells the halves of an octave apart.
  static final int HALF_OCTAVE = 51;

  /// A number's place in its half of an octave.
  static final long BELOW_HALF_OCTAVE = (1L << HALF_OCTAVE) - 1;

  static final long ONE = Double.doubleToRawLongBits(1);

  /// √(−ln p) from which the far tail's rational function holds.
  static final double FAR_TAIL = 5;

  static final double[] TAIL_NUMERATOR = {
    1.42343711074968357734,
    4.63033784615654529590,
    5.76949722146069140550,
    3.64784832476320460504,
    1.27045825245236838258,
    0.241780725177450611770,
    0.0227238449892691845833,
    7.74545014278341407640e-4
  };
  static final double[] TAIL_DENOMINATOR = {
    1.0,
    2.05319162663775882187,
    1.67638483018380384940,
    0.689767334985100004550,
    0.148103976427480074590,
    0.0151986665636164571966,
    5.47593808499534494600e-4,
    1.05075007164441684324e-9
  };
  static final double[] FAR_NUMERATOR = {
    6.65790464350110377720,
    5.46378491116411436990,
    1.78482653991729133580,
    0.296560571828504891230,
    0.0265321895265761230930,
    0.00124266094738807843860,
    2.71155556874348757815e-5,
    2.01033439929228813265e-7
  };
  static final double[] FAR_DENOMINATOR = {
    1.0,
    0.599832206555887937690,
    0.136929880922735805310,
    0.0148753612908506148525,
    7.86869131145613259100e-4,
    1.84631831751005468180e-5,
    1.42151175831644588870e-7,
    2.04426310338993978564e-15
  };
}
