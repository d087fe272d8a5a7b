package org.nnft.symmetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.Jackknife;
import org.nnft.statistics.StepDownPulls;

/// What a sample says about one group: paired differences of correlators, tested order by order.
///
/// Two statistics for each order, both χ² by step-down pulls (exact t laws for normal block means, whatever
/// the covariance, singular or not):
///
/// - *average*: the differences averaged over the elements, Δ_c = K⁻¹ Σ_k D_ck. For a compact group the average
///   over the Haar measure projects onto invariant tensors, so a correlator is invariant if and only if Δ = 0
///   (Reynolds operator). Not used for other groups, where it may vanish by accident.
/// - *worst element*: the smallest p-value of the K elements, times K.
///
/// The p-value of an order is twice the smaller of both; that of the group is the smallest of its orders times
/// their number (Bonferroni: right for any dependence). Components whose differences are rounding are *identical*
/// network by network and need no test; those of which one block carries more than [#HEAVY] of the variance have
/// no usable error bar and are left out.
///
/// @param networks M
/// @param elements K
/// @param orders one result per order
public record SymmetryMeasurement(
    SymmetryGroup group, long networks, int elements, List<Order> orders) {

  /// Share of a squared error in one of 64 blocks that a normal law exceeds with probability below 10⁻⁹.
  public static final double HEAVY = 0.4;

  /// Differences below this share of E abs(O) are rounding.
  private static final double IDENTICAL = 1e-10;

  private static final NormalDistribution NORMAL = new NormalDistribution();

  public SymmetryMeasurement {
    orders = List.copyOf(orders);
  }

  /// One order of correlators.
  ///
  /// @param pValue of invariance, corrected for both statistics and for the number of elements
  /// @param tested number of components that were tested
  /// @param identical number of components that no element changes in any network
  /// @param heavy number of components left out for heavy tails
  /// @param worst the component with the largest pull; empty if none was tested
  /// @param bound on abs(Δ_c)/E abs(O_c) of all tested components together, at 95 %
  /// @param theory pulls of Δ against exact theory, where it is known
  public record Order(
      int order,
      double pValue,
      int tested,
      int identical,
      int heavy,
      Optional<Worst> worst,
      double bound,
      Optional<StepDownPulls> theory) {}

  /// The component that moves most, in units of its error.
  ///
  /// @param component such as ⟨f₁(x₁) f₁(x₁)⟩
  /// @param element number of the group element from 1, or 0 for the average over all
  /// @param value of the correlator before
  /// @param difference after − before
  /// @param exact the difference in exact theory; NaN where it is not known
  public record Worst(
      String component, int element, double value, Estimate difference, double exact) {}

  static SymmetryMeasurement of(
      SymmetryTest.Tested t,
      double[][] blocks,
      long perBlock,
      int outputs,
      Optional<ExactDifference> exact) {
    List<Order> orders = new ArrayList<>();
    Optional<ExactDifference> known = exact.filter(e -> !t.group().movesInputs());
    for (int n : t.probes().stream().map(Probe::order).distinct().toList()) {
      int[] probes =
          IntStream.range(0, t.probes().size())
              .filter(c -> t.probes().get(c).order() == n)
              .toArray();
      orders.add(order(n, probes, t, blocks, perBlock, outputs, known.filter(e -> e.knows(n))));
    }
    return new SymmetryMeasurement(
        t.group(), perBlock * blocks.length, t.elements().size(), orders);
  }

  private static Order order(
      int n,
      int[] probes,
      SymmetryTest.Tested t,
      double[][] blocks,
      long perBlock,
      int outputs,
      Optional<ExactDifference> exact) {
    int elements = t.elements().size();
    int stride = 2 + elements;
    long[] counts = new long[blocks.length];
    Arrays.fill(counts, perBlock);
    double[] total = Jackknife.total(blocks);
    double networks = (double) perBlock * blocks.length;
    int[] changed =
        Arrays.stream(probes).filter(c -> changes(blocks, c * stride, elements)).toArray();
    Jackknife all = Jackknife.of(blocks, counts, means -> arranged(means, changed, elements));
    int[] kept =
        IntStream.range(0, changed.length)
            .filter(
                i ->
                    IntStream.rangeClosed(0, elements)
                        .allMatch(k -> all.largestShare(k * changed.length + i) <= HEAVY))
            .map(i -> changed[i])
            .toArray();
    int identical = probes.length - changed.length;
    int heavy = changed.length - kept.length;
    if (kept.length == 0) {
      return new Order(
          n,
          1,
          0,
          identical,
          heavy,
          Optional.empty(),
          heavy == 0 ? 0 : Double.NaN,
          Optional.empty());
    }
    Jackknife jackknife = Jackknife.of(blocks, counts, means -> arranged(means, kept, elements));
    double[] differences = arranged(Matrices.scaled(1 / networks, total), kept, elements);
    double average = pValue(0, differences, jackknife, kept.length);
    double worstElement = 1;
    for (int k = 1; k <= elements; k++) {
      worstElement = Math.min(worstElement, pValue(k, differences, jackknife, kept.length));
    }
    double byElement = Math.min(1, elements * worstElement);
    double p = t.group().isCompact() ? Math.min(1, 2 * Math.min(average, byElement)) : byElement;
    double bound = 0;
    double quantile = NORMAL.inverseCumulativeProbability(1 - 0.05 / (2 * kept.length));
    for (int i = 0; i < kept.length; i++) {
      double scale = total[kept[i] * stride + 1] / networks;
      double reach = Math.abs(differences[i]) + quantile * jackknife.error(i);
      bound = Math.max(bound, reach / scale);
    }
    Optional<Worst> worst =
        IntStream.range(0, differences.length)
            .boxed()
            .max(
                (a, b) ->
                    Double.compare(
                        pull(differences, jackknife, a), pull(differences, jackknife, b)))
            .map(
                at -> {
                  Probe probe = t.probes().get(kept[at % kept.length]);
                  int k = at / kept.length;
                  List<FieldTransformation> by =
                      k == 0 ? t.elements() : t.elements().subList(k - 1, k);
                  return new Worst(
                      probe.formula(outputs),
                      k,
                      total[kept[at % kept.length] * stride] / networks,
                      new Estimate(differences[at], jackknife.error(at)),
                      exact.map(e -> e.of(probe, by)).orElse(Double.NaN));
                });
    Optional<StepDownPulls> theory =
        exact.map(
            e -> {
              double[] deviation = new double[kept.length];
              Arrays.setAll(
                  deviation, i -> differences[i] - e.of(t.probes().get(kept[i]), t.elements()));
              return StepDownPulls.of(deviation, jackknife.slice(0, kept.length));
            });
    return new Order(n, p, kept.length, identical, heavy, worst, bound, theory);
  }

  private static double pull(double[] differences, Jackknife jackknife, int a) {
    return differences[a] == 0 ? 0 : Math.abs(differences[a]) / jackknife.error(a);
  }

  /// Whether some element changes a component by more than rounding in some block.
  private static boolean changes(double[][] blocks, int at, int elements) {
    return Arrays.stream(blocks)
        .anyMatch(
            sums ->
                IntStream.range(0, elements)
                    .anyMatch(k -> Math.abs(sums[at + 2 + k]) > IDENTICAL * sums[at + 1]));
  }

  /// Differences: the averages over elements of every component, then element 1, element 2, …
  private static double[] arranged(double[] means, int[] probes, int elements) {
    double[] result = new double[probes.length * (elements + 1)];
    for (int i = 0; i < probes.length; i++) {
      for (int k = 0; k < elements; k++) {
        double difference = means[probes[i] * (2 + elements) + 2 + k];
        result[(k + 1) * probes.length + i] = difference;
        result[i] += difference / elements;
      }
    }
    return result;
  }

  private static double pValue(int part, double[] differences, Jackknife jackknife, int count) {
    return StepDownPulls.of(
            Arrays.copyOfRange(differences, part * count, (part + 1) * count),
            jackknife.slice(part * count, count))
        .pValue();
  }

  /// P-value of invariance, corrected for the number of orders.
  public double pValue() {
    List<Order> tested = orders.stream().filter(o -> o.tested > 0).toList();
    OptionalDouble smallest = tested.stream().mapToDouble(Order::pValue).min();
    return smallest.isEmpty() ? 1 : Math.min(1, tested.size() * smallest.getAsDouble());
  }

  /// The p-value as a number of standard deviations, two-sided; at most 38.
  public double significance() {
    return significance(pValue());
  }

  /// A p-value as a number of standard deviations, two-sided; at most 38.
  public static double significance(double pValue) {
    return pValue <= 0
        ? 38
        : Math.clamp(-NORMAL.inverseCumulativeProbability(pValue / 2), 0.0, 38.0) + 0.0;
  }

  /// Whether any component could be tested.
  public boolean isTested() {
    return orders.stream().anyMatch(o -> o.tested > 0);
  }

  /// Whether every component that was watched is the same in every network: the networks themselves obey the
  /// symmetry.
  public boolean isIdentical() {
    return orders.stream().allMatch(o -> o.tested == 0 && o.heavy == 0);
  }

  /// Smallest p-value of the differences against exact theory, corrected for the number of orders; empty where
  /// none is known.
  public OptionalDouble theoryPValue() {
    List<StepDownPulls> known = orders.stream().flatMap(o -> o.theory.stream()).toList();
    OptionalDouble smallest = known.stream().mapToDouble(StepDownPulls::pValue).min();
    return smallest.isEmpty()
        ? smallest
        : OptionalDouble.of(Math.min(1, known.size() * smallest.getAsDouble()));
  }

  /// The order that speaks loudest against the symmetry.
  public Optional<Order> loudest() {
    return orders.stream()
        .filter(o -> o.tested > 0)
        .min((a, b) -> Double.compare(a.pValue, b.pValue));
  }
}
