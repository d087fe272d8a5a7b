package org.nnft.scalar;

import org.nnft.lattice.FreePropagator;
import org.nnft.lattice.MomentumCutoff;

/// The free scalar network of arXiv:2604.27050.
///
///     φ(x) = N^(−½) Σⱼ aⱼ A(kⱼ) cos(kⱼ·x + cⱼ),  A² = 2Ω_α (k² + m²)^α,  Ω_α = ∫ dᵈk/(2π)ᵈ f_Λ(k)/(k² + m²)^(1+α)
///
/// with p(k) = f_Λ(k)/((2π)ᵈ Ω_α (k² + m²)^(1+α)) and c uniform on the circle. The propagator is that of the free
/// scalar for every α. α = −1 has momenta uniform in the cutoff (the form of 2307.03223); α = 0 in d = 1
/// needs no cutoff, k = m tan(π(u − ½)), Ω₀ = 1/2m.
///
/// @param dimension d = 1 … 4
/// @param mass m > 0
/// @param width N ≥ 1
public record ScalarNetwork(
    int dimension,
    double mass,
    double alpha,
    MomentumCutoff cutoff,
    Amplitude amplitude,
    int width) {

  public ScalarNetwork {
    if (dimension < 1 || dimension > 4) {
      throw new IllegalArgumentException("a scalar network lives in d = 1 to 4, got " + dimension);
    }
    if (!(mass > 0 && Double.isFinite(mass)) || !Double.isFinite(alpha)) {
      throw new IllegalArgumentException(
          "a scalar network needs a mass > 0 and a finite α, got m = %s, α = %s"
              .formatted(mass, alpha));
    }
    if (width < 1) {
      throw new IllegalArgumentException("a network has at least 1 neuron, got " + width);
    }
    double Λ =
        switch (cutoff) {
          case MomentumCutoff.Sharp(double scale) -> scale;
          case MomentumCutoff.Gaussian(double scale) -> scale;
          case MomentumCutoff.None _ -> Double.POSITIVE_INFINITY;
        };
    if (Λ < mass) {
      throw new IllegalArgumentException(
          "the cutoff Λ = %s lies below the mass %s, so that nothing of the particle is left; raise Λ"
              .formatted(Λ, mass));
    }
    boolean normalisable = 2 * (1 + alpha) > dimension && dimension < 2;
    if (cutoff instanceof MomentumCutoff.None && !normalisable) {
      throw new IllegalArgumentException(
          "without a cutoff a scalar network exists in d = 1 with α > −½ alone, got d = %d, α = %s; set a cutoff"
              .formatted(dimension, alpha));
    }
  }

  /// Propagator-weighted momenta and constant amplitude, d = 1, without a cutoff.
  public static ScalarNetwork line(double mass, int width) {
    return new ScalarNetwork(1, mass, 0, new MomentumCutoff.None(), Amplitude.CONSTANT, width);
  }

  /// The same network with another number of neurons.
  public ScalarNetwork width(int neurons) {
    return new ScalarNetwork(dimension, mass, alpha, cutoff, amplitude, neurons);
  }

  /// The same network with another law of the amplitude.
  public ScalarNetwork with(Amplitude law) {
    return new ScalarNetwork(dimension, mass, alpha, cutoff, law, width);
  }

  /// ∫ dᵈk/(2π)ᵈ f_Λ(k) (k² + m²)^(−s) e^(ik·x) at |x| = r.
  private double integral(double s, double r) {
    return new FreePropagator(dimension, mass, cutoff, s).at(r);
  }

  /// Ω_α.
  public double omega() {
    return integral(1 + alpha, 0);
  }

  /// Propagator ∫ dᵈk/(2π)ᵈ f_Λ(k) e^(ik·x)/(k² + m²) at |x| = r, at every width.
  public double propagator(double r) {
    return integral(1, r);
  }

  /// E[aⁿ A(k)ⁿ cos(k·x)] of one neuron at |x| = r:
  /// E[aⁿ](2Ω)^(n/2)/Ω · ∫ f_Λ(k)(k² + m²)^(nα/2 − 1 − α) e^(ik·x).
  ///
  /// @param n even, ≥ 2
  public double wave(int n, double r) {
    double Ω = omega();
    return amplitude.moment(n)
        * Math.pow(2 * Ω, n / 2.0)
        / Ω
        * integral(1 + alpha - n * alpha / 2, r);
  }

  /// N times the connected four-point function of two pairs infinitely far apart, each pair at one point:
  /// k₄Ω_α ∫ f(k² + m²)^(α−1) − G(0)², k₄ = E[a⁴]; 0 for α = 0 and constant amplitude alone.
  public double clusterViolation() {
    double g = propagator(0);
    return amplitude.moment(4) * omega() * integral(1 - alpha, 0) - g * g;
  }

  /// Exact connected four-point function,
  /// (1/N)[(k₄Ω_α/2) Σ_P F_α(|y_P|) − Σ₃ GG], y_P = x_a + x_b − x_c − x_d, F_α = ∫ f(k² + m²)^(α−1) e^(ik·y).
  ///
  /// @param points four points of d coordinates each. Not modified.
  public double connectedFourPoint(double[]... points) {
    int[][] pairings = {{0, 1, 2, 3}, {0, 2, 1, 3}, {0, 3, 1, 2}};
    double Ω = omega();
    double waves = 0;
    double wick = 0;
    for (int[] p : pairings) {
      double y = 0;
      double first = 0;
      double second = 0;
      for (int k = 0; k < dimension; k++) {
        double a = points[p[0]][k];
        double b = points[p[1]][k];
        double c = points[p[2]][k];
        double e = points[p[3]][k];
        y += (a + b - c - e) * (a + b - c - e);
        first += (a - b) * (a - b);
        second += (c - e) * (c - e);
      }
      waves += integral(1 - alpha, Math.sqrt(y));
      wick += propagator(Math.sqrt(first)) * propagator(Math.sqrt(second));
    }
    return (amplitude.moment(4) * Ω / 2 * waves - wick) / width;
  }
}
