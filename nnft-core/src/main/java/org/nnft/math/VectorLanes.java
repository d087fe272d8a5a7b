package org.nnft.math;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [Lanes] by the hardware's vectors, equal to [ScalarLanes] bit for bit at every vector width.
///
/// Each function repeats the sequence of operations of [Elementary]; branches become blends. Arguments that
/// leave the common path (overflow, huge angles, far tails, NaN) are done again one by one, and so are the
/// entries past the last full vector. The platform's own vector functions are never used: their bits change
/// with the vector's width and with compilation.
public final class VectorLanes implements Lanes {
  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> L = LongVector.SPECIES_PREFERRED;
  private static final int LENGTH = D.length();
  private static final long LOW = 0xFFFFFFFFL;

  private static final LongVector LANE = LongVector.zero(L).addIndex(1);

  /// Stateless; one is as good as another.
  public VectorLanes() {}

  @Override
  public String name() {
    return "vectors of " + D.vectorBitSize() + " bits";
  }

  private static DoubleVector at(double[] x, int i) {
    return DoubleVector.fromArray(D, x, i);
  }

  private static DoubleVector all(double c) {
    return DoubleVector.broadcast(D, c);
  }

  private static DoubleVector horner(DoubleVector x, double[] c) {
    DoubleVector sum = all(c[c.length - 1]);
    for (int k = c.length - 2; k >= 0; k--) {
      sum = sum.fma(x, all(c[k]));
    }
    return sum;
  }

  private static VectorMask<Double> isAbove(DoubleVector x, double bound) {
    // Not "≤": NaN is out of bounds, too.
    return x.abs().compare(VectorOperators.LE, bound).not();
  }

  /// y of the `special` entries of v again, one by one.
  private static void redo(
      VectorMask<Double> special, DoubleUnaryOperator f, DoubleVector v, double[] y, int i) {
    for (int l = 0; l < LENGTH; l++) {
      if (special.laneIsSet(l)) {
        y[i + l] = f.applyAsDouble(v.lane(l));
      }
    }
  }

  private static DoubleVector powerOfTwo(DoubleVector shifted) {
    return shifted
        .viewAsIntegralLanes()
        .add(1023)
        .lanewise(VectorOperators.LSHL, 52)
        .viewAsFloatingLanes();
  }

  private static DoubleVector expMinusOne(DoubleVector x, DoubleVector k) {
    DoubleVector minus = k.neg();
    DoubleVector r = minus.fma(all(Elementary.LN2_LOW), minus.fma(all(Elementary.LN2_HIGH), x));
    return r.mul(r).fma(horner(r, Elementary.EXP), r);
  }

  private static DoubleVector exp(DoubleVector x) {
    DoubleVector shifted = x.fma(all(Elementary.LOG2_E), all(Elementary.ROUND));
    DoubleVector scale = powerOfTwo(shifted);
    return scale.fma(expMinusOne(x, shifted.sub(Elementary.ROUND)), scale);
  }

  @Override
  public void exp(double[] x, double[] y, int n) {
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      DoubleVector v = at(x, i);
      VectorMask<Double> special = isAbove(v, Elementary.LARGEST_EXPONENT);
      exp(v).intoArray(y, i);
      if (special.anyTrue()) {
        redo(special, Elementary::exp, v, y, i);
      }
    }
    for (; i < n; i++) {
      y[i] = Elementary.exp(x[i]);
    }
  }

  private static DoubleVector log(DoubleVector x) {
    LongVector bits = x.viewAsIntegralLanes();
    LongVector exponent = bits.sub(Elementary.ROOT_HALF_BITS).lanewise(VectorOperators.ASHR, 52);
    DoubleVector f =
        bits.sub(exponent.lanewise(VectorOperators.LSHL, 52)).viewAsFloatingLanes().sub(1);
    DoubleVector k =
        exponent
            .add(Double.doubleToRawLongBits(Elementary.ROUND))
            .viewAsFloatingLanes()
            .sub(Elementary.ROUND);
    DoubleVector s = f.div(f.add(2));
    DoubleVector z = s.mul(s);
    DoubleVector r = z.mul(horner(z, Elementary.LOG));
    DoubleVector halfSquare = f.mul(0.5).mul(f);
    DoubleVector tail = k.fma(all(Elementary.LN2_LOW), s.mul(halfSquare.add(r)));
    return k.fma(all(Elementary.LN2_HIGH), f.sub(halfSquare.sub(tail)));
  }

  private static VectorMask<Double> isExtremeLog(DoubleVector x) {
    return x.compare(VectorOperators.GE, Double.MIN_NORMAL)
        .and(x.compare(VectorOperators.LE, Double.MAX_VALUE))
        .not();
  }

  @Override
  public void log(double[] x, double[] y, int n) {
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      DoubleVector v = at(x, i);
      VectorMask<Double> special = isExtremeLog(v);
      log(v).intoArray(y, i);
      if (special.anyTrue()) {
        redo(special, Elementary::log, v, y, i);
      }
    }
    for (; i < n; i++) {
      y[i] = Elementary.log(x[i]);
    }
  }

  @Override
  public void log1p(double[] x, double[] y, int n) {
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      DoubleVector v = at(x, i);
      DoubleVector u = v.add(1);
      VectorMask<Double> special = isExtremeLog(u);
      log(u).add(v.sub(u.sub(1)).div(u)).intoArray(y, i);
      if (special.anyTrue()) {
        redo(special, Elementary::log1p, v, y, i);
      }
    }
    for (; i < n; i++) {
      y[i] = Elementary.log1p(x[i]);
    }
  }

  /// sin(x + quarterTurns·π/2).
  private static DoubleVector sine(DoubleVector x, long quarterTurns) {
    DoubleVector shifted = x.fma(all(Elementary.TWO_OVER_PI), all(Elementary.ROUND));
    DoubleVector minus = shifted.sub(Elementary.ROUND).neg();
    DoubleVector r =
        minus.fma(all(Elementary.HALF_PI_LOW), minus.fma(all(Elementary.HALF_PI_HIGH), x));
    DoubleVector z = r.mul(r);
    DoubleVector sin = z.mul(r).fma(horner(z, Elementary.SIN), r);
    DoubleVector half = z.mul(0.5);
    DoubleVector w = all(1).sub(half);
    DoubleVector cos = w.add(z.mul(z).fma(horner(z, Elementary.COS), all(1).sub(w).sub(half)));
    LongVector n = shifted.viewAsIntegralLanes().add(quarterTurns);
    VectorMask<Double> odd = n.and(1).compare(VectorOperators.NE, 0).cast(D);
    // Bit 1 of n becomes the sign.
    LongVector sign = n.and(2).lanewise(VectorOperators.LSHL, 62);
    return sin.blend(cos, odd)
        .viewAsIntegralLanes()
        .lanewise(VectorOperators.XOR, sign)
        .viewAsFloatingLanes();
  }

  @Override
  public void sin(double[] x, double[] y, int n) {
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      DoubleVector v = at(x, i);
      VectorMask<Double> special = isAbove(v, Elementary.LARGEST_ANGLE);
      sine(v, 0).intoArray(y, i);
      if (special.anyTrue()) {
        redo(special, Elementary::sin, v, y, i);
      }
    }
    for (; i < n; i++) {
      y[i] = Elementary.sin(x[i]);
    }
  }

  @Override
  public void cos(double[] x, double[] y, int n) {
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      DoubleVector v = at(x, i);
      VectorMask<Double> special = isAbove(v, Elementary.LARGEST_ANGLE);
      sine(v, 1).intoArray(y, i);
      if (special.anyTrue()) {
        redo(special, Elementary::cos, v, y, i);
      }
    }
    for (; i < n; i++) {
      y[i] = Elementary.cos(x[i]);
    }
  }

  private static DoubleVector withSignOf(DoubleVector size, DoubleVector x) {
    LongVector sign = x.viewAsIntegralLanes().and(Long.MIN_VALUE);
    return size.viewAsIntegralLanes().and(Long.MAX_VALUE).or(sign).viewAsFloatingLanes();
  }

  @Override
  public void tanh(double[] x, double[] y, int n) {
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      DoubleVector v = at(x, i);
      VectorMask<Double> special = isAbove(v, Elementary.LARGEST_TANH);
      DoubleVector twice = v.abs().mul(2);
      DoubleVector shifted = twice.fma(all(Elementary.LOG2_E), all(Elementary.ROUND));
      DoubleVector scale = powerOfTwo(shifted);
      DoubleVector e = scale.fma(expMinusOne(twice, shifted.sub(Elementary.ROUND)), scale.sub(1));
      withSignOf(e.div(e.add(2)), v).intoArray(y, i);
      if (special.anyTrue()) {
        redo(special, Elementary::tanh, v, y, i);
      }
    }
    for (; i < n; i++) {
      y[i] = Elementary.tanh(x[i]);
    }
  }

  @Override
  public void erf(double[] x, double[] y, int n) {
    int i = onRows(n);
    if (i > 0) {
      VectorErf.of(x, y, i);
    }
    for (; i < n; i++) {
      y[i] = Elementary.erf(x[i]);
    }
  }

  @Override
  public void sqrt(double[] x, double[] y, int n) {
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      at(x, i).sqrt().intoArray(y, i);
    }
    for (; i < n; i++) {
      y[i] = Math.sqrt(x[i]);
    }
  }

  @Override
  public void abs(double[] x, double[] y, int n) {
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      at(x, i).abs().intoArray(y, i);
    }
    for (; i < n; i++) {
      y[i] = Math.abs(x[i]);
    }
  }

  @Override
  public void max(double[] x, double c, double[] y, int n) {
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      at(x, i).max(c).intoArray(y, i);
    }
    for (; i < n; i++) {
      y[i] = Math.max(x[i], c);
    }
  }

  @Override
  public void select(double[] x, double a, double b, double c, double[] y, int n) {
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      DoubleVector v = at(x, i);
      v.blend(a, v.compare(VectorOperators.GT, 0))
          .blend(c, v.compare(VectorOperators.LT, 0))
          .blend(b, v.compare(VectorOperators.EQ, 0))
          .intoArray(y, i);
    }
    for (; i < n; i++) {
      y[i] = x[i] > 0 ? a : x[i] < 0 ? c : x[i] == 0 ? b : x[i];
    }
  }

  @Override
  public void fill(double c, double[] y, int n) {
    Arrays.fill(y, 0, n, c);
  }

  @Override
  public void add(double[] x, double[] y, double[] z, int n) {
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      at(x, i).add(at(y, i)).intoArray(z, i);
    }
    for (; i < n; i++) {
      z[i] = x[i] + y[i];
    }
  }

  @Override
  public void subtract(double[] x, double[] y, double[] z, int n) {
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      at(x, i).sub(at(y, i)).intoArray(z, i);
    }
    for (; i < n; i++) {
      z[i] = x[i] - y[i];
    }
  }

  @Override
  public void multiply(double[] x, double[] y, double[] z, int n) {
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      at(x, i).mul(at(y, i)).intoArray(z, i);
    }
    for (; i < n; i++) {
      z[i] = x[i] * y[i];
    }
  }

  @Override
  public void divide(double[] x, double[] y, double[] z, int n) {
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      at(x, i).div(at(y, i)).intoArray(z, i);
    }
    for (; i < n; i++) {
      z[i] = x[i] / y[i];
    }
  }

  @Override
  public void affine(double a, double[] x, double b, double[] y, int n) {
    int i = 0;
    DoubleVector slope = all(a);
    DoubleVector offset = all(b);
    for (; i <= n - LENGTH; i += LENGTH) {
      slope.fma(at(x, i), offset).intoArray(y, i);
    }
    for (; i < n; i++) {
      y[i] = Math.fma(a, x[i], b);
    }
  }

  @Override
  public void axpy(double a, double[] x, double[] y, double[] z, int n) {
    int i = 0;
    DoubleVector slope = all(a);
    for (; i <= n - LENGTH; i += LENGTH) {
      slope.fma(at(x, i), at(y, i)).intoArray(z, i);
    }
    for (; i < n; i++) {
      z[i] = Math.fma(a, x[i], y[i]);
    }
  }

  @Override
  public void fma(double[] x, double[] y, double[] z, double[] w, int n) {
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      at(x, i).fma(at(y, i), at(z, i)).intoArray(w, i);
    }
    for (; i < n; i++) {
      w[i] = Math.fma(x[i], y[i], z[i]);
    }
  }

  // A reduction runs once over the array for every vector that the 8 partial sums fill.

  @Override
  public void accumulate(double[] x, int n, double[] sums, int offset) {
    for (int part = 0; part < SUM_LANES; part += LENGTH) {
      DoubleVector sum = at(sums, offset + part);
      for (int i = part; i < n; i += SUM_LANES) {
        sum = sum.add(at(x, i));
      }
      sum.intoArray(sums, offset + part);
    }
  }

  @Override
  public void multiplyAccumulate(
      double[] x, double[] y, double[] z, int n, double[] sums, int offset) {
    for (int part = 0; part < SUM_LANES; part += LENGTH) {
      DoubleVector sum = at(sums, offset + part);
      for (int i = part; i < n; i += SUM_LANES) {
        DoubleVector product = at(x, i).mul(at(y, i));
        product.intoArray(z, i);
        sum = sum.add(product);
      }
      sum.intoArray(sums, offset + part);
    }
  }

  @Override
  public void productAccumulate(double[] x, double[] y, int n, double[] sums, int offset) {
    for (int part = 0; part < SUM_LANES; part += LENGTH) {
      DoubleVector sum = at(sums, offset + part);
      for (int i = part; i < n; i += SUM_LANES) {
        sum = sum.add(at(x, i).mul(at(y, i)));
      }
      sum.intoArray(sums, offset + part);
    }
  }

  @Override
  public void productSums(double[] x, double[][] y, int from, int n, double[] sums, int offset) {
    for (int part = 0; part < SUM_LANES; part += LENGTH) {
      int j = from;
      int at = offset + part;
      for (; j + 4 <= y.length; j += 4, at += 4 * SUM_LANES) {
        fourSums(x, y[j], y[j + 1], y[j + 2], y[j + 3], part, n, sums, at);
      }
      for (; j < y.length; j++, at += SUM_LANES) {
        DoubleVector sum = at(sums, at);
        for (int i = part; i < n; i += SUM_LANES) {
          sum = at(x, i).fma(at(y[j], i), sum);
        }
        sum.intoArray(sums, at);
      }
    }
  }

  /// Four at a time, so that x is loaded once and the latency of the sums is hidden.
  private static void fourSums(
      double[] x,
      double[] y0,
      double[] y1,
      double[] y2,
      double[] y3,
      int part,
      int n,
      double[] sums,
      int at) {
    DoubleVector s0 = at(sums, at);
    DoubleVector s1 = at(sums, at + SUM_LANES);
    DoubleVector s2 = at(sums, at + 2 * SUM_LANES);
    DoubleVector s3 = at(sums, at + 3 * SUM_LANES);
    for (int i = part; i < n; i += SUM_LANES) {
      DoubleVector v = at(x, i);
      s0 = v.fma(at(y0, i), s0);
      s1 = v.fma(at(y1, i), s1);
      s2 = v.fma(at(y2, i), s2);
      s3 = v.fma(at(y3, i), s3);
    }
    s0.intoArray(sums, at);
    s1.intoArray(sums, at + SUM_LANES);
    s2.intoArray(sums, at + 2 * SUM_LANES);
    s3.intoArray(sums, at + 3 * SUM_LANES);
  }

  @Override
  public void philox(
      long[] keys, int stream, int block, long firstNetwork, long[] even, long[] odd, int n) {
    LongVector multiplier0 = LongVector.broadcast(L, Philox.MULTIPLIER_0);
    LongVector multiplier1 = LongVector.broadcast(L, Philox.MULTIPLIER_1);
    LongVector blocks = LongVector.broadcast(L, block & LOW);
    LongVector streams = LongVector.broadcast(L, stream & LOW);
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      LongVector c0 = LANE.add(firstNetwork + i);
      LongVector c1 = c0.lanewise(VectorOperators.LSHR, 32);
      LongVector c2 = blocks;
      LongVector c3 = streams;
      // Upper halves are left as they come; only the last words are cut.
      for (int k = 0; k < Philox.SCHEDULE; k += 2 * Philox.COPIES) {
        LongVector product0 = product(c0, multiplier0);
        LongVector product1 = product(c2, multiplier1);
        c0 = mix(product1, c1, LongVector.fromArray(L, keys, k));
        c1 = product1;
        c2 = mix(product0, c3, LongVector.fromArray(L, keys, k + Philox.COPIES));
        c3 = product0;
      }
      c0.and(LOW).or(c1.lanewise(VectorOperators.LSHL, 32)).intoArray(even, i);
      c2.and(LOW).or(c3.lanewise(VectorOperators.LSHL, 32)).intoArray(odd, i);
    }
    for (; i < n; i++) {
      Philox.words(keys, stream, block, firstNetwork + i, even, odd, i);
    }
  }

  /// Of the low halves. Both masks are written, so that the compiler sees a 32-bit product.
  private static LongVector product(LongVector c, LongVector multiplier) {
    return c.and(LOW).mul(multiplier.and(LOW));
  }

  private static LongVector mix(LongVector product, LongVector c, LongVector key) {
    return product
        .lanewise(VectorOperators.LSHR, 32)
        .lanewise(VectorOperators.XOR, c)
        .lanewise(VectorOperators.XOR, key);
  }

  /// A whole number 0 ≤ v < 2⁵² as a double, exactly.
  private static DoubleVector toDouble(LongVector v) {
    return v.or(Double.doubleToRawLongBits(Elementary.SHIFT))
        .viewAsFloatingLanes()
        .sub(Elementary.SHIFT);
  }

  @Override
  public void uniform(long[] words, double[] y, int n) {
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      LongVector w = LongVector.fromArray(L, words, i).lanewise(VectorOperators.LSHR, 12);
      toDouble(w).add(0.5).mul(0x1p-52).intoArray(y, i);
    }
    for (; i < n; i++) {
      y[i] = Elementary.uniform(words[i]);
    }
  }

  @Override
  public void sign(long[] words, double[] y, int n) {
    long one = Double.doubleToRawLongBits(1);
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      LongVector.fromArray(L, words, i)
          .and(Long.MIN_VALUE)
          .or(one)
          .viewAsFloatingLanes()
          .intoArray(y, i);
    }
    for (; i < n; i++) {
      y[i] = words[i] < 0 ? -1 : 1;
    }
  }

  /// How many of n entries go by tables in vectors.
  private static int onRows(int n) {
    return TableRow.EXISTS ? n - n % LENGTH : 0;
  }

  @Override
  public void normal(long[] words, double[] y, int n) {
    int i = onRows(n);
    if (i > 0) {
      VectorNormal.of(words, y, i);
    }
    for (; i < n; i++) {
      y[i] = Elementary.normal(words[i]);
    }
  }
}
