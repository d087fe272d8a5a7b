package org.nnft.eft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.nnft.eft.PaperNetworks.NEAR;
import static org.nnft.eft.PaperNetworks.RELU;
import static org.nnft.eft.PaperNetworks.connected;
import static org.nnft.eft.PaperNetworks.net;
import static org.nnft.eft.PaperNetworks.scaled;
import static org.nnft.eft.PaperNetworks.vertex;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnft.ensemble.Ensemble;
import org.nnft.ensemble.Measurement;
import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;
import org.nnft.network.Parameterisation;
import org.nnft.network.Readout;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.Jackknife;

/// Least squares over components of correlators.
class CouplingFitTest {

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

  /// The cos-net's G_c⁽⁴⁾ crosses zero: of rounding errors there is no percentage.
  @Test
  void componentsAtZeroHaveNoRelativeError() {
    VertexIntegral v = vertex(NeuralField.reluNet(1).width(20), RELU, 100);
    List<int[]> tuples = CouplingFit.components(v, 4);
    ToDoubleFunction<int[]> exact = connected(NeuralField.reluNet(1).width(20), RELU, 4);
    CouplingFit fit = CouplingFit.exact(v, List.of(Coupling.QUARTIC), tuples, exact);
    int[] first = tuples.getFirst();
    double others = fit.meanRelativeError(v, tuples.subList(1, tuples.size()), exact);
    assertThat(
            fit.meanRelativeError(
                v, tuples, t -> Arrays.equals(t, first) ? 1e-17 : exact.applyAsDouble(t)))
        .isEqualTo(others);
    assertThat(
            fit.meanRelativeError(
                v, tuples, t -> Arrays.equals(t, first) ? 1e-3 : exact.applyAsDouble(t)))
        .isNotEqualTo(others);
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

  /// g of a sampled net whose output weights have a mean, fitted to its 1- and 3-point functions together, against the same weighted
  /// fit of exact ones: a pull beyond 4 has probability 6·10⁻⁵. The negative twin, a mean twice as large, is far off.
  @Test
  void oddCouplingsAreFittedToTwoOrdersTogether() {
    PointSet points = PointSet.line(-0.5, 0.9);
    NeuralField field = shifted(0.3);
    VertexIntegral v = vertex(field, points, 3);
    List<int[]> tuples = CouplingFit.components(v, 1, 3);
    List<Coupling> odd = List.of(Coupling.CUBIC);
    Measurement measured = Ensemble.of(field).networks(100_000).seed(8).highestOrder(3).run(points);
    Jackknife both = measured.jackknifeOfConnected(1).with(measured.jackknifeOfConnected(3));
    double[] sampled =
        IntStream.of(1, 3)
            .mapToObj(measured::connected)
            .flatMap(Arrays::stream)
            .mapToDouble(Estimate::value)
            .toArray();
    Estimate fitted = CouplingFit.sampled(v, odd, tuples, sampled, both).values().getFirst();
    Estimate expected = weighted(v, odd, tuples, field, points, both);
    Estimate wrong = weighted(v, odd, tuples, shifted(0.6), points, both);
    assertThat(Math.abs(fitted.pull(expected.value()))).isLessThan(4);
    assertThat(Math.abs(fitted.pull(wrong.value()))).isGreaterThan(6);
  }

  private static Estimate weighted(
      VertexIntegral v,
      List<Coupling> couplings,
      List<int[]> tuples,
      NeuralField field,
      PointSet points,
      Jackknife fluctuations) {
    double[] exact = tuples.stream().mapToDouble(connected(field, points, 3)).toArray();
    return CouplingFit.sampled(v, couplings, tuples, exact, fluctuations).values().getFirst();
  }

  private static NeuralField shifted(double mean) {
    NeuralField even = NeuralField.reluNet(1).width(3);
    return new NeuralField(
        1,
        even.hidden(),
        new Readout(
            1,
            Parameterisation.STANDARD,
            even.readout().weights().with(mean, 1),
            even.readout().bias()));
  }
}
