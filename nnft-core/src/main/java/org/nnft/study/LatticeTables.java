package org.nnft.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nnft.lattice.LatticeMeasurement;
import org.nnft.lattice.LatticeObservable;
import org.nnft.statistics.GammaMethod;
import org.nnft.study.Table.Cell;

/// Tables of a lattice study.
///
/// @param points each size at each coupling
record LatticeTables(List<LatticePoint> points) {

  LatticeTables {
    points = List.copyOf(points);
  }

  Table observables() {
    List<List<Cell>> rows = new ArrayList<>();
    for (LatticePoint point : points) {
      LatticeMeasurement m = point.measured();
      rows.add(
          Table.row(
              Cell.of(point.name()),
              Cell.of(m.square().mean()),
              Cell.of(m.susceptibility().mean()),
              Cell.of(m.binder().mean()),
              cell(m.correlationLength()),
              cell(point.mass()),
              cell(point.meanMass())));
    }
    return new Table(
        "Observables with errors by the Γ-method; ξ is the second-moment correlation length, m the mean of the effective masses on the plateau: from where they no longer fall by two errors, as far as they are known to 10 %; m, all t their plain mean from t = 1 on, excited states included, as it is often quoted.",
        List.of("lattice", "⟨φ²⟩", "χ", "Binder 1 − ⟨M⁴⟩/3⟨M²⟩²", "ξ", "m", "m, all t"),
        rows,
        true);
  }

  private static Cell cell(Optional<GammaMethod> measured) {
    return measured.map(m -> Cell.of(m.mean())).orElse(Cell.exact(Double.NaN));
  }

  Optional<Table> exact() {
    List<List<Cell>> rows = new ArrayList<>();
    for (LatticePoint point : points) {
      for (LatticePoint.Compared c : point.compared()) {
        rows.add(
            Table.row(
                Cell.of("%s: %s".formatted(point.name(), c.name())),
                Cell.of(c.measured()),
                Cell.exact(c.exact()),
                Cell.rough(c.pull())));
      }
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

  Table algorithm() {
    List<List<Cell>> rows = new ArrayList<>();
    for (LatticePoint point : points) {
      LatticeMeasurement m = point.measured();
      GammaMethod χ = m.susceptibility();
      rows.add(
          Table.row(
              Cell.of(point.name()),
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

  void keep(Findings.Draft draft) {
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
