package org.nnft.benchmarks;

import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import org.nnft.field.PointSet;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.NeuralField;
import org.nnft.network.Parameterisation;
import org.nnft.network.Readout;

/// The networks and points that every benchmark and every compared program uses.
final class Work {
  /// The six inputs of 2008.08601.
  static final PointSet SIX = PointSet.line(-1, -0.6, -0.2, 0.2, 0.6, 1);

  private Work() {}

  /// A preset by its name: erf, relu, gauss or cos.
  static NeuralField field(String name, int width) {
    NeuralField field =
        switch (name) {
          case "erf" -> NeuralField.erfNet(1);
          case "relu" -> NeuralField.reluNet(1);
          case "gauss" -> NeuralField.gaussNet(1);
          case "cos" -> NeuralField.cosNet(1);
          default -> throw new IllegalArgumentException("no such network: " + name);
        };
    return field.width(width);
  }

  /// Points from −1 to 1.
  static PointSet line(int points) {
    return PointSet.line(
        DoubleStream.iterate(0, i -> i + 1)
            .limit(points)
            .map(i -> 2 * i / (points - 1) - 1)
            .toArray());
  }

  /// Three hidden layers of 128 ReLU units, weights N(0, 2/n). Without biases a unit of one input is its value at −1 or 1 times |x|, so that
  /// covariances have rank 2 whatever the points.
  static NeuralField deep() {
    return deep(new Constant(0));
  }

  /// The same with biases N(0, 0.1²): covariances of full rank.
  static NeuralField deepBiased() {
    return deep(new Normal(0, 0.1));
  }

  private static NeuralField deep(IndependentDensity bias) {
    HiddenLayer layer =
        new HiddenLayer(
            128,
            new Activation.Relu(),
            Parameterisation.STANDARD,
            new Normal(0, Math.sqrt(2)),
            bias);
    return new NeuralField(
        1,
        List.copyOf(Collections.nCopies(3, layer)),
        new Readout(1, Parameterisation.STANDARD, new Normal(0, 1), new Constant(0)));
  }
}
