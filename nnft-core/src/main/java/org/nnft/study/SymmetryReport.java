package org.nnft.study;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.nnft.study.Table.Cell;
import org.nnft.symmetry.Absorption;
import org.nnft.symmetry.Derivation;
import org.nnft.symmetry.SymmetryMeasurement;
import org.nnft.symmetry.SymmetryTest;
import org.nnft.symmetry.SymmetryVerdict;

/// Tells verdicts on symmetries: sentences, tables, a figure. Mutable.
final class SymmetryReport {
  private final Findings.Draft draft;
  private final long tests;
  private final List<List<Cell>> verdicts = new ArrayList<>();
  private final List<List<Cell>> orders = new ArrayList<>();
  private final List<List<Cell>> controls = new ArrayList<>();
  private final List<List<Cell>> published = new ArrayList<>();
  private final Set<String> derived = new LinkedHashSet<>();
  private final List<SymmetryVerdict> all = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();
  private final List<Double> significances = new ArrayList<>();
  private int blind;

  SymmetryReport(Findings.Draft draft, long tests) {
    this.draft = draft;
    this.tests = tests;
  }

  void verdict(String ensemble, SymmetryVerdict verdict) {
    SymmetryMeasurement m = verdict.measurement();
    String group = m.group().symbol();
    all.add(verdict);
    labels.add(ensemble);
    significances.add(m.significance());
    verdicts.add(
        Table.row(
            Cell.of(ensemble),
            Cell.of(group),
            m.isTested()
                ? probability(m.pValue())
                : Cell.of(m.isIdentical() ? "every network obeys" : "–"),
            m.isTested() ? Cell.of(sigmas(m.significance())) : Cell.of("–"),
            m.isTested() ? Cell.rough(largestBound(m)) : Cell.of("–"),
            Cell.of(words(verdict.status()))));
    derive(verdict.derivation());
    m.orders().forEach(o -> orders.add(order(ensemble, group, o)));
    draft.compared(verdict.status() != SymmetryVerdict.Status.CONTRADICTION);
    m.theoryPValue().ifPresent(p -> theory(ensemble, group, p));
  }

  /// Tails this far out are beyond what 64 blocks can tell.
  private static Cell probability(double p) {
    return p < 1e-15 ? Cell.of("< 1e-15") : Cell.rough(p);
  }

  private void theory(String ensemble, String group, double p) {
    boolean agrees = p > SymmetryVerdict.BROKEN / tests;
    draft.compared(agrees);
    if (!agrees) {
      draft.warn(
          String.format(
              Locale.ROOT,
              "%s, %s: measured changes of correlators disagree with exact finite-width theory (p = %.2g).",
              ensemble,
              group,
              p));
    }
  }

  private static double largestBound(SymmetryMeasurement m) {
    return m.orders().stream()
        .filter(o -> o.tested() > 0 && o.order() % 2 == 0)
        .mapToDouble(SymmetryMeasurement.Order::bound)
        .max()
        .orElse(Double.NaN);
  }

  private static String words(SymmetryVerdict.Status status) {
    return switch (status) {
      case EXACT -> "exact";
      case UNTESTED -> "exact, untested";
      case CONSISTENT -> "consistent";
      case UNDECIDED -> "undecided";
      case BROKEN -> "broken";
      case CONTRADICTION -> "CONTRADICTION";
    };
  }

  /// One paragraph per reason, once for all ensembles that share it.
  private void derive(Derivation derivation) {
    for (Map.Entry<Absorption, List<String>> e : derivation.byReason().entrySet()) {
      derived.add(
          "%s: %s: %s (%s).%s"
              .formatted(
                  derivation.group().symbol(),
                  e.getKey().absorbed() ? "absorbed" : "not absorbed",
                  e.getKey().reason().isEmpty() ? "nothing to absorb" : e.getKey().reason(),
                  some(e.getValue()),
                  e.getKey().absorbed() || derivation.surviving().isEmpty()
                      ? ""
                      : " What is absorbed of all linear maps: " + derivation.surviving() + "."));
    }
  }

  private static String some(List<String> generators) {
    return generators.size() <= 2
        ? String.join("; ", generators)
        : "%s; %s; … (%d generators)"
            .formatted(generators.get(0), generators.get(1), generators.size());
  }

  private static List<Cell> order(String ensemble, String group, SymmetryMeasurement.Order o) {
    String component =
        o.worst().map(w -> w.component() + (w.element() == 0 ? ", averaged" : "")).orElse("–");
    return Table.row(
        Cell.of(ensemble),
        Cell.of(group),
        Cell.of(o.order()),
        Cell.of(
            o.tested()
                + (o.identical() > 0 ? " (+%d identical)".formatted(o.identical()) : "")
                + (o.heavy() > 0 ? " (+%d heavy)".formatted(o.heavy()) : "")),
        o.tested() > 0 ? probability(o.pValue()) : Cell.of("–"),
        Cell.of(component),
        o.worst().map(w -> Cell.of(w.difference())).orElse(Cell.of("–")),
        Cell.rough(o.worst().map(SymmetryReport::exact).orElse(Double.NaN)),
        o.theory().map(t -> Cell.rough(t.pValue())).orElse(Cell.of("–")),
        o.tested() > 0 ? Cell.rough(o.bound()) : Cell.of("–"));
  }

  /// Differences of exact correlators that are rounding are 0.
  private static double exact(SymmetryMeasurement.Worst worst) {
    return Math.abs(worst.exact()) < 1e-12 * Math.abs(worst.value()) ? 0 : worst.exact();
  }

  void control(String ensemble, String description, SymmetryMeasurement m) {
    boolean seen = m.pValue() < SymmetryVerdict.BROKEN / tests;
    blind += seen ? 0 : 1;
    controls.add(
        Table.row(
            Cell.of(ensemble),
            Cell.of(m.group().symbol()),
            Cell.of(description),
            m.isTested() ? probability(m.pValue()) : Cell.of("–"),
            m.isTested() ? Cell.of(sigmas(m.significance())) : Cell.of("heavy tails"),
            Cell.of(seen ? "seen" : "not seen")));
  }

  void published(List<Cell> row) {
    published.add(row);
  }

  Findings findings(int ensembles) {
    say(ensembles);
    draft
        .show(
            new Exhibit.Formula(
                "D_{ck} = \\prod_{i \\in c} (g_k f)(x_i) - \\prod_{i \\in c} f(x_i), \\qquad \\mathbb{E}\\, D_{ck} = 0 \\ \\text{if } g_k \\text{ is a symmetry}"))
        .show(
            new Table(
                "Verdict per group; the p-value of all orders and elements together, also as a number of standard deviations; the bound holds for even orders at 95 %, relative to the mean size of the product.",
                List.of("ensemble", "group", "p", "significance", "breaking below", "verdict"),
                verdicts,
                true))
        .show(
            new Exhibit.Text(
                "Derivation, from architecture and densities alone: what absorbs each generator into the parameters, or why nothing does."));
    derived.forEach(reason -> draft.show(new Exhibit.Text(reason)));
    draft.show(
        new Table(
            "Every order: tested components, corrected p-value, the component with the largest pull and its change, beside exact theory; p of the averages against that theory.",
            List.of(
                "ensemble",
                "group",
                "order",
                "components",
                "p",
                "loudest",
                "change",
                "exact",
                "p of theory",
                "bound"),
            orders,
            false));
    if (!controls.isEmpty()) {
      draft.show(
          new Table(
              "Negative controls: the same test on networks with the symmetry broken on purpose.",
              List.of("ensemble", "group", "broken by", "p", "significance", ""),
              controls,
              false));
    }
    if (!published.isEmpty()) {
      draft.show(
          new Table(
              "The statistic of 2106.00694, for comparison: mean and RMS of M = R⊗…⊗R G − G over all components and 1000 elements exp Σ u_a T_a, u uniform on (0, 1), against its propagated error δM. It has no p-value.",
              List.of("ensemble", "group", "order", "mean of M", "RMS of M", "RMS of δM", ""),
              published,
              false));
    }
    if (all.size() > 1) {
      figure();
    }
    double[] p = all.stream().mapToDouble(v -> v.measurement().pValue()).toArray();
    return draft.keep("p_values", p, p.length).done();
  }

  private void say(int ensembles) {
    if (ensembles == 1) {
      all.forEach(v -> draft.say(v.sentence()));
    } else {
      for (String group :
          all.stream().map(v -> v.measurement().group().symbol()).distinct().toList()) {
        draft.say(scan(group));
      }
      all.stream()
          .filter(v -> v.status() == SymmetryVerdict.Status.CONTRADICTION)
          .forEach(v -> draft.say(v.sentence()));
    }
    if (!controls.isEmpty()) {
      draft.say(
          blind == 0
              ? "All %d negative controls are seen broken with the same number of networks."
                  .formatted(controls.size())
              : "%d of %d negative controls are seen broken with the same number of networks."
                  .formatted(controls.size() - blind, controls.size()));
    }
    if (blind > 0) {
      draft.warn(
          "%d negative controls are not seen at this number of networks: a breaking of that size would escape; draw more networks."
              .formatted(blind));
    }
    long heavy =
        all.stream()
            .flatMap(v -> v.measurement().orders().stream())
            .mapToLong(SymmetryMeasurement.Order::heavy)
            .sum();
    if (heavy > 0) {
      draft.warn(
          String.format(
              Locale.ROOT,
              "%d components have heavy tails: one of %d blocks carries more than %.0f %% of their variance. They have no usable error bar and are left out.",
              heavy,
              SymmetryTest.BLOCKS,
              100 * SymmetryMeasurement.HEAVY));
    }
  }

  private static String sigmas(double significance) {
    return significance >= 38 ? "> 38σ" : String.format(Locale.ROOT, "%.1fσ", significance);
  }

  /// One group over a scan.
  private String scan(String group) {
    StringBuilder text = new StringBuilder(group).append(": ");
    String separator = "";
    for (SymmetryVerdict.Status status : SymmetryVerdict.Status.values()) {
      List<String> where = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        SymmetryVerdict v = all.get(i);
        if (v.measurement().group().symbol().equals(group) && v.status() == status) {
          where.add(
              !v.measurement().isTested()
                  ? labels.get(i)
                  : "%s (%s)".formatted(labels.get(i), sigmas(significances.get(i))));
        }
      }
      if (!where.isEmpty()) {
        text.append(separator)
            .append(words(status))
            .append(" at ")
            .append(String.join(", ", where));
        separator = "; ";
      }
    }
    text.append(
        String.format(
            Locale.ROOT,
            ". From %.1fσ on (p < %.2g) ",
            threshold(),
            SymmetryVerdict.BROKEN / tests));
    text.append("the sample would contradict a derivation, or break what is not derived");
    double bound =
        all.stream()
            .filter(v -> v.measurement().group().symbol().equals(group))
            .filter(v -> v.status() != SymmetryVerdict.Status.BROKEN)
            .filter(v -> v.measurement().isTested())
            .mapToDouble(v -> largestBound(v.measurement()))
            .filter(b -> !Double.isNaN(b))
            .max()
            .orElse(Double.NaN);
    return text.append(
            Double.isNaN(bound)
                ? "."
                : String.format(
                    Locale.ROOT,
                    "; where it sees nothing, breaking is below %.2g %% (95 %%), and more networks would lower that.",
                    100 * bound))
        .toString();
  }

  /// Significance of each verdict, with the threshold: group by group, one colour per ensemble.
  private void figure() {
    List<String> groups =
        all.stream().map(v -> v.measurement().group().symbol()).distinct().toList();
    List<String> ensembles = labels.stream().distinct().toList();
    boolean byEnsemble = groups.size() == 1;
    List<String> places = byEnsemble ? ensembles : groups;
    List<String> colours = byEnsemble ? groups : ensembles;
    List<Figure.Series> series = new ArrayList<>();
    for (int c = 0; c < colours.size(); c++) {
      List<Double> x = new ArrayList<>();
      List<Double> y = new ArrayList<>();
      double aside = colours.size() == 1 ? 0 : 0.4 * (c / (colours.size() - 1.0) - 0.5);
      for (int i = 0; i < all.size(); i++) {
        String group = all.get(i).measurement().group().symbol();
        if (all.get(i).measurement().isTested()
            && (byEnsemble ? group : labels.get(i)).equals(colours.get(c))) {
          x.add(1 + places.indexOf(byEnsemble ? labels.get(i) : group) + aside);
          y.add(significances.get(i));
        }
      }
      series.add(new Figure.Series(colours.get(c), x, y, List.of(), Figure.Style.POINTS, c));
    }
    double line = threshold();
    series.add(
        Figure.Series.of(
            "threshold",
            new double[] {0.5, places.size() + 0.5},
            new double[] {line, line},
            Figure.Style.DASHED,
            colours.size()));
    draft.show(
        new Figure.Chart(
            "significance",
            "How far each group is from being a symmetry, in standard deviations: p-values of all orders and elements together. Below the dashed threshold no breaking is seen.",
            Figure.Axis.of(byEnsemble ? groups.getFirst() : "group", places),
            Figure.Axis.linear("significance of breaking (σ)"),
            series));
    detail();
  }

  /// Which order speaks: the p-value of each order of each group as a significance, for the last ensemble of which any could
  /// be tested.
  private void detail() {
    String shown = "";
    List<String> names = new ArrayList<>();
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      SymmetryMeasurement m = all.get(i).measurement();
      boolean tested = m.orders().stream().anyMatch(o -> o.tested() > 0);
      if (tested && !labels.get(i).equals(shown)) {
        shown = labels.get(i);
        names.clear();
        x.clear();
        y.clear();
      }
      for (SymmetryMeasurement.Order o : m.orders()) {
        if (o.tested() > 0) {
          names.add(
              "%s, %d"
                  .formatted(
                      m.group()
                          .symbol()
                          .replace(" on ", " ")
                          .replace("translations of", "shifts of"),
                      o.order()));
          x.add((double) names.size());
          y.add(SymmetryMeasurement.significance(o.pValue()));
        }
      }
    }
    if (names.isEmpty()) {
      return;
    }
    draft.show(
        new Figure.Chart(
            "orders",
            "Which order of correlators speaks against which group, "
                + shown
                + "; p-values corrected for the number of elements.",
            Figure.Axis.of("group and order", names),
            Figure.Axis.linear("significance of breaking (σ)"),
            List.of(new Figure.Series("", x, y, List.of(), Figure.Style.POINTS, 0))));
  }

  private double threshold() {
    return SymmetryMeasurement.significance(SymmetryVerdict.BROKEN / tests);
  }
}
