package org.nnft.math;

import java.util.function.DoubleUnaryOperator;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// exp, log, sin, cos and tanh of [Elementary] on the hardware's vectors; n is a multiple of their length.
///
/// Branches become blends; arguments that leave the common path (overflow, huge angles, NaN) are done again one by one.
/// The loops call the vector API itself, without methods between, and are too large to be inlined: where C2
/// gives up inlining in the midst of one, every vector becomes an object ([TableRow]).
final class VectorElementary {
  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;

  private VectorElementary() {}

  /// y of the `special` entries of v again, one by one.
  private static void redo(
      VectorMask<Double> special, DoubleUnaryOperator f, DoubleVector v, double[] y, int i) {
    for (int l = 0; l < D.length(); l++) {
      if (special.laneIsSet(l)) {
        y[i + l] = f.applyAsDouble(v.lane(l));
      }
    }
  }

  /// y = eˣ.
  static void exp(double[] x, double[] y, int n) {
    DoubleVector c0 = DoubleVector.broadcast(D, Elementary.EXP[0]);
    DoubleVector c1 = DoubleVector.broadcast(D, Elementary.EXP[1]);
    DoubleVector c2 = DoubleVector.broadcast(D, Elementary.EXP[2]);
    DoubleVector c3 = DoubleVector.broadcast(D, Elementary.EXP[3]);
    DoubleVector c4 = DoubleVector.broadcast(D, Elementary.EXP[4]);
    DoubleVector c5 = DoubleVector.broadcast(D, Elementary.EXP[5]);
    DoubleVector c6 = DoubleVector.broadcast(D, Elementary.EXP[6]);
    DoubleVector c7 = DoubleVector.broadcast(D, Elementary.EXP[7]);
    DoubleVector c8 = DoubleVector.broadcast(D, Elementary.EXP[8]);
    DoubleVector c9 = DoubleVector.broadcast(D, Elementary.EXP[9]);
    DoubleVector c10 = DoubleVector.broadcast(D, Elementary.EXP[10]);
    DoubleVector c11 = DoubleVector.broadcast(D, Elementary.EXP[11]);
    DoubleVector log2 = DoubleVector.broadcast(D, Elementary.LOG2_E);
    DoubleVector round = DoubleVector.broadcast(D, Elementary.ROUND);
    DoubleVector low = DoubleVector.broadcast(D, Elementary.LN2_LOW);
    DoubleVector high = DoubleVector.broadcast(D, Elementary.LN2_HIGH);
    for (int i = 0; i < n; i += D.length()) {
      DoubleVector v = DoubleVector.fromArray(D, x, i);
      // Not "≤": NaN is special, too.
      VectorMask<Double> special =
          v.abs().compare(VectorOperators.LE, Elementary.LARGEST_EXPONENT).not();
      DoubleVector shifted = v.fma(log2, round);
      DoubleVector scale =
          shifted
              .viewAsIntegralLanes()
              .add(1023)
              .lanewise(VectorOperators.LSHL, 52)
              .viewAsFloatingLanes();
      DoubleVector minus = shifted.sub(round).neg();
      DoubleVector r = minus.fma(low, minus.fma(high, v));
      DoubleVector p = c11.fma(r, c10);
      p = p.fma(r, c9);
      p = p.fma(r, c8);
      p = p.fma(r, c7);
      p = p.fma(r, c6);
      p = p.fma(r, c5);
      p = p.fma(r, c4);
      p = p.fma(r, c3);
      p = p.fma(r, c2);
      p = p.fma(r, c1);
      p = p.fma(r, c0);
      scale.fma(r.mul(r).fma(p, r), scale).intoArray(y, i);
      if (special.anyTrue()) {
        redo(special, Elementary::exp, v, y, i);
      }
    }
  }

  /// y = ln x.
  static void log(double[] x, double[] y, int n) {
    DoubleVector c0 = DoubleVector.broadcast(D, Elementary.LOG[0]);
    DoubleVector c1 = DoubleVector.broadcast(D, Elementary.LOG[1]);
    DoubleVector c2 = DoubleVector.broadcast(D, Elementary.LOG[2]);
    DoubleVector c3 = DoubleVector.broadcast(D, Elementary.LOG[3]);
    DoubleVector c4 = DoubleVector.broadcast(D, Elementary.LOG[4]);
    DoubleVector c5 = DoubleVector.broadcast(D, Elementary.LOG[5]);
    DoubleVector c6 = DoubleVector.broadcast(D, Elementary.LOG[6]);
    DoubleVector c7 = DoubleVector.broadcast(D, Elementary.LOG[7]);
    DoubleVector c8 = DoubleVector.broadcast(D, Elementary.LOG[8]);
    DoubleVector c9 = DoubleVector.broadcast(D, Elementary.LOG[9]);
    DoubleVector round = DoubleVector.broadcast(D, Elementary.ROUND);
    DoubleVector low = DoubleVector.broadcast(D, Elementary.LN2_LOW);
    DoubleVector high = DoubleVector.broadcast(D, Elementary.LN2_HIGH);
    long roundBits = Double.doubleToRawLongBits(Elementary.ROUND);
    for (int i = 0; i < n; i += D.length()) {
      DoubleVector v = DoubleVector.fromArray(D, x, i);
      VectorMask<Double> special =
          v.compare(VectorOperators.GE, Double.MIN_NORMAL)
              .and(v.compare(VectorOperators.LE, Double.MAX_VALUE))
              .not();
      LongVector bits = v.viewAsIntegralLanes();
      LongVector exponent = bits.sub(Elementary.ROOT_HALF_BITS).lanewise(VectorOperators.ASHR, 52);
      DoubleVector f =
          bits.sub(exponent.lanewise(VectorOperators.LSHL, 52)).viewAsFloatingLanes().sub(1);
      DoubleVector k = exponent.add(roundBits).viewAsFloatingLanes().sub(round);
      DoubleVector s = f.div(f.add(2));
      DoubleVector z = s.mul(s);
      DoubleVector p = c9.fma(z, c8);
      p = p.fma(z, c7);
      p = p.fma(z, c6);
      p = p.fma(z, c5);
      p = p.fma(z, c4);
      p = p.fma(z, c3);
      p = p.fma(z, c2);
      p = p.fma(z, c1);
      p = p.fma(z, c0);
      DoubleVector halfSquare = f.mul(0.5).mul(f);
      DoubleVector tail = k.fma(low, s.mul(halfSquare.add(z.mul(p))));
      k.fma(high, f.sub(halfSquare.sub(tail))).intoArray(y, i);
      if (special.anyTrue()) {
        redo(special, Elementary::log, v, y, i);
      }
    }
  }

  /// y = tanh x.
  static void tanh(double[] x, double[] y, int n) {
    DoubleVector c0 = DoubleVector.broadcast(D, Elementary.EXP[0]);
    DoubleVector c1 = DoubleVector.broadcast(D, Elementary.EXP[1]);
    DoubleVector c2 = DoubleVector.broadcast(D, Elementary.EXP[2]);
    DoubleVector c3 = DoubleVector.broadcast(D, Elementary.EXP[3]);
    DoubleVector c4 = DoubleVector.broadcast(D, Elementary.EXP[4]);
    DoubleVector c5 = DoubleVector.broadcast(D, Elementary.EXP[5]);
    DoubleVector c6 = DoubleVector.broadcast(D, Elementary.EXP[6]);
    DoubleVector c7 = DoubleVector.broadcast(D, Elementary.EXP[7]);
    DoubleVector c8 = DoubleVector.broadcast(D, Elementary.EXP[8]);
    DoubleVector c9 = DoubleVector.broadcast(D, Elementary.EXP[9]);
    DoubleVector c10 = DoubleVector.broadcast(D, Elementary.EXP[10]);
    DoubleVector c11 = DoubleVector.broadcast(D, Elementary.EXP[11]);
    DoubleVector log2 = DoubleVector.broadcast(D, Elementary.LOG2_E);
    DoubleVector round = DoubleVector.broadcast(D, Elementary.ROUND);
    DoubleVector low = DoubleVector.broadcast(D, Elementary.LN2_LOW);
    DoubleVector high = DoubleVector.broadcast(D, Elementary.LN2_HIGH);
    for (int i = 0; i < n; i += D.length()) {
      DoubleVector v = DoubleVector.fromArray(D, x, i);
      VectorMask<Double> special =
          v.abs().compare(VectorOperators.LE, Elementary.LARGEST_TANH).not();
      DoubleVector twice = v.abs().mul(2);
      DoubleVector shifted = twice.fma(log2, round);
      DoubleVector scale =
          shifted
              .viewAsIntegralLanes()
              .add(1023)
              .lanewise(VectorOperators.LSHL, 52)
              .viewAsFloatingLanes();
      DoubleVector minus = shifted.sub(round).neg();
      DoubleVector r = minus.fma(low, minus.fma(high, twice));
      DoubleVector p = c11.fma(r, c10);
      p = p.fma(r, c9);
      p = p.fma(r, c8);
      p = p.fma(r, c7);
      p = p.fma(r, c6);
      p = p.fma(r, c5);
      p = p.fma(r, c4);
      p = p.fma(r, c3);
      p = p.fma(r, c2);
      p = p.fma(r, c1);
      p = p.fma(r, c0);
      DoubleVector e = scale.fma(r.mul(r).fma(p, r), scale.sub(1));
      LongVector size = e.div(e.add(2)).viewAsIntegralLanes().and(Long.MAX_VALUE);
      LongVector sign = v.viewAsIntegralLanes().and(Long.MIN_VALUE);
      size.or(sign).viewAsFloatingLanes().intoArray(y, i);
      if (special.anyTrue()) {
        redo(special, Elementary::tanh, v, y, i);
      }
    }
  }

  /// y = sin x, or cos x after a quarter of a turn.
  static void sine(double[] x, int quarterTurns, double[] y, int n) {
    DoubleVector s0 = DoubleVector.broadcast(D, Elementary.SIN[0]);
    DoubleVector s1 = DoubleVector.broadcast(D, Elementary.SIN[1]);
    DoubleVector s2 = DoubleVector.broadcast(D, Elementary.SIN[2]);
    DoubleVector s3 = DoubleVector.broadcast(D, Elementary.SIN[3]);
    DoubleVector s4 = DoubleVector.broadcast(D, Elementary.SIN[4]);
    DoubleVector s5 = DoubleVector.broadcast(D, Elementary.SIN[5]);
    DoubleVector s6 = DoubleVector.broadcast(D, Elementary.SIN[6]);
    DoubleVector s7 = DoubleVector.broadcast(D, Elementary.SIN[7]);
    DoubleVector c0 = DoubleVector.broadcast(D, Elementary.COS[0]);
    DoubleVector c1 = DoubleVector.broadcast(D, Elementary.COS[1]);
    DoubleVector c2 = DoubleVector.broadcast(D, Elementary.COS[2]);
    DoubleVector c3 = DoubleVector.broadcast(D, Elementary.COS[3]);
    DoubleVector c4 = DoubleVector.broadcast(D, Elementary.COS[4]);
    DoubleVector c5 = DoubleVector.broadcast(D, Elementary.COS[5]);
    DoubleVector c6 = DoubleVector.broadcast(D, Elementary.COS[6]);
    DoubleVector round = DoubleVector.broadcast(D, Elementary.ROUND);
    DoubleVector one = DoubleVector.broadcast(D, 1);
    for (int i = 0; i < n; i += D.length()) {
      DoubleVector v = DoubleVector.fromArray(D, x, i);
      VectorMask<Double> special =
          v.abs().compare(VectorOperators.LE, Elementary.LARGEST_ANGLE).not();
      DoubleVector shifted = v.fma(DoubleVector.broadcast(D, Elementary.TWO_OVER_PI), round);
      DoubleVector minus = shifted.sub(round).neg();
      DoubleVector r = minus.fma(DoubleVector.broadcast(D, Elementary.HALF_PI_HIGH), v);
      r = minus.fma(DoubleVector.broadcast(D, Elementary.HALF_PI_LOW), r);
      DoubleVector z = r.mul(r);
      DoubleVector p = s7.fma(z, s6);
      p = p.fma(z, s5);
      p = p.fma(z, s4);
      p = p.fma(z, s3);
      p = p.fma(z, s2);
      p = p.fma(z, s1);
      p = p.fma(z, s0);
      DoubleVector sin = z.mul(r).fma(p, r);
      DoubleVector q = c6.fma(z, c5);
      q = q.fma(z, c4);
      q = q.fma(z, c3);
      q = q.fma(z, c2);
      q = q.fma(z, c1);
      q = q.fma(z, c0);
      DoubleVector half = z.mul(0.5);
      DoubleVector w = one.sub(half);
      DoubleVector cos = w.add(z.mul(z).fma(q, one.sub(w).sub(half)));
      LongVector turns = shifted.viewAsIntegralLanes().add(quarterTurns);
      VectorMask<Double> odd = turns.and(1).compare(VectorOperators.NE, 0).cast(D);
      // Bit 1 of the turns becomes the sign.
      LongVector sign = turns.and(2).lanewise(VectorOperators.LSHL, 62);
      sin.blend(cos, odd)
          .viewAsIntegralLanes()
          .lanewise(VectorOperators.XOR, sign)
          .viewAsFloatingLanes()
          .intoArray(y, i);
      if (special.anyTrue()) {
        redo(special, quarterTurns == 0 ? Elementary::sin : Elementary::cos, v, y, i);
      }
    }
  }
}
