package org.nnft.math;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
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

  /// Stateless; one is as good as another.
  public VectorLanes() {}

  @Override
  public String name() {
    return "vectors of " + D.vectorBitSize() + " bits";
  }

  @Override
  public void exp(double[] x, double[] y, int n) {
    int i = n - n % LENGTH;
    VectorElementary.exp(x, y, i);
    for (; i < n; i++) {
      y[i] = Elementary.exp(x[i]);
    }
  }

  @Override
  public void log(double[] x, double[] y, int n) {
    int i = n - n % LENGTH;
    VectorElementary.log(x, y, i);
    for (; i < n; i++) {
      y[i] = Elementary.log(x[i]);
    }
  }

  @Override
  public void log1p(double[] x, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Elementary.log1p(x[i]);
    }
  }

  @Override
  public void sin(double[] x, double[] y, int n) {
    int i = n - n % LENGTH;
    VectorElementary.sine(x, 0, y, i);
    for (; i < n; i++) {
      y[i] = Elementary.sin(x[i]);
    }
  }

  @Override
  public void cos(double[] x, double[] y, int n) {
    int i = n - n % LENGTH;
    VectorElementary.sine(x, 1, y, i);
    for (; i < n; i++) {
      y[i] = Elementary.cos(x[i]);
    }
  }

  @Override
  public void tanh(double[] x, double[] y, int n) {
    int i = n - n % LENGTH;
    VectorElementary.tanh(x, y, i);
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
      DoubleVector.fromArray(D, x, i).sqrt().intoArray(y, i);
    }
    for (; i < n; i++) {
      y[i] = Math.sqrt(x[i]);
    }
  }

  @Override
  public void abs(double[] x, double[] y, int n) {
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      DoubleVector.fromArray(D, x, i).abs().intoArray(y, i);
    }
    for (; i < n; i++) {
      y[i] = Math.abs(x[i]);
    }
  }

  @Override
  public void max(double[] x, double c, double[] y, int n) {
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      DoubleVector.fromArray(D, x, i).max(c).intoArray(y, i);
    }
    for (; i < n; i++) {
      y[i] = Math.max(x[i], c);
    }
  }

  @Override
  public void select(double[] x, double a, double b, double c, double[] y, int n) {
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      DoubleVector v = DoubleVector.fromArray(D, x, i);
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
      DoubleVector.fromArray(D, x, i).add(DoubleVector.fromArray(D, y, i)).intoArray(z, i);
    }
    for (; i < n; i++) {
      z[i] = x[i] + y[i];
    }
  }

  @Override
  public void subtract(double[] x, double[] y, double[] z, int n) {
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      DoubleVector.fromArray(D, x, i).sub(DoubleVector.fromArray(D, y, i)).intoArray(z, i);
    }
    for (; i < n; i++) {
      z[i] = x[i] - y[i];
    }
  }

  @Override
  public void multiply(double[] x, double[] y, double[] z, int n) {
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      DoubleVector.fromArray(D, x, i).mul(DoubleVector.fromArray(D, y, i)).intoArray(z, i);
    }
    for (; i < n; i++) {
      z[i] = x[i] * y[i];
    }
  }

  @Override
  public void divide(double[] x, double[] y, double[] z, int n) {
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      DoubleVector.fromArray(D, x, i).div(DoubleVector.fromArray(D, y, i)).intoArray(z, i);
    }
    for (; i < n; i++) {
      z[i] = x[i] / y[i];
    }
  }

  @Override
  public void affine(double a, double[] x, double b, double[] y, int n) {
    int i = 0;
    DoubleVector slope = DoubleVector.broadcast(D, a);
    DoubleVector offset = DoubleVector.broadcast(D, b);
    for (; i <= n - LENGTH; i += LENGTH) {
      slope.fma(DoubleVector.fromArray(D, x, i), offset).intoArray(y, i);
    }
    for (; i < n; i++) {
      y[i] = Math.fma(a, x[i], b);
    }
  }

  @Override
  public void axpy(double a, double[] x, double[] y, double[] z, int n) {
    int i = 0;
    DoubleVector slope = DoubleVector.broadcast(D, a);
    for (; i <= n - LENGTH; i += LENGTH) {
      slope.fma(DoubleVector.fromArray(D, x, i), DoubleVector.fromArray(D, y, i)).intoArray(z, i);
    }
    for (; i < n; i++) {
      z[i] = Math.fma(a, x[i], y[i]);
    }
  }

  @Override
  public void fma(double[] x, double[] y, double[] z, double[] w, int n) {
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      DoubleVector.fromArray(D, x, i)
          .fma(DoubleVector.fromArray(D, y, i), DoubleVector.fromArray(D, z, i))
          .intoArray(w, i);
    }
    for (; i < n; i++) {
      w[i] = Math.fma(x[i], y[i], z[i]);
    }
  }

  @Override
  public void lines(double[] x, double[] w, double[] b, double[][] z, int n) {
    VectorLines.of(x, w, b, z, n);
  }

  @Override
  public void addProducts(double[] v, double[][] h, double[][] f, int n) {
    VectorLines.addProducts(v, h, f, n);
  }

  @Override
  public void addRectified(double[] x, double[] w, double[] b, double[] v, double[][] f, int n) {
    VectorLines.addRectified(x, w, b, v, f, n);
  }

  @Override
  public void addErf(double[] x, double[] w, double[] b, double[] v, double[][] f, int n) {
    int onRows = onRows(n);
    for (int p = 0; p < x.length; p++) {
      if (onRows > 0) {
        VectorErfUnits.add(x[p], w, b, v, f[p], onRows);
      }
      ScalarLanes.addErf(x[p], w, b, v, f[p], onRows, n);
    }
  }

  @Override
  public void addExp(
      double[] x, double[] c, double[] w, double[] b, double[] v, double[][] f, int n) {
    int whole = n - n % LENGTH;
    for (int p = 0; p < x.length; p++) {
      VectorExpUnits.add(x[p], c[p], w, b, v, f[p], whole);
      ScalarLanes.addExp(x[p], c[p], w, b, v, f[p], whole, n);
    }
  }

  // A reduction runs once over the array for every vector that the 8 partial sums fill.

  @Override
  public void accumulate(double[] x, int n, double[] sums, int offset) {
    for (int part = 0; part < SUM_LANES; part += LENGTH) {
      DoubleVector sum = DoubleVector.fromArray(D, sums, offset + part);
      for (int i = part; i < n; i += SUM_LANES) {
        sum = sum.add(DoubleVector.fromArray(D, x, i));
      }
      sum.intoArray(sums, offset + part);
    }
  }

  @Override
  public void multiplyAccumulate(
      double[] x, double[] y, double[] z, int n, double[] sums, int offset) {
    for (int part = 0; part < SUM_LANES; part += LENGTH) {
      DoubleVector sum = DoubleVector.fromArray(D, sums, offset + part);
      for (int i = part; i < n; i += SUM_LANES) {
        DoubleVector product = DoubleVector.fromArray(D, x, i).mul(DoubleVector.fromArray(D, y, i));
        product.intoArray(z, i);
        sum = sum.add(product);
      }
      sum.intoArray(sums, offset + part);
    }
  }

  @Override
  public void productAccumulate(double[] x, double[] y, int n, double[] sums, int offset) {
    for (int part = 0; part < SUM_LANES; part += LENGTH) {
      DoubleVector sum = DoubleVector.fromArray(D, sums, offset + part);
      for (int i = part; i < n; i += SUM_LANES) {
        sum = sum.add(DoubleVector.fromArray(D, x, i).mul(DoubleVector.fromArray(D, y, i)));
      }
      sum.intoArray(sums, offset + part);
    }
  }

  @Override
  public void productSums(double[][] x, double[][] y, int n, double[] sums, int at) {
    for (int part = 0; part < SUM_LANES; part += LENGTH) {
      VectorProducts.sums(x, y, part, n, sums, at);
    }
  }

  @Override
  public void addUnits(
      double[] weights, int[] at, double[] x, int fanIn, double[] z, int units, int points, int n) {
    VectorUnits.add(weights, at, x, fanIn, z, units, points, n);
  }

  @Override
  public void addGram(double[] h, int units, int points, double[] gram, int n) {
    VectorGram.add(h, units, points, gram, n);
  }

  @Override
  public GramFactor factor(int points) {
    return new VectorFactor(points);
  }

  @Override
  public void philox(
      long[] keys, int stream, int block, long firstNetwork, long[] even, long[] odd, int n) {
    int i = n - n % LENGTH;
    VectorPhilox.words(keys, stream, block, 1, firstNetwork, even, odd, i);
    for (; i < n; i++) {
      Philox.words(keys, stream, block, firstNetwork + i, even, odd, i);
    }
  }

  @Override
  public void philox(
      long[] keys,
      int stream,
      int block,
      int blocks,
      long firstNetwork,
      long[] even,
      long[] odd,
      int n) {
    VectorPhilox.words(keys, stream, block, blocks, firstNetwork, even, odd, n);
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
