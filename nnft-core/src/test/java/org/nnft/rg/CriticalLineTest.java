package org.nnft.rg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nnft.network.Activation;

class CriticalLineTest {

  /// Every point of the line is a fixed point of its own variances with χ = 1, by the recursion itself.
  @Test
  void susceptibilitiesAreOne() {
    for (Activation σ :
        List.of(new Activation.Tanh(), new Activation.Erf(), new Activation.Gelu())) {
      for (CriticalLine.Kind kind : CriticalLine.Kind.values()) {
        for (List<CriticalLine.Point> piece : CriticalLine.of(σ, kind).pieces()) {
          for (CriticalLine.Point point : piece) {
            DepthRecursion recursion =
                new DepthRecursion(σ, point.biasVariance(), point.weightVariance());
            double k = point.fixedKernel();
            assertThat(recursion.kernel(k)).isCloseTo(k, within(1e-11 * k));
            Susceptibility χ = recursion.susceptibility(k);
            double one =
                switch (kind) {
                  case PERPENDICULAR -> χ.perpendicular();
                  case PARALLEL -> χ.parallel();
                };
            assertThat(one).isCloseTo(1, within(1e-12));
          }
        }
      }
    }
  }

  /// erf: ⟨σ′²⟩ = (4/π)/√(1 + 4K), ⟨σ²⟩ = (2/π) asin(2K/(1 + 2K)), so that C_W = π√(1 + 4K)/4.
  @Test
  void theEdgeOfChaosOfErf() {
    CriticalLine line = CriticalLine.of(new Activation.Erf(), CriticalLine.Kind.PERPENDICULAR);
    assertThat(line.pieces()).hasSize(1);
    for (CriticalLine.Point p : line.pieces().getFirst()) {
      double k = p.fixedKernel();
      double weight = Math.PI * Math.sqrt(1 + 4 * k) / 4;
      assertThat(p.weightVariance()).isCloseTo(weight, within(1e-12 * weight));
      assertThat(p.biasVariance())
          .isCloseTo(
              k - weight * 2 / Math.PI * Math.asin(2 * k / (1 + 2 * k)), within(1e-11 * (1 + k)));
    }
  }

  /// ReLU: C_b = 0, C_W = 2 whatever K*, on both lines.
  @Test
  void reluHasOnePoint() {
    for (CriticalLine.Kind kind : CriticalLine.Kind.values()) {
      assertThat(CriticalLine.of(new Activation.Relu(), kind).pieces().getFirst())
          .allMatch(p -> p.weightVariance() == 2 && p.biasVariance() == 0);
    }
  }

  /// Softplus has a kernel that no C_b ≥ 0 holds at the edge of chaos, and tanh no stable fixed point at χ_∥ = 1.
  @Test
  void someLinesAreEmpty() {
    assertThat(CriticalLine.of(new Activation.Tanh(), CriticalLine.Kind.PARALLEL).pieces())
        .isEmpty();
  }
}
