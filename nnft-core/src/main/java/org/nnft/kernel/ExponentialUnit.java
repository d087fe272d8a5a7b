package org.nnft.kernel;

import java.util.Optional;
import org.nnft.field.PointSet;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Laplace;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Rademacher;
import org.nnft.network.IndependentDensity.StudentT;
import org.nnft.network.IndependentDensity.Uniform;

/// Moments of an exponential unit with independent weights, by their moment-generating functions.
///
///     E Π e^{z(xᵢ)} = E e^{nb} · Π_k E e^{w_k Σᵢ xᵢₖ}
///
/// Gauss-net: times e^(−Σᵢ Var z(xᵢ)). ln E e^{tθ} of the standardised laws: normal t²/2, uniform ln(sinh t/t),
/// Laplace −ln(1 − t²) for |t| < 1, Rademacher ln cosh t; Student-t has none.
public final class ExponentialUnit {
  private final HiddenLayer layer;
  private final IndependentDensity weights;
  private final boolean normalised;

  private ExponentialUnit(HiddenLayer layer, IndependentDensity weights, boolean normalised) {
    this.layer = layer;
    this.weights = weights;
    this.normalised = normalised;
  }

  /// @param layer a first hidden layer
  /// @param inputs d, its fan-in
  /// @return empty if the unit is no exponential, or its weights depend on each other
  public static Optional<ExponentialUnit> of(HiddenLayer layer, int inputs) {
    boolean normalised = layer.activation() instanceof Activation.GaussNormalised;
    boolean exponential = normalised || layer.activation() instanceof Activation.Exp;
    return exponential && layer.effectiveWeights(inputs) instanceof IndependentDensity weights
        ? Optional.of(new ExponentialUnit(layer, weights, normalised))
        : Optional.empty();
  }

  /// Mₙ at n points.
  ///
  /// @param tuple indices of points, repeated ones included. Not modified.
  /// @throws IllegalArgumentException if it diverges
  public double moment(PointSet points, int... tuple) {
    double log = logGenerating(layer.bias(), tuple.length);
    for (int k = 0; k < points.dimension(); k++) {
      double t = 0;
      for (int i : tuple) {
        t += points.at(i, k);
      }
      log += logGenerating(weights, t);
    }
    if (normalised) {
      for (int i : tuple) {
        log -= Math.fma(weights.variance(), points.dot(i, i), layer.bias().variance());
      }
    }
    double moment = Math.exp(log);
    if (!Double.isFinite(moment)) {
      throw new IllegalArgumentException(
          "an exponential unit with weights %s and bias %s has no moment of order %d at these points"
              .formatted(layer.weights(), layer.bias(), tuple.length));
    }
    return moment;
  }

  /// ln E e^{tθ}.
  private static double logGenerating(IndependentDensity density, double t) {
    double s = Math.abs(density.spread() * t);
    double centred =
        switch (density) {
          case Normal _ -> s * s / 2;
          case Uniform _ -> s < 1e-4 ? s * s / 6 : s + Math.log(-Math.expm1(-2 * s) / (2 * s));
          case Laplace _ -> s < 1 ? -Math.log1p(-s * s) : Double.POSITIVE_INFINITY;
          case StudentT _ -> s == 0 ? 0 : Double.POSITIVE_INFINITY;
          case Rademacher _ -> s + Math.log1p(Math.expm1(-2 * s) / 2);
          case Constant _ -> 0;
        };
    return density.mean() * t + centred;
  }
}
