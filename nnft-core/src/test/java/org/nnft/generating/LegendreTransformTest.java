package org.nnft.generating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;
import org.nnft.neuron.FiniteWidthCorrelators;
import org.nnft.statistics.Estimate;

class LegendreTransformTest {

  /// mpmath 1.3, 22 digits: findroot of W′ = φ and Jφ − W, W = N log(e^u I₀(u)), u = J²/4N, N = 5.
  @ParameterizedTest
  @CsvSource({
    "0.5, 0.976712805368884598, 0.247020909801883154",
    "1.2, 2.15237383624883567, 1.35782505389211776",
    "2.0, 3.20380515550276394, 3.51754363840516524"
  })
  void cosNetAtOnePoint(double φ, double source, double value) {
    var Γ = transform(NeuralField.cosNet(1).width(5), PointSet.line(0.3));
    LegendreTransform.Point point = Γ.at(φ);
    assertThat(point.source().getFirst()).isCloseTo(source, within(1e-11));
    assertThat(point.value()).isCloseTo(value, within(1e-12));
    assertThat(point.smallestCurvature()).isPositive();
  }

  private static LegendreTransform transform(NeuralField field, PointSet points) {
    return LegendreTransform.of(GeneratingFunctional.of(field, points));
  }

  /// Γ⁽⁴⁾ = −κ₄/κ₂⁴ = −6/N and Γ⁽⁶⁾ = −κ₆/κ₂⁶ + 10κ₄²/κ₂⁷ = 180/N² at one point of a Cos-net (κ₆ = 0).
  @Test
  void verticesAtOnePoint() {
    PointSet point = PointSet.line(0.3);
    NeuralField field = NeuralField.cosNet(1).width(5);
    var vertices = VertexFunctions.of(FiniteWidthCorrelators.of(field, point, 6), 1);
    assertThat(vertices.two().at(0, 0)).isCloseTo(2, within(1e-13));
    assertThat(vertices.four().at(0, 0, 0, 0)).isCloseTo(-1.2, within(1e-12));
    assertThat(vertices.six().at(0, 0, 0, 0, 0, 0)).isCloseTo(7.2, within(1e-11));
  }

  /// The same vertices by differentiation of Γ itself, along directions in several points.
  @ParameterizedTest
  @CsvSource({"cos, 5", "erf, 8", "cos, 3"})
  void verticesAreDerivativesOfTheEffectiveAction(String net, int width) {
    NeuralField field =
        (net.equals("cos") ? NeuralField.cosNet(1) : NeuralField.erfNet(1)).width(width);
    PointSet points = PointSet.line(-1, 0.5);
    var formula = VertexFunctions.of(FiniteWidthCorrelators.of(field, points, 6), 2);
    double[] direction = {0.9, -0.4};
    double[] expected = formula.along(direction);
    Estimate[] found = transform(field, points).derivatives(new double[2], direction, 0.5, 6);
    for (int r = 2; r <= 6; r += 2) {
      double exact = expected[r / 2 - 1];
      assertThat(found[r].value())
          .as("order %d, %s", r, found[r])
          .isCloseTo(exact, within(10 * found[r].error() + 1e-8 * Math.abs(exact)));
      assertThat(found[r].error()).isLessThan(1e-2 * Math.max(1, Math.abs(exact)));
    }
    assertThat(found[1].value()).isCloseTo(0, within(1e-10));
    // A formula without its exchange terms is rejected.
    double[] without = {expected[2] - 10 * expected[1] * expected[1] / expected[0]};
    assertThat(Math.abs(found[6].value() - without[0])).isGreaterThan(100 * found[6].error());
  }

  /// Γ is convex: between two fields it lies below the chord, and its curvature is positive everywhere.
  @Test
  void convexity() {
    var Γ = transform(NeuralField.erfNet(1).width(2), PointSet.line(-1, 0.2, 1));
    double[] a = {0.8, 0.1, -0.5};
    double[] b = {-0.2, 0.6, 1.1};
    double[] middle = {0.3, 0.35, 0.3};
    assertThat(Γ.at(middle).value()).isLessThan((Γ.at(a).value() + Γ.at(b).value()) / 2);
    assertThat(Γ.at(a).smallestCurvature()).isPositive();
  }

  /// All outputs of a ReLU-net on the half line are proportional: Γ lives on that line.
  @Test
  void singularPropagators() {
    var Γ = transform(NeuralField.reluNet(1).width(4), PointSet.line(0.5, 1));
    assertThat(Γ.at(0.25, 0.5).value()).isPositive();
    assertThatThrownBy(() -> Γ.at(0.25, -0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no source gives the field");
    assertThatThrownBy(
            () ->
                VertexFunctions.of(
                    FiniteWidthCorrelators.of(NeuralField.reluNet(1), PointSet.line(0.5, 1), 6), 2))
        .hasMessageContaining("rank 1: remove points");
  }

  @Test
  void noEffectiveActionWithoutRealSources() {
    assertThatThrownBy(() -> transform(NeuralField.gaussNet(1), PointSet.line(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no effective action");
  }
}
