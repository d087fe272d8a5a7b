package org.nnft.rg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nnft.network.Activation;
import org.nnft.rg.UniversalityClass.HalfStable;
import org.nnft.rg.UniversalityClass.ScaleInvariant;
import org.nnft.rg.UniversalityClass.VanishingKernel;

class UniversalityClassTest {

  @Test
  void reluIsScaleInvariant() {
    assertThat(UniversalityClass.of(new Activation.Relu())).contains(new ScaleInvariant(2));
    assertThat(UniversalityClass.of(new Activation.Abs())).contains(new ScaleInvariant(1));
    assertThat(UniversalityClass.of(new Activation.LeakyRelu(0.5)))
        .contains(new ScaleInvariant(1.6));
  }

  /// a₁ = σ‴/σ′ at 0 for odd functions: −2 (tanh), −1 (sin), −2 (erf, where σ′(0)² = 4/π).
  @Test
  void kernelsOfSaturatingOddFunctionsVanish() {
    assertThat(UniversalityClass.of(new Activation.Tanh())).contains(new VanishingKernel(1, 2));
    assertThat(UniversalityClass.of(new Activation.Sin())).contains(new VanishingKernel(1, 1));
    VanishingKernel erf =
        (VanishingKernel) UniversalityClass.of(new Activation.Erf()).orElseThrow();
    assertThat(erf.weightVariance()).isCloseTo(Math.PI / 4, within(1e-15));
    assertThat(erf.decay()).isCloseTo(2, within(1e-15));
  }

  /// l·K → 1/2 for tanh, up to ln l/l.
  @Test
  void tanhKernelDecaysAsTheInverseOfDepth() {
    DepthRecursion tanh = new DepthRecursion(new Activation.Tanh(), 0, 1);
    double k = 1;
    for (int l = 0; l < 4000; l++) {
      k = tanh.kernel(k);
    }
    assertThat(4000 * k).isCloseTo(0.5, within(5e-3));
    assertThat(tanh.fixedPoint(1)).hasValue(0);
    assertThat(tanh.susceptibility(0)).isEqualTo(new Susceptibility(1, 1));
  }

  /// 2106.10165 gives (C_b, C_W) = (0.17292, 1.98305) for GELU and (0.55514, 1.98800) for Swish; more digits by
  /// mpmath. K* = (3 + √17)/2 of GELU was seen in those digits.
  @Test
  void geluAndSwishAreHalfStable() {
    HalfStable gelu = (HalfStable) UniversalityClass.of(new Activation.Gelu()).orElseThrow();
    assertThat(gelu.fixedKernel()).isCloseTo((3 + Math.sqrt(17)) / 2, within(1e-11));
    assertThat(gelu.biasVariance()).isCloseTo(0.17292239075607, within(1e-11));
    assertThat(gelu.weightVariance()).isCloseTo(1.9830582574375, within(1e-11));
    HalfStable swish = (HalfStable) UniversalityClass.of(new Activation.Swish()).orElseThrow();
    assertThat(swish.fixedKernel()).isCloseTo(14.320173618026, within(1e-9));
    assertThat(swish.biasVariance()).isCloseTo(0.55514317072153, within(1e-11));
    assertThat(swish.weightVariance()).isCloseTo(1.9880046782695, within(1e-11));
  }

  @Test
  void criticalPointsAreCritical() {
    for (Activation σ :
        List.of(
            new Activation.Relu(),
            new Activation.Erf(),
            new Activation.Gelu(),
            new Activation.Swish())) {
      UniversalityClass at = UniversalityClass.of(σ).orElseThrow();
      double k =
          switch (at) {
            case ScaleInvariant _ -> 3;
            case VanishingKernel _ -> 0;
            case HalfStable half -> half.fixedKernel();
          };
      DepthRecursion recursion = new DepthRecursion(σ, at.biasVariance(), at.weightVariance());
      assertThat(recursion.kernel(k)).isCloseTo(k, within(1e-12));
      assertThat(recursion.susceptibility(k).isCritical(1e-12)).isTrue();
      assertThat(recursion.susceptibility(k + 0.5).isCritical(1e-12))
          .isEqualTo(at instanceof ScaleInvariant);
    }
  }

  /// Their χ_∥ = χ_⊥ would need C_b < 0, or never holds (2106.10165).
  @Test
  void someActivationsAreNeverCritical() {
    for (Activation σ :
        List.of(
            new Activation.Softplus(),
            new Activation.Sigmoid(),
            new Activation.Step(),
            new Activation.Cos(),
            Activation.Formula.parse("x + x^3"))) {
      assertThat(UniversalityClass.of(σ)).isEmpty();
    }
  }
}
