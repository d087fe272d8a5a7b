package org.nnft.eft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnePointMomentsTest {

  /// S = φ²/2 + λφ⁴/24.
  private static EffectiveAction phi4(double λ) {
    return EffectiveAction.of(SymmetricTensor.of(1, 2, _ -> 1), SymmetricTensor.of(1, 4, _ -> λ));
  }

  /// Z = √(3/λ) e^(3/4λ) K_¼(3/4λ) and its derivatives by mpmath.
  @ParameterizedTest
  @CsvSource({
    "0.1, 2.47731676159739, 0.95557662951028, 2.6654022293832, 12.0796595488581",
    "1, 2.30338811168018, 0.750511146389689, 1.49693312166187, 4.52760190504321",
    "10, 1.79918634154508, 0.391486994669074, 0.365107803198556, 0.4856119084852"
  })
  void zeroDimensionalPhi4(double λ, double z, double g2, double g4, double g6) {
    OnePointMoments m = OnePointMoments.of(phi4(λ), 6);
    assertThat(m.partition()).isCloseTo(z, within(1e-13));
    assertThat(m.moment(0)).isEqualTo(1);
    assertThat(m.moment(2)).isCloseTo(g2, within(1e-13));
    assertThat(m.moment(3)).isCloseTo(0, within(1e-14));
    assertThat(m.moment(4)).isCloseTo(g4, within(1e-13));
    assertThat(m.moment(6)).isCloseTo(g6, within(1e-12));
  }

  /// Schwinger and Dyson: ⟨φ S′(φ)⟩ = 1, G₂ + λG₄/6 = 1, and ⟨φ³S′⟩ = 3G₂.
  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 0.1, 1, 10, 1e4})
  void schwingerDyson(double λ) {
    OnePointMoments m = OnePointMoments.of(phi4(λ), 6);
    assertThat(m.moment(2) + λ / 6 * m.moment(4)).isCloseTo(1, within(1e-13));
    assertThat(m.moment(4) + λ / 6 * m.moment(6))
        .isCloseTo(3 * m.moment(2), within(1e-13 * m.moment(2)));
  }

  /// κ₆/λ² → 10, the tree of two quartic vertices; 9.992 at λ = 10⁻⁴, since the next order is −8·10·λ.
  @Test
  void theSixPointFunctionIsATreeOfTwoVertices() {
    double λ = 1e-4;
    OnePointMoments m = OnePointMoments.of(phi4(λ), 6);
    double g2 = m.moment(2);
    double sixth = m.moment(6) - 15 * m.moment(4) * g2 + 30 * g2 * g2 * g2;
    assertThat(sixth / (λ * λ)).isCloseTo(9.992, within(5e-4));
  }

  /// Cumulants κ₂ = 1, κ₄ = −2ε, κ₆ = 16ε² of N^(−½)Σ of N = 1/ε signs: the action to first order gives the
  /// fourth cumulant back to ε², the one to second order to ε³.
  @Test
  void theCircleClosesAtOnePoint() {
    for (int order = 1; order <= 2; order++) {
      double[] off = new double[2];
      for (int k = 0; k < 2; k++) {
        double ε = 0.01 / (1 << k);
        ConnectedCorrelators signs =
            new ConnectedCorrelators(
                List.of(
                    SymmetricTensor.of(1, 2, _ -> 1),
                    SymmetricTensor.of(1, 4, _ -> -2 * ε),
                    SymmetricTensor.of(1, 6, _ -> 16 * ε * ε)),
                ConnectedCorrelators.EXACT);
        OnePointMoments m = OnePointMoments.of(EdgeworthAction.of(signs).action(order), 6);
        off[k] = Math.abs(m.moment(4) - 3 * m.moment(2) * m.moment(2) + 2 * ε);
        assertThat(m.moment(2)).isCloseTo(1, within(50 * Math.pow(ε, order + 1)));
      }
      assertThat(Math.log(off[0] / off[1]) / Math.log(2)).isCloseTo(order + 1, within(0.3));
    }
  }

  @Test
  void badInputIsExplained() {
    assertThatThrownBy(() -> OnePointMoments.of(phi4(-1), 2))
        .hasMessageContaining("cannot be sampled");
    assertThatThrownBy(() -> OnePointMoments.of(phi4(1), 21)).hasMessageContaining("got 21");
    EffectiveAction two = EffectiveAction.of(SymmetricTensor.of(2, 2, t -> t[0] == t[1] ? 1 : 0));
    assertThatThrownBy(() -> OnePointMoments.of(two, 2)).hasMessageContaining("1 point, got 2");
  }
}
