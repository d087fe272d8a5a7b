package org.nnft.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {

  @Test
  void meansWhatPrintMeans() {
    assertMeans("x*exp(-x^2/2)", x -> x * Math.exp(-x * x / 2));
    assertMeans("-x^2", x -> -(x * x));
    assertMeans("2 - 3 - x", x -> -1 - x);
    assertMeans("8/2/2*x", x -> 2 * x);
    assertMeans("1e-1 + .5*x + 2.", x -> 0.1 + 0.5 * x + 2);
    assertMeans("--x - -1", x -> x + 1);
    assertMeans("(x + 1)^3", x -> Math.pow(x + 1, 3));
    assertMeans("x^0", _ -> 1);
    assertMeans("cos(pi*x) + sin(e*x)", x -> Math.cos(Math.PI * x) + Math.sin(Math.E * x));
    assertMeans("sqrt(1 + abs(x)) * relu(x)", x -> Math.sqrt(1 + Math.abs(x)) * Math.max(x, 0));
    assertMeans("tanh(x)*log(2 + x)", x -> Math.tanh(x) * Math.log(2 + x));
  }

  private static void assertMeans(String text, DoubleUnaryOperator expected) {
    Expression expression = Expression.parse(text);
    for (double x : new double[] {-1.5, -0.25, 0, 0.7, 2}) {
      assertThat(expression.at(x))
          .as("%s at %s", text, x)
          .isCloseTo(expected.applyAsDouble(x), within(1e-14));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x +            | 4 | expected a number, a name or '(', got the end
          x x            | 3 | expected an operator or the end, got 'x'
          2x             | 2 | expected an operator
          sinh(x)        | 1 | unknown name 'sinh'; known are x, pi, e, exp, log
          java.lang      | 1 | unknown name 'java'
          exp x          | 5 | expected '(' after exp
          (x + 1         | 7 | expected ')'
          x^0.5          | 4 | an exponent is a whole number
          x^-1           | 3 | an exponent is a whole number from 0 to 64
          x^99           | 3 | an exponent is a whole number from 0 to 64
          2e*x           | 2 | a number's exponent needs digits
          1e999          | 1 | the number exceeds the largest double
          .              | 1 | expected a number, got '.'
          x; exit        | 2 | expected an operator or the end, got ';'
          """)
  void pointsAtTheCharacterThatIsWrong(String text, int character, String what) {
    assertThatThrownBy(() -> Expression.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("character " + character + ": ")
        .hasMessageContaining(what)
        .hasMessageEndingWith("\n    " + text + "\n    " + " ".repeat(character - 1) + "^");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 5000})
  void refusesToBeFlooded(int depth) {
    String text = "(".repeat(depth) + "x" + ")".repeat(depth);
    assertThatThrownBy(() -> Expression.parse(text)).hasMessageContaining("at most");
  }

  @Test
  void knowsWhereQuadratureHolds() {
    assertThat(Expression.parse("x*exp(-x^2/2) + erf(x)").isAnalytic()).isTrue();
    assertThat(Expression.parse("exp(-abs(x))").isAnalytic()).isFalse();
  }
}
