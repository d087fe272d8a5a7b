package org.nnft.neuron;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nnft.field.PointSet;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.NeuralField;
import org.nnft.network.ParameterDensity;
import org.nnft.network.Potential;
import org.nnft.statistics.SymmetricSums;

/// How correlators begin to change when normal input weights are deformed by a polynomial V of S = Σ W².
///
///     d⟨O⟩/dα = −cov(O, V),      ⟨O Sᵏ⟩ = (2τ² ∂_τ + nτ)ᵏ ⟨O⟩_τ
///
/// for P ∝ P₀ e^(−αV) at α = 0, with n weights of variance τ: differentiating the Gaussian density by its variance
/// brings down S/(2τ²) − n/(2τ). So exact correlators as functions of the variance of the weights give the response
/// exactly, for every activation and width. The derivative is that of the polynomial through Chebyshev points in ln τ.
public final class FirstOrderResponse {
  private static final int NODES = 15;
  private static final double REACH = 0.35;
  private static final int HIGHEST_DEGREE = 4;

  private final SymmetricSums layout;
  private final double[] response;

  private FirstOrderResponse(SymmetricSums layout, double[] response) {
    this.layout = layout;
    this.response = response;
  }

  /// @param parent one hidden layer, normal weights of zero mean
  /// @param potential a polynomial of degree up to 4 in `sumW2`, of nothing else but N, d, D and its parameters
  /// @param highestOrder 1…8
  /// @throws IllegalArgumentException if the response is not known
  public static FirstOrderResponse of(
      NeuralField parent, Potential potential, PointSet points, int highestOrder) {
    parent.requireIndependent("the response to a potential is");
    HiddenLayer layer = parent.hidden().getFirst();
    if (potential.mentionsAny(1, Potential.SUMS)
        || !(layer.effectiveWeights(parent.inputs()) instanceof Normal weights)
        || weights.mean() != 0) {
      throw new IllegalArgumentException(
          "the exact response is known for potentials of sumW2 alone and normal weights of zero mean");
    }
    double τ = weights.variance();
    double n = (double) parent.width() * parent.inputs();
    double[] coefficients = coefficients(parent, potential, n * τ);
    double[] u = new double[NODES];
    Arrays.setAll(u, j -> REACH * Math.cos(Math.PI * j / (NODES - 1)));
    List<double[]> values = new ArrayList<>();
    for (double shift : u) {
      NeuralField scaled = scaled(parent, Math.exp(shift / 2));
      values.add(FiniteWidthCorrelators.of(scaled, points, highestOrder).fulls());
    }
    SymmetricSums all = SymmetricSums.all(points.size() * parent.outputs(), highestOrder);
    double[][] d = differentiation(u);
    int centre = (NODES - 1) / 2;
    double[] response = new double[all.size()];
    double mean = polynomialMean(coefficients, n, τ);
    for (int c = 0; c < response.length; c++) {
      double[] g = new double[NODES];
      int component = c;
      Arrays.setAll(g, j -> values.get(j)[component]);
      double product = coefficients[0] * g[centre];
      double plain = g[centre];
      for (int k = 1; k < coefficients.length; k++) {
        g = applied(d, g, u, n, τ);
        product += coefficients[k] * g[centre];
      }
      response[c] = plain * mean - product;
    }
    return new FirstOrderResponse(all, response);
  }

  /// 2τ² ∂_τ + nτ = τ(2∂_u + n), u = ln τ.
  private static double[] applied(double[][] d, double[] g, double[] u, double n, double τ) {
    double[] next = new double[g.length];
    for (int j = 0; j < g.length; j++) {
      double slope = 0;
      for (int k = 0; k < g.length; k++) {
        slope += d[j][k] * g[k];
      }
      next[j] = τ * Math.exp(u[j]) * (2 * slope + n * g[j]);
    }
    return next;
  }

  /// E[V]: E[Sᵏ] = τᵏ n(n + 2)…(n + 2k − 2).
  private static double polynomialMean(double[] coefficients, double n, double τ) {
    double moment = 1;
    double mean = coefficients[0];
    for (int k = 1; k < coefficients.length; k++) {
      moment *= τ * (n + 2 * (k - 1));
      mean += coefficients[k] * moment;
    }
    return mean;
  }

  /// V's coefficients in powers of S, by interpolation, checked between the nodes.
  private static double[] coefficients(NeuralField parent, Potential potential, double scale) {
    double[] x = potential.variables(parent);
    double[] s = new double[HIGHEST_DEGREE + 1];
    double[] difference = new double[HIGHEST_DEGREE + 1];
    Arrays.setAll(s, k -> scale * k / 2);
    for (int k = 0; k < s.length; k++) {
      x[0] = s[k];
      difference[k] = potential.at(x);
    }
    for (int order = 1; order < s.length; order++) {
      for (int k = s.length - 1; k >= order; k--) {
        difference[k] = (difference[k] - difference[k - 1]) / (s[k] - s[k - order]);
      }
    }
    double[] coefficients = new double[s.length];
    for (int k = s.length - 1; k >= 0; k--) {
      for (int i = s.length - 1; i > 0; i--) {
        coefficients[i] = coefficients[i - 1] - s[k] * coefficients[i];
      }
      coefficients[0] = difference[k] - s[k] * coefficients[0];
    }
    x[0] = 2.7 * scale;
    double value = 0;
    double size = 0;
    for (int k = s.length - 1; k >= 0; k--) {
      value = value * x[0] + coefficients[k];
      size = size * x[0] + Math.abs(coefficients[k]);
    }
    if (!(Math.abs(value - potential.at(x)) <= 1e-9 * size)) {
      throw new IllegalArgumentException(
          "the exact response is known for polynomials of degree up to %d in sumW2, got %s"
              .formatted(HIGHEST_DEGREE, potential.expression()));
    }
    return coefficients;
  }

  private static NeuralField scaled(NeuralField field, double factor) {
    HiddenLayer layer = field.hidden().getFirst();
    ParameterDensity weights = layer.weights().scaledBy(factor);
    HiddenLayer wider =
        new HiddenLayer(
            layer.width(), layer.activation(), layer.parameterisation(), weights, layer.bias());
    return new NeuralField(field.inputs(), List.of(wider), field.readout());
  }

  /// Differentiation matrix of the polynomial through Chebyshev points (Trefethen, Spectral Methods in MATLAB, 2000,
  /// chapter 6).
  private static double[][] differentiation(double[] u) {
    int m = u.length;
    double[] c = new double[m];
    Arrays.setAll(c, j -> (j == 0 || j == m - 1 ? 2 : 1) * (j % 2 == 0 ? 1 : -1));
    double[][] d = new double[m][m];
    for (int i = 0; i < m; i++) {
      double sum = 0;
      for (int j = 0; j < m; j++) {
        if (i != j) {
          d[i][j] = c[i] / c[j] / (u[i] - u[j]);
          sum += d[i][j];
        }
      }
      d[i][i] = -sum;
    }
    return d;
  }

  /// −cov(f…f, V) at a sorted tuple of fields p·D + a.
  public double full(int... tuple) {
    return response[layout.offset(tuple.length) + layout.index(tuple.length).rank(tuple)];
  }
}
