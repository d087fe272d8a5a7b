package org.nnft.eft;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/// Coordinates in which a Gaussian field is white: φ = Σₐ vₐ √λₐ xₐ with K vₐ = λₐ vₐ, so ⟨xₐ x_b⟩ = δ_ab.
final class Whitening {
  private final double[] eigenvalues;
  private final double[][] modes;

  private Whitening(double[] eigenvalues, double[][] modes) {
    this.eigenvalues = eigenvalues;
    this.modes = modes;
  }

  /// @param kernel K, symmetric. Not modified.
  /// @throws IllegalArgumentException if an entry is not finite
  static Whitening of(double[][] kernel) {
    for (double[] row : kernel) {
      for (double k : row) {
        if (!Double.isFinite(k)) {
          throw new IllegalArgumentException("a propagator must be finite, got an entry " + k);
        }
      }
    }
    EigenDecompositionSymmetric eigen =
        new EigenDecompositionSymmetric(new Array2DRowRealMatrix(kernel));
    double[] eigenvalues = eigen.getEigenvalues();
    double[][] modes = new double[eigenvalues.length][];
    for (int a = 0; a < modes.length; a++) {
      modes[a] = eigen.getEigenvector(a).toArray();
    }
    return new Whitening(eigenvalues, modes);
  }

  /// λ_max.
  double largest() {
    return eigenvalues[0];
  }

  /// λ_max/λ_min, infinite for a matrix that is not positive definite.
  double conditionNumber() {
    double smallest = eigenvalues[eigenvalues.length - 1];
    return smallest > 0 ? eigenvalues[0] / smallest : Double.POSITIVE_INFINITY;
  }

  /// ln det K.
  double logDeterminant() {
    double sum = 0;
    for (double λ : eigenvalues) {
      sum += Math.log(λ);
    }
    return sum;
  }

  /// x = A φ: row a is vₐ/√λₐ. A new array.
  double[][] toWhite() {
    double[][] a = new double[modes.length][modes.length];
    for (int k = 0; k < modes.length; k++) {
      for (int i = 0; i < modes.length; i++) {
        a[k][i] = modes[k][i] / Math.sqrt(eigenvalues[k]);
      }
    }
    return a;
  }

  /// φ = L x: column a is vₐ√λₐ. A new array.
  double[][] toField() {
    double[][] l = new double[modes.length][modes.length];
    for (int k = 0; k < modes.length; k++) {
      for (int i = 0; i < modes.length; i++) {
        l[i][k] = modes[k][i] * Math.sqrt(eigenvalues[k]);
      }
    }
    return l;
  }

  static double[][] transpose(double[][] matrix) {
    return new Array2DRowRealMatrix(matrix, false).transpose().getData();
  }
}
