package org.nnft.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnft.feynman.Diagram;
import org.nnft.field.MomentumCutoff;
import org.nnft.simulation.FiniteWidthSeries.Product;

/// The series at finite width from diagrams, whose vertices are the interaction and the network's own correlators.
class FiniteWidthDiagramsTest {

  private static InteractingField theory(
      String potential, double alpha, boolean gaussian, double cutoff, int width) {
    return new EuclideanAction(
            List.of(1.0),
            ScalarPotential.parse(potential, List.of("phi"), Map.of("lambda", 1.0)),
            new InteractionGrid(1, 3, 12),
            cutoff > 0 ? MomentumCutoff.GAUSSIAN : MomentumCutoff.NONE,
            cutoff > 0 ? cutoff : 1)
        .networks(alpha, gaussian, width);
  }

  /// Diagrams are made from degrees and weights with cumulants at their vertices, the series from powers of one neuron's
  /// generating function.
  @ParameterizedTest
  @CsvSource({
    "lambda/4! phi^4, 0, false, 0, 2",
    "lambda/4! phi^4, 0, true, 0, 2",
    "lambda/4! phi^4, -1, false, 4, 2",
    "lambda/4! phi^4, 1, true, 4, 1",
    "phi^4 + phi^6/10, 0, true, 0, 1",
    "phi^3/3 + phi^4, 0, false, 0, 2"
  })
  void addUpToTheSeries(
      String potential, double alpha, boolean gaussian, double cutoff, int order) {
    InteractingField theory = theory(potential, alpha, gaussian, cutoff, 7);
    int x = theory.grid().onAxis(0);
    int y = theory.grid().onAxis(3);
    DiagramExpansion diagrams = GridDiagrams.of(theory, order).at(x, y);
    List<Double> values = diagrams.values();
    double[] sums = new double[order + 1];
    double[] wick = new double[order + 1];
    for (int d = 0; d < values.size(); d++) {
      Diagram diagram = diagrams.sum().diagrams().get(d);
      sums[diagram.halfOrders() / 2] += values.get(d);
      wick[diagram.halfOrders() / 2] += diagram.widthOrder() == 0 ? values.get(d) : 0;
    }
    equal(sums, FiniteWidthSeries.of(theory, false, Product.of(x, y, 1), order));
    equal(wick, FiniteWidthSeries.of(theory, true, Product.of(x, y, 1), order));
    // A diagram that is left out is missed.
    for (int d = 0; d < values.size(); d++) {
      Diagram diagram = diagrams.sum().diagrams().get(d);
      if (diagram.widthOrder() == 1) {
        assertThat(Math.abs(values.get(d)))
            .as("%s", diagram)
            .isGreaterThan(1e-5 * Math.abs(sums[diagram.halfOrders() / 2]));
      }
    }
  }

  private static void equal(double[] sums, FiniteWidthSeries series) {
    double[] expected = {series.zeroth(), series.first(), series.second()};
    for (int order = 0; order < sums.length; order++) {
      assertThat(sums[order]).isCloseTo(expected[order], within(1e-9 * Math.abs(expected[order])));
    }
  }

  /// Values at one width give those at any other, and each order as a polynomial in 1/N.
  @ParameterizedTest
  @CsvSource({"false", "true"})
  void powersOfTheWidth(boolean gaussian) {
    DiagramExpansion narrow =
        GridDiagrams.of(theory("lambda/4! phi^4", 0, gaussian, 0, 3), 2).at(6, 6);
    DiagramExpansion wide =
        GridDiagrams.of(theory("lambda/4! phi^4", 0, gaussian, 0, 12), 2).at(6, 6);
    for (int d = 0; d < narrow.values().size(); d++) {
      double expected = narrow.coefficient(d);
      assertThat(wide.coefficient(d)).isCloseTo(expected, within(1e-9 * Math.abs(expected)));
    }
    for (int order = 1; order <= 2; order++) {
      double[] polynomial = narrow.polynomial(order);
      assertThat(polynomial).hasSize(2 * order + 1);
      double sum = 0;
      for (int p = 2 * order; p >= 0; p--) {
        sum = sum / 12 + polynomial[p];
      }
      assertThat(wide.at(order, 12)).isCloseTo(sum, within(1e-12));
      assertThat(wide.at(order, Double.POSITIVE_INFINITY)).isCloseTo(polynomial[0], within(1e-12));
    }
  }
}
