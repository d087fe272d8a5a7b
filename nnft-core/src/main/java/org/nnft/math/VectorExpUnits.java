package org.nnft.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [Lanes#addExp] on the hardware's vectors, four at a time: what [VectorElementary#exp] does, without exponents and values
/// being stored.
final class VectorExpUnits {
  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;

  private VectorExpUnits() {}

  /// @param n a multiple of the vector's length
  static void add(double x, double c, double[] w, double[] b, double[] v, double[] f, int n) {
    int fours = n - n % (4 * D.length());
    byFour(x, c, w, b, v, f, fours);
    byOne(x, c, w, b, v, f, fours, n);
  }

  private static void byFour(
      double x, double c, double[] w, double[] b, double[] v, double[] f, int n) {
    int length = D.length();
    double[] powers = Elementary.EXP;
    DoubleVector slope = DoubleVector.broadcast(D, x);
    DoubleVector offset = DoubleVector.broadcast(D, c);
    DoubleVector log2 = DoubleVector.broadcast(D, Elementary.LOG2_E);
    DoubleVector round = DoubleVector.broadcast(D, Elementary.ROUND);
    DoubleVector low = DoubleVector.broadcast(D, Elementary.LN2_LOW);
    DoubleVector high = DoubleVector.broadcast(D, Elementary.LN2_HIGH);
    DoubleVector largest = DoubleVector.broadcast(D, Elementary.LARGEST_EXPONENT);
    for (int i = 0; i < n; i += 4 * length) {
      DoubleVector w0 = DoubleVector.fromArray(D, w, i);
      DoubleVector w1 = DoubleVector.fromArray(D, w, i + length);
      DoubleVector w2 = DoubleVector.fromArray(D, w, i + 2 * length);
      DoubleVector w3 = DoubleVector.fromArray(D, w, i + 3 * length);
      DoubleVector z0 = slope.fma(w0, DoubleVector.fromArray(D, b, i)).sub(offset);
      DoubleVector z1 = slope.fma(w1, DoubleVector.fromArray(D, b, i + length)).sub(offset);
      DoubleVector z2 = slope.fma(w2, DoubleVector.fromArray(D, b, i + 2 * length)).sub(offset);
      DoubleVector z3 = slope.fma(w3, DoubleVector.fromArray(D, b, i + 3 * length)).sub(offset);
      // NaN is not usual, either.
      VectorMask<Double> usual = z0.abs().compare(VectorOperators.LE, largest);
      usual = usual.and(z1.abs().compare(VectorOperators.LE, largest));
      usual = usual.and(z2.abs().compare(VectorOperators.LE, largest));
      usual = usual.and(z3.abs().compare(VectorOperators.LE, largest));
      if (!usual.allTrue()) {
        ScalarLanes.addExp(x, c, w, b, v, f, i, i + 4 * length);
        continue;
      }
      DoubleVector shifted0 = z0.fma(log2, round);
      DoubleVector shifted1 = z1.fma(log2, round);
      DoubleVector shifted2 = z2.fma(log2, round);
      DoubleVector shifted3 = z3.fma(log2, round);
      DoubleVector minus0 = round.sub(shifted0);
      DoubleVector minus1 = round.sub(shifted1);
      DoubleVector minus2 = round.sub(shifted2);
      DoubleVector minus3 = round.sub(shifted3);
      DoubleVector r0 = minus0.fma(low, minus0.fma(high, z0));
      DoubleVector r1 = minus1.fma(low, minus1.fma(high, z1));
      DoubleVector r2 = minus2.fma(low, minus2.fma(high, z2));
      DoubleVector r3 = minus3.fma(low, minus3.fma(high, z3));
      DoubleVector power = DoubleVector.broadcast(D, powers[powers.length - 1]);
      DoubleVector p0 = power;
      DoubleVector p1 = power;
      DoubleVector p2 = power;
      DoubleVector p3 = power;
      for (int k = powers.length - 2; k >= 0; k--) {
        power = DoubleVector.broadcast(D, powers[k]);
        p0 = p0.fma(r0, power);
        p1 = p1.fma(r1, power);
        p2 = p2.fma(r2, power);
        p3 = p3.fma(r3, power);
      }
      DoubleVector scale0 =
          shifted0
              .viewAsIntegralLanes()
              .add(1023)
              .lanewise(VectorOperators.LSHL, 52)
              .viewAsFloatingLanes();
      DoubleVector scale1 =
          shifted1
              .viewAsIntegralLanes()
              .add(1023)
              .lanewise(VectorOperators.LSHL, 52)
              .viewAsFloatingLanes();
      DoubleVector scale2 =
          shifted2
              .viewAsIntegralLanes()
              .add(1023)
              .lanewise(VectorOperators.LSHL, 52)
              .viewAsFloatingLanes();
      DoubleVector scale3 =
          shifted3
              .viewAsIntegralLanes()
              .add(1023)
              .lanewise(VectorOperators.LSHL, 52)
              .viewAsFloatingLanes();
      p0 = scale0.fma(r0.mul(r0).fma(p0, r0), scale0);
      p1 = scale1.fma(r1.mul(r1).fma(p1, r1), scale1);
      p2 = scale2.fma(r2.mul(r2).fma(p2, r2), scale2);
      p3 = scale3.fma(r3.mul(r3).fma(p3, r3), scale3);
      p0.fma(DoubleVector.fromArray(D, v, i), DoubleVector.fromArray(D, f, i)).intoArray(f, i);
      p1.fma(DoubleVector.fromArray(D, v, i + length), DoubleVector.fromArray(D, f, i + length))
          .intoArray(f, i + length);
      p2.fma(
              DoubleVector.fromArray(D, v, i + 2 * length),
              DoubleVector.fromArray(D, f, i + 2 * length))
          .intoArray(f, i + 2 * length);
      p3.fma(
              DoubleVector.fromArray(D, v, i + 3 * length),
              DoubleVector.fromArray(D, f, i + 3 * length))
          .intoArray(f, i + 3 * length);
    }
  }

  private static void byOne(
      double x, double c, double[] w, double[] b, double[] v, double[] f, int from, int n) {
    double[] powers = Elementary.EXP;
    DoubleVector round = DoubleVector.broadcast(D, Elementary.ROUND);
    for (int i = from; i < n; i += D.length()) {
      DoubleVector z = DoubleVector.fromArray(D, b, i);
      z = DoubleVector.fromArray(D, w, i).fma(DoubleVector.broadcast(D, x), z).sub(c);
      if (!z.abs().compare(VectorOperators.LE, Elementary.LARGEST_EXPONENT).allTrue()) {
        ScalarLanes.addExp(x, c, w, b, v, f, i, i + D.length());
        continue;
      }
      DoubleVector shifted = z.fma(DoubleVector.broadcast(D, Elementary.LOG2_E), round);
      DoubleVector minus = round.sub(shifted);
      DoubleVector r = minus.fma(DoubleVector.broadcast(D, Elementary.LN2_HIGH), z);
      r = minus.fma(DoubleVector.broadcast(D, Elementary.LN2_LOW), r);
      DoubleVector p = DoubleVector.zero(D);
      for (int k = powers.length - 1; k >= 0; k--) {
        p = p.fma(r, DoubleVector.broadcast(D, powers[k]));
      }
      DoubleVector scale =
          shifted
              .viewAsIntegralLanes()
              .add(1023)
              .lanewise(VectorOperators.LSHL, 52)
              .viewAsFloatingLanes();
      p = scale.fma(r.mul(r).fma(p, r), scale);
      p.fma(DoubleVector.fromArray(D, v, i), DoubleVector.fromArray(D, f, i)).intoArray(f, i);
    }
  }
}
