package org.nnft.neuron;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/// z = Lξ with ξ independent standard normal in as many dimensions as Q has rank.
final class GaussianCoordinates {
  /// Eigenvalues below this fraction of the largest are rounding.
  private static final double RANK_TOLERANCE = 1e-13;

  private final double[][] factor;
  private final double[] eigenvalues;

  private GaussianCoordinates(double[][] factor, double[] eigenvalues) {
    this.factor = factor;
    this.eigenvalues = eigenvalues;
  }

  static GaussianCoordinates of(double[][] q) {
    EigenDecompositionSymmetric eigen =
        new EigenDecompositionSymmetric(new Array2DRowRealMatrix(q));
    double largest = eigen.getEigenvalue(0);
    int rank = 0;
    while (rank < q.length && eigen.getEigenvalue(rank) > RANK_TOLERANCE * largest) {
      rank++;
    }
    double[][] factor = new double[q.length][rank];
    double[] eigenvalues = new double[rank];
    for (int k = 0; k < rank; k++) {
      eigenvalues[k] = eigen.getEigenvalue(k);
      for (int p = 0; p < q.length; p++) {
        factor[p][k] = Math.sqrt(eigenvalues[k]) * eigen.getEigenvector(k).getEntry(p);
      }
    }
    return new GaussianCoordinates(factor, eigenvalues);
  }

  /// L, P rows of r columns; column k has squared norm λₖ. Not to be modified.
  double[][] factor() {
    return factor;
  }

  /// λₖ, the eigenvalues of Q, descending. Not to be modified.
  double[] eigenvalues() {
    return eigenvalues;
  }

  int rank() {
    return eigenvalues.length;
  }
}
