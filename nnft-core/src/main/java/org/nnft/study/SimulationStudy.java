package org.nnft.study;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.nnft.field.PointSet;
import org.nnft.kernel.NngpKernel;
import org.nnft.lattice.Oscillator;
import org.nnft.network.MomentumCutoff;
import org.nnft.network.NeuralField;
import org.nnft.simulation.EuclideanAction;
import org.nnft.simulation.FieldObservables;
import org.nnft.simulation.FiniteWidthSeries;
import org.nnft.simulation.FiniteWidthSeries.Product;
import org.nnft.simulation.InteractingField;
import org.nnft.simulation.Potential;
import org.nnft.simulation.VacuumTransferOperator;
import org.nnft.statistics.CurveFit;
import org.nnft.statistics.Estimate;
import org.nnft.study.Table.Cell;

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
    if (chains < 2 || steps.orElse(64) < 64 || order < 1 || order > 2) {
      throw new IllegalArgumentException(
          "a simulation needs at least 2 chains (for R̂) of 64 steps, and order 1 or 2; got %d, %s, %d"
              .formatted(chains, steps, order));
    }
  }

  @Override
  public String key() {
    return "simulation";
  }

  @Override
  public int measuredOrder() {
    return 0;
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
      draft.show(SimulationTables.points(points, observables, exact));
      runs.diagnostics(points).forEach(draft::warn);
      twoMethods(points, observables, draft);
      extrapolate(points, observables, exact, draft);
      gap(points, observables, exact, draft);
      SimulationTables.charts(points, observables, exact).forEach(draft::show);
      SimulationTables.keep(points, observables, exact, draft);
    }
    if (methods.contains(Method.PERTURBATION)) {
      perturbation(draft);
    }
    if (action.grid().dimension() == 1) {
      roughness(draft);
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

  /// N → ∞, for one field in one dimension without cutoff.
  private Optional<List<Double>> exact() {
    if (action.grid().dimension() != 1
        || action.masses().size() != 1
        || action.regulator() != MomentumCutoff.NONE) {
      return Optional.empty();
    }
    return Optional.of(
        new VacuumTransferOperator(action.grid(), action.masses().getFirst(), action.potential())
            .observables(distances));
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
      Findings.Draft draft) {
    for (Method method : methods) {
      List<SimulationRuns.Point> own = points.stream().filter(p -> p.method() == method).toList();
      if (own.size() < 3) {
        own.forEach(p -> say(p, observables, exact, draft));
        continue;
      }
      double[] n = own.stream().mapToDouble(SimulationRuns.Point::width).toArray();
      List<Estimate> values =
          own.stream().map(p -> p.observables().get(observables.square(0))).toList();
      CurveFit fit = CurveFit.inversePowers(n, values, 1);
      if (fit.pValue() < 0.01 && n.length > 3) {
        fit = CurveFit.inversePowers(n, values, 2);
      }
      Estimate limit = fit.parameters().getFirst();
      OptionalDouble known =
          exact.map(e -> OptionalDouble.of(e.getFirst())).orElse(OptionalDouble.empty());
      String beside = "";
      if (known.isPresent()) {
        double pull = limit.pull(known.getAsDouble());
        draft.compared(Math.abs(pull) < LARGEST_PULL);
        beside =
            String.format(Locale.ROOT, ", exactly %.8f (pull %.1f)", known.getAsDouble(), pull);
      }
      draft.say(
          String.format(
              Locale.ROOT,
              "%s: ⟨φ(0)²⟩ tends to %s for N → ∞%s (polynomial of degree %d in 1/N, χ²/dof = %.2f); the bias at finite N is %s/N, %s.",
              name(method),
              limit,
              beside,
              fit.parameters().size() - 1,
              fit.degreesOfFreedom() == 0 ? Double.NaN : fit.chiSquare() / fit.degreesOfFreedom(),
              fit.parameters().get(1),
              neededWidth(fit.parameters().get(1), limit.value())));
    }
  }

  /// Which N a wanted accuracy needs (2508.03810), from the coefficient of 1/N.
  private static String neededWidth(Estimate slope, double limit) {
    boolean seen = Math.abs(slope.pull(0)) > 2;
    double most =
        (seen ? Math.abs(slope.value()) : Math.abs(slope.value()) + 2 * slope.error()) / limit;
    return String.format(
        Locale.ROOT,
        seen
            ? "so 1 %% needs N ≈ %.0f and 0.1 %% N ≈ %.0f"
            : "not seen above the noise; 1 %% needs at most N ≈ %.0f, 0.1 %% at most N ≈ %.0f (95 %%)",
        Math.max(1, Math.ceil(most / 0.01)),
        Math.max(1, Math.ceil(most / 0.001)));
  }

  private void say(
      SimulationRuns.Point p,
      FieldObservables observables,
      Optional<List<Double>> exact,
      Findings.Draft draft) {
    Estimate value = p.observables().get(observables.square(0));
    String beside =
        exact
            .map(
                e ->
                    String.format(
                        Locale.ROOT,
                        "; exactly %.8f at N → ∞ (pull %.1f, which contains the bias of finite N)",
                        e.getFirst(),
                        value.pull(e.getFirst())))
            .orElse("");
    draft.say(
        "%s at N = %d: ⟨φ(0)²⟩ = %s%s.".formatted(name(p.method()), p.width(), value, beside));
  }

  /// The gap from distances between a correlation length and the box's ends, beside the exact one.
  private void gap(
      List<SimulationRuns.Point> points,
      FieldObservables observables,
      Optional<List<Double>> exact,
      Findings.Draft draft) {
    double ξ = action.correlationLength();
    int near = (int) Math.ceil(ξ / observables.distance(1));
    int far = (int) Math.floor((action.grid().box() / 2 - 1.5 * ξ) / observables.distance(1));
    if (near > Math.min(far, distances - 1)) {
      return;
    }
    SimulationRuns.Point widest = SimulationTables.sharpest(points);
    excitation(widest, near - 1, "Effective mass", "E₁ − E₀", observables, exact, draft);
    excitation(
        widest, near - 1 + distances - 1, "C(r)e^(Mr)", "|⟨0|φ|1⟩|²", observables, exact, draft);
  }

  private void excitation(
      SimulationRuns.Point point,
      int entry,
      String what,
      String limit,
      FieldObservables observables,
      Optional<List<Double>> exact,
      Findings.Draft draft) {
    Estimate measured = point.excitation().get(entry);
    boolean mass = entry < distances - 1;
    StringBuilder beside = new StringBuilder();
    exact.ifPresent(
        e -> {
          double known =
              observables.excitation(e.stream().mapToDouble(Double::doubleValue).toArray())[entry];
          beside.append(
              String.format(
                  Locale.ROOT,
                  ", exactly %.6f for N → ∞ (pull %.1f)",
                  known,
                  measured.pull(known)));
        });
    oscillator()
        .ifPresent(
            o ->
                beside.append(
                    String.format(
                        Locale.ROOT,
                        "; the anharmonic oscillator without grid and box has %s = %.6f",
                        limit,
                        mass ? o.gap() : o.strengths().get(1))));
    draft.say(
        String.format(
            Locale.ROOT,
            "%s at N = %d, r = %.2g: %s%s.",
            what,
            point.width(),
            observables.distance(entry % (distances - 1) + 1),
            measured,
            beside));
  }

  /// The quantum mechanics that the theory is, if it is one field in one dimension with V = λφ⁴/4!.
  private Optional<Oscillator> oscillator() {
    List<Potential.Term> terms = action.potential().terms();
    if (action.grid().dimension() > 1
        || action.masses().size() > 1
        || terms.size() > 1
        || terms.getFirst().degree() != 4) {
      return Optional.empty();
    }
    double m = action.masses().getFirst();
    return Optional.of(Oscillator.continuum(m * m, 24 * terms.getFirst().coefficient()));
  }

  static String name(Method method) {
    return switch (method) {
      case REWEIGHTING -> "Reweighting";
      case HMC -> "Markov chains";
      case PERTURBATION -> "Perturbation theory";
    };
  }

  private void perturbation(Findings.Draft draft) {
    int centre = action.grid().onAxis(0);
    List<List<Cell>> rows = new ArrayList<>();
    for (int width : widths) {
      rows.add(row("N = " + width, width, false, centre));
    }
    rows.add(row("N → ∞", widths.getLast(), true, centre));
    draft.show(
        new Table(
            "Perturbation theory with the exact free correlators at width N: ⟨φ(0)²⟩ = a₀ + a₁ε + a₂ε² for the potential times ε (ε = 1 is the action asked for).",
            List.of("width", "a₀", "a₁", "a₂", "sum at ε = 1"),
            rows,
            true));
    double first = ((Cell.Exact) rows.getFirst().get(2)).value();
    double limit = ((Cell.Exact) rows.getLast().get(2)).value();
    draft.say(
        String.format(
            Locale.ROOT,
            "First-order coefficient of ⟨φ(0)²⟩: %.8f at N = %d, %.8f at N → ∞; the ratio %.3f is the finite width's own interactions at work.",
            first,
            widths.getFirst(),
            limit,
            first / limit));
  }

  private List<Cell> row(String label, int width, boolean infinite, int centre) {
    FiniteWidthSeries series =
        FiniteWidthSeries.of(field(width), infinite, Product.of(centre, 2), order);
    return Table.row(
        Cell.of(label),
        Cell.exact(series.zeroth()),
        Cell.exact(series.first()),
        Cell.exact(series.second()),
        Cell.exact(series.at(1, order)));
  }

  /// ⟨(φ(t+ε) − φ(t))²⟩/ε → ħ/m for a quantum particle: paths are rough, and that is the commutator (2504.05462).
  private void roughness(Findings.Draft draft) {
    NeuralField network = field(widths.getFirst()).networks().getFirst();
    List<List<Cell>> rows = new ArrayList<>();
    double last = 0;
    for (double ε : new double[] {1, 0.1, 0.01, 0.001}) {
      double[][] k = NngpKernel.of(network, PointSet.line(0, ε));
      last = (k[0][0] + k[1][1] - 2 * k[0][1]) / ε;
      rows.add(Table.row(Cell.exact(ε), Cell.exact(last)));
    }
    draft
        .cite("ferko2025")
        .show(
            new Table(
                "Roughness of the free field's paths, exact at every width: ⟨(φ(t+ε) − φ(t))²⟩/ε tends to ħ/m = 1 for a quantum particle and to 0 for a smooth path.",
                List.of("ε", "⟨(Δφ)²⟩/ε"),
                rows,
                false))
        .say(
            String.format(
                Locale.ROOT,
                "Roughness at ε = 0.001 is %.6f: %s.",
                last,
                last > 0.9
                    ? "paths are those of quantum mechanics down to that scale"
                    : "the cutoff makes paths smooth below 1/Λ, where the canonical commutator is lost"));
  }
}
