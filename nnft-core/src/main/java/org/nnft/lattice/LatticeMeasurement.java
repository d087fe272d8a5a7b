package org.nnft.lattice;

import java.util.List;
import java.util.Optional;
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

  /// ⟨|M|⟩/V.
  public GammaMethod magnetisation() {
    return series.mean(LatticeObservable.ABSOLUTE);
  }

  /// χ = ⟨M²⟩/V.
  public GammaMethod susceptibility() {
    return series.derived(a -> lattice.volume() * a[LatticeObservable.MEAN_SQUARE]);
  }

  /// V(⟨M²⟩ − ⟨|M|⟩²)/V², which peaks at the transition on a finite lattice.
  public GammaMethod connectedSusceptibility() {
    return series.derived(
        a ->
            lattice.volume()
                * (a[LatticeObservable.MEAN_SQUARE]
                    - a[LatticeObservable.ABSOLUTE] * a[LatticeObservable.ABSOLUTE]));
  }

  /// 1 − ⟨M⁴⟩/(3⟨M²⟩²): 0 for a Gaussian, ⅔ for two peaks.
  public GammaMethod binder() {
    return series.derived(
        a ->
            1
                - a[LatticeObservable.MEAN_FOURTH]
                    / (3 * a[LatticeObservable.MEAN_SQUARE] * a[LatticeObservable.MEAN_SQUARE]));
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
    int c = LatticeObservable.SLICES + t;
    return series.derivedIfFinite(a -> arcosh((a[c - 1] + a[c + 1]) / (2 * a[c])));
  }

  private static double arcosh(double x) {
    return Math.log(x + Math.sqrt(x * x - 1));
  }

  /// The plain mean of the effective masses at t₁ … t₂.
  ///
  /// @param first t₁ ≥ 1
  /// @param last t₂ ≥ t₁, less than L₀/2
  /// @return nothing where noise leaves no cosh
  public Optional<GammaMethod> mass(int first, int last) {
    int c = LatticeObservable.SLICES;
    return series.derivedIfFinite(
        a -> {
          double sum = 0;
          for (int t = first; t <= last; t++) {
            sum += arcosh((a[c + t - 1] + a[c + t + 1]) / (2 * a[c + t]));
          }
          return sum / (last - first + 1);
        });
  }

  /// Propagator at momentum p = 2πk/L₀ along an axis: Σ_t C(t) cos(pt), the sum over the whole period.
  public GammaMethod momentumPropagator(int k) {
    return series.derived(a -> transform(a, k));
  }

  private double transform(double[] a, int k) {
    int extent = lattice.time();
    double sum = 0;
    for (int t = 0; t < extent; t++) {
      int folded = Math.min(t, extent - t);
      sum += a[LatticeObservable.SLICES + folded] * Math.cos(2 * Math.PI * k * t / extent);
    }
    return sum;
  }

  /// Second-moment correlation length √(G̃(0)/G̃(2π/L₀) − 1)/(2 sin(π/L₀)).
  ///
  /// @return nothing where noise leaves no root
  public Optional<GammaMethod> correlationLength() {
    double momentum = 2 * Math.sin(Math.PI / lattice.time());
    return series.derivedIfFinite(a -> Math.sqrt(transform(a, 0) / transform(a, 1) - 1) / momentum);
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
