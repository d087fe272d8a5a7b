package org.nnft.neuron;

import org.nnft.field.PointSet;
import org.nnft.kernel.NngpKernel;
import org.nnft.network.Activation;
import org.nnft.network.Expression;
import org.nnft.network.HiddenLayer;
import org.nnft.statistics.SymmetricSums;

/// Moments of one hidden unit, Mₙ(x₁…xₙ) = E[h(x₁)…h(xₙ)], for all orders up to the highest.
///
/// | activation | method |
/// |------------|--------|
/// | exp, Gauss-net | E Π e^(zᵢ) = e^(½ΣᵢⱼQᵢⱼ), exact |
/// | cos | 2⁻ⁿ Σ_s e^(−½ Var Σ sᵢzᵢ) over signs; with a uniform phase only Σ s = 0, exact |
/// | relu, leaky relu, abs, step, sign | polar coordinates, rank of Q at most 3 ([ConeQuadrature]) |
/// | the others | trapezoid rule in the rank of Q dimensions ([TrapezoidQuadrature]) |
public final class NeuronMoments {
  private final SymmetricSums layout;
  private final double[] values;

  private NeuronMoments(SymmetricSums layout, double[] values) {
    this.layout = layout;
    this.values = values;
  }

  /// @param layer the first and only hidden layer, with Gaussian pre-activations or a uniform phase
  /// @param inputs d, its fan-in
  /// @param highestOrder 1…8
  /// @throws IllegalArgumentException if no exact method is known, saying which are
  public static NeuronMoments of(HiddenLayer layer, int inputs, PointSet points, int highestOrder) {
    SymmetricSums layout = SymmetricSums.all(points.size(), highestOrder);
    double[][] q = NngpKernel.preActivation(inputs, layer, points);
    boolean uniformPhase = NngpKernel.hasUniformPhase(layer);
    if (!uniformPhase && !NngpKernel.isGaussian(layer)) {
      throw new IllegalArgumentException(
          "moments of a unit are known for normal weights of zero mean with a normal or no bias, or cos with a uniform phase; got weights %s, bias %s"
              .formatted(layer.weights(), layer.bias()));
    }
    double[] values =
        switch (layer.activation()) {
          case Activation.Exp _ -> each(layout, tuple -> Math.exp(halfVariance(q, tuple)));
          case Activation.GaussNormalised _ ->
              each(layout, tuple -> Math.exp(halfVariance(q, tuple) - trace(q, tuple)));
          case Activation.Cos _ -> each(layout, tuple -> cosine(q, tuple, uniformPhase));
          case Activation.Relu _,
              Activation.LeakyRelu _,
              Activation.Abs _,
              Activation.Step _,
              Activation.Sign _ ->
              ConeQuadrature.moments(layer.activation(), q, layout);
          case Activation.Erf _,
              Activation.Gaussian _,
              Activation.Sin _,
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
          case Activation.PlaneWave _ ->
              throw new IllegalArgumentException("moments of a plane wave are not known yet");
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

  /// A constant added to all of Q drops out of Var Σ sᵢzᵢ when Σ s = 0, so that Q may hold the variance of
  /// the uniform phase.
  private static double cosine(double[][] q, int[] tuple, boolean uniformPhase) {
    int n = tuple.length;
    double sum = 0;
    for (int signs = 0; signs < 1 << n; signs++) {
      if (uniformPhase && 2 * Integer.bitCount(signs) != n) {
        continue;
      }
      double variance = 0;
      for (int a = 0; a < n; a++) {
        for (int b = 0; b < n; b++) {
          boolean same = (signs >> a & 1) == (signs >> b & 1);
          variance += same ? q[tuple[a]][tuple[b]] : -q[tuple[a]][tuple[b]];
        }
      }
      sum += Math.exp(-variance / 2);
    }
    return sum / (1 << n);
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
