package org.nnft.simulation;

import org.nnft.lattice.Lattice;

/// How the denominator of the free propagator 1/(m² + D(p)) depends on the momentum of a wave on a periodic lattice.
public enum Dispersion {
  /// D = p̂² = 4 Σ sin²(p_μ/2): nearest neighbours are coupled.
  LATTICE,

  /// D = p² with |p_μ| ≤ π: the continuum's propagator with a sharp cutoff at the edge of the Brillouin zone.
  CONTINUUM;

  /// D at the momentum 2πn_μ/L_μ, n the coordinates of a site of the dual lattice.
  double at(Lattice lattice, int site) {
    double sum = 0;
    for (int axis = 0; axis < lattice.dimension(); axis++) {
      int extent = lattice.extent(axis);
      int n = lattice.coordinate(site, axis);
      double p = 2 * Math.PI * Math.min(n, extent - n) / extent;
      double s = this == LATTICE ? 2 * StrictMath.sin(p / 2) : p;
      sum = Math.fma(s, s, sum);
    }
    return sum;
  }
}
