package org.nnft.math;

import java.util.Arrays;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/// Gauss–Hermite rule for the standard normal law: `E[f(Z)]` ≈ Σ wₖ f(zₖ), exact for polynomials of degree
/// 2n − 1.
///
/// Nodes are the eigenvalues of the Jacobi matrix with off-diagonal √k, weights the squared first
/// components of its eigenvectors (Golub, Welsch, Math. Comp. 23, 1969).
public final class GaussHermite {
  private final double[] nodes;
  private final double[] weights;

  private GaussHermite(double[] nodes, double[] weights) {
    this.nodes = nodes;
    this.weights = weights;
  }

  /// @param n number of nodes, 1 ≤ n ≤ 300. Cost O(n³).
  public static GaussHermite of(int n) {
    if (n < 1 || n > 300) {
      throw new IllegalArgumentException("Gauss–Hermite rules have 1 to 300 nodes, got " + n);
    }
    if (n == 1) {
      return new GaussHermite(new double[] {0}, new double[] {1});
    }
    double[] off = new double[n - 1];
    Arrays.setAll(off, k -> Math.sqrt(k + 1));
    EigenDecompositionSymmetric jacobi = new EigenDecompositionSymmetric(new double[n], off);
    double[] nodes = new double[n];
    double[] weights = new double[n];
    for (int k = 0; k < n; k++) {
      nodes[k] = jacobi.getEigenvalue(k);
      double first = jacobi.getEigenvector(k).getEntry(0);
      weights[k] = first * first;
    }
    return new GaussHermite(nodes, weights);
  }

  /// Number of nodes n.
  public int size() {
    return nodes.length;
  }

  /// Node k.
  public double node(int k) {
    return nodes[k];
  }

  /// Weight k; they sum to 1.
  public double weight(int k) {
    return weights[k];
  }
}
