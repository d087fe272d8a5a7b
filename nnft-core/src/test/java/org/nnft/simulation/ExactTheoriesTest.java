package org.nnft.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnft.ensemble.DrawnFields;
import org.nnft.field.MomentumCutoff;
import org.nnft.field.PointSet;
import org.nnft.lattice.FreePropagator;
import org.nnft.network.IndependentDensity.Rademacher;
import org.nnft.network.NeuralField;
import org.nnft.statistics.Estimate;

/// What is exact about free and interacting networks, by two ways each.
class ExactTheoriesTest {

  /// Two fields of equal mass turned by 45°: (φ ± χ)/√2 don't interact, so everything follows from one field.
  @Test
  void turnedFieldsDecouple() {
    InteractionGrid grid = new InteractionGrid(1, 4, 20);
    ScalarPotential one =
        ScalarPotential.parse("lambda/4! phi^4", List.of("phi"), Map.of("lambda", 6.0));
    ScalarPotential turned =
        ScalarPotential.parse(
            "lambda/96 ((phi + chi)^4 + (phi - chi)^4)",
            List.of("phi", "chi"),
            Map.of("lambda", 6.0));
    List<Double> single = new VacuumTransferOperator(grid, List.of(1.0), one).observables(3);
    VacuumTransferOperator pair = new VacuumTransferOperator(grid, List.of(1.0, 1.0), turned);
    List<Double> both = pair.observables(3);
    double square = single.get(0);
    double fourth = single.get(1);
    for (int i = 0; i < 2; i++) {
      assertThat(both.get(5 * i)).isCloseTo(square, within(1e-10));
      assertThat(both.get(5 * i + 1)).isCloseTo((fourth + 3 * square * square) / 2, within(1e-10));
      for (int k = 2; k < 5; k++) {
        assertThat(both.get(5 * i + k)).isCloseTo(single.get(k), within(1e-10));
      }
    }
    assertThat(both.get(10)).isCloseTo((fourth - square * square) / 2, within(1e-10));
    double z = new VacuumTransferOperator(grid, List.of(1.0), one).partitionFunction();
    assertThat(pair.partitionFunction()).isCloseTo(z * z, within(1e-10));
    ScalarPotential slope = ScalarPotential.parse("phi^4 + d1phi^2", List.of("phi"), 1, Map.of());
    assertThatThrownBy(() -> new VacuumTransferOperator(grid, List.of(1.0), slope))
        .hasMessageContaining("without derivatives");
  }

  /// d = 2, Λ = 100 Gaussian, r = 1: Var = 0.555354678 + v/N, made with other software.
  @ParameterizedTest
  @CsvSource({"-1, 143.7469571", "0, -0.002253872586", "1, 126.0325718"})
  void varianceAtASeparation(double alpha, double coefficient) {
    int n = 10;
    NeuralField network =
        NeuralField.scalar(2, 1, alpha, MomentumCutoff.GAUSSIAN, 100, new Rademacher(0, 1))
            .width(n);
    ProductVariance variance = ProductVariance.of(network, 1);
    assertThat(variance.propagator()).isCloseTo(0.067011470998284, within(1e-12));
    assertThat(variance.bound()).isCloseTo(0.555354678, within(1e-9));
    assertThat(n * (variance.variance() - variance.bound()))
        .isCloseTo(coefficient, within(1e-7 * Math.abs(coefficient) + 2e-9));
    assertThat(variance.fewestDrawsFor(0.01))
        .isCloseTo(1e4 * 0.555354678 / (0.067011470998284 * 0.067011470998284), within(1.0));
  }

  /// Sampled networks have the propagator of quadrature in every dimension, with both regulators, at r = 0 and 1:
  /// 14 pulls of 20,000 networks, P(any |z| > 4.5) < 10⁻⁴; a cutoff larger by a tenth is seen.
  @ParameterizedTest
  @CsvSource({
    "1, SHARP",
    "2, SHARP",
    "3, SHARP",
    "4, SHARP",
    "1, GAUSSIAN",
    "2, GAUSSIAN",
    "3, GAUSSIAN"
  })
  void sampledPropagators(int dimension, MomentumCutoff regulator) {
    double cutoff = 4;
    NeuralField network =
        NeuralField.scalar(dimension, 1, 0, regulator, cutoff, new Rademacher(0, 1)).width(4);
    double[][] x = new double[2][dimension];
    x[1][0] = 1;
    int networks = 20_000;
    double[][] f = new double[2][networks];
    DrawnFields.of(network, PointSet.of(x), networks, 17).read(0, networks, f);
    for (int i = 0; i < 2; i++) {
      int other = i;
      double[] products =
          IntStream.range(0, networks).mapToDouble(k -> f[0][k] * f[other][k]).toArray();
      double mean = IntStream.range(0, networks).mapToDouble(k -> products[k]).average().orElse(0);
      double squares =
          IntStream.range(0, networks).mapToDouble(k -> Math.pow(products[k] - mean, 2)).sum();
      Estimate sampled = new Estimate(mean, Math.sqrt(squares) / networks);
      double exact = FreePropagator.of(dimension, 1, regulator, cutoff).at(i);
      assertThat(Math.abs(sampled.pull(exact))).as("r = %d: %s", i, sampled).isLessThan(4.5);
      if (i == 0 && dimension > 1) {
        double wrong = FreePropagator.of(dimension, 1, regulator, 1.1 * cutoff).at(0);
        assertThat(Math.abs(sampled.pull(wrong))).isGreaterThan(4.5);
      }
    }
  }
}
