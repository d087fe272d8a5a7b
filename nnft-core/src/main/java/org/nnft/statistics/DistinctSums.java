package org.nnft.statistics;

import java.util.Arrays;
import java.util.List;
import org.nnft.math.SetPartitions;

/// Sums over index tuples with exactly k different indices, from power sums.
///
///     Σ_{#{i₁…i_r} = k} Π_a x_{i_a}(a) = Σ_τ c_k(τ) Π_{C∈τ} p(C),      p(C) = Σᵢ Π_{a∈C} xᵢ(a)
///
///     c_k(τ) = Σ_{Σ n_C = k} Π_{C∈τ} S₂(|C|, n_C)(−1)^{n_C−1}(n_C−1)!
///
/// τ runs over the partitions of {1…r}, S₂ are Stirling numbers of the second kind. Derivation: Möbius inversion over
/// the lattice of partitions (Rota 1964). Over all k, c sums to 1 for the partition into single elements and to 0 for
/// the others.
public final class DistinctSums {
  private final List<int[]> partitions;
  private final double[][] coefficients;
  private final int order;

  private DistinctSums(int order, List<int[]> partitions, double[][] coefficients) {
    this.order = order;
    this.partitions = partitions;
    this.coefficients = coefficients;
  }

  /// @param order r, 1 ≤ r ≤ 8
  public static DistinctSums of(int order) {
    List<int[]> partitions = SetPartitions.of(order);
    double[][] coefficients = new double[partitions.size()][];
    for (int p = 0; p < coefficients.length; p++) {
      double[] byCount = {1};
      for (int block : partitions.get(p)) {
        int size = Integer.bitCount(block);
        double[] next = new double[byCount.length + size];
        for (int k = 0; k < byCount.length; k++) {
          for (int n = 1; n <= size; n++) {
            next[k + n] += byCount[k] * SetPartitions.count(size, n) * SetPartitions.moebius(n);
          }
        }
        byCount = next;
      }
      coefficients[p] = Arrays.copyOf(byCount, order + 1);
    }
    return new DistinctSums(order, partitions, coefficients);
  }

  /// Adds factor · (sums with k = 1…r different indices).
  ///
  /// @param p power sums by the bit mask of their positions. Not modified.
  /// @param sums r numbers. Modified.
  public void add(double factor, double[] p, double[] sums) {
    for (int t = 0; t < coefficients.length; t++) {
      double product = factor;
      for (int block : partitions.get(t)) {
        product *= p[block];
      }
      if (product != 0) {
        double[] c = coefficients[t];
        for (int k = 1; k <= order; k++) {
          sums[k - 1] = Math.fma(c[k], product, sums[k - 1]);
        }
      }
    }
  }
}
