package org.nnft.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nnft.field.PointSet;
import org.nnft.network.IndependentDensity.Laplace;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Uniform;
import org.nnft.network.NeuralField;
import org.nnft.network.Parameterisation;
import org.nnft.network.Readout;
import org.nnft.statistics.Estimate;

class SingleNeuronTest {
  private static final PointSet POINTS = PointSet.line(-1, -0.6, -0.2, 0.2, 0.6, 1);

  /// Erf-net at the paper's inputs, N = 100. N·G_c⁽⁴⁾(1,1,1,1) by independent quadrature,
  /// mpmath, 30 digits: 3(E h⁴ − (E h²)²) with z ~ N(0, 2). Whole networks, 100 times as dear, give errors 1000 times larger.
  @Test
  void fourPointFunctionIsSharp() {
    Ensemble ensemble = Ensemble.of(NeuralField.erfNet(1)).networks(50_000).seed(6);
    int corner = ensemble.run(POINTS).components(4).rank(0, 0, 0, 0);
    Estimate neuron = ensemble.estimator(Estimator.NEURON).run(POINTS).connected(4)[corner];
    Estimate whole = ensemble.estimator(Estimator.OUTPUTS).run(POINTS).connected(4)[corner];
    double exact = 3 * EXACT / 100;
    assertThat(neuron.pull(exact)).isBetween(-4.5, 4.5);
    assertThat(neuron.error()).isLessThan(whole.error() / 1000);
    // The negative twin: a value wrong by 3 % is seen.
    assertThat(Math.abs(neuron.pull(1.03 * exact))).isGreaterThan(5);
  }

  /// Var h² of a unit at x = ±1, z ~ N(0, 2).
  private static final double EXACT = 0.133265471541;

  private static NeuralField with(Readout readout) {
    return new NeuralField(1, NeuralField.reluNet(1).hidden(), readout).width(6);
  }

  static List<NeuralField> fields() {
    return List.of(
        NeuralField.erfNet(1).width(6),
        NeuralField.cosNet(1).width(6),
        with(new Readout(1, Parameterisation.STANDARD, new Laplace(0, 1), new Uniform(0, 1))),
        with(new Readout(1, Parameterisation.NTK, new Normal(0.5, 1), new Normal(0.2, 0.5))),
        with(new Readout(1, Parameterisation.STANDARD, new Normal(0.5, 1), new Laplace(0, 0.3))),
        with(new Readout(2, Parameterisation.BARE, new Uniform(0, 0.5), new Laplace(0, 0.3))));
  }

  /// Whole networks and single neurons, other seeds: every component of every order to 4, full and connected. At most
  /// 12 symbols give 1820 components of order 4 with strong correlations; P(any |z| > 6) < 1e-5 by Bonferroni.
  @ParameterizedTest
  @MethodSource("fields")
  void agreesWithWholeNetworks(NeuralField field) {
    PointSet points = PointSet.line(-0.7, 0.4, 1);
    Ensemble ensemble = Ensemble.of(field).networks(40_000);
    Measurement whole = ensemble.run(points);
    Measurement neuron = ensemble.seed(2).estimator(Estimator.NEURON).run(points);
    assertThat(neuron.estimator()).isEqualTo(Estimator.NEURON);
    for (int order = 1; order <= 4; order++) {
      assertAgreement(whole.connected(order), neuron.connected(order));
      assertAgreement(whole.full(order), neuron.full(order));
    }
  }

  private static void assertAgreement(Estimate[] one, Estimate[] other) {
    for (int c = 0; c < one.length; c++) {
      double error = Math.hypot(one[c].error(), other[c].error());
      assertThat(Math.abs(one[c].value() - other[c].value())).isLessThanOrEqualTo(6 * error);
    }
  }

  @Test
  void refusesDeepNetworks() {
    NeuralField one = NeuralField.erfNet(1);
    NeuralField deep =
        new NeuralField(
            1, List.of(one.hidden().getFirst(), one.hidden().getFirst()), one.readout());
    assertThatThrownBy(() -> Ensemble.of(deep).estimator(Estimator.NEURON))
        .hasMessageContaining("estimator NEURON is not exact");
  }
}
