package org.nnft.rg;

import java.util.List;
import java.util.Optional;
import org.nnft.network.Activation;

/// σ(z) = a₊z for z > 0 and a₋z for z < 0, the activations with σ(λz) = λσ(z) for λ > 0.
///
/// Without biases each layer multiplies the width average of σ² by an independent factor, so every moment
/// of a deep network is known at every width:
///
///     ⟨z²ᵐ⟩ = (2m−1)!! K₁ᵐ Π_l (C_W/n_l)ᵐ E[(Σⱼ σ(ξⱼ)²)ᵐ],   ξ₁…ξ_{n_l} ~ N(0, 1)
///
/// Derivation: given layer l, z of layer l + 1 is normal of variance (C_W/n)Σⱼσ(zⱼ)², and zⱼ = √(variance)·ξⱼ.
/// For m = 2 the factor over that of m = 1 squared is 1 + (3A₄ − A₂²)/(A₂² n), with A_k = (a₊ᵏ + a₋ᵏ)/2:
/// 1 + 5/n for ReLU, 1 + 2/n for a linear network.
///
/// @param positiveSlope a₊
/// @param negativeSlope a₋
public record ScaleInvariantActivation(double positiveSlope, double negativeSlope) {

  /// @return empty if the activation is not of this form
  public static Optional<ScaleInvariantActivation> of(Activation activation) {
    return switch (activation) {
      case Activation.Relu _ -> Optional.of(new ScaleInvariantActivation(1, 0));
      case Activation.LeakyRelu(double slope) ->
          Optional.of(new ScaleInvariantActivation(1, slope));
      case Activation.Abs _ -> Optional.of(new ScaleInvariantActivation(1, -1));
      case Activation.Polynomial(List<Double> c) when isLinear(c) ->
          Optional.of(new ScaleInvariantActivation(c.get(1), c.get(1)));
      default -> Optional.empty();
    };
  }

  private static boolean isLinear(List<Double> c) {
    for (int k = 0; k < c.size(); k++) {
      if (k != 1 && c.get(k) != 0) {
        return false;
      }
    }
    return c.size() > 1;
  }

  /// A_k = (a₊ᵏ + a₋ᵏ)/2: ⟨σ²⟩ = A₂K, ⟨σ⁴⟩ = 3A₄K².
  public double slopeMoment(int k) {
    return (Math.pow(positiveSlope, k) + Math.pow(negativeSlope, k)) / 2;
  }

  /// ⟨z²ᵐ⟩ behind L hidden layers without biases, exact at every width; ∞ where it overflows.
  ///
  /// @param m 1…4
  /// @param firstKernel K₁ ≥ 0, variance of the first layer's pre-activations
  /// @param weightVariance C_W > 0
  /// @param widths n₁…n_L, each ≥ 1. Not modified.
  public double moment(int m, double firstKernel, double weightVariance, int... widths) {
    if (m < 1 || m > 4) {
      throw new IllegalArgumentException("moments ⟨z²ᵐ⟩ are given for m = 1 to 4, got " + m);
    }
    double result = Math.pow(firstKernel, m);
    for (int k = 1; k <= m; k++) {
      result *= 2 * k - 1;
    }
    for (int width : widths) {
      result *= Math.pow(weightVariance / width, m) * momentOfSum(m, width);
    }
    return result;
  }

  /// E[(Σⱼ σ(ξⱼ)²)ᵐ] of n units: E[Sₖ] = Σ_{j<k} C(k−1, j) n κ_{j+1} E[S_{k−1−j}] by cumulants of one unit.
  private double momentOfSum(int m, int n) {
    double[] unit = new double[m + 1];
    double[] cumulant = new double[m + 1];
    double[] sum = new double[m + 1];
    unit[0] = 1;
    sum[0] = 1;
    double doubleFactorial = 1;
    for (int k = 1; k <= m; k++) {
      doubleFactorial *= 2 * k - 1;
      unit[k] = doubleFactorial * slopeMoment(2 * k);
      cumulant[k] = unit[k];
      double binomial = 1;
      for (int j = 1; j < k; j++) {
        // binomial = C(k−1, j−1)
        cumulant[k] -= binomial * cumulant[j] * unit[k - j];
        sum[k] += binomial * n * cumulant[j] * sum[k - j];
        binomial = binomial * (k - j) / j;
      }
      sum[k] += n * cumulant[k];
    }
    return sum[m];
  }
}
