package org.nnft.ensemble;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.nnft.math.SymmetricIndex;
import org.nnft.statistics.CumulantRecursion;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.Jackknife;
import org.nnft.statistics.KStatistic;
import org.nnft.statistics.SymmetricSums;

/// What an ensemble left behind: power sums per block, from which correlators follow with errors.
/// Safe for several threads.
public final class Measurement {
  private final Estimator estimator;
  private final @Nullable SingleNeuron neuron;
  private final SymmetricSums layout;
  private final long[] counts;
  private final double[][] sums;

  /// Fluctuations of all orders, made when they are first asked for.
  private @Nullable Jackknife full;

  private @Nullable Jackknife connected;

  /// @param neuron what the networks are in truth, or null
  Measurement(
      Estimator estimator,
      @Nullable SingleNeuron neuron,
      SymmetricSums layout,
      long[] counts,
      double[][] sums) {
    this.estimator = estimator;
    this.neuron = neuron;
    this.layout = layout;
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
    return neuron == null ? estimator : Estimator.NEURON;
  }

  /// Whether correlators of this order were measured; those of odd order may be zero by symmetry.
  public boolean keeps(int order) {
    return layout.keeps(order);
  }

  /// Which components a correlator of this order has.
  public SymmetricIndex components(int order) {
    return layout.index(order);
  }

  /// Full correlators G⁽ⁿ⁾ = E[f…f], unbiased (from single neurons biased at O(1/M)), with jackknife errors.
  ///
  /// @param order 1 ≤ n ≤ the highest order measured
  /// @return one estimate per unique component; exactly 0 where an order vanishes identically
  public Estimate[] full(int order) {
    if (!layout.keeps(order)) {
      return zeros(order);
    }
    double[] means = Jackknife.total(sums);
    Arrays.setAll(means, c -> means[c] / networks());
    double[] full = full(CumulantRecursion.on(layout), means);
    return estimates(order, c -> full[layout.offset(order) + c], jackknifeOfFull(order));
  }

  /// Connected correlators G_c⁽ⁿ⁾ by unbiased k-statistics, with jackknife errors of plug-in cumulants.
  ///
  /// @param order 1 ≤ n ≤ the highest order measured
  /// @return one estimate per unique component; exactly 0 where an order vanishes identically
  public Estimate[] connected(int order) {
    if (!layout.keeps(order)) {
      return zeros(order);
    }
    double[] total = Jackknife.total(sums);
    KStatistic.Estimator k = estimator.connected(order).on(layout, networks());
    return estimates(
        order,
        c -> {
          double own = k.component(layout.index(order).at(c)).of(total);
          return neuron == null ? own : neuron.connected(layout.index(order), c, own);
        },
        jackknifeOfConnected(order));
  }

  /// Fluctuations of the full correlators of one order: errors, and covariances between components.
  ///
  /// @throws IllegalArgumentException if the order vanishes identically
  public synchronized Jackknife jackknifeOfFull(int order) {
    if (full == null) {
      CumulantRecursion recursion = CumulantRecursion.on(layout);
      full = Jackknife.of(sums, counts, means -> full(recursion, means));
    }
    return full.slice(layout.offset(order), layout.index(order).count());
  }

  /// Fluctuations of the connected correlators of one order: errors, and covariances between components.
  ///
  /// @throws IllegalArgumentException if the order vanishes identically
  public synchronized Jackknife jackknifeOfConnected(int order) {
    if (connected == null) {
      CumulantRecursion recursion = CumulantRecursion.on(layout);
      connected = Jackknife.of(sums, counts, means -> connected(recursion, means));
    }
    return connected.slice(layout.offset(order), layout.index(order).count());
  }

  private double[] connected(CumulantRecursion recursion, double[] means) {
    double[] own = recursion.cumulants(means);
    return neuron == null ? own : neuron.connected(layout, own);
  }

  /// Moments of the networks; of single neurons, by way of their cumulants.
  private double[] full(CumulantRecursion recursion, double[] means) {
    return neuron == null ? means : recursion.moments(connected(recursion, means));
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
