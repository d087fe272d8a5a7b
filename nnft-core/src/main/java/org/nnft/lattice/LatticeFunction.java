package org.nnft.lattice;

import java.util.function.ToDoubleFunction;

/// Functions of the means of [LatticeObservable], whatever process the fields come from.
public final class LatticeFunction {
  private LatticeFunction() {}

  /// χ = ⟨M²⟩/V.
  public static ToDoubleFunction<double[]> susceptibility(Lattice lattice) {
    return a -> lattice.volume() * a[LatticeObservable.MEAN_SQUARE];
  }

  /// V(⟨M²⟩ − ⟨|M|⟩²)/V².
  public static ToDoubleFunction<double[]> connectedSusceptibility(Lattice lattice) {
    return a ->
        lattice.volume()
            * (a[LatticeObservable.MEAN_SQUARE]
                - a[LatticeObservable.ABSOLUTE] * a[LatticeObservable.ABSOLUTE]);
  }

  /// 1 − ⟨M⁴⟩/(3⟨M²⟩²).
  public static ToDoubleFunction<double[]> binder() {
    return a ->
        1
            - a[LatticeObservable.MEAN_FOURTH]
                / (3 * a[LatticeObservable.MEAN_SQUARE] * a[LatticeObservable.MEAN_SQUARE]);
  }

  /// ⟨φφφ′φ′⟩ − ⟨φ²⟩² − 2⟨φφ′⟩² of neighbours φ, φ′.
  public static ToDoubleFunction<double[]> connectedFourPoint() {
    return a ->
        a[LatticeObservable.NEIGHBOUR_SQUARES]
            - a[LatticeObservable.SQUARE] * a[LatticeObservable.SQUARE]
            - 2 * a[LatticeObservable.NEIGHBOUR] * a[LatticeObservable.NEIGHBOUR];
  }

  /// The mean of arccosh[(C(t−1) + C(t+1))/2C(t)] at t₁ … t₂; NaN where there is no cosh.
  ///
  /// @param first t₁ ≥ 1
  /// @param last t₂ ≥ t₁, less than L₀/2
  public static ToDoubleFunction<double[]> mass(int first, int last) {
    int c = LatticeObservable.SLICES;
    return a -> {
      double sum = 0;
      for (int t = first; t <= last; t++) {
        sum += arcosh((a[c + t - 1] + a[c + t + 1]) / (2 * a[c + t]));
      }
      return sum / (last - first + 1);
    };
  }

  private static double arcosh(double x) {
    return Math.log(x + Math.sqrt(x * x - 1));
  }

  /// Σ_t C(t) cos(2πkt/L₀) over the whole period: G̃ on an axis.
  public static ToDoubleFunction<double[]> momentumPropagator(Lattice lattice, int k) {
    int extent = lattice.time();
    return a -> {
      double sum = 0;
      for (int t = 0; t < extent; t++) {
        int folded = Math.min(t, extent - t);
        sum += a[LatticeObservable.SLICES + folded] * Math.cos(2 * Math.PI * k * t / extent);
      }
      return sum;
    };
  }

  /// Second-moment correlation length √(G̃(0)/G̃(2π/L₀) − 1)/(2 sin(π/L₀)).
  public static ToDoubleFunction<double[]> correlationLength(Lattice lattice) {
    ToDoubleFunction<double[]> zero = momentumPropagator(lattice, 0);
    ToDoubleFunction<double[]> one = momentumPropagator(lattice, 1);
    double momentum = 2 * Math.sin(Math.PI / lattice.time());
    return a -> Math.sqrt(zero.applyAsDouble(a) / one.applyAsDouble(a) - 1) / momentum;
  }
}
