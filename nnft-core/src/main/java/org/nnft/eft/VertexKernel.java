package org.nnft.eft;

import java.util.Arrays;
import org.nnft.field.PointSet;
import org.nnft.kernel.NngpKernel;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.NeuralField;

/// The propagator K_W(x, y) between an external point and a vertex, or two vertices.
public interface VertexKernel {

  /// Number of coordinates d.
  int dimension();

  /// K_W(x, y), symmetric.
  ///
  /// @param x d coordinates. Not modified.
  /// @param y d coordinates. Not modified.
  double at(double[] x, double[] y);

  /// Whether K_W(x, sy) = s K_W(x, y) for every s > 0.
  default boolean isHomogeneous() {
    return false;
  }

  /// K_W = K − σ_b², the exact propagator without the output bias.
  ///
  /// The bias is a Gaussian constant that does not interact: f = f_W + b. Without the split the vertex integral of
  /// Gauss-net would diverge (2008.08601).
  ///
  /// @throws IllegalArgumentException where no exact kernel is known, on the first use
  static VertexKernel of(NeuralField field) {
    double bias = field.readout().bias().variance();
    boolean homogeneous = field.hidden().stream().allMatch(VertexKernel::isHomogeneous);
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

  private static boolean isHomogeneous(HiddenLayer layer) {
    boolean activation =
        switch (layer.activation()) {
          case Activation.Relu _, Activation.LeakyRelu _, Activation.Abs _ -> true;
          default -> false;
        };
    return activation && layer.bias() instanceof Constant(double value) && value == 0;
  }
}
