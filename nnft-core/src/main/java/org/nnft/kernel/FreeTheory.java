package org.nnft.kernel;

import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.jspecify.annotations.Nullable;
import org.nnft.field.WickPairings;

/// The Gaussian theory of a kernel at finitely many points: its action and its correlators.
///
///     S_GP[f] = ½ Σ_pq f_p Ξ_pq f_q,   Ξ = K⁻¹,   P(f) = e^(−S_GP)/√((2π)ʳ det K)
///
/// Where K is singular (ReLU-net without bias in d = 1: all outputs are proportional) fields live on the r
/// directions of non-zero variance; Ξ and det K are those of K on them, and other fields have infinite action.
/// Source: 2008.08601 and Rasmussen & Williams 2006.
public final class FreeTheory {
  /// Eigenvalues below this fraction of the largest are zero variance.
  private static final double RANK_TOLERANCE = 1e-13;

  /// Kernels of more points are decomposed when that is first needed: it costs O(P³), correlators nothing.
  private static final int SMALL = 256;

  private final double[][] kernel;
  private final double[][] errors;
  private @Nullable Spectrum spectrum;

  /// Eigenvalues, largest first, and eigenvectors of the directions of non-zero variance.
  private static final class Spectrum {
    private final double[] eigenvalues;
    private final double[][] modes;

    Spectrum(double[] eigenvalues, double[][] modes) {
      this.eigenvalues = eigenvalues;
      this.modes = modes;
    }

    static Spectrum of(double[][] kernel) {
      EigenDecompositionSymmetric eigen =
          new EigenDecompositionSymmetric(new Array2DRowRealMatrix(kernel));
      double[] all = eigen.getEigenvalues();
      double largest = all[0];
      double smallest = all[all.length - 1];
      if (!(largest > 0) || smallest < -1e-10 * largest) {
        throw new IllegalArgumentException(
            "a kernel must be positive semidefinite and not zero, got eigenvalues from %s to %s"
                .formatted(smallest, largest));
      }
      int rank = 0;
      while (rank < all.length && all[rank] > RANK_TOLERANCE * largest) {
        rank++;
      }
      double[][] modes = new double[rank][];
      Arrays.setAll(modes, k -> eigen.getEigenvector(k).toArray());
      return new Spectrum(Arrays.copyOf(all, rank), modes);
    }
  }

  private FreeTheory(KernelMatrix kernel) {
    this.kernel = copy(kernel.values());
    this.errors = copy(kernel.errors());
  }

  private static double[][] copy(double[][] rows) {
    return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
  }

  /// @param kernel K, P × P, symmetric, positive semidefinite and not zero. Not modified.
  /// @throws IllegalArgumentException if K has a negative eigenvalue beyond rounding, or none that is positive;
  ///     for more than 256 points by the first method that needs eigenvalues
  public static FreeTheory of(double[][] kernel) {
    return of(new KernelMatrix(kernel, new double[kernel.length][kernel.length]));
  }

  /// The same for a kernel known within bounds.
  public static FreeTheory of(KernelMatrix kernel) {
    FreeTheory theory = new FreeTheory(kernel);
    if (kernel.size() <= SMALL) {
      theory.spectrum();
    }
    return theory;
  }

  private synchronized Spectrum spectrum() {
    if (spectrum == null) {
      spectrum = Spectrum.of(kernel);
    }
    return spectrum;
  }

  /// Number of points P.
  public int size() {
    return kernel.length;
  }

  /// Number of directions of non-zero variance r ≤ P.
  public int rank() {
    return spectrum().modes.length;
  }

  /// λ_max/λ_min over the directions of non-zero variance.
  public double conditionNumber() {
    double[] eigenvalues = spectrum().eigenvalues;
    return eigenvalues[0] / eigenvalues[rank() - 1];
  }

  /// Relative error of Ξ: what rounding and the errors of K, both relative to λ_max, become by the condition number.
  public double errorOfInverse() {
    double relative = Math.ulp(1.0) + size() * largestError() / spectrum().eigenvalues[0];
    return relative * conditionNumber();
  }

  /// A copy of K.
  public double[][] propagator() {
    return copy(kernel);
  }

  /// A copy of the bounds on the errors of K, 0 for closed forms.
  public double[][] propagatorErrors() {
    return copy(errors);
  }

  /// The largest of them.
  public double largestError() {
    return new KernelMatrix(kernel, errors).largestError();
  }

  /// Ξ = Σₖ vₖ vₖᵀ/λₖ, a new P × P array.
  public double[][] inversePropagator() {
    double[][] modes = spectrum().modes;
    double[] eigenvalues = spectrum().eigenvalues;
    double[][] xi = new double[size()][size()];
    for (int k = 0; k < rank(); k++) {
      for (int p = 0; p < size(); p++) {
        for (int q = 0; q < size(); q++) {
          xi[p][q] += modes[k][p] * modes[k][q] / eigenvalues[k];
        }
      }
    }
    return xi;
  }

  /// `S_GP[f]`; infinite for a field outside of the directions of non-zero variance.
  ///
  /// @param f one value per point. Not modified.
  /// @throws IllegalArgumentException if the number of values is not P
  public double action(double... f) {
    if (f.length != size()) {
      throw new IllegalArgumentException(
          "a field configuration needs %d values, one per point, got %d"
              .formatted(size(), f.length));
    }
    double[][] modes = spectrum().modes;
    double action = 0;
    double[] outside = f.clone();
    double norm = 0;
    for (double value : f) {
      norm += value * value;
    }
    for (int k = 0; k < rank(); k++) {
      double amplitude = 0;
      for (int p = 0; p < f.length; p++) {
        amplitude = Math.fma(modes[k][p], f[p], amplitude);
      }
      for (int p = 0; p < f.length; p++) {
        outside[p] = Math.fma(-amplitude, modes[k][p], outside[p]);
      }
      action += amplitude * amplitude / (2 * spectrum().eigenvalues[k]);
    }
    double left = 0;
    for (double value : outside) {
      left += value * value;
    }
    return rank() < size() && left > 1e-18 * norm ? Double.POSITIVE_INFINITY : action;
  }

  /// ln P(f) = `−S_GP[f]` − ½ ln((2π)ʳ det K).
  public double logDensity(double... f) {
    double logNormalisation = rank() * Math.log(2 * Math.PI);
    for (double λ : spectrum().eigenvalues) {
      logNormalisation += Math.log(λ);
    }
    return -action(f) - logNormalisation / 2;
  }

  /// G⁽ⁿ⁾ by Wick's theorem: the sum over pairings of products of K; 0 for odd n.
  ///
  /// @param tuple point indices, n ≤ 12. Not modified.
  public double correlator(int... tuple) {
    return wick(tuple, -1);
  }

  /// What the errors of K may do to [#correlator(int...)], to first order: in each product one factor after another gives
  /// way to its bound.
  ///
  /// @param tuple point indices, n ≤ 12. Not modified.
  public double correlatorError(int... tuple) {
    double error = 0;
    for (int factor = 0; factor < tuple.length / 2; factor++) {
      error += wick(tuple, factor);
    }
    return error;
  }

  /// @param wrong the factor of each product that is replaced by its error, and the others by their moduli; −1 for none
  private double wick(int[] tuple, int wrong) {
    if (tuple.length % 2 == 1) {
      return 0;
    }
    double sum = 0;
    for (int[] pairing : WickPairings.of(tuple.length)) {
      double product = 1;
      for (int i = 0; i < pairing.length; i += 2) {
        int p = tuple[pairing[i]];
        int q = tuple[pairing[i + 1]];
        product *=
            wrong < 0 ? kernel[p][q] : i / 2 == wrong ? errors[p][q] : Math.abs(kernel[p][q]);
      }
      sum += product;
    }
    return sum;
  }
}
