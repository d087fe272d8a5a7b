package org.nnft.eft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnft.feynman.Diagram;
import org.nnft.feynman.DiagramGenerator;
import org.nnft.feynman.Line;
import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;
import org.nnft.neuron.FiniteWidthCorrelators;

/// Diagrams whose vertices are connected correlators, contracted over two points one by one, against Polchinski's flow of
/// [EdgeworthAction], which never lists a diagram.
class CorrelatorRulesTest {
  private static final int POINTS = 2;

  private final FiniteWidthCorrelators exact =
      FiniteWidthCorrelators.of(NeuralField.erfNet(1).width(10), PointSet.line(-1, 0.3), 8);
  private final double[][] inverse =
      new LUDecomposition(
              MatrixUtils.createRealMatrix(
                  new double[][] {
                    {exact.connected(0, 0), exact.connected(0, 1)},
                    {exact.connected(0, 1), exact.connected(1, 1)}
                  }))
          .getSolver()
          .getInverse()
          .getData();

  @ParameterizedTest
  @CsvSource({"1, 2", "1, 4", "2, 2", "2, 4", "2, 6", "3, 4", "3, 8"})
  void diagramsAreTheKernelsOfTheAction(int order, int legs) {
    EffectiveAction action = EdgeworthAction.of(ConnectedCorrelators.of(exact, 8)).action(order);
    List<Diagram> diagrams =
        DiagramGenerator.ofCorrelators(List.of(4, 6, 8), legs).order(order).diagrams().diagrams();
    int[] tuple = new int[legs];
    Arrays.fill(tuple, legs / 2, legs, 1);
    double sum = legs == 2 ? inverse[0][1] : 0;
    for (Diagram diagram : diagrams) {
      sum += diagram.total().doubleValue() * averaged(diagram, tuple);
    }
    double kernel = action.kernel(legs).at(tuple);
    assertThat(sum).isCloseTo(kernel, within(1e-9 * Math.abs(kernel)));
  }

  /// Over all ways to give the legs their points; those that give equal tuples count as often as they occur.
  private double averaged(Diagram diagram, int[] tuple) {
    List<int[]> arrangements = new ArrayList<>();
    arrange(tuple.clone(), 0, Arrays.stream(tuple).sum(), arrangements);
    return arrangements.stream().mapToDouble(t -> contracted(diagram, t)).average().orElseThrow();
  }

  /// All tuples of zeros with so many ones.
  private static void arrange(int[] tuple, int at, int ones, List<int[]> all) {
    if (at == tuple.length) {
      if (ones == 0) {
        all.add(tuple.clone());
      }
      return;
    }
    for (int point = 0; point <= Math.min(1, ones); point++) {
      tuple[at] = point;
      arrange(tuple, at + 1, ones - point, all);
    }
  }

  /// Σ over the points of all ends of lines at vertices.
  private double contracted(Diagram diagram, int[] tuple) {
    int ends = 0;
    List<int[]> wired = new ArrayList<>();
    for (Line line : diagram.lines()) {
      int from = line.from() < tuple.length ? -1 : ends++;
      wired.add(new int[] {from, ends++});
    }
    double sum = 0;
    int[] point = new int[ends];
    long all = Math.round(Math.pow(POINTS, ends));
    for (long code = 0; code < all; code++) {
      for (int e = 0; e < ends; e++) {
        point[e] = (int) (code >> e & 1);
      }
      sum += product(diagram, wired, point, tuple);
    }
    return sum;
  }

  private double product(Diagram diagram, List<int[]> wired, int[] point, int[] tuple) {
    double product = 1;
    List<List<Integer>> at = new ArrayList<>();
    diagram.clusters().forEach(_ -> at.add(new ArrayList<>()));
    for (int l = 0; l < wired.size(); l++) {
      Line line = diagram.lines().get(l);
      int from = wired.get(l)[0] < 0 ? tuple[line.from()] : point[wired.get(l)[0]];
      int to = point[wired.get(l)[1]];
      product *= inverse[from][to];
      if (wired.get(l)[0] >= 0) {
        at.get(line.from() - tuple.length).add(from);
      }
      at.get(line.to() - tuple.length).add(to);
    }
    for (List<Integer> points : at) {
      product *= exact.connected(points.stream().mapToInt(i -> i).sorted().toArray());
    }
    return product;
  }
}
