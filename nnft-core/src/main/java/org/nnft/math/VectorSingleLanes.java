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

  private static FloatVector at(float[] x, int i) {
    return FloatVector.fromArray(F, x, i);
  }

  private static FloatVector all(float c) {
    return FloatVector.broadcast(F, c);
  }

  @Override
  public void exp(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector v = at(x, i);
      FloatVector shifted = v.fma(all(Single.LOG2_E), all(Single.ROUND));
      FloatVector minus = shifted.sub(Single.ROUND).neg();
      FloatVector r = minus.fma(all(Single.LN2_LOW), minus.fma(all(Single.LN2_HIGH), v));
      FloatVector p = all(Single.E7).fma(r, all(Single.E6)).fma(r, all(Single.E5));
      p = p.fma(r, all(Single.E4)).fma(r, all(Single.E3)).fma(r, all(Single.E2));
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
      at(x, i).max(c).intoArray(y, i);
    }
  }

  @Override
  public void affine(float a, float[] x, float b, float[] y, int n) {
    FloatVector slope = all(a);
    FloatVector offset = all(b);
    for (int i = 0; i < n; i += LENGTH) {
      slope.fma(at(x, i), offset).intoArray(y, i);
    }
  }

  @Override
  public void axpy(float a, float[] x, float[] y, float[] z, int n) {
    FloatVector slope = all(a);
    for (int i = 0; i < n; i += LENGTH) {
      slope.fma(at(x, i), at(y, i)).intoArray(z, i);
    }
  }

  @Override
  public void fma(float[] x, float[] y, float[] z, float[] w, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      at(x, i).fma(at(y, i), at(z, i)).intoArray(w, i);
    }
  }

  @Override
  public void addTo(float[] x, double[] sum, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector v = at(x, i);
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
        FloatVector sum = at(bias, i);
        for (int k = 0; k < weights.length; k++) {
          sum = at(weights[k], i).fma(at(inputs, (k * z.length + q) * stride + i), sum);
        }
        sum.intoArray(z[q], i);
      }
    }
  }

  /// Named sums: an array of vectors would be boxed.
  private static void eightPoints(
      float[][] weights, float[] inputs, int stride, float[] bias, float[][] z, int q, int i) {
    FloatVector s0 = at(bias, i);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector s4 = s0;
    FloatVector s5 = s0;
    FloatVector s6 = s0;
    FloatVector s7 = s0;
    int step = z.length * stride;
    for (int k = 0, from = q * stride + i; k < weights.length; k++, from += step) {
      FloatVector w = at(weights[k], i);
      s0 = w.fma(at(inputs, from), s0);
      s1 = w.fma(at(inputs, from + stride), s1);
      s2 = w.fma(at(inputs, from + 2 * stride), s2);
      s3 = w.fma(at(inputs, from + 3 * stride), s3);
      s4 = w.fma(at(inputs, from + 4 * stride), s4);
      s5 = w.fma(at(inputs, from + 5 * stride), s5);
      s6 = w.fma(at(inputs, from + 6 * stride), s6);
      s7 = w.fma(at(inputs, from + 7 * stride), s7);
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
