package org.nnft.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// Factors of covariances that are regular, singular or not finite.
class GramFactorTest {
  private static final int SIZE = 16;
  private static final int NETWORKS = 400;
  private static final int PAIRS = SIZE * (SIZE + 1) / 2;

  /// L Lᵀ = K for matrices of full rank, of rank 0, and of rank 2 or 3 with two points that nearly coincide: to the stated
  /// share of variances, and rounding.
  @Test
  void factorsGiveTheirMatrixBack() {
    double[] gram = covariances();
    double[] lower = new double[SIZE * SIZE * NETWORKS];
    int rank = Lanes.best().factor(SIZE).of(gram, lower, NETWORKS);
    assertThat(rank).isEqualTo(SIZE);
    for (int i = 0; i < NETWORKS; i++) {
      for (int p = 0, pair = i; p < SIZE; p++) {
        for (int q = p; q < SIZE; q++, pair += NETWORKS) {
          double sum = 0;
          for (int c = 0; c < SIZE; c++) {
            int row = c * SIZE * NETWORKS + i;
            sum += lower[row + p * NETWORKS] * lower[row + q * NETWORKS];
          }
          double scale = Math.sqrt(gram[diagonal(p) + i] * gram[diagonal(q) + i]);
          assertThat(sum).isCloseTo(gram[pair], within(1e-13 * scale));
        }
      }
    }
  }

  /// Scalars give the bits of vectors, where something is infinite or no number too; all networks of rank 2 take two columns.
  @Test
  void scalarsGiveTheBitsOfVectors() {
    double[] gram = covariances();
    gram[diagonal(3) + 5] = Double.POSITIVE_INFINITY;
    gram[diagonal(0) + 6] = Double.NaN;
    gram[diagonal(15) + 7] = -1;
    double[] vectors = new double[SIZE * SIZE * NETWORKS];
    double[] scalars = new double[SIZE * SIZE * NETWORKS];
    int rank = new VectorFactor(SIZE).of(gram, vectors, NETWORKS);
    assertThat(new ScalarFactor(SIZE).of(gram, scalars, NETWORKS)).isEqualTo(rank);
    assertThat(vectors).isEqualTo(scalars);
    assertThat(vectors[3 * NETWORKS + 5]).isNaN();
    assertThat(vectors[6]).isNaN();

    double[] low = new double[PAIRS * 16];
    for (int p = 0, pair = 0; p < SIZE; p++) {
      for (int q = p; q < SIZE; q++, pair++) {
        for (int i = 0; i < 16; i++) {
          low[pair * 16 + i] = 1 + 0.01 * p * q * i;
        }
      }
    }
    double[] lower = new double[SIZE * SIZE * 16];
    assertThat(new VectorFactor(SIZE).of(low, lower, 16)).isEqualTo(2);
    assertThat(new ScalarFactor(SIZE).of(low, lower, 16)).isEqualTo(2);
  }

  private static int diagonal(int p) {
    return (p * SIZE - p * (p - 1) / 2) * NETWORKS;
  }

  private static double[] covariances() {
    Random random = new Random(1);
    double[] gram = new double[PAIRS * NETWORKS];
    for (int i = 0; i < NETWORKS; i++) {
      double[][] h = units(i, random);
      for (int p = 0, pair = i; p < SIZE; p++) {
        for (int q = p; q < SIZE; q++, pair += NETWORKS) {
          gram[pair] = dot(h[p], h[q]);
        }
      }
    }
    return gram;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum = Math.fma(a[k], b[k], sum);
    }
    return sum;
  }

  /// Normal numbers, nothing, or polynomials of degree 1 or 2 in x with random coefficients.
  private static double[][] units(int network, Random random) {
    int units = 40;
    double[][] h = new double[SIZE][units];
    if (network % 4 == 0) {
      return h;
    }
    double[] x = random.doubles(SIZE, -1, 1).toArray();
    x[1] = x[0] + Math.pow(10, -4 - 5 * random.nextDouble());
    for (int k = 0; k < units; k++) {
      double[] a = {
        random.nextGaussian(), random.nextGaussian(), network % 4 == 1 ? random.nextGaussian() : 0
      };
      for (int p = 0; p < SIZE; p++) {
        h[p][k] = network % 4 == 2 ? random.nextGaussian() : a[0] + x[p] * (a[1] + x[p] * a[2]);
      }
    }
    return h;
  }
}
