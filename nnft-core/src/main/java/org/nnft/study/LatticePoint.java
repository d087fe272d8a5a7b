package org.nnft.study;

import java.util.List;
import java.util.Optional;
import org.nnft.lattice.FieldSpectrum.Orbit;
import org.nnft.lattice.LatticeMeasurement;
import org.nnft.lattice.TransferMatrix;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.GammaMethod;

/// A lattice and a coupling with what was measured there.
///
/// @param size L of a cubic lattice
/// @param coupling in the file's convention
/// @param name `L = 8, λ = 4.3`
/// @param exact values of a transfer matrix, where there is one
/// @param orbits of momenta
/// @param spectrum G̃(p) of each orbit
/// @param siteUpdates forces at single sites that all chains took
record LatticePoint(
    int size,
    double coupling,
    String name,
    LatticeMeasurement measured,
    Optional<TransferMatrix.Exact> exact,
    List<Orbit> orbits,
    List<Estimate> spectrum,
    double siteUpdates) {

  LatticePoint {
    orbits = List.copyOf(orbits);
    spectrum = List.copyOf(spectrum);
  }

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

  /// The first t from which the effective mass no longer falls by two errors: where the plateau begins.
  int plateauStart() {
    int t = 1;
    while (t < clearEnd()
        && measured.fallOfMass(t).filter(fall -> Math.abs(fall.mean().pull(0)) > 2).isPresent()) {
      t++;
    }
    return t;
  }

  /// The mean of the effective masses on the plateau, as far as they are known to 10 %.
  Optional<GammaMethod> mass() {
    int last = hasMass() ? clearEnd() : 0;
    return last == 0 ? Optional.empty() : measured.mass(plateauStart(), last);
  }

  /// The plain mean of the effective masses at all t from 1 on, excited states included, as it is often quoted.
  Optional<GammaMethod> meanMass() {
    return hasMass() ? measured.mass(1, plateauEnd()) : Optional.empty();
  }

  /// (measured, exact) of what the transfer matrix knows, with names.
  List<Compared> compared() {
    return exact
        .map(
            e ->
                List.of(
                    new Compared("⟨φ²⟩", measured.square().mean(), e.square()),
                    new Compared("⟨φ⁴⟩", measured.fourth().mean(), e.fourth()),
                    new Compared("⟨φφ′⟩", measured.neighbour().mean(), e.neighbour()),
                    new Compared("χ", measured.susceptibility().mean(), e.susceptibility()),
                    new Compared("Binder", measured.binder().mean(), e.binder())))
        .orElse(List.of());
  }

  /// An observable beside its exact value.
  record Compared(String name, Estimate measured, double exact) {
    double pull() {
      return measured.pull(exact);
    }
  }
}
