package org.nnft.rg;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;
import org.nnft.field.PointSet;
import org.nnft.math.GaussHermite;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.Parameterisation;
import org.nnft.neuron.NeuronMoments;

/// Kernel and four-point vertex of several inputs from layer to layer, to first order in 1/n.
///
///     K′_ij = C_b + C_W⟨σᵢσⱼ⟩
///     v′_(ij)(kl) = (C_W²/n)[⟨σᵢσⱼσₖσₗ⟩ − ⟨σᵢσⱼ⟩⟨σₖσₗ⟩] + (C_W²/4) Σ v_(ab)(cd) ⟨∂ₐ∂_b(σᵢσⱼ)⟩⟨∂_c∂_d(σₖσₗ)⟩
///
///     ⟨zᵢzⱼzₖzₗ⟩_c = v_(ij)(kl) + v_(ik)(jl) + v_(il)(jk)
///
/// with ⟨·⟩ over z ~ N(0, K) (Yaida, arXiv:1910.00019, by parts). At one input this is [DepthRecursion]. Fourth moments by
/// [NeuronMoments], derivatives by 160² Gauss–Hermite nodes, closed forms where σ is homogeneous; relative error about 10⁻¹² at
/// kernels near 1. Cost of a layer: some hundred quadratures for two or three inputs.
///
/// @param activation σ, smooth or homogeneous of degree 1 on each side of 0
/// @param biasVariance C_b ≥ 0
/// @param weightVariance C_W > 0
public record VertexRecursion(Activation activation, double biasVariance, double weightVariance) {
  private static final GaussHermite RULE = GaussHermite.of(160);

  public VertexRecursion {
    // The checks are those of one input.
    new DepthRecursion(activation, biasVariance, weightVariance);
    if (activation instanceof Activation.Step || activation instanceof Activation.Sign) {
      throw new IllegalArgumentException(
          "the vertex of several inputs needs an activation without jumps, got " + activation);
    }
  }

  /// The law of a layer's pre-activations at m inputs. Immutable.
  public static final class Layer {
    private final int layer;
    private final double[][] kernel;
    private final double[][][][] vertices;

    private Layer(int layer, double[][] kernel, double[][][][] vertices) {
      this.layer = layer;
      this.kernel = kernel;
      this.vertices = vertices;
    }

    /// l, from 1.
    public int layer() {
      return layer;
    }

    /// K_ij.
    public double kernel(int i, int j) {
      return kernel[i][j];
    }

    /// v_(ij)(kl).
    public double vertex(int i, int j, int k, int l) {
      return vertices[i][j][k][l];
    }

    /// ⟨zᵢzⱼzₖzₗ⟩_c.
    public double connected(int i, int j, int k, int l) {
      return vertex(i, j, k, l) + vertex(i, k, j, l) + vertex(i, l, j, k);
    }
  }

  /// Layers 1…L + 1.
  ///
  /// @param firstKernel K₁, positive definite. Not modified.
  /// @param widths n₁…n_L, each ≥ 1. Not modified.
  /// @throws IllegalArgumentException if the first kernel is not symmetric and positive definite
  public List<Layer> run(double[][] firstKernel, int... widths) {
    int m = firstKernel.length;
    List<Layer> layers = new ArrayList<>();
    Layer at = new Layer(1, copy(firstKernel), new double[m][m][m][m]);
    layers.add(at);
    for (int width : widths) {
      if (width < 1) {
        throw new IllegalArgumentException(
            "width of layer %d must be at least 1, got %d".formatted(at.layer, width));
      }
      at = next(at, width);
      layers.add(at);
    }
    return List.copyOf(layers);
  }

  private static double[][] copy(double[][] kernel) {
    double[][] copy = new double[kernel.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = kernel[i].clone();
    }
    return copy;
  }

  private Layer next(Layer at, int width) {
    int m = at.kernel.length;
    NeuronMoments moments = moments(at.kernel);
    double[][] kernel = new double[m][m];
    double[][][] bends = new double[m][m][];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        kernel[i][j] =
            Math.fma(weightVariance, moments.at(Math.min(i, j), Math.max(i, j)), biasVariance);
        bends[i][j] = bends(at.kernel[i][i], at.kernel[i][j], at.kernel[j][j], i == j);
      }
    }
    double square = weightVariance * weightVariance;
    double[][][][] vertices = new double[m][m][m][m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        for (int k = 0; k < m; k++) {
          for (int l = 0; l < m; l++) {
            double fresh =
                moments.at(IntStream.of(i, j, k, l).sorted().toArray())
                    - moments.at(Math.min(i, j), Math.max(i, j))
                        * moments.at(Math.min(k, l), Math.max(k, l));
            vertices[i][j][k][l] = square * (fresh / width + carried(at, bends, i, j, k, l) / 4);
          }
        }
      }
    }
    return new Layer(at.layer + 1, kernel, vertices);
  }

  /// Σ v_(ab)(cd) ⟨∂ₐ∂_b(σᵢσⱼ)⟩⟨∂_c∂_d(σₖσₗ)⟩: a, b are i or j, c, d are k or l.
  private static double carried(Layer at, double[][][] bends, int i, int j, int k, int l) {
    int[][] left = {{i, i}, {i, j}, {j, j}};
    int[][] right = {{k, k}, {k, l}, {l, l}};
    double sum = 0;
    for (int p = 0; p < 3; p++) {
      for (int q = 0; q < 3; q++) {
        sum +=
            at.vertex(left[p][0], left[p][1], right[q][0], right[q][1])
                * bends[i][j][p]
                * bends[k][l][q];
      }
    }
    return sum;
  }

  /// Moments of units whose pre-activations have a covariance: inputs are the rows of its Cholesky factor.
  private NeuronMoments moments(double[][] kernel) {
    double[][] rows =
        new CholeskyDecomposition(new Array2DRowRealMatrix(kernel), 1e-10, 1e-14).getL().getData();
    HiddenLayer layer =
        new HiddenLayer(1, activation, Parameterisation.BARE, new Normal(0, 1), new Constant(0));
    return NeuronMoments.of(layer, rows.length, PointSet.of(rows), 4);
  }

  /// ⟨σ″σ⟩, 2⟨σ′σ′⟩, ⟨σσ″⟩ at two inputs; ⟨(σ²)″⟩, 0, 0 at one.
  private double[] bends(double k11, double k12, double k22, boolean same) {
    if (same) {
      return new double[] {2 * GaussianMoments.of(activation, k11).slope(), 0, 0};
    }
    return ScaleInvariantActivation.of(activation)
        .map(σ -> homogeneous(σ, k11, k12, k22))
        .orElseGet(() -> smooth(k11, k12, k22));
  }

  /// ⟨σ₁″σ₂⟩ = 2∂⟨σ₁σ₂⟩/∂K₁₁ and ⟨σ₁′σ₂′⟩ = ∂⟨σ₁σ₂⟩/∂K₁₂ of the arc-cosine kernel and the linear one.
  private static double[] homogeneous(
      ScaleInvariantActivation σ, double k11, double k12, double k22) {
    double c = Math.pow(σ.positiveSlope() - σ.negativeSlope(), 2) / (2 * Math.PI);
    double t = Math.acos(Math.clamp(k12 / Math.sqrt(k11 * k22), -1.0, 1.0));
    return new double[] {
      c * Math.sqrt(k22 / k11) * Math.sin(t),
      2 * (c * (Math.PI - t) + σ.positiveSlope() * σ.negativeSlope()),
      c * Math.sqrt(k11 / k22) * Math.sin(t)
    };
  }

  private double[] smooth(double k11, double k12, double k22) {
    double l11 = Math.sqrt(k11);
    double l21 = k12 / l11;
    double l22 = Math.sqrt(Math.max(0, k22 - l21 * l21));
    double[] sum = new double[3];
    for (int i = 0; i < RULE.size(); i++) {
      double[] a = activation.derivatives(l11 * RULE.node(i), 2);
      for (int j = 0; j < RULE.size(); j++) {
        double[] b = activation.derivatives(l21 * RULE.node(i) + l22 * RULE.node(j), 2);
        double weight = RULE.weight(i) * RULE.weight(j);
        sum[0] += weight * a[2] * b[0];
        sum[1] += weight * 2 * a[1] * b[1];
        sum[2] += weight * a[0] * b[2];
      }
    }
    return sum;
  }
}
