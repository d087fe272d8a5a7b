package org.nnft.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [SingleLanes] by the hardware's vectors, equal to [ScalarSingleLanes] bit for bit.
public final class VectorSingleLanes implements SingleLanes {
  private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
  private static final int LENGTH = F.length();

  /// Points whose sums are kept in registers at a time.
  private static final int POINTS = 8;

  /// Stateless; one is as good as another.
  public VectorSingleLanes() {}

  @Override
  public void exp(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector v = FloatVector.fromArray(F, x, i);
      FloatVector shifted =
          v.fma(FloatVector.broadcast(F, Single.LOG2_E), FloatVector.broadcast(F, Single.ROUND));
      FloatVector minus = shifted.sub(Single.ROUND).neg();
      FloatVector r =
          minus.fma(
              FloatVector.broadcast(F, Single.LN2_LOW),
              minus.fma(FloatVector.broadcast(F, Single.LN2_HIGH), v));
      FloatVector p =
          FloatVector.broadcast(F, Single.E7)
              .fma(r, FloatVector.broadcast(F, Single.E6))
              .fma(r, FloatVector.broadcast(F, Single.E5));
      p =
          p.fma(r, FloatVector.broadcast(F, Single.E4))
              .fma(r, FloatVector.broadcast(F, Single.E3))
              .fma(r, FloatVector.broadcast(F, Single.E2));
      FloatVector scale =
          shifted
              .viewAsIntegralLanes()
              .add(127)
              .lanewise(VectorOperators.LSHL, 23)
              .viewAsFloatingLanes();
      VectorMask<Float> usual = v.abs().compare(VectorOperators.LE, Single.LARGEST_EXPONENT);
      FloatVector result = scale.fma(r.mul(r).fma(p, r), scale);
      if (usual.allTrue()) {
        result.intoArray(y, i);
      } else {
        extreme(v, y, i);
      }
    }
  }

  private static void extreme(FloatVector x, float[] y, int i) {
    for (int l = 0; l < LENGTH; l++) {
      y[i + l] = Single.exp(x.lane(l));
    }
  }

  @Override
  public void erf(float[] x, float[] y, int n) {
    if (VectorSingles.EXISTS) {
      VectorSingles.erf(x, y, n);
      return;
    }
    for (int i = 0; i < n; i++) {
      y[i] = Single.erf(x[i]);
    }
  }

  @Override
  public void normal(long[] words, int half, float[] y, int n) {
    if (VectorSingles.EXISTS) {
      VectorSingles.normal(words, half, y, n);
      return;
    }
    for (int i = 0; i < n; i++) {
      y[i] = Single.normal((int) (words[i] >>> 32 * half));
    }
  }

  @Override
  public void uniform(long[] words, int half, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Single.uniform((int) (words[i] >>> 32 * half));
    }
  }

  @Override
  public void max(float[] x, float c, float[] y, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector.fromArray(F, x, i).max(c).intoArray(y, i);
    }
  }

  @Override
  public void affine(float a, float[] x, float b, float[] y, int n) {
    FloatVector slope = FloatVector.broadcast(F, a);
    FloatVector offset = FloatVector.broadcast(F, b);
    for (int i = 0; i < n; i += LENGTH) {
      slope.fma(FloatVector.fromArray(F, x, i), offset).intoArray(y, i);
    }
  }

  @Override
  public void axpy(float a, float[] x, float[] y, float[] z, int n) {
    FloatVector slope = FloatVector.broadcast(F, a);
    for (int i = 0; i < n; i += LENGTH) {
      slope.fma(FloatVector.fromArray(F, x, i), FloatVector.fromArray(F, y, i)).intoArray(z, i);
    }
  }

  @Override
  public void fma(float[] x, float[] y, float[] z, float[] w, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector.fromArray(F, x, i)
          .fma(FloatVector.fromArray(F, y, i), FloatVector.fromArray(F, z, i))
          .intoArray(w, i);
    }
  }

  @Override
  public void addRectified(float[] x, float[] w, float[] b, float[] v, float[][] f, int n) {
    int p = 0;
    for (; p + 2 <= x.length; p += 2) {
      addRectified(x[p], x[p + 1], w, b, v, f[p], f[p + 1], n);
    }
    if (p < x.length) {
      // An odd last point by itself.
      addRectified(x[p], w, b, v, f[p], n);
    }
  }

  /// Two points at a time: loads, not arithmetic, are what this costs.
  private static void addRectified(
      float x0, float x1, float[] w, float[] b, float[] v, float[] f0, float[] f1, int n) {
    FloatVector slope0 = FloatVector.broadcast(F, x0);
    FloatVector slope1 = FloatVector.broadcast(F, x1);
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector weight = FloatVector.fromArray(F, w, i);
      FloatVector bias = FloatVector.fromArray(F, b, i);
      FloatVector readout = FloatVector.fromArray(F, v, i);
      FloatVector h0 = slope0.fma(weight, bias).max(0);
      FloatVector h1 = slope1.fma(weight, bias).max(0);
      readout.fma(h0, FloatVector.fromArray(F, f0, i)).intoArray(f0, i);
      readout.fma(h1, FloatVector.fromArray(F, f1, i)).intoArray(f1, i);
    }
  }

  private static void addRectified(float x, float[] w, float[] b, float[] v, float[] f, int n) {
    FloatVector slope = FloatVector.broadcast(F, x);
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector h =
          slope.fma(FloatVector.fromArray(F, w, i), FloatVector.fromArray(F, b, i)).max(0);
      FloatVector.fromArray(F, v, i).fma(h, FloatVector.fromArray(F, f, i)).intoArray(f, i);
    }
  }

  @Override
  public void addTo(float[] x, double[] sum, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector v = FloatVector.fromArray(F, x, i);
      for (int part = 0; part < 2; part++) {
        int from = i + part * D.length();
        DoubleVector wide = (DoubleVector) v.convertShape(VectorOperators.F2D, D, part);
        DoubleVector.fromArray(D, sum, from).add(wide).intoArray(sum, from);
      }
    }
  }

  @Override
  public void unit(
      float[][] weights, float[] inputs, int stride, float[] bias, float[][] z, int n) {
    int q = 0;
    for (; q + POINTS <= z.length; q += POINTS) {
      for (int i = 0; i < n; i += LENGTH) {
        eightPoints(weights, inputs, stride, bias, z, q, i);
      }
    }
    for (; q < z.length; q++) {
      for (int i = 0; i < n; i += LENGTH) {
        FloatVector sum = FloatVector.fromArray(F, bias, i);
        for (int k = 0; k < weights.length; k++) {
          sum =
              FloatVector.fromArray(F, weights[k], i)
                  .fma(FloatVector.fromArray(F, inputs, (k * z.length + q) * stride + i), sum);
        }
        sum.intoArray(z[q], i);
      }
    }
  }

  /// Named sums: an array of vectors would be boxed.
  private static void eightPoints(
      float[][] weights, float[] inputs, int stride, float[] bias, float[][] z, int q, int i) {
    FloatVector s0 = FloatVector.fromArray(F, bias, i);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector s4 = s0;
    FloatVector s5 = s0;
    FloatVector s6 = s0;
    FloatVector s7 = s0;
    int step = z.length * stride;
    for (int k = 0, from = q * stride + i; k < weights.length; k++, from += step) {
      FloatVector w = FloatVector.fromArray(F, weights[k], i);
      s0 = w.fma(FloatVector.fromArray(F, inputs, from), s0);
      s1 = w.fma(FloatVector.fromArray(F, inputs, from + stride), s1);
      s2 = w.fma(FloatVector.fromArray(F, inputs, from + 2 * stride), s2);
      s3 = w.fma(FloatVector.fromArray(F, inputs, from + 3 * stride), s3);
      s4 = w.fma(FloatVector.fromArray(F, inputs, from + 4 * stride), s4);
      s5 = w.fma(FloatVector.fromArray(F, inputs, from + 5 * stride), s5);
      s6 = w.fma(FloatVector.fromArray(F, inputs, from + 6 * stride), s6);
      s7 = w.fma(FloatVector.fromArray(F, inputs, from + 7 * stride), s7);
    }
    s0.intoArray(z[q], i);
    s1.intoArray(z[q + 1], i);
    s2.intoArray(z[q + 2], i);
    s3.intoArray(z[q + 3], i);
    s4.intoArray(z[q + 4], i);
    s5.intoArray(z[q + 5], i);
    s6.intoArray(z[q + 6], i);
    s7.intoArray(z[q + 7], i);
  }
}
