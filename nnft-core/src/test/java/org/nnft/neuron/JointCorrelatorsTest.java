package org.nnft.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nnft.ensemble.Ensemble;
import org.nnft.ensemble.Estimator;
import org.nnft.ensemble.Measurement;
import org.nnft.field.PointSet;
import org.nnft.network.Expression;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.JointDensity;
import org.nnft.network.JointDensity.CommonScale;
import org.nnft.network.JointDensity.Deformed;
import org.nnft.network.JointDensity.Equicorrelated;
import org.nnft.network.JointDensity.GaussianCovariance;
import org.nnft.network.JointDensity.Mixture;
import org.nnft.network.JointDensity.SharedWeights;
import org.nnft.network.NeuralField;
import org.nnft.network.ParameterGroup;
import org.nnft.network.Parameterisation;
import org.nnft.network.Potential;
import org.nnft.network.Readout;
import org.nnft.network.ScaleLaw;
import org.nnft.statistics.StepDownPulls;

class JointCorrelatorsTest {
  private static final PointSet PAIR = PointSet.line(0.3, 1.1);
  private static final PointSet LINE = PointSet.line(0.3, 1.1, 1.7);
  private static final ParameterGroup UNITS = new ParameterGroup(0, ParameterGroup.Kind.WEIGHTS);

  private static final ParameterGroup BIASES = new ParameterGroup(0, ParameterGroup.Kind.BIASES);

  private static Expression of(String text) {
    return Expression.parse(text, GaussianCovariance.VARIABLES);
  }

  private static double wick(FiniteWidthCorrelators g, int a, int b, int c, int d) {
    return g.full(a, b) * g.full(c, d) + g.full(a, c) * g.full(b, d) + g.full(a, d) * g.full(b, c);
  }

  /// G_c⁽⁴⁾ = E[s²] G_c⁽⁴⁾ of independent neurons + Var(s) Σ₃KK (PHYSICS §4.4), and at infinite width the second
  /// term alone. For Student's ν = 10: E s = 1, E s² = (ν−2)/(ν−4) = 4/3.
  @Test
  void aCommonScaleInteractsAtInfiniteWidth() {
    NeuralField net = NeuralField.erfNet(1).width(7);
    NeuralField scaled = net.correlated(new CommonScale(ScaleLaw.student(10)));
    FiniteWidthCorrelators free = FiniteWidthCorrelators.of(net, LINE, 4);
    FiniteWidthCorrelators joint = FiniteWidthCorrelators.of(scaled, LINE, 4);
    double expected = 4.0 / 3 * free.connected(0, 1, 1, 2) + 1.0 / 3 * wick(free, 0, 1, 1, 2);
    assertThat(joint.connected(0, 1, 1, 2)).isCloseTo(expected, within(1e-13));
    assertThat(joint.full(0, 2)).isCloseTo(free.full(0, 2), within(1e-14));
    InfiniteWidthLimit limit = InfiniteWidthLimit.of(scaled, LINE, 4);
    assertThat(limit.connected(0, 1, 1, 2)).isCloseTo(wick(free, 0, 1, 1, 2) / 3, within(1e-13));
  }

  /// Any law of s: that of s = 1 − ρ + ρz² is what equicorrelated neurons with odd units tend to.
  @Test
  void anyLawOfTheScale() {
    NeuralField net = NeuralField.erfNet(1).width(7);
    ScaleLaw law =
        new ScaleLaw.Transformed(Expression.parse("0.7+0.3*z^2", ScaleLaw.Transformed.VARIABLES));
    InfiniteWidthLimit scaled =
        InfiniteWidthLimit.of(withoutOutputBias(net).correlated(new CommonScale(law)), LINE, 4);
    InfiniteWidthLimit equal =
        InfiniteWidthLimit.of(
            withoutOutputBias(net).correlated(new Equicorrelated(ParameterGroup.READOUT, 0.3)),
            LINE,
            4);
    assertThat(scaled.connected(0, 1, 1, 2)).isCloseTo(equal.connected(0, 1, 1, 2), within(1e-12));
    assertThat(Math.abs(scaled.connected(0, 1, 1, 2))).isGreaterThan(1e-3);
  }

  private static NeuralField withoutOutputBias(NeuralField net) {
    return new NeuralField(
        net.inputs(),
        net.hidden(),
        new Readout(1, Parameterisation.STANDARD, new Normal(0, 1), new Constant(0)));
  }

  /// Moments of Student's t itself: one point, K = 1, N = ∞. ν = 12: E t⁴ = 3(ν−2)/(ν−4) = 3.75,
  /// E t⁶ = 15(ν−2)²/((ν−4)(ν−6)) = 31.25 (PHYSICS §2.2).
  @Test
  void theStudentProcessHasStudentMoments() {
    NeuralField net = NeuralField.cosNet(1).correlated(new CommonScale(ScaleLaw.student(12)));
    InfiniteWidthLimit limit = InfiniteWidthLimit.of(net, PointSet.line(0), 6);
    double k = 0.5;
    assertThat(limit.full(0, 0, 0, 0)).isCloseTo(3.75 * k * k, within(1e-13));
    assertThat(limit.full(0, 0, 0, 0, 0, 0)).isCloseTo(31.25 * k * k * k, within(1e-12));
  }

  /// erf is odd, so Σ hᵢ/√N is a second Gaussian field: s = 1 − ρ + ρξ², Var s = 2ρ². At finite N it is approached
  /// like 1/N.
  @Test
  void equicorrelatedWeightsTendToTheirLimit() {
    double ρ = 0.3;
    NeuralField net =
        NeuralField.reluNet(1).width(1).correlated(new Equicorrelated(ParameterGroup.READOUT, ρ));
    assertThatThrownBy(() -> InfiniteWidthLimit.of(net, PointSet.line(1), 4))
        .hasMessageContaining("grow with the width");
    NeuralField odd =
        NeuralField.erfNet(1).correlated(new Equicorrelated(ParameterGroup.READOUT, ρ));
    InfiniteWidthLimit limit = InfiniteWidthLimit.of(odd, LINE, 6);
    double before = Double.NaN;
    for (int width : new int[] {100, 1000, 10_000}) {
      FiniteWidthCorrelators exact = FiniteWidthCorrelators.of(odd.width(width), LINE, 6);
      double rest = (exact.connected(0, 0, 1, 2) - limit.connected(0, 0, 1, 2)) * width;
      if (width > 100) {
        assertThat(rest).isCloseTo(before, within(0.02 * Math.abs(before)));
      }
      before = rest;
    }
    assertThat(
            FiniteWidthCorrelators.of(odd.width(10_000_000), LINE, 6).connected(0, 0, 1, 1, 2, 2))
        .isCloseTo(limit.connected(0, 0, 1, 1, 2, 2), within(1e-5));
  }

  /// All neurons in one cluster are one neuron √N times as large in sum, and ρ → 1 is the same law.
  @Test
  void oneClusterIsPerfectCorrelation() {
    NeuralField net = NeuralField.cosNet(1).width(6);
    FiniteWidthCorrelators cluster =
        FiniteWidthCorrelators.of(
            net.correlated(new SharedWeights(ParameterGroup.READOUT, 6)), LINE, 6);
    FiniteWidthCorrelators rank1 =
        FiniteWidthCorrelators.of(
            net.correlated(
                new GaussianCovariance(ParameterGroup.READOUT, of("0"), List.of(of("1")))),
            LINE,
            6);
    assertThat(rank1.connected(0, 1, 2, 2)).isCloseTo(cluster.connected(0, 1, 2, 2), within(1e-13));
    assertThat(rank1.connected(0, 0, 1, 1, 2, 2))
        .isCloseTo(cluster.connected(0, 0, 1, 1, 2, 2), within(1e-12));
  }

  /// Clusters of m whole neurons with shared units: f = N^(−½) Σ_{N/m} h √m v, a net of N/m neurons.
  @Test
  void sharedUnitsAreFewerNeurons() {
    NeuralField net = NeuralField.reluNet(1);
    FiniteWidthCorrelators shared =
        FiniteWidthCorrelators.of(net.width(12).correlated(new SharedWeights(UNITS, 3)), LINE, 6);
    FiniteWidthCorrelators fewer = FiniteWidthCorrelators.of(net.width(4), LINE, 6);
    assertThat(shared.connected(0, 1, 1, 2)).isCloseTo(fewer.connected(0, 1, 1, 2), within(1e-12));
    assertThat(shared.connected(0, 1, 1, 2, 2, 2))
        .isCloseTo(fewer.connected(0, 1, 1, 2, 2, 2), within(1e-11));
  }

  /// G_c⁽⁴⁾ at (0.3, 1.1, 1.1, 1.7) by Gauss–Hermite rules over (w₁, w₂) of two correlated neurons, with the rest of each
  /// neuron integrated inside (NumPy, 120 × 120 × 80 nodes); ReLU by the arc-cosine kernel of order 2.
  @Test
  void correlatedHiddenParametersAreExact() {
    record Case(
        NeuralField field, ParameterGroup group, double rho, double value, double tolerance) {}
    NeuralField erf = NeuralField.erfNet(1).width(5);
    NeuralField relu = NeuralField.reluNet(1).width(7);
    NeuralField cos = NeuralField.cosNet(1).width(7);
    for (Case c :
        List.of(
            new Case(erf, UNITS, 0.4, 0.06672741758907819, 1e-12),
            new Case(erf, UNITS, -0.2, 0.06702625746249113, 1e-12),
            new Case(erf, BIASES, 0.6, 0.07942762451904983, 1e-12),
            new Case(relu, UNITS, 0.3, 0.7096252976546498, 1e-12),
            new Case(relu, UNITS, -0.12, 0.2204985285751666, 1e-12),
            new Case(cos, UNITS, 0.5, 0.04351728498691665, 1e-14),
            new Case(cos, UNITS, -0.1, 0.03629447064498936, 1e-14),
            new Case(relu, ParameterGroup.READOUT, -0.1, 0.20340475888006926, 1e-12),
            new Case(relu, ParameterGroup.READOUT, 0.2, 0.7310369779137236, 1e-12))) {
      NeuralField field = c.field().correlated(new Equicorrelated(c.group(), c.rho()));
      FiniteWidthCorrelators exact = FiniteWidthCorrelators.of(field, LINE, 4);
      assertThat(exact.connected(0, 1, 1, 2)).isCloseTo(c.value(), within(c.tolerance()));
      assertThat(exact.connectedError(0, 1, 1, 2)).isLessThan(1e-10);
    }
  }

  /// The same reference at N = ∞: what of the interaction comes from the correlation alone.
  @Test
  void correlatedHiddenWeightsInteractAtInfiniteWidth() {
    NeuralField erf = NeuralField.erfNet(1).correlated(new Equicorrelated(BIASES, 0.6));
    assertThat(InfiniteWidthLimit.of(erf, LINE, 4).connected(0, 1, 1, 2))
        .isCloseTo(0.015404286083755547, within(1e-12));
    NeuralField cos = NeuralField.cosNet(1).correlated(new Equicorrelated(UNITS, 0.5));
    assertThat(InfiniteWidthLimit.of(cos, LINE, 4).connected(0, 1, 1, 2))
        .isCloseTo(0.00877604547483346, within(1e-14));
    NeuralField wide = cos.width(10_000_000);
    assertThat(FiniteWidthCorrelators.of(wide, LINE, 6).connected(0, 0, 1, 1, 2, 2))
        .isCloseTo(InfiniteWidthLimit.of(cos, LINE, 6).connected(0, 0, 1, 1, 2, 2), within(1e-7));
    assertThat(FiniteWidthCorrelators.of(wide, PAIR, 8).connected(0, 0, 0, 0, 1, 1, 1, 1))
        .isCloseTo(
            InfiniteWidthLimit.of(cos, PAIR, 8).connected(0, 0, 0, 0, 1, 1, 1, 1), within(1e-7));
  }

  /// Given the shared number, or all neurons at once: two routes.
  @Test
  void orderSixAgreesWithAllNeuronsAtOnce() {
    NeuralField erf = NeuralField.erfNet(1).width(5).correlated(new Equicorrelated(BIASES, 0.8));
    FiniteWidthCorrelators exact = FiniteWidthCorrelators.of(erf, LINE, 6);
    assertThat(exact.method()).isEqualTo(MomentMethod.QUADRATURE);
    // All 6 dimensions of three neurons by 2²⁰ Sobol points: 0.03223(25).
    assertThat(exact.connected(0, 0, 1, 1, 2, 2)).isCloseTo(0.032226, within(1.0e-3));
    // A factor of its own for every neuron, and one that all share with r² = 0.8, are the same law.
    NeuralField factor =
        NeuralField.erfNet(1)
            .width(5)
            .correlated(new GaussianCovariance(BIASES, of("0.2"), List.of(of("sqrt(0.8)"))));
    assertThat(FiniteWidthCorrelators.of(factor, LINE, 6).connected(0, 0, 1, 1, 2, 2))
        .isCloseTo(exact.connected(0, 0, 1, 1, 2, 2), within(1e-11));
  }

  /// ρ = 0 and one neuron of a kind are independent neurons, to order 8.
  @Test
  void withoutCorrelationNeuronsAreIndependent() {
    NeuralField cos = NeuralField.cosNet(1).width(5);
    FiniteWidthCorrelators free = FiniteWidthCorrelators.of(cos, LINE, 6);
    FiniteWidthCorrelators freePair = FiniteWidthCorrelators.of(cos, PAIR, 8);
    for (JointDensity law :
        List.of(
            new Equicorrelated(UNITS, 0),
            new SharedWeights(BIASES, 1),
            new GaussianCovariance(UNITS, of("1"), List.of(of("0"))))) {
      FiniteWidthCorrelators same = FiniteWidthCorrelators.of(cos.correlated(law), LINE, 6);
      assertThat(same.connected(0, 0, 1, 1, 2, 2))
          .isCloseTo(free.connected(0, 0, 1, 1, 2, 2), within(1e-13));
      FiniteWidthCorrelators pair = FiniteWidthCorrelators.of(cos.correlated(law), PAIR, 8);
      assertThat(pair.connected(0, 0, 0, 0, 1, 1, 1, 1))
          .isCloseTo(freePair.connected(0, 0, 0, 0, 1, 1, 1, 1), within(1e-13));
    }
  }

  /// Two outputs: E[f₁f₁f₂f₂] − E[f₁f₁]E[f₂f₂] = E_v[…] of weights correlated within each output, by the sum over
  /// neurons of the same unit: for relu at x = 1, from the moments of h alone.
  @Test
  void correlatedWeightsOfSeveralOutputsAreExact() {
    double ρ = -0.2;
    int n = 4;
    NeuralField one = NeuralField.reluNet(1).width(n);
    Readout r = one.readout();
    NeuralField two =
        new NeuralField(
                1,
                one.hidden(),
                new Readout(2, r.parameterisation(), r.weights(), r.bias(), List.of()))
            .correlated(new Equicorrelated(ParameterGroup.READOUT, ρ));
    double m1 = 1 / Math.sqrt(2 * Math.PI);
    double m3 = Math.sqrt(2 / Math.PI);
    // Q = (1 − ρ) Σh² + ρ (Σh)²; connected is Var Q / N².
    double s2s2 = n * 1.5 + n * (n - 1) * 0.25;
    double s2s11 =
        n * 1.5 + n * (n - 1) * (0.25 + 2 * m3 * m1) + n * (n - 1) * (n - 2) * 0.5 * m1 * m1;
    double s1111 =
        n * 1.5
            + n * (n - 1) * (4 * m3 * m1 + 3 * 0.25)
            + 6 * n * (n - 1) * (n - 2) * 0.5 * m1 * m1
            + n * (n - 1) * (n - 2) * (n - 3) * Math.pow(m1, 4);
    double q = n * 0.5 + ρ * n * (n - 1) * m1 * m1;
    double q2 = (1 - ρ) * (1 - ρ) * s2s2 + 2 * ρ * (1 - ρ) * s2s11 + ρ * ρ * s1111;
    FiniteWidthCorrelators exact = FiniteWidthCorrelators.of(two, PointSet.line(1), 4);
    assertThat(exact.connected(0, 0, 1, 1)).isCloseTo((q2 - q * q) / (n * n), within(1e-12));
  }

  static Stream<NeuralField> laws() {
    NeuralField erf = NeuralField.erfNet(1).width(5);
    NeuralField cos = NeuralField.cosNet(1).width(7);
    NeuralField relu = NeuralField.reluNet(1).width(7);
    return Stream.of(
        erf.correlated(new CommonScale(new ScaleLaw.GammaScale(2.5, 0.4))),
        cos.correlated(new CommonScale(new ScaleLaw.GammaScale(0.7, 1.2))),
        cos.correlated(new CommonScale(new ScaleLaw.LogNormal(0.1, 0.3))),
        cos.correlated(new CommonScale(new ScaleLaw.UniformScale(0.5, 1.5))),
        cos.correlated(
            new CommonScale(
                new ScaleLaw.Transformed(
                    Expression.parse("0.3+z^2", ScaleLaw.Transformed.VARIABLES)))),
        cos.correlated(
            new CommonScale(new ScaleLaw.Discrete(List.of(0.5, 2.0), List.of(2.0, 1.0)))),
        erf.correlated(new CommonScale(ScaleLaw.student(20))),
        erf.correlated(new Equicorrelated(ParameterGroup.READOUT, 0.4)),
        relu.correlated(new Equicorrelated(ParameterGroup.READOUT, 0.2)),
        cos.correlated(
            new GaussianCovariance(
                ParameterGroup.READOUT, of("0.5 + i/n"), List.of(of("cos(pi*i/n)"), of("0.3")))),
        relu.correlated(new Equicorrelated(ParameterGroup.READOUT, -0.1)),
        erf.correlated(new Equicorrelated(UNITS, 0.7)),
        erf.correlated(new Equicorrelated(BIASES, 0.8)),
        relu.correlated(new Equicorrelated(UNITS, 0.5)),
        cos.correlated(new Equicorrelated(UNITS, -0.15)),
        cos.correlated(new GaussianCovariance(UNITS, of("0.5 + i/n"), List.of(of("cos(pi*i/n)")))),
        erf.correlated(new SharedWeights(BIASES, 2)),
        cos.correlated(new SharedWeights(UNITS, 3)),
        cos.correlated(new SharedWeights(BIASES, 2)),
        relu.correlated(new SharedWeights(ParameterGroup.READOUT, 3)),
        relu.correlated(new SharedWeights(UNITS, 3)),
        cos.correlated(
            new Mixture(
                List.of(
                    new Mixture.Component(1, 0.5, 1, 1.4),
                    new Mixture.Component(2, 1.5, 1, 0.7)))));
  }

  private static Measurement measured(NeuralField field, Estimator estimator) {
    return Ensemble.of(field)
        .networks(60_000)
        .seed(7)
        .threads(1)
        .estimator(estimator)
        .highestOrder(4)
        .run(LINE);
  }

  private static double pValue(Measurement m, FiniteWidthCorrelators exact) {
    double p = 1;
    for (int n : new int[] {2, 4}) {
      var measured = m.connected(n);
      double[] difference = new double[measured.length];
      for (int c = 0; c < difference.length; c++) {
        difference[c] = measured[c].value() - exact.connected(m.components(n).at(c));
      }
      p = Math.min(p, StepDownPulls.of(difference, m.jackknifeOfConnected(n)).pValue());
    }
    return p;
  }

  /// 22 laws × 2 estimators × 2 orders: p < 10⁻⁶ anywhere has probability 8·10⁻⁵. The negative twin: held against
  /// independent neurons, every law is rejected.
  @ParameterizedTest
  @MethodSource("laws")
  void samplesAgree(NeuralField field) {
    FiniteWidthCorrelators exact = FiniteWidthCorrelators.of(field, LINE, 4);
    Measurement given = measured(field, Estimator.GAUSSIAN_READOUT);
    assertThat(pValue(given, exact)).isGreaterThan(1e-6);
    assertThat(pValue(measured(field, Estimator.ANTITHETIC), exact)).isGreaterThan(1e-6);
    FiniteWidthCorrelators independent = FiniteWidthCorrelators.of(field.independent(), LINE, 4);
    assertThat(pValue(given, independent)).isLessThan(1e-6);
  }

  @Test
  void whatIsNotKnownIsRefused() {
    NeuralField net = NeuralField.erfNet(1);
    Potential v = Potential.parse("sumW2^2/N^2", List.of());
    assertThatThrownBy(() -> FiniteWidthCorrelators.of(net.correlated(new Deformed(v)), LINE, 2))
        .hasMessageContaining("deformed");
    assertThatThrownBy(
            () ->
                FiniteWidthCorrelators.of(
                    NeuralField.gaussNet(1)
                        .correlated(new GaussianCovariance(UNITS, of("1/2"), List.of(of("1/n")))),
                    LINE,
                    4))
        .hasMessageContaining("whose size depends on its weights");
    assertThatThrownBy(
            () ->
                FiniteWidthCorrelators.of(
                    net.correlated(new CommonScale(ScaleLaw.student(4))), LINE, 4))
        .hasMessageContaining("no moment of order 2");
    assertThatThrownBy(
            () ->
                org.nnft.kernel.NngpKernel.of(
                    net.correlated(new CommonScale(ScaleLaw.student(10))), LINE))
        .hasMessageContaining("independent parameters only");
  }
}
