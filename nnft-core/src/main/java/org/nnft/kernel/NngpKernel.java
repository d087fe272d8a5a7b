package org.nnft.kernel;

import java.util.Optional;
import org.nnft.field.PointSet;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.NeuralField;
import org.nnft.network.ParameterDensity;
import org.nnft.statistics.Estimate;

/// The two-point function at infinite width: the propagator of the free theory.
public final class NngpKernel {

  private NngpKernel() {}

  /// K(x_p, x_q) of one output component, output bias included.
  ///
  /// @return P × P, symmetric
  /// @throws IllegalArgumentException naming the layer for which no exact kernel is known, or if parameters are
  ///     correlated, so that the field is not free
  public static double[][] of(NeuralField field, PointSet points) {
    return withErrors(field, points).values();
  }

  /// The same with bounds on the error of quadrature.
  ///
  /// Cost: closed forms at once; else a Hermite series for each point and a sum of some hundred terms for each pair, and
  /// about 10 ms for each pair of a rough activation that is correlated to more than 95 %.
  ///
  /// @throws IllegalArgumentException as [#of(NeuralField, PointSet)]
  public static KernelMatrix withErrors(NeuralField field, PointSet points) {
    field.requireIndependent("the kernel of the free field at infinite width is");
    field.requireInputs(points);
    KernelMatrix second = firstUnit(field.inputs(), field.hidden().getFirst(), points);
    for (int l = 1; l < field.depth(); l++) {
      HiddenLayer layer = field.hidden().get(l);
      requireCentred(layer.weights(), l);
      requireGaussian(layer.bias(), l);
      double σ2 =
          field.fanIn(l) * layer.effectiveWeights(field.fanIn(l)).componentVariance(field.fanIn(l));
      second = second.affine(σ2, layer.bias().variance()).dual(layer.activation());
    }
    for (int a = 0; a < field.outputs(); a++) {
      requireCentred(field.readout().weights(a), field.depth());
    }
    IndependentDensity weights = field.readout().effectiveWeights(0, field.width());
    return second.affine(field.width() * weights.variance(), field.readout().bias().variance());
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
  private static KernelMatrix firstUnit(int inputs, HiddenLayer layer, PointSet points) {
    Optional<WaveUnit> wave = WaveUnit.of(layer, inputs);
    if (wave.isPresent()) {
      return KernelMatrix.symmetric(points.size(), (i, j) -> wave.get().estimate(points, i, j));
    }
    Optional<ExponentialUnit> exponential = ExponentialUnit.of(layer, inputs);
    if (exponential.isPresent()) {
      return KernelMatrix.symmetric(
          points.size(), (i, j) -> new Estimate(exponential.get().moment(points, i, j), 0));
    }
    if (isGaussian(layer)) {
      double[][] q = preActivation(inputs, layer, points);
      return new KernelMatrix(q, new double[q.length][q.length]).dual(layer.activation());
    }
    throw new IllegalArgumentException(
        "no exact kernel is known for hidden layer 1, %s with weights %s and bias %s; use normal weights of zero mean with a normal or no bias, or cos, sin or exp"
            .formatted(layer.activation(), layer.weights(), layer.bias()));
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
