package org.nnft.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nnft.field.PointSet;
import org.nnft.kernel.NngpKernel;
import org.nnft.math.Lanes;
import org.nnft.math.ScalarLanes;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Laplace;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.NeuralField;
import org.nnft.network.Parameterisation;
import org.nnft.network.Readout;
import org.nnft.random.StreamKey;
import org.nnft.statistics.Estimate;

/// Networks drawn by pre-activations: the law of those drawn by weights.
class LayerTileTest {
  private static final PointSet POINTS = PointSet.line(-0.9, -0.4, 0.3, 0.8, 1.1);

  private static NeuralField deep(Activation g, double σw, double σb, int... widths) {
    List<HiddenLayer> hidden =
        Arrays.stream(widths)
            .mapToObj(
                width ->
                    new HiddenLayer(
                        width,
                        g,
                        Parameterisation.STANDARD,
                        new Normal(0, σw),
                        σb > 0 ? new Normal(0, σb) : new Constant(0)))
            .toList();
    return new NeuralField(
        1, hidden, new Readout(1, Parameterisation.STANDARD, new Normal(0, 1), new Constant(0)));
  }

  private static Ensemble drawn(NeuralField field, Precision precision) {
    return Ensemble.of(field)
        .networks(60_000)
        .seed(11)
        .estimator(Estimator.OUTPUTS)
        .precision(precision)
        .draw(Draw.LAYERS);
  }

  /// Linear layers: E f⁴ = 3x⁴ Πₗ(1 + 2/Nₗ), since a layer multiplies |h|² by χ²(N)/N. Covariances have rank 1. P(|z| > 5) ≈ 6e-7 each.
  @ParameterizedTest
  @EnumSource
  void linearNetworksHaveTheExactMoments(Precision precision) {
    NeuralField linear = deep(new Activation.Polynomial(List.of(0.0, 1.0)), 1, 0, 3, 5, 4);
    PointSet points = PointSet.line(1, 2, -0.5);
    Measurement measured = drawn(linear, precision).run(points);
    double fourth = 3 * (1 + 2.0 / 3) * (1 + 2.0 / 5) * (1 + 2.0 / 4);
    Estimate[] g2 = measured.full(2);
    Estimate[] g4 = measured.full(4);
    assertThat(g2[measured.components(2).rank(0, 1)].pull(2)).isBetween(-5.0, 5.0);
    assertThat(g2[measured.components(2).rank(1, 2)].pull(-1)).isBetween(-5.0, 5.0);
    Estimate one = g4[measured.components(4).rank(0, 0, 1, 1)];
    assertThat(one.pull(4 * fourth)).isBetween(-5.0, 5.0);
    assertThat(g4[measured.components(4).rank(0, 1, 2, 2)].pull(fourth / 2)).isBetween(-5.0, 5.0);
    // The negative twin: a free field, and a two-point function wrong by 15 %.
    assertThat(g2[measured.components(2).rank(0, 0)].pull(1.15)).isLessThan(-5);
    assertThat(one.pull(4 * 3)).isGreaterThan(5);
  }

  /// Pulls between networks by weights and by layers: 15 two-point and 70 four-point components at two hidden layers. The
  /// largest of 85 standard normal numbers exceeds 5 with probability 5e-5.
  @ParameterizedTest
  @EnumSource
  void deepNetworksHaveTheLawOfWeights(Precision precision) {
    NeuralField field = deep(new Activation.Tanh(), 1.3, 0.4, 6, 9);
    Measurement layers = drawn(field, precision).run(POINTS);
    Measurement weights = drawn(field, precision).draw(Draw.WEIGHTS).seed(5).run(POINTS);
    assertThat(largestPull(layers.full(2), weights.full(2))).isLessThan(5);
    assertThat(largestPull(layers.connected(4), weights.connected(4))).isLessThan(5);
    // The negative twin: biases of 0.5 in place of 0.4.
    NeuralField wrong = deep(new Activation.Tanh(), 1.3, 0.5, 6, 9);
    Measurement other = drawn(wrong, precision).run(POINTS);
    assertThat(largestPull(other.full(2), weights.full(2))).isGreaterThan(5);
  }

  private static double largestPull(Estimate[] a, Estimate[] b) {
    double largest = 0;
    for (int c = 0; c < a.length; c++) {
      double error = Math.hypot(a[c].error(), b[c].error());
      largest = Math.max(largest, Math.abs(a[c].value() - b[c].value()) / error);
    }
    return largest;
  }

  /// More inputs than points: the first layer comes from the inputs' covariance. P(any of 6 |z| > 5) ≈ 3e-6.
  @ParameterizedTest
  @EnumSource
  void manyInputsHaveTheKernel(Precision precision) {
    NeuralField field = NeuralField.erfNet(7).width(20);
    PointSet points =
        PointSet.of(
            new double[][] {
              {0.1, 0.2, -0.3, 0.4, 0.5, -0.6, 0.7},
              {0.3, -0.2, 0.3, 0.1, 0.2, 0.6, -0.1},
              {1, 0, 0, 0.5, 0, 0, 0.2}
            });
    assertThat(LayerTile.isFirstDrawnWhole(field, points)).isTrue();
    Measurement measured = drawn(field, precision).run(points);
    Estimate[] g2 = measured.full(2);
    double[][] kernel = NngpKernel.of(field, points);
    for (int p = 0; p < 3; p++) {
      for (int q = p; q < 3; q++) {
        assertThat(g2[measured.components(2).rank(p, q)].pull(kernel[p][q])).isBetween(-5.0, 5.0);
      }
    }
    assertThat(Math.abs(g2[0].pull(kernel[0][0] * 1.05))).isGreaterThan(5);
  }

  /// The readout's expectation needs no outputs: the Gram matrices of both tiles have one law. The largest of 70 standard
  /// normal numbers exceeds 5 with probability 4e-5.
  @Test
  void readoutsAreIntegratedOutToo() {
    NeuralField field = deep(new Activation.Relu(), 1.4, 0.3, 8, 8);
    Ensemble ensemble = drawn(field, Precision.DOUBLE).estimator(Estimator.GAUSSIAN_READOUT);
    Measurement layers = ensemble.run(POINTS);
    Measurement weights = ensemble.draw(Draw.WEIGHTS).seed(5).run(POINTS);
    assertThat(largestPull(layers.connected(4), weights.connected(4))).isLessThan(5);
  }

  @ParameterizedTest
  @EnumSource
  void bitsDependOnNeitherThreadsNorTilesNorVectors(Precision precision) {
    NeuralField field = deep(new Activation.Erf(), 1.3, 0.4, 5, 7);
    Ensemble ensemble = drawn(field, precision).networks(3_001);
    double[][] one = ensemble.threads(1).run(POINTS).blockSums();
    assertThat(ensemble.threads(3).run(POINTS).blockSums()).isDeepEqualTo(one);
    assertThat(ensemble.lanes(new ScalarLanes()).run(POINTS).blockSums()).isDeepEqualTo(one);
    double[][] many = new double[POINTS.size()][112];
    double[][] few = new double[POINTS.size()][16];
    tile(field, precision, 112).outputs(5, 100, many);
    FieldTile small = tile(field, precision, 16);
    for (int m = 0; m < 100; m += 9) {
      small.outputs(5 + m, 1, few);
      for (int p = 0; p < few.length; p++) {
        assertThat(few[p][0]).isEqualTo(many[p][m]);
      }
    }
  }

  private static FieldTile tile(NeuralField field, Precision precision, int capacity) {
    return new LayerTile(field, POINTS, new StreamKey(5), precision, Lanes.best(), capacity);
  }

  @Test
  void otherWeightsThanGaussianOnesAreRefused() {
    IndependentDensity laplace = new Laplace(0, 1);
    NeuralField field =
        new NeuralField(
            1,
            List.of(
                deep(new Activation.Erf(), 1, 0, 4).hidden().getFirst(),
                new HiddenLayer(
                    4, new Activation.Erf(), Parameterisation.STANDARD, laplace, new Constant(0))),
            new Readout(1, Parameterisation.STANDARD, new Normal(0, 1), new Constant(0)));
    Ensemble ensemble = Ensemble.of(field).estimator(Estimator.OUTPUTS);
    assertThatThrownBy(() -> ensemble.draw(Draw.LAYERS))
        .hasMessageContaining("normal weights")
        .hasMessageContaining("use WEIGHTS");
    Ensemble neuron = Ensemble.of(NeuralField.erfNet(1)).estimator(Estimator.NEURON);
    assertThatThrownBy(() -> neuron.draw(Draw.LAYERS)).hasMessageContaining("NEURON");
  }

  /// Points that nearly coincide do no harm to the others: linear layers, of rank 2. P(|z| > 5) ≈ 6e-7 each.
  @ParameterizedTest
  @EnumSource
  void pointsMayNearlyCoincide(Precision precision) {
    PointSet near = PointSet.line(0.5, 0.5 + 3e-7, -0.9, 0.9, 0.1, 0.7);
    NeuralField linear = deep(new Activation.Polynomial(List.of(0.0, 1.0)), 1, 1, 20, 20);
    Measurement measured = drawn(linear, precision).highestOrder(2).run(near);
    double[][] kernel = NngpKernel.of(linear, near);
    Estimate[] g2 = measured.full(2);
    for (int c = 0; c < g2.length; c++) {
      int[] pair = measured.components(2).at(c);
      assertThat(g2[c].pull(kernel[pair[0]][pair[1]])).isBetween(-5.0, 5.0);
    }
  }
}
