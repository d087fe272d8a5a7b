package org.nnft.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nnft.network.Activation;
import org.nnft.network.Expression;
import org.nnft.statistics.Estimate;

class HermiteSeriesTest {

  private static Estimate dual(String text, double q11, double q12, double q22) {
    return DualActivation.of(new Activation.Formula(Expression.parse(text)), q11, q12, q22);
  }

  private static void check(Estimate value, double exact) {
    assertThat(value.value()).isCloseTo(exact, within(value.error()));
    assertThat(value.error()).isLessThan(1e-10);
  }

  /// Against closed forms, from nearly independent to nearly equal arguments, and with a variance of 0; always within the
  /// stated bound.
  @ParameterizedTest
  @CsvSource({
    "1.36, 0.88, 1.04",
    "1, 0, 1",
    "1, 0.96, 1",
    "1, 0.999999, 1",
    "1, -0.99, 1",
    "2, 1, 0.5",
    "1.5, 1.5, 1.5",
    "0, 0, 1",
  })
  void closedFormsComeBack(double q11, double q12, double q22) {
    check(
        dual("relu(x)", q11, q12, q22),
        DualActivation.of(new Activation.Relu(), q11, q12, q22).value());
    check(
        dual("abs(x)", q11, q12, q22),
        DualActivation.of(new Activation.Abs(), q11, q12, q22).value());
    check(
        dual("erf(x)", q11, q12, q22),
        DualActivation.of(new Activation.Erf(), q11, q12, q22).value());
    // Analytic in truth: E[z₁²z₂²] = q₁₁q₂₂ + 2q₁₂².
    check(dual("abs(x)^2", q11, q12, q22), q11 * q22 + 2 * q12 * q12);
    check(dual("sqrt(x^2)^2", q11, q12, q22), q11 * q22 + 2 * q12 * q12);
  }

  /// Steep functions have poles close to the axis: at a covariance of 25, those of tanh lie at 0.31 in u.
  @Test
  void steepFunctionsStateTheirError() {
    check(dual("erf(5*x)", 1, 0.999, 1), 2 / Math.PI * Math.asin(2 * 25 * 0.999 / (1 + 2 * 25)));
    // mpmath: nested adaptive quadrature in 16 digits.
    assertThat(dual("tanh(5*x)", 1, 0.5, 1).value()).isCloseTo(0.321801813647227, within(1e-14));
  }

  /// Cho and Saul 2009, order 2; and a kink elsewhere: E[(z − ½)²] = q + ¼.
  @Test
  void kinksOfOtherKinds() {
    double cos = 0.88 / Math.sqrt(1.36 * 1.04);
    double t = Math.acos(cos);
    double chain = 3 * Math.sin(t) * cos + (Math.PI - t) * (1 + 2 * cos * cos);
    check(dual("relu(x)^2", 1.36, 0.88, 1.04), 1.36 * 1.04 / (2 * Math.PI) * chain);
    check(dual("abs(x - 0.5)", 0.7, 0.7, 0.7), 0.95);
    assertThat(Expression.parse("relu(x^2 - 1) + abs(x)").kinks(4)).hasSize(3);
  }

  /// A branch point at 0. mpmath: Γ((a+1)/2) Γ((b+1)/2) ₂F₁(−a/2, −b/2; ½; ρ²) 2^((a+b)/2)/π is
  /// E[abs(z₁)ᵃ abs(z₂)ᵇ].
  @ParameterizedTest
  @CsvSource({
    "sqrt(abs(x)), 0.3, 0.6837162846748739",
    "sqrt(abs(x)), 0.9, 0.7616421993514720",
    "sqrt(abs(x)), 0.99, 0.7919687851599252",
    "sqrt(abs(x)), 1, 0.7978845608028654",
  })
  void branchPointsOnTheAxis(String text, double ρ, double exact) {
    check(dual(text, 1, ρ, 1), exact);
  }

  /// E[ln z₁² ln z₂²] = (γ + ln 2)² + 2 arcsin²ρ.
  @ParameterizedTest
  @ValueSource(doubles = {-0.5, 0.3, 0.9, 0.99, 1})
  void logarithms(double ρ) {
    double mean = 0.5772156649015329 + Math.log(2);
    double arcsine = Math.asin(ρ);
    check(dual("log(x^2)", 1, ρ, 1), mean * mean + 2 * arcsine * arcsine);
  }

  @Test
  void branchPointsOffTheAxis() {
    assertThat(dual("sqrt(1 + x^2)", 1.36, 0.88, 1.04).value())
        .isCloseTo(2.095151612554774, within(2e-14));
    // 1 + z² in disguise.
    check(dual("sqrt((1 + x^2)^2)", 1, 0.5, 1), 4.5);
    check(dual("log(exp(1 + x^2))", 1, 0.5, 1), 4.5);
  }

  @Test
  void functionsWithoutAKernelAreRefusedWithTheReason() {
    assertThatThrownBy(() -> dual("sqrt(x)", 1, 0.5, 1))
        .hasMessageContaining("is not a number at z = -");
    assertThatThrownBy(() -> dual("exp(x^2)", 1, 0.5, 1))
        .hasMessageContaining("is infinite at Var z = 1.0");
  }
}
