package org.nnft.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nnft.field.PointSet;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Uniform;
import org.nnft.network.NeuralField;
import org.nnft.network.ParameterDensity;
import org.nnft.network.Parameterisation;
import org.nnft.network.Readout;
import org.nnft.statistics.Estimate;

class ControlVariatesTest {
  private static final PointSet POINTS = PointSet.line(-0.7, 0.4, 1);

  private static HiddenLayer layer(int width, Activation g, ParameterDensity w, double bias) {
    return new HiddenLayer(
        width, g, Parameterisation.STANDARD, w, bias == 0 ? new Constant(0) : new Normal(0, bias));
  }

  private static NeuralField deep(int outputs, HiddenLayer... layers) {
    return new NeuralField(
        1,
        List.of(layers),
        new Readout(outputs, Parameterisation.STANDARD, new Normal(0, 1.1), new Normal(0, 0.3)));
  }

  static List<NeuralField> fields() {
    Normal w = new Normal(0, 1.2);
    HiddenLayer wave =
        new HiddenLayer(
            5,
            new Activation.Cos(),
            Parameterisation.STANDARD,
            new Uniform(0, 2),
            new Uniform(0, Math.PI));
    return List.of(
        deep(1, layer(3, new Activation.Erf(), w, 0.5), layer(4, new Activation.Erf(), w, 0.5)),
        deep(
            1,
            layer(6, new Activation.Relu(), w, 0.2),
            layer(5, new Activation.Gelu(), w, 0),
            layer(4, new Activation.Relu(), w, 0.2)),
        deep(2, layer(6, new Activation.Tanh(), w, 0.5), layer(3, new Activation.Sin(), w, 0.1)),
        deep(2, wave, layer(2, new Activation.Abs(), w, 0.3)));
  }

  /// Narrow networks, where controls save little and a bias of any order in 1/N would show, against the readout's
  /// expectation with another seed: every component of orders 2 and 4, full and connected; at most 147 of them, four
  /// times. Strongly correlated within a field; P(any |z| > 5.5) < 5e-5 by Bonferroni.
  @ParameterizedTest
  @MethodSource("fields")
  void hasTheExpectationOfWholeNetworks(NeuralField field) {
    Ensemble ensemble = Ensemble.of(field).networks(60_000);
    Measurement plain = ensemble.estimator(Estimator.GAUSSIAN_READOUT).run(POINTS);
    Measurement controlled = ensemble.seed(2).estimator(Estimator.CONTROL_VARIATES).run(POINTS);
    assertThat(largestPull(plain, controlled)).isLessThan(5.5);
    // The negative twin: weights of the second layer wrong by 3 %.
    NeuralField wrong =
        new NeuralField(
            1, List.of(field.hidden().getFirst(), wider(field.hidden().get(1))), field.readout());
    if (field.depth() == 2) {
      Measurement other =
          Ensemble.of(wrong)
              .networks(60_000)
              .seed(2)
              .estimator(Estimator.CONTROL_VARIATES)
              .run(POINTS);
      assertThat(largestPull(plain, other)).isGreaterThan(5.5);
    }
  }

  private static HiddenLayer wider(HiddenLayer layer) {
    return new HiddenLayer(
        layer.width(),
        layer.activation(),
        layer.parameterisation(),
        new Normal(0, 1.35),
        layer.bias());
  }

  private static double largestPull(Measurement one, Measurement other) {
    double largest = 0;
    for (int order = 2; order <= 4; order += 2) {
      largest = Math.max(largest, largestPull(one.full(order), other.full(order)));
      largest = Math.max(largest, largestPull(one.connected(order), other.connected(order)));
    }
    return largest;
  }

  private static double largestPull(Estimate[] one, Estimate[] other) {
    double largest = 0;
    for (int c = 0; c < one.length; c++) {
      double error = Math.hypot(one[c].error(), other[c].error());
      double difference = Math.abs(one[c].value() - other[c].value());
      largest = Math.max(largest, error == 0 ? 0 : difference / error);
    }
    return largest;
  }

  /// ReLU without biases at x = 1: E h² = G/2 and E h⁴ = 3G²/2 on z ~ N(0, G), so that every layer multiplies E G² by
  /// σ_w⁴/4 · (1 + 5/N), and G_c⁽⁴⁾ = 3K²(Π(1 + 5/N) − 1), K the kernel, exactly. P(|z| > 5) = 6e-7.
  @Test
  void reluHasItsExactFourPointFunction() {
    Normal w = new Normal(0, Math.sqrt(2));
    HiddenLayer relu =
        new HiddenLayer(20, new Activation.Relu(), Parameterisation.STANDARD, w, new Constant(0));
    NeuralField field =
        new NeuralField(
            1,
            List.of(relu, relu, relu),
            new Readout(1, Parameterisation.STANDARD, w, new Constant(0)));
    Ensemble ensemble = Ensemble.of(field).networks(40_000).seed(5);
    Measurement controlled = ensemble.estimator(Estimator.CONTROL_VARIATES).run(PointSet.line(1));
    // Variances 2 make the kernel x·x at every depth but the first, whose weights have variance 2
    // too.
    double k = 2;
    Estimate g4 = controlled.connected(4)[0];
    double exact = 3 * k * k * (Math.pow(1 + 5.0 / 20, 3) - 1);
    assertThat(g4.pull(exact)).isBetween(-5.0, 5.0);
    assertThat(controlled.full(2)[0].pull(k)).isBetween(-5.0, 5.0);
    // The negative twin: two layers.
    assertThat(Math.abs(g4.pull(3 * k * k * (Math.pow(1 + 5.0 / 20, 2) - 1)))).isGreaterThan(5);
    Estimate plain =
        ensemble.estimator(Estimator.GAUSSIAN_READOUT).run(PointSet.line(1)).connected(4)[0];
    assertThat(g4.error()).isLessThan(plain.error() / 2);
  }

  /// Errors of G⁽²⁾ fall like 1/N, not 1/√N: a factor of 8 from width 4 to 32, where 2.8 would be plain.
  @Test
  void errorsFallWithTheWidth() {
    Ensemble narrow =
        Ensemble.of(fields().getFirst().width(4))
            .networks(20_000)
            .estimator(Estimator.CONTROL_VARIATES);
    Ensemble wide =
        Ensemble.of(fields().getFirst().width(32))
            .networks(20_000)
            .estimator(Estimator.CONTROL_VARIATES);
    double two = narrow.run(POINTS).full(2)[0].error() / wide.run(POINTS).full(2)[0].error();
    assertThat(two).isBetween(6.0, 11.0);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    Ensemble tanh =
        Ensemble.of(
            deep(
                1,
                layer(3, new Activation.Erf(), new Normal(0, 1), 0),
                layer(3, new Activation.Tanh(), new Normal(0, 1), 0)));
    assertThatThrownBy(() -> tanh.estimator(Estimator.CONTROL_VARIATES))
        .hasMessageContaining("activations whose kernel is a formula");
    Ensemble erf = Ensemble.of(fields().getFirst()).highestOrder(6);
    assertThatThrownBy(() -> erf.estimator(Estimator.CONTROL_VARIATES))
        .hasMessageContaining("orders up to 4, got 6");
  }
}
