package org.nnft.kernel;

import org.hipparchus.special.Gamma;
import org.nnft.field.MomentumCutoff;
import org.nnft.network.Activation.PlaneWave;
import org.nnft.network.ParameterDensity.Propagator;
import org.nnft.network.RadialLaw;

/// E[A(k)ⁿ cos(k·y)] of propagator-weighted momenta with a Gaussian cutoff or none, without oscillations.
///
/// With A(k) = a(k² + m²)^e the average is aⁿ F_s(y)/Ω, s = power − ne, and
///
///     F_s(y) = ∫ dᵈk/(2π)ᵈ f_Λ(k) e^{iky}/(k² + m²)ˢ
///            = Γ(s)⁻¹ ∫₀^∞ dt t^(s−1) e^(−m²t) H(t + 1/2Λ²),   H(T) = (4πT)^(−d/2) e^(−y²/4T)
///
/// (Schwinger's proper time: the regulator is the heat kernel at time 1/2Λ²). For s < 1 partial integration
/// raises it: s → s + 1 under H → (m² − ∂_T)H, repeated. In v = ln t the trapezoid rule converges exponentially,
/// since the integrand is analytic for |Im v| < π/2; the step is halved until nothing changes to 10⁻¹³ of
/// the integral of the modulus. Source of the family: 2604.27050.
///
/// Domain: y = 0 without a cutoff needs 2s > d.
final class HeatKernelAverage implements MomentumAverage {
  private static final double TOLERANCE = 1e-13;

  private final PlaneWave wave;
  private final int dimension;
  private final Propagator law;
  private final double coincident;

  HeatKernelAverage(PlaneWave wave, int dimension, Propagator law) {
    this.wave = wave;
    this.dimension = dimension;
    this.law = law;
    this.coincident = RadialLaw.of(law, dimension).coincidentIntegral();
  }

  @Override
  public double tolerance() {
    return TOLERANCE;
  }

  @Override
  public double at(int n, double r) {
    return Math.pow(wave.amplitude(), n)
        * spectral(law.power() - n * wave.exponent(), r)
        / coincident;
  }

  /// F_s(y).
  ///
  /// @param r |y| ≥ 0
  /// @throws IllegalArgumentException if it diverges
  private double spectral(double s, double r) {
    double m2 = law.mass() * law.mass();
    boolean cut = law.regulator() == MomentumCutoff.GAUSSIAN;
    double from = cut ? 1 / (2 * law.cutoff() * law.cutoff()) : 0;
    if (!cut && r == 0) {
      if (!(2 * s > dimension)) {
        throw new IllegalArgumentException(
            "∫ dᵏ (k² + m²)^−%s diverges in %d dimensions without a cutoff: this moment of the momenta does not exist; name a regulator"
                .formatted(s, dimension));
      }
      return matern(s, m2);
    }
    int raised = s < 1 ? (int) Math.ceil(1 - s) : 0;
    double σ = s + raised;
    double logΓ = Gamma.logGamma(σ);
    double decay = law.mass() * r;
    double low =
        cut ? Math.log(from) - 42 / σ : Math.log(r * r / (4 * (60 + 2 * decay + 10 * dimension)));
    double high = Math.log((60 + 2 * decay + 2 * σ) / m2);
    int steps = (int) Math.ceil((high - low) * 4);
    double[] coarse = trapezoid(low, high, steps, σ, m2, from, r, raised);
    for (int halving = 0; halving < 8; halving++) {
      steps *= 2;
      double[] fine = trapezoid(low, high, steps, σ, m2, from, r, raised);
      if (Math.abs(fine[0] - coarse[0]) <= TOLERANCE * fine[1]) {
        return fine[0] * Math.exp(-logΓ);
      }
      coarse = fine;
    }
    throw new ArithmeticException(
        "the proper-time integral of order %s at distance %s has not converged".formatted(s, r));
  }

  /// F_s(0) without a cutoff, (4π)^(−d/2) Γ(s − d/2)/Γ(s) m^(d−2s).
  private double matern(double s, double m2) {
    double half = dimension / 2.0;
    return Math.exp(
        -half * Math.log(4 * Math.PI)
            + Gamma.logGamma(s - half)
            - Gamma.logGamma(s)
            + (half - s) * Math.log(m2));
  }

  /// The integral and that of its modulus.
  private double[] trapezoid(
      double low, double high, int steps, double σ, double m2, double from, double r, int raised) {
    double h = (high - low) / steps;
    double sum = 0;
    double modulus = 0;
    for (int i = 0; i <= steps; i++) {
      double v = low + i * h;
      double t = Math.exp(v);
      double f = h * Math.exp(σ * v - m2 * t) * raisedHeatKernel(t + from, r, m2, raised);
      sum += f;
      modulus += Math.abs(f);
    }
    return new double[] {sum, modulus};
  }

  /// (m² − ∂_T)ʲ H(T), from H′ = gH with g = −d/2T + y²/4T².
  private double raisedHeatKernel(double time, double r, double m2, int j) {
    double q = r * r / 4;
    double[] h = new double[j + 1];
    h[0] = Math.exp(-dimension / 2.0 * Math.log(4 * Math.PI * time) - q / time);
    for (int i = 0; i < j; i++) {
      // H⁽ⁱ⁺¹⁾ = Σ_l C(i, l) g⁽ˡ⁾ H⁽ⁱ⁻ˡ⁾.
      double binomial = 1;
      double factorial = 1;
      double power = 1 / time;
      for (int l = 0; l <= i; l++) {
        double g = factorial * power * (-dimension / 2.0 + q * (l + 1) / time);
        h[i + 1] += binomial * (l % 2 == 0 ? g : -g) * h[i - l];
        binomial = binomial * (i - l) / (l + 1);
        factorial *= l + 1;
        power /= time;
      }
    }
    double sum = 0;
    double binomial = 1;
    for (int i = 0; i <= j; i++) {
      sum += binomial * Math.pow(m2, j - i) * (i % 2 == 0 ? h[i] : -h[i]);
      binomial = binomial * (j - i) / (i + 1);
    }
    return sum;
  }
}
