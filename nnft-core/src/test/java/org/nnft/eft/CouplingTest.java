package org.nnft.eft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.nnft.eft.PaperNetworks.ERF;
import static org.nnft.eft.PaperNetworks.GAUSS;
import static org.nnft.eft.PaperNetworks.NEAR;
import static org.nnft.eft.PaperNetworks.RELU;
import static org.nnft.eft.PaperNetworks.connected;
import static org.nnft.eft.PaperNetworks.net;
import static org.nnft.eft.PaperNetworks.quartic;
import static org.nnft.eft.PaperNetworks.vertex;
import static org.nnft.eft.PaperNetworks.zeroDimensional;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.hipparchus.linear.MatrixUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnft.field.PointSet;
import org.nnft.kernel.FreeTheory;
import org.nnft.kernel.NngpKernel;
import org.nnft.network.NeuralField;
import org.nnft.network.Parameterisation;
import org.nnft.network.Readout;
import org.nnft.neuron.FiniteWidthCorrelators;
import org.nnft.statistics.Estimate;

/// Exact couplings of the networks of 2008.08601.
class CouplingTest {

  /// ∫ΠK_W = Πx Λ⁵/80, so λ = −12.5/(NΛ⁵) from every component.
  @ParameterizedTest
  @CsvSource({"20, 100", "20, 7", "3, 0.5"})
  void reluInOneDimension(int width, double cutoff) {
    ElementwiseCoupling λ = quartic(NeuralField.reluNet(1).width(width), RELU, cutoff);
    double exact = -12.5 / (width * Math.pow(cutoff, 5));
    assertThat(λ.smallest()).isCloseTo(exact, within(1e-11 * Math.abs(exact)));
    assertThat(λ.largest()).isCloseTo(exact, within(1e-11 * Math.abs(exact)));
    assertThat(λ.isConstant(1e-10)).isTrue();
    assertThat(λ.verdict(1e-10)).contains("a constant coupling describes them");
  }

  /// K_W(x, sy) = sK_W(x, y): λ ~ Λ^(−4−d), slopes −5, −6, −7.
  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void reluSlopes(int d) {
    double[][] two = new double[2][d];
    Arrays.fill(two[0], 0.2);
    Arrays.fill(two[1], 1);
    two[1][0] = 0.3;
    PointSet points = PointSet.of(two);
    NeuralField field = NeuralField.reluNet(d).width(20);
    double near = quartic(field, points, 10).mean();
    double far = quartic(field, points, 1000).mean();
    assertThat(Math.log10(far / near) / 2).isCloseTo(-4 - d, within(1e-12));
  }

  /// Almost a constant, since Gauss-net is almost translation invariant at |x| ≤ 0.01.
  @Test
  void gaussInOneDimension() {
    ElementwiseCoupling λ =
        quartic(NeuralField.gaussNet(1).width(1000), GAUSS, Double.POSITIVE_INFINITY);
    assertThat(1000 * λ.mean()).isCloseTo(-5.34568038, within(1e-8));
    assertThat(1000 * λ.spread()).isCloseTo(6e-4, within(5e-5));
    assertThat(1000 * λ.smallest()).isCloseTo(-5.3478206, within(5e-7));
    assertThat(1000 * λ.largest()).isCloseTo(-5.3445597, within(5e-7));
  }

  /// Inputs of both signs: K_W is odd at large y, the vertex integral changes sign, and no constant fits.
  @Test
  void erfFailsOnInputsOfBothSigns() {
    NeuralField field = NeuralField.erfNet(1).width(5);
    ElementwiseCoupling both = quartic(field, ERF, 100);
    assertThat(both.mean()).isCloseTo(0.00108, within(5e-6));
    assertThat(both.spread()).isCloseTo(0.039, within(5e-4));
    assertThat(both.smallest()).isCloseTo(-0.159, within(5e-4));
    assertThat(both.largest()).isCloseTo(0.191, within(5e-4));
    assertThat(both.verdict(0.01)).contains("its sign changes");
    ElementwiseCoupling near = quartic(field, NEAR, 100);
    assertThat(near.mean()).isCloseTo(-0.0370884, within(5e-8));
    assertThat(near.relativeSpread()).isCloseTo(2e-4, within(5e-5));
  }

  /// Bases at the first component of the test inputs.
  @ParameterizedTest
  @CsvSource({
    "gauss, 1000, Infinity, 0.1607970708, 30.0795393, 7.520005142, 75.39822369",
    "erf, 5, 100, 0.07249305282, 1.95399021, 2.419776671, 13.54981477",
    "relu, 20, 100, 3e-4, 4.8e6, 3.428571429e10, 2.666666667e8"
  })
  void bases(
      String net, int width, double cutoff, double g4, double t0, double t2, double nonlocal) {
    NeuralField field = net(net).width(width);
    PointSet points = net.equals("relu") ? RELU : NEAR;
    VertexIntegral v = vertex(field, points, cutoff);
    int[] first = {0, 0, 0, 0};
    double ε = 2e-9;
    assertThat(connected(field, points, 4).applyAsDouble(first)).isCloseTo(g4, within(ε * g4));
    assertThat(Coupling.QUARTIC.response(v, first)).isCloseTo(t0, within(ε * t0));
    assertThat(Coupling.QUARTIC_CURVATURE.response(v, first)).isCloseTo(t2, within(ε * t2));
    assertThat(Coupling.QUARTIC_NONLOCAL.response(v, first))
        .isCloseTo(nonlocal, within(ε * nonlocal));
  }

  /// Mean of G⁽⁶⁾_GP/G⁽⁶⁾ and of the prediction from the mean λ over unique components.
  @ParameterizedTest
  @CsvSource({
    "relu, 20, 100, 0.53763441, 0.94086022",
    "gauss, 1000, Infinity, 0.94293132, 0.98083536",
    "gauss, 100, Infinity, 0.29116878, 0.40821309",
    "erf, 5, 10, 0.96708320, 0.99687548",
    "erf, 5, 100, 0.96708320, 0.96547665"
  })
  void sixPointPrediction(String net, int width, double cutoff, double free, double predicted) {
    NeuralField field = net(net).width(width);
    PointSet points =
        switch (net) {
          case "gauss" -> GAUSS;
          case "erf" -> ERF;
          default -> RELU;
        };
    VertexIntegral v = vertex(field, points, cutoff);
    FiniteWidthCorrelators exact = FiniteWidthCorrelators.of(field, points, 6);
    double λ = ElementwiseCoupling.quartic(v, exact::connected).mean();
    FreeTheory theory = FreeTheory.of(NngpKernel.of(field, points));
    List<int[]> tuples = CouplingFit.components(v, 6);
    double freeRatio = 0;
    double ratio = 0;
    for (int[] tuple : tuples) {
      SixPointPrediction six = SixPointPrediction.of(theory, v, new Estimate(λ, 0), tuple);
      freeRatio += six.free() / exact.full(tuple) / tuples.size();
      ratio += six.predicted().value() / exact.full(tuple) / tuples.size();
    }
    assertThat(freeRatio).isCloseTo(free, within(1e-8));
    assertThat(ratio).isCloseTo(predicted, within(1e-8));
  }

  @Test
  void responsesCountContractions() {
    VertexIntegral v = zeroDimensional();
    int[] n = {0, 0, 0, 0, 0, 0};
    assertThat(Coupling.QUARTIC.response(v, Arrays.copyOf(n, 4))).isCloseTo(24, within(1e-12));
    assertThat(Coupling.SEXTIC.response(v, Arrays.copyOf(n, 4))).isCloseTo(360, within(1e-11));
    assertThat(Coupling.SEXTIC.response(v, n)).isCloseTo(720, within(1e-11));
    assertThat(Coupling.QUARTIC.response(v, n)).isZero();
    assertThat(Coupling.CUBIC.response(v, 0)).isCloseTo(3, within(1e-13));
    assertThat(Coupling.CUBIC.response(v, 0, 0, 0)).isCloseTo(6, within(1e-13));
    assertThat(Coupling.QUINTIC.response(v, 0)).isCloseTo(15, within(1e-13));
    assertThat(Coupling.QUINTIC.response(v, 0, 0, 0)).isCloseTo(60, within(1e-12));
    assertThat(Coupling.QUARTIC.response(v, 0)).isZero();
  }

  /// Cubic and quintic couplings from the 1- and 3-point functions that they imply.
  @Test
  void oddCouplings() {
    VertexIntegral v = vertex(NeuralField.erfNet(1), PointSet.line(0.3, 0.8), 3);
    List<Coupling> odd = List.of(Coupling.CUBIC, Coupling.QUINTIC);
    ToDoubleFunction<int[]> g =
        t -> -0.01 * Coupling.CUBIC.response(v, t) + 0.002 * Coupling.QUINTIC.response(v, t);
    CouplingFit fit = CouplingFit.exact(v, odd, CouplingFit.components(v, 1, 3), g);
    assertThat(fit.value(Coupling.CUBIC).value()).isCloseTo(0.01, within(1e-12));
    assertThat(fit.value(Coupling.QUINTIC).value()).isCloseTo(-0.002, within(1e-12));
  }

  /// Output weights of mean μ, effective mean m and variance s²: for x > 0 K_W is A x y on the right and −B x|y| on the
  /// left, A = N[(s² + m²)/2 − m²/2π], B = Nm²/2π, so that ∫K³ = Πx (A³ − B³)Λ⁴/4; and with M₁ = x/√2π, M₃ = x³√(2/π)
  /// G_c⁽³⁾ = N[(m³ + 3ms²)M₃ − 3(s² + m²)m M₂M₁ + 2m³M₁³].
  @Test
  void weightsWithAMeanHaveACubicCoupling() {
    int n = 20;
    double m = 0.15;
    NeuralField even = NeuralField.reluNet(1).width(n);
    Readout shifted =
        new Readout(
            1,
            Parameterisation.STANDARD,
            even.readout().weights().with(m, 1),
            even.readout().bias());
    NeuralField field = new NeuralField(1, even.hidden(), shifted);
    double s2 = 1.0 / n;
    double a = n * ((s2 + m * m) / 2 - m * m / (2 * Math.PI));
    double b = n * m * m / (2 * Math.PI);
    double m1 = 1 / Math.sqrt(2 * Math.PI);
    double g3 =
        n
            * ((m * m * m + 3 * m * s2) * Math.sqrt(2 / Math.PI)
                - 3 * (s2 + m * m) * m * m1 / 2
                + 2 * m * m * m * m1 * m1 * m1);
    PointSet points = PointSet.line(0.4, 1);
    VertexIntegral v = vertex(field, points, 3);
    double cubed = a * a * a - b * b * b;
    assertThat(v.legs(1, 1, 1).value()).isCloseTo(cubed * 81 / 4, within(1e-11 * 81));
    ToDoubleFunction<int[]> connected = connected(field, points, 3);
    assertThat(connected.applyAsDouble(new int[] {1, 1, 1})).isCloseTo(g3, within(1e-12));
    List<int[]> third = CouplingFit.components(v, 3);
    CouplingFit g = CouplingFit.exact(v, List.of(Coupling.CUBIC), third, connected);
    assertThat(g.value(Coupling.CUBIC).value())
        .isCloseTo(-g3 / (6 * cubed * 81 / 4), within(1e-10));
    assertThat(g.meanRelativeError(v, third, connected)).isLessThan(1e-10);
    List<Coupling> odd = List.of(Coupling.CUBIC, Coupling.QUINTIC);
    List<int[]> both = CouplingFit.components(v, 1, 3);
    CouplingFit pair = CouplingFit.exact(v, odd, both, connected);
    assertThat(pair.meanRelativeError(v, both, connected)).isLessThan(1e-9);
    assertThat(pair.degeneracies()).isEmpty();
  }

  @Test
  void badInputIsExplained() {
    NeuralField erf = NeuralField.erfNet(1);
    assertThatThrownBy(() -> vertex(erf, ERF, 0)).hasMessageContaining("must be positive");
    assertThatThrownBy(() -> vertex(erf, ERF, Double.POSITIVE_INFINITY))
        .hasMessageContaining("diverges")
        .hasMessageContaining("finite cutoff");
    assertThatThrownBy(() -> vertex(NeuralField.erfNet(2), ERF, 1))
        .hasMessageContaining("points in 1 and a kernel in 2 dimensions");
    VertexIntegral v = zeroDimensional();
    assertThatThrownBy(() -> Coupling.QUARTIC.response(v, 0, 0))
        .hasMessageContaining("measure no coupling");
    assertThatThrownBy(
            () ->
                CouplingFit.exact(v, List.of(Coupling.CUBIC), CouplingFit.components(v, 4), _ -> 0))
        .hasMessageContaining("depends on g");
    assertThatThrownBy(
            () ->
                CouplingFit.sampled(
                    v,
                    List.of(Coupling.QUARTIC),
                    CouplingFit.components(v, 4),
                    _ -> 0,
                    MatrixUtils.createRealMatrix(1, 1)))
        .hasMessageContaining("variance 0.0");
  }
}
