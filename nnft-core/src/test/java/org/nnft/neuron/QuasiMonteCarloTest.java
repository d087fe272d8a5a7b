package org.nnft.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nnft.ensemble.Ensemble;
import org.nnft.ensemble.Measurement;
import org.nnft.field.PointSet;
import org.nnft.math.SymmetricIndex;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Laplace;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Rademacher;
import org.nnft.network.IndependentDensity.StudentT;
import org.nnft.network.IndependentDensity.Uniform;
import org.nnft.network.NeuralField;
import org.nnft.network.ParameterDensity;
import org.nnft.network.ParameterDensity.Ball;
import org.nnft.network.ParameterDensity.Sphere;
import org.nnft.network.Parameterisation;
import org.nnft.network.Readout;
import org.nnft.statistics.Estimate;

class QuasiMonteCarloTest {

  /// Student's t of 31 degrees of freedom beyond 7: 7e-8 (scipy 1.17: 2*stats.t.sf(7, 31)); of at most 125
  /// components a unit and 10 units, P(any) < 1e-4.
  private static final double LARGEST_PULL = 7;

  private static final PointSet PLANE =
      PointSet.of(new double[][] {{0.2, 0.7}, {1, -0.3}, {-0.5, 0.4}, {0.6, 0.6}, {-0.8, -0.1}});

  private static final Uniform PERIOD = new Uniform(0, Math.PI);

  private static HiddenLayer layer(
      Activation activation, ParameterDensity weights, IndependentDensity bias) {
    return new HiddenLayer(1, activation, Parameterisation.BARE, weights, bias);
  }

  /// Units with closed forms or quadratures: every kind of law and of map.
  static Stream<HiddenLayer> knownUnits() {
    var wave = new Activation.PlaneWave(1.2, 0.7, -0.5);
    return Stream.of(
        layer(new Activation.Erf(), new Normal(0, 1), new Normal(0, 0.5)),
        layer(new Activation.Relu(), new Normal(0, 1), new Normal(0, 0.5)),
        layer(new Activation.GaussNormalised(), new Normal(0.1, 0.2), new Normal(0, 0.2)),
        layer(new Activation.Exp(), new Uniform(0, 0.8), new Rademacher(0.1, 0.2)),
        layer(new Activation.Exp(), new Laplace(0, 0.05), new Laplace(0, 0.06)),
        layer(new Activation.Cos(), new Laplace(0.3, 0.7), PERIOD),
        layer(new Activation.Sin(), new Rademacher(0, 0.7), new Uniform(0.2, 1)),
        layer(new Activation.Cos(), new StudentT(1, 0, 0.5), new StudentT(3, 0.4, 1)),
        layer(wave, new Ball(2), PERIOD),
        layer(wave, new Sphere(2), new Normal(0, 1)));
  }

  @ParameterizedTest
  @MethodSource("knownUnits")
  void agreesWithClosedFormsAndQuadrature(HiddenLayer unit) {
    NeuronMoments exact = NeuronMoments.of(unit, 2, PLANE, 4);
    NeuronMoments sampled = NeuronMoments.quasiMonteCarlo(unit, 2, PLANE, 4);
    assertThat(exact.method()).isNotEqualTo(MomentMethod.QUASI_MONTE_CARLO);
    assertThat(sampled.method()).isEqualTo(MomentMethod.QUASI_MONTE_CARLO);
    double[] errors = sampled.errors();
    double largest = Arrays.stream(exact.values()).map(Math::abs).max().orElseThrow();
    double rms = 0;
    for (int c = 0; c < errors.length; c++) {
      // Rounding, where the rule is exact.
      double error = Math.hypot(errors[c], 1e-14);
      double pull = (sampled.values()[c] - exact.values()[c]) / error;
      assertThat(pull).as("component %d", c).isBetween(-LARGEST_PULL, LARGEST_PULL);
      assertThat(errors[c]).isLessThan(1e-3 * Math.max(1, largest));
      rms += pull * pull / errors.length;
    }
    // Correlated components: their mean square fluctuates, but no error may be far too large.
    assertThat(Math.sqrt(rms)).isBetween(0.2, 3.0);
  }

  /// The negative twin: a weight law 1 % too wide.
  @Test
  void rejectsAnotherLaw() {
    HiddenLayer narrow = layer(new Activation.Erf(), new Normal(0, 1), new Constant(0));
    HiddenLayer wide = layer(new Activation.Erf(), new Normal(0, 1.01), new Constant(0));
    NeuronMoments exact = NeuronMoments.of(narrow, 2, PLANE, 4);
    NeuronMoments sampled = NeuronMoments.quasiMonteCarlo(wide, 2, PLANE, 4);
    assertThat(Math.abs(sampled.at(0, 0) - exact.at(0, 0)) / sampled.error(0, 0)).isGreaterThan(50);
  }

  @Test
  void hasTheSameBitsAgain() {
    HiddenLayer unit = layer(new Activation.Tanh(), new Laplace(0, 1), new Constant(0));
    assertThat(NeuronMoments.of(unit, 2, PLANE, 2).values())
        .isEqualTo(NeuronMoments.of(unit, 2, PLANE, 2).values());
  }

  private static NeuralField relu(int inputs, IndependentDensity weights) {
    return new NeuralField(
        inputs,
        List.of(layer(new Activation.Relu(), weights, new Constant(0))),
        new Readout(1, Parameterisation.STANDARD, new Normal(0, 1), new Normal(0, 0.5)));
  }

  /// Unit vectors as inputs make the units independent, so that E Π h factorises into E[max(w, 0)ⁿ] = ½E|w|ⁿ:
  /// sⁿn!/2 for Laplace, sⁿ/(2(n + 1)) for uniform. With N = 1, G_c⁽²⁾ = M₂ + ¼ by the output bias, G_c⁽⁴⁾ = 3M₄
  /// − Σ₃M₂M₂, and G_c⁽⁶⁾ = 15M₆ − 45M₄M₂ + 30M₂³ at one point.
  @Test
  void connectedCorrelatorsOfReluWithOtherWeights() {
    // E[h], E[h²], E[h⁴], E[h⁶].
    check(new Laplace(0, 0.5), 1, new double[] {0.25, 0.25, 0.75, 5.625});
    check(new Uniform(0, 2), 1, new double[] {0.5, 2.0 / 3, 1.6, 32.0 / 7});
    double root = 1 / Math.sqrt(2 * Math.PI);
    check(new Normal(0, 1), 4, new double[] {root, 0.5, 1.5, 7.5});
  }

  private static void check(IndependentDensity weights, int extra, double[] m) {
    int d = 1 + extra;
    double[][] x = new double[d][d];
    for (int k = 0; k < d; k++) {
      x[k][k] = 1;
    }
    FiniteWidthCorrelators exact =
        FiniteWidthCorrelators.of(relu(d, weights), PointSet.of(x), d > 2 ? 4 : 6);
    assertThat(exact.method()).isEqualTo(MomentMethod.QUASI_MONTE_CARLO);
    requireNear(exact, m[1] + 0.25, 0, 0);
    requireNear(exact, m[0] * m[0] + 0.25, 0, 1);
    requireNear(exact, 3 * m[2] - 3 * m[1] * m[1], 0, 0, 0, 0);
    requireNear(exact, 3 * m[1] * m[1] - m[1] * m[1] - 2 * Math.pow(m[0], 4), 0, 0, 1, 1);
    if (d > 2) {
      requireNear(exact, 0, 0, 1, 2, 3);
    } else {
      requireNear(exact, 15 * m[3] - 45 * m[2] * m[1] + 30 * Math.pow(m[1], 3), 0, 0, 0, 0, 0, 0);
    }
  }

  private static void requireNear(FiniteWidthCorrelators exact, double expected, int... tuple) {
    double error = exact.connectedError(tuple);
    assertThat(error).isPositive();
    assertThat((exact.connected(tuple) - expected) / error).isBetween(-LARGEST_PULL, LARGEST_PULL);
  }

  /// No closed value: erf with Laplace weights and a uniform bias against sampled networks, orders 2 and 4 at 3
  /// points, 21 components: P(any |z| > 5.2) < 1e-5.
  @Test
  void sampledNetworksAgree() {
    NeuralField field =
        new NeuralField(
            2,
            List.of(layer(new Activation.Erf(), new Laplace(0, 0.8), new Uniform(0.3, 1))),
            new Readout(1, Parameterisation.STANDARD, new Rademacher(0, 1), new Constant(0)));
    PointSet points = PointSet.of(new double[][] {{0.2, 0.7}, {1, -0.3}, {-0.5, 0.4}});
    FiniteWidthCorrelators exact = FiniteWidthCorrelators.of(field.width(4), points, 4);
    Measurement measured =
        Ensemble.of(field.width(4)).networks(100_000).seed(5).threads(2).run(points);
    double wrong = 0;
    for (int order = 2; order <= 4; order += 2) {
      SymmetricIndex index = measured.components(order);
      Estimate[] g = measured.connected(order);
      for (int c = 0; c < g.length; c++) {
        double value = exact.connected(index.at(c));
        // The error of the exact side is far smaller.
        assertThat(exact.connectedError(index.at(c))).isLessThan(g[c].error() / 10);
        assertThat(g[c].pull(value)).isBetween(-5.2, 5.2);
        wrong = Math.max(wrong, Math.abs(g[c].pull(1.1 * value)));
      }
    }
    // The negative twin: values 10 % larger are rejected.
    assertThat(wrong).isGreaterThan(10);
  }

  /// E Π h of the full correlators: error of E[ff] is that of κ₂, a bound for quadrature, 0 for a closed form.
  @Test
  void errorsFollowTheMethod() {
    FiniteWidthCorrelators cos = FiniteWidthCorrelators.of(NeuralField.cosNet(2), PLANE, 4);
    assertThat(cos.method()).isEqualTo(MomentMethod.CLOSED_FORM);
    assertThat(cos.connectedError(0, 1, 2, 3)).isZero();
    assertThat(cos.fullError(0, 1, 2, 3)).isZero();

    // N·κ₄ = 3M₄ − 3M₂², x = 1: M₂ = ½, M₄ = 3/2 with errors 10⁻¹² of themselves; E f⁴ = 3κ₂² + κ₄.
    FiniteWidthCorrelators relu =
        FiniteWidthCorrelators.of(NeuralField.reluNet(1).width(3), PointSet.line(1), 4);
    double κ4 = (3 * 1.5 + 3 * 2 * 0.5 * 0.5) * 1e-12 / 3;
    assertThat(relu.method()).isEqualTo(MomentMethod.QUADRATURE);
    assertThat(relu.connectedError(0, 0)).isCloseTo(0.5e-12, within(1e-17));
    // Odd moments, 0.4 and 0.8, add to the bound with weights' odd moments 0.
    assertThat(relu.connectedError(0, 0, 0, 0)).isCloseTo(κ4, within(1e-16));
    assertThat(relu.fullError(0, 0, 0, 0)).isCloseTo(κ4 + 3 * 2 * 0.5 * 0.5e-12, within(1e-16));

    HiddenLayer noWeights = layer(new Activation.Relu(), new Constant(2), new Constant(0));
    NeuronMoments fixed = NeuronMoments.of(noWeights, 1, PointSet.line(1, -1), 2);
    assertThat(fixed.at(0, 0)).isEqualTo(4);
    assertThat(fixed.at(0, 1)).isZero();
    assertThat(fixed.error(0, 0)).isZero();
  }

  @Test
  void divergentMomentsAreRefused() {
    HiddenLayer relu = layer(new Activation.Relu(), new StudentT(8, 0, 1), new Constant(0));
    assertThatThrownBy(() -> NeuronMoments.of(relu, 2, PLANE, 4))
        .hasMessageContaining("more than 8 degrees of freedom, got StudentT");
    assertThat(NeuronMoments.of(relu, 2, PLANE, 3).method())
        .isEqualTo(MomentMethod.QUASI_MONTE_CARLO);
    HiddenLayer exp = layer(new Activation.Exp(), new Laplace(0, 0.5), new Constant(0));
    assertThatThrownBy(() -> NeuronMoments.of(exp, 2, PLANE, 4))
        .hasMessageContaining("no moment of order 2");
  }
}
