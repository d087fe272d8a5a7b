package org.nnft.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.nnft.ensemble.Deformation;
import org.nnft.ensemble.Reweighting;
import org.nnft.field.PointSet;
import org.nnft.markov.SettledChains;
import org.nnft.math.SymmetricIndex;
import org.nnft.network.NeuralField;
import org.nnft.neuron.FiniteWidthCorrelators;
import org.nnft.neuron.FirstOrderResponse;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.GammaMethod;
import org.nnft.statistics.Jackknife;
import org.nnft.statistics.JointCumulant;
import org.nnft.statistics.ReplicaSeries;
import org.nnft.statistics.SymmetricSums;
import org.nnft.study.Table.Cell;

/// Connected correlators of a deformed ensemble P₀ e^(−V), by weights of free draws and by Markov chains, beside those of
/// the parent and of the first order in V, where these are known exactly.
///
/// Unlike rejection, by which `correlators` samples, both ways need no lower bound of V.
///
/// @param orders of the correlators, each 1…8
public record DeformedCorrelatorsStudy(DeformedSampling sampling, List<Integer> orders)
    implements Study.Investigation {
  /// Components of each order, evenly among all.
  private static final int MOST = 8;

  /// A right run has a pull beyond the threshold with this probability, if errors are normal; what 200 seeds found
  /// stands in docs/measurements/verdicts.md.
  private static final double REJECTED = 1e-4;

  /// A normal law has a block of 64 with a larger share of a squared error in one of 250 runs.
  private static final double HEAVY_SHARE = 0.25;

  private static final double SMALL = 1e-3;

  public DeformedCorrelatorsStudy {
    orders = orders.stream().sorted().distinct().toList();
    if (orders.isEmpty() || orders.getFirst() < 1 || orders.getLast() > 8) {
      throw new IllegalArgumentException("orders are 1 to 8, at least one; got " + orders);
    }
  }

  @Override
  public String key() {
    return "deformed-correlators";
  }

  /// One connected correlator of one ensemble.
  ///
  /// @param parent at V = 0, NaN where unknown
  /// @param slope its derivative by the strength of V at V = 0, NaN where unknown
  /// @param response the slope of the full correlator from free draws, −cov₀(f…f, V)
  /// @param exactResponse the same exactly, NaN where unknown
  /// @param heavy whether few free draws make its error
  private record Component(
      List<Integer> tuple,
      Estimate byWeights,
      Estimate byChains,
      double parent,
      double slope,
      Estimate response,
      double exactResponse,
      boolean heavy) {

    double pull() {
      return (byChains.value() - byWeights.value())
          / Math.hypot(byChains.error(), byWeights.error());
    }

    String name() {
      return tuple.stream()
          .map(i -> Integer.toString(i + 1))
          .collect(Collectors.joining(",", "G" + tuple.size() + "c(", ")"));
    }
  }

  /// All components of one ensemble.
  private record Entry(
      String label,
      NeuralField field,
      Reweighting weights,
      DeformedSampling.Chains chains,
      List<Component> components) {

    boolean comparable() {
      return !weights.isCollapsed() && chains.settled().canBeTrusted();
    }
  }

  @Override
  public Findings findings(Subject subject, Workbench workbench) {
    PointSet points = subject.requirePoints(key());
    Findings.Draft draft =
        Findings.draft("Correlators of the deformed ensemble")
            .cite("demirtas2023", sampling.citation())
            .show(
                new Exhibit.Formula(
                    "\\langle O \\rangle_V = \\frac{\\langle O\\, e^{-V} \\rangle_0}{\\langle e^{-V} \\rangle_0} = \\langle O \\rangle_0 - \\bigl(\\langle O V \\rangle_0 - \\langle O \\rangle_0 \\langle V \\rangle_0\\bigr) + O(V^2)"));
    List<Entry> entries = new ArrayList<>();
    for (StudiedEnsemble ensemble : DeformedSampling.ensembles(subject, key())) {
      String job = "member-" + (entries.size() + 1);
      entries.add(entry(ensemble, job, points, subject, workbench, draft));
    }
    verdict(entries, draft);
    draft.show(
        new Table(
            "How well it went: " + DeformedSampling.QUALITY,
            DeformedSampling.QUALITY_COLUMNS,
            entries.stream()
                .map(e -> DeformedSampling.quality(e.label(), e.weights(), List.of(e.chains())))
                .toList(),
            false));
    draft.show(table(entries)).show(responses(entries));
    for (int order : orders) {
      DeformationChart.of(order, curves(entries, order)).ifPresent(draft::show);
    }
    keep(entries, draft);
    return draft.done();
  }

  private Entry entry(
      StudiedEnsemble ensemble,
      String job,
      PointSet points,
      Subject subject,
      Workbench workbench,
      Findings.Draft draft) {
    NeuralField field = subject.requireField(ensemble, key());
    String label = ensemble.label();
    Deformation deformation =
        Deformation.of(field, points, orders.getLast(), subject.sampling().seed());
    SymmetricSums layout = deformation.layout();
    List<int[]> tuples = tuples(layout, points.size(), field.outputs());
    if (tuples.isEmpty()) {
      throw new IllegalArgumentException(
          "deformed-correlators: odd orders vanish for an even readout; ask for an even order");
    }
    Reweighting weights = DeformedSampling.weights(deformation, job, label, subject, workbench);
    int[] wanted = positions(layout, tuples);
    DeformedSampling.Chains chains =
        sampling
            .chains(deformation, job + "-chains", label, workbench, new double[] {1}, wanted)
            .getFirst();
    DeformedSampling.warn(draft, label, weights, List.of(chains));
    Optional<FirstOrderResponse> exact = exactResponse(deformation, points, label, draft);
    Optional<FiniteWidthCorrelators> parent =
        exact.map(_ -> FiniteWidthCorrelators.of(deformation.parent(), points, orders.getLast()));
    double[] connected = weights.connected();
    Jackknife jackknife = weights.jackknifeOfConnected();
    double[] response = weights.response();
    Jackknife ofResponse = weights.jackknifeOfResponse();
    List<Component> components = new ArrayList<>();
    for (int[] tuple : tuples) {
      int at = layout.offset(tuple.length) + layout.index(tuple.length).rank(tuple);
      components.add(
          new Component(
              Arrays.stream(tuple).boxed().toList(),
              new Estimate(connected[at], jackknife.error(at)),
              connected(chains.settled(), layout, wanted, tuple).mean(),
              parent.map(p -> p.connected(tuple)).orElse(Double.NaN),
              exact.map(e -> slope(e, parent.orElseThrow(), tuple)).orElse(Double.NaN),
              new Estimate(response[at], ofResponse.error(at)),
              exact.map(e -> e.full(tuple)).orElse(Double.NaN),
              jackknife.largestShare(at) > HEAVY_SHARE
                  || ofResponse.largestShare(at) > HEAVY_SHARE));
    }
    return new Entry(label, field, weights, chains, components);
  }

  private Optional<FirstOrderResponse> exactResponse(
      Deformation deformation, PointSet points, String label, Findings.Draft draft) {
    try {
      return Optional.of(
          FirstOrderResponse.of(
              deformation.parent(), deformation.potential(), points, orders.getLast()));
    } catch (IllegalArgumentException unknown) {
      draft.warn("%s: no exact first order: %s.".formatted(label, unknown.getMessage()));
      return Optional.empty();
    }
  }

  /// Points 1, 2, … in turn, first output: the component that is drawn.
  private static int[] drawn(int order, int points, int outputs) {
    return IntStream.range(0, order).map(a -> a % points * outputs).sorted().toArray();
  }

  private List<int[]> tuples(SymmetricSums layout, int points, int outputs) {
    List<int[]> tuples = new ArrayList<>();
    for (int order : orders) {
      if (layout.keeps(order)) {
        SymmetricIndex index = layout.index(order);
        Set<Integer> chosen = new LinkedHashSet<>();
        chosen.add(index.rank(drawn(order, points, outputs)));
        for (int k = 0; k < MOST - 1; k++) {
          chosen.add((int) ((long) k * (index.count() - 1) / (MOST - 2)));
        }
        chosen.stream().sorted().map(index::at).forEach(tuples::add);
      }
    }
    return tuples;
  }

  /// Where all products stand that the cumulants of the tuples need.
  private static int[] positions(SymmetricSums layout, List<int[]> tuples) {
    Set<Integer> positions = new TreeSet<>();
    for (int[] tuple : tuples) {
      for (int mask = 1; mask < 1 << tuple.length; mask++) {
        int at = layout.position(tuple, mask);
        if (at >= 0) {
          positions.add(at);
        }
      }
    }
    return positions.stream().mapToInt(p -> p).toArray();
  }

  /// The joint cumulant of a tuple with an error that knows of autocorrelation.
  private static GammaMethod connected(
      SettledChains chains, SymmetricSums layout, int[] wanted, int[] tuple) {
    int[] own = positions(layout, List.of(tuple));
    ReplicaSeries all = chains.series();
    double[][][] series = new double[own.length][all.replicas()][all.steps()];
    for (int o = 0; o < own.length; o++) {
      int observable = 1 + Arrays.binarySearch(wanted, own[o]);
      for (int r = 0; r < all.replicas(); r++) {
        for (int s = 0; s < all.steps(); s++) {
          series[o][r][s] = all.at(observable, r, s);
        }
      }
    }
    return ReplicaSeries.of(series)
        .derived(
            means -> {
              double[] moments = new double[1 << tuple.length];
              for (int mask = 1; mask < moments.length; mask++) {
                int at = layout.position(tuple, mask);
                moments[mask] = at < 0 ? 0 : means[Arrays.binarySearch(own, at)];
              }
              return JointCumulant.of(moments);
            });
  }

  /// dG_c/dε at ε = 0 for e^(−εV): the derivative of the cumulant's polynomial along the response of the moments.
  private static double slope(
      FirstOrderResponse response, FiniteWidthCorrelators parent, int[] tuple) {
    double h = 1e-3;
    double slope = 0;
    for (int side : new int[] {-2, -1, 1, 2}) {
      double[] moments = new double[1 << tuple.length];
      for (int mask = 1; mask < moments.length; mask++) {
        int m = mask;
        int[] subset =
            IntStream.range(0, tuple.length)
                .filter(k -> (m >> k & 1) == 1)
                .map(k -> tuple[k])
                .toArray();
        moments[mask] = parent.full(subset) + side * h * response.full(subset);
      }
      double weight = (side % 2 == 0 ? -1 : 8) * Integer.signum(side);
      slope += weight * JointCumulant.of(moments) / (12 * h);
    }
    return slope;
  }

  private static void verdict(List<Entry> entries, Findings.Draft draft) {
    long count = entries.stream().mapToLong(e -> e.components().size()).sum();
    double threshold =
        new NormalDistribution().inverseCumulativeProbability(1 - REJECTED / 2 / (2.0 * count));
    for (Entry e : entries) {
      List<Component> light = e.components().stream().filter(c -> !c.heavy()).toList();
      String left =
          light.size() == e.components().size()
              ? ""
              : "; %d more have heavy tails".formatted(e.components().size() - light.size());
      if (e.comparable() && !light.isEmpty()) {
        double worst = light.stream().mapToDouble(c -> Math.abs(c.pull())).max().orElseThrow();
        draft.compared(worst < threshold);
        draft.say(
            String.format(
                Locale.ROOT,
                "%s: %d connected correlators by weights and by chains %s (largest pull %.1f, allowed %.1f%s). More draws and longer chains would see smaller differences.",
                e.label(),
                light.size(),
                worst < threshold ? "agree" : "DISAGREE",
                worst,
                threshold,
                left));
      } else {
        draft.say(
            "%s: weights and chains cannot be compared, since %s."
                .formatted(
                    e.label(),
                    light.isEmpty()
                        ? "every correlator has heavy tails; draw more networks"
                        : "one of them is not to be trusted"));
      }
      List<Component> known =
          light.stream().filter(c -> Double.isFinite(c.exactResponse())).toList();
      if (!known.isEmpty()) {
        double worst =
            known.stream()
                .mapToDouble(c -> Math.abs(rounded(c.response(), c.exactResponse())))
                .max()
                .orElseThrow();
        Component first = known.get(Math.min(1, known.size() - 1));
        draft.compared(worst < threshold);
        draft.say(
            String.format(
                Locale.ROOT,
                "%s: how %d correlators begin to change with the strength of V, sampled and exact, %s (largest pull %.1f, allowed %.1f; more draws would see smaller differences). %s = %s by weights, %.6g without V, %.6g to first order.",
                e.label(),
                known.size(),
                worst < threshold ? "agree" : "DISAGREE",
                worst,
                threshold,
                first.name(),
                first.byWeights(),
                first.parent(),
                first.parent() + first.slope()));
      }
    }
  }

  /// A pull that is 0 where the difference is rounding.
  private static double rounded(Estimate sampled, double exact) {
    double difference = Math.abs(sampled.value() - exact);
    return difference < 1e-12 * Math.max(SMALL, Math.abs(exact)) ? 0 : sampled.pull(exact);
  }

  private static Table table(List<Entry> entries) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Entry e : entries) {
      for (Component c : e.components()) {
        rows.add(
            Table.row(
                Cell.of(e.label()),
                Cell.of(c.name()),
                e.weights().isCollapsed() ? Cell.of("collapsed") : Cell.of(c.byWeights()),
                Cell.of(c.byChains()),
                e.comparable() ? Cell.rough(c.pull()) : Cell.of(""),
                Cell.exact(c.parent()),
                Cell.exact(c.parent() + c.slope())));
      }
    }
    return new Table(
        "Connected correlators; the last two columns are exact: without V, and to first order in it.",
        List.of("ensemble", "correlator", "by weights", "by chains", "pull", "V = 0", "to order V"),
        rows,
        rows.size() <= 16);
  }

  private static Table responses(List<Entry> entries) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Entry e : entries) {
      for (Component c : e.components()) {
        rows.add(
            Table.row(
                Cell.of(e.label()),
                Cell.of(c.name().replace("c(", "(")),
                Cell.of(c.response()),
                Cell.exact(c.exactResponse()),
                Cell.rough(rounded(c.response(), c.exactResponse())),
                Cell.of(c.heavy() ? "heavy tails, not judged" : "")));
      }
    }
    return new Table(
        "How full correlators begin to change with the strength of V: −cov₀(f…f, V) from free draws, and exactly.",
        List.of("ensemble", "correlator", "−cov(f…f, V)", "exact", "pull", ""),
        rows,
        false);
  }

  private static List<DeformationChart.Point> curves(List<Entry> entries, int order) {
    List<DeformationChart.Point> points = new ArrayList<>();
    for (Entry e : entries) {
      int symbols = e.weights().symbols();
      int outputs = e.field().outputs();
      List<Integer> tuple =
          Arrays.stream(drawn(order, symbols / outputs, outputs)).boxed().toList();
      e.components().stream()
          .filter(c -> c.tuple().equals(tuple))
          .map(
              c ->
                  new DeformationChart.Point(
                      e.field(),
                      c.name(),
                      e.weights().isCollapsed() ? Optional.empty() : Optional.of(c.byWeights()),
                      c.byChains(),
                      c.parent(),
                      c.parent() + c.slope()))
          .forEach(points::add);
    }
    return points;
  }

  private static void keep(List<Entry> entries, Findings.Draft draft) {
    for (int e = 0; e < entries.size(); e++) {
      List<Component> components = entries.get(e).components();
      double[] values =
          components.stream()
              .flatMapToDouble(
                  c ->
                      Arrays.stream(
                          new double[] {
                            c.byWeights().value(),
                            c.byWeights().error(),
                            c.byChains().value(),
                            c.byChains().error(),
                            c.parent(),
                            c.parent() + c.slope()
                          }))
              .toArray();
      draft.keep("connected_" + (e + 1), values, components.size(), 6);
    }
  }
}
