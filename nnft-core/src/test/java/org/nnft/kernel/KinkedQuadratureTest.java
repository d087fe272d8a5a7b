package org.nnft.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnft.network.Activation;
import org.nnft.network.Expression;

class KinkedQuadratureTest {

  private static double dual(String text, double q11, double q12, double q22) {
    return DualActivation.of(new Activation.Formula(Expression.parse(text)), q11, q12, q22);
  }

  /// Against closed forms, from nearly independent to nearly equal arguments, and with a variance of 0.
  @ParameterizedTest
  @CsvSource({
    "1.36, 0.88, 1.04",
    "1, 0, 1",
    "1, 0.999999, 1",
    "1, -0.99, 1",
    "2, 1, 0.5",
    "1.5, 1.5, 1.5",
    "0, 0, 1",
  })
  void closedFormsComeBack(double q11, double q12, double q22) {
    assertThat(dual("relu(x)", q11, q12, q22))
        .isCloseTo(DualActivation.of(new Activation.Relu(), q11, q12, q22), within(1e-9));
    assertThat(dual("abs(x)", q11, q12, q22))
        .isCloseTo(DualActivation.of(new Activation.Abs(), q11, q12, q22), within(1e-9));
    // Analytic in truth: E[z₁²z₂²] = q₁₁q₂₂ + 2q₁₂².
    assertThat(dual("abs(x)^2", q11, q12, q22)).isCloseTo(q11 * q22 + 2 * q12 * q12, within(1e-9));
  }

  /// Cho and Saul 2009, order 2; and a kink elsewhere: E[(z − ½)²] = q + ¼.
  @Test
  void kinksOfOtherKinds() {
    assertThat(dual("relu(x)^2", 1.36, 0.88, 1.04)).isCloseTo(1.4697758085244, within(1e-10));
    assertThat(dual("abs(x - 0.5)", 0.7, 0.7, 0.7)).isCloseTo(0.95, within(1e-9));
    assertThat(Expression.parse("relu(x^2 - 1) + abs(x)").kinks(4)).hasSize(3);
  }

  @Test
  void branchPointsAreRefused() {
    assertThatThrownBy(() -> dual("sqrt(abs(x))", 1, 0.5, 1)).hasMessageContaining("branch points");
  }
}
