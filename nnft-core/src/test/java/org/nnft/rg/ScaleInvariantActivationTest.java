package org.nnft.rg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.nnft.network.Activation;

class ScaleInvariantActivationTest {

  /// A linear network: (Σξ²)ᵐ is χ² of n degrees of freedom, ⟨z²ᵐ⟩ = (2m−1)!! Π_l n(n+2)…(n+2m−2)/nᵐ.
  @Test
  void linearNetworksHaveProductFormulas() {
    ScaleInvariantActivation linear = new ScaleInvariantActivation(1, 1);
    double doubleFactorial = 1;
    for (int m = 1; m <= 4; m++) {
      doubleFactorial *= 2 * m - 1;
      double expected = doubleFactorial * Math.pow(0.7, m);
      for (int n : new int[] {3, 5}) {
        for (int j = 0; j < m; j++) {
          expected *= 1.1 * (n + 2 * j) / n;
        }
      }
      assertThat(linear.moment(m, 0.7, 1.1, 3, 5))
          .isCloseTo(expected, Percentage.withPercentage(1e-12));
    }
  }

  /// ReLU, binomially many of n units are on: E[S^m] = Σ_k C(n,k) 2⁻ⁿ k(k+2)…(k+2m−2).
  @Test
  void reluNetworksAreMixturesOfLinearOnes() {
    ScaleInvariantActivation relu =
        ScaleInvariantActivation.of(new Activation.Relu()).orElseThrow();
    int n = 6;
    double doubleFactorial = 1;
    for (int m = 1; m <= 4; m++) {
      doubleFactorial *= 2 * m - 1;
      double binomial = 1;
      double sum = 0;
      for (int k = 0; k <= n; k++) {
        double product = binomial / Math.pow(2, n);
        for (int j = 0; j < m; j++) {
          product *= k + 2 * j;
        }
        sum += product;
        binomial = binomial * (n - k) / (k + 1);
      }
      assertThat(relu.moment(m, 1, 2, n))
          .isCloseTo(
              doubleFactorial * sum * Math.pow(2.0 / n, m), Percentage.withPercentage(1e-12));
    }
  }

  /// Sampled kurtosis + 1 of (n, L) = (4, 1), (4, 3), (10, 5) is 2.25, 11.3906, 7.59375: (1 + 5/n)^L.
  @Test
  void reluKurtosisIsThePower() {
    ScaleInvariantActivation relu = new ScaleInvariantActivation(1, 0);
    assertThat(relu.moment(2, 1, 2, 10, 10, 10, 10, 10) / 3)
        .isCloseTo(7.59375, Percentage.withPercentage(1e-12));
    assertThat(relu.moment(2, 1, 2, 4, 4, 4) / 3)
        .isCloseTo(Math.pow(2.25, 3), Percentage.withPercentage(1e-12));
  }

  @Test
  void knowsWhoIsScaleInvariant() {
    assertThat(ScaleInvariantActivation.of(new Activation.LeakyRelu(0.1)))
        .contains(new ScaleInvariantActivation(1, 0.1));
    assertThat(ScaleInvariantActivation.of(new Activation.Abs()).orElseThrow().slopeMoment(2))
        .isEqualTo(1);
    assertThat(ScaleInvariantActivation.of(new Activation.Polynomial(List.of(0.0, 3.0, 0.0))))
        .contains(new ScaleInvariantActivation(3, 3));
    assertThat(ScaleInvariantActivation.of(new Activation.Polynomial(List.of(1.0, 3.0)))).isEmpty();
    assertThat(ScaleInvariantActivation.of(new Activation.Tanh())).isEmpty();
    assertThatThrownBy(() -> new ScaleInvariantActivation(1, 0).moment(5, 1, 2, 10))
        .hasMessage("moments ⟨z²ᵐ⟩ are given for m = 1 to 4, got 5");
  }
}
