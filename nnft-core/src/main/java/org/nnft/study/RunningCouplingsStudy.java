package org.nnft.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.nnft.feynman.VertexKernel;
import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;
import org.nnft.rg.BoxVertices;
import org.nnft.rg.CouplingFlow;
import org.nnft.rg.Cutoffs;
import org.nnft.rg.Relevance;
import org.nnft.study.Table.Cell;

/// λ and κ of 2008.08601 as the box of inputs grows: β-functions, slopes, relevance; and as the width grows: which
/// interactions survive?
///
/// @param cutoffs Λ of the boxes
/// @param sextic whether κ is followed, too
/// @param widths at which the sizes of the couplings are compared, exactly; empty for none
/// @param sampled whether the sample's correlators are used beside exact ones
public record RunningCouplingsStudy(
    Cutoffs cutoffs, boolean sextic, List<Integer> widths, boolean sampled)
    implements Study.Investigation {

  /// Slopes that are known exactly are met to this.
  private static final double EXACT = 1e-6;

  public RunningCouplingsStudy {
    widths = List.copyOf(widths);
    if (widths.stream().anyMatch(n -> n < 1)) {
      throw new IllegalArgumentException("widths must be at least 1, got " + widths);
    }
  }

  @Override
  public String key() {
    return "running-couplings";
  }

  @Override
  public int measuredOrder() {
    return sampled ? highestOrder() : 0;
  }

  private int highestOrder() {
    return sextic ? 6 : 4;
  }

  /// One coupling of one ensemble.
  private record Flow(StudiedEnsemble ensemble, CorrelatorSource source, CouplingFlow flow) {
    String label() {
      return flow.symbol() + ", " + ensemble.label() + ", " + source.name();
    }
  }

  @Override
  public Findings findings(Subject subject, Workbench workbench) {
    PointSet points = subject.requirePoints(key());
    Findings.Draft draft =
        Findings.draft("Couplings against the cutoff")
            .cite("halverson2020", "maiti2022")
            .show(
                new Exhibit.Formula(
                    "\\frac{dG^{(n)}}{d\\ln\\Lambda}=0\\;\\Rightarrow\\;\\beta(\\lambda)=\\frac{d\\lambda}{d\\ln\\Lambda}=-\\lambda\\,\\frac{d\\ln I_4}{d\\ln\\Lambda},\\qquad I_n(\\Lambda)=\\int_{|y_i|\\le\\Lambda}d^dy\\,\\prod_{a=1}^n K_W(x_a,y)"));
    CorrelatorSource.ExactTheory theory = new CorrelatorSource.ExactTheory(points, highestOrder());
    List<Flow> flows = new ArrayList<>();
    List<NeuralField> fields = new ArrayList<>();
    for (StudiedEnsemble ensemble : subject.ensembles()) {
      NeuralField field = subject.requireField(ensemble, key());
      CouplingsStudy.requireOneOutput(field, key());
      requireEven(field);
      fields.add(field);
      flows.addAll(flows(ensemble, field, points, theory, draft));
    }
    if (flows.isEmpty()) {
      throw new IllegalArgumentException(
          "running-couplings needs a network whose correlators are known or sampled; name it with field, or set sampled: true");
    }
    say(flows, fields, draft);
    draft.show(chart(flows)).show(slopes(flows)).show(table(flows));
    PowerCounting.show(fields.getFirst(), cutoffs.values().getLast(), draft);
    if (!widths.isEmpty()) {
      new CouplingsAgainstWidth(widths, cutoffs.values().getFirst(), sextic)
          .show(fields.getFirst(), points, theory, draft);
    }
    keep(flows, draft);
    return draft.done();
  }

  private void requireEven(NeuralField field) {
    if (!field.isEven()) {
      throw new IllegalArgumentException(
          "running-couplings follows the even couplings λ and κ, this field has odd ones, too; set the means of output weights and bias to 0");
    }
  }

  private List<Flow> flows(
      StudiedEnsemble ensemble,
      NeuralField field,
      PointSet points,
      CorrelatorSource.ExactTheory theory,
      Findings.Draft draft) {
    BoxVertices vertices = BoxVertices.of(VertexKernel.of(field), points);
    List<String> reasons = new ArrayList<>();
    List<Flow> flows = new ArrayList<>();
    for (CorrelatorSource source : CorrelatorSource.of(ensemble, theory, sampled, reasons)) {
      CouplingFlow λ =
          CouplingFlow.quartic(vertices, cutoffs, source::connected, source.fluctuations(4));
      flows.add(new Flow(ensemble, source, λ));
      if (sextic) {
        flows.add(
            new Flow(
                ensemble,
                source,
                CouplingFlow.sextic(vertices, λ, source::connected, source.fluctuations(4, 6))));
      }
    }
    reasons.forEach(reason -> draft.warn("Nothing is known exactly: " + reason + "."));
    return flows;
  }

  private static void say(List<Flow> flows, List<NeuralField> fields, Findings.Draft draft) {
    for (Flow one : flows) {
      if (!(one.source instanceof CorrelatorSource.Exact)) {
        compare(one, flows, draft);
        continue;
      }
      CouplingFlow.Row first = one.flow.rows().getFirst();
      CouplingFlow.Row last = one.flow.rows().getLast();
      draft.say(
          String.format(
              Locale.ROOT,
              "%s: %s = %.6g at Λ = %s and %.6g at Λ = %s; slope d ln|%s|/d ln Λ = %.4f at the end, %s.",
              one.ensemble.label(),
              one.flow.symbol(),
              first.coupling().value(),
              Words.number(first.cutoff()),
              last.coupling().value(),
              Words.number(last.cutoff()),
              one.flow.symbol(),
              last.exponent(),
              word(Relevance.of(last.exponent(), 1e-3))));
    }
    if (VertexKernel.of(fields.getFirst()).isHomogeneous()) {
      homogeneous(flows, fields.getFirst().inputs(), draft);
    }
  }

  private static String word(Relevance relevance) {
    return switch (relevance) {
      case RELEVANT -> "relevant: it grows with the box";
      case MARGINAL -> "marginal: it settles";
      case IRRELEVANT -> "irrelevant: it dies as the box grows";
    };
  }

  /// K_W(x, sy) = sK_W(x, y): slopes −(d + n) exactly.
  private static void homogeneous(List<Flow> flows, int d, Findings.Draft draft) {
    double worst = 0;
    for (Flow one : flows) {
      for (CouplingFlow.Row row : one.flow.rows()) {
        worst = Math.max(worst, Math.abs(row.exponent() + d + one.flow.order()));
      }
    }
    draft
        .compared(worst < EXACT)
        .say(
            String.format(
                Locale.ROOT,
                "The kernel is homogeneous, K_W(x, sy) = sK_W(x, y), so that slopes are −(d + n) = −%d for λ%s exactly; the largest deviation over all cutoffs is %.1e (%.0e allowed).",
                d + 4,
                flows.stream().anyMatch(f -> f.flow.order() == 6)
                    ? " and −" + (d + 6) + " for κ"
                    : "",
                worst,
                EXACT));
  }

  /// A sample errs in λ by the same factor at every cutoff: one pull says all where λ is constant.
  private static void compare(Flow sampled, List<Flow> flows, Findings.Draft draft) {
    Optional<Flow> exact =
        flows.stream()
            .filter(f -> f.source instanceof CorrelatorSource.Exact)
            .filter(f -> f.ensemble.equals(sampled.ensemble))
            .filter(f -> f.flow.order() == sampled.flow.order())
            .findFirst();
    if (sampled.source.heavyTailed(sampled.flow.order())) {
      draft.warn(
          sampled.label()
              + ": tails are so heavy that the sample's error bars mean little; use the exact one.");
      return;
    }
    if (exact.isEmpty() || sampled.flow.order() != 4) {
      return;
    }
    double pull = 0;
    for (int r = 0; r < sampled.flow.rows().size(); r++) {
      double one =
          sampled
              .flow
              .rows()
              .get(r)
              .coupling()
              .pull(exact.get().flow.rows().get(r).coupling().value());
      pull = Math.abs(one) > Math.abs(pull) ? one : pull;
    }
    draft
        .compared(Math.abs(pull) < 5)
        .say(
            String.format(
                Locale.ROOT,
                "%s: sampled λ(Λ) is within %.1f standard errors of the exact one at every cutoff (5 allowed).",
                sampled.ensemble.label(),
                Math.abs(pull)));
  }

  private Figure chart(List<Flow> flows) {
    List<Figure.Series> series = new ArrayList<>();
    int colour = 0;
    for (Flow one : flows) {
      double[] Λ = column(one, CouplingFlow.Row::cutoff);
      double[] size = column(one, row -> Math.abs(row.coupling().value()));
      boolean exact = one.source instanceof CorrelatorSource.Exact;
      series.add(
          exact
              ? Figure.Series.of(one.label(), Λ, size, Figure.Style.LINE, colour)
              : Figure.Series.of(
                  one.label(),
                  Λ,
                  size,
                  column(one, row -> row.coupling().error()),
                  Figure.Style.POINTS,
                  colour));
      colour++;
    }
    return new Figure.Chart(
        "couplings",
        "Sizes of the couplings against the cutoff. Straight lines are powers of Λ.",
        Figure.Axis.logarithmic("cutoff Λ"),
        Figure.Axis.logarithmic("|coupling|"),
        series);
  }

  private static double[] column(Flow one, ToDoubleFunction<CouplingFlow.Row> component) {
    return one.flow.rows().stream().mapToDouble(component).toArray();
  }

  private static Figure slopes(List<Flow> flows) {
    List<Figure.Series> series = new ArrayList<>();
    for (Flow one : flows) {
      if (one.source instanceof CorrelatorSource.Exact) {
        series.add(
            Figure.Series.of(
                one.flow.symbol() + ", " + one.ensemble.label(),
                column(one, CouplingFlow.Row::cutoff),
                column(one, CouplingFlow.Row::exponent),
                Figure.Style.LINE,
                series.size()));
      }
    }
    return new Figure.Chart(
        "slopes",
        "Slopes β/g = d ln|g|/d ln Λ, from the faces of the box.",
        Figure.Axis.logarithmic("cutoff Λ"),
        Figure.Axis.linear("d ln|g| / d ln Λ"),
        series);
  }

  private static Table table(List<Flow> flows) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Flow one : flows) {
      for (CouplingFlow.Row row : one.flow.rows()) {
        rows.add(
            Table.row(
                Cell.of(one.label()),
                Cell.of(Words.number(row.cutoff())),
                Cell.of(row.coupling()),
                Cell.rough(row.spread() / Math.abs(row.coupling().value())),
                Cell.rough(row.beta()),
                Cell.rough(row.exponent())));
      }
    }
    return new Table(
        "Mean over components, relative spread over components, β = Λ dg/dΛ.",
        List.of("coupling", "Λ", "mean", "relative spread", "β", "β/g"),
        rows,
        false);
  }

  /// Columns: Λ, coupling, error, spread, β.
  private static void keep(List<Flow> flows, Findings.Draft draft) {
    for (int k = 0; k < flows.size(); k++) {
      Flow one = flows.get(k);
      double[] values =
          one.flow.rows().stream()
              .flatMapToDouble(
                  r ->
                      DoubleStream.of(
                          r.cutoff(),
                          r.coupling().value(),
                          r.coupling().error(),
                          r.spread(),
                          r.beta()))
              .toArray();
      String name = one.flow.order() == 4 ? "lambda" : "kappa";
      draft.keep(
          "%s_%d_%s".formatted(name, k + 1, one.source.name()), values, one.flow.rows().size(), 5);
    }
  }
}
