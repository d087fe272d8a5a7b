package org.nnft.lattice;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.nnft.statistics.GammaMethod;
import org.nnft.statistics.ReplicaSeries;

/// The observables of a lattice field with errors by the Γ-method.
///
/// @param series numbered as in [LatticeObservable]
public record LatticeMeasurement(Lattice lattice, ReplicaSeries series) {

  public LatticeMeasurement {
    if (series.observables() != LatticeObservable.count(lattice)) {
      throw new IllegalArgumentException(
          "a lattice of %s has %d observables, got %d"
              .formatted(
                  lattice.extents(), LatticeObservable.count(lattice), series.observables()));
    }
  }

  /// ⟨φ²⟩.
  public GammaMethod square() {
    return series.mean(LatticeObservable.SQUARE);
  }

  /// ⟨φ⁴⟩.
  public GammaMethod fourth() {
    return series.mean(LatticeObservable.FOURTH);
  }

  /// ⟨φ_x φ_{x+μ}⟩.
  public GammaMethod neighbour() {
    return series.mean(LatticeObservable.NEIGHBOUR);
  }

  /// ⟨φ_x² φ_{x+μ}²⟩_c = ⟨φφφ′φ′⟩ − ⟨φ²⟩² − 2⟨φφ′⟩², the connected four-point function of neighbours.
  public GammaMethod connectedFourPoint() {
    return series.derived(LatticeFunction.connectedFourPoint());
  }

  /// ⟨|M|⟩/V.
  public GammaMethod magnetisation() {
    return series.mean(LatticeObservable.ABSOLUTE);
  }

  /// χ = ⟨M²⟩/V.
  public GammaMethod susceptibility() {
    return series.derived(LatticeFunction.susceptibility(lattice));
  }

  /// V(⟨M²⟩ − ⟨|M|⟩²)/V², which peaks at the transition on a finite lattice.
  public GammaMethod connectedSusceptibility() {
    return series.derived(LatticeFunction.connectedSusceptibility(lattice));
  }

  /// 1 − ⟨M⁴⟩/(3⟨M²⟩²): 0 for a Gaussian, ⅔ for two peaks.
  public GammaMethod binder() {
    return series.derived(LatticeFunction.binder());
  }

  /// C(t) = ⟨φ(0) Σ_x φ(x, t)⟩ at t = 0 … ⌊L₀/2⌋.
  public List<GammaMethod> sliceCorrelator() {
    return IntStream.rangeClosed(0, lattice.time() / 2)
        .mapToObj(t -> series.mean(LatticeObservable.SLICES + t))
        .toList();
  }

  /// arccosh[(C(t−1) + C(t+1))/2C(t)], the mass of a single periodic cosh.
  ///
  /// @param t 1 … ⌈L₀/2⌉ − 1
  /// @return nothing where noise leaves no cosh
  public Optional<GammaMethod> effectiveMass(int t) {
    return mass(t, t);
  }

  /// How much the effective mass falls from t to t + 1: excited states, as long as it is not 0 within errors.
  ///
  /// @param t 1 … ⌈L₀/2⌉ − 2
  public Optional<GammaMethod> fallOfMass(int t) {
    ToDoubleFunction<double[]> here = LatticeFunction.mass(t, t);
    ToDoubleFunction<double[]> next = LatticeFunction.mass(t + 1, t + 1);
    return series.derivedIfFinite(a -> here.applyAsDouble(a) - next.applyAsDouble(a));
  }

  /// The plain mean of the effective masses at t₁ … t₂.
  ///
  /// @param first t₁ ≥ 1
  /// @param last t₂ ≥ t₁, less than L₀/2
  /// @return nothing where noise leaves no cosh
  public Optional<GammaMethod> mass(int first, int last) {
    return series.derivedIfFinite(LatticeFunction.mass(first, last));
  }

  /// Propagator at momentum p = 2πk/L₀ along an axis: Σ_t C(t) cos(pt), the sum over the whole period.
  public GammaMethod momentumPropagator(int k) {
    return series.derived(LatticeFunction.momentumPropagator(lattice, k));
  }

  /// Second-moment correlation length √(G̃(0)/G̃(2π/L₀) − 1)/(2 sin(π/L₀)).
  ///
  /// @return nothing where noise leaves no root
  public Optional<GammaMethod> correlationLength() {
    return series.derivedIfFinite(LatticeFunction.correlationLength(lattice));
  }

  /// ⟨e^(−ΔH)⟩, which is 1.
  public GammaMethod energyWeight() {
    return series.mean(LatticeObservable.ENERGY_WEIGHT);
  }

  /// Share of accepted trajectories.
  public double acceptance() {
    double sum = 0;
    for (int r = 0; r < series.replicas(); r++) {
      for (int t = 0; t < series.steps(); t++) {
        sum += series.at(LatticeObservable.ACCEPTED, r, t);
      }
    }
    return sum / (series.replicas() * (double) series.steps());
  }
}
