package org.nnft.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.nnft.field.PointSet;
import org.nnft.network.IndependentDensity;
import org.nnft.network.NeuralField;
import org.nnft.neuron.FiniteWidthCorrelators;
import org.nnft.study.Table.Cell;
import org.nnft.symmetry.ParameterFlow;
import org.nnft.symmetry.SymmetryTest;
import org.nnft.symmetry.SymmetryVerdict;
import org.nnft.symmetry.WardIdentity;

/// Ward identities ⟨ξ·∂O⟩ = −⟨B O⟩ of flows ξ on the parameters, both sides measured, with the parts of the breaking
/// function B.
///
/// @param flows which
/// @param orders of the observables O = f(x₁)…f(xₙ), each 1…6
/// @param observables most of each order, 1…24
public record WardIdentityStudy(List<Flow> flows, List<Integer> orders, int observables)
    implements Study.Investigation {

  /// The flows that a file can name.
  public enum Kind {
    READOUT_SCALING,
    INPUT_SCALING,
    OUTPUT_ROTATION,
    INPUT_ROTATION,
    PHASE_SHIFT,
    OUTPUT_MEAN_SHIFT,
    INPUT_MEAN_SHIFT;

    /// Its name in files, such as `readout-scaling`.
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// A flow of a kind: rotations turn components 1 and 2, shifts move component 1.
  public record Flow(Kind kind) {
    ParameterFlow of(NeuralField field) {
      return switch (kind) {
        case READOUT_SCALING -> ParameterFlow.readoutScaling(field);
        case INPUT_SCALING -> ParameterFlow.inputScaling(field);
        case OUTPUT_ROTATION -> ParameterFlow.outputRotation(field, 0, 1);
        case INPUT_ROTATION -> ParameterFlow.inputRotation(field, 0, 1);
        case PHASE_SHIFT -> ParameterFlow.phaseShift();
        case OUTPUT_MEAN_SHIFT -> ParameterFlow.outputMeanShift(field, 0);
        case INPUT_MEAN_SHIFT -> ParameterFlow.inputMeanShift(field, 0);
      };
    }
  }

  public WardIdentityStudy {
    flows = List.copyOf(flows);
    orders = orders.stream().sorted().distinct().toList();
    if (flows.isEmpty()) {
      throw new IllegalArgumentException("ward-identity needs at least 1 flow");
    }
    if (orders.isEmpty() || orders.getFirst() < 1 || orders.getLast() > 6) {
      throw new IllegalArgumentException("orders are 1 to 6, at least one; got " + orders);
    }
    if (observables < 1 || observables > 24) {
      throw new IllegalArgumentException(
          "observables of each order must be 1 to 24, got " + observables);
    }
  }

  @Override
  public String key() {
    return "ward-identity";
  }

  @Override
  public Findings findings(Subject subject, Workbench workbench) {
    PointSet points = subject.requirePoints(key());
    if (subject.ensembles().isEmpty()) {
      throw new IllegalArgumentException(
          "ward-identity needs a network; name it with field: {preset: …}");
    }
    Findings.Draft draft =
        Findings.draft("Ward identities")
            .cite("ferko2026")
            .show(
                new Exhibit.Formula(
                    "\\langle \\xi^a \\partial_a O \\rangle = -\\langle B\\, O \\rangle, \\qquad B = \\xi^a\\, \\partial_a \\log p + \\partial_a \\xi^a"));
    if (orders.getLast() >= 4
        && subject.sampling().networks() < WardIdentity.NETWORKS_OF_FOUR_FIELDS) {
      draft.warn(
          "Observables of four fields are judged from %,d networks on, got %,d: raise sampling.networks."
              .formatted(WardIdentity.NETWORKS_OF_FOUR_FIELDS, subject.sampling().networks()));
    }
    double threshold =
        SymmetryVerdict.BROKEN / ((double) flows.size() * subject.ensembles().size());
    List<List<Cell>> summary = new ArrayList<>();
    List<Table> details = new ArrayList<>();
    List<Figure> figures = new ArrayList<>();
    for (int e = 0; e < subject.ensembles().size(); e++) {
      StudiedEnsemble ensemble = subject.ensembles().get(e);
      NeuralField field = subject.requireField(ensemble, key());
      for (Flow choice : flows) {
        ParameterFlow flow = choice.of(field);
        String name = choice.kind().key() + "-" + (e + 1);
        WardIdentity.Result result = measure(subject, field, points, flow, workbench, name);
        double p = result.pValue();
        boolean holds = p > threshold;
        draft.compared(holds).say(sentence(ensemble.label(), flow, result, p, threshold, holds));
        summary.add(row(ensemble.label(), flow, result, p));
        details.add(details(ensemble.label(), flow, result, exact(field, points, choice, result)));
        figures.add(figure(name, ensemble.label(), flow, result));
      }
    }
    draft.show(
        new Table(
            "Every flow: ∂·ξ (the anomaly), the size of the breaking function √⟨B²⟩, its mean (zero in theory) and the p-value of the identity, of the observable with the largest pull times their number.",
            List.of("ensemble", "flow", "∂·ξ", "√⟨B²⟩", "⟨B⟩", "p"),
            summary,
            true));
    details.forEach(draft::show);
    figures.forEach(draft::show);
    return draft.done();
  }

  private WardIdentity.Result measure(
      Subject subject,
      NeuralField field,
      PointSet points,
      ParameterFlow flow,
      Workbench workbench,
      String job) {
    WardIdentity identity =
        WardIdentity.of(
            field,
            points,
            flow,
            orders,
            observables,
            subject.sampling().networks(),
            subject.sampling().seed());
    return identity.result(
        workbench.units(
            job,
            "Ward identity: " + flow.name(),
            SymmetryTest.BLOCKS,
            identity.size(),
            identity::block));
  }

  private static String sentence(
      String ensemble,
      ParameterFlow flow,
      WardIdentity.Result result,
      double p,
      double threshold,
      boolean holds) {
    String kind =
        result.isConserved()
            ? "B = 0: the flow is a symmetry of the law, its current is conserved"
            : String.format(
                Locale.ROOT,
                "broken %s, √⟨B²⟩ = %.4g",
                result.divergence() == 0
                    ? "by the score alone"
                    : "by score and Jacobian (∂·ξ = %.0f)".formatted(result.divergence()),
                result.breakingSize());
    return String.format(
        Locale.ROOT,
        "%s, %s: %s; the Ward identity %s for %d observables (p = %.2g)%s. Below p = %.2g it would count as wrong; more networks would see smaller differences.",
        ensemble,
        flow.name(),
        kind,
        holds ? "holds" : "FAILS",
        result.sides().size() - result.heavy(),
        p,
        result.heavy() == 0
            ? ""
            : "; %d more are not judged, having heavy tails".formatted(result.heavy()),
        threshold);
  }

  private static List<Cell> row(
      String ensemble, ParameterFlow flow, WardIdentity.Result result, double p) {
    return Table.row(
        Cell.of(ensemble),
        Cell.of(flow.name()),
        Cell.exact(result.divergence()),
        result.isConserved() ? Cell.of(0) : Cell.rough(result.breakingSize()),
        result.isConserved() ? Cell.of(0) : Cell.of(result.meanBreaking()),
        Cell.rough(p));
  }

  /// The left side where theory has it: 0 for a symmetry of the law, and n⟨Oₙ⟩ where all of the readout grows; NaN elsewhere.
  private ToDoubleFunction<WardIdentity.Side> exact(
      NeuralField field, PointSet points, Flow choice, WardIdentity.Result result) {
    if (result.isConserved()) {
      return _ -> 0;
    }
    boolean counts =
        choice.kind() == Kind.READOUT_SCALING
            && field.readout().bias() instanceof IndependentDensity.Constant(double value)
            && value == 0;
    if (counts) {
      try {
        FiniteWidthCorrelators g =
            FiniteWidthCorrelators.of(field, points, Math.max(2, orders.getLast()));
        return side -> side.order() * g.full(side.symbols().stream().mapToInt(s -> s).toArray());
      } catch (IllegalArgumentException unknown) {
        return _ -> Double.NaN;
      }
    }
    return _ -> Double.NaN;
  }

  private static Table details(
      String ensemble,
      ParameterFlow flow,
      WardIdentity.Result result,
      ToDoubleFunction<WardIdentity.Side> exact) {
    List<List<Cell>> rows = new ArrayList<>();
    for (WardIdentity.Side side : result.sides()) {
      rows.add(
          Table.row(
              Cell.of(side.observable()),
              Cell.exact(exact.applyAsDouble(side)),
              Cell.of(side.left()),
              Cell.of(side.right()),
              Cell.of(side.score()),
              Cell.of(side.jacobian()),
              Cell.of(side.difference()),
              Cell.rough(side.difference().pull(0))));
    }
    return new Table(
        "%s, %s: both sides for every observable, the exact value where theory has it, the right side with the control variate ⟨B⟩ = 0 and in parts; pull of the difference."
            .formatted(ensemble, flow.name()),
        List.of("O", "exact", "⟨ξ·∂O⟩", "−⟨B O⟩", "score", "Jacobian", "difference", "pull"),
        rows,
        false);
  }

  private static Figure figure(
      String name, String ensemble, ParameterFlow flow, WardIdentity.Result result) {
    int n = result.sides().size();
    double[][] x = new double[2][n];
    double[][] y = new double[2][n];
    double[][] error = new double[2][n];
    for (int c = 0; c < n; c++) {
      WardIdentity.Side side = result.sides().get(c);
      x[0][c] = c + 0.9;
      x[1][c] = c + 1.1;
      y[0][c] = side.left().value();
      y[1][c] = side.right().value();
      error[0][c] = side.left().error();
      error[1][c] = side.right().error();
    }
    return new Figure.Chart(
        "ward-" + name,
        "%s, %s: both sides of the Ward identity, observable by observable in the order of the table."
            .formatted(ensemble, flow.name()),
        Figure.Axis.linear("observable"),
        Figure.Axis.linear("value"),
        List.of(
            Figure.Series.of("⟨ξ·∂O⟩", x[0], y[0], error[0], Figure.Style.POINTS, 0),
            Figure.Series.of("−⟨B O⟩", x[1], y[1], error[1], Figure.Style.POINTS, 1)));
  }
}
