package org.nnft.ensemble;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.nnft.math.SymmetricIndex;
import org.nnft.statistics.CumulantRecursion;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.Jackknife;
import org.nnft.statistics.KStatistic;
import org.nnft.statistics.SymmetricSums;

/// What an ensemble left behind: power sums per block, from which correlators follow with errors.
public final class Measurement {
  private final Estimator estimator;
  private final SymmetricSums layout;
  private final Plan plan;
  private final double[][] sums;

  Measurement(Estimator estimator, SymmetricSums layout, Plan plan, double[][] sums) {
    this.estimator = estimator;
    this.layout = layout;
    this.plan = plan;
    this.sums = sums;
  }

  /// How the networks were cut into blocks.
  public Plan plan() {
    return plan;
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

  /// Full correlators G⁽ⁿ⁾ = E[f…f], unbiased, with jackknife errors.
  ///
  /// @param order 1 ≤ n ≤ the highest order measured
  /// @return one estimate per unique component; exactly 0 where an order vanishes identically
  public Estimate[] full(int order) {
    if (!layout.keeps(order)) {
      return zeros(order);
    }
    double[] total = Jackknife.total(sums);
    return estimates(
        order, c -> total[layout.offset(order) + c] / plan.networks(), jackknifeOfFull(order));
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
    KStatistic.Estimator k = estimator.connected(order).on(layout, plan.networks());
    return estimates(
        order, c -> k.component(layout.index(order).at(c)).of(total), jackknifeOfConnected(order));
  }

  /// Fluctuations of the full correlators of one order: errors, and covariances between components.
  public Jackknife jackknifeOfFull(int order) {
    return Jackknife.of(sums, counts(), means -> slice(means, order));
  }

  /// Fluctuations of the connected correlators of one order: errors, and covariances between components.
  public Jackknife jackknifeOfConnected(int order) {
    CumulantRecursion recursion = CumulantRecursion.on(layout);
    return Jackknife.of(sums, counts(), means -> slice(recursion.cumulants(means), order));
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

  private double[] slice(double[] flat, int order) {
    int from = layout.offset(order);
    return Arrays.copyOfRange(flat, from, from + layout.index(order).count());
  }

  private long[] counts() {
    long[] counts = new long[plan.blocks()];
    Arrays.setAll(counts, plan::count);
    return counts;
  }

  /// A copy of the sums, blocks × components: the bits that never change.
  public double[][] blockSums() {
    return Arrays.stream(sums).map(double[]::clone).toArray(double[][]::new);
  }
}
