package org.nnft.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnft.field.PointSet;
import org.nnft.network.Activation;
import org.nnft.network.Expression;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.Parameterisation;

class PanelQuadratureTest {
  private static final PointSet POINTS = PointSet.line(-1, 0.2, 1);

  private static HiddenLayer layer(String g) {
    return new HiddenLayer(
        1,
        new Activation.Formula(Expression.parse(g)),
        Parameterisation.STANDARD,
        new Normal(0, 1),
        new Normal(0, 0.5));
  }

  /// E g(z₁)g(z₂), E g(z₁)g(z₂)g(z₃)², E g(z₁)²g(z₂)² with z = wx + b: mpmath, nested quad in (w, b), intervals of b split at
  /// kinks, of w at crossings of kinks.
  @ParameterizedTest
  @CsvSource({
    "abs(x)*exp(-x^2), 0.069284819265366, 0.0057028421877058, 0.0077644100047644",
    "relu(x)^2, 0.11106182910422, 0.13235998520018, 0.42432014605361",
  })
  void momentsOfKinkedExpressions(String g, double two, double mixed, double squares) {
    NeuronMoments moments = NeuronMoments.of(layer(g), 1, POINTS, 4);
    assertThat(moments.method()).isEqualTo(MomentMethod.QUADRATURE);
    assertThat(moments.at(0, 1)).isCloseTo(two, within(1e-12));
    assertThat(moments.at(0, 1, 2, 2)).isCloseTo(mixed, within(1e-12));
    assertThat(moments.at(0, 0, 1, 1)).isCloseTo(squares, within(1e-12));
    assertThat(moments.error(0, 0, 1, 1)).isBetween(1e-16, 1e-9);
  }

  /// E|z − ½|² = Var z + ¼, and E(z₁ − ½)²(z₂ − ½)² by Wick's theorem with a = Var z₁, b = Var z₂, c = Cov:
  /// ab + 2c² + (a + b + 4c)/4 + 1/16.
  @Test
  void squaresOfAShiftedKinkArePolynomials() {
    NeuronMoments moments = NeuronMoments.of(layer("abs(x - 0.5)"), 1, POINTS, 4);
    double a = 1.25;
    double b = 0.29;
    double c = 0.05;
    double exact = a * b + 2 * c * c + (a + b + 4 * c) / 4 + 1.0 / 16;
    assertThat(moments.at(0, 0)).isCloseTo(1.5, within(1e-12));
    assertThat(moments.at(0, 0, 1, 1)).isCloseTo(exact, within(1e-11));
    // |z − ½| itself at x = −1: √(2a/π) e^(−1/8a) + ½ erf(½/√(2a)).
    double mean =
        Math.sqrt(2 * a / Math.PI) * Math.exp(-1 / (8 * a))
            + 0.5 * org.hipparchus.special.Erf.erf(0.5 / Math.sqrt(2 * a));
    assertThat(moments.at(0)).isCloseTo(mean, within(1e-12));
    // The negative twin: a kink moved by a hundredth is another function.
    double moved = NeuronMoments.of(layer("abs(x - 0.51)"), 1, POINTS, 4).at(0);
    assertThat(Math.abs(moved - mean)).isGreaterThan(1e4 * moments.error(0));
  }

  /// Without a bias z is of rank 1: E relu(z)⁴ at x = 1 is half of 3.
  @Test
  void oneDimension() {
    HiddenLayer layer =
        new HiddenLayer(
            1,
            new Activation.Formula(Expression.parse("relu(x)^2")),
            Parameterisation.STANDARD,
            new Normal(0, 1),
            new Constant(0));
    NeuronMoments moments = NeuronMoments.of(layer, 1, POINTS, 2);
    assertThat(moments.at(2, 2)).isCloseTo(1.5, within(1e-12));
    assertThat(moments.at(0, 2)).isCloseTo(0, within(1e-13));
  }

  /// Three dimensions are left to quasi-Monte Carlo, which states a standard deviation.
  @Test
  void moreDimensionsFluctuate() {
    PointSet points = PointSet.of(new double[][] {{0, 0.1}, {1, 0.5}, {-0.5, 1}});
    NeuronMoments moments = NeuronMoments.of(layer("relu(x)^2"), 2, points, 2);
    assertThat(moments.method()).isEqualTo(MomentMethod.QUASI_MONTE_CARLO);
    // Var z = (1 + ¼)/2 + ¼ at the second point; E relu(z)⁴ = 3/2 Var².
    double variance = 0.625 + 0.25;
    double pull = (moments.at(1, 1) - 1.5 * variance * variance) / moments.error(1, 1);
    assertThat(pull).isBetween(-4.5, 4.5);
  }
}
