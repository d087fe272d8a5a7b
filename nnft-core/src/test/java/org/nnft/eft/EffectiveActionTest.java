package org.nnft.eft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EffectiveActionTest {

  private static final EffectiveAction ACTION =
      EffectiveAction.of(
          SymmetricTensor.of(new double[][] {{1, -0.25}, {-0.25, 2}}),
          SymmetricTensor.of(2, 3, t -> 0.1 * (t[0] + 2 * t[1] + 4 * t[2] + 1)),
          SymmetricTensor.of(2, 6, t -> 1 + t[0] + t[5]));

  /// ½φ₁² − ¼φ₁φ₂ + φ₂² + … at (1, 0) and (0, 1) by hand.
  @Test
  void valueCountsMultiplicities() {
    assertThat(ACTION.value(1, 0)).isCloseTo(0.5 + 0.1 / 6 + 1.0 / 720, within(1e-15));
    assertThat(ACTION.value(0, 1)).isCloseTo(1 + 0.8 / 6 + 3.0 / 720, within(1e-15));
    EffectiveAction product = EffectiveAction.of(SymmetricTensor.of(2, 4, _ -> 1));
    assertThat(product.value(0.3, 0.4)).isCloseTo(Math.pow(0.7, 4) / 24, within(1e-16));
  }

  @Test
  void gradientIsTheFiniteDifference() {
    double[] φ = {0.7, -1.1};
    double h = 1e-5;
    for (int i = 0; i < 2; i++) {
      double[] up = φ.clone();
      double[] down = φ.clone();
      up[i] += h;
      down[i] -= h;
      assertThat(ACTION.gradient(φ)[i])
          .isCloseTo((ACTION.value(up) - ACTION.value(down)) / (2 * h), within(1e-9));
    }
  }

  @Test
  void changeOfVariables() {
    double[][] m = {{0.5, 2}, {-1, 0.3}};
    double[] x = {0.4, 0.9};
    double[] φ = {0.5 * 0.4 + 2 * 0.9, -0.4 + 0.3 * 0.9};
    assertThat(ACTION.in(m).value(x)).isCloseTo(ACTION.value(φ), within(1e-13));
  }

  @Test
  void latex() {
    EffectiveAction action =
        EffectiveAction.of(
            SymmetricTensor.of(new double[][] {{1, -0.25}, {-0.25, 0}}),
            SymmetricTensor.of(2, 4, t -> t[3] == 0 ? -2.4e-4 : 0));
    assertThat(action.toLatex(3))
        .isEqualTo(
            """
            \\begin{aligned}
            S[\\phi] ={}& + 0.500\\,\\phi_{1}^{2} - 0.250\\,\\phi_{1} \\phi_{2} \\\\
            & - 1.00 \\cdot 10^{-5}\\,\\phi_{1}^{4}
            \\end{aligned}""");
  }

  @Test
  void badInputIsExplained() {
    assertThatThrownBy(() -> ACTION.value(1, 2, 3)).hasMessageContaining("needs 2 values");
    assertThatThrownBy(
            () ->
                EffectiveAction.of(
                    SymmetricTensor.of(2, 4, _ -> 1), SymmetricTensor.of(3, 6, _ -> 1)))
        .hasMessageContaining("2 points like the first");
    assertThatThrownBy(
            () ->
                EffectiveAction.of(
                    SymmetricTensor.of(2, 4, _ -> 1), SymmetricTensor.of(2, 4, _ -> 1)))
        .hasMessageContaining("two kernels of order 4");
    assertThatThrownBy(() -> ACTION.toLatex(0)).hasMessageContaining("between 1 and 17");
  }
}
