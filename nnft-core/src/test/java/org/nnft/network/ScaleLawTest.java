package org.nnft.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nnft.network.ScaleLaw.Transformed;

class ScaleLawTest {
  private static Transformed of(String text) {
    return new Transformed(Expression.parse(text, Transformed.VARIABLES));
  }

  private static void requireMoment(ScaleLaw law, double power, double expected) {
    assertThat(law.moment(power)).isCloseTo(expected, within(1e-10 * expected));
  }

  /// Log-normal, χ² of one degree (E z⁴ = 3, E z⁸ = 105), s = 1 − ρ + ρz² (Var s = 2ρ²), and the uniform law by Φ.
  @Test
  void functionsOfANormalNumberHaveTheirMoments() {
    for (double power : new double[] {0.5, 1, 2, 3}) {
      requireMoment(of("exp(0.2+z/2)"), power, new ScaleLaw.LogNormal(0.2, 0.5).moment(power));
      requireMoment(
          of("1+2*(1+erf(z/sqrt(2)))/2"), power, new ScaleLaw.UniformScale(1, 3).moment(power));
    }
    requireMoment(of("z^2"), 2, 3);
    requireMoment(of("z^2"), 4, 105);
    assertThat(of("0.7+0.3*z^2").variance()).isCloseTo(0.18, within(1e-12));
    requireMoment(of("exp(z^2/4)"), 1, Math.sqrt(2));
  }

  /// E exp(z²/2) is infinite; at 1.98/2 of that the integral is 10, but its tail reaches beyond double precision.
  @Test
  void momentsThatDivergeAreInfinite() {
    assertThat(of("exp(z^2/4)").moment(2)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(of("exp(z^2/4)").moment(3)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThatThrownBy(() -> of("exp(z^2/4)").moment(1.98))
        .hasMessageContaining("not found to 11 digits");
  }

  @Test
  void refusesWhatIsNoScale() {
    assertThatThrownBy(() -> of("z"))
        .hasMessage(
            "a scale must be finite and at least 0 for z from −9 to 9, got z = -9.0 at z = -9.0");
    assertThatThrownBy(() -> of("log(z^2)")).hasMessageContaining("must be finite and at least 0");
  }
}
