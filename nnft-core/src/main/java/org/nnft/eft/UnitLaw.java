package org.nnft.eft;

import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.nnft.field.PointSet;
import org.nnft.kernel.CharacteristicFunction;
import org.nnft.kernel.NngpKernel;
import org.nnft.math.Elementary;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Uniform;

/// The law of one hidden unit h at one point, as nodes and weights: E[F(h)] ≈ Σ wⱼ F(hⱼ).
///
/// A Gaussian pre-activation is cut into Gauss–Legendre panels, graded towards 0, where activations have their
/// kinks and zeros; a uniform phase over whole periods takes equidistant nodes.
final class UnitLaw {
  /// Panels reach to this many standard deviations.
  private static final double REACH = 12;

  private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(16);

  private final double[] values;
  private final double[] weights;

  private UnitLaw(double[] values, double[] weights) {
    this.values = values;
    this.weights = weights;
  }

  /// @param point a single one
  /// @param panels on each side of 0, ≥ 20
  /// @throws IllegalArgumentException for a unit whose law is not known in one variable
  static UnitLaw of(HiddenLayer layer, int inputs, PointSet point, int panels) {
    double q = NngpKernel.preActivation(inputs, layer, point)[0][0];
    if (isUniformWave(layer)) {
      return uniformPhase(16 * panels);
    }
    if (!NngpKernel.isGaussian(layer) || layer.activation() instanceof Activation.PlaneWave) {
      throw new IllegalArgumentException(
          "the exact one-point law is known for Gaussian pre-activations, and for cos and sin with a phase uniform over whole periods; got %s with weights %s and bias %s"
              .formatted(layer.activation(), layer.weights(), layer.bias()));
    }
    return gaussian(layer.activation(), q, panels);
  }

  private static boolean isUniformWave(HiddenLayer layer) {
    boolean wave =
        layer.activation() instanceof Activation.Cos
            || layer.activation() instanceof Activation.Sin;
    return wave
        && layer.bias() instanceof Uniform phase
        && Math.abs(Math.IEEEremainder(phase.halfWidth(), Math.PI)) < 1e-14 * phase.halfWidth();
  }

  private static UnitLaw uniformPhase(int nodes) {
    double[] values = new double[nodes];
    double[] weights = new double[nodes];
    for (int j = 0; j < nodes; j++) {
      values[j] = Elementary.cos(Math.PI * (j + 0.5) / nodes);
      weights[j] = 1.0 / nodes;
    }
    return new UnitLaw(values, weights);
  }

  private static UnitLaw gaussian(Activation activation, double q, int panels) {
    int perPanel = RULE.getNumberOfPoints();
    int side = panels * perPanel;
    double[] values = new double[2 * side];
    double[] weights = new double[2 * side];
    double σ = Math.sqrt(q);
    for (int panel = 0; panel < panels; panel++) {
      double from = edge(panel, panels);
      double half = (edge(panel + 1, panels) - from) / 2;
      for (int j = 0; j < perPanel; j++) {
        double z = from + half * (1 + RULE.getPoint(j));
        double weight =
            half * RULE.getWeight(j) * Elementary.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
        int at = panel * perPanel + j;
        values[at] = unit(activation, σ * z, q);
        values[side + at] = unit(activation, -σ * z, q);
        weights[at] = weight;
        weights[side + at] = weight;
      }
    }
    return new UnitLaw(values, weights);
  }

  /// Edges grow like the square of their number.
  private static double edge(int panel, int panels) {
    double t = (double) panel / panels;
    return REACH * t * t;
  }

  private static double unit(Activation activation, double z, double q) {
    return activation instanceof Activation.GaussNormalised
        ? Elementary.exp(z - q)
        : activation.at(z);
  }

  /// E[e^(ikvh)] with an independent, even weight v.
  double characteristic(IndependentDensity weight, double k) {
    double sum = 0;
    for (int j = 0; j < values.length; j++) {
      sum = Math.fma(weights[j], CharacteristicFunction.of(weight, k * values[j]), sum);
    }
    return sum;
  }
}
