package org.nnft.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nnft.lattice.MomentumCutoff;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.GammaMethod;
import org.nnft.statistics.ReplicaSeries;

/// Reweighting and hybrid Monte Carlo against exact values and each other.
class ScalarSamplingTest {

  private static ScalarAction line(double λ, double length, int points, int width) {
    return new ScalarAction(
        ScalarNetwork.line(1, width), Potential.phi4(λ), new InteractionBox(1, length, points));
  }

  /// Free networks of every kind have the propagator of the free scalar. 6 cases of 9 distances, all of a case
  /// from the same networks: P(any |z| > 4.5) < 4·10⁻⁴.
  @Test
  void freePropagators() {
    ScalarNetwork[] networks = {
      ScalarNetwork.line(1, 3),
      new ScalarNetwork(1, 1, 0, new MomentumCutoff.Gaussian(5), Amplitude.GAUSSIAN, 3),
      new ScalarNetwork(1, 1, 1, new MomentumCutoff.None(), Amplitude.CONSTANT, 3),
      new ScalarNetwork(2, 1, -1, new MomentumCutoff.Sharp(4), Amplitude.CONSTANT, 3),
      new ScalarNetwork(2, 1, 0, new MomentumCutoff.Gaussian(4), Amplitude.CONSTANT, 3),
      new ScalarNetwork(3, 1, 0, new MomentumCutoff.Sharp(3), Amplitude.CONSTANT, 3)
    };
    for (ScalarNetwork network : networks) {
      InteractionBox box = new InteractionBox(network.dimension(), 2, 5);
      Reweighting.Result result =
          new Reweighting(new ScalarAction(network, Potential.phi4(1e-300), box), 5).run(16);
      assertThat(result.efficiency()).isCloseTo(1, within(1e-12));
      for (int r = 0; r <= box.farthest(); r++) {
        double exact = network.propagator(r * box.spacing());
        assertThat(Math.abs(result.at(ScalarObservable.CORRELATOR + r).pull(exact)))
            .as("%s at %d", network, r)
            .isLessThan(4.5);
      }
    }
  }

  /// The same coupling by reweighting and by the series with N = 2 neurons, where both are exact; both amplitudes.
  @Test
  void reweightingAgreesWithTheSeries() {
    for (Amplitude amplitude : Amplitude.values()) {
      ScalarAction action = line(0.05, 2, 9, 2).with(amplitude);
      PerturbationSeries series = PerturbationSeries.of(action, 2, 2);
      Estimate measured = new Reweighting(action, 6).run(60).at(ScalarObservable.SQUARE);
      // What the series leaves out is of third order.
      double rest = Math.abs(Math.pow(series.terms().get(2), 2) / series.terms().get(1));
      assertThat(Math.abs(measured.value() - series.sum()))
          .isLessThan(4 * measured.error() + 5 * rest);
      // The twin: without the interaction, the Gaussian amplitude is far off.
      double free = Math.abs(measured.pull(series.terms().getFirst()));
      assertThat(free).isGreaterThan(amplitude == Amplitude.GAUSSIAN ? 4 : 0);
    }
  }

  /// 64 neurons of constant amplitude have the N = ∞ value within errors, Gaussian ones do not.
  @Test
  void finiteWidthBias() {
    ScalarAction action = line(6, 8, 41, 64);
    double exact = TransferOperator.of(action).windowCorrelator()[0];
    Estimate constant = new Reweighting(action, 7).run(24).at(ScalarObservable.CORRELATOR);
    Estimate gaussian =
        new Reweighting(action.with(Amplitude.GAUSSIAN), 8).run(24).at(ScalarObservable.CORRELATOR);
    assertThat(Math.abs(constant.pull(exact))).isLessThan(4);
    assertThat(gaussian.pull(exact)).isLessThan(-8);
  }

  @Test
  void tooFewEffectiveNetworksAreRefused() {
    ScalarAction action = line(4000, 40, 41, 4).with(Amplitude.GAUSSIAN);
    Reweighting.Result result = new Reweighting(action, 9).run(16);
    assertThat(result.isTrusted()).isFalse();
    assertThatThrownBy(() -> result.at(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("carry weight")
        .hasMessageContaining("use hybrid Monte Carlo");
  }

  /// The gradient of −log P(θ) against central differences, for every kind of network and several fields.
  @Test
  void theForceIsTheGradient() {
    Potential two = Potential.parse("phi^2 chi^2 + phi^4/3 + chi^4/2 + 0.3 phi chi^2", Map.of());
    ScalarAction[] actions = {
      line(6, 4, 9, 4),
      new ScalarAction(
          new ScalarNetwork(2, 1, -1, new MomentumCutoff.Sharp(6), Amplitude.GAUSSIAN, 3),
          two,
          new InteractionBox(2, 3, 5)),
      new ScalarAction(
          new ScalarNetwork(3, 1.3, 0.5, new MomentumCutoff.Gaussian(4), Amplitude.GAUSSIAN, 3),
          Potential.parse("phi^4 + phi^6/10", Map.of()),
          new InteractionBox(3, 2, 5))
    };
    for (ScalarAction action : actions) {
      ParameterMonteCarlo chain = ParameterMonteCarlo.of(action, 3);
      double[] state = chain.thermalise(0, 20);
      double[] gradient = new double[state.length - 2];
      chain.energy(state, gradient);
      boolean constant = action.network().amplitude() == Amplitude.CONSTANT;
      int amplitudes = action.network().width() * action.potential().fields();
      for (int i = 2; i < state.length - (constant ? amplitudes : 0); i++) {
        double h = 1e-5;
        double slope = (shifted(chain, state, i, h) - shifted(chain, state, i, -h)) / (2 * h);
        assertThat(gradient[i - 2]).isCloseTo(slope, within(2e-7 * (1 + Math.abs(slope))));
      }
    }
  }

  private static double shifted(ParameterMonteCarlo chain, double[] state, int i, double by) {
    double[] moved = state.clone();
    moved[i] += by;
    return chain.energy(moved, new double[state.length - 2]);
  }

  private static void requireEqual(GammaMethod chain, Estimate draws, String what) {
    assertThat(chain.isLongEnough()).isTrue();
    double error = Math.hypot(chain.mean().error(), draws.error());
    assertThat(Math.abs(chain.mean().value() - draws.value()) / error).as(what).isLessThan(4.5);
  }

  /// Trajectories, with and without redrawn neurons, and weighted free draws are one theory, at N = 4 and walls in
  /// momentum space. 2 × 3 × 5 comparisons: P(any |z| > 4.5) < 3·10⁻⁴.
  @Test
  void chainsAgreeWithReweighting() {
    ScalarAction ball =
        new ScalarAction(
            new ScalarNetwork(2, 1, -1, new MomentumCutoff.Sharp(3), Amplitude.GAUSSIAN, 4),
            Potential.phi4(6),
            new InteractionBox(2, 2, 5));
    for (ScalarAction action : new ScalarAction[] {line(24, 3, 13, 4), ball}) {
      Reweighting.Result draws = new Reweighting(action, 11).run(40);
      for (boolean redraw : new boolean[] {true, false}) {
        ParameterMonteCarlo hmc = new ParameterMonteCarlo(action, 1, redraw, 12);
        ReplicaSeries series = hmc.run(4, 400, redraw ? 4000 : 8000);
        for (int o : new int[] {0, 1, 2, 3, 4}) {
          requireEqual(series.mean(o), draws.at(o), action + " " + redraw + " " + o);
        }
        int weight = hmc.observables() - ParameterMonteCarlo.EXTRA;
        assertThat(Math.abs(series.mean(weight).mean().pull(1))).isLessThan(4.5);
        assertThat(series.splitRHat(0)).isLessThan(1.05);
      }
    }
  }

  @Test
  void aResumedChainHasTheSameBits() {
    ParameterMonteCarlo hmc = ParameterMonteCarlo.of(line(6, 3, 13, 5), 13);
    double[] start = hmc.thermalise(2, 40);
    double[] whole = hmc.run(2, start, 12);
    double[] first = hmc.run(2, start, 5);
    double[] second = hmc.run(2, Arrays.copyOf(first, hmc.stateSize()), 7);
    assertThat(Arrays.copyOf(second, hmc.stateSize()))
        .isEqualTo(Arrays.copyOf(whole, hmc.stateSize()));
    int n = hmc.observables();
    assertThat(Arrays.copyOfRange(second, hmc.stateSize(), second.length))
        .isEqualTo(Arrays.copyOfRange(whole, hmc.stateSize() + 5 * n, whole.length));
  }
}
