package org.nnft.study;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nnft.lattice.Oscillator;
import org.nnft.simulation.EuclideanAction;
import org.nnft.simulation.FieldObservables;
import org.nnft.simulation.ScalarPotential.Term;
import org.nnft.statistics.Estimate;

/// What a simulation says of the lowest excitation, beside the exact theory: E₁ − E₀ and |⟨0|φ|1⟩|², which the correlator
/// shows at distances between a correlation length and the box's ends.
///
/// @param exact observables at N → ∞, if known
record LowestExcitation(
    EuclideanAction action, FieldObservables observables, Optional<List<Double>> exact) {

  void say(SimulationRuns.Point point, Findings.Draft draft) {
    double ξ = action.correlationLength();
    int distances = observables.distances();
    int near = (int) Math.ceil(ξ / observables.distance(1));
    int far = (int) Math.floor((action.grid().box() / 2 - 1.5 * ξ) / observables.distance(1));
    if (near <= Math.min(far, distances - 1)) {
      draft.say(sentence(point, near - 1, "Effective mass", "E₁ − E₀"));
      draft.say(sentence(point, near + distances - 2, "C(r)e^(Mr)", "|⟨0|φ|1⟩|²"));
    }
  }

  private String sentence(SimulationRuns.Point point, int entry, String what, String limit) {
    Estimate measured = point.excitation().get(entry);
    int count = observables.distances() - 1;
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
                        entry < count ? o.gap() : o.strengths().get(1))));
    return String.format(
        Locale.ROOT,
        "%s at N = %d, r = %.2g: %s%s.",
        what,
        point.width(),
        observables.distance(entry % count + 1),
        measured,
        beside);
  }

  /// The quantum mechanics that the theory is, if it is one field in one dimension with V = λφ⁴/4!.
  private Optional<Oscillator> oscillator() {
    List<Term> terms = action.potential().terms();
    boolean quartic =
        action.grid().dimension() == 1
            && action.potential().variables().size() == 1
            && terms.size() == 1
            && terms.getFirst().degree() == 4;
    double m = action.masses().getFirst();
    return quartic
        ? Optional.of(Oscillator.continuum(m * m, 24 * terms.getFirst().coefficient()))
        : Optional.empty();
  }
}
