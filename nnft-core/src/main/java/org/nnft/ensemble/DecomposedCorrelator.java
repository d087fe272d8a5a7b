package org.nnft.ensemble;

import java.util.Arrays;
import java.util.List;
import org.nnft.field.PointSet;
import org.nnft.math.Lanes;
import org.nnft.math.SetPartitions;
import org.nnft.network.NeuralField;
import org.nnft.random.StreamKey;
import org.nnft.statistics.DistinctSums;

/// Unbiased parts of a connected correlator by the number of different neurons that take part.
///
///     f = c + Σᵢ Xᵢ,   G_c⁽ʳ⁾ = Σₖ G_c⁽ʳ|ᵏ⁾,   G_c⁽ʳ|ᵏ⁾ = Σ_{#{i₁…i_r} = k} κ(X_{i₁}(x₁), …, X_{i_r}(x_r))
///
/// The output bias counts as one neuron. Independent neurons have k = 1 alone (2307.03223): every other part is due to
/// what neurons share. A product of expectations is estimated on different networks, one for each factor, so groups of r
/// (r/2 if odd moments vanish) consecutive networks make one unbiased value; neurons need not be alike. Every order has
/// networks of its own, so that orders can be judged together as independent.
///
/// Cost per group: (partitions of r) · (N · 2ʳ + partitions of r).
public final class DecomposedCorrelator {
  private final NeuralField field;
  private final PointSet points;
  private final int[] tuple;
  private final long seed;
  private final List<int[]> partitions;
  private final int replicas;
  private final DistinctSums distinct;

  private DecomposedCorrelator(NeuralField field, PointSet points, int[] tuple, long seed) {
    int order = tuple.length;
    this.field = field;
    this.points = points;
    this.tuple = tuple.clone();
    this.seed = seed;
    boolean even = field.isEven();
    this.partitions = even ? SetPartitions.even(order) : SetPartitions.of(order);
    this.replicas = even ? order / 2 : order;
    this.distinct = DistinctSums.of(order);
  }

  /// @param field one output
  /// @param tuple r point indices, 2 ≤ r ≤ 8. Not modified.
  /// @throws IllegalArgumentException if the field has several outputs or cannot be sampled
  public static DecomposedCorrelator of(
      NeuralField field, PointSet points, int[] tuple, long seed) {
    field.requireInputs(points);
    if (field.outputs() != 1) {
      throw new IllegalArgumentException(
          "correlators of 1 output are decomposed by neurons, got " + field.outputs());
    }
    if (field.isEven() && tuple.length % 2 == 1) {
      throw new IllegalArgumentException(
          "odd orders vanish for an even readout, got " + tuple.length);
    }
    JointTile.requirePossible(field, StreamKey.of(seed, field.toString()), Lanes.best());
    return new DecomposedCorrelator(field, points, tuple, seed);
  }

  /// Networks that one unbiased value takes.
  public int replicas() {
    return replicas;
  }

  /// Sums over groups first … first + n − 1.
  ///
  /// @return r numbers, for k = 1…r different neurons
  public double[] block(long first, int n) {
    Lanes lanes = Lanes.best();
    int size = points.size();
    int pieces = field.width() + 1;
    StreamKey key = StreamKey.of(seed, field + ", parts of order " + tuple.length);
    int capacity = Math.max(8, JointTile.capacity(field, points, Math.multiplyExact(pieces, size)));
    JointTile tile = new JointTile(field, points, key, lanes, capacity);
    int together = Math.max(1, capacity / replicas);
    if (together * replicas > capacity) {
      throw new IllegalStateException("a tile of %d networks is too small".formatted(capacity));
    }
    double[][][] x = new double[pieces][size][capacity];
    double[] sums = new double[tuple.length];
    for (int done = 0; done < n; done += together) {
      int groups = Math.min(together, n - done);
      int networks = groups * replicas;
      tile.draw((first + done) * replicas, networks, true);
      NetworkParameters θ = tile.parameters();
      tile.evaluate(
          networks,
          (i, h) -> {
            for (int p = 0; p < size; p++) {
              lanes.multiply(h[p], θ.readout[i], x[i][p], networks);
            }
          });
      for (double[] bias : x[pieces - 1]) {
        System.arraycopy(θ.outputBiases[0], 0, bias, 0, networks);
      }
      for (int g = 0; g < groups; g++) {
        addGroup(x, g * replicas, sums);
      }
    }
    return sums;
  }

  /// Σ_σ (−1)^{|σ|−1}(|σ|−1)! times the sums in which each block of σ has a network of its own.
  private void addGroup(double[][][] x, int firstLane, double[] sums) {
    int order = tuple.length;
    double[] powers = new double[1 << order];
    double[] product = new double[1 << order];
    int[] lane = new int[order];
    for (int[] σ : partitions) {
      double factor = 1;
      for (int b = 0; b < σ.length; b++) {
        factor *= b == 0 ? 1 : -b;
        for (int a = 0; a < order; a++) {
          if ((σ[b] >> a & 1) == 1) {
            lane[a] = firstLane + b;
          }
        }
      }
      Arrays.fill(powers, 0);
      product[0] = 1;
      for (double[][] piece : x) {
        for (int mask = 1; mask < product.length; mask++) {
          int a = Integer.numberOfTrailingZeros(mask);
          product[mask] = product[mask & mask - 1] * piece[tuple[a]][lane[a]];
          powers[mask] += product[mask];
        }
      }
      distinct.add(factor, powers, sums);
    }
  }
}
