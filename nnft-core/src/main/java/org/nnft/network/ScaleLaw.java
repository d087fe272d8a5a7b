package org.nnft.network;

import java.util.List;
import org.hipparchus.special.Gamma;

/// The law of a positive random variance s that all parameters of a group share.
public sealed interface ScaleLaw {

  /// 1/s ~ Γ(shape, rate = scale): scale mixtures of Gaussians by it are Student's.
  ///
  /// @param shape > 0
  /// @param scale > 0
  record InverseGamma(double shape, double scale) implements ScaleLaw {
    public InverseGamma {
      requirePositive("shape", shape);
      requirePositive("scale", scale);
    }

    @Override
    public String toString() {
      return "1/Γ(%s, %s)".formatted(shape, scale);
    }

    @Override
    public double moment(double power) {
      return power >= shape
          ? Double.POSITIVE_INFINITY
          : Math.exp(
              power * Math.log(scale) + Gamma.logGamma(shape - power) - Gamma.logGamma(shape));
    }
  }

  /// s ~ Γ(shape) · scale.
  ///
  /// @param shape > 0
  /// @param scale > 0
  record GammaScale(double shape, double scale) implements ScaleLaw {
    public GammaScale {
      requirePositive("shape", shape);
      requirePositive("scale", scale);
    }

    @Override
    public String toString() {
      return "Γ(%s, %s)".formatted(shape, scale);
    }

    @Override
    public double moment(double power) {
      return Math.exp(
          power * Math.log(scale) + Gamma.logGamma(shape + power) - Gamma.logGamma(shape));
    }
  }

  /// ln s ~ N(mean, sigma²).
  ///
  /// @param sigma > 0
  record LogNormal(double mean, double sigma) implements ScaleLaw {
    public LogNormal {
      if (!Double.isFinite(mean)) {
        throw new IllegalArgumentException("mean must be finite, got " + mean);
      }
      requirePositive("sigma", sigma);
    }

    @Override
    public String toString() {
      return "logN(%s, %s)".formatted(mean, sigma);
    }

    @Override
    public double moment(double power) {
      return Math.exp(power * mean + power * power * sigma * sigma / 2);
    }
  }

  /// s uniform on [low, high].
  ///
  /// @param low ≥ 0
  /// @param high > low
  record UniformScale(double low, double high) implements ScaleLaw {
    public UniformScale {
      if (!(low >= 0 && high > low && Double.isFinite(high))) {
        throw new IllegalArgumentException(
            "a uniform scale needs 0 ≤ low < high, got low %s and high %s".formatted(low, high));
      }
    }

    @Override
    public String toString() {
      return "U[%s, %s]".formatted(low, high);
    }

    @Override
    public double moment(double power) {
      return (Math.pow(high, power + 1) - Math.pow(low, power + 1)) / ((power + 1) * (high - low));
    }
  }

  /// s takes some values, each with its probability.
  ///
  /// @param values each ≥ 0
  /// @param weights each > 0; scaled to sum to 1
  record Discrete(List<Double> values, List<Double> weights) implements ScaleLaw {
    public Discrete {
      if (values.isEmpty() || values.size() != weights.size()) {
        throw new IllegalArgumentException(
            "a discrete scale needs as many weights as values, at least one; got %d values and %d weights"
                .formatted(values.size(), weights.size()));
      }
      for (double v : values) {
        if (!(v >= 0 && Double.isFinite(v))) {
          throw new IllegalArgumentException("values of a scale are at least 0, got " + v);
        }
      }
      weights.forEach(w -> requirePositive("weights", w));
      double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
      values = List.copyOf(values);
      weights = weights.stream().map(w -> w / sum).toList();
    }

    @Override
    public String toString() {
      return "%s with %s".formatted(values, weights);
    }

    @Override
    public double moment(double power) {
      double sum = 0;
      for (int k = 0; k < values.size(); k++) {
        sum += weights.get(k) * Math.pow(values.get(k), power);
      }
      return sum;
    }
  }

  /// s = g(z) of a standard normal z: any law, since F⁻¹(Φ(z)) has the distribution function F, and Φ(z) is
  /// `(1+erf(z/sqrt(2)))/2`.
  ///
  /// @param expression g, of z; finite and ≥ 0 for abs(z) ≤ 9, beyond which no draw comes
  record Transformed(Expression expression) implements ScaleLaw {
    /// What the expression may name.
    public static final List<String> VARIABLES = List.of("z");

    private static final double FARTHEST_DRAW = 9;

    /// φ(z) is below the smallest double beyond.
    private static final int FARTHEST = 38;

    private static final int COARSEST = 4;
    private static final int FINEST = 1 << 13;
    private static final double ACCURACY = 1e-11;

    public Transformed {
      for (int k = -90; k <= 90; k++) {
        double z = FARTHEST_DRAW * k / 90;
        double s = expression.at(z);
        if (!(s >= 0 && Double.isFinite(s))) {
          throw new IllegalArgumentException(
              "a scale must be finite and at least 0 for z from −9 to 9, got %s = %s at z = %s"
                  .formatted(expression.text(), s, z));
        }
      }
    }

    /// g(z).
    public double at(double z) {
      return expression.at(z);
    }

    @Override
    public String toString() {
      return expression.text();
    }

    /// By the trapezoid rule, which converges faster than any power of its step for analytic g.
    ///
    /// @throws IllegalArgumentException if steps of 1/8192 do not suffice
    @Override
    public double moment(double power) {
      double before = trapezoid(COARSEST, power);
      if (grows(-1, power) || grows(1, power) || before == Double.POSITIVE_INFINITY) {
        return Double.POSITIVE_INFINITY;
      }
      for (int steps = 2 * COARSEST; steps <= FINEST; steps *= 2) {
        double value = trapezoid(steps, power);
        boolean cut = integrand(-FARTHEST, power) + integrand(FARTHEST, power) > ACCURACY * value;
        if (!cut && Math.abs(value - before) <= ACCURACY * value) {
          return value;
        }
        before = value;
      }
      throw new IllegalArgumentException(
          "E[s^%s] of s = %s is not found to 11 digits; write it without kinks and jumps and with lighter tails, or as a discrete law"
              .formatted(power, expression.text()));
    }

    /// Whether gᵖφ does not even fall far out.
    private boolean grows(int side, double power) {
      double far = integrand(side * FARTHEST, power);
      return far > 0 && far >= integrand(side * (FARTHEST - 1), power);
    }

    /// @param steps for each unit of z
    private double trapezoid(int steps, double power) {
      double sum = 0;
      for (int k = -FARTHEST * steps; k <= FARTHEST * steps; k++) {
        sum += integrand((double) k / steps, power);
      }
      return sum / steps;
    }

    /// gᵖφ, with no overflow where their product has none.
    private double integrand(double z, double power) {
      double s = expression.at(z);
      if (power == 0) {
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
      }
      return s == 0 ? 0 : Math.exp(power * Math.log(s) - z * z / 2) / Math.sqrt(2 * Math.PI);
    }
  }

  /// The scale of the Student-t process of ν degrees of freedom with unit variance: s = (ν − 2)/χ²_ν.
  ///
  /// Source: Shah, Wilson, Ghahramani, arXiv:1402.4306.
  ///
  /// @param degreesOfFreedom ν > 2
  static InverseGamma student(double degreesOfFreedom) {
    if (!(degreesOfFreedom > 2)) {
      throw new IllegalArgumentException(
          "a Student-t process of unit variance needs degreesOfFreedom above 2, got "
              + degreesOfFreedom);
    }
    return new InverseGamma(degreesOfFreedom / 2, (degreesOfFreedom - 2) / 2);
  }

  /// `E[sᵖ]` for real p ≥ 0; infinite where it diverges.
  double moment(double power);

  /// Var s.
  default double variance() {
    double mean = moment(1);
    return moment(2) - mean * mean;
  }

  private static void requirePositive(String what, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(what + " must be positive and finite, got " + value);
    }
  }
}
