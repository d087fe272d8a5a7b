package org.nnft.ensemble;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nnft.math.Lanes;
import org.nnft.network.Activation;
import org.nnft.network.Expression;

/// g(z) for many networks at a time. Mutable scratch of one thread.
final class ActivationLanes {
  private final Lanes lanes;
  private final Activation activation;
  private final double[] t;
  private final double[] amplitude;
  private final @Nullable ExpressionLanes formula;

  ActivationLanes(Lanes lanes, Activation activation, int capacity) {
    this.lanes = lanes;
    this.activation = activation;
    this.t = new double[capacity];
    this.amplitude = new double[capacity];
    this.formula =
        activation instanceof Activation.Formula(Expression expression)
            ? new ExpressionLanes(lanes, expression, capacity)
            : null;
  }

  /// Prepares a unit whose activation depends on its input weights; nothing for the others.
  ///
  /// @param row the unit's weights. Not modified.
  void startUnit(double[][] row, int n) {
    if (activation instanceof Activation.PlaneWave(double a, double mass, double exponent)) {
      lanes.fill(mass * mass, amplitude, n);
      for (double[] weight : row) {
        lanes.fma(weight, weight, amplitude, amplitude, n);
      }
      lanes.log(amplitude, amplitude, n);
      lanes.affine(exponent, amplitude, 0, amplitude, n);
      lanes.exp(amplitude, amplitude, n);
      lanes.affine(a, amplitude, 0, amplitude, n);
    }
  }

  /// z ← g(z).
  ///
  /// @param priorVariance Var z(x) at the point, used by the Gauss-net alone
  void apply(double[] z, double priorVariance, int n) {
    switch (activation) {
      case Activation.Erf _ -> lanes.erf(z, z, n);
      case Activation.Relu _ -> lanes.max(z, 0, z, n);
      case Activation.LeakyRelu(double slope) -> {
        lanes.select(z, 1, 1, slope, t, n);
        lanes.multiply(z, t, z, n);
      }
      case Activation.Abs _ -> lanes.abs(z, z, n);
      case Activation.Step _ -> lanes.select(z, 1, 0.5, 0, z, n);
      case Activation.Sign _ -> lanes.select(z, 1, 0, -1, z, n);
      case Activation.Exp _ -> lanes.exp(z, z, n);
      case Activation.GaussNormalised _ -> {
        lanes.affine(1, z, -priorVariance, z, n);
        lanes.exp(z, z, n);
      }
      case Activation.Gaussian _ -> {
        lanes.multiply(z, z, z, n);
        lanes.affine(-0.5, z, 0, z, n);
        lanes.exp(z, z, n);
      }
      case Activation.Cos _ -> lanes.cos(z, z, n);
      case Activation.Sin _ -> lanes.sin(z, z, n);
      case Activation.PlaneWave _ -> {
        lanes.cos(z, z, n);
        lanes.multiply(z, amplitude, z, n);
      }
      case Activation.Tanh _ -> lanes.tanh(z, z, n);
      case Activation.Sigmoid _ -> {
        onePlusExpMinus(z, n);
        lanes.fill(1, z, n);
        lanes.divide(z, t, z, n);
      }
      case Activation.Swish _ -> {
        onePlusExpMinus(z, n);
        lanes.divide(z, t, z, n);
      }
      case Activation.Softplus _ -> {
        lanes.abs(z, t, n);
        lanes.affine(-1, t, 0, t, n);
        lanes.exp(t, t, n);
        lanes.log1p(t, t, n);
        lanes.max(z, 0, z, n);
        lanes.add(z, t, z, n);
      }
      case Activation.Gelu _ -> {
        lanes.affine(Math.sqrt(0.5), z, 0, t, n);
        lanes.erf(t, t, n);
        lanes.affine(0.5, t, 0.5, t, n);
        lanes.multiply(z, t, z, n);
      }
      case Activation.Polynomial(List<Double> c) -> {
        lanes.fill(c.getLast(), t, n);
        for (int k = c.size() - 2; k >= 0; k--) {
          lanes.multiply(t, z, t, n);
          lanes.affine(1, t, c.get(k), t, n);
        }
        lanes.affine(1, t, 0, z, n);
      }
      case Activation.Formula _ -> Objects.requireNonNull(formula).apply(z, n);
    }
  }

  /// t = 1 + e⁻ᶻ.
  private void onePlusExpMinus(double[] z, int n) {
    lanes.affine(-1, z, 0, t, n);
    lanes.exp(t, t, n);
    lanes.affine(1, t, 1, t, n);
  }
}
