package org.nnft.simulation;

import java.util.Arrays;
import org.nnft.lattice.Lattice;
import org.nnft.lattice.Phi4;

/// A scalar network on the sites of a periodic lattice, whose limit N → ∞ is lattice φ⁴ itself.
///
///     φ(x) = √(2G(0)/N) Σⱼ cos(pⱼ·x + cⱼ),   P(p) = 1/(V G(0) (M² + D(p))),   G(x) = (1/V) Σ_p cos(p·x)/(M² + D(p))
///
/// Momenta are those of the dual lattice, phases uniform: the α = 0 member of the family of 2604.27050 on a torus. At
/// every N the two-point function is exactly G; with the lattice's own D the free theory at N → ∞ is that of
/// [org.nnft.lattice.FreeLattice]. What is left of the action,
///
///     S_int = Σ_x [½(m₀² − M²)φ² + (λ/4!)φ⁴],
///
/// deforms the density of parameters, so that network and lattice field live on the same sites, with the same cutoff, in
/// the same volume, and differ by O(1/N) alone.
///
/// @param lattice cubic
/// @param action m₀² of either sign, and λ
/// @param massSquared M² > 0 of the free networks
/// @param dispersion D
/// @param width N ≥ 1
public record TorusNetwork(
    Lattice lattice, Phi4 action, double massSquared, Dispersion dispersion, int width) {

  public TorusNetwork {
    if (!lattice.isCubic() || lattice.dimension() != action.dimension()) {
      throw new IllegalArgumentException(
          "networks on a torus need a cubic lattice of %d axes, got %s"
              .formatted(action.dimension(), lattice.extents()));
    }
    if (!(massSquared > 0 && Double.isFinite(massSquared)) || width < 1) {
      throw new IllegalArgumentException(
          "free networks need M² > 0 and at least 1 neuron, got %s and %d"
              .formatted(massSquared, width));
    }
  }

  /// With the mass of the best Gaussian field, M² = m₀² + ½λG(0), which leaves the least to the weights.
  ///
  /// It minimises ⟨S⟩ − entropy among Gaussian fields of this D; the equation has one solution, since G(0) falls with M².
  public static TorusNetwork of(Lattice lattice, Phi4 action, Dispersion dispersion, int width) {
    double low = 1e-12;
    double high = Math.abs(action.massSquared()) + action.coupling() + 1;
    double[] d = denominators(lattice, dispersion);
    for (int k = 0; k < 200; k++) {
      double middle = Math.sqrt(low * high);
      double gap = action.massSquared() + action.coupling() / 2 * variance(d, middle);
      if (middle < gap) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return new TorusNetwork(lattice, action, high, dispersion, width);
  }

  /// The same with another width.
  public TorusNetwork width(int other) {
    return new TorusNetwork(lattice, action, massSquared, dispersion, other);
  }

  private static double[] denominators(Lattice lattice, Dispersion dispersion) {
    double[] d = new double[lattice.volume()];
    Arrays.setAll(d, p -> dispersion.at(lattice, p));
    return d;
  }

  private static double variance(double[] denominators, double massSquared) {
    double sum = 0;
    for (double d : denominators) {
      sum += 1 / (massSquared + d);
    }
    return sum / denominators.length;
  }

  /// G(0), the variance of the free field.
  public double variance() {
    return variance(denominators(lattice, dispersion), massSquared);
  }

  /// P(0) = 1/(V G(0) M²): which share of the neurons carries no momentum, and with it all of the zero mode Σφ.
  public double zeroModeShare() {
    return 1 / (lattice.volume() * variance() * massSquared);
  }

  /// The Binder cumulant of the free networks, 1 − ⟨M⁴⟩/3⟨M²⟩² = −(1/2P(0) − 1)/N with M = Σφ, which is 0 for a Gaussian.
  ///
  /// One neuron's share of M is cos c with probability P(0) and else nothing, whose fourth moment is 3/2P(0) times the
  /// square of the second; cumulants of independent neurons add. So N must beat V G(0) M² before the network knows the
  /// volume as a whole.
  public double freeBinder() {
    return -(1 / (2 * zeroModeShare()) - 1) / width;
  }

  /// G(x), exact at every width.
  ///
  /// @param x coordinates. Not modified.
  public double propagator(int... x) {
    double sum = 0;
    for (int p = 0; p < lattice.volume(); p++) {
      double phase = 0;
      for (int axis = 0; axis < lattice.dimension(); axis++) {
        phase += 2 * Math.PI * lattice.coordinate(p, axis) * x[axis] / lattice.extent(axis);
      }
      sum += Math.cos(phase) / (massSquared + dispersion.at(lattice, p));
    }
    return sum / lattice.volume();
  }

  /// P(p ≤ the k-th site of the dual lattice).
  double[] cumulative() {
    double[] d = denominators(lattice, dispersion);
    double[] sums = new double[d.length];
    double sum = 0;
    for (int p = 0; p < d.length; p++) {
      sum += 1 / (massSquared + d[p]);
      sums[p] = sum;
    }
    for (int p = 0; p < d.length; p++) {
      sums[p] /= sum;
    }
    return sums;
  }

  /// ½(m₀² − M²) and λ/4!, the coefficients of S_int.
  double quadratic() {
    return (action.massSquared() - massSquared) / 2;
  }

  double quartic() {
    return action.coupling() / 24;
  }
}
