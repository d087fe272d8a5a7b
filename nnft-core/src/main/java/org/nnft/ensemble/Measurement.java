package org.nnft.ensemble;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.nnft.math.SymmetricIndex;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.Jackknife;
import org.nnft.statistics.KStatistic;
import org.nnft.statistics.SymmetricSums;

/// What an ensemble left behind: power sums per block, from which correlators follow with errors.
/// Safe for several threads.
public final class Measurement {
  private final Estimator estimator;
  private final CorrelatorMap map;
  private final SymmetricSums layout;
  private final long[] counts;
  private final double[][] sums;

  /// Fluctuations of all orders, made when they are first asked for.
  private @Nullable Jackknife full;

  private @Nullable Jackknife connected;

  /// @param map what the means of the sums say
  Measurement(Estimator estimator, CorrelatorMap map, long[] counts, double[][] sums) {
    this.estimator = estimator;
    this.map = map;
    this.layout = map.layout();
    this.counts = counts;
    this.sums = sums;
  }

  /// Number of networks M.
  public long networks() {
    return Arrays.stream(counts).sum();
  }

  /// Number of blocks B behind every error bar.
  public int blocks() {
    return counts.length;
  }

  /// What each network contributed.
  public Estimator estimator() {
    return estimator;
  }

  /// Whether correlators of this order were measured; those of odd order may be zero by symmetry.
  public boolean keeps(int order) {
    return layout.keeps(order);
  }

  /// Which components a correlator of this order has.
  public SymmetricIndex components(int order) {
    return layout.index(order);
  }

  /// Full correlators G⁽ⁿ⁾ = E[f…f], unbiased (from single neurons up to O(1/M²)), with jackknife errors.
  ///
  /// @param order 1 ≤ n ≤ the highest order measured
  /// @return one estimate per unique component; exactly 0 where an order vanishes identically
  public Estimate[] full(int order) {
    if (!layout.keeps(order)) {
      return zeros(order);
    }
    double[] full = map.full(means());
    Jackknife jackknife = jackknifeOfFull(order);
    IntToDoubleFunction value = c -> full[layout.offset(order) + c];
    return switch (map) {
      case CorrelatorMap.OfNetworks _ -> estimates(order, value, jackknife);
      case CorrelatorMap.OfNeurons _ -> unbiased(order, value, jackknife);
    };
  }

  private double[] means() {
    double[] means = Jackknife.total(sums);
    long networks = networks();
    Arrays.setAll(means, c -> means[c] / networks);
    return means;
  }

  /// Connected correlators G_c⁽ⁿ⁾, with jackknife errors of plug-in cumulants: by unbiased k-statistics where networks
  /// contribute, else by plug-in cumulants without their jackknife bias, unbiased up to O(1/M²).
  ///
  /// @param order 1 ≤ n ≤ the highest order measured
  /// @return one estimate per unique component; exactly 0 where an order vanishes identically
  public Estimate[] connected(int order) {
    if (!layout.keeps(order)) {
      return zeros(order);
    }
    return switch (estimator) {
      case OUTPUTS, ANTITHETIC -> connected(order, KStatistic.of(order));
      case GAUSSIAN_READOUT -> connected(order, KStatistic.ofGaussianMixture(order));
      case NEURON, QUASI_MONTE_CARLO, CONTROL_VARIATES, QUADRATURE -> {
        double[] connected = map.connected(means());
        yield unbiased(
            order, c -> connected[layout.offset(order) + c], jackknifeOfConnected(order));
      }
    };
  }

  private Estimate[] connected(int order, KStatistic statistic) {
    double[] total = Jackknife.total(sums);
    KStatistic.Estimator k = statistic.on(layout, networks());
    return estimates(
        order, c -> k.component(layout.index(order).at(c)).of(total), jackknifeOfConnected(order));
  }

  /// Fluctuations of the full correlators of one order: errors, and covariances between components.
  ///
  /// @throws IllegalArgumentException if the order vanishes identically
  public synchronized Jackknife jackknifeOfFull(int order) {
    if (full == null) {
      full = Jackknife.of(sums, counts, map::full);
    }
    return full.slice(layout.offset(order), layout.index(order).count());
  }

  /// Fluctuations of the connected correlators of one order: errors, and covariances between components.
  ///
  /// @throws IllegalArgumentException if the order vanishes identically
  public synchronized Jackknife jackknifeOfConnected(int order) {
    if (connected == null) {
      connected = Jackknife.of(sums, counts, map::connected);
    }
    return connected.slice(layout.offset(order), layout.index(order).count());
  }

  private Estimate[] unbiased(int order, IntToDoubleFunction value, Jackknife jackknife) {
    return estimates(order, c -> jackknife.unbiased(c, value.applyAsDouble(c)), jackknife);
  }

  private Estimate[] estimates(int order, IntToDoubleFunction value, Jackknife jackknife) {
    Estimate[] result = new Estimate[layout.index(order).count()];
    Arrays.setAll(result, c -> new Estimate(value.applyAsDouble(c), jackknife.error(c)));
    return result;
  }

  private Estimate[] zeros(int order) {
    Estimate[] result = new Estimate[layout.index(order).count()];
    Arrays.fill(result, new Estimate(0, 0));
    return result;
  }

  /// A copy of the sums, blocks × components: the bits that never change.
  public double[][] blockSums() {
    return Arrays.stream(sums).map(double[]::clone).toArray(double[][]::new);
  }
}
