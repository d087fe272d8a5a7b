package org.nnft.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.hipparchus.special.Erf;
import org.nnft.math.SymmetricIndex;
import org.nnft.network.NeuralField;
import org.nnft.statistics.Estimate;
import org.nnft.study.Table.Cell;

/// Full correlators over those of infinite width, extrapolated to N → ∞ by a line in 1/N: does the sample lead to the field
/// theory (2604.27050)?
///
/// Independent neurons have G⁽⁴⁾ exactly linear in 1/N, so the line is no approximation there; of higher orders and correlated
/// neurons it is, and a quadratic term is tried where there are four widths.
///
/// @param order n of the correlators, 2…8; components whose points all differ, or all components where there are fewer points
public record ExtrapolationStudy(int order) implements Study.Investigation {
  /// A right theory has a smaller p-value in one of a thousand runs.
  private static final double REJECTED = 1e-3;

  private static final int MOST_COMPONENTS = 24;
  private static final int MOST_CURVES = 5;

  public ExtrapolationStudy {
    if (order < 2 || order > 8) {
      throw new IllegalArgumentException("order is 2 to 8, got " + order);
    }
  }

  @Override
  public String key() {
    return "extrapolation";
  }

  @Override
  public int measuredOrder() {
    return order;
  }

  /// One component at all widths.
  private record Ratio(String name, double limit, List<Estimate> sampled, List<Double> exact) {}

  @Override
  public Findings findings(Subject subject, Workbench workbench) {
    Map<NeuralField, List<StudiedEnsemble>> groups = new LinkedHashMap<>();
    for (StudiedEnsemble ensemble : subject.ensembles()) {
      groups
          .computeIfAbsent(subject.requireField(ensemble, key()).width(1), _ -> new ArrayList<>())
          .add(ensemble);
    }
    Findings.Draft draft =
        Findings.draft("From finite widths to the field theory")
            .cite("zhang2026")
            .show(
                new Exhibit.Formula(
                    "\\frac{G^{(n)}_N}{G^{(n)}_\\infty} = 1 + \\frac{b}{N} + \\dots"));
    int number = 0;
    for (List<StudiedEnsemble> group : groups.values()) {
      number++;
      if (group.size() < 3) {
        throw new IllegalArgumentException(
            "extrapolation needs at least 3 widths, got %d; list them, such as width: [10, 30, 100]"
                .formatted(group.size()));
      }
      study(group, draft, number, groups.size() > 1 ? law(group.getFirst()) : "");
    }
    return draft.done();
  }

  private static String law(StudiedEnsemble ensemble) {
    return ensemble.field().map(f -> f.correlation().setting()).orElse("") + ": ";
  }

  private void study(List<StudiedEnsemble> group, Findings.Draft draft, int number, String prefix) {
    double[] widths = group.stream().mapToDouble(e -> e.field().orElseThrow().width()).toArray();
    List<Ratio> ratios = ratios(group);
    if (ratios.isEmpty()) {
      draft.warn(prefix + "no correlator at infinite width is known that differs from 0.");
      return;
    }
    List<WidthLimits> limits = new ArrayList<>();
    for (Ratio ratio : ratios) {
      limits.add(
          WidthLimits.of(
              prefix + ratio.name(), widths, ratio.sampled(), Optional.of(new Estimate(1, 0))));
    }
    double worst =
        limits.stream().mapToDouble(limit -> Math.abs(limit.pullOfHighest())).max().orElse(0);
    double p = Math.min(1, limits.size() * Erf.erfc(worst / Math.sqrt(2)));
    boolean agrees = p > REJECTED;
    draft
        .compared(agrees)
        .say(
            String.format(
                Locale.ROOT,
                "%sCorrelators of order %d, extrapolated to N → ∞ and divided by those of infinite width, %s 1 (%d component%s): the largest pull is %.1f (p = %.2g for all together, rejected below %.0e). Larger widths or more networks would see a smaller difference.",
                prefix,
                order,
                agrees ? "tend to" : "do NOT tend to",
                limits.size(),
                limits.size() == 1 ? "" : "s",
                worst,
                p,
                REJECTED))
        .say(limits.getFirst().sentence());
    draft
        .show(table(prefix, ratios, widths))
        .show(WidthLimits.table(limits, "theory"))
        .show(chart(prefix, ratios, widths, number));
    double[] kept =
        ratios.stream()
            .flatMap(r -> r.sampled().stream())
            .flatMapToDouble(e -> DoubleStream.of(e.value(), e.error()))
            .toArray();
    draft.keep("ratios_" + number, kept, ratios.size(), widths.length, 2);
  }

  private List<Ratio> ratios(List<StudiedEnsemble> group) {
    StudiedEnsemble first = group.getFirst();
    SymmetricIndex index = first.measurement().orElseThrow().components(order);
    boolean enough = index.symbols() >= order;
    List<Ratio> ratios = new ArrayList<>();
    for (int c = 0; c < index.count() && ratios.size() < MOST_COMPONENTS; c++) {
      int[] tuple = index.at(c);
      if (enough && Arrays.stream(tuple).distinct().count() < order) {
        continue;
      }
      int component = c;
      double limit = first.theory().map(t -> t.limit(false, tuple)).orElse(Double.NaN);
      if (!Double.isFinite(limit) || limit == 0) {
        continue;
      }
      ratios.add(
          new Ratio(
              name(tuple),
              limit,
              group.stream()
                  .map(e -> e.measurement().orElseThrow().full(order)[component])
                  .map(e -> new Estimate(e.value() / limit, e.error() / Math.abs(limit)))
                  .toList(),
              group.stream()
                  .map(e -> e.theory().map(t -> t.exact(false, tuple)).orElse(Double.NaN) / limit)
                  .toList()));
    }
    return ratios;
  }

  private static String name(int[] tuple) {
    return Arrays.stream(tuple)
        .mapToObj(i -> Integer.toString(i + 1))
        .collect(Collectors.joining(",", "G%d(".formatted(tuple.length), ")"));
  }

  private static Table table(String prefix, List<Ratio> ratios, double[] widths) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Ratio ratio : ratios) {
      for (int w = 0; w < widths.length; w++) {
        double exact = ratio.exact().get(w);
        rows.add(
            Table.row(
                Cell.of(ratio.name()),
                Cell.exact(ratio.limit()),
                Cell.of((int) widths[w]),
                Cell.of(ratio.sampled().get(w)),
                Cell.exact(exact),
                Cell.rough(ratio.sampled().get(w).pull(exact))));
      }
    }
    return new Table(
        prefix + "Full correlators over those of infinite width, sampled and exact.",
        List.of("component", "N = ∞", "N", "sampled / N = ∞", "exact / N = ∞", "pull"),
        rows,
        false);
  }

  private Figure.Chart chart(String prefix, List<Ratio> ratios, double[] widths, int number) {
    double[] x = Arrays.stream(widths).map(n -> 1 / n).toArray();
    List<Figure.Series> series = new ArrayList<>();
    for (int r = 0; r < Math.min(MOST_CURVES, ratios.size()); r++) {
      Ratio ratio = ratios.get(r);
      double[] y = ratio.sampled().stream().mapToDouble(Estimate::value).toArray();
      double[] error = ratio.sampled().stream().mapToDouble(Estimate::error).toArray();
      series.add(Figure.Series.of(ratio.name(), x, y, error, Figure.Style.POINTS, r));
      if (ratio.exact().stream().allMatch(Double::isFinite)) {
        double[] from = new double[x.length + 1];
        double[] line = new double[x.length + 1];
        line[0] = 1;
        for (int w = 0; w < x.length; w++) {
          from[w + 1] = x[x.length - 1 - w];
          line[w + 1] = ratio.exact().get(x.length - 1 - w);
        }
        series.add(
            Figure.Series.of(
                r == 0 ? "exact, from 1 at N = ∞" : "", from, line, Figure.Style.DASHED, r));
      }
    }
    return new Figure.Chart(
        "extrapolation-" + number,
        prefix
            + "Correlators of order %d over those of infinite width against 1/N%s."
                .formatted(
                    order,
                    ratios.size() > MOST_CURVES
                        ? ", the first %d components".formatted(MOST_CURVES)
                        : ""),
        Figure.Axis.linear("1/N"),
        Figure.Axis.linear("G / G(N = ∞)"),
        series);
  }
}
