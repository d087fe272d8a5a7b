package org.nnft.statistics;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/// Delete-one-block jackknife: errors and covariance of any function of block sums.
///
///     Cov(θ_a, θ_b) = (B−1)/B · Σ_j (θ_a⁽ʲ⁾ − θ̄_a)(θ_b⁽ʲ⁾ − θ̄_b)
///
/// θ⁽ʲ⁾ is the function of all blocks but the j-th, θ̄ the mean of the θ⁽ʲ⁾ (Efron 1979). Blocks must be
/// independent and differ in size by at most one sample in a thousand. The relative error of an error is
/// about 1/√(2(B−1)).
public final class Jackknife {
  private final double[][] deviations;

  /// θ̄ of every quantity.
  private final double[] mean;

  private Jackknife(double[][] deviations, double[] mean) {
    this.deviations = deviations;
    this.mean = mean;
  }

  /// @param blockSums B ≥ 2 rows of sums over the block's samples. Not modified.
  /// @param blockCounts number of samples in each block. Not modified.
  /// @param statistic maps sample means to the quantities wanted; called B times
  public static Jackknife of(
      double[][] blockSums, long[] blockCounts, UnaryOperator<double[]> statistic) {
    int blocks = blockSums.length;
    if (blocks < 2) {
      throw new IllegalArgumentException("a jackknife needs at least 2 blocks, got " + blocks);
    }
    double[] total = total(blockSums);
    long count = 0;
    for (long n : blockCounts) {
      count += n;
    }
    double[][] replicates = new double[blocks][];
    for (int b = 0; b < blocks; b++) {
      double[] means = new double[total.length];
      for (int c = 0; c < means.length; c++) {
        means[c] = (total[c] - blockSums[b][c]) / (count - blockCounts[b]);
      }
      replicates[b] = statistic.apply(means);
    }
    double[] mean = total(replicates);
    Arrays.setAll(mean, c -> mean[c] / blocks);
    for (double[] replicate : replicates) {
      for (int c = 0; c < mean.length; c++) {
        replicate[c] -= mean[c];
      }
    }
    return new Jackknife(replicates, mean);
  }

  /// Sum of the rows, first to last: the order of addition is part of the result's bits.
  public static double[] total(double[][] rows) {
    double[] sum = new double[rows[0].length];
    for (double[] row : rows) {
      for (int c = 0; c < sum.length; c++) {
        sum[c] += row[c];
      }
    }
    return sum;
  }

  /// The fluctuations of some consecutive quantities.
  public Jackknife slice(int from, int count) {
    return new Jackknife(
        Arrays.stream(deviations)
            .map(d -> Arrays.copyOfRange(d, from, from + count))
            .toArray(double[][]::new),
        Arrays.copyOfRange(mean, from, from + count));
  }

  /// Bθ − (B−1)θ̄, without the bias that a function of means has: exactly where it is a polynomial of degree two and
  /// blocks are equal, else up to O(1/M²) (Quenouille 1956).
  ///
  /// @param a which quantity
  /// @param value θ_a, the function of the means over all blocks
  public double unbiased(int a, double value) {
    return Math.fma(blocks() - 1, value - mean[a], value);
  }

  /// The fluctuations of aθ + bη, where η comes from another run over as many blocks.
  ///
  /// If both runs use the same random numbers block by block, their covariance counts; if not, it averages out.
  ///
  /// @param other of as many quantities
  public Jackknife combined(double a, Jackknife other, double b) {
    if (other.blocks() != blocks() || other.deviations[0].length != deviations[0].length) {
      throw new IllegalArgumentException(
          "fluctuations of %d quantities over %d blocks do not combine with %d over %d"
              .formatted(
                  deviations[0].length, blocks(), other.deviations[0].length, other.blocks()));
    }
    double[][] sum = new double[blocks()][deviations[0].length];
    for (int j = 0; j < sum.length; j++) {
      for (int c = 0; c < sum[j].length; c++) {
        sum[j][c] = a * deviations[j][c] + b * other.deviations[j][c];
      }
    }
    double[] centre = new double[mean.length];
    Arrays.setAll(centre, c -> a * mean[c] + b * other.mean[c]);
    return new Jackknife(sum, centre);
  }

  /// The fluctuations of these quantities, then of others from the same blocks.
  public Jackknife with(Jackknife others) {
    if (others.blocks() != blocks()) {
      throw new IllegalArgumentException(
          "fluctuations over %d blocks do not stand beside those over %d"
              .formatted(others.blocks(), blocks()));
    }
    double[][] both = new double[blocks()][];
    for (int j = 0; j < both.length; j++) {
      both[j] = Arrays.copyOf(deviations[j], deviations[j].length + others.deviations[j].length);
      System.arraycopy(
          others.deviations[j], 0, both[j], deviations[j].length, others.deviations[j].length);
    }
    double[] centres = Arrays.copyOf(mean, mean.length + others.mean.length);
    System.arraycopy(others.mean, 0, centres, mean.length, others.mean.length);
    return new Jackknife(both, centres);
  }

  /// Number of blocks B.
  public int blocks() {
    return deviations.length;
  }

  /// Covariance of quantities a and b.
  public double covariance(int a, int b) {
    double sum = 0;
    for (double[] deviation : deviations) {
      sum += deviation[a] * deviation[b];
    }
    return sum * (blocks() - 1) / blocks();
  }

  /// Deviation θ_a⁽ʲ⁾ − θ̄_a of the replicate without block j, scaled so that covariances are plain sums of
  /// products: √((B−1)/B)(θ_a⁽ʲ⁾ − θ̄_a).
  ///
  /// @return a new array over the blocks
  double[] fluctuation(int a) {
    double scale = Math.sqrt((blocks() - 1.0) / blocks());
    double[] column = new double[blocks()];
    for (int j = 0; j < column.length; j++) {
      column[j] = scale * deviations[j][a];
    }
    return column;
  }

  /// Standard error of Σ_a w_a θ_a, covariances included.
  ///
  /// @param weights one per quantity. Not modified.
  public double error(double[] weights) {
    double sum = 0;
    for (double[] deviation : deviations) {
      double d = 0;
      for (int a = 0; a < weights.length; a++) {
        d = Math.fma(weights[a], deviation[a], d);
      }
      sum += d * d;
    }
    return Math.sqrt(sum * (blocks() - 1) / blocks());
  }

  /// The share of quantity a's squared error that its most deviating block carries: about 2 ln B/B for a
  /// normal law, of order one where tails are so heavy that the error bar means little.
  public double largestShare(int a) {
    double sum = 0;
    double largest = 0;
    for (double[] deviation : deviations) {
      double square = deviation[a] * deviation[a];
      sum += square;
      largest = Math.max(largest, square);
    }
    return sum == 0 ? 0 : largest / sum;
  }

  /// Standard error of quantity a.
  public double error(int a) {
    return Math.sqrt(covariance(a, a));
  }
}
