package org.nnft.rg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.hipparchus.special.Erf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnft.eft.CouplingFit;
import org.nnft.eft.ElementwiseCoupling;
import org.nnft.feynman.VertexKernel;
import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;
import org.nnft.neuron.FiniteWidthCorrelators;
import org.nnft.statistics.Jackknife;

class CouplingFlowTest {
  private static final PointSet LINE = PointSet.line(0.2, 0.4, 0.6, 0.8, 1, 1.2);

  private static CouplingFlow quartic(NeuralField field, PointSet points, Cutoffs cutoffs) {
    return CouplingFlow.quartic(
        BoxVertices.of(VertexKernel.of(field), points),
        cutoffs,
        FiniteWidthCorrelators.of(field, points, 4)::connected,
        Optional.empty());
  }

  /// The 21 cutoffs of 2008.08601: λ = −12.5/(NΛ⁵) in d = 1, slopes −(d + 4) in all.
  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void reluRunsWithAnExactPower(int d) {
    double[][] grid = {{0.5, 1, 0.2}, {1, 0.5, 0.7}};
    PointSet points =
        d == 1
            ? LINE
            : PointSet.of(
                Arrays.stream(grid).map(x -> Arrays.copyOf(x, d)).toArray(double[][]::new));
    CouplingFlow λ = quartic(NeuralField.reluNet(d).width(20), points, Cutoffs.halverson2020());
    assertThat(λ.rows()).hasSize(21);
    CouplingFlow.Row first = λ.rows().getFirst();
    for (CouplingFlow.Row row : λ.rows()) {
      assertThat(row.exponent()).isCloseTo(-(d + 4), within(1e-6));
      double power = Math.pow(row.cutoff() / first.cutoff(), -(d + 4));
      assertThat(row.coupling().value() / first.coupling().value())
          .isCloseTo(power, Percentage.withPercentage(1e-9));
      if (d == 1) {
        double exact = -12.5 / (20 * Math.pow(row.cutoff(), 5));
        assertThat(row.coupling().value()).isCloseTo(exact, Percentage.withPercentage(1e-9));
        assertThat(row.spread()).isLessThan(1e-7 * Math.abs(exact));
      }
    }
  }

  /// x = 0: I₄ = √(π/2) erf(√2 Λ), so the slope is −2Λe^(−2Λ²)/I₄: to 0 like e^(−2Λ²).
  @ParameterizedTest
  @CsvSource({"0.3", "1", "2.5"})
  void gaussNetSettlesExponentially(double cutoff) {
    CouplingFlow λ =
        quartic(
            NeuralField.gaussNet(1).width(1000), PointSet.line(0), new Cutoffs(List.of(cutoff)));
    double integral = Math.sqrt(Math.PI / 2) * Erf.erf(Math.sqrt(2) * cutoff);
    double exact = -2 * cutoff * Math.exp(-2 * cutoff * cutoff) / integral;
    assertThat(λ.rows().getFirst().exponent()).isCloseTo(exact, within(1e-12));
  }

  /// β is the slope of the mean, for λ and, with the exchange, for κ: five-point differences in ln Λ.
  @ParameterizedTest
  @CsvSource({"1, 0.7", "1, 5", "2, 2"})
  void betaIsTheSlope(int d, double cutoff) {
    NeuralField field = NeuralField.erfNet(d).width(5);
    PointSet points =
        d == 1 ? PointSet.line(0.3, 0.9) : PointSet.of(new double[][] {{0.3, 0.5}, {0.9, -0.2}});
    double h = 1e-3;
    Cutoffs around =
        new Cutoffs(IntStream.rangeClosed(-2, 2).mapToObj(k -> cutoff * Math.exp(k * h)).toList());
    BoxVertices vertices = BoxVertices.of(VertexKernel.of(field), points);
    FiniteWidthCorrelators exact = FiniteWidthCorrelators.of(field, points, 6);
    CouplingFlow λ = CouplingFlow.quartic(vertices, around, exact::connected, Optional.empty());
    assertThat(λ.rows().get(2).beta())
        .isCloseTo(slope(λ, h), Percentage.withPercentage(d == 1 ? 1e-6 : 1e-2));
    if (d == 1) {
      CouplingFlow κ = CouplingFlow.sextic(vertices, λ, exact::connected, Optional.empty());
      assertThat(κ.rows().get(2).beta()).isCloseTo(slope(κ, h), Percentage.withPercentage(1e-5));
    }
  }

  private static double slope(CouplingFlow g, double h) {
    double[] at = g.rows().stream().mapToDouble(row -> row.coupling().value()).toArray();
    return (8 * (at[3] - at[1]) - (at[4] - at[0])) / (12 * h);
  }

  /// κ = 371/(3N²Λ⁷), slope −7: the same for every component.
  @Test
  void reluSexticRunsWithPowerSeven() {
    NeuralField field = NeuralField.reluNet(1).width(20);
    BoxVertices vertices = BoxVertices.of(VertexKernel.of(field), LINE);
    FiniteWidthCorrelators exact = FiniteWidthCorrelators.of(field, LINE, 6);
    CouplingFlow λ =
        CouplingFlow.quartic(vertices, Cutoffs.halverson2020(), exact::connected, Optional.empty());
    CouplingFlow κ = CouplingFlow.sextic(vertices, λ, exact::connected, Optional.empty());
    for (CouplingFlow.Row row : κ.rows()) {
      double closed = 371.0 / (3 * 400 * Math.pow(row.cutoff(), 7));
      assertThat(row.coupling().value()).isCloseTo(closed, Percentage.withPercentage(1e-8));
      assertThat(row.exponent()).isCloseTo(-7, within(1e-7));
    }
  }

  /// The mean is linear: its error is the spread of the means that each fluctuation of the correlator gives.
  @Test
  void errorsHoldTheCovarianceOfTheComponents() {
    NeuralField field = NeuralField.erfNet(1).width(5);
    PointSet points = PointSet.line(0.3, 0.9);
    Random random = new Random(5);
    double[][] sums = new double[40][];
    Arrays.setAll(sums, _ -> random.doubles(5).toArray());
    long[] counts = new long[40];
    Arrays.fill(counts, 1);
    Jackknife fluctuations = Jackknife.of(sums, counts, double[]::clone);
    BoxVertices vertices = BoxVertices.of(VertexKernel.of(field), points);
    Cutoffs cutoffs = new Cutoffs(List.of(3.0));
    Jackknife ofMean =
        Jackknife.of(
            sums,
            counts,
            means ->
                new double[] {
                  ElementwiseCoupling.quartic(vertices.at(3), t -> means[t[0] + t[1] + t[2] + t[3]])
                      .mean()
                });
    double error =
        CouplingFlow.quartic(vertices, cutoffs, _ -> 1, Optional.of(fluctuations))
            .rows()
            .getFirst()
            .coupling()
            .error();
    assertThat(error).isCloseTo(ofMean.error(0), Percentage.withPercentage(1e-9));
  }

  /// κ̄ answers to G_c⁽⁴⁾ by λ̄, too: fluctuations of a millionth part make linear errors exact.
  @Test
  void theErrorOfKappaHoldsThatOfLambda() {
    NeuralField field = NeuralField.erfNet(1).width(5);
    PointSet points = PointSet.line(0.3, 0.9);
    FiniteWidthCorrelators exact = FiniteWidthCorrelators.of(field, points, 6);
    BoxVertices vertices = BoxVertices.of(VertexKernel.of(field), points);
    Cutoffs cutoffs = new Cutoffs(List.of(3.0));
    List<int[]> four = CouplingFit.components(vertices.at(3), 4);
    List<int[]> six = CouplingFit.components(vertices.at(3), 6);
    Random random = new Random(6);
    double[][] sums = new double[40][];
    Arrays.setAll(
        sums,
        _ ->
            Stream.concat(four.stream(), six.stream())
                .mapToDouble(t -> exact.connected(t) * (1 + 1e-6 * random.nextGaussian()))
                .toArray());
    long[] counts = new long[40];
    Arrays.fill(counts, 1);
    Jackknife both = Jackknife.of(sums, counts, double[]::clone);
    Jackknife ofMean =
        Jackknife.of(
            sums,
            counts,
            means -> {
              double λ =
                  ElementwiseCoupling.quartic(vertices.at(3), t -> means[t[0] + t[1] + t[2] + t[3]])
                      .mean();
              return new double[] {
                ElementwiseCoupling.sextic(
                        vertices.at(3), λ, t -> means[5 + Arrays.stream(t).sum()])
                    .mean()
              };
            });
    CouplingFlow λ = CouplingFlow.quartic(vertices, cutoffs, exact::connected, Optional.empty());
    CouplingFlow κ = CouplingFlow.sextic(vertices, λ, exact::connected, Optional.of(both));
    assertThat(κ.rows().getFirst().coupling().error())
        .isCloseTo(ofMean.error(0), Percentage.withPercentage(1e-3));
  }

  /// More nodes than can be joined: Erf-net in three dimensions.
  @Test
  void kappaInThreeDimensions() {
    NeuralField field = NeuralField.erfNet(3).width(5);
    PointSet point = PointSet.of(new double[][] {{1, 0.5, 0.2}});
    FiniteWidthCorrelators exact = FiniteWidthCorrelators.of(field, point, 6);
    BoxVertices vertices = BoxVertices.of(VertexKernel.of(field), point);
    Cutoffs cutoffs = new Cutoffs(List.of(2.97, 3.0, 3.03));
    CouplingFlow λ = CouplingFlow.quartic(vertices, cutoffs, exact::connected, Optional.empty());
    CouplingFlow κ = CouplingFlow.sextic(vertices, λ, exact::connected, Optional.empty());
    double[] at = κ.rows().stream().mapToDouble(r -> r.coupling().value()).toArray();
    double slope = Math.log(at[2] / at[0]) / Math.log(3.03 / 2.97);
    assertThat(κ.rows().get(1).exponent()).isCloseTo(slope, within(0.02));
  }
}
