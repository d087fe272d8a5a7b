package org.nnft.network;

/// Law of independent, identically distributed scalar parameters, symmetric about its mean.
public sealed interface IndependentDensity extends ParameterDensity {

  /// N(mean, standardDeviation²).
  ///
  /// @param standardDeviation > 0
  record Normal(double mean, double standardDeviation) implements IndependentDensity {
    public Normal {
      requireFinite("mean", mean);
      requirePositive("standardDeviation", standardDeviation);
    }

    @Override
    public double spread() {
      return standardDeviation;
    }

    @Override
    public Normal with(double mean, double spread) {
      return new Normal(mean, spread);
    }

    @Override
    public double standardisedMoment(int n) {
      return n % 2 == 1 ? 0 : oddFactorial(n - 1);
    }
  }

  /// Uniform on [mean − halfWidth, mean + halfWidth].
  ///
  /// @param halfWidth > 0
  record Uniform(double mean, double halfWidth) implements IndependentDensity {
    public Uniform {
      requireFinite("mean", mean);
      requirePositive("halfWidth", halfWidth);
    }

    @Override
    public double spread() {
      return halfWidth;
    }

    @Override
    public Uniform with(double mean, double spread) {
      return new Uniform(mean, spread);
    }

    @Override
    public double standardisedMoment(int n) {
      return n % 2 == 1 ? 0 : 1.0 / (n + 1);
    }
  }

  /// Density e^(−|x − mean|/scale)/(2·scale); variance 2·scale².
  ///
  /// @param scale > 0
  record Laplace(double mean, double scale) implements IndependentDensity {
    public Laplace {
      requireFinite("mean", mean);
      requirePositive("scale", scale);
    }

    @Override
    public double spread() {
      return scale;
    }

    @Override
    public Laplace with(double mean, double spread) {
      return new Laplace(mean, spread);
    }

    @Override
    public double standardisedMoment(int n) {
      double factorial = 1;
      for (int k = 2; k <= n; k++) {
        factorial *= k;
      }
      return n % 2 == 1 ? 0 : factorial;
    }
  }

  /// mean + scale·t with t Student's t of ν degrees of freedom; moments of order n exist for n < ν.
  ///
  /// @param degreesOfFreedom ν > 0
  /// @param scale > 0
  record StudentT(double degreesOfFreedom, double mean, double scale)
      implements IndependentDensity {
    public StudentT {
      requirePositive("degreesOfFreedom", degreesOfFreedom);
      requireFinite("mean", mean);
      requirePositive("scale", scale);
    }

    @Override
    public double spread() {
      return scale;
    }

    @Override
    public StudentT with(double mean, double spread) {
      return new StudentT(degreesOfFreedom, mean, spread);
    }

    @Override
    public double standardisedMoment(int n) {
      if (n == 0) {
        return 1;
      }
      double ν = degreesOfFreedom;
      if (n >= ν) {
        return n % 2 == 1 ? Double.NaN : Double.POSITIVE_INFINITY;
      }
      if (n % 2 == 1) {
        return 0;
      }
      double moment = 1;
      for (int k = 1; k <= n / 2; k++) {
        moment *= ν * (2 * k - 1) / (ν - 2 * k);
      }
      return moment;
    }
  }

  /// mean ± scale with probability ½ each.
  ///
  /// @param scale > 0
  record Rademacher(double mean, double scale) implements IndependentDensity {
    public Rademacher {
      requireFinite("mean", mean);
      requirePositive("scale", scale);
    }

    @Override
    public double spread() {
      return scale;
    }

    @Override
    public Rademacher with(double mean, double spread) {
      return new Rademacher(mean, spread);
    }

    @Override
    public double standardisedMoment(int n) {
      return n % 2 == 1 ? 0 : 1;
    }
  }

  /// Not random.
  record Constant(double value) implements IndependentDensity {
    public Constant {
      requireFinite("value", value);
    }

    @Override
    public double mean() {
      return value;
    }

    @Override
    public double spread() {
      return 0;
    }

    @Override
    public Constant with(double mean, double spread) {
      return new Constant(mean);
    }

    @Override
    public double standardisedMoment(int n) {
      return n == 0 ? 1 : 0;
    }
  }

  /// `E[θ]`.
  double mean();

  /// The scale parameter by which the standardised variable is multiplied: standard deviation,
  /// half-width or scale of the law's own definition; 0 for a constant.
  double spread();

  /// The same law with another mean and spread.
  IndependentDensity with(double mean, double spread);

  /// E[((θ − mean)/spread)ⁿ]; infinite where it diverges.
  ///
  /// @param n ≥ 0
  double standardisedMoment(int n);

  /// `E[θⁿ]` by the binomial theorem; infinite where it diverges.
  ///
  /// @param n ≥ 0
  default double rawMoment(int n) {
    double sum = 0;
    double binomial = 1;
    for (int k = 0; k <= n; k++) {
      double weight = binomial * Math.pow(mean(), n - k) * Math.pow(spread(), k);
      double standardised = standardisedMoment(k);
      // 0·∞ would be NaN: a term of weight 0 is absent.
      if (weight != 0 && standardised != 0) {
        sum += weight * standardised;
      }
      binomial = binomial * (n - k) / (k + 1);
    }
    return sum;
  }

  /// E[(θ − E θ)²].
  default double variance() {
    return spread() * spread() * standardisedMoment(2);
  }

  @Override
  default double componentVariance(int fanIn) {
    return variance();
  }

  @Override
  default IndependentDensity scaledBy(double factor) {
    return with(mean() * factor, spread() * factor);
  }

  /// Whether θ and −θ have the same law, so that odd correlators vanish.
  default boolean isEven() {
    return mean() == 0;
  }

  private static double oddFactorial(int n) {
    double product = 1;
    for (int k = n; k > 1; k -= 2) {
      product *= k;
    }
    return product;
  }

  private static void requireFinite(String what, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(what + " must be finite, got " + value);
    }
  }

  private static void requirePositive(String what, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(what + " must be positive and finite, got " + value);
    }
  }
}
