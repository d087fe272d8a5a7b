package org.nnft.kernel;

import java.util.Optional;
import org.nnft.field.PointSet;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;

/// Moments of an exponential unit with independent weights, by their moment-generating functions.
///
///     E Π e^{z(xᵢ)} = E e^{nb} · Π_k E e^{w_k Σᵢ xᵢₖ}
///
/// Gauss-net: times e^(−Σᵢ Var z(xᵢ)). [MomentGenerating] has ln E e^{tθ} of each law.
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
    double log = MomentGenerating.log(layer.bias(), tuple.length);
    for (int k = 0; k < points.dimension(); k++) {
      double t = 0;
      for (int i : tuple) {
        t += points.at(i, k);
      }
      log += MomentGenerating.log(weights, t);
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
}
