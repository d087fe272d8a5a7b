package org.nnft.ensemble;

import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.NeuralField;

/// Which random numbers a network is made of. The law of the outputs is the same; the networks are others.
public enum Draw {
  /// Every weight and bias.
  WEIGHTS,
  /// Pre-activations, layer by layer. Given the units h of the layer below, those of Gaussian weights and biases are
  /// independent Gaussian vectors over the points, one for each unit:
  ///
  ///     z ~ N(0, K̂),   K̂(x, y) = Var b + Var W Σᵢ hᵢ(x) hᵢ(y),
  ///
  /// and so are the outputs. That takes P random numbers a unit, not one for each weight: at 16 points an eighth of them for
  /// layers of 128 units. Networks at other points are other networks ([LayerTile]).
  LAYERS;

  /// Whether it gives this ensemble's law.
  public boolean isExactFor(NeuralField field) {
    return this == WEIGHTS
        || field.isIndependent()
            && field.hasGaussianReadout()
            && field.hidden().stream().skip(1).allMatch(Draw::isGaussian);
  }

  /// Whether it draws what the estimator takes of a network.
  public boolean goesWith(Estimator estimator) {
    return this == WEIGHTS
        || switch (estimator) {
          case OUTPUTS, ANTITHETIC, GAUSSIAN_READOUT -> true;
          case CONTROL_VARIATES, NEURON, QUASI_MONTE_CARLO, QUADRATURE -> false;
        };
  }

  /// What it is for, in words that follow "for".
  public String condition() {
    return switch (this) {
      case WEIGHTS -> "any network";
      case LAYERS ->
          "independent parameters, normal weights and normal biases or none, of zero mean, after the first hidden layer";
    };
  }

  /// Normal weights and biases of zero mean, and units that see nothing else.
  static boolean isGaussian(HiddenLayer layer) {
    return layer.weights() instanceof Normal w
        && w.mean() == 0
        && isCentred(layer.bias())
        && !layer.activation().firstLayerOnly();
  }

  private static boolean isCentred(IndependentDensity bias) {
    return bias.mean() == 0 && (bias instanceof Normal || bias instanceof Constant);
  }

  /// Text beside the field's that addresses the random numbers.
  String stream() {
    return switch (this) {
      case WEIGHTS -> "";
      case LAYERS -> " by layers";
    };
  }
}
