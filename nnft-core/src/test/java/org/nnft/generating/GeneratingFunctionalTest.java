package org.nnft.generating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nnft.ensemble.Ensemble;
import org.nnft.ensemble.FieldAverages.Workers;
import org.nnft.field.MomentumCutoff;
import org.nnft.field.PointSet;
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
import org.nnft.network.Parameterisation;
import org.nnft.network.Readout;
import org.nnft.neuron.FiniteWidthCorrelators;
import org.nnft.statistics.Estimate;

class GeneratingFunctionalTest {

  private static final PointSet THREE = PointSet.line(0, 0.7, 1.9);
  private static final double[] SOURCE = {0.6, -0.4, 0.9};

  private static NeuralField cosNet(IndependentDensity amplitude, int width) {
    NeuralField net = NeuralField.cosNet(1).width(width);
    return new NeuralField(
        1, net.hidden(), new Readout(1, Parameterisation.STANDARD, amplitude, new Constant(0)));
  }

  private static NeuralField erfNet(IndependentDensity amplitude) {
    NeuralField net = NeuralField.erfNet(1).width(4);
    return new NeuralField(
        1, net.hidden(), new Readout(1, Parameterisation.STANDARD, amplitude, new Normal(0, 1)));
  }

  /// mpmath 1.3, 22 digits: N log quad(pdf(k) I₀(A|J̃|/√N)) and N log quad(pdf(k) e^u I₀(u)), A = σ_a = 1.3, N = 3.
  @Test
  void wavesOfUniformPhase() {
    var constant = GeneratingFunctional.of(cosNet(new Rademacher(0, 1.3), 3), THREE);
    assertThat(constant.log(SOURCE).value()).isCloseTo(0.3241849131388034, within(1e-13));
    assertThat(constant.domain()).isInstanceOf(Domain.Everywhere.class);
    assertThat(constant.characteristic(SOURCE).getReal())
        .isCloseTo(0.7141430055895766, within(1e-13));
    var normal = GeneratingFunctional.of(cosNet(new Normal(0, 1.3), 3), THREE);
    assertThat(normal.log(SOURCE).value()).isCloseTo(0.34882432841594174, within(1e-13));
    assertThat(normal.log(SOURCE).error()).isLessThan(1e-12);
    assertThat(normal.characteristic(SOURCE).getReal()).isCloseTo(0.73095144855135, within(1e-13));
    assertThat(normal.characteristic(SOURCE).getImaginary()).isCloseTo(0, within(1e-15));
  }

  /// A width one off is rejected at 10⁻³.
  @Test
  void anotherWidthIsRejected() {
    var other = GeneratingFunctional.of(cosNet(new Normal(0, 1.3), 4), THREE);
    assertThat(Math.abs(other.log(SOURCE).value() - 0.34882432841594174)).isGreaterThan(1e-3);
  }

  /// mpmath: N log of the momentum integral with the sharp cutoff, α = 0; d = 1, Λ = 10 with constant amplitude;
  /// d = 2, Λ = 3 with normal amplitude and a second integral over directions.
  @Test
  void scalarsWithACutoff() {
    NeuralField line =
        NeuralField.scalar(1, 1, 0, MomentumCutoff.SHARP, 10, new Rademacher(0, 1)).width(4);
    assertThat(GeneratingFunctional.of(line, PointSet.line(0.2, 0.7)).log(1, -0.3).value())
        .isCloseTo(0.1645898316913651, within(1e-12));
    NeuralField plane =
        NeuralField.scalar(2, 1, 0, MomentumCutoff.SHARP, 3, new Normal(0, 1)).width(4);
    PointSet two = PointSet.of(new double[][] {{1, 1}, {1, 1.8}});
    assertThat(GeneratingFunctional.of(plane, two).log(1, -0.3).value())
        .isCloseTo(0.066217054042539, within(1e-12));
  }

  /// numpy: tensor Gauss–Hermite with 220 nodes an axis, Erf-net d = 1, N = 4, J = (0.8, −0.5) at (−1, 0.6).
  @Test
  void erfNetsWithAnyReadout() {
    PointSet points = PointSet.line(-1, 0.6);
    double[] values = {
      0.2582004901784374, 0.20419238362256564, 0.2701321115500516, 0.25024775303093666
    };
    List<IndependentDensity> laws =
        List.of(new Normal(0, 1), new Laplace(0, 0.6), new Uniform(0, 1.8), new Rademacher(0, 1));
    for (int k = 0; k < values.length; k++) {
      assertThat(GeneratingFunctional.of(erfNet(laws.get(k)), points).log(0.8, -0.5).value())
          .as(laws.get(k).toString())
          .isCloseTo(values[k], within(1e-11));
    }
  }

  /// W = N log(½ + ½(1 − J²x²/N)^−½), finite for |Jx| < √N alone.
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 1, 2, 3.1, 3.16})
  void reluOnTheLine(double j) {
    var w = GeneratingFunctional.of(NeuralField.reluNet(1).width(10), PointSet.line(0.5, 1));
    double s = j * (0.5 + 0.5);
    double exact = 10 * Math.log(0.5 + 0.5 / Math.sqrt(1 - s * s / 10));
    assertThat(w.log(j, j / 2).value()).isCloseTo(exact, within(1e-13 * Math.max(1, exact)));
    assertThat(w.largestScale(1, 0.5)).isCloseTo(Math.sqrt(10), within(1e-14));
    assertThat(w.log(3.17, 3.17 / 2).value()).isInfinite();
    assertThat(w.domain().reason()).contains("|s| < √N/σ = 3.16228");
  }

  /// mpmath: the angular average of (1 − c²/N)⁻¹ over the circle, kinks cut, plus the bias; σ_b = 0.7, N = 6.
  @Test
  void reluOfRankTwo() {
    NeuralField base = NeuralField.reluNet(1).width(6);
    HiddenLayer h = base.hidden().getFirst();
    NeuralField field =
        new NeuralField(
            1,
            List.of(
                new HiddenLayer(
                    6, h.activation(), h.parameterisation(), h.weights(), new Normal(0, 0.7))),
            new Readout(1, Parameterisation.STANDARD, new Normal(0, 1), new Normal(0, 0.7)));
    var w = GeneratingFunctional.of(field, PointSet.line(0.5, -0.8));
    assertThat(w.log(0.9, 0.7).value()).isCloseTo(1.072159794945929, within(1e-13));
    // c is largest where both units are on: |0.9(0.5, 0.7) + 0.7(−0.8, 0.7)| = |(−0.11, 1.12)|.
    assertThat(w.largestScale(0.9, 0.7))
        .isCloseTo(Math.sqrt(6) / Math.hypot(0.11, 1.12), within(1e-5));
  }

  /// mpmath: E_z exp(−J² e^{2(z−q)}/2N)ᴺ e^(−J²/2), q = 1.09, N = 10, J = 1.7.
  @Test
  void gaussNetsHaveOnlyImaginarySources() {
    var w = GeneratingFunctional.of(NeuralField.gaussNet(1).width(10), PointSet.line(0.3));
    assertThat(w.domain()).isInstanceOf(Domain.ImaginaryOnly.class);
    assertThat(w.largestScale(1)).isZero();
    assertThat(w.characteristic(1.7).getReal()).isCloseTo(0.10645235385300425, within(1e-11));
    assertThatThrownBy(() -> w.log(0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("heavier than exponential")
        .hasMessageContaining("use the characteristic functional");
  }

  @Test
  void domainsFollowTheTails() {
    assertThat(GeneratingFunctional.of(erfNet(new Normal(0, 1)), PointSet.line(1)).domain())
        .isInstanceOf(Domain.Everywhere.class);
    assertThat(GeneratingFunctional.of(erfNet(new StudentT(5, 0, 1)), PointSet.line(1)).domain())
        .isInstanceOf(Domain.ImaginaryOnly.class);
    var laplace = GeneratingFunctional.of(cosNet(new Laplace(0, 1), 4), PointSet.line(0.3));
    // abs(J) < √N/β for a unit that reaches ±1.
    assertThat(laplace.largestScale(1)).isCloseTo(2, within(1e-12));
    assertThat(laplace.log(1.99).value()).isFinite();
    assertThat(laplace.log(2.01).value()).isInfinite();
  }

  /// Derivatives of the curve are the correlators found from moments: orders 1 to 8, two routes.
  @ParameterizedTest
  @CsvSource({"cos", "erf", "relu", "scalar", "mean"})
  void derivativesAreConnectedCorrelators(String net) {
    NeuralField field =
        switch (net) {
          case "cos" -> cosNet(new Normal(0, 1.3), 3);
          case "erf" -> NeuralField.erfNet(1).width(3);
          case "relu" -> NeuralField.reluNet(1).width(5);
          case "scalar" ->
              NeuralField.scalar(1, 1, 0.5, MomentumCutoff.SHARP, 4, new Rademacher(0, 1)).width(2);
          default -> erfNet(new Normal(0.4, 0.7));
        };
    PointSet points = net.equals("relu") ? PointSet.line(0.3, 1) : PointSet.line(0.3, -0.6);
    double[] u = {0.8, -0.5};
    var exact = CumulantSeries.of(FiniteWidthCorrelators.of(field, points, 8), u, 8);
    Estimate[] found = GeneratingFunctional.of(field, points).series(new double[2], u, 8);
    double factorial = 1;
    for (int r = 1; r <= 8; r++) {
      factorial *= r;
      double derivative = exact.derivatives().get(r - 1).value();
      // Cancellation between moments grows with the order: relative to r!, W's Taylor scale.
      assertThat(found[r].value() * factorial)
          .as("order %d", r)
          .isCloseTo(derivative, within(1e-11 * Math.max(factorial, Math.abs(derivative))));
    }
  }

  /// κ₂, κ₄, κ₆, κ₈ at one point by hand; N = 3.
  @ParameterizedTest
  @CsvSource({
    "normal, 0.5, 0.125, 0, -0.0911458333333333",
    "constant, 0.5, -0.125, 0.138888888888889, -0.334201388888889",
    "relu, 0.5, 1.25, 9.16666666666667, 135.625"
  })
  void onePointCumulants(String net, double κ2, double κ4, double κ6, double κ8) {
    // 3/(8N), 0, −315/(128N³); −3/(8N), 5/(4N²), −1155/(128N³); 15/(4N), 165/(2N²), 29295/(8N³) at
    // x = 1.
    NeuralField field =
        switch (net) {
          case "normal" -> cosNet(new Normal(0, 1), 3);
          case "constant" -> cosNet(new Rademacher(0, 1), 3);
          default -> NeuralField.reluNet(1).width(3);
        };
    Estimate[] c =
        GeneratingFunctional.of(field, PointSet.line(1)).series(new double[1], new double[] {1}, 8);
    assertThat(2 * c[2].value()).isCloseTo(κ2, within(1e-13));
    assertThat(24 * c[4].value()).isCloseTo(κ4, within(1e-12));
    assertThat(720 * c[6].value()).isCloseTo(κ6, within(1e-11));
    assertThat(40320 * c[8].value()).isCloseTo(κ8, within(1e-9));
  }

  /// The truncated series approaches the curve order by order inside of its circle.
  @Test
  void seriesConverge() {
    NeuralField field = cosNet(new Normal(0, 1), 5);
    PointSet point = PointSet.line(0.4);
    var series = CumulantSeries.of(FiniteWidthCorrelators.of(field, point, 8), new double[] {1}, 8);
    double exact = GeneratingFunctional.of(field, point).log(1.2).value();
    double last = Double.POSITIVE_INFINITY;
    for (int order : new int[] {2, 4, 8}) {
      double miss = Math.abs(series.at(1.2, order) - exact);
      assertThat(miss).isLessThan(last / 3);
      last = miss;
    }
  }

  /// Sampled against exact: 4 pulls, P(any > 4.5) ≈ 3·10⁻⁵; the wrong width is rejected.
  @Test
  void sampledFunctionals() {
    NeuralField field = cosNet(new Normal(0, 1.3), 3);
    var samples = Ensemble.of(field).networks(200_000).seed(5).samples(THREE);
    double[] scales = {0.3, 0.6, 1, 1.3};
    var points = SampledGenerating.of(samples, SOURCE, scales, true, 64, Workers.threads());
    var exact = GeneratingFunctional.of(field, THREE);
    for (int k = 0; k < scales.length; k++) {
      double t = scales[k];
      double[] source = {t * SOURCE[0], t * SOURCE[1], t * SOURCE[2]};
      var point = points.get(k);
      assertThat(point.isTrustworthy()).isTrue();
      assertThat(Math.abs(point.value().pull(exact.log(source).value()))).isLessThan(4.5);
      assertThat(Math.abs(point.bias())).isLessThan(point.value().error());
    }
    var wrong = GeneratingFunctional.of(cosNet(new Normal(0, 1.3), 1), THREE);
    assertThat(Math.abs(points.get(2).value().pull(wrong.log(SOURCE).value()))).isGreaterThan(5);
  }

  /// Beyond √N the mean of a ReLU-net is infinite: the sample says that it cannot be trusted.
  @Test
  void heavyTailsAreSeen() {
    var samples =
        Ensemble.of(NeuralField.reluNet(1).width(2))
            .networks(50_000)
            .seed(3)
            .samples(PointSet.line(1));
    var points =
        SampledGenerating.of(
            samples, new double[] {1}, new double[] {0.2, 4}, false, 64, Workers.threads());
    assertThat(points.get(0).isTrustworthy()).isTrue();
    assertThat(points.get(1).isTrustworthy()).isFalse();
    assertThat(points.get(1).warning()).contains("effective samples");
  }

  @Test
  void unknownLawsAreRefused() {
    NeuralField field =
        new NeuralField(
            1,
            List.of(
                new HiddenLayer(
                    3,
                    new Activation.Erf(),
                    Parameterisation.STANDARD,
                    new Uniform(0, 1),
                    new Constant(0))),
            new Readout(1, Parameterisation.STANDARD, new Normal(0, 1), new Constant(0)));
    assertThatThrownBy(() -> GeneratingFunctional.of(field, PointSet.line(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not known; use normal weights");
  }
}
