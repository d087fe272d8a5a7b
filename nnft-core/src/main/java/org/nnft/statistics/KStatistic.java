package org.nnft.statistics;

import java.util.List;
import org.nnft.math.SetPartitions;

/// Unbiased estimator of a joint cumulant of order r from the power sums of M independent samples.
///
///     k(1…r) = Σ_σ c_σ(M) Π_{C∈σ} S(C)
///
///     c_σ(M) = Σ_{m} (−1)^{k−1} (k−1)!/(M)_k · Π_C S₂(|C|, m_C) (−1)^{m_C−1} (m_C−1)!,   k = Σ m_C
///
/// σ runs over the partitions of {1…r}, m over 1 ≤ m_C ≤ |C|; (M)_k is the falling factorial and S₂ a
/// Stirling number of the second kind. Derivation: κ = Σ_π (−1)^{|π|−1}(|π|−1)! Π μ(B); an unbiased
/// estimator of Π μ(B) is the mean over *distinct* samples, whose sum over coarser partitions is Möbius
/// inversion (Speed, Austral. J. Stat. 25, 1983); c_σ collects the π that refine σ.
///
/// For r = 2: c = 1/(M−1) and −1/(M(M−1)), the unbiased covariance.
///
/// Cost: Bell(r) products per component.
public final class KStatistic {
  private final int order;
  private final int unit;
  private final List<int[]> partitions;

  private KStatistic(int order, int unit, List<int[]> partitions) {
    this.order = order;
    this.unit = unit;
    this.partitions = partitions;
  }

  /// @param order r, 1 ≤ r ≤ 10
  public static KStatistic of(int order) {
    return new KStatistic(order, 1, SetPartitions.of(order));
  }

  /// For samples that are conditionally Gaussian of zero mean, S(C) = Σ ⟨Π_C f | hidden units⟩.
  ///
  /// By the law of total cumulance κ(f₁…f₂ₘ) = Σ_pairings κ(K̂₁,…,K̂ₘ) with K̂ the conditional
  /// covariances. Summed over pairings, the k-statistic of order m of the K̂ runs over partitions into
  /// even blocks only, with |C|/2 in place of |C|.
  ///
  /// @param order r, even, 2 ≤ r ≤ 10
  public static KStatistic ofGaussianMixture(int order) {
    if (order % 2 == 1) {
      throw new IllegalArgumentException(
          "a zero-mean Gaussian mixture has no odd cumulant " + order);
    }
    return new KStatistic(order, 2, SetPartitions.even(order));
  }

  /// The estimator as terms on a flat array of sums.
  ///
  /// @param sums where each S stands
  /// @param samples M; at least r (mixtures: r/2)
  /// @throws IllegalArgumentException if there are too few samples
  public Estimator on(SymmetricSums sums, long samples) {
    if (samples < order / unit) {
      throw new IllegalArgumentException(
          "an unbiased cumulant of order %d needs at least %d samples, got %d"
              .formatted(order, order / unit, samples));
    }
    double[] coefficients = new double[partitions.size()];
    for (int p = 0; p < coefficients.length; p++) {
      coefficients[p] = coefficient(partitions.get(p), samples);
    }
    return tuple -> {
      int[] position = new int[1 << order];
      for (int mask = 1; mask < position.length; mask++) {
        position[mask] = sums.position(tuple, mask);
      }
      return flat -> evaluate(coefficients, position, flat);
    };
  }

  private double evaluate(double[] coefficients, int[] position, double[] flat) {
    double total = 0;
    for (int p = 0; p < coefficients.length; p++) {
      double product = coefficients[p];
      for (int block : partitions.get(p)) {
        int at = position[block];
        product = at < 0 ? 0 : product * flat[at];
      }
      total += product;
    }
    return total;
  }

  /// c_σ(M) by expanding the product over blocks in powers of the number k of refined blocks.
  private double coefficient(int[] partition, long samples) {
    double[] byCount = {1};
    for (int block : partition) {
      int size = Integer.bitCount(block) / unit;
      double[] next = new double[byCount.length + size];
      for (int k = 0; k < byCount.length; k++) {
        for (int m = 1; m <= size; m++) {
          next[k + m] += byCount[k] * SetPartitions.count(size, m) * SetPartitions.moebius(m);
        }
      }
      byCount = next;
    }
    double sum = 0;
    double falling = 1;
    for (int k = 1; k < byCount.length && k <= samples; k++) {
      falling *= samples - k + 1.0;
      sum += byCount[k] * SetPartitions.moebius(k) / falling;
    }
    return sum;
  }

  /// Binds the estimator to one component.
  @FunctionalInterface
  public interface Estimator {
    /// @param tuple sorted indices i₁ ≤ … ≤ i_r. Not modified.
    Component component(int... tuple);
  }

  /// The estimate of one component as a function of the sums.
  @FunctionalInterface
  public interface Component {
    /// @param sums flat array in the layout of [SymmetricSums]. Not modified.
    double of(double[] sums);
  }
}
