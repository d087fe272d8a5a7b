package org.nnft.network;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.hipparchus.special.Gamma;
import org.nnft.field.MomentumCutoff;
import org.nnft.network.ParameterDensity.Propagator;

/// The law of |k| for momenta k in ℝⁿ weighted with a regulated propagator ([Propagator]).
///
///     p(|k|) = k^(n−1) f_Λ(k)/(k² + m²)^power / I,   I = ∫₀^∞ dk k^(n−1) f_Λ(k)/(k² + m²)^power
///
/// In x = arsinh(k/m) the integrand is analytic and falls exponentially or faster; panels of Gauss–Legendre
/// nodes give I to about 10⁻¹⁵. The distribution function is kept at [#CELLS] + 1 values of x with its
/// derivative; between them it is the cubic through both, right to 10⁻¹², and its inverse is taken by Newton's
/// method in a bracket. Immutable; made once per law.
public final class RadialLaw {
  private static final int CELLS = 4096;

  /// The part of the law beyond the table.
  private static final double NOTHING = 1e-17;

  private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(10);
  private static final Map<Key, RadialLaw> KNOWN = new ConcurrentHashMap<>();

  private record Key(Propagator law, int dimension) {}

  private final Propagator law;
  private final int dimension;
  private final double normalisation;
  private final double meanSquare;
  private final double step;
  private final double[] distribution;
  private final double[] slope;

  private RadialLaw(Propagator law, int dimension) {
    this.law = law;
    this.dimension = dimension;
    double[] mass = new double[CELLS];
    this.step = reach() / CELLS;
    double second = 0;
    for (int c = 0; c < CELLS; c++) {
      for (int i = 0; i < RULE.getNumberOfPoints(); i++) {
        double x = step * (c + (1 + RULE.getPoint(i)) / 2);
        double weight = step / 2 * RULE.getWeight(i) * integrand(x);
        double k = law.mass() * StrictMath.sinh(x);
        mass[c] += weight;
        second += weight * k * k;
      }
    }
    this.normalisation = Arrays.stream(mass).sum();
    this.meanSquare = second / normalisation;
    this.distribution = new double[CELLS + 1];
    this.slope = new double[CELLS + 1];
    double sum = 0;
    for (int c = 0; c <= CELLS; c++) {
      distribution[c] = sum / normalisation;
      slope[c] = integrand(step * c) / normalisation * step;
      sum += c < CELLS ? mass[c] : 0;
    }
  }

  /// @param dimension n ≥ 1
  /// @throws IllegalArgumentException if the law cannot be normalised
  public static RadialLaw of(Propagator law, int dimension) {
    if (law.regulator() == MomentumCutoff.NONE && !(2 * law.power() > dimension)) {
      throw new IllegalArgumentException(
          "momenta weighted with (k² + m²)^−%s in %d dimensions need a cutoff; name regulator sharp or gaussian, or a power above %s"
              .formatted(law.power(), dimension, dimension / 2.0));
    }
    return KNOWN.computeIfAbsent(new Key(law, dimension), _ -> new RadialLaw(law, dimension));
  }

  /// The value of x beyond which less than [#NOTHING] is left.
  private double reach() {
    double m = law.mass();
    double Λ = law.cutoff();
    return switch (law.regulator()) {
      case SHARP -> arsinh(Λ / m);
      // k^(n − 1 − 2·power) grows at most like a power: √(−2 ln ε) standard deviations and some.
      case GAUSSIAN -> arsinh(Λ * (9.5 + Math.sqrt(Math.max(0, dimension - 2 * law.power()))) / m);
      case NONE -> -Math.log(NOTHING) / (2 * law.power() - dimension) + 2;
    };
  }

  private static double arsinh(double z) {
    return StrictMath.log(z + Math.sqrt(z * z + 1));
  }

  /// k^(n−1) f/(k² + m²)^power · dk/dx, without m's powers' overflow.
  private double integrand(double x) {
    double m = law.mass();
    double cosh = StrictMath.cosh(x);
    double k = m * StrictMath.sinh(x);
    // The end of a sharp cutoff's table may lie an ulp beyond it.
    double f = law.regulator() == MomentumCutoff.SHARP ? 1 : law.regulator().at(k, law.cutoff());
    double power = m * cosh * StrictMath.pow(m * cosh, -2 * law.power());
    return f * power * (dimension == 1 ? 1 : StrictMath.pow(k, dimension - 1.0));
  }

  /// p(|k|).
  public double density(double k) {
    double m = law.mass();
    return StrictMath.pow(k, dimension - 1.0)
        * law.regulator().at(k, law.cutoff())
        * StrictMath.pow(k * k + m * m, -law.power())
        / normalisation;
  }

  /// Ω = ∫ dⁿk/(2π)ⁿ f_Λ(k)/(k² + m²)^power, the propagator's integral at coincident points for power 1.
  public double coincidentIntegral() {
    double n = dimension;
    return 2 * normalisation * Math.exp(-Gamma.logGamma(n / 2) - n / 2 * Math.log(4 * Math.PI));
  }

  /// E|k|²; meaningless where it diverges.
  public double meanSquare() {
    return law.regulator() == MomentumCutoff.NONE && 2 * law.power() <= dimension + 2
        ? Double.POSITIVE_INFINITY
        : meanSquare;
  }

  /// The k with P(|k| ≤ that) = u.
  ///
  /// @param u in (0, 1)
  public double quantile(double u) {
    int at = Arrays.binarySearch(distribution, u);
    int cell = Math.clamp(at >= 0 ? at : -at - 2, 0, CELLS - 1);
    double t = inverse(cell, u - distribution[cell]);
    return law.mass() * StrictMath.sinh(step * (cell + t));
  }

  /// Where in its cell, 0 ≤ t ≤ 1, the distribution function has grown by Δ.
  private double inverse(int cell, double Δ) {
    double rise = distribution[cell + 1] - distribution[cell];
    if (!(rise > 0)) {
      return 0;
    }
    double a = slope[cell];
    double b = slope[cell + 1];
    double low = 0;
    double high = 1;
    double t = Math.clamp(Δ / rise, 0.0, 1.0);
    for (int i = 0; i < 60; i++) {
      double c = 3 * rise - 2 * a - b;
      double d = a + b - 2 * rise;
      double excess = t * (a + t * (c + t * d)) - Δ;
      double derivative = a + t * (2 * c + 3 * t * d);
      if (excess > 0) {
        high = t;
      } else {
        low = t;
      }
      double next = t - excess / derivative;
      if (!(next > low && next < high)) {
        next = (low + high) / 2;
      }
      if (Math.abs(next - t) < 1e-15) {
        return next;
      }
      t = next;
    }
    return t;
  }
}
