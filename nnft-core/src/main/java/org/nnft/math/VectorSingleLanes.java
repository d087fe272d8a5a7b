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
  public void normals(long[] words, float[] y, int low, int high, int n) {
    if (VectorSingles.EXISTS) {
      VectorSingles.normals(words, y, low, high, n);
      return;
    }
    ScalarSingleLanes.bothHalves(words, y, low, high, n);
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
  public void addUnits(
      float[] weights, int[] at, float[] x, int fanIn, float[] z, int units, int points, int n) {
    VectorSingleUnits.add(weights, at, x, fanIn, z, units, points, n);
  }

  @Override
  public void widen(float[] x, double[] y, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector v = FloatVector.fromArray(F, x, i);
      for (int part = 0; part < 2; part++) {
        ((DoubleVector) v.convertShape(VectorOperators.F2D, D, part))
            .intoArray(y, i + part * D.length());
      }
    }
  }

  @Override
  public void narrow(double[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = (float) x[i];
    }
  }
}
