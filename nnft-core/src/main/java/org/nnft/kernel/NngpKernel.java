package org.nnft.kernel;

import java.util.Optional;
import org.nnft.field.PointSet;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.NeuralField;
import org.nnft.network.ParameterDensity;

/// The two-point function at infinite width: the propagator of the free theory.
public final class NngpKernel {

  private NngpKernel() {}

  /// K(x_p, x_q) of one output component, output bias included.
  ///
  /// @return P × P, symmetric
  /// @throws IllegalArgumentException naming the layer for which no exact kernel is known, or if parameters are
  ///     correlated, so that the field is not free
  public static double[][] of(NeuralField field, PointSet points) {
    field.requireIndependent("the kernel of the free field at infinite width is");
    field.requireInputs(points);
    double[][] second = firstUnit(field.inputs(), field.hidden().getFirst(), points);
    for (int l = 1; l < field.depth(); l++) {
      HiddenLayer layer = field.hidden().get(l);
      requireCentred(layer.weights(), l);
      requireGaussian(layer.bias(), l);
      double σ2 =
          field.fanIn(l) * layer.effectiveWeights(field.fanIn(l)).componentVariance(field.fanIn(l));
      double[][] q = affine(σ2, second, layer.bias().variance());
      second = dual(layer.activation(), q);
    }
    for (int a = 0; a < field.outputs(); a++) {
      requireCentred(field.readout().weights(a), field.depth());
    }
    IndependentDensity weights = field.readout().effectiveWeights(0, field.width());
    return affine(field.width() * weights.variance(), second, field.readout().bias().variance());
  }

  /// Covariance Q of the first layer's pre-activations, σ_b² + σ_w² x·y/d in the standard
  /// parameterisation.
  public static double[][] preActivation(int inputs, HiddenLayer layer, PointSet points) {
    double variance = layer.effectiveWeights(inputs).componentVariance(inputs);
    double[][] q = new double[points.size()][points.size()];
    for (int i = 0; i < q.length; i++) {
      for (int j = 0; j < q.length; j++) {
        q[i][j] = Math.fma(variance, points.dot(i, j), layer.bias().variance());
      }
    }
    return q;
  }

  /// Whether the pre-activations of a first layer are Gaussian of zero mean.
  public static boolean isGaussian(HiddenLayer layer) {
    return layer.weights() instanceof Normal w
        && w.mean() == 0
        && layer.bias().mean() == 0
        && (layer.bias() instanceof Normal || layer.bias() instanceof Constant);
  }

  /// ⟨h(x)h(y)⟩ of one unit of the first layer.
  private static double[][] firstUnit(int inputs, HiddenLayer layer, PointSet points) {
    Optional<WaveUnit> wave = WaveUnit.of(layer, inputs);
    if (wave.isPresent()) {
      return symmetric(points.size(), (i, j) -> wave.get().moment(points, i, j));
    }
    Optional<ExponentialUnit> exponential = ExponentialUnit.of(layer, inputs);
    if (exponential.isPresent()) {
      return symmetric(points.size(), (i, j) -> exponential.get().moment(points, i, j));
    }
    if (isGaussian(layer)) {
      return dual(layer.activation(), preActivation(inputs, layer, points));
    }
    throw new IllegalArgumentException(
        "no exact kernel is known for hidden layer 1, %s with weights %s and bias %s; use normal weights of zero mean with a normal or no bias, or cos, sin or exp"
            .formatted(layer.activation(), layer.weights(), layer.bias()));
  }

  @FunctionalInterface
  private interface Entry {
    double at(int i, int j);
  }

  private static double[][] symmetric(int size, Entry entry) {
    double[][] k = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = i; j < size; j++) {
        k[i][j] = entry.at(i, j);
        k[j][i] = k[i][j];
      }
    }
    return k;
  }

  private static double[][] dual(Activation activation, double[][] q) {
    return symmetric(q.length, (i, j) -> DualActivation.of(activation, q[i][i], q[i][j], q[j][j]));
  }

  private static double[][] affine(double a, double[][] k, double b) {
    double[][] result = new double[k.length][k.length];
    for (int i = 0; i < k.length; i++) {
      for (int j = 0; j < k.length; j++) {
        result[i][j] = Math.fma(a, k[i][j], b);
      }
    }
    return result;
  }

  private static void requireCentred(ParameterDensity density, int layer) {
    if (density instanceof IndependentDensity d && d.mean() != 0) {
      throw new IllegalArgumentException(
          "no exact kernel is known for weights of mean %s after hidden layer %d; set the mean to 0"
              .formatted(d.mean(), layer));
    }
  }

  private static void requireGaussian(IndependentDensity bias, int layer) {
    if (bias.mean() != 0 || !(bias instanceof Normal || bias instanceof Constant)) {
      throw new IllegalArgumentException(
          "no exact kernel is known for the bias %s of hidden layer %d; use a normal bias of mean 0 or none"
              .formatted(bias, layer + 1));
    }
  }
}
