package org.nnft.eft;

import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.nnft.feynman.VertexKernel;
import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;
import org.nnft.neuron.FiniteWidthCorrelators;

/// Networks and inputs of 2008.08601, for tests.
final class PaperNetworks {

  static final PointSet RELU = PointSet.line(0.2, 0.4, 0.6, 0.8, 1, 1.2);
  static final PointSet ERF = PointSet.line(-1, -0.6, -0.2, 0.2, 0.6, 1);
  static final PointSet GAUSS = scaled(ERF, 0.01);
  static final PointSet NEAR = scaled(RELU, 0.01);

  private PaperNetworks() {}

  static PointSet scaled(PointSet points, double factor) {
    return PointSet.line(
        IntStream.range(0, points.size()).mapToDouble(p -> factor * points.at(p, 0)).toArray());
  }

  static VertexIntegral vertex(NeuralField field, PointSet points, double cutoff) {
    return VertexIntegral.of(VertexKernel.of(field), points, cutoff);
  }

  static ToDoubleFunction<int[]> connected(NeuralField field, PointSet points, int order) {
    return FiniteWidthCorrelators.of(field, points, order)::connected;
  }

  static ElementwiseCoupling quartic(NeuralField field, PointSet points, double cutoff) {
    return ElementwiseCoupling.quartic(vertex(field, points, cutoff), connected(field, points, 4));
  }

  /// K_W = 1 in a box of volume 1: the zero-dimensional S = φ²/2 + λφ⁴.
  static VertexIntegral zeroDimensional() {
    VertexKernel one =
        new VertexKernel() {
          @Override
          public int dimension() {
            return 1;
          }

          @Override
          public double at(double[] x, double[] y) {
            return 1;
          }
        };
    return VertexIntegral.of(one, PointSet.line(0), 0.5);
  }

  static NeuralField net(String name) {
    return switch (name) {
      case "gauss" -> NeuralField.gaussNet(1);
      case "erf" -> NeuralField.erfNet(1);
      default -> NeuralField.reluNet(1);
    };
  }
}
