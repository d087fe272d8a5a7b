package org.nnft.symmetry;

import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;
import org.nnft.network.JointDensity;

/// The inverse of a covariance of low rank and diagonal between neurons (Woodbury):
///
///     (D + Σₖ uₖuₖᵀ)⁻¹ = D⁻¹ − Σₖₗ wₖ Mₖₗ wₗᵀ,   wₖ = D⁻¹uₖ,   M = (1 + uᵀD⁻¹u)⁻¹
///
/// Equicorrelated neurons: D = 1 − ρ, w = 1, M = ρ/((1 − ρ)(1 + (n − 1)ρ)), for both signs of ρ.
///
/// Immutable.
final class NeuronPrecision {
  private final double[] diagonal;
  private final double[][] directions;
  private final double[][] core;

  private NeuronPrecision(double[] diagonal, double[][] directions, double[][] core) {
    this.diagonal = diagonal;
    this.directions = directions;
    this.core = core;
  }

  /// (1 − ρ)δᵢⱼ + ρ inverted.
  static NeuronPrecision equicorrelated(int n, double ρ) {
    double[] diagonal = new double[n];
    Arrays.fill(diagonal, 1 / (1 - ρ));
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    double core = ρ / ((1 - ρ) * (1 + (n - 1) * ρ));
    return new NeuronPrecision(diagonal, new double[][] {ones}, new double[][] {{core}});
  }

  /// @throws IllegalArgumentException if an entry of the diagonal is 0, so that the law may have no density
  static NeuronPrecision of(JointDensity.GaussianCovariance covariance, int n) {
    double[] d = covariance.diagonal(n);
    double[][] w = covariance.factors(n);
    double[][] m = Matrices.identity(w.length);
    for (int i = 0; i < n; i++) {
      if (d[i] == 0) {
        throw new IllegalArgumentException(
            "a score needs a density: the diagonal %s must be above 0, got 0 at i = %d of n = %d; give every neuron a part of its own, or let the flow move other parameters"
                .formatted(covariance.diagonal(), i + 1, n));
      }
      for (int k = 0; k < w.length; k++) {
        for (int l = 0; l < w.length; l++) {
          m[k][l] += w[k][i] * w[l][i] / d[i];
        }
      }
    }
    for (double[] direction : w) {
      Arrays.setAll(direction, i -> direction[i] / d[i]);
    }
    double[][] core =
        w.length == 0
            ? m
            : new CholeskyDecomposition(new Array2DRowRealMatrix(m, false))
                .getSolver()
                .getInverse()
                .getData();
    return new NeuronPrecision(Arrays.stream(d).map(x -> 1 / x).toArray(), w, core);
  }

  /// Number of directions wₖ.
  int directions() {
    return directions.length;
  }

  /// 1/dᵢ.
  double diagonal(int neuron) {
    return diagonal[neuron];
  }

  /// wₖ(i).
  double direction(int k, int neuron) {
    return directions[k][neuron];
  }

  /// Mₖₗ.
  double core(int k, int l) {
    return core[k][l];
  }
}
