package org.nnft.feynman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;
import org.nnft.statistics.Estimate;

/// Values of diagrams against closed forms.
class DiagramIntegralTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  private static DiagramSum sum(String interaction, int legs, int order) {
    return DiagramGenerator.of(Interaction.parse(interaction), legs).order(order).diagrams();
  }

  /// K = exp(−½(x − y)²): every diagram is a Gaussian integral over its vertices.
  private static VertexKernel gaussian(int dimension) {
    return VertexKernel.of(
        dimension,
        (x, y) -> {
          double square = 0;
          for (int k = 0; k < x.length; k++) {
            square += (x[k] - y[k]) * (x[k] - y[k]);
          }
          return Math.exp(-square / 2);
        });
  }

  /// ∫ exp(−½ yᵀAy + bᵀy − c) = (2π)^(V/2) det A^(−½) exp(½ bᵀA⁻¹b − c) for each coordinate, averaged over all
  /// orders of the external points; A, b, c from the lines.
  private static double closedForm(Diagram diagram, double[][] x) {
    List<int[]> orders = new ArrayList<>();
    permutations(new int[x.length], 0, 0, orders);
    double sum = 0;
    for (int[] order : orders) {
      double product = 1;
      for (int k = 0; k < x[0].length; k++) {
        product *= coordinate(diagram, x, order, k);
      }
      sum += product;
    }
    return diagram.total().doubleValue() * sum / orders.size();
  }

  private static double coordinate(Diagram diagram, double[][] x, int[] order, int k) {
    int n = x.length;
    int v = diagram.vertices().size();
    RealMatrix a = new Array2DRowRealMatrix(Math.max(1, v), Math.max(1, v));
    RealVector b = new ArrayRealVector(Math.max(1, v));
    double c = 0;
    for (Line line : diagram.lines()) {
      if (line.to() < n) {
        double d = x[order[line.from()]][k] - x[order[line.to()]][k];
        c += d * d / 2;
      } else if (line.from() < n) {
        double at = x[order[line.from()]][k];
        a.addToEntry(line.to() - n, line.to() - n, 1);
        b.addToEntry(line.to() - n, at);
        c += at * at / 2;
      } else if (line.from() != line.to()) {
        a.addToEntry(line.from() - n, line.from() - n, 1);
        a.addToEntry(line.to() - n, line.to() - n, 1);
        a.addToEntry(line.from() - n, line.to() - n, -1);
        a.addToEntry(line.to() - n, line.from() - n, -1);
      }
    }
    if (v == 0) {
      return Math.exp(-c);
    }
    LUDecomposition lu = new LUDecomposition(a);
    double exponent = b.dotProduct(lu.getSolver().solve(b)) / 2 - c;
    return Math.sqrt(Math.pow(2 * Math.PI, v) / lu.getDeterminant()) * Math.exp(exponent);
  }

  private static void permutations(int[] order, int next, int used, List<int[]> all) {
    if (next == order.length) {
      all.add(order.clone());
      return;
    }
    for (int i = 0; i < order.length; i++) {
      if ((used >> i & 1) == 0) {
        order[next] = i;
        permutations(order, next + 1, used | 1 << i, all);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "lambda f^4, 2, 3",
    "lambda f^4, 4, 2",
    "g f^3, 4, 2",
    "lambda f^4 + kappa f^6, 4, 1",
    "lambda f^4, 5, 1",
    "g f^3, 3, 3"
  })
  void gaussianPropagatorOnTheLine(String interaction, int legs, int order) {
    double[][] x = {{0.1}, {-0.7}, {0.4}, {1.2}, {-0.3}};
    double[][] used = java.util.Arrays.copyOf(x, legs);
    DiagramIntegral theory =
        DiagramIntegral.of(PointSet.of(used), INFINITE)
            .field("f", gaussian(1))
            .coupling("lambda", 1)
            .coupling("kappa", 1)
            .coupling("g", 1);
    int[] tuple = java.util.stream.IntStream.range(0, legs).toArray();
    for (Diagram diagram : sum(interaction, legs, order)) {
      double exact = closedForm(diagram, used);
      Estimate value = theory.value(diagram, tuple);
      assertThat(value.value()).as("%s", diagram).isCloseTo(exact, within(1e-8 * Math.abs(exact)));
      assertThat(value.error()).isLessThan(1e-6 * Math.abs(exact));
    }
  }

  /// One vertex by panels in d = 2 and 3; two vertices in d = 2, and one in d = 4, by quasi-Monte Carlo.
  ///
  /// 12 pulls of 32 shifts: P(any |t₃₁| > 5) < 3e-4.
  @ParameterizedTest
  @CsvSource({"2, 1", "2, 2", "3, 1", "4, 1"})
  void gaussianPropagatorInSpace(int dimension, int order) {
    double[][] x = new double[2][dimension];
    x[0][0] = 0.5;
    x[1][1] = -0.4;
    DiagramIntegral theory =
        DiagramIntegral.of(PointSet.of(x), INFINITE)
            .field("f", gaussian(dimension))
            .coupling("lambda", 1);
    for (Diagram diagram : sum("lambda f^4", 2, order)) {
      double exact = closedForm(diagram, x);
      Estimate value = theory.value(diagram, 0, 1);
      assertThat(Math.abs(value.pull(exact)))
          .as("%s = %s, exact %s", diagram, value, exact)
          .satisfiesAnyOf(
              pull -> assertThat(pull).isLessThan(5),
              _ -> assertThat(value.value()).isCloseTo(exact, within(1e-9 * Math.abs(exact))));
      assertThat(value.error()).isLessThan(0.05 * Math.abs(exact));
    }
  }

  /// ReLU on the line: K = xy/2 for xy > 0 and 0 otherwise, so that a connected diagram of φ⁴ is
  /// total · 2^(−lines) ∏x (Λ⁵/5)^V.
  @Test
  void reluInABox() {
    PointSet points = PointSet.line(0.2, 0.4, 0.6, 1.2);
    double cutoff = 3;
    DiagramIntegral theory =
        DiagramIntegral.of(points, cutoff)
            .field("f", VertexKernel.of(NeuralField.reluNet(1)))
            .coupling("lambda", 0.01);
    DiagramSum sum =
        DiagramGenerator.of(Interaction.parse("lambda f^4"), 4)
            .order(3)
            .only(Selection.CONNECTED)
            .diagrams();
    for (Diagram diagram : sum) {
      double exact =
          diagram.total().doubleValue()
              * Math.pow(0.5, diagram.lines().size())
              * (0.2 * 0.4 * 0.6 * 1.2)
              * Math.pow(0.01 * Math.pow(cutoff, 5) / 5, diagram.vertices().size());
      assertThat(theory.value(diagram, 0, 1, 2, 3).value())
          .as("%s", diagram)
          .isCloseTo(exact, within(1e-11 * Math.abs(exact)));
    }
  }

  /// λ(y) = y²: Λ⁷/7 in place of Λ⁵/5; (∫f²)² factorises into (Λ³/3)²; O(N) gives (N + 2)/3 of f⁴ with one loop.
  @Test
  void otherVertices() {
    PointSet points = PointSet.line(1, 2);
    DiagramIntegral theory =
        DiagramIntegral.of(points, 2)
            .field("f", VertexKernel.of(NeuralField.reluNet(1)))
            .coupling("lambda", 1)
            .coupling("mu", y -> y[0] * y[0])
            .components(4);
    Diagram local = sum("mu(y) f^4", 4, 1).stream().toList().getLast();
    assertThat(theory.value(local, 0, 0, 1, 1).value())
        .isCloseTo(-24 * 4 / 16.0 * 128 / 7, within(1e-9));
    Diagram split = sum("lambda (int f^2)^2", 4, 1).stream().toList().getLast();
    assertThat(theory.value(split, 0, 0, 1, 1).value())
        .isCloseTo(-24 * 4 / 16.0 * 64 / 9, within(1e-9));
    double vector =
        sum("lambda (f_a f_a)^2", 2, 1).stream()
            .filter(d -> d.vertices().size() == 1)
            .mapToDouble(d -> theory.value(d, 0, 1).value())
            .sum();
    double single =
        sum("lambda f^4", 2, 1).stream()
            .filter(d -> d.vertices().size() == 1)
            .mapToDouble(d -> theory.value(d, 0, 1).value())
            .sum();
    assertThat(vector).isCloseTo(single * (4 + 2) / 3, within(1e-9));
  }

  /// A line between external points carries the bias, a line to a vertex does not.
  @Test
  void biasSplit() {
    NeuralField field = NeuralField.gaussNet(1);
    PointSet points = PointSet.line(0, 0.5);
    DiagramIntegral theory =
        DiagramIntegral.of(points, INFINITE)
            .field("f", VertexKernel.of(field), VertexKernel.full(field))
            .coupling("lambda", 1);
    List<Diagram> diagrams = sum("lambda f^4", 4, 1).diagrams();
    double bias = field.readout().bias().variance();
    double k = VertexKernel.of(field).at(new double[] {0}, new double[] {0}) + bias;
    assertThat(bias).isPositive();
    assertThat(theory.value(diagrams.getFirst(), 0, 0, 0, 0).value())
        .isCloseTo(3 * k * k, within(1e-12));
    assertThat(theory.value(diagrams.getLast(), 0, 0, 0, 0).value())
        .isCloseTo(-24 * Math.sqrt(Math.PI / 2), within(1e-9));
  }

  @Test
  void saysWhatIsWrong() {
    PointSet points = PointSet.line(0.1, 0.2);
    Diagram diagram = sum("lambda f^4", 2, 1).stream().toList().getLast();
    assertThatThrownBy(() -> DiagramIntegral.of(points, 0))
        .hasMessageContaining("cutoff Λ of a vertex integral must be positive");
    DiagramIntegral empty = DiagramIntegral.of(points, 1);
    assertThatThrownBy(() -> empty.value(diagram, 0, 1))
        .hasMessageContaining("the propagator of the field f is not given");
    assertThatThrownBy(() -> empty.field("f", gaussian(2)))
        .hasMessageContaining("lives in 2 dimensions, the points in 1");
    DiagramIntegral without = empty.field("f", gaussian(1));
    assertThatThrownBy(() -> without.value(diagram, 0, 1))
        .hasMessageContaining("the coupling lambda is not given");
    assertThatThrownBy(() -> without.value(diagram, 0))
        .hasMessageContaining("2 external legs, got 1 points");
    DiagramIntegral open =
        DiagramIntegral.of(points, INFINITE)
            .field("f", VertexKernel.of(1, (_, _) -> 1))
            .coupling("lambda", 1);
    assertThatThrownBy(() -> open.value(diagram, 0, 1)).hasMessageContaining("diverges");
    Diagram action = DiagramGenerator.ofCorrelators(List.of(4), 4).diagrams().diagrams().getFirst();
    assertThatThrownBy(() -> without.value(action, 0, 0, 1, 1))
        .hasMessageContaining("no propagators to integrate");
  }
}
