package org.nnft.generating;

import org.hipparchus.complex.Complex;
import org.nnft.kernel.CharacteristicFunction;
import org.nnft.kernel.MomentGenerating;
import org.nnft.network.IndependentDensity;

/// What one neuron contributes for a given value of its unit: g(s) = E_v e^{vs}, s = Σ_p J_p h(x_p).
sealed interface Profile {

  /// ln g(s); infinite where it diverges.
  double log(double s);

  /// Taylor coefficients of ln g at s.
  double[] logSeries(double s, int highestOrder);

  /// g(is).
  Complex characteristic(double s);

  /// Supremum of the abs(s) for which g is finite.
  double limit();

  /// The output weight alone.
  record Readout(IndependentDensity weight) implements Profile {
    @Override
    public double log(double s) {
      return MomentGenerating.log(weight, s);
    }

    @Override
    public double[] logSeries(double s, int highestOrder) {
      return MomentGenerating.logSeries(weight, s, highestOrder);
    }

    @Override
    public Complex characteristic(double s) {
      return new Complex(0, weight.mean() * s).exp().multiply(CharacteristicFunction.of(weight, s));
    }

    @Override
    public double limit() {
      return MomentGenerating.limit(weight);
    }
  }

  /// A normal output weight times a chi variable of R degrees of freedom:
  /// E exp(σ²r²s²/2) = (1 − σ²s²)^(−R/2).
  record Chi(double σ, int freedom) implements Profile {
    @Override
    public double log(double s) {
      double a = σ * s;
      return Math.abs(a) < 1 ? -freedom / 2.0 * Math.log1p(-a * a) : Double.POSITIVE_INFINITY;
    }

    @Override
    public double[] logSeries(double s, int highestOrder) {
      double[] c = MomentGenerating.poles(σ, s, highestOrder);
      for (int k = 0; k <= highestOrder; k++) {
        c[k] *= freedom / 2.0;
      }
      return c;
    }

    @Override
    public Complex characteristic(double s) {
      return new Complex(Math.pow(1 + σ * σ * s * s, -freedom / 2.0));
    }

    @Override
    public double limit() {
      return 1 / σ;
    }
  }
}
