package org.nnft.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nnft.rg.FixedPoint;
import org.nnft.rg.FixedPointSearch;
import org.nnft.rg.FlowEquation;
import org.nnft.rg.Regulator;
import org.nnft.study.Table.Cell;

/// Fixed points of a flow at every truncation, for a regulator and for Litim's: what stays is no artefact.
///
/// @param couplings the highest truncation
record FixedPointsExhibit(double dimension, Regulator regulator, int couplings) {

  void show(Findings.Draft draft) {
    List<List<Cell>> rows = new ArrayList<>();
    List<Regulator> regulators = new ArrayList<>(List.of(regulator));
    if (!(regulator instanceof Regulator.Litim)) {
      regulators.add(new Regulator.Litim());
    }
    for (Regulator one : regulators) {
      for (int n = 2; n <= couplings; n++) {
        FlowEquation flow = FlowEquation.localPotential(dimension, one, n);
        Optional<FixedPoint> wilsonFisher = FixedPointSearch.wilsonFisher(flow);
        wilsonFisher.ifPresent(point -> rows.add(row(one, flow.size(), point)));
        if (n == couplings) {
          say(one, flow, wilsonFisher, draft);
        }
      }
    }
    if (!rows.isEmpty()) {
      draft.show(
          new Table(
              "The fixed point with one relevant direction, truncation by truncation: exponents θ are minus the eigenvalues of ∂β/∂ũ, ν = 1/θ₁.",
              List.of("regulator", "n", "ũ₂", "ũ₄", "ν", "θ"),
              rows,
              true));
    }
    FlowEquation flow = FlowEquation.localPotential(dimension, regulator, couplings);
    List<List<Cell>> all = new ArrayList<>();
    for (FixedPoint point : FixedPointSearch.in(flow)) {
      all.add(
          Table.row(
              Cell.of(point.isGaussian() ? "Gaussian" : "interacting"),
              Cell.rough(point.potential().coupling(2)),
              Cell.rough(point.potential().coupling(4)),
              Cell.of(point.relevantDirections()),
              Cell.of(PotentialFlowStudy.exponents(point))));
    }
    draft.show(
        new Table(
            "All fixed points of the truncation with n = %d; those that do not stay as n grows are artefacts."
                .formatted(couplings),
            List.of("kind", "ũ₂", "ũ₄", "relevant directions", "θ"),
            all,
            false));
  }

  private static String name(Regulator regulator) {
    return switch (regulator) {
      case Regulator.Litim _ -> "Litim";
      case Regulator.Exponential _ -> "exponential";
      case Regulator.Power(double power) -> "power " + Words.number(power);
    };
  }

  private static List<Cell> row(Regulator regulator, int n, FixedPoint point) {
    return Table.row(
        Cell.of(name(regulator)),
        Cell.of(n),
        Cell.rough(point.potential().coupling(2)),
        Cell.rough(point.potential().coupling(4)),
        Cell.exact(point.correlationLengthExponent()),
        Cell.of(PotentialFlowStudy.exponents(point)));
  }

  private void say(
      Regulator one, FlowEquation flow, Optional<FixedPoint> wilsonFisher, Findings.Draft draft) {
    if (wilsonFisher.isEmpty()) {
      draft.say(
          "%s regulator, n = %d: no single interacting fixed point with one relevant direction in d = %s."
              .formatted(name(one), flow.size(), Words.number(dimension)));
      return;
    }
    FixedPoint point = wilsonFisher.get();
    draft.say(
        String.format(
            Locale.ROOT,
            "%s regulator, n = %d: Wilson and Fisher's fixed point at ũ₂ = %.5f, ũ₄ = %.4f with θ = %s, so ν = %.5f.",
            name(one),
            flow.size(),
            point.potential().coupling(2),
            point.potential().coupling(4),
            PotentialFlowStudy.exponents(point),
            point.correlationLengthExponent()));
  }
}
