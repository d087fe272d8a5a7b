package org.nnft.statistics;

import java.util.Arrays;
import org.nnft.math.SymmetricIndex;

/// Cumulants of a law from its moments, all components of all orders at once.
///
///     κ(A) = μ(A) − Σ_{B ⊂ A, a₁ ∈ B ≠ A} κ(B) μ(A∖B)
///
/// with a₁ the first element of A (Speed 1983). Plug-in cumulants of a sample are biased at O(1/M); they
/// serve exact laws and jackknife replicates, [KStatistic] serves central values.
///
/// Cost: 2^(r−1) products per component of order r, a quarter of that where only even orders are kept.
public final class CumulantRecursion {
  private final SymmetricSums layout;

  /// For every position of the flat array, the pairs (position of κ(B), position of μ(A∖B)).
  private final int[][] terms;

  private CumulantRecursion(SymmetricSums layout) {
    this.layout = layout;
    this.terms = new int[layout.size()][];
    for (int order = 1; order <= layout.highestOrder(); order++) {
      if (layout.keeps(order)) {
        prepare(order);
      }
    }
  }

  public static CumulantRecursion on(SymmetricSums layout) {
    return new CumulantRecursion(layout);
  }

  private void prepare(int order) {
    SymmetricIndex index = layout.index(order);
    int all = (1 << order) - 1;
    int[] buffer = new int[2 << order];
    for (int c = 0; c < index.count(); c++) {
      int[] tuple = index.at(c);
      int used = 0;
      for (int mask = 1; mask < all; mask += 2) {
        int κ = layout.position(tuple, mask);
        int μ = layout.position(tuple, all & ~mask);
        if (κ >= 0 && μ >= 0) {
          buffer[used++] = κ;
          buffer[used++] = μ;
        }
      }
      terms[layout.offset(order) + c] = Arrays.copyOf(buffer, used);
    }
  }

  /// @param moments μ in the layout of the sums. Not modified.
  /// @return κ in the same layout, a new array
  public double[] cumulants(double[] moments) {
    double[] κ = new double[moments.length];
    for (int c = 0; c < κ.length; c++) {
      int[] pairs = terms[c];
      double sum = moments[c];
      for (int t = 0; t < pairs.length; t += 2) {
        sum -= κ[pairs[t]] * moments[pairs[t + 1]];
      }
      κ[c] = sum;
    }
    return κ;
  }

  /// The inverse map: moments from cumulants.
  ///
  /// @param cumulants κ in the layout of the sums. Not modified.
  /// @return μ in the same layout, a new array
  public double[] moments(double[] cumulants) {
    double[] μ = new double[cumulants.length];
    for (int c = 0; c < μ.length; c++) {
      int[] pairs = terms[c];
      double sum = cumulants[c];
      for (int t = 0; t < pairs.length; t += 2) {
        sum += cumulants[pairs[t]] * μ[pairs[t + 1]];
      }
      μ[c] = sum;
    }
    return μ;
  }
}
