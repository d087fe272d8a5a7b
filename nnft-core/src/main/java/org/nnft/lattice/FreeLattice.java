package org.nnft.lattice;

/// The free field on a periodic lattice, exactly.
///
///     G(x) = (1/V) Σ_p cos(p·x) / (m₀² + 4 Σ_μ sin²(p_μ/2)),   p_μ = 2πk_μ/L_μ
///
/// Pole mass 2 asinh(m₀/2); χ = Σ_x G(x) = 1/m₀². The correlator of time slices is
/// cosh(m(T/2 − t))/(2 sinh m sinh(mT/2)), so its effective mass is m at every t.
///
/// Cost: V cosines for each value.
///
/// @param massSquared m₀² > 0
public record FreeLattice(Lattice lattice, double massSquared) {

  public FreeLattice {
    if (!(massSquared > 0)) {
      throw new IllegalArgumentException(
          "a free field on a periodic lattice needs m₀² > 0, got " + massSquared);
    }
  }

  /// G(x).
  ///
  /// @param x coordinates. Not modified.
  public double propagator(int... x) {
    double sum = 0;
    for (int k = 0; k < lattice.volume(); k++) {
      double phase = 0;
      double denominator = massSquared;
      for (int axis = 0; axis < lattice.dimension(); axis++) {
        double p = 2 * Math.PI * lattice.coordinate(k, axis) / lattice.extent(axis);
        phase += p * x[axis];
        double s = Math.sin(p / 2);
        denominator += 4 * s * s;
      }
      sum += Math.cos(phase) / denominator;
    }
    return sum / lattice.volume();
  }

  /// Σ over a time slice of G at distance t: ⟨φ(0) Σ_x φ(x, t)⟩.
  public double sliceCorrelator(int t) {
    double m = poleMass();
    double half = lattice.time() / 2.0;
    return Math.cosh(m * (half - t)) / (2 * Math.sinh(m) * Math.sinh(m * half));
  }

  /// 2 asinh(m₀/2).
  public double poleMass() {
    double x = Math.sqrt(massSquared) / 2;
    return 2 * Math.log(x + Math.sqrt(x * x + 1));
  }

  /// log Z = ½ Σ_p log(2π/(m₀² + p̂²)).
  public double logPartitionFunction() {
    double sum = 0;
    for (int k = 0; k < lattice.volume(); k++) {
      double denominator = massSquared;
      for (int axis = 0; axis < lattice.dimension(); axis++) {
        double s = Math.sin(Math.PI * lattice.coordinate(k, axis) / lattice.extent(axis));
        denominator += 4 * s * s;
      }
      sum += Math.log(2 * Math.PI / denominator);
    }
    return sum / 2;
  }
}
