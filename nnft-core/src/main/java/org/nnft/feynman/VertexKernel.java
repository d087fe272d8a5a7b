package org.nnft.feynman;

import java.util.Arrays;
import java.util.function.ToDoubleBiFunction;
import org.nnft.field.PointSet;
import org.nnft.kernel.DualActivation;
import org.nnft.kernel.NngpKernel;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.NeuralField;
import org.nnft.network.Parameterisation;
import org.nnft.network.Readout;
import org.nnft.neuron.FiniteWidthCorrelators;

/// The propagator K_W(x, y) between an external point and a vertex, or two vertices.
public interface VertexKernel {

  /// Number of coordinates d.
  int dimension();

  /// K_W(x, y), symmetric.
  ///
  /// @param x d coordinates. Not modified.
  /// @param y d coordinates. Not modified.
  double at(double[] x, double[] y);

  /// A propagator given by a formula.
  ///
  /// @param dimension number of coordinates
  /// @param formula symmetric
  static VertexKernel of(int dimension, ToDoubleBiFunction<double[], double[]> formula) {
    return new VertexKernel() {
      @Override
      public int dimension() {
        return dimension;
      }

      @Override
      public double at(double[] x, double[] y) {
        return formula.applyAsDouble(x, y);
      }
    };
  }

  /// The full K, with the output bias: what joins two external points.
  static VertexKernel full(NeuralField field) {
    VertexKernel interacting = of(field);
    double bias = field.readout().bias().variance();
    return of(field.inputs(), (x, y) -> interacting.at(x, y) + bias);
  }

  /// Whether K_W(x, sy) = s K_W(x, y) for every s > 0.
  default boolean isHomogeneous() {
    return false;
  }

  /// K_W = K − σ_b² of the first output, the exact propagator without the output bias.
  ///
  /// The bias is a Gaussian constant that does not interact: f = f_W + b. Without the split the vertex integral of
  /// Gauss-net would diverge (2008.08601).
  ///
  /// With output weights v of mean μ ≠ 0, where odd couplings live, the connected two-point function depends on the
  /// width, K_W(x, y) = N[E[v²] M₂(x, y) − μ² M₁(x)M₁(y)], Mₙ the moments of one hidden unit.
  ///
  /// @throws IllegalArgumentException where no exact kernel is known, on the first use; if output weights have a mean
  ///     and the network more than one hidden layer
  static VertexKernel of(NeuralField field) {
    field.requireIndependent("the kernel of a vertex is");
    boolean homogeneous = field.hidden().stream().allMatch(VertexKernel::isHomogeneous);
    if (field.readout().weights(0).mean() != 0) {
      return shifted(field, homogeneous);
    }
    if (field.depth() == 1 && isPlain(field.hidden().getFirst())) {
      return ofOneLayer(field, homogeneous);
    }
    double bias = field.readout().bias().variance();
    return new VertexKernel() {
      @Override
      public int dimension() {
        return field.inputs();
      }

      @Override
      public double at(double[] x, double[] y) {
        return Arrays.equals(x, y)
            ? NngpKernel.of(field, PointSet.of(new double[][] {x}))[0][0] - bias
            : NngpKernel.of(field, PointSet.of(new double[][] {x, y}))[0][1] - bias;
      }

      @Override
      public boolean isHomogeneous() {
        return homogeneous;
      }
    };
  }

  /// Whether the unit is a function of a Gaussian pre-activation of which every moment exists.
  private static boolean isPlain(HiddenLayer layer) {
    return NngpKernel.isGaussian(layer)
        && !(layer.activation() instanceof Activation.Exp)
        && !(layer.activation() instanceof Activation.PlaneWave);
  }

  /// The same for one hidden layer of Gaussian parameters, several times as fast: integrals ask for millions of values.
  private static VertexKernel ofOneLayer(NeuralField field, boolean homogeneous) {
    HiddenLayer layer = field.hidden().getFirst();
    int d = field.inputs();
    double variance = layer.effectiveWeights(d).componentVariance(d);
    double bias = layer.bias().variance();
    double readout = field.width() * field.readout().effectiveWeights(0, field.width()).variance();
    return new VertexKernel() {
      @Override
      public int dimension() {
        return d;
      }

      @Override
      public double at(double[] x, double[] y) {
        return readout * DualActivation.of(layer.activation(), q(x, x), q(x, y), q(y, y)).value();
      }

      private double q(double[] x, double[] y) {
        double dot = 0;
        for (int k = 0; k < d; k++) {
          dot = Math.fma(x[k], y[k], dot);
        }
        return Math.fma(variance, dot, bias);
      }

      @Override
      public boolean isHomogeneous() {
        return homogeneous;
      }
    };
  }

  private static VertexKernel shifted(NeuralField field, boolean homogeneous) {
    FiniteWidthCorrelators.requireKnown(field);
    IndependentDensity weights = field.readout().effectiveWeights(0, field.width());
    double n = field.width();
    Readout unit = new Readout(1, Parameterisation.STANDARD, new Normal(0, 1), new Constant(0));
    VertexKernel second = of(new NeuralField(field.inputs(), field.hidden(), unit));
    Readout sum = new Readout(1, Parameterisation.BARE, new Constant(1), new Constant(0));
    NeuralField first = new NeuralField(field.inputs(), field.hidden(), sum).width(1);
    return new VertexKernel() {
      @Override
      public int dimension() {
        return field.inputs();
      }

      @Override
      public double at(double[] x, double[] y) {
        double square = weights.mean() * weights.mean();
        return n * ((weights.variance() + square) * second.at(x, y) - square * mean(x) * mean(y));
      }

      private double mean(double[] x) {
        return FiniteWidthCorrelators.of(first, PointSet.of(new double[][] {x}), 1).full(0);
      }

      @Override
      public boolean isHomogeneous() {
        return homogeneous;
      }
    };
  }

  private static boolean isHomogeneous(HiddenLayer layer) {
    boolean activation =
        switch (layer.activation()) {
          case Activation.Relu _, Activation.LeakyRelu _, Activation.Abs _ -> true;
          default -> false;
        };
    return activation && layer.bias() instanceof Constant(double value) && value == 0;
  }
}
