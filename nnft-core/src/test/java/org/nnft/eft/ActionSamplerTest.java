package org.nnft.eft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnft.field.PointSet;
import org.nnft.markov.MarkovChain;
import org.nnft.network.NeuralField;
import org.nnft.neuron.FiniteWidthCorrelators;

class ActionSamplerTest {

  /// S = φ²/2 + λφ⁴/24: Z = √(3/λ) e^(3/4λ) K_¼(3/4λ) and its derivatives. 9 pulls and 3 of e^(−ΔH): any
  /// beyond 5 has probability 7·10⁻⁶.
  @ParameterizedTest
  @CsvSource({
    "0.1, 0.95557662951028, 2.6654022293832, 12.0796595488581",
    "1, 0.750511146389689, 1.49693312166187, 4.52760190504321",
    "10, 0.391486994669074, 0.365107803198556, 0.4856119084852"
  })
  void zeroDimensionalPhi4(double λ, double g2, double g4, double g6) {
    EffectiveAction action =
        EffectiveAction.of(SymmetricTensor.of(1, 2, _ -> 1), SymmetricTensor.of(1, 4, _ -> λ));
    MarkovChain chain =
        ActionSampler.of(action, SymmetricTensor.of(1, 2, _ -> g2), 11).run(200_000);
    assertThat(chain.acceptance()).isGreaterThan(0.9);
    assertThat(chain.correlator(0, 0).isLongEnough()).isTrue();
    assertThat(Math.abs(chain.correlator(0, 0).mean().pull(g2))).isLessThan(5);
    assertThat(Math.abs(chain.correlator(0, 0, 0, 0).mean().pull(g4))).isLessThan(5);
    assertThat(Math.abs(chain.correlator(0, 0, 0, 0, 0, 0).mean().pull(g6))).isLessThan(5);
    assertThat(Math.abs(chain.exponentialOfEnergyError().mean().pull(1))).isLessThan(5);
    assertThat(chain.correlator(0, 0).mean().error()).isLessThan(0.01 * g2);
  }

  @Test
  void sameSeedSameBits() {
    EffectiveAction action =
        EffectiveAction.of(SymmetricTensor.of(new double[][] {{2, 1}, {1, 2}}));
    SymmetricTensor propagator = SymmetricTensor.of(new double[][] {{1, 0}, {0, 1}});
    MarkovChain one = ActionSampler.of(action, propagator, 5).run(3000);
    MarkovChain same = ActionSampler.of(action, propagator, 5).run(2000);
    MarkovChain other = new ActionSampler(action, propagator, 10, 200, 5, 1).run(10);
    for (int t = 0; t < 2000; t++) {
      assertThat(one.at(1, t)).isEqualTo(same.at(1, t));
    }
    assertThat(other.at(1, 0)).isNotEqualTo(one.at(1, 0));
  }

  private static final int WIDTH = 60;
  private static final PointSet POINTS = PointSet.line(0.0, 2.0);

  private static FiniteWidthCorrelators exact() {
    return FiniteWidthCorrelators.of(NeuralField.cosNet(1).width(WIDTH), POINTS, 6);
  }

  /// Connected 2-, 4- and 6-point functions of the action to one order in 1/N against those of the network.
  private static Closure circle(int order) {
    ConnectedCorrelators correlators = ConnectedCorrelators.of(exact(), 6);
    EffectiveAction action = EdgeworthAction.of(correlators).action(order);
    return Closure.of(action, correlators, 700_000, 3);
  }

  /// What the action leaves out is of order N⁻³, some 10⁻³ of K², below the statistical errors of
  /// √(24/7·10⁵) = 6·10⁻³; p < 10⁻⁴ has probability 10⁻⁴.
  @Test
  void theCircleCloses() {
    Closure closure = circle(2);
    assertThat(closure.pulls().degreesOfFreedom()).isGreaterThan(10);
    assertThat(closure.pulls().pValue()).as(closure.verdict()).isGreaterThan(1e-4);
    assertThat(closure.longEnough()).isTrue();
    assertThat(closure.acceptance()).isGreaterThan(0.9);
    assertThat(closure.verdict()).startsWith("The action gives the correlators back");
  }

  /// The negative twin: the Gaussian action has no 4-point function.
  @Test
  void theGaussianActionIsRejected() {
    Closure closure = circle(0);
    assertThat(closure.pulls().pValue()).isLessThan(1e-12);
    assertThat(closure.verdict()).contains("does not give the correlators back");
  }

  /// A positive connected 4-point function makes the first order unbounded.
  @Test
  void theFirstOrderIsUnbounded() {
    assertThatThrownBy(() -> circle(1)).hasMessageContaining("λ < 0");
  }

  @Test
  void badSettingsAreExplained() {
    SymmetricTensor one = SymmetricTensor.of(1, 2, _ -> 1);
    EffectiveAction action = EffectiveAction.of(one);
    assertThatThrownBy(() -> new ActionSampler(action, one, 0, 0, 1, 0).run(1))
        .hasMessageContaining("at least 1 leapfrog step");
    assertThatThrownBy(() -> ActionSampler.of(action, one, 1).run(0))
        .hasMessageContaining("at least 1 trajectory");
    assertThatThrownBy(() -> ActionSampler.of(action, SymmetricTensor.of(2, 2, _ -> 1), 1))
        .hasMessageContaining("order 2 at 1 points");
  }

  /// Links of 300 and of 750 trajectories make the same bits as one run, wherever blocks of random numbers end.
  @Test
  void aChainInPiecesIsTheSame() {
    SymmetricTensor propagator = SymmetricTensor.of(2, 2, t -> t[0] == t[1] ? 1 : 0.4);
    EffectiveAction action =
        EffectiveAction.of(
            SymmetricTensor.of(2, 2, t -> t[0] == t[1] ? 1.3 : -0.4),
            SymmetricTensor.of(2, 4, _ -> 0.05));
    ActionSampler sampler = ActionSampler.of(action, propagator, 9);
    MarkovChain whole = sampler.run(3000);
    for (int perLink : new int[] {300, 750}) {
      double[][] links = new double[3000 / perLink][];
      for (int k = 0; k < links.length; k++) {
        links[k] = sampler.link(k, perLink, k == 0 ? null : links[k - 1]);
      }
      MarkovChain pieces = sampler.chain(links, 3000);
      assertThat(pieces.acceptance()).isEqualTo(whole.acceptance());
      for (int step = 0; step < 3000; step++) {
        assertThat(pieces.at(1, step)).isEqualTo(whole.at(1, step));
      }
    }
  }
}
