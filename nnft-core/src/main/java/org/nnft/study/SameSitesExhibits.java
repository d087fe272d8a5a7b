package org.nnft.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.nnft.lattice.FreePropagator;
import org.nnft.lattice.Lattice;
import org.nnft.simulation.Dispersion;
import org.nnft.simulation.TorusNetwork;
import org.nnft.statistics.Estimate;
import org.nnft.study.Figure.Axis;
import org.nnft.study.Figure.Series;
import org.nnft.study.Figure.Style;
import org.nnft.study.Table.Cell;

/// Tables and figures of networks and the lattice field on the same sites.
record SameSitesExhibits(List<SameSitesPoint> points, String couplingName) {

  SameSitesExhibits {
    points = List.copyOf(points);
  }

  Table sideBySide() {
    List<List<Cell>> rows = new ArrayList<>();
    for (SameSitesPoint point : points) {
      for (SiteEnsemble e : point.all()) {
        rows.add(
            Table.row(
                Cell.of(point.name()),
                Cell.of(e.name()),
                Cell.of(e.square()),
                Cell.of(e.slices().get(1)),
                Cell.of(e.fourPoint()),
                Cell.of(e.susceptibility()),
                Cell.of(e.binder()),
                Cell.of(e.mass())));
      }
      point
          .exact()
          .ifPresent(
              e ->
                  rows.add(
                      Table.row(
                          Cell.of(point.name()),
                          Cell.of("transfer matrix"),
                          Cell.exact(e.square()),
                          Cell.exact(e.slices().get(1)),
                          Cell.exact(Double.NaN),
                          Cell.exact(e.susceptibility()),
                          Cell.exact(e.binder()),
                          Cell.exact(Double.NaN))));
    }
    return new Table(
        "Side by side on the same sites. C(1) is the correlator of neighbouring time slices, φ and φ′ are neighbours, m is the mean of the effective masses where the lattice field shows a plateau. What separates p² from the lattice's p̂² = 4 Σ sin²(p/2) is the effect of the cutoff; what separates N from N → ∞, that of finite width.",
        List.of(
            "lattice", "method", "⟨φ²⟩", "C(1)", "⟨φφφ′φ′⟩_c", "χ", "Binder 1 − ⟨M⁴⟩/3⟨M²⟩²", "m"),
        rows,
        true);
  }

  /// The free propagator at the sites of an axis, with each cutoff.
  Table cutoffEffects() {
    SameSitesPoint point = points.getLast();
    TorusNetwork hat = point.network();
    Lattice lattice = hat.lattice();
    TorusNetwork square =
        new TorusNetwork(
            lattice, hat.action(), hat.massSquared(), Dispersion.CONTINUUM, hat.width());
    FreePropagator continuum = FreePropagator.of(lattice.dimension(), Math.sqrt(hat.massSquared()));
    List<List<Cell>> rows = new ArrayList<>();
    for (int r = 0; r <= lattice.time() / 2; r++) {
      int[] x = new int[lattice.dimension()];
      x[x.length - 1] = r;
      double g = continuum.at(r);
      rows.add(
          Table.row(
              Cell.of((long) r),
              Cell.exact(hat.propagator(x)),
              Cell.exact(square.propagator(x)),
              Cell.exact(Double.isFinite(g) ? g : Double.NaN),
              Cell.rough(hat.propagator(x) / g),
              Cell.rough(square.propagator(x) / g)));
    }
    return new Table(
        "Cutoff effects, named: the free propagator at mass M² = %.5g at the sites of an axis, exact at every width. p̂²: the lattice couples neighbours. p²: the continuum's propagator with momenta cut off at the edge of the Brillouin zone. Continuum: no cutoff and no periodic box, infinite at r = 0 from d = 2 on."
            .formatted(hat.massSquared()),
        List.of("r", "p̂²", "p²", "continuum", "p̂²/continuum", "p²/continuum"),
        rows,
        false);
  }

  Table costs() {
    List<List<Cell>> rows = new ArrayList<>();
    for (SameSitesPoint point : points) {
      for (SiteEnsemble e : point.all()) {
        rows.add(
            Table.row(
                Cell.of(point.name()),
                Cell.of(e.name()),
                Cell.rough(e.evaluations()),
                Cell.rough(e.effectiveShare()),
                Cell.of(e.energyWeight()),
                Cell.rough(e.costOfMass().orElse(Double.NaN))));
      }
    }
    return new Table(
        "Cost, whatever the machine: evaluations at single sites of a neuron, or of the lattice field's force; independent samples of φ² over samples; ⟨e^(−ΔH)⟩ of trajectories and ⟨e^(−ΔS)⟩ of redraws; evaluations after which the mass is known to 1 %.",
        List.of(
            "lattice",
            "method",
            "evaluations",
            "effective share",
            "⟨e^(−Δ)⟩",
            "evaluations to 1 % on m"),
        rows,
        false);
  }

  Figure correlator() {
    SameSitesPoint point = points.getLast();
    List<Series> series = new ArrayList<>();
    int colour = 0;
    for (SiteEnsemble e : List.of(point.lattice(), point.widest(), point.continuum())) {
      int count = e.slices().size();
      double[] t = new double[count];
      double[] c = new double[count];
      double[] error = new double[count];
      for (int k = 0; k < count; k++) {
        Estimate slice = e.slices().get(k);
        t[k] = k;
        c[k] = slice.value() > 2 * slice.error() ? slice.value() : Double.NaN;
        error[k] = slice.error();
      }
      series.add(Series.of(e.name(), t, c, error, Style.POINTS, colour++));
    }
    return new Figure.Chart(
        "correlator",
        "Correlator of time slices on the same sites, %s.".formatted(point.name()),
        Axis.linear("t"),
        Axis.logarithmic("C(t)"),
        series);
  }

  private List<Integer> sizes() {
    return points.stream().map(SameSitesPoint::size).distinct().toList();
  }

  private List<Double> couplings() {
    return points.stream().map(SameSitesPoint::coupling).distinct().toList();
  }

  private static Series curve(
      String name,
      List<SameSitesPoint> along,
      ToDoubleFunction<SameSitesPoint> x,
      ToDoubleFunction<SameSitesPoint> y,
      Style style,
      int colour) {
    return Series.of(
        name,
        along.stream().mapToDouble(x).toArray(),
        along.stream().mapToDouble(y).toArray(),
        style,
        colour);
  }

  private static double cost(SiteEnsemble ensemble) {
    return ensemble.costOfMass().orElse(Double.NaN);
  }

  /// Full lines for the lattice field, dashed for networks, one colour for each size.
  Figure costFigure() {
    List<Series> series = new ArrayList<>();
    for (int size : sizes()) {
      List<SameSitesPoint> along = points.stream().filter(p -> p.size() == size).toList();
      int colour = sizes().indexOf(size);
      series.add(
          curve(
              "L = %d, lattice".formatted(size),
              along,
              SameSitesPoint::coupling,
              p -> cost(p.lattice()),
              Style.LINE,
              colour));
      series.add(
          curve(
              "L = %d, networks".formatted(size),
              along,
              SameSitesPoint::coupling,
              p -> cost(p.widest()),
              Style.DASHED,
              colour));
    }
    return new Figure.Chart(
        "cost",
        "Evaluations at single sites to know the mass to 1 %%: networks of N = %d (dashed) against hybrid Monte Carlo along the couplings."
            .formatted(points.getFirst().widest().width()),
        Axis.linear(couplingName),
        Axis.logarithmic("evaluations to 1 % on m"),
        series);
  }

  /// The same against the volume, one colour for each coupling.
  Optional<Figure> volumeFigure() {
    if (sizes().size() < 2) {
      return Optional.empty();
    }
    List<Series> series = new ArrayList<>();
    for (double coupling : couplings()) {
      List<SameSitesPoint> along = points.stream().filter(p -> p.coupling() == coupling).toList();
      int colour = couplings().indexOf(coupling);
      String where = "%s = %s".formatted(couplingName, Words.number(coupling));
      series.add(
          curve(
              where + ", lattice",
              along,
              p -> p.network().lattice().volume(),
              p -> cost(p.lattice()),
              Style.LINE,
              colour));
      series.add(
          curve(
              where + ", networks",
              along,
              p -> p.network().lattice().volume(),
              p -> cost(p.widest()),
              Style.DASHED,
              colour));
    }
    return Optional.of(
        new Figure.Chart(
            "cost-of-volume",
            "The same against the volume.",
            Axis.logarithmic("sites"),
            Axis.logarithmic("evaluations to 1 % on m"),
            series));
  }

  /// How fast reweighting dies.
  Figure shareFigure() {
    List<Series> series = new ArrayList<>();
    for (int size : sizes()) {
      List<SameSitesPoint> along = points.stream().filter(p -> p.size() == size).toList();
      series.add(
          curve(
              "L = " + size,
              along,
              SameSitesPoint::coupling,
              SameSitesPoint::effectiveShare,
              Style.LINE,
              sizes().indexOf(size)));
    }
    return new Figure.Chart(
        "effective-share",
        "Effective share of free draws, (Σw)²/(M Σw²), at N = %d: below 1 %% reweighting is refused."
            .formatted(points.getFirst().widest().width()),
        Axis.linear(couplingName),
        Axis.logarithmic("effective share"),
        series);
  }

  void keep(Findings.Draft draft) {
    List<double[]> rows = new ArrayList<>();
    for (SameSitesPoint point : points) {
      for (SiteEnsemble e : point.all()) {
        rows.add(
            new double[] {
              point.size(),
              point.coupling(),
              e.width(),
              e.square().value(),
              e.square().error(),
              e.susceptibility().value(),
              e.susceptibility().error(),
              e.binder().value(),
              e.binder().error(),
              e.fourPoint().value(),
              e.fourPoint().error(),
              e.mass().value(),
              e.mass().error(),
              e.evaluations(),
              cost(e)
            });
      }
    }
    draft.keep(
        "ensembles",
        rows.stream().flatMapToDouble(Arrays::stream).toArray(),
        rows.size(),
        rows.getFirst().length);
  }
}
