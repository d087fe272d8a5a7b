package org.nnft.neuron;

import java.util.Optional;
import org.nnft.field.PointSet;
import org.nnft.kernel.NngpKernel;
import org.nnft.kernel.WaveUnit;
import org.nnft.network.Activation;
import org.nnft.network.Expression;
import org.nnft.network.HiddenLayer;
import org.nnft.statistics.SymmetricSums;

/// Moments of one hidden unit, Mₙ(x₁…xₙ) = E[h(x₁)…h(xₙ)], for all orders up to the highest.
///
/// | activation | method |
/// |------------|--------|
/// | exp, Gauss-net | E Π e^(zᵢ) = e^(½ΣᵢⱼQᵢⱼ), exact |
/// | cos, sin, plane wave | 2⁻ⁿ Σ over signs of Fourier transforms, for any law with a known one ([WaveUnit]) |
/// | relu, leaky relu, abs, step, sign | polar coordinates, rank of Q at most 3 ([ConeQuadrature]) |
/// | the others | trapezoid rule in the rank of Q dimensions ([TrapezoidQuadrature]) |
public final class NeuronMoments {
  private final SymmetricSums layout;
  private final double[] values;

  private NeuronMoments(SymmetricSums layout, double[] values) {
    this.layout = layout;
    this.values = values;
  }

  /// @param layer the first and only hidden layer, with Gaussian pre-activations or a wave
  /// @param inputs d, its fan-in
  /// @param highestOrder 1…8
  /// @throws IllegalArgumentException if no exact method is known, saying which are
  public static NeuronMoments of(HiddenLayer layer, int inputs, PointSet points, int highestOrder) {
    SymmetricSums layout = SymmetricSums.all(points.size(), highestOrder);
    Optional<WaveUnit> wave = WaveUnit.of(layer, inputs);
    if (wave.isPresent()) {
      return new NeuronMoments(layout, each(layout, tuple -> wave.get().moment(points, tuple)));
    }
    if (!NngpKernel.isGaussian(layer)) {
      throw new IllegalArgumentException(
          "moments of a unit are known for normal weights of zero mean with a normal or no bias, or cos and sin; got %s with weights %s, bias %s"
              .formatted(layer.activation(), layer.weights(), layer.bias()));
    }
    double[][] q = NngpKernel.preActivation(inputs, layer, points);
    double[] values =
        switch (layer.activation()) {
          case Activation.Exp _ -> each(layout, tuple -> Math.exp(halfVariance(q, tuple)));
          case Activation.GaussNormalised _ ->
              each(layout, tuple -> Math.exp(halfVariance(q, tuple) - trace(q, tuple)));
          case Activation.Relu _,
              Activation.LeakyRelu _,
              Activation.Abs _,
              Activation.Step _,
              Activation.Sign _ ->
              ConeQuadrature.moments(layer.activation(), q, layout);
          case Activation.Erf _,
              Activation.Gaussian _,
              Activation.Tanh _,
              Activation.Sigmoid _,
              Activation.Softplus _,
              Activation.Swish _,
              Activation.Gelu _,
              Activation.Polynomial _ ->
              TrapezoidQuadrature.moments(layer.activation(), q, layout);
          case Activation.Formula(Expression expression) -> {
            if (!expression.isAnalytic()) {
              throw new IllegalArgumentException(
                  "moments of '%s' are not known: quadrature needs a function without kinks or branch points"
                      .formatted(expression));
            }
            yield TrapezoidQuadrature.moments(layer.activation(), q, layout);
          }
          case Activation.Cos _, Activation.Sin _, Activation.PlaneWave _ ->
              throw new IllegalStateException(layer + " is a wave");
        };
    return new NeuronMoments(layout, values);
  }

  @FunctionalInterface
  private interface TupleFunction {
    double of(int[] tuple);
  }

  private static double[] each(SymmetricSums layout, TupleFunction moment) {
    double[] values = new double[layout.size()];
    for (int n = 1; n <= layout.highestOrder(); n++) {
      for (int c = 0; c < layout.index(n).count(); c++) {
        values[layout.offset(n) + c] = moment.of(layout.index(n).at(c));
      }
    }
    return values;
  }

  /// ½ Σᵢⱼ Qᵢⱼ over the tuple: half the variance of Σ zᵢ.
  private static double halfVariance(double[][] q, int[] tuple) {
    double sum = 0;
    for (int i : tuple) {
      for (int j : tuple) {
        sum += q[i][j];
      }
    }
    return sum / 2;
  }

  private static double trace(double[][] q, int[] tuple) {
    double sum = 0;
    for (int i : tuple) {
      sum += q[i][i];
    }
    return sum;
  }

  /// Where each moment stands in [#values()].
  public SymmetricSums layout() {
    return layout;
  }

  /// A copy of all moments.
  public double[] values() {
    return values.clone();
  }

  /// Mₙ at a sorted tuple of point indices.
  public double at(int... tuple) {
    return values[layout.offset(tuple.length) + layout.index(tuple.length).rank(tuple)];
  }
}
