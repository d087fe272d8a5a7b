package org.nnft.kernel;

import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.hipparchus.special.Gamma;
import org.nnft.field.MomentumCutoff;
import org.nnft.network.Activation.PlaneWave;
import org.nnft.network.IndependentDensity.Laplace;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Uniform;
import org.nnft.network.ParameterDensity;
import org.nnft.network.ParameterDensity.Propagator;
import org.nnft.network.RadialLaw;

/// E[A(w)ⁿ cos(w·y)] of a rotation-invariant law of w, A(w) = a(|w|² + m²)^e, as a radial integral.
///
///     ∫₀^∞ dk p(k) aⁿ(k² + m²)^(en) F_d(k|y|)
///
/// p is the density of |w|, F_d the average over directions ([AngularAverage]). Gauss–Legendre panels of 32
/// nodes, none with more than 16 radians of k|y| nor longer than max(k, m): the integrand is analytic but at
/// k = ±im. A second pass with panels shorter by 0.7 must agree.
final class RadialAverage implements MomentumAverage {
  private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(32);
  private static final double RADIANS_PER_PANEL = 16;

  /// Of the integral of the modulus.
  static final double TOLERANCE = 1e-13;

  private final PlaneWave wave;
  private final int dimension;
  private final ParameterDensity law;

  RadialAverage(PlaneWave wave, int dimension, ParameterDensity law) {
    this.wave = wave;
    this.dimension = dimension;
    this.law = law;
  }

  /// Whether the law depends on |w| alone and has a density there.
  static boolean covers(ParameterDensity law, int dimension) {
    return switch (law) {
      case ParameterDensity.Ball _ -> true;
      case Propagator d -> d.regulator() != MomentumCutoff.NONE;
      case Normal d -> d.mean() == 0;
      case Uniform d -> dimension == 1 && d.mean() == 0;
      case Laplace d -> dimension == 1 && d.mean() == 0;
      default -> false;
    };
  }

  /// @param n power of the amplitude
  /// @param r |y| ≥ 0
  /// @throws ArithmeticException if the two passes differ
  @Override
  public double at(int n, double r) {
    double[] coarse = integrate(n, r, 1);
    double[] fine = integrate(n, r, 0.7);
    if (!(Math.abs(fine[0] - coarse[0]) <= TOLERANCE * fine[1])) {
      throw new ArithmeticException(
          "the momentum integral at distance %s has not converged: %s and %s"
              .formatted(r, coarse[0], fine[0]));
    }
    return fine[0];
  }

  @Override
  public double tolerance() {
    return TOLERANCE;
  }

  /// The integral and that of its modulus.
  private double[] integrate(int n, double r, double shrink) {
    double reach = reach(n);
    double longest = Math.min(scale(), RADIANS_PER_PANEL / r);
    double sum = 0;
    double modulus = 0;
    double from = 0;
    while (from < reach) {
      double length = shrink * Math.min(longest, Math.max(from, Math.max(mass(), 1e-6 * reach)));
      double half = Math.min(length, reach - from) / 2;
      for (int i = 0; i < RULE.getNumberOfPoints(); i++) {
        double k = from + half * (1 + RULE.getPoint(i));
        double f = half * RULE.getWeight(i) * density(k) * amplitude(n, k);
        f *= AngularAverage.of(dimension, k * r);
        sum += f;
        modulus += Math.abs(f);
      }
      from = reach - from <= length ? reach : from + length;
    }
    return new double[] {sum, modulus};
  }

  /// Distance of the nearest singularity from the real axis.
  private double mass() {
    return law instanceof Propagator d ? Math.min(d.mass(), wave.mass()) : wave.mass();
  }

  private double amplitude(int n, double k) {
    double m = wave.mass();
    return Math.pow(wave.amplitude(), n) * Math.pow(k * k + m * m, n * wave.exponent());
  }

  private double density(double k) {
    return switch (law) {
      case ParameterDensity.Ball(double radius) ->
          dimension / radius * Math.pow(k / radius, dimension - 1);
      case Propagator d -> RadialLaw.of(d, dimension).density(k);
      case Normal(_, double σ) ->
          2
              / (Math.sqrt(2) * σ)
              * Math.exp(
                  (dimension - 1) * Math.log(k / (Math.sqrt(2) * σ))
                      - k * k / (2 * σ * σ)
                      - Gamma.logGamma(dimension / 2.0));
      case Uniform(_, double halfWidth) -> 1 / halfWidth;
      case Laplace(_, double β) -> Math.exp(-k / β) / β;
      default -> throw new IllegalStateException(law + " has no density of |w|");
    };
  }

  /// Beyond it the integrand is below 10⁻¹⁷ of its integral, with power 2ne of k from the amplitude.
  private double reach(int n) {
    double power = dimension + 2 * n * Math.max(0, wave.exponent());
    return switch (law) {
      case ParameterDensity.Ball(double radius) -> radius;
      case Propagator d ->
          d.regulator() == MomentumCutoff.SHARP ? d.cutoff() : d.cutoff() * (Math.sqrt(power) + 9);
      case Normal(_, double σ) -> σ * (Math.sqrt(power) + 9);
      case Uniform(_, double halfWidth) -> halfWidth;
      case Laplace(_, double β) -> β * (45 + 4 * power);
      default -> throw new IllegalStateException(law + " has no density of |w|");
    };
  }

  /// Longest panel on which the density of |w| is well resolved.
  private double scale() {
    return switch (law) {
      case Normal(_, double σ) -> 4 * σ;
      case Laplace(_, double β) -> 8 * β;
      case Propagator d when d.regulator() == MomentumCutoff.GAUSSIAN -> 4 * d.cutoff();
      default -> Double.POSITIVE_INFINITY;
    };
  }
}
