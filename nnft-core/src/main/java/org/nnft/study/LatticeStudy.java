package org.nnft.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nnft.lattice.ChainState;
import org.nnft.lattice.HybridMonteCarlo;
import org.nnft.lattice.Lattice;
import org.nnft.lattice.LatticeMeasurement;
import org.nnft.lattice.LatticeObservable;
import org.nnft.lattice.Phi4;
import org.nnft.lattice.TransferMatrix;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.GammaMethod;
import org.nnft.statistics.ReplicaSeries;
import org.nnft.study.Table.Cell;

/// Lattice φ⁴ by hybrid Monte Carlo along couplings and sizes, beside exact values where a transfer matrix gives
/// them: is the control of a network right, and where does the theory become critical?
///
/// @param actions one for each coupling, all in the same dimension
/// @param couplings what the couplings are called in the file's convention; as many as actions
/// @param couplingName the convention's name of it
/// @param sizes L of cubic lattices
/// @param clusters whether signs of clusters are redrawn after each trajectory
public record LatticeStudy(
    List<Phi4> actions,
    List<Double> couplings,
    String couplingName,
    List<Integer> sizes,
    boolean clusters)
    implements Study.Investigation {

  private static final int GROUPS = 2;
  private static final int LINKS = 8;

  /// Trajectories before the first measurement.
  private static final int THERMALISATION = 150;

  /// Pulls up to here agree: at 40 pulls beyond with probability 3·10⁻⁴.
  private static final double LARGEST_PULL = 4.5;

  /// Largest volume with a transfer matrix in two dimensions, and on a ring.
  private static final int EXACT_SQUARE = 3;

  private static final int EXACT_RING = 256;

  private static final int LAGS = 60;

  public LatticeStudy {
    actions = List.copyOf(actions);
    couplings = List.copyOf(couplings);
    sizes = List.copyOf(sizes);
    if (actions.isEmpty() || sizes.isEmpty() || actions.size() != couplings.size()) {
      throw new IllegalArgumentException(
          "a lattice study needs at least one coupling and one size, got %s and %s"
              .formatted(couplings, sizes));
    }
    int dimension = actions.getFirst().dimension();
    if (actions.stream().anyMatch(a -> a.dimension() != dimension)) {
      throw new IllegalArgumentException("all actions of a study have the same dimension");
    }
    sizes.forEach(size -> Lattice.cubic(dimension, size));
  }

  @Override
  public String key() {
    return "lattice";
  }

  @Override
  public int measuredOrder() {
    return 0;
  }

  /// A lattice and a coupling with what was measured there.
  private record Point(
      int size,
      double coupling,
      LatticeMeasurement measured,
      Optional<TransferMatrix.Exact> exact) {

    int plateauEnd() {
      return Math.max(1, (measured.lattice().time() + 1) / 2 - 1);
    }

    boolean hasMass() {
      return measured.lattice().time() >= 4;
    }

    /// The largest t up to which every effective mass is known to 10 %.
    int clearEnd() {
      int t = 0;
      while (t < plateauEnd()
          && measured
              .effectiveMass(t + 1)
              .filter(m -> m.mean().error() < 0.1 * m.mean().value())
              .isPresent()) {
        t++;
      }
      return t;
    }

    /// The mean of the effective masses that are known to 10 %, without the first where there are more.
    Optional<GammaMethod> mass() {
      int last = hasMass() ? clearEnd() : 0;
      return last == 0 ? Optional.empty() : measured.mass(Math.min(2, last), last);
    }
  }

  @Override
  public Findings findings(Subject subject, Workbench workbench) {
    List<Point> points = new ArrayList<>();
    for (int size : sizes) {
      for (int k = 0; k < actions.size(); k++) {
        points.add(point(subject.sampling(), workbench, size, k));
      }
    }
    Findings.Draft draft =
        Findings.draft("φ⁴ on lattices in d = " + actions.getFirst().dimension())
            .cite("duane1987", "wolff2004", "omelyan2003")
            .show(
                new Exhibit.Formula(
                    "S = \\sum_x \\Big[ \\tfrac12 \\sum_\\mu (\\varphi_{x+\\mu} - \\varphi_x)^2 + \\tfrac12 m_0^2 \\varphi_x^2 + \\tfrac{\\lambda}{4!} \\varphi_x^4 \\Big]"));
    if (clusters) {
      draft.cite("brower1989", "swendsen1987");
    }
    judge(draft, points);
    draft.show(observables(points));
    exactTable(points).ifPresent(draft::show);
    if (actions.size() > 1 && sizes.size() > 1) {
      draft.show(binder(points));
      crossing(points).forEach(draft::say);
    }
    if (points.stream().anyMatch(Point::hasMass)) {
      draft.show(effectiveMass(points));
    }
    draft.show(autocorrelation(points.getLast()));
    draft.show(algorithm(points));
    keep(draft, points);
    return draft.done();
  }

  private Point point(Sampling sampling, Workbench workbench, int size, int coupling) {
    Phi4 action = actions.get(coupling);
    Lattice lattice = Lattice.cubic(action.dimension(), size);
    String name = "phi4-%d-%d".formatted(size, coupling);
    HybridMonteCarlo hmc =
        HybridMonteCarlo.of(lattice, action, sampling.seed() + 1_000_003L * size + coupling)
            .withClusters(clusters)
            .withGroups(GROUPS);
    int trajectories =
        (int) Math.max(8, Math.ceilDiv(sampling.networks(), (long) hmc.replicas() * LINKS));
    int state = 2 + hmc.replicas() / GROUPS * lattice.volume();
    int observables = LatticeObservable.count(lattice);
    int perGroup = hmc.replicas() / GROUPS;
    double[][][] chains =
        workbench.chains(
            name,
            "%s = %s on %d%s"
                .formatted(
                    couplingName,
                    couplings.get(coupling),
                    size,
                    lattice.dimension() == 1 ? " sites" : "^" + lattice.dimension()),
            GROUPS,
            LINKS,
            state + observables * perGroup * trajectories,
            (chain, _, before) -> {
              ChainState from =
                  before == null
                      ? hmc.thermalise(chain, THERMALISATION)
                      : ChainState.ofNumbers(Arrays.copyOf(before, state));
              HybridMonteCarlo.Stretch stretch = hmc.run(chain, from, trajectories);
              return numbers(stretch, state, trajectories);
            });
    ReplicaSeries series =
        Arrays.stream(chains)
            .map(
                chain ->
                    Arrays.stream(chain)
                        .map(link -> series(link, state, observables, perGroup, trajectories))
                        .reduce(ReplicaSeries::then)
                        .orElseThrow())
            .reduce(ReplicaSeries::with)
            .orElseThrow();
    return new Point(
        size,
        couplings.get(coupling),
        new LatticeMeasurement(lattice, series),
        exact(lattice, action));
  }

  private static double[] numbers(HybridMonteCarlo.Stretch stretch, int state, int trajectories) {
    ReplicaSeries series = stretch.series();
    double[] numbers =
        Arrays.copyOf(
            stretch.states().getFirst().toNumbers(),
            state + series.observables() * series.replicas() * trajectories);
    int at = state;
    for (int o = 0; o < series.observables(); o++) {
      for (int r = 0; r < series.replicas(); r++) {
        for (int t = 0; t < trajectories; t++) {
          numbers[at++] = series.at(o, r, t);
        }
      }
    }
    return numbers;
  }

  private static ReplicaSeries series(
      double[] numbers, int state, int observables, int replicas, int trajectories) {
    double[][][] values = new double[observables][replicas][];
    int at = state;
    for (double[][] observable : values) {
      for (int r = 0; r < replicas; r++) {
        observable[r] = Arrays.copyOfRange(numbers, at, at + trajectories);
        at += trajectories;
      }
    }
    return ReplicaSeries.of(values);
  }

  private static Optional<TransferMatrix.Exact> exact(Lattice lattice, Phi4 action) {
    boolean ring = lattice.dimension() == 1 && lattice.time() <= EXACT_RING;
    boolean square = lattice.dimension() == 2 && lattice.time() <= EXACT_SQUARE;
    if (!ring && !square) {
      return Optional.empty();
    }
    try {
      return Optional.of(TransferMatrix.converged(lattice, action, ring ? 1e-10 : 1e-7));
    } catch (IllegalArgumentException e) {
      // More nodes than are worth it: no oracle, then.
      return Optional.empty();
    }
  }

  private void judge(Findings.Draft draft, List<Point> points) {
    double worstEnergy = 0;
    double worst = 0;
    int pulls = 0;
    for (Point point : points) {
      worstEnergy = Math.max(worstEnergy, Math.abs(point.measured().energyWeight().mean().pull(1)));
      if (!point.measured().susceptibility().isLongEnough()) {
        draft.warn(
            "L = %d, %s = %s: the chains are shorter than 50 autocorrelation times of χ; raise sampling.networks."
                .formatted(point.size(), couplingName, point.coupling()));
      }
      for (double pull : pulls(point)) {
        worst = Math.max(worst, Math.abs(pull));
        pulls++;
      }
    }
    boolean energyHolds = worstEnergy < LARGEST_PULL;
    draft.compared(energyHolds && worst < LARGEST_PULL);
    if (pulls > 0) {
      draft.say(
          String.format(
              Locale.ROOT,
              "%s with the transfer matrix: of %d observables the farthest lies %.1f errors off (%.1f would be too much).",
              worst < LARGEST_PULL ? "The simulation agrees" : "The simulation disagrees",
              pulls,
              worst,
              LARGEST_PULL));
    }
    draft.say(
        String.format(
            Locale.ROOT,
            "⟨e^(−ΔH)⟩ = 1 %s: the farthest of %d is %.1f errors off.",
            energyHolds ? "holds" : "does not hold",
            points.size(),
            worstEnergy));
  }

  private static double[] pulls(Point point) {
    return point
        .exact()
        .map(
            e -> {
              LatticeMeasurement m = point.measured();
              return new double[] {
                m.square().mean().pull(e.square()),
                m.fourth().mean().pull(e.fourth()),
                m.neighbour().mean().pull(e.neighbour()),
                m.susceptibility().mean().pull(e.susceptibility()),
                m.binder().mean().pull(e.binder())
              };
            })
        .orElse(new double[0]);
  }

  private Cell name(Point point) {
    return Cell.of("L = %d, %s = %s".formatted(point.size(), couplingName, point.coupling()));
  }

  private Table observables(List<Point> points) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Point point : points) {
      LatticeMeasurement m = point.measured();
      rows.add(
          Table.row(
              name(point),
              Cell.of(m.square().mean()),
              Cell.of(m.susceptibility().mean()),
              Cell.of(m.binder().mean()),
              cell(m.correlationLength()),
              cell(point.mass())));
    }
    return new Table(
        "Observables with errors by the Γ-method; ξ is the second-moment correlation length, m the mean of the effective masses from distance 2 on that are known to 10 %.",
        List.of("lattice", "⟨φ²⟩", "χ", "Binder 1 − ⟨M⁴⟩/3⟨M²⟩²", "ξ", "m"), rows, true);
  }

  private static Cell cell(Optional<GammaMethod> measured) {
    return measured.map(m -> Cell.of(m.mean())).orElse(Cell.exact(Double.NaN));
  }

  private Optional<Table> exactTable(List<Point> points) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Point point : points) {
      point
          .exact()
          .ifPresent(
              e -> {
                LatticeMeasurement m = point.measured();
                String where =
                    "L = %d, %s = %s: ".formatted(point.size(), couplingName, point.coupling());
                rows.add(row(where + "⟨φ²⟩", m.square().mean(), e.square()));
                rows.add(row(where + "⟨φ⁴⟩", m.fourth().mean(), e.fourth()));
                rows.add(row(where + "⟨φφ′⟩", m.neighbour().mean(), e.neighbour()));
                rows.add(row(where + "χ", m.susceptibility().mean(), e.susceptibility()));
                rows.add(row(where + "Binder", m.binder().mean(), e.binder()));
              });
    }
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Table(
                "Beside the transfer matrix, which is exact.",
                List.of("observable", "simulated", "exact", "pull"),
                rows,
                true));
  }

  private static List<Cell> row(String name, Estimate measured, double exact) {
    return Table.row(
        Cell.of(name), Cell.of(measured), Cell.exact(exact), Cell.rough(measured.pull(exact)));
  }

  private Table algorithm(List<Point> points) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Point point : points) {
      LatticeMeasurement m = point.measured();
      GammaMethod χ = m.susceptibility();
      rows.add(
          Table.row(
              name(point),
              Cell.rough(m.acceptance()),
              Cell.of(m.energyWeight().mean()),
              Cell.of(m.square().time().integrated()),
              Cell.of(χ.time().integrated()),
              Cell.rough(χ.time().independentSamples(χ.steps())),
              Cell.rough(m.series().splitRHat(LatticeObservable.MEAN_SQUARE))));
    }
    return new Table(
        "The algorithm: accepted share, ⟨e^(−ΔH)⟩, integrated autocorrelation times in trajectories (½ if independent), independent samples of χ, and R̂ of M² over all chains.",
        List.of(
            "lattice", "accepted", "⟨e^(−ΔH)⟩", "τ of φ²", "τ of χ", "independent samples", "R̂"),
        rows,
        false);
  }

  private Figure binder(List<Point> points) {
    List<Figure.Series> series = new ArrayList<>();
    for (int s = 0; s < sizes.size(); s++) {
      int size = sizes.get(s);
      List<Point> line = points.stream().filter(p -> p.size() == size).toList();
      double[] x = line.stream().mapToDouble(Point::coupling).toArray();
      double[] y = line.stream().mapToDouble(p -> p.measured().binder().mean().value()).toArray();
      double[] e = line.stream().mapToDouble(p -> p.measured().binder().mean().error()).toArray();
      series.add(Figure.Series.of("L = " + size, x, y, Figure.Style.LINE, s));
      series.add(Figure.Series.of("L = " + size + ", measured", x, y, e, Figure.Style.POINTS, s));
    }
    return new Figure.Chart(
        "binder",
        "Binder cumulant along the line of couplings. Curves of different size cross where the theory is critical; ⅔ is the ordered phase, 0 the Gaussian one.",
        Figure.Axis.linear(couplingName),
        Figure.Axis.linear("1 − ⟨M⁴⟩/3⟨M²⟩²"),
        series);
  }

  /// Where the curves of the two largest sizes cross, by straight lines between neighbouring couplings.
  private List<String> crossing(List<Point> points) {
    List<Integer> sorted = sizes.stream().sorted().toList();
    int large = sorted.getLast();
    int small = sorted.get(sorted.size() - 2);
    List<Point> a = along(points, small);
    List<Point> b = along(points, large);
    List<String> found = new ArrayList<>();
    for (int k = 0; k + 1 < a.size(); k++) {
      Estimate here = difference(a.get(k), b.get(k));
      Estimate there = difference(a.get(k + 1), b.get(k + 1));
      boolean significant = Math.abs(here.pull(0)) > 2 && Math.abs(there.pull(0)) > 2;
      if (here.value() * there.value() < 0 && significant) {
        double g0 = a.get(k).coupling();
        double g1 = a.get(k + 1).coupling();
        double slope = (there.value() - here.value()) / (g1 - g0);
        double at = g0 - here.value() / slope;
        double share = (at - g0) / (g1 - g0);
        double error =
            Math.hypot((1 - share) * here.error(), share * there.error()) / Math.abs(slope);
        found.add(
            "The Binder cumulants of L = %d and %d cross at %s = %s (straight lines between neighbouring couplings)."
                .formatted(small, large, couplingName, new Estimate(at, error)));
      }
    }
    return found.isEmpty()
        ? List.of(
            "The Binder cumulants of L = %d and %d do not cross by more than two errors in this range of %s."
                .formatted(small, large, couplingName))
        : found;
  }

  private static List<Point> along(List<Point> points, int size) {
    return points.stream()
        .filter(p -> p.size() == size)
        .sorted((p, q) -> Double.compare(p.coupling(), q.coupling()))
        .toList();
  }

  private static Estimate difference(Point a, Point b) {
    Estimate x = a.measured().binder().mean();
    Estimate y = b.measured().binder().mean();
    return new Estimate(x.value() - y.value(), Math.hypot(x.error(), y.error()));
  }

  private Figure effectiveMass(List<Point> points) {
    List<Point> shown =
        points.stream()
            .filter(p -> p.size() == sizes.getLast())
            .filter(Point::hasMass)
            .limit(6)
            .toList();
    List<Figure.Series> series = new ArrayList<>();
    int colour = 0;
    for (Point point : shown) {
      List<Double> x = new ArrayList<>();
      List<Double> y = new ArrayList<>();
      List<Double> e = new ArrayList<>();
      for (int t = 1; t <= point.plateauEnd(); t++) {
        Optional<Estimate> mass =
            point
                .measured()
                .effectiveMass(t)
                .map(GammaMethod::mean)
                .filter(m -> m.error() < 0.4 * m.value());
        if (mass.isPresent()) {
          x.add((double) t);
          y.add(mass.get().value());
          e.add(mass.get().error());
        }
      }
      if (x.isEmpty()) {
        continue;
      }
      series.add(
          new Figure.Series(
              "%s = %s".formatted(couplingName, point.coupling()),
              x,
              y,
              e,
              Figure.Style.POINTS,
              colour));
      if (x.size() > 1) {
        Optional<GammaMethod> mass = point.mass();
        if (mass.isPresent()) {
          Estimate m = mass.get().mean();
          series.add(
              Figure.Series.of(
                  "plateau at %s".formatted(point.coupling()),
                  new double[] {1, Math.max(2, point.clearEnd())},
                  new double[] {m.value(), m.value()},
                  new double[] {m.error(), m.error()},
                  Figure.Style.BAND,
                  colour));
        }
      }
      colour++;
    }
    return new Figure.Chart(
        "effective-mass",
        "Effective mass arccosh[(C(t−1) + C(t+1))/2C(t)] of the correlator of time slices on the largest lattice; the band is the mean from t = 2 on, as far as noise allows.",
        Figure.Axis.linear("t"),
        Figure.Axis.linear("effective mass"),
        series);
  }

  private Figure autocorrelation(Point point) {
    ReplicaSeries series = point.measured().series();
    int lags = Math.min(LAGS, series.steps() / 2);
    double[] t = new double[lags];
    Arrays.setAll(t, i -> i);
    return new Figure.Chart(
        "autocorrelation",
        "Normalised autocorrelation ρ(t) of φ² and M² along the chains, L = %d, %s = %s."
            .formatted(point.size(), couplingName, point.coupling()),
        Figure.Axis.linear("t in trajectories"),
        Figure.Axis.linear("ρ(t)"),
        List.of(
            Figure.Series.of(
                "φ²",
                t,
                series.autocorrelation(LatticeObservable.SQUARE, lags),
                Figure.Style.LINE,
                0),
            Figure.Series.of(
                "M²",
                t,
                series.autocorrelation(LatticeObservable.MEAN_SQUARE, lags),
                Figure.Style.LINE,
                1)));
  }

  private static void keep(Findings.Draft draft, List<Point> points) {
    double[] values = new double[points.size() * 8];
    for (int p = 0; p < points.size(); p++) {
      LatticeMeasurement m = points.get(p).measured();
      double[] row = {
        points.get(p).size(),
        points.get(p).coupling(),
        m.square().mean().value(),
        m.square().mean().error(),
        m.susceptibility().mean().value(),
        m.susceptibility().mean().error(),
        m.binder().mean().value(),
        m.binder().mean().error()
      };
      System.arraycopy(row, 0, values, 8 * p, 8);
    }
    draft.keep("observables", values, points.size(), 8);
  }
}
