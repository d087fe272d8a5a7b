package org.nnft.eft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BoundednessTest {

  private static final SymmetricTensor UNITY = SymmetricTensor.of(new double[][] {{1, 0}, {0, 1}});

  /// a(φ₁⁴ + φ₂⁴) + b φ₁²φ₂².
  private static SymmetricTensor quartic(double a, double b) {
    return SymmetricTensor.of(
        2, 4, t -> t[0] == t[3] ? 24 * a : t[0] == t[1] && t[2] == t[3] ? 4 * b : 0);
  }

  /// Positive on both axes, and yet negative for b < −2a, along the diagonals: its minimum is a/2 + b/4.
  @Test
  void mixedDirectionsAreSearched() {
    assertThat(Boundedness.of(EffectiveAction.of(UNITY, quartic(1, -1.9))))
        .isInstanceOfSatisfying(
            Boundedness.Bounded.class,
            b -> assertThat(b.leading()).isCloseTo(0.5 - 1.9 / 4, within(1e-9)));
    assertThat(Boundedness.of(EffectiveAction.of(UNITY, quartic(1, -2.1))))
        .isInstanceOfSatisfying(
            Boundedness.Unbounded.class,
            u -> {
              assertThat(u.coefficient()).isCloseTo(0.5 - 2.1 / 4, within(1e-9));
              assertThat(u.power()).isEqualTo(4);
              assertThat(Math.abs(u.direction().get(0))).isCloseTo(Math.sqrt(0.5), within(1e-4));
              assertThat(u.explanation()).contains("λ < 0").contains("next order in 1/N");
            });
  }

  /// −φ² + φ⁴: two wells, and bounded; two points whose scales differ by 10⁶.
  @Test
  void wellsAndScales() {
    SymmetricTensor negative = SymmetricTensor.of(new double[][] {{-1, 0}, {0, -1}});
    assertThat(Boundedness.of(EffectiveAction.of(negative, quartic(1, 0))))
        .isInstanceOf(Boundedness.Bounded.class);
    SymmetricTensor uneven = SymmetricTensor.of(new double[][] {{1, 0}, {0, 1e12}});
    SymmetricTensor form =
        SymmetricTensor.of(
            2, 4, t -> t[0] == t[3] ? (t[0] == 0 ? 24 : 24e24) : t[1] != t[2] ? -8.8e12 : 0);
    assertThat(Boundedness.of(EffectiveAction.of(uneven, form)))
        .isInstanceOf(Boundedness.Unbounded.class);
  }

  /// φ⁶ at one point only: the other direction is decided by the powers below.
  @Test
  void aVanishingFormLeavesTheDecisionToLowerPowers() {
    SymmetricTensor sextic = SymmetricTensor.of(2, 6, t -> t[5] == 0 ? 720 : 0);
    assertThat(Boundedness.of(EffectiveAction.of(UNITY, quartic(1, 0), sextic)))
        .isInstanceOf(Boundedness.Bounded.class);
    assertThat(Boundedness.of(EffectiveAction.of(UNITY, quartic(-1, 0), sextic)))
        .isInstanceOfSatisfying(
            Boundedness.Unbounded.class, u -> assertThat(u.power()).isEqualTo(4));
  }

  @Test
  void aSexticTermStabilises() {
    SymmetricTensor sextic = SymmetricTensor.of(2, 6, t -> t[0] == t[5] ? 1 : 0);
    assertThat(Boundedness.of(EffectiveAction.of(UNITY, quartic(-1, 0), sextic)))
        .isInstanceOf(Boundedness.Bounded.class);
  }

  @Test
  void oddPowersAreUnbounded() {
    assertThat(Boundedness.of(EffectiveAction.of(UNITY, SymmetricTensor.of(2, 3, _ -> 0.1))))
        .isInstanceOfSatisfying(
            Boundedness.Unbounded.class, u -> assertThat(u.power()).isEqualTo(3));
  }

  @Test
  void unboundedActionsAreNotSampled() {
    assertThatThrownBy(
            () -> ActionSampler.of(EffectiveAction.of(UNITY, quartic(-0.01, 0)), UNITY, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("S → −∞")
        .hasMessageContaining("cannot be sampled");
  }
}
