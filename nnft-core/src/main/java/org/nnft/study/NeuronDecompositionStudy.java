package org.nnft.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nnft.ensemble.DecomposedCorrelator;
import org.nnft.field.PointSet;
import org.nnft.network.JointDensity;
import org.nnft.network.NeuralField;
import org.nnft.neuron.FiniteWidthCorrelators;
import org.nnft.neuron.InfiniteWidthLimit;
import org.nnft.neuron.NeuronDecomposition;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.Jackknife;
import org.nnft.statistics.StepDownPulls;
import org.nnft.study.Table.Cell;

/// Which neurons make a connected correlator, and which part of it comes from 1/N, which from their correlation?
///
/// @param orders of the correlators, each 2…8
public record NeuronDecompositionStudy(List<Integer> orders) implements Study.Investigation {
  private static final int BLOCKS = 64;

  /// A smaller p-value rejects; a right theory has it in one of a thousand runs.
  private static final double REJECTED = 1e-3;

  private static final int HIGHEST_EXACT = 6;

  public NeuronDecompositionStudy {
    orders = orders.stream().sorted().distinct().toList();
    if (orders.isEmpty() || orders.getFirst() < 2 || orders.getLast() > 8) {
      throw new IllegalArgumentException("orders are 2 to 8, at least one; got " + orders);
    }
  }

  @Override
  public String key() {
    return "neuron-decomposition";
  }

  /// One correlator of one ensemble.
  ///
  /// @param parts for k = 1…r different neurons
  /// @param exact the same, empty where unknown
  /// @param whole G_c, NaN where unknown
  /// @param independent G_c of the same neurons if they were independent, NaN where unknown
  /// @param limit G_c at infinite width, NaN where unknown
  private record Entry(
      String label,
      NeuralField field,
      int order,
      List<Estimate> parts,
      Estimate sum,
      List<Double> exact,
      double whole,
      double independent,
      double limit,
      StepDownPulls pulls) {}

  @Override
  public Findings findings(Subject subject, Workbench workbench) {
    PointSet points = subject.requirePoints(key());
    Findings.Draft draft =
        Findings.draft("Which neurons make the connected correlators")
            .cite("demirtas2023")
            .show(
                new Exhibit.Formula(
                    "G_c^{(r)} = \\sum_{k=1}^{r} G_c^{(r|k)},\\qquad G_c^{(r|k)} = \\sum_{\\#\\{i_1 \\dots i_r\\} = k} \\kappa\\bigl(X_{i_1}(x_1), \\dots, X_{i_r}(x_r)\\bigr),\\qquad f = \\sum_i X_i"));
    List<Entry> entries = new ArrayList<>();
    for (int m = 0; m < subject.ensembles().size(); m++) {
      StudiedEnsemble ensemble = subject.ensembles().get(m);
      NeuralField field = subject.requireField(ensemble, key());
      for (int order : orders) {
        entries.add(entry(ensemble.label(), field, points, order, m, subject, workbench));
      }
    }
    if (entries.isEmpty()) {
      throw new IllegalArgumentException(
          "neuron-decomposition needs a network; name it with field: {preset: …}");
    }
    if (entries.stream()
        .anyMatch(e -> e.field().correlation() instanceof JointDensity.CommonScale)) {
      draft.cite("shah2014");
    }
    draft.show(parts(entries)).show(origins(entries));
    charts(entries).forEach(draft::show);
    verdict(entries, draft);
    keep(entries, draft);
    return draft.done();
  }

  /// Points 1, 2, … in turn, sorted.
  private static int[] tuple(PointSet points, int order) {
    return IntStream.range(0, order).map(a -> a % points.size()).sorted().toArray();
  }

  private Entry entry(
      String label,
      NeuralField field,
      PointSet points,
      int order,
      int member,
      Subject subject,
      Workbench workbench) {
    int[] tuple = tuple(points, order);
    DecomposedCorrelator sampled =
        DecomposedCorrelator.of(field, points, tuple, subject.sampling().seed());
    int groups =
        Math.toIntExact(
            Math.max(1, subject.sampling().networks() / ((long) BLOCKS * sampled.replicas())));
    double[][] rows =
        workbench.units(
            "member-%d-order-%d".formatted(member + 1, order),
            label + ", neurons of order " + order,
            BLOCKS,
            order,
            b -> sampled.block((long) b * groups, groups));
    long[] counts = new long[BLOCKS];
    Arrays.fill(counts, groups);
    double all = (double) BLOCKS * groups;
    double[] total = Jackknife.total(rows);
    Jackknife jackknife = Jackknife.of(rows, counts, means -> means);
    List<Estimate> parts = new ArrayList<>();
    double sum = 0;
    for (int k = 0; k < order; k++) {
      parts.add(new Estimate(total[k] / all, jackknife.error(k)));
      sum += total[k] / all;
    }
    double[] ones = new double[order];
    Arrays.fill(ones, 1);
    List<Double> exact =
        order > HIGHEST_EXACT
            ? List.of()
            : attempt(() -> NeuronDecomposition.of(field, points, tuple))
                .map(v -> Arrays.stream(v).boxed().toList())
                .orElse(List.of());
    double[] difference = new double[exact.size()];
    Arrays.setAll(difference, k -> parts.get(k).value() - exact.get(k));
    return new Entry(
        label,
        field,
        order,
        parts,
        new Estimate(sum, jackknife.error(ones)),
        exact,
        attempt(() -> FiniteWidthCorrelators.of(field, points, order).connected(tuple))
            .orElse(Double.NaN),
        attempt(
                () ->
                    FiniteWidthCorrelators.of(field.independent(), points, order).connected(tuple))
            .orElse(Double.NaN),
        attempt(() -> InfiniteWidthLimit.of(field, points, order).connected(tuple))
            .orElse(Double.NaN),
        exact.isEmpty() ? new StepDownPulls(List.of()) : StepDownPulls.of(difference, jackknife));
  }

  @FunctionalInterface
  private interface Question<T> {
    T answer();
  }

  /// Empty where nothing is known.
  private static <T> Optional<T> attempt(Question<T> question) {
    try {
      return Optional.of(question.answer());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Table parts(List<Entry> entries) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Entry e : entries) {
      for (int k = 0; k < e.order(); k++) {
        double exact = e.exact().isEmpty() ? Double.NaN : rounded(e.exact().get(k), 1);
        rows.add(
            Table.row(
                Cell.of(e.label()),
                Cell.of(e.order()),
                Cell.of(Integer.toString(k + 1)),
                part(e.parts().get(k), e.sum()),
                Cell.exact(exact),
                Cell.rough(pull(e.parts().get(k), exact))));
      }
      rows.add(
          Table.row(
              Cell.of(e.label()),
              Cell.of(e.order()),
              Cell.of("all"),
              Cell.of(e.sum()),
              Cell.exact(e.whole()),
              Cell.rough(pull(e.sum(), e.whole()))));
    }
    return new Table(
        "Connected correlators by the number k of different neurons that take part; the output bias counts as one. Sampled parts are unbiased: each product of expectations is taken on different networks.",
        List.of("ensemble", "order", "neurons k", "sampled", "exact", "pull"),
        rows,
        false);
  }

  /// More neurons than there are take part in nothing but rounding.
  private static Cell part(Estimate part, Estimate sum) {
    double size = Math.abs(part.value()) + part.error();
    return size < 1e-12 * (Math.abs(sum.value()) + sum.error()) ? Cell.exact(0) : Cell.of(part);
  }

  private static double pull(Estimate estimate, double exact) {
    double small = 1e-12 * Math.max(1e-3, Math.abs(exact));
    return Math.abs(estimate.value() - exact) < small ? 0 : estimate.pull(exact);
  }

  private static Table origins(List<Entry> entries) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Entry e : entries) {
      Cell whole = Double.isNaN(e.whole()) ? Cell.of(e.sum()) : Cell.exact(e.whole());
      Cell correlation =
          Double.isNaN(e.whole())
              ? Cell.of(new Estimate(e.sum().value() - e.independent(), e.sum().error()))
              : Cell.exact(rounded(e.whole() - e.independent(), e.whole()));
      rows.add(
          Table.row(
              Cell.of(e.label()),
              Cell.of(e.order()),
              whole,
              Cell.exact(e.independent()),
              correlation,
              Cell.exact(rounded(e.limit(), 1))));
    }
    return new Table(
        "Where it comes from: what independent neurons would give, which vanishes for N → ∞, what their correlation adds, and what is left at infinite width.",
        List.of("ensemble", "order", "G_c", "independent (1/N)", "correlation", "N = ∞"),
        rows,
        true);
  }

  /// One chart for each order and joint law with several widths.
  private static List<Figure.Chart> charts(List<Entry> entries) {
    List<Figure.Chart> charts = new ArrayList<>();
    for (List<Entry> group : groups(entries).values()) {
      if (group.size() > 1) {
        charts.add(chart(group, charts.size() + 1));
      }
    }
    return charts;
  }

  private static Figure.Chart chart(List<Entry> group, int number) {
    Entry first = group.getFirst();
    double[] n = group.stream().mapToDouble(e -> e.field().width()).toArray();
    List<Figure.Series> series = new ArrayList<>();
    for (int k = 0; k < first.order(); k++) {
      int part = k;
      double[] y = group.stream().mapToDouble(e -> e.parts().get(part).value()).toArray();
      double[] error = group.stream().mapToDouble(e -> e.parts().get(part).error()).toArray();
      boolean seen =
          IntStream.range(0, y.length).anyMatch(i -> Math.abs(y[i]) > 5 * error[i])
              || group.stream()
                  .anyMatch(e -> !e.exact().isEmpty() && Math.abs(e.exact().get(part)) > 1e-12);
      if (!seen) {
        continue;
      }
      String name = k == 0 ? "1 neuron" : k + 1 + " neurons";
      series.add(Figure.Series.of(name, n, y, error, Figure.Style.POINTS, k));
      if (group.stream().noneMatch(e -> e.exact().isEmpty())) {
        double[] exact = group.stream().mapToDouble(e -> e.exact().get(part)).toArray();
        series.add(Figure.Series.of(name + ", exact", n, exact, Figure.Style.LINE, k));
      }
    }
    double[] limit = group.stream().mapToDouble(Entry::limit).toArray();
    if (Arrays.stream(limit).noneMatch(Double::isNaN)) {
      series.add(Figure.Series.of("sum at N = ∞", n, limit, Figure.Style.DASHED, first.order()));
    }
    String setting = first.field().correlation().setting();
    return new Figure.Chart(
        "parts-" + number,
        "Connected %d-point function by the number of different neurons, %s."
            .formatted(first.order(), setting.isEmpty() ? "independent neurons" : setting),
        Figure.Axis.logarithmic("width N"),
        Figure.Axis.linear("part of G%dc".formatted(first.order())),
        series);
  }

  private static void verdict(List<Entry> entries, Findings.Draft draft) {
    StepDownPulls pulls = StepDownPulls.all(entries.stream().map(Entry::pulls).toList());
    if (pulls.degreesOfFreedom() == 0) {
      draft.say("Nothing exact is known to hold the sampled parts against.");
    } else {
      double p = pulls.pValue();
      draft.compared(p > REJECTED);
      draft.say(
          String.format(
              Locale.ROOT,
              "Sampled and exact parts %s: χ²/dof = %.2f over %d independent parts, p = %.2g (rejected below %.0e). More networks would see a smaller difference.",
              p > REJECTED ? "agree" : "DISAGREE",
              pulls.chiSquare() / pulls.degreesOfFreedom(),
              pulls.degreesOfFreedom(),
              p,
              REJECTED));
    }
    groups(entries).values().stream()
        .map(group -> group.stream().max(Comparator.comparingInt(e -> e.field().width())))
        .flatMap(Optional::stream)
        .filter(e -> e.order() > 2)
        .forEach(e -> draft.say(sentence(e)));
  }

  /// By order and joint law, so that a group differs in shape alone.
  private static Map<String, List<Entry>> groups(List<Entry> entries) {
    Map<String, List<Entry>> groups = new LinkedHashMap<>();
    for (Entry e : entries) {
      groups
          .computeIfAbsent(e.order() + " " + e.field().correlation(), _ -> new ArrayList<>())
          .add(e);
    }
    return groups;
  }

  /// A difference that is nothing but rounding of numbers of this size is 0.
  private static double rounded(double value, double size) {
    return Math.abs(value) < 1e-13 * Math.max(1, Math.abs(size)) ? 0 : value;
  }

  private static String sentence(Entry e) {
    double whole = Double.isNaN(e.whole()) ? e.sum().value() : e.whole();
    @Nullable Double alone = e.exact().isEmpty() ? null : e.exact().getFirst();
    double one = alone == null ? e.parts().getFirst().value() : alone;
    String neurons =
        String.format(
            Locale.ROOT,
            "%s, order %d: single neurons make %.3g of %.3g, several together %.3g",
            e.label(),
            e.order(),
            one,
            whole,
            rounded(whole - one, whole));
    String limit =
        Double.isNaN(e.limit())
            ? "; what is left at infinite width is not known"
            : rounded(e.limit(), 1) == 0
                ? "; nothing is left at infinite width"
                : String.format(Locale.ROOT, "; %.3g is left at infinite width", e.limit());
    return neurons + limit + ".";
  }

  private void keep(List<Entry> entries, Findings.Draft draft) {
    for (int order : orders) {
      List<Entry> own = entries.stream().filter(e -> e.order() == order).toList();
      double[] values =
          own.stream()
              .flatMap(e -> e.parts().stream())
              .flatMap(p -> List.of(p.value(), p.error()).stream())
              .mapToDouble(Double::doubleValue)
              .toArray();
      draft.keep("parts_of_order_" + order, values, own.size(), order, 2);
    }
  }
}
