package org.nnft.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nnft.lattice.LatticeObservable;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.GammaMethod;
import org.nnft.statistics.ReplicaSeries;

/// Figures of a lattice study, as lattice physicists draw them.
///
/// @param points each size at each coupling
/// @param couplingName of the line of couplings
record LatticeFigures(List<LatticePoint> points, String couplingName) {
  private static final int LAGS = 60;

  LatticeFigures {
    points = List.copyOf(points);
  }

  private List<Integer> sizes() {
    return points.stream().map(LatticePoint::size).distinct().toList();
  }

  Figure binder() {
    List<Figure.Series> series = new ArrayList<>();
    List<Integer> sizes = sizes();
    for (int s = 0; s < sizes.size(); s++) {
      int size = sizes.get(s);
      List<LatticePoint> line = points.stream().filter(p -> p.size() == size).toList();
      double[] x = line.stream().mapToDouble(LatticePoint::coupling).toArray();
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

  Figure effectiveMass() {
    List<LatticePoint> shown =
        points.stream()
            .filter(p -> p.size() == sizes().getLast())
            .filter(LatticePoint::hasMass)
            .limit(6)
            .toList();
    List<Figure.Series> series = new ArrayList<>();
    int colour = 0;
    for (LatticePoint point : shown) {
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
              "%s = %s".formatted(couplingName, Words.number(point.coupling())),
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
                  "plateau at %s".formatted(Words.number(point.coupling())),
                  new double[] {
                    point.plateauStart(), Math.max(point.plateauStart() + 0.5, point.clearEnd())
                  },
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
        "Effective mass arccosh[(C(t−1) + C(t+1))/2C(t)] of the correlator of time slices on the largest lattice; the band is the plateau, from where they no longer fall by two errors, as far as noise allows.",
        Figure.Axis.linear("t"),
        Figure.Axis.linear("effective mass"),
        series);
  }

  Figure autocorrelation() {
    LatticePoint point = points.getLast();
    ReplicaSeries series = point.measured().series();
    int lags = Math.min(LAGS, series.steps() / 2);
    double[] t = new double[lags];
    Arrays.setAll(t, i -> i);
    return new Figure.Chart(
        "autocorrelation",
        "Normalised autocorrelation ρ(t) of φ² and M² along the chains, %s."
            .formatted(point.name()),
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

  /// 1/G̃(p) against p̂²: a straight line of slope 1/Z for a free field, one curve on and off the axes where rotations are
  /// a symmetry.
  Figure spectrum() {
    LatticePoint point = points.getLast();
    List<Figure.Series> series = new ArrayList<>();
    if (point.measured().lattice().dimension() > 1) {
      series.add(inverse(point, "off the axes", false, 1));
    }
    series.add(inverse(point, "on the axes", true, 0));
    return new Figure.Chart(
        "spectrum",
        "Inverse propagator in momentum space against p̂² = 4 Σ sin²(p/2), %s; the intercept over the slope is a mass squared."
            .formatted(point.name()),
        Figure.Axis.linear("p̂²"),
        Figure.Axis.linear("1/G̃(p)"),
        series);
  }

  private static Figure.Series inverse(
      LatticePoint point, String name, boolean onAxis, int colour) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    List<Double> e = new ArrayList<>();
    for (int p = 0; p < point.orbits().size(); p++) {
      if (point.orbits().get(p).isOnAxis() == onAxis) {
        Estimate g = point.spectrum().get(p);
        x.add(point.orbits().get(p).momentumSquared());
        y.add(1 / g.value());
        e.add(g.error() / (g.value() * g.value()));
      }
    }
    return new Figure.Series(name, x, y, e, Figure.Style.POINTS, colour);
  }
}
