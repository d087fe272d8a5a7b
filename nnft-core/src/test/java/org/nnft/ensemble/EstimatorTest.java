package org.nnft.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nnft.field.PointSet;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.StudentT;
import org.nnft.network.JointDensity;
import org.nnft.network.NeuralField;
import org.nnft.network.Parameterisation;
import org.nnft.network.Readout;
import org.nnft.statistics.Estimate;

class EstimatorTest {
  private static final PointSet SIX = PointSet.line(-1, -0.6, -0.2, 0.2, 0.6, 1);

  private static NeuralField deep(Activation g) {
    HiddenLayer layer =
        new HiddenLayer(32, g, Parameterisation.STANDARD, new Normal(0, 1), new Normal(0, 1));
    return new NeuralField(1, List.of(layer, layer), NeuralField.erfNet(1).readout());
  }

  private static Estimator best(NeuralField field) {
    return Estimator.ofCorrelators(field, SIX, 4, Precision.DOUBLE);
  }

  @Test
  void theBestDependsOnTheNetwork() {
    NeuralField erf = NeuralField.erfNet(1);
    assertThat(best(erf)).isEqualTo(Estimator.NEURON);
    NeuralField tailed =
        new NeuralField(
            1,
            erf.hidden(),
            new Readout(1, Parameterisation.STANDARD, new StudentT(3.5, 0, 1), new Normal(0, 1)));
    assertThat(best(tailed)).isEqualTo(Estimator.ANTITHETIC);
    assertThat(best(erf.correlated(new JointDensity.SharedLayers())))
        .isEqualTo(Estimator.GAUSSIAN_READOUT);
    assertThat(best(deep(new Activation.Erf()))).isEqualTo(Estimator.CONTROL_VARIATES);
    assertThat(best(deep(new Activation.Tanh()))).isEqualTo(Estimator.GAUSSIAN_READOUT);
    assertThat(best(deep(new Activation.Erf()).width(8))).isEqualTo(Estimator.GAUSSIAN_READOUT);
    assertThat(Estimator.ofCorrelators(deep(new Activation.Erf()), SIX, 6, Precision.DOUBLE))
        .isEqualTo(Estimator.GAUSSIAN_READOUT);
    assertThat(Estimator.ofCorrelators(deep(new Activation.Erf()), SIX, 4, Precision.SINGLE))
        .isEqualTo(Estimator.GAUSSIAN_READOUT);
  }

  /// ReLU at x = 1, two units: G⁽²⁾ = ½ and G_c⁽⁴⁾ = 15/8. Pulls of 150 seeds are Student variables of B − 1 degrees of
  /// freedom, so that their mean square is 1.0 to 1.06 ± 0.12: a correct error bar leaves (0.5, 1.6) with a probability
  /// below 1e-5. A long tail of squares of ReLU and few networks make errors of G_c⁽⁴⁾ too small now and then, so its bound
  /// is 2.2.
  @ParameterizedTest
  @EnumSource(names = {"OUTPUTS", "GAUSSIAN_READOUT", "NEURON", "QUASI_MONTE_CARLO"})
  void errorBarsAreRight(Estimator estimator) {
    Ensemble ensemble =
        Ensemble.of(NeuralField.reluNet(1).width(2))
            .networks(8_192)
            .estimator(estimator)
            .threads(1);
    double two = 0;
    double four = 0;
    double wrong = 0;
    int seeds = 150;
    for (int seed = 1; seed <= seeds; seed++) {
      Measurement measured = ensemble.seed(seed).run(PointSet.line(1));
      Estimate g2 = measured.full(2)[0];
      two += Math.pow(g2.pull(0.5), 2) / seeds;
      wrong += Math.pow(g2.pull(0.5 + 2 * g2.error()), 2) / seeds;
      four += Math.pow(measured.connected(4)[0].pull(15.0 / 8), 2) / seeds;
    }
    assertThat(two).isBetween(0.5, 1.6);
    assertThat(four).isBetween(0.5, 2.2);
    // The negative twin: a value two errors away gives 5.
    assertThat(wrong).isGreaterThan(3);
  }

  /// In two dimensions 1024 points gain a factor of 5 in the error on random ones, more of them more.
  @Test
  void sobolPointsAreSharper() {
    Ensemble ensemble = Ensemble.of(NeuralField.erfNet(1)).networks(65_536).threads(1);
    Measurement random = ensemble.estimator(Estimator.NEURON).run(SIX);
    Measurement sobol = ensemble.estimator(Estimator.QUASI_MONTE_CARLO).run(SIX);
    assertThat(sobol.networks()).isEqualTo(65_536);
    assertThat(sobol.blocks()).isEqualTo(64);
    int corner = random.components(4).rank(0, 0, 0, 0);
    assertThat(sobol.connected(4)[corner].error())
        .isLessThan(random.connected(4)[corner].error() / 3);
    // 3 Var h²/100 of a unit at x = ±1, z ~ N(0, 2): mpmath, 30 digits.
    assertThat(sobol.connected(4)[corner].pull(3 * 0.133265471541 / 100)).isBetween(-5.0, 5.0);
  }

  /// Members of a scan over widths are fitted as independent, so they must not share their units.
  @Test
  void widthsHaveUnitsOfTheirOwn() {
    for (Estimator estimator : List.of(Estimator.NEURON, Estimator.QUASI_MONTE_CARLO)) {
      Ensemble five = Ensemble.of(NeuralField.erfNet(1).width(5)).networks(1024);
      Ensemble six = Ensemble.of(NeuralField.erfNet(1).width(6)).networks(1024);
      assertThat(five.estimator(estimator).run(SIX).blockSums()[0][0])
          .isNotEqualTo(six.estimator(estimator).run(SIX).blockSums()[0][0]);
    }
  }

  @Test
  void quadratureDrawsNothing() {
    Ensemble erf = Ensemble.of(NeuralField.erfNet(1));
    assertThatThrownBy(() -> erf.estimator(Estimator.QUADRATURE).run(SIX))
        .hasMessageContaining("draws nothing");
    assertThatThrownBy(() -> erf.precision(Precision.SINGLE).estimator(Estimator.QUASI_MONTE_CARLO))
        .hasMessageContaining("double precision only");
  }

  /// Thousands of points have more multisets of four than an int counts: controls do not pay, and that is all.
  @Test
  void manyPointsAreDrawnPlainly() {
    HiddenLayer erf =
        new HiddenLayer(
            32,
            new Activation.Erf(),
            Parameterisation.STANDARD,
            new Normal(0, 1),
            new Normal(0, 1));
    NeuralField deep =
        new NeuralField(
            1,
            List.of(erf, erf),
            new Readout(1, Parameterisation.STANDARD, new Normal(0, 1), new Normal(0, 1)));
    double[][] line = new double[2000][1];
    for (int p = 0; p < line.length; p++) {
      line[p][0] = p / 1000.0;
    }
    assertThat(Estimator.ofCorrelators(deep, PointSet.of(line), 2, Precision.DOUBLE))
        .isEqualTo(Estimator.ANTITHETIC);
    assertThat(Estimator.ofCorrelators(deep, PointSet.line(1, 2), 2, Precision.DOUBLE))
        .isEqualTo(Estimator.CONTROL_VARIATES);
  }
}
