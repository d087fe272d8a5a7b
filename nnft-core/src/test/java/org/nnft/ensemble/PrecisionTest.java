package org.nnft.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nnft.field.PointSet;
import org.nnft.math.Lanes;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Laplace;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.NeuralField;
import org.nnft.network.ParameterDensity;
import org.nnft.network.Parameterisation;
import org.nnft.network.Readout;
import org.nnft.random.StreamKey;
import org.nnft.statistics.Estimate;

class PrecisionTest {
  private static final PointSet POINTS = PointSet.line(0.2, 0.4, 0.6, 0.8, 1.0, 1.2);

  /// ReLU without bias at positive inputs: G⁽²⁾ = xy/2 and G_c⁽⁴⁾ = (15/4N)·x₁x₂x₃x₄ exactly; all components
  /// are one random number times monomials. P(|z| > 5) ≈ 6e-7 each.
  @Test
  void singlePrecisionHasTheExactCorrelators() {
    for (Estimator estimator :
        List.of(
            Estimator.OUTPUTS,
            Estimator.ANTITHETIC,
            Estimator.GAUSSIAN_READOUT,
            Estimator.NEURON)) {
      Measurement measured =
          Ensemble.of(NeuralField.reluNet(1).width(40))
              .networks(50_000)
              .seed(3)
              .estimator(estimator)
              .precision(Precision.SINGLE)
              .run(POINTS);
      Estimate g2 = measured.full(2)[measured.components(2).rank(1, 2)];
      assertThat(g2.pull(0.5 * 0.4 * 0.6)).isBetween(-5.0, 5.0);
      Estimate g4 = measured.connected(4)[measured.components(4).rank(0, 1, 2, 3)];
      assertThat(g4.pull(15.0 / 160 * 0.2 * 0.4 * 0.6 * 0.8)).isBetween(-5.0, 5.0);
      // The negative twin: a two-point function wrong by 8 % is seen.
      assertThat(Math.abs(g2.pull(0.5 * 0.4 * 0.6 * 1.08))).isGreaterThan(5);
    }
  }

  private static NeuralField field(Activation g, ParameterDensity weights) {
    HiddenLayer first =
        new HiddenLayer(5, g, Parameterisation.STANDARD, weights, new Normal(0.1, 0.5));
    HiddenLayer second =
        new HiddenLayer(
            37, new Activation.Tanh(), Parameterisation.NTK, new Normal(0, 1), new Constant(0.2));
    Readout readout =
        new Readout(2, Parameterisation.STANDARD, new Laplace(0, 1), new Normal(0, 1));
    return new NeuralField(1, List.of(first, second), readout);
  }

  static List<NeuralField> fields() {
    return List.of(
        NeuralField.erfNet(1).width(70),
        NeuralField.gaussNet(1).width(9),
        NeuralField.freeScalar(1, 1, 3).width(4),
        field(new Activation.Erf(), new Laplace(0, 1)),
        field(new Activation.Swish(), new ParameterDensity.Sphere(2)));
  }

  /// One network after another gives the bits of many at a time.
  @ParameterizedTest
  @MethodSource("fields")
  void bitsDoNotDependOnTheTile(NeuralField field) {
    int symbols = 6 * field.outputs();
    double[][] many = new double[symbols][112];
    double[][] few = new double[symbols][16];
    tile(field, 112).outputs(5, 100, many);
    FieldTile small = tile(field, 16);
    for (int m = 0; m < 100; m += 9) {
      small.outputs(5 + m, 1, few);
      for (int s = 0; s < symbols; s++) {
        assertThat(few[s][0]).isEqualTo(many[s][m]);
      }
    }
  }

  private static FieldTile tile(NeuralField field, int capacity) {
    return NetworkBlocks.tile(
        Precision.SINGLE, field, POINTS, new StreamKey(5), Lanes.best(), capacity);
  }

  @Test
  void bitsDoNotDependOnThreads() {
    Ensemble ensemble =
        Ensemble.of(NeuralField.erfNet(1).width(7)).networks(5_001).precision(Precision.SINGLE);
    assertThat(ensemble.threads(3).run(POINTS).blockSums())
        .isDeepEqualTo(ensemble.threads(1).run(POINTS).blockSums());
    assertThat(ensemble.run(POINTS).blockSums()[0][0])
        .isNotEqualTo(ensemble.precision(Precision.DOUBLE).run(POINTS).blockSums()[0][0]);
  }

  /// Deep networks in single precision: pulls between the two precisions, 21 two-point components of equal errors.
  /// P(any |z| > 5) ≈ 1e-5.
  @Test
  void deepNetworksAgreeInBothPrecisions() {
    Ensemble ensemble =
        Ensemble.of(field(new Activation.Erf(), new Normal(0, 1))).networks(20_000).highestOrder(2);
    Estimate[] one = ensemble.run(POINTS).full(2);
    Estimate[] other = ensemble.seed(9).precision(Precision.SINGLE).run(POINTS).full(2);
    for (int c = 0; c < one.length; c++) {
      double error = Math.hypot(one[c].error(), other[c].error());
      assertThat((one[c].value() - other[c].value()) / error).isBetween(-5.0, 5.0);
    }
  }
}
