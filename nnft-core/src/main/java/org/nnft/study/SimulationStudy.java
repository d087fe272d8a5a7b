package org.nnft.study;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.nnft.field.MomentumCutoff;
import org.nnft.simulation.EuclideanAction;
import org.nnft.simulation.FieldObservables;
import org.nnft.simulation.InteractingField;
import org.nnft.simulation.LeadingWidthBias;
import org.nnft.simulation.VacuumTransferOperator;
import org.nnft.statistics.Estimate;

/// Networks that simulate a wanted action, without training: by reweighting, by Markov chains over the parameters, and
/// by perturbation theory at finite width, beside the exact answer at N → ∞ where there is one (d = 1).
///
/// @param action what is simulated
/// @param alpha of the α-family of scalar networks
/// @param gaussian whether amplitudes are normal rather than of fixed size
/// @param widths N, ascending
/// @param methods at least one
/// @param steps per chain; if absent, a 64th of the experiment's networks, which reweighting draws at every width
/// @param chains at each width
/// @param distances of the correlator, in steps of twice the spacing
/// @param order of perturbation theory, 1 or 2
public record SimulationStudy(
    EuclideanAction action,
    double alpha,
    boolean gaussian,
    List<Integer> widths,
    Set<Method> methods,
    OptionalInt steps,
    int chains,
    int distances,
    int order)
    implements Study.Investigation {

  /// How expectation values are computed.
  public enum Method {
    REWEIGHTING,
    HMC,
    PERTURBATION
  }

  /// A wrong agreement is reported once in a thousand right runs.
  private static final double LARGEST_PULL = 3.3;

  public SimulationStudy {
    widths = widths.stream().sorted().distinct().toList();
    methods = new LinkedHashSet<>(methods.stream().sorted().toList());
    if (widths.isEmpty() || methods.isEmpty() || widths.getFirst() < 1) {
      throw new IllegalArgumentException(
          "a simulation needs at least 1 width ≥ 1 and 1 method, got %s and %s"
              .formatted(widths, methods));
    }
    if (!methodsFor(action).containsAll(methods)) {
      throw new IllegalArgumentException(
          "perturbation theory is for one field without derivatives, got %s; remove perturbation from methods"
              .formatted(action.potential().variables()));
    }
    if (chains < 2 || steps.orElse(64) < 64 || order < 1 || order > 2) {
      throw new IllegalArgumentException(
          "a simulation needs at least 2 chains (for R̂) of 64 steps, and order 1 or 2; got %d, %s, %d"
              .formatted(chains, steps, order));
    }
  }

  /// The methods that an action allows: perturbation theory is for one field without derivatives.
  public static Set<Method> methodsFor(EuclideanAction action) {
    return action.potential().variables().size() == 1
        ? EnumSet.allOf(Method.class)
        : EnumSet.complementOf(EnumSet.of(Method.PERTURBATION));
  }

  @Override
  public String key() {
    return "simulation";
  }

  @Override
  public Findings findings(Subject subject, Workbench workbench) {
    Findings.Draft draft =
        Findings.draft("Networks that simulate the action").cite("demirtas2023", "zhang2026");
    draft.show(
        new Exhibit.Formula(
            "P(\\theta) \\propto P_{\\mathrm{free}}(\\theta)\\, \\exp\\Big(-\\int_{\\mathrm{box}} d^dx\\; V(\\phi_\\theta(x))\\Big)"));
    if (action.grid().box() < 4 * action.correlationLength()) {
      draft.warn(
          String.format(
              Locale.ROOT,
              "The box, %.3g, is shorter than four correlation lengths, %.3g each: its ends are felt at the centre.",
              action.grid().box(),
              action.correlationLength()));
    }
    FieldObservables observables = new FieldObservables(field(widths.getFirst()), distances);
    Optional<List<Double>> exact = exact();
    SimulationRuns runs = new SimulationRuns(this, subject.sampling(), workbench);
    List<SimulationRuns.Point> points = new ArrayList<>();
    for (int width : widths) {
      for (Method method : methods) {
        switch (method) {
          case REWEIGHTING -> points.add(runs.reweighted(width));
          case HMC -> points.add(runs.chained(width));
          case PERTURBATION -> {}
        }
      }
    }
    if (!points.isEmpty()) {
      SimulationTables tables = new SimulationTables(points, observables, exact);
      draft.show(tables.moments());
      SimulationRuns.diagnostics(points).forEach(draft::warn);
      twoMethods(points, observables, draft);
      Optional<LeadingWidthBias.Coefficients> bias =
          LeadingWidthBias.of(action, field(widths.getFirst()));
      extrapolate(points, observables, exact, bias, draft);
      if (exact.isPresent() && bias.isPresent()) {
        new WidthBiasExhibit(points, observables, exact.get(), bias.get()).show(draft);
      }
      new LowestExcitation(action, observables, exact).say(tables.sharpest(), draft);
      draft.show(tables.algorithms());
      tables.charts().forEach(draft::show);
      tables.keep(draft);
    }
    if (methods.contains(Method.PERTURBATION)) {
      new PerturbationExhibits(this).show(draft);
    }
    FreeFieldExhibits free = new FreeFieldExhibits(action, field(widths.getFirst()));
    if (points.isEmpty() || distances > 0) {
      free.varianceBound(alpha, draft);
    }
    if (action.grid().dimension() == 1) {
      free.roughness(draft);
    }
    return draft.done();
  }

  /// Tries to make the networks.
  ///
  /// @throws IllegalArgumentException if their momenta have no normalisable density, saying what to change
  public void requireNormalisable() {
    field(widths.getFirst());
  }

  InteractingField field(int width) {
    return action.networks(alpha, gaussian, width);
  }

  /// N → ∞, in one dimension without cutoff.
  private Optional<List<Double>> exact() {
    return action.regulator() == MomentumCutoff.NONE
            && VacuumTransferOperator.isKnown(action.grid(), action.potential())
        ? Optional.of(
            new VacuumTransferOperator(action.grid(), action.masses(), action.potential())
                .observables(distances))
        : Optional.empty();
  }

  /// Reweighting and chains at equal width must agree: independent, the same law.
  private void twoMethods(
      List<SimulationRuns.Point> points, FieldObservables observables, Findings.Draft draft) {
    double worst = 0;
    int pairs = 0;
    for (SimulationRuns.Point a : points) {
      for (SimulationRuns.Point b : points) {
        if (a.width() == b.width()
            && a.method() == Method.REWEIGHTING
            && b.method() == Method.HMC) {
          for (int i = 0; i < action.masses().size(); i++) {
            Estimate x = a.observables().get(observables.square(i));
            Estimate y = b.observables().get(observables.square(i));
            worst =
                Math.max(worst, Math.abs(x.value() - y.value()) / Math.hypot(x.error(), y.error()));
            pairs++;
          }
        }
      }
    }
    if (pairs > 0) {
      boolean agree = worst < LARGEST_PULL + 0.3 * Math.log(pairs);
      draft
          .compared(agree)
          .say(
              String.format(
                  Locale.ROOT,
                  "Reweighting and Markov chains %s on ⟨φ(0)²⟩: the largest of %d differences is %.1f errors.",
                  agree ? "agree" : "DISAGREE",
                  pairs,
                  worst));
    }
  }

  private void extrapolate(
      List<SimulationRuns.Point> points,
      FieldObservables observables,
      Optional<List<Double>> exact,
      Optional<LeadingWidthBias.Coefficients> bias,
      Findings.Draft draft) {
    List<WidthLimits> limits = new ArrayList<>();
    for (Method method : methods) {
      List<SimulationRuns.Point> own = points.stream().filter(p -> p.method() == method).toList();
      for (int i = 0; i < action.masses().size(); i++) {
        int o = observables.square(i);
        OptionalDouble known =
            exact.map(e -> OptionalDouble.of(e.get(o))).orElse(OptionalDouble.empty());
        String name = "%s: %s".formatted(name(method), observables.names().get(o));
        if (own.size() < 3) {
          own.forEach(p -> say(p, name, o, known, draft));
          continue;
        }
        double[] at = own.stream().mapToDouble(SimulationRuns.Point::width).toArray();
        List<Estimate> values = own.stream().map(p -> p.observables().get(o)).toList();
        Optional<Estimate> target = exact.map(e -> new Estimate(e.get(o), 0));
        WidthLimits limit =
            bias.map(b -> WidthLimits.of(name, at, values, target, b.square()))
                .orElseGet(() -> WidthLimits.of(name, at, values, target));
        if (exact.isPresent()) {
          draft.compared(Math.abs(limit.pull()) < LARGEST_PULL);
        }
        draft.say(limit.sentence());
        limits.add(limit);
      }
    }
    if (!limits.isEmpty()) {
      draft.cite("sen2025").show(WidthLimits.table(limits, "exact"));
    }
  }

  private static void say(
      SimulationRuns.Point p,
      String name,
      int observable,
      OptionalDouble known,
      Findings.Draft draft) {
    Estimate value = p.observables().get(observable);
    String beside =
        known.isPresent()
            ? String.format(
                Locale.ROOT,
                "; exactly %.8f at N → ∞ (pull %.1f, which contains the bias of finite N)",
                known.getAsDouble(),
                value.pull(known.getAsDouble()))
            : "";
    draft.say("%s = %s at N = %d%s.".formatted(name, value, p.width(), beside));
  }

  static String name(Method method) {
    return switch (method) {
      case REWEIGHTING -> "Reweighting";
      case HMC -> "Markov chains";
      case PERTURBATION -> "Perturbation theory";
    };
  }
}
