package org.nnft.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalarPotentialTest {
  private static final List<String> TWO = List.of("phi", "chi");

  private static ScalarPotential of(String formula) {
    return ScalarPotential.parse(formula, TWO, Map.of("lambda", 6.0, "g", 0.5));
  }

  @ParameterizedTest
  @CsvSource({
    "lambda/4! phi^4, 0.25*16",
    "phi^2*chi^2 + g phi chi^2, 4*9 + 0.5*2*9",
    "lambda/4!(phi^2 + chi^2)^2, 0.25*13*13",
    "-2.5e-1 phi chi + (phi - chi)^2 / 2, -0.25*6 + 0.5",
    "phi - -0, 0",
  })
  void hasTheValueOfItsFormula(String formula, String expected) {
    if (formula.startsWith("phi - -0")) {
      assertThatThrownBy(() -> of(formula)).hasMessageContaining("character 7");
      return;
    }
    double value = org.nnft.network.Expression.parse(expected).at(0);
    assertThat(of(formula).at(2, 3)).isCloseTo(value, within(1e-12));
  }

  @Test
  void derivativesAreThoseOfTheFormula() {
    ScalarPotential v = of("lambda/4!(phi^2 + chi^2)^2 + g phi chi^2");
    // ∂/∂φ = λ/3! φ(φ² + χ²) + gχ², ∂/∂χ = λ/3! χ(φ² + χ²) + 2gφχ.
    assertThat(v.derivative(0, 2, 3)).isCloseTo(2 * 13 + 0.5 * 9, within(1e-12));
    assertThat(v.derivative(1, 2, 3)).isCloseTo(3 * 13 + 2 * 0.5 * 2 * 3, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mu phi^2 | unknown name 'mu'; fields are [phi, chi], parameters [g, lambda] at character 1",
        "phi^ | expected a whole exponent from 0 to 16 at character 5",
        "(phi^2 | expected ')' at character 7",
        "phi^2 $ | expected + or − or the end at character 7",
        "1/phi | a divisor must be a number other than 0 at character 3",
        "lambda | the potential is a constant; it needs a field",
        "3.5! phi | a factorial needs a whole number up to 20 at character 1",
      })
  void pointsAtWhatIsWrong(String formula, String message) {
    assertThatThrownBy(() -> of(formula)).hasMessageContaining(message);
  }

  @Test
  void aPotentialWithoutGroundStateIsRefused() {
    of("phi^4 + chi^4 + phi chi^2").requireBoundedBelow();
    of("phi^4 - 5 chi^2 + chi^4").requireBoundedBelow();
    assertThatThrownBy(() -> of("-phi^4").requireBoundedBelow())
        .hasMessageContaining("not bounded below")
        .hasMessageContaining("[1.0, 0.0]");
    assertThatThrownBy(() -> of("g phi^2 chi").requireBoundedBelow())
        .hasMessageContaining("degree 3");
    assertThatThrownBy(() -> of("phi^4 + chi^4 - 3 phi^2 chi^2").requireBoundedBelow())
        .hasMessageContaining("not bounded below");
  }
}
