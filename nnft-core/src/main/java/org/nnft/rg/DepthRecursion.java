package org.nnft.rg;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.nnft.network.Activation;

/// The flow of the law of one pre-activation from layer to layer: depth as renormalisation-group time.
///
///     K′ = C_b + C_W⟨σ²⟩
///     v′ = χ_∥² v + C_W²(⟨σ⁴⟩ − ⟨σ²⟩²)/n
///     δ′ = χ_∥ δ + (C_W/8)⟨(σ²)⁗⟩ v
///
/// with ⟨·⟩ over z ~ N(0, K), n the width of the layer left, χ_∥ = C_W d⟨σ²⟩/dK, and K₁ given, v₁ = δ₁ = 0.
/// To first order in 1/n, ⟨z²⟩ = K + δ and ⟨z⁴⟩_c = 3v.
///
/// Yaida, arXiv:1910.00019; Roberts, Yaida, Hanin, arXiv:2106.10165, where v is V/n. The correction δ is theirs
/// less the freedom to choose C_b and C_W layer by layer in powers of 1/n. One input; cost of a layer: one
/// quadrature.
///
/// @param activation σ, any function of the pre-activation alone
/// @param biasVariance C_b = σ_b² ≥ 0
/// @param weightVariance C_W = σ_w² > 0; weights have variance C_W/n
public record DepthRecursion(Activation activation, double biasVariance, double weightVariance) {
  /// Kernels above it count as infinite.
  private static final double RUNAWAY = 1e7;

  /// Below it K₁ no longer matters: K = 0 attracts or not.
  private static final double NEAR_ZERO = 1e-6;

  public DepthRecursion {
    GaussianMoments.requireSupported(activation);
    if (!(biasVariance >= 0) || !Double.isFinite(biasVariance)) {
      throw new IllegalArgumentException(
          "the bias variance must be finite and at least 0, got " + biasVariance);
    }
    if (!(weightVariance > 0) || !Double.isFinite(weightVariance)) {
      throw new IllegalArgumentException(
          "the weight variance must be finite and above 0, got " + weightVariance);
    }
  }

  /// The law of a pre-activation of one layer.
  ///
  /// @param layer l, from 1
  /// @param kernel K, ⟨z²⟩ at infinite width
  /// @param vertex v, ⟨z⁴⟩_c/3 to first order in 1/n
  /// @param correction δ, ⟨z²⟩ − K to first order in 1/n
  public record Layer(int layer, double kernel, double vertex, double correction) {

    /// v/K² = ⟨z⁴⟩_c/3⟨z²⟩² to first order in 1/n.
    public double normalisedVertex() {
      return vertex / (kernel * kernel);
    }
  }

  /// K′ = C_b + C_W⟨σ²⟩.
  public double kernel(double kernel) {
    return Math.fma(weightVariance, GaussianMoments.second(activation, kernel), biasVariance);
  }

  /// How the next layer answers to a change of this one.
  ///
  /// @param kernel K ≥ 0
  public Susceptibility susceptibility(double kernel) {
    GaussianMoments m = GaussianMoments.of(activation, kernel);
    return new Susceptibility(weightVariance * m.slope(), weightVariance * m.tangent());
  }

  /// Layers 1…L + 1: all hidden ones, and the output as a layer with the same C_b and C_W.
  ///
  /// @param firstKernel K₁ ≥ 0, variance of the first layer's pre-activations
  /// @param widths n₁…n_L, each ≥ 1. Not modified.
  public List<Layer> run(double firstKernel, int... widths) {
    requireKernel(firstKernel);
    List<Layer> layers = new ArrayList<>();
    Layer at = new Layer(1, firstKernel, 0, 0);
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

  private Layer next(Layer at, int width) {
    GaussianMoments m = GaussianMoments.of(activation, at.kernel);
    double parallel = weightVariance * m.slope();
    double fresh = weightVariance * weightVariance * (m.fourth() - m.second() * m.second()) / width;
    return new Layer(
        at.layer + 1,
        Math.fma(weightVariance, m.second(), biasVariance),
        parallel * parallel * at.vertex + fresh,
        parallel * at.correction + weightVariance / 8 * m.curvature() * at.vertex);
  }

  /// K*, where the kernel ends after many layers; empty where it grows without bound or does not settle.
  ///
  /// Iterates K′, accelerated by Aitken's δ². A kernel that decays to 0, be it as 1/l, gives 0. Cost: ten to some
  /// hundred quadratures.
  ///
  /// @param firstKernel K₁ ≥ 0, which chooses the basin
  public OptionalDouble fixedPoint(double firstKernel) {
    requireKernel(firstKernel);
    double k = firstKernel;
    for (int step = 0; step < 2000; step++) {
      double k1 = kernel(k);
      double k2 = k1 < RUNAWAY ? kernel(k1) : k1;
      if (!(k2 < RUNAWAY)) {
        return OptionalDouble.empty();
      }
      if (Math.abs(k2 - k1) <= 1e-14 * k1) {
        return OptionalDouble.of(k2);
      }
      if (k2 < NEAR_ZERO && k2 < k1 && isDrawnToZero()) {
        return OptionalDouble.of(0);
      }
      double bend = k2 - 2 * k1 + k;
      double leap = k2 - (k2 - k1) * (k2 - k1) / bend;
      // A leap may only shorten the way that the iteration goes.
      boolean along = (leap - k2) * (k2 - k1) > 0 && step >= 10;
      k = along && Double.isFinite(leap) && leap > 0 && leap < RUNAWAY ? leap : k2;
    }
    return OptionalDouble.empty();
  }

  /// Whether K = 0 is a fixed point that attracts the kernels near it; at χ_∥ = 1 they fall as 1/l.
  private boolean isDrawnToZero() {
    return kernel(0) == 0 && susceptibility(0).parallel() <= 1;
  }

  private static void requireKernel(double kernel) {
    if (!(kernel >= 0) || !Double.isFinite(kernel)) {
      throw new IllegalArgumentException(
          "the variance of the first pre-activation must be finite and at least 0, got " + kernel);
    }
  }
}
