package org.nnft.rg;

import java.util.stream.DoubleStream;

/// The loop integral of a flow in d dimensions as a function of the dimensionless mass w = U″/k².
///
///     l(w) = −∫₀^∞ dy y^(d/2+1) r′(y)/(P(y) + w) = Σₖ cₖ/(Pₖ + w)
///
/// The sum is exact with one term for Litim's regulator, 2/d and P = 1. Else it is the trapezoid rule in ln y,
/// which converges exponentially for these integrands; relative error about 10⁻¹³ unless w comes near −min P.
/// The constant l(w) itself may diverge, its derivatives do not.
public final class ThresholdFunctions {
  private static final double STEP = 0.05;

  private final double[] propagators;
  private final double[] weights;
  private final double gap;

  private ThresholdFunctions(double[] propagators, double[] weights) {
    this.propagators = propagators;
    this.weights = weights;
    this.gap = DoubleStream.of(propagators).min().orElseThrow();
  }

  static ThresholdFunctions of(Regulator regulator, double dimension) {
    if (!(dimension > 0) || !(dimension <= 12)) {
      throw new IllegalArgumentException(
          "the dimension of a flow must be above 0 and at most 12, got " + dimension);
    }
    return switch (regulator) {
      case Regulator.Litim _ ->
          new ThresholdFunctions(new double[] {1}, new double[] {2 / dimension});
      // −y^(d/2+2) r′ = y^(d/2+2)/(4 sinh²(y/2)), P = y/(1 − e⁻ʸ)
      case Regulator.Exponential _ ->
          trapezoid(
              -80 / dimension,
              Math.log(60 + 4 * dimension),
              logY -> {
                double y = Math.exp(logY);
                double sinh = Math.sinh(y / 2);
                return new double[] {
                  y / -Math.expm1(-y), Math.exp((dimension / 2 + 2) * logY) / (4 * sinh * sinh)
                };
              });
      case Regulator.Power(double b) -> {
        if (b < (dimension - 1) / 2) {
          throw new IllegalArgumentException(
              "in %s dimensions a power regulator needs a power of at least %s, got %s"
                  .formatted(dimension, (dimension - 1) / 2, b));
        }
        // −y^(d/2+2) r′ = b y^(d/2+1−b), divided by P² at least
        yield trapezoid(
            -40 / (dimension / 2 + b - 1),
            40 / (1 + b - dimension / 2),
            logY ->
                new double[] {
                  Math.exp(logY) + Math.exp((1 - b) * logY),
                  b * Math.exp((dimension / 2 + 1 - b) * logY)
                });
      }
    };
  }

  @FunctionalInterface
  private interface Node {
    /// P and the weight in d ln y.
    double[] at(double logY);
  }

  private static ThresholdFunctions trapezoid(double from, double to, Node node) {
    int size = (int) Math.ceil((to - from) / STEP) + 1;
    double[] propagators = new double[size];
    double[] weights = new double[size];
    for (int k = 0; k < size; k++) {
      double[] at = node.at(from + k * STEP);
      propagators[k] = at[0];
      weights[k] = STEP * at[1];
    }
    return new ThresholdFunctions(propagators, weights);
  }

  /// min P: the flow has a pole at w = −min P.
  public double gap() {
    return gap;
  }

  /// Taylor coefficients of l about w: a_m = l⁽ᵐ⁾(w)/m! = (−1)ᵐ Σₖ cₖ/(Pₖ + w)^(m+1).
  ///
  /// @param w above −[#gap()]
  /// @param highest m_max ≥ 1
  /// @return a₁…a_m at 1…m_max; entry 0, which only moves the vacuum energy, is 0
  /// @throws ArithmeticException at the pole
  public double[] taylor(double w, int highest) {
    if (!(w + gap > 0)) {
      throw new ArithmeticException(
          "the propagator has its pole at u₂/k² = %s, got %s".formatted(-gap, w));
    }
    double[] a = new double[highest + 1];
    for (int k = 0; k < weights.length; k++) {
      double factor = -1 / (propagators[k] + w);
      double term = -weights[k] * factor;
      for (int m = 1; m <= highest; m++) {
        term *= factor;
        a[m] += term;
      }
    }
    return a;
  }
}
