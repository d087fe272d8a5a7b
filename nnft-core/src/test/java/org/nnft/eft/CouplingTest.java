package org.nnft.eft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.MatrixUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnft.ensemble.Ensemble;
import org.nnft.ensemble.Measurement;
import org.nnft.feynman.VertexKernel;
import org.nnft.field.PointSet;
import org.nnft.kernel.FreeTheory;
import org.nnft.kernel.NngpKernel;
import org.nnft.math.GaussHermite;
import org.nnft.network.NeuralField;
import org.nnft.network.Parameterisation;
import org.nnft.network.Readout;
import org.nnft.neuron.FiniteWidthCorrelators;
import org.nnft.statistics.CumulantRecursion;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.Jackknife;
import org.nnft.statistics.SymmetricSums;

/// Exact couplings of the networks of 2008.08601.
class CouplingTest {

  private static final PointSet RELU = PointSet.line(0.2, 0.4, 0.6, 0.8, 1, 1.2);
  private static final PointSet ERF = PointSet.line(-1, -0.6, -0.2, 0.2, 0.6, 1);
  private static final PointSet GAUSS = scaled(ERF, 0.01);
  private static final PointSet NEAR = scaled(RELU, 0.01);

  private static PointSet scaled(PointSet points, double factor) {
    return PointSet.line(
        IntStream.range(0, points.size()).mapToDouble(p -> factor * points.at(p, 0)).toArray());
  }

  private static VertexIntegral vertex(NeuralField field, PointSet points, double cutoff) {
    return VertexIntegral.of(VertexKernel.of(field), points, cutoff);
  }

  private static ToDoubleFunction<int[]> connected(NeuralField field, PointSet points, int order) {
    return FiniteWidthCorrelators.of(field, points, order)::connected;
  }

  private static ElementwiseCoupling quartic(NeuralField field, PointSet points, double cutoff) {
    return ElementwiseCoupling.quartic(vertex(field, points, cutoff), connected(field, points, 4));
  }

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

  /// d = 2: polar coordinates by mpmath, split at the angles of ±x₁ and ±x₂; relative to 10⁻¹⁰.
  @Test
  void reluVertexInTwoDimensions() {
    PointSet points = PointSet.of(new double[][] {{0.2, 1}, {1, -0.5}});
    VertexIntegral v = vertex(NeuralField.reluNet(2), points, 1);
    assertThat(v.legs(0, 0, 0, 1).value()).isCloseTo(0.000788558154630192, within(1e-12));
    assertThat(v.legs(0, 0, 1, 1).value()).isCloseTo(0.000561212553479255, within(1e-12));
    assertThat(v.integral(1, 1, 0, 1).value()).isCloseTo(0.006258543624380797, within(1e-12));
    assertThat(v.legs(0, 0, 1, 1).error()).isLessThan(1e-11);
  }

  /// Scaled boxes are boxes: legs, tadpoles, curvature, the face and the exchange, in d = 1 and 2.
  @ParameterizedTest
  @CsvSource({"1", "2"})
  void homogeneousBoxesScale(int d) {
    double[][] x = {{0.3, 1}, {1, -0.2}};
    PointSet points =
        PointSet.of(Arrays.stream(x).map(p -> Arrays.copyOf(p, d)).toArray(double[][]::new));
    NeuralField field = NeuralField.reluNet(d);
    VertexIntegral near = vertex(field, points, 2).scaledTo(1).scaledTo(5);
    VertexIntegral far = vertex(field, points, 5);
    double ε = 1e-9;
    double whole = far.integral(1, 1, 0, 1).value();
    assertThat(near.integral(1, 1, 1, 0).value()).isCloseTo(whole, within(ε * whole));
    double face = far.derivative(1, 0, 0, 0, 0).value();
    assertThat(near.derivative(1, 0, 0, 0, 0).value()).isCloseTo(face, within(ε * face));
    int[] six = {0, 0, 0, 0, 1, 1};
    VertexIntegral.Exchange exchange = far.exchange(List.of(six)).getFirst();
    VertexIntegral.Exchange scaled = near.exchange(List.of(six)).getFirst();
    assertThat(scaled.value().value())
        .isCloseTo(exchange.value().value(), within(ε * exchange.value().value()));
    assertThat(scaled.derivative())
        .isCloseTo(exchange.derivative(), within(ε * exchange.derivative()));
    assertThatThrownBy(() -> vertex(NeuralField.erfNet(1), ERF, 1).scaledTo(2))
        .hasMessageContaining("homogeneous");
  }

  /// ∫ΠK_W = √(π/2) exp(−(Σx² − 4x̄²)/2) at Λ = ∞, and √(π/2) erf(√2 Λ) at x = 0.
  @Test
  void gaussVertex() {
    NeuralField field = NeuralField.gaussNet(1);
    VertexIntegral v = vertex(field, PointSet.line(0, 0.7, -1.3), Double.POSITIVE_INFINITY);
    double sum = 2 * 0.49 + 1.69;
    double mean = (1.4 - 1.3) / 4;
    double exact = Math.sqrt(Math.PI / 2) * Math.exp(-(sum - 4 * mean * mean) / 2);
    assertThat(v.legs(0, 1, 1, 2).value()).isCloseTo(exact, within(1e-12));
    VertexIntegral box = vertex(field, PointSet.line(0), 0.5);
    assertThat(box.legs(0, 0, 0, 0).value())
        .isCloseTo(Math.sqrt(Math.PI / 2) * 0.6826894921370859, within(1e-12));
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

  private static NeuralField net(String name) {
    return switch (name) {
      case "gauss" -> NeuralField.gaussNet(1);
      case "erf" -> NeuralField.erfNet(1);
      default -> NeuralField.reluNet(1);
    };
  }

  /// Fits on √½ times the test inputs: couplings, and mean relative errors in % on both.
  @ParameterizedTest
  @CsvSource({
    "gauss, 1000, Infinity, -0.0053461805, 0.0048, 0.0117, 1.385e-4, -0.02193644, 4.7e-4, 1.1e-3",
    "erf, 5, 100, -0.037094718, 0.0081, 0.0197, -0.037391985, 2.3573678e-4, 1.4e-4, 6.3e-4"
  })
  void fitsOfTheQuarticCoupling(
      String net,
      int width,
      double cutoff,
      double λ,
      double train,
      double test,
      double λ0,
      double λ2,
      double train2,
      double test2) {
    NeuralField field = net(net).width(width);
    PointSet inner = scaled(NEAR, Math.sqrt(0.5));
    VertexIntegral v = vertex(field, inner, cutoff);
    VertexIntegral outer = vertex(field, NEAR, cutoff);
    List<int[]> tuples = CouplingFit.components(v, 4);
    ToDoubleFunction<int[]> g = connected(field, inner, 4);
    ToDoubleFunction<int[]> far = connected(field, NEAR, 4);
    CouplingFit one = CouplingFit.exact(v, List.of(Coupling.QUARTIC), tuples, g);
    assertThat(one.value(Coupling.QUARTIC).value()).isCloseTo(λ, within(1e-8 * Math.abs(λ)));
    assertThat(100 * one.meanRelativeError(v, tuples, g)).isCloseTo(train, within(5e-5));
    assertThat(100 * one.meanRelativeError(outer, tuples, far)).isCloseTo(test, within(5e-5));
    CouplingFit two =
        CouplingFit.exact(v, List.of(Coupling.QUARTIC, Coupling.QUARTIC_CURVATURE), tuples, g);
    assertThat(two.value(Coupling.QUARTIC).value()).isCloseTo(λ0, within(1e-3 * Math.abs(λ0)));
    assertThat(two.value(Coupling.QUARTIC_CURVATURE).value())
        .isCloseTo(λ2, within(1e-3 * Math.abs(λ2)));
    assertThat(100 * two.meanRelativeError(v, tuples, g)).isCloseTo(train2, within(5e-6));
    assertThat(100 * two.meanRelativeError(outer, tuples, far)).isCloseTo(test2, within(5e-5));
    assertThat(two.conditionNumber()).isBetween(10.0, 1e8);
    assertThat(two.degeneracies()).isEmpty();
  }

  /// T₂/T₀ = 5Λ²/7, T_NL/T₀ likewise the same for all components: only one combination is seen.
  @Test
  void reluBasesAreCollinear() {
    NeuralField field = NeuralField.reluNet(1).width(20);
    VertexIntegral v = vertex(field, RELU, 100);
    CouplingFit fit =
        CouplingFit.exact(
            v,
            List.of(Coupling.QUARTIC, Coupling.QUARTIC_CURVATURE, Coupling.QUARTIC_NONLOCAL),
            CouplingFit.components(v, 4),
            connected(field, RELU, 4));
    assertThat(fit.degeneracies()).hasSize(2).allMatch(d -> d.contains("cannot be told apart"));
    assertThat(fit.values()).allMatch(value -> Double.isInfinite(value.error()));
    assertThat(fit.conditionNumber()).isGreaterThan(1e10);
    assertThat(fit.meanRelativeError(v, CouplingFit.components(v, 4), connected(field, RELU, 4)))
        .isLessThan(1e-11);
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

  /// K_W = 1 in a box of volume 1: the zero-dimensional S = φ²/2 + λφ⁴.
  private static VertexIntegral zeroDimensional() {
    VertexKernel one =
        new VertexKernel() {
          @Override
          public int dimension() {
            return 1;
          }

          @Override
          public double at(double[] x, double[] y) {
            return 1;
          }
        };
    return VertexIntegral.of(one, PointSet.line(0), 0.5);
  }

  /// κ₄ and κ₆ of e^(−φ²/2 − λφ⁴) by 100 Gauss–Hermite nodes.
  private static double[] quarticCumulants(double λ) {
    SymmetricSums layout = SymmetricSums.even(1, 6);
    double[] moments = new double[4];
    GaussHermite rule = GaussHermite.of(100);
    for (int k = 0; k < rule.size(); k++) {
      double φ2 = rule.node(k) * rule.node(k);
      double weight = rule.weight(k) * Math.exp(-λ * φ2 * φ2);
      for (int n = 0; n <= 3; n++) {
        moments[n] += weight * Math.pow(φ2, n);
      }
    }
    double[] normalised = {
      moments[1] / moments[0], moments[2] / moments[0], moments[3] / moments[0]
    };
    double[] κ = CumulantRecursion.on(layout).cumulants(normalised);
    return new double[] {κ[1], κ[2]};
  }

  /// A pure λφ⁴ has κ = 0, and yet κ₆ ∝ λ²: with the exchange taken off, what is left of κ falls as λ³.
  @Test
  void theExchangeIsTakenOffTheSixPointFunction() {
    VertexIntegral v = zeroDimensional();
    assertThat(v.exchange(List.of(new int[6])).getFirst().value().value())
        .isCloseTo(10, within(1e-12));
    double[] κ = new double[2];
    double[] naive = new double[2];
    for (int k = 0; k < 2; k++) {
      double[] cumulants = quarticCumulants(0.001 / (k + 1));
      double λ = ElementwiseCoupling.quartic(v, _ -> cumulants[0]).mean();
      κ[k] = ElementwiseCoupling.sextic(v, λ, _ -> cumulants[1]).mean();
      naive[k] = ElementwiseCoupling.sextic(v, 0, _ -> cumulants[1]).mean();
    }
    assertThat(κ[0] / κ[1]).isBetween(6.5, 8.5);
    assertThat(naive[0] / naive[1]).isBetween(3.2, 4.2);
    assertThat(Math.abs(κ[1])).isLessThan(0.1 * Math.abs(naive[1]));
  }

  /// Both points positive, K = ½xy on the same side and 0 across: ten times
  /// ∫∫ (y³/8)(yz/2)(z³/8) = (Λ⁵/5)²/128.
  @Test
  void exchangeOfReluVertices() {
    VertexIntegral v = vertex(NeuralField.reluNet(1), PointSet.line(1), 2);
    double exact = 10 * Math.pow(32.0 / 5, 2) / 128;
    Estimate x = v.exchange(List.of(new int[6])).getFirst().value();
    assertThat(x.value()).isCloseTo(exact, within(1e-12 * exact));
    assertThat(x.error()).isLessThan(1e-11);
  }

  /// With G_c⁽⁶⁾ = (165/2N²)Πx, X = (Λ¹⁰/320)Πx and ∫ΠK_W = (Λ⁷/448)Πx, the same for every component:
  /// κ = (281.25 − 82.5)·448/(720N²Λ⁷), positive.
  @Test
  void sexticCouplingOfRelu() {
    NeuralField field = NeuralField.reluNet(1).width(20);
    PointSet points = PointSet.line(0.4, 1);
    VertexIntegral v = vertex(field, points, 3);
    FiniteWidthCorrelators exact = FiniteWidthCorrelators.of(field, points, 6);
    double λ = ElementwiseCoupling.quartic(v, exact::connected).mean();
    ElementwiseCoupling κ = ElementwiseCoupling.sextic(v, λ, exact::connected);
    double closed = 198.75 * 448 / (720 * 400 * Math.pow(3, 7));
    assertThat(κ.smallest()).isCloseTo(closed, within(1e-10 * closed));
    assertThat(κ.largest()).isCloseTo(closed, within(1e-10 * closed));
  }

  /// exp(−Σ(xᵢ − y)²/2d) over all space at x = 0: (2πd/8)^(d/2)·2^(d/2) = (πd/2)^(d/2).
  @ParameterizedTest
  @CsvSource({"2", "3"})
  void gaussVertexInMoreDimensions(int d) {
    double[] near = new double[d];
    near[0] = 0.3;
    near[1] = -0.4;
    PointSet points = PointSet.of(new double[][] {new double[d], near});
    VertexIntegral v = vertex(NeuralField.gaussNet(d), points, Double.POSITIVE_INFINITY);
    double exact = Math.pow(Math.PI * d / 2, d / 2.0);
    assertThat(v.legs(0, 0, 0, 0).value()).isCloseTo(exact, within(1e-9 * exact));
    // Two points at 0 and two at distance ½: Σx² − 4x̄² = ¼.
    assertThat(v.legs(0, 0, 1, 1).value())
        .isCloseTo(exact * Math.exp(-0.25 / (2 * d)), within(1e-9 * exact));
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

  /// Erf-net by tensor Gauss–Legendre rules of 60 and 90, 50 and 70 nodes in NumPy, equal to 10⁻¹³; the errors
  /// claimed must cover the difference.
  @ParameterizedTest
  @CsvSource({
    "2, 4, 0.2868258369041227, 0.34444000525794694",
    "3, 3, 1.0716684595121702, 0.9807560394654069"
  })
  void erfVertexInMoreDimensions(int d, double cutoff, double three, double two) {
    double[][] points =
        d == 2 ? new double[][] {{0.5, -1}, {1, 1}} : new double[][] {{-1, -1, -1}, {1, 1, -1}};
    VertexIntegral v = vertex(NeuralField.erfNet(d), PointSet.of(points), cutoff);
    Estimate first = v.legs(0, 0, 0, 1);
    Estimate second = v.legs(0, 0, 1, 1);
    assertThat(first.value()).isCloseTo(three, within(1e-7));
    assertThat(second.value()).isCloseTo(two, within(1e-7));
    assertThat(Math.abs(first.value() - three)).isLessThan(first.error() + 1e-12);
    assertThat(Math.abs(second.value() - two)).isLessThan(second.error() + 1e-12);
  }

  /// 200 fits of (λ, λ₂) to data with correlated noise: χ² has mean dof = 15 − 2 = 13 and standard deviation
  /// √26, its mean over 200 is within 5·√26/√200 = 1.8 of 13 but for 6·10⁻⁷; so are Σ pull² within 5·20 of 200.
  @Test
  void sampledFitsHaveTheRightErrors() {
    VertexIntegral v = vertex(NeuralField.erfNet(1), PointSet.line(0.3, 0.8, 1.5), 3);
    List<Coupling> couplings = List.of(Coupling.QUARTIC, Coupling.QUARTIC_CURVATURE);
    List<int[]> tuples = CouplingFit.components(v, 4);
    int n = tuples.size();
    double[][] root = new double[n][n];
    Random random = new Random(17);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        root[i][j] = 0.01 * (i == j ? 1 : 0.3 * random.nextGaussian());
      }
    }
    Array2DRowRealMatrix l = new Array2DRowRealMatrix(root);
    var covariance = l.multiplyTransposed(l);
    double χ2 = 0;
    double[] squares = new double[2];
    for (int r = 0; r < 200; r++) {
      double[] noise =
          l.operate(IntStream.range(0, n).mapToDouble(_ -> random.nextGaussian()).toArray());
      double[] data = new double[n];
      for (int i = 0; i < n; i++) {
        data[i] =
            noise[i]
                + 0.02 * Coupling.QUARTIC.response(v, tuples.get(i))
                - 0.005 * Coupling.QUARTIC_CURVATURE.response(v, tuples.get(i));
      }
      CouplingFit fit =
          CouplingFit.sampled(v, couplings, tuples, t -> data[indexOf(tuples, t)], covariance);
      assertThat(fit.degreesOfFreedom()).isEqualTo(n - 2);
      χ2 += fit.chiSquare() / 200;
      squares[0] += Math.pow(fit.values().get(0).pull(-0.02), 2);
      squares[1] += Math.pow(fit.values().get(1).pull(0.005), 2);
      assertThat(fit.pValue()).isPresent();
    }
    assertThat(χ2).isBetween(n - 2 - 1.8, n - 2 + 1.8);
    assertThat(squares[0]).isBetween(100.0, 300.0);
    assertThat(squares[1]).isBetween(100.0, 300.0);
    // The negative twin: a constant λ alone does not fit.
    double[] curved =
        tuples.stream()
            .mapToDouble(t -> 0.05 * Coupling.QUARTIC_CURVATURE.response(v, t))
            .toArray();
    CouplingFit wrong =
        CouplingFit.sampled(
            v, List.of(Coupling.QUARTIC), tuples, t -> curved[indexOf(tuples, t)], covariance);
    assertThat(wrong.pValue().orElseThrow()).isLessThan(1e-12);
  }

  /// λ of a sampled Erf-net against the same weighted fit of its exact correlators: a pull beyond 4 has
  /// probability 6·10⁻⁵. The negative twin, the coupling of a net twice as wide, is half as large.
  @Test
  void aSampledNetworkGivesItsCoupling() {
    NeuralField field = NeuralField.erfNet(1).width(3);
    PointSet points = PointSet.line(0.3, 0.9);
    VertexIntegral v = vertex(field, points, 3);
    Measurement measured = Ensemble.of(field).networks(400_000).seed(8).run(points);
    double[] sampled = Arrays.stream(measured.connected(4)).mapToDouble(Estimate::value).toArray();
    double[] exact = exact(field, points, v);
    double[] wide = exact(field.width(6), points, v);
    List<Coupling> λ = List.of(Coupling.QUARTIC);
    Jackknife fluctuations = measured.jackknifeOfConnected(4);
    Estimate fitted =
        CouplingFit.sampled(v, λ, CouplingFit.components(v, 4), sampled, fluctuations)
            .values()
            .getFirst();
    Estimate expected =
        CouplingFit.sampled(v, λ, CouplingFit.components(v, 4), exact, fluctuations)
            .values()
            .getFirst();
    Estimate wrong =
        CouplingFit.sampled(v, λ, CouplingFit.components(v, 4), wide, fluctuations)
            .values()
            .getFirst();
    assertThat(Math.abs(fitted.pull(expected.value()))).isLessThan(4);
    assertThat(Math.abs(fitted.pull(wrong.value()))).isGreaterThan(6);
    assertThatThrownBy(
            () ->
                CouplingFit.sampled(
                    v, λ, CouplingFit.components(v, 4), sampled, fewBlocks(sampled.length)))
        .hasMessageContaining("needs at least 18 blocks, got 8");
  }

  private static double[] exact(NeuralField field, PointSet points, VertexIntegral v) {
    return CouplingFit.components(v, 4).stream().mapToDouble(connected(field, points, 4)).toArray();
  }

  private static Jackknife fewBlocks(int components) {
    Random random = new Random(1);
    double[][] sums = new double[8][];
    Arrays.setAll(
        sums,
        _ -> IntStream.range(0, components).mapToDouble(_ -> random.nextGaussian()).toArray());
    long[] counts = new long[8];
    Arrays.fill(counts, 1);
    return Jackknife.of(sums, counts, double[]::clone);
  }

  private static int indexOf(List<int[]> tuples, int[] tuple) {
    for (int i = 0; i < tuples.size(); i++) {
      if (Arrays.equals(tuples.get(i), tuple)) {
        return i;
      }
    }
    throw new IllegalStateException();
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
