package org.nnft.kernel;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.nnft.network.Activation;
import org.nnft.network.Activation.Formula;
import org.nnft.network.Expression;
import org.nnft.statistics.Estimate;

/// An activation at one variance, in orthonormal Hermite polynomials of u ~ N(0, 1).
///
///     g(√q u) = Σₖ cₖ hₖ(u),   E[g(z₁)g(z₂)] = Σₖ cₖ(q₁₁) cₖ(q₂₂) ρᵏ,   ρ = q₁₂/√(q₁₁q₂₂)
///
/// (Mehler 1866). Truncated at n terms, the sum is off by at most abs(ρ)ⁿ √(T T′), T = E[g²] − Σ_{k<n} cₖ², by the
/// inequality of Cauchy and Schwarz: a bound that costs nothing. One series serves a point with all its partners, so that P
/// points cost P series and P² short sums.
///
/// Coefficients by [GaussianPanels], halved until E[g²] stands.
final class HermiteSeries {
  private static final int MOST_TERMS = 512;

  /// A tail this small, relative to E[g²], is rounding.
  private static final double NEGLIGIBLE = 4e-16;

  private static final double CONVERGED = 1e-15;
  static final double ENOUGH = 1e-14;
  private static final double ENOUGH_ON_THE_PLANE = 1e-12;
  private static final double TOO_ROUGH = 1e-8;
  private static final int HALVINGS = 5;
  private static final double[] REACHES = {10, 14, 20, 38};

  private final Activation activation;
  private final double variance;
  private final double reach;
  private final double[] kinks;
  private final double[] branchPoints;
  private final double[] coefficients;
  private final double second;
  private final double tail;

  /// Of E[g²], relative.
  private final double open;

  private HermiteSeries(Activation activation, double variance, double reach) {
    this.activation = activation;
    this.variance = variance;
    this.reach = reach;
    double furthest = reach * Math.sqrt(variance);
    this.kinks = kinks(activation, furthest);
    this.branchPoints =
        activation instanceof Formula(Expression formula) && furthest > 0
            ? formula.branchPoints(furthest)
            : new double[0];
    double width = 1;
    GaussianPanels panels = panels(width);
    double coarse = panels.integrate(this::square);
    double change = Double.POSITIVE_INFINITY;
    for (int k = 0; k < HALVINGS && change > CONVERGED * coarse; k++) {
      width /= 2;
      panels = panels(width);
      double fine = panels.integrate(this::square);
      change = Math.abs(fine - coarse);
      coarse = fine;
    }
    this.second = coarse;
    this.open = coarse == 0 ? 0 : change / coarse;
    this.coefficients = coefficients(panels);
    double kept = 0;
    for (double c : coefficients) {
      kept += c * c;
    }
    this.tail = Math.max(0, second - kept);
  }

  /// @param variance q ≥ 0 of z
  /// @throws IllegalArgumentException if g is not a number somewhere, or E[g(z)²] is infinite
  static HermiteSeries of(Activation activation, double variance) {
    double last = Double.NaN;
    for (double reach : REACHES) {
      HermiteSeries series = new HermiteSeries(activation, variance, reach);
      if (Double.isNaN(series.second)) {
        throw new IllegalArgumentException(
            "%s is not a number at z = %s, which its argument of standard deviation %s takes; use a function that is defined for all z"
                .formatted(activation, series.undefined(), Math.sqrt(variance)));
      }
      if (Double.isFinite(series.second)
          && Math.abs(series.second - last) <= CONVERGED * series.second) {
        return series;
      }
      last = series.second;
    }
    throw new IllegalArgumentException(
        "E[g(z)²] of %s is infinite at Var z = %s: the field has no kernel"
            .formatted(activation, variance));
  }

  private double undefined() {
    GaussianPanels panels = panels(1);
    for (int k = 0; k < panels.size(); k++) {
      double z = Math.sqrt(variance) * panels.node(k);
      if (Double.isNaN(activation.at(z))) {
        return z;
      }
    }
    return Double.NaN;
  }

  private static double[] kinks(Activation activation, double furthest) {
    return switch (activation) {
      case Activation.Relu _,
          Activation.LeakyRelu _,
          Activation.Abs _,
          Activation.Step _,
          Activation.Sign _ ->
          new double[] {0};
      case Formula(Expression formula) when furthest > 0 -> formula.kinks(furthest);
      default -> new double[0];
    };
  }

  private double square(double u) {
    double g = activation.at(Math.sqrt(variance) * u);
    return g * g;
  }

  private GaussianPanels panels(double width) {
    return ending(GaussianPanels.within(reach, width), 0, Math.sqrt(variance), 0).build();
  }

  /// Ends panels in u where z = mean + σu is a kink or a branch point.
  ///
  /// @param blur of z, on which an inner average smooths them; panels also end at 1, 2, 4, 8 times it
  private GaussianPanels.Builder ending(
      GaussianPanels.Builder panels, double mean, double σ, double blur) {
    if (σ == 0) {
      return panels;
    }
    for (double z : kinks) {
      panels.end((z - mean) / σ).around((z - mean) / σ, blur / Math.abs(σ));
    }
    for (double z : branchPoints) {
      panels.shrinkTo((z - mean) / σ).around((z - mean) / σ, blur / Math.abs(σ));
    }
    return panels;
  }

  /// cₖ = Σᵢ wᵢ g(√q uᵢ) hₖ(uᵢ) by the recurrence √(k+1) hₖ₊₁ = u hₖ − √k hₖ₋₁, until the tail is rounding.
  private double[] coefficients(GaussianPanels panels) {
    int size = panels.size();
    double[] before = new double[size];
    double[] weighted = new double[size];
    for (int i = 0; i < size; i++) {
      weighted[i] = panels.weight(i) * activation.at(Math.sqrt(variance) * panels.node(i));
    }
    double[] c = new double[MOST_TERMS];
    double kept = 0;
    for (int k = 0; k < MOST_TERMS; k++) {
      double sum = 0;
      for (double w : weighted) {
        sum += w;
      }
      c[k] = sum;
      kept += sum * sum;
      if (second - kept <= NEGLIGIBLE * second) {
        return Arrays.copyOf(c, k + 1);
      }
      double up = 1 / Math.sqrt(k + 1);
      double down = Math.sqrt(k) * up;
      for (int i = 0; i < size; i++) {
        double next = panels.node(i) * weighted[i] * up - down * before[i];
        before[i] = weighted[i];
        weighted[i] = next;
      }
    }
    return c;
  }

  /// E[g(z₁)g(z₂)], z₁ of this variance and z₂ of the other's.
  ///
  /// By the series where it is enough, else by panels in both variables.
  ///
  /// @param covariance q₁₂
  /// @return the value with a bound on its error, that of rounding included
  Estimate times(HermiteSeries other, double covariance) {
    return times(other, covariance, ENOUGH);
  }

  /// The same where a larger bound, relative to √(E[g²]E[g′²]), will do.
  Estimate times(HermiteSeries other, double covariance, double tolerance) {
    double ρ = correlation(other, covariance);
    double rounding = (open + other.open + 8 * Math.ulp(1.0)) * Math.sqrt(second * other.second);
    if (isEnough(other, covariance, tolerance)) {
      return new Estimate(sum(other, ρ), bound(other, ρ) + rounding);
    }
    return Math.abs(ρ) == 1 ? onTheLine(other, ρ, rounding) : onThePlane(other, ρ, rounding);
  }

  /// Whether the series alone gives E[g(z₁)g(z₂)] to a tolerance.
  boolean isEnough(HermiteSeries other, double covariance, double tolerance) {
    return bound(other, correlation(other, covariance))
        <= tolerance * Math.sqrt(second * other.second);
  }

  private double correlation(HermiteSeries other, double covariance) {
    double norm = Math.sqrt(variance * other.variance);
    return norm == 0 ? 0 : Math.clamp(covariance / norm, -1.0, 1.0);
  }

  /// abs(ρ)ⁿ √(T T′).
  private double bound(HermiteSeries other, double ρ) {
    int terms = Math.min(coefficients.length, other.coefficients.length);
    return Math.pow(Math.abs(ρ), terms) * Math.sqrt(tail(terms) * other.tail(terms));
  }

  private double tail(int terms) {
    double kept = 0;
    for (int k = terms; k < coefficients.length; k++) {
      kept += coefficients[k] * coefficients[k];
    }
    return tail + kept;
  }

  private double sum(HermiteSeries other, double ρ) {
    int terms = Math.min(coefficients.length, other.coefficients.length);
    double sum = 0;
    for (int k = terms - 1; k >= 0; k--) {
      sum = Math.fma(sum, ρ, coefficients[k] * other.coefficients[k]);
    }
    return sum;
  }

  /// z₁ and z₂ proportional.
  private Estimate onTheLine(HermiteSeries other, double sign, double rounding) {
    double σ = Math.sqrt(variance);
    double τ = sign * Math.sqrt(other.variance);
    return refined(
        width ->
            other
                .ending(ending(panelsFor(other, width), 0, σ, 0), 0, τ, 0)
                .build()
                .integrate(u -> activation.at(σ * u) * activation.at(τ * u)),
        Math.sqrt(second * other.second),
        rounding);
  }

  /// z₁ = σu and z₂ = a u + b v with independent u and v.
  private Estimate onThePlane(HermiteSeries other, double ρ, double rounding) {
    double σ = Math.sqrt(variance);
    double a = ρ * Math.sqrt(other.variance);
    double b = Math.sqrt((1 - ρ * ρ) * other.variance);
    return refined(
        width ->
            other
                .ending(ending(panelsFor(other, width), 0, σ, 0), 0, a, b)
                .build()
                .integrate(
                    u ->
                        activation.at(σ * u)
                            * other
                                .ending(panelsFor(other, width), a * u, b, 0)
                                .build()
                                .integrate(v -> activation.at(a * u + b * v))),
        Math.sqrt(second * other.second),
        rounding);
  }

  private GaussianPanels.Builder panelsFor(HermiteSeries other, double width) {
    return GaussianPanels.within(Math.max(reach, other.reach), width);
  }

  /// Halves panels until a result stands.
  private Estimate refined(DoubleUnaryOperator ofWidth, double scale, double rounding) {
    double width = 1;
    double coarse = ofWidth.applyAsDouble(width);
    double change = Double.POSITIVE_INFINITY;
    for (int k = 0; k < HALVINGS && change > ENOUGH_ON_THE_PLANE * scale; k++) {
      width /= 2;
      double fine = ofWidth.applyAsDouble(width);
      change = Math.abs(fine - coarse);
      coarse = fine;
    }
    if (!(change <= TOO_ROUGH * scale)) {
      throw new IllegalArgumentException(
          "the kernel of %s has not converged to %s; it is too rough for quadrature, sample instead"
              .formatted(activation, TOO_ROUGH));
    }
    return new Estimate(coarse, change + rounding);
  }

  /// What errors of the covariance do to [#times(HermiteSeries, double)], to first order.
  ///
  ///     ∂E/∂q₁₂ = Σ k cₖc′ₖ ρᵏ⁻¹/√(q₁₁q₂₂),   ∂E/∂q₁₁ = ½ Σ √((k+1)(k+2)) cₖ₊₂c′ₖ ρᵏ/q₁₁
  ///
  /// (Price's theorem: ∂E/∂q₁₂ = E[g′(z₁)g′(z₂)], ∂E/∂q₁₁ = ½E[g″(z₁)g(z₂)]).
  ///
  /// @param error of the covariance
  /// @param own error of this variance
  /// @param others error of the other variance
  double sensitivity(
      HermiteSeries other, double covariance, double error, double own, double others) {
    double norm = Math.sqrt(variance * other.variance);
    if (norm == 0) {
      return 0;
    }
    double ρ = correlation(other, covariance);
    double cross = 0;
    double first = 0;
    double last = 0;
    double power = 1;
    int terms = Math.min(coefficients.length, other.coefficients.length);
    for (int k = 0; k + 2 < terms; k++) {
      double raise = Math.sqrt((k + 1.0) * (k + 2));
      cross += (k + 1) * coefficients[k + 1] * other.coefficients[k + 1] * power;
      first += raise * coefficients[k + 2] * other.coefficients[k] * power;
      last += raise * coefficients[k] * other.coefficients[k + 2] * power;
      power *= ρ;
    }
    return Math.abs(cross) / norm * error
        + Math.abs(first) / (2 * variance) * own
        + Math.abs(last) / (2 * other.variance) * others;
  }
}
