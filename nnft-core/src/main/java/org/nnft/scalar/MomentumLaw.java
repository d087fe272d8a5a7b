package org.nnft.scalar;

import java.util.Arrays;
import org.nnft.lattice.MomentumCutoff;
import org.nnft.math.Elementary;

/// The law of a neuron's momentum: its length by inverting the distribution function, its density and gradient.
///
/// | case | |k| at u ∈ (0, 1) |
/// |------|------------------|
/// | d = 1, α = 0, no cutoff | m tan(πu/2): the Cauchy law |
/// | α = −1, sharp | Λ u^(1/d) |
/// | else | table of the distribution function in asinh(k/m), inverted on cubics; error below 10⁻⁹ |
final class MomentumLaw {
  private static final int CELLS = 4096;

  private final ScalarNetwork network;
  private final boolean cauchy;
  private final double[] cumulative;
  private final double[] density;
  private final double cell;

  MomentumLaw(ScalarNetwork network) {
    this.network = network;
    boolean free = network.cutoff() instanceof MomentumCutoff.None;
    this.cauchy = free && network.dimension() == 1 && network.alpha() == 0;
    double largest =
        switch (network.cutoff()) {
          case MomentumCutoff.Sharp(double Λ) -> Λ;
          case MomentumCutoff.Gaussian(double Λ) -> 9 * Λ;
          // Where what is left has probability 1e-14.
          case MomentumCutoff.None _ ->
              network.mass() * Math.pow(1e14, 1 / (1 + 2 * network.alpha()));
        };
    double x = largest / network.mass();
    double end = Math.log(x + Math.sqrt(x * x + 1));
    cell = end / CELLS;
    density = new double[CELLS + 1];
    cumulative = new double[CELLS + 1];
    for (int i = 0; i <= CELLS; i++) {
      density[i] = inTable(i * cell);
    }
    for (int i = 0; i < CELLS; i++) {
      double middle = inTable((i + 0.5) * cell);
      cumulative[i + 1] = cumulative[i] + cell * (density[i] + 4 * middle + density[i + 1]) / 6;
    }
    double total = cumulative[CELLS];
    for (int i = 0; i <= CELLS; i++) {
      cumulative[i] /= total;
      density[i] /= total;
    }
  }

  /// Density in t = asinh(k/m), not normalised; the edge of a sharp cutoff counts as inside.
  private double inTable(double t) {
    double m = network.mass();
    double k = m * Math.sinh(t);
    double f = network.cutoff() instanceof MomentumCutoff.Sharp ? 1 : network.cutoff().at(k);
    return f
        * Math.pow(k, network.dimension() - 1)
        * Math.pow(k * k + m * m, -1 - network.alpha())
        * m
        * Math.cosh(t);
  }

  /// |k| at a probability.
  double length(double u) {
    if (cauchy) {
      double half = Math.PI / 2 * u;
      return network.mass() * Elementary.sin(half) / Elementary.cos(half);
    }
    if (network.alpha() == -1 && network.cutoff() instanceof MomentumCutoff.Sharp(double Λ)) {
      return Λ * StrictMath.pow(u, 1.0 / network.dimension());
    }
    int found = Arrays.binarySearch(cumulative, u);
    int i = Math.min(CELLS - 1, found >= 0 ? found : -found - 2);
    // F(t) as a cubic with the right values and slopes; Newton from the chord.
    double rise = cumulative[i + 1] - cumulative[i];
    double a = density[i] * cell;
    double b = density[i + 1] * cell;
    double target = u - cumulative[i];
    double s = rise == 0 ? 0 : target / rise;
    for (int newton = 0; newton < 4; newton++) {
      double value = s * (a + s * ((3 * rise - 2 * a - b) + s * (a + b - 2 * rise)));
      double slope = a + s * (2 * (3 * rise - 2 * a - b) + 3 * s * (a + b - 2 * rise));
      s -= slope > 0 ? (value - target) / slope : 0;
      s = Math.max(0, Math.min(1, s));
    }
    return network.mass() * StrictMath.sinh((i + s) * cell);
  }

  /// −log p(k), up to a constant, at |k|² = square inside the cutoff.
  double energy(double square) {
    double m = network.mass();
    double sum = (1 + network.alpha()) * Elementary.log(square + m * m);
    return network.cutoff() instanceof MomentumCutoff.Gaussian(double Λ)
        ? sum + square / (2 * Λ * Λ)
        : sum;
  }

  /// c with ∂(−log p)/∂k = c k.
  double force(double square) {
    double m = network.mass();
    double sum = 2 * (1 + network.alpha()) / (square + m * m);
    return network.cutoff() instanceof MomentumCutoff.Gaussian(double Λ) ? sum + 1 / (Λ * Λ) : sum;
  }

  /// Radius of the ball in which momenta live; +∞ without a sharp cutoff.
  double wall() {
    return network.cutoff() instanceof MomentumCutoff.Sharp(double Λ)
        ? Λ
        : Double.POSITIVE_INFINITY;
  }
}
