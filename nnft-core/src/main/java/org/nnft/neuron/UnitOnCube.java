package org.nnft.neuron;

import org.nnft.field.PointSet;
import org.nnft.kernel.NngpKernel;
import org.nnft.math.Elementary;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity.StudentT;
import org.nnft.network.ParameterDensity;

/// The values of one unit at all points as a function on the unit cube, uniform measure.
///
/// Gaussian pre-activations need as many coordinates as their covariance has rank, the largest variance
/// first; other laws one or two for every parameter ([ParameterMap]).
interface UnitOnCube {

  /// Number of coordinates.
  int dimension();

  /// @param u in (0, 1). Not modified.
  /// @param h one value for each point. Modified.
  void evaluate(double[] u, double[] h);

  /// @param highestOrder highest order n whose moment is wanted
  /// @throws IllegalArgumentException if a law has too heavy tails for the moment's variance to exist
  static UnitOnCube of(HiddenLayer layer, int inputs, PointSet points, int highestOrder) {
    if (NngpKernel.isGaussian(layer) && !layer.activation().firstLayerOnly()) {
      return gaussian(
          layer.activation(),
          GaussianCoordinates.of(NngpKernel.preActivation(inputs, layer, points)));
    }
    ParameterDensity weights = layer.effectiveWeights(inputs);
    requireTails(weights, layer, highestOrder);
    requireTails(layer.bias(), layer, highestOrder);
    return parameters(layer, weights, inputs, points);
  }

  private static UnitOnCube gaussian(Activation activation, GaussianCoordinates z) {
    return new UnitOnCube() {
      @Override
      public int dimension() {
        return z.rank();
      }

      @Override
      public void evaluate(double[] u, double[] h) {
        ParameterMap map = new ParameterMap(u);
        double[] at = new double[h.length];
        for (int k = 0; k < z.rank(); k++) {
          double ξ = map.normal();
          for (int p = 0; p < at.length; p++) {
            at[p] = Math.fma(z.factor()[p][k], ξ, at[p]);
          }
        }
        for (int p = 0; p < at.length; p++) {
          h[p] = activation.at(at[p]);
        }
      }
    };
  }

  private static UnitOnCube parameters(
      HiddenLayer layer, ParameterDensity weights, int inputs, PointSet points) {
    double[][] q = NngpKernel.preActivation(inputs, layer, points);
    return new UnitOnCube() {
      @Override
      public int dimension() {
        return ParameterMap.coordinates(weights, inputs)
            + ParameterMap.coordinates(layer.bias(), 1);
      }

      @Override
      public void evaluate(double[] u, double[] h) {
        ParameterMap map = new ParameterMap(u);
        double[] w = new double[inputs];
        map.vector(weights, w);
        double bias = map.scalar(layer.bias());
        double k2 = 0;
        for (double component : w) {
          k2 = Math.fma(component, component, k2);
        }
        for (int p = 0; p < h.length; p++) {
          double z = bias;
          for (int k = 0; k < inputs; k++) {
            z = Math.fma(w[k], points.at(p, k), z);
          }
          h[p] =
              switch (layer.activation()) {
                case Activation.GaussNormalised _ -> Elementary.exp(z - q[p][p]);
                case Activation.PlaneWave(double a, double m, double e) ->
                    a * StrictMath.pow(k2 + m * m, e) * Elementary.cos(z);
                default -> layer.activation().at(z);
              };
        }
      }
    };
  }

  /// A standard error needs E h²ⁿ: 2n·(power of growth) < ν.
  private static void requireTails(ParameterDensity density, HiddenLayer layer, int order) {
    double needed = 2 * order * growth(layer.activation());
    if (density instanceof StudentT d && d.degreesOfFreedom() <= needed) {
      throw new IllegalArgumentException(
          "moments of order %d of %s have an error only for more than %.0f degrees of freedom, got %s; lower the order or raise the degrees of freedom"
              .formatted(order, layer.activation(), needed, density));
    }
  }

  /// The power of the parameters with which a unit grows.
  private static double growth(Activation activation) {
    return switch (activation) {
      case Activation.Relu _,
          Activation.LeakyRelu _,
          Activation.Abs _,
          Activation.Softplus _,
          Activation.Swish _,
          Activation.Gelu _ ->
          1;
      case Activation.Polynomial p -> p.coefficients().size() - 1;
      case Activation.PlaneWave wave -> Math.max(0, 2 * wave.exponent());
      // How an expression grows is not read off it.
      case Activation.Exp _, Activation.GaussNormalised _, Activation.Formula _ ->
          Double.POSITIVE_INFINITY;
      case Activation.Erf _,
          Activation.Step _,
          Activation.Sign _,
          Activation.Gaussian _,
          Activation.Cos _,
          Activation.Sin _,
          Activation.Tanh _,
          Activation.Sigmoid _ ->
          0;
    };
  }
}
