package org.nnft.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ActivationDerivativesTest {

  static List<Activation> activations() {
    return List.of(
        new Activation.Erf(),
        new Activation.Relu(),
        new Activation.LeakyRelu(0.1),
        new Activation.Abs(),
        new Activation.Step(),
        new Activation.Sign(),
        new Activation.Exp(),
        new Activation.Gaussian(),
        new Activation.Cos(),
        new Activation.Sin(),
        new Activation.Tanh(),
        new Activation.Sigmoid(),
        new Activation.Softplus(),
        new Activation.Swish(),
        new Activation.Gelu(),
        new Activation.Polynomial(List.of(1.0, -2.0, 0.5, 3.0, 0.25)),
        Activation.Formula.parse("x*exp(-x^2/2) + erf(x)/(2 + sin(x)) - sqrt(9 + x)*tanh(-x)"),
        Activation.Formula.parse("relu(x - 5) + abs(x) - cos(x)*log(x + 9)"));
  }

  /// Each derivative is the slope of the one before: five-point differences, of error h⁴/30·g⁽⁵⁾ ≈ 10⁻¹¹.
  @ParameterizedTest
  @MethodSource("activations")
  void eachIsTheSlopeOfTheOneBefore(Activation g) {
    double h = 2e-3;
    for (double z : new double[] {-3.1, -0.7, 0.013, 0.4, 1.9}) {
      assertThat(g.derivatives(z, 4)[0])
          .isCloseTo(g.at(z), within(4e-15 * (1 + Math.abs(g.at(z)))));
      for (int k = 1; k <= 4; k++) {
        int before = k - 1;
        double slope =
            (8 * (at(g, z + h, before) - at(g, z - h, before))
                    - (at(g, z + 2 * h, before) - at(g, z - 2 * h, before)))
                / (12 * h);
        assertThat(at(g, z, k)).isCloseTo(slope, within(1e-8 * (1 + Math.abs(slope))));
      }
    }
  }

  private static double at(Activation g, double z, int order) {
    return order == 0 ? g.at(z) : g.derivatives(z, order)[order];
  }

  /// Taylor coefficients at 0, where softplus has no kink: ln 2, 1/2, 1/4, 0, −1/8.
  @Test
  void softplusIsSmoothAtZero() {
    assertThat(new Activation.Softplus().derivatives(0, 4))
        .usingComparatorWithPrecision(1e-15)
        .containsExactly(Math.log(2), 0.5, 0.25, 0, -0.125);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> new Activation.Tanh().derivatives(0, 5))
        .hasMessage("derivatives of an activation have order 0 to 4, got 5");
    assertThatThrownBy(() -> new Activation.GaussNormalised().derivatives(0, 1))
        .hasMessageContaining("depends on more than the pre-activation");
  }
}
