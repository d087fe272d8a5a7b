package org.nnft.simulation;

import java.util.ArrayList;
import java.util.List;
import org.nnft.feynman.Diagram;
import org.nnft.feynman.DiagramGenerator;
import org.nnft.feynman.DiagramSum;
import org.nnft.feynman.Interaction;
import org.nnft.feynman.Line;
import org.nnft.feynman.Vertex;
import org.nnft.kernel.NngpKernel;
import org.nnft.simulation.ScalarPotential.Term;

/// The Feynman diagrams of ⟨φ(x)φ(y)⟩ at N → ∞, with vertices on the interaction's grid.
///
///     value = total · Σ_{g₁ … g_V} Π w_g · Π_lines K
///
/// Diagrams come from `feynman`, lines are the free network's propagator, so their sum at an order is the coefficient
/// of [FiniteWidthSeries] at N → ∞, by another way. Cost: grid points^V for V vertices.
public final class GridDiagrams {
  private static final String FIELD = "f";

  private final DiagramSum sum;
  private final double[][] lines;
  private final double[] weights;
  private final List<Double> couplings;

  private GridDiagrams(DiagramSum sum, double[][] lines, double[] weights, List<Double> couplings) {
    this.sum = sum;
    this.lines = lines;
    this.weights = weights;
    this.couplings = couplings;
  }

  /// Whether every term of the potential is a vertex: of one field, of degree 3 to 8, without derivatives.
  public static boolean areKnown(InteractingField theory) {
    return theory.networks().size() == 1
        && theory.potential().derivatives() == 0
        && theory.potential().terms().stream().allMatch(t -> t.degree() >= 3 && t.degree() <= 8);
  }

  /// @param order 1 or 2
  /// @throws IllegalArgumentException if a term of the potential is no vertex
  public static GridDiagrams of(InteractingField theory, int order) {
    if (!areKnown(theory)) {
      throw new IllegalArgumentException(
          "diagrams are for one field with terms of degree 3 to 8, got " + theory.potential());
    }
    List<String> terms = new ArrayList<>();
    List<Double> couplings = new ArrayList<>();
    for (Term term : theory.potential().terms()) {
      terms.add("g_%d %s^%d".formatted(term.degree(), FIELD, term.degree()));
      couplings.add(term.coefficient());
    }
    DiagramSum sum =
        DiagramGenerator.of(Interaction.parse(String.join(" + ", terms)), 2)
            .order(order)
            .diagrams();
    return new GridDiagrams(
        sum,
        NngpKernel.of(theory.networks().getFirst(), theory.grid().points()),
        theory.grid().weights(),
        couplings);
  }

  /// The diagrams, the free propagator first.
  public DiagramSum sum() {
    return sum;
  }

  /// The value of all labellings of a diagram, with the external legs at two grid points.
  public double value(Diagram diagram, int x, int y) {
    double product = diagram.total().doubleValue();
    for (Vertex vertex : diagram.vertices()) {
      product *= couplings.get(sum.vertices().indexOf(vertex));
    }
    int[] ends = new int[2 + diagram.vertices().size()];
    ends[0] = x;
    ends[1] = y;
    double value = over(diagram, ends, 2);
    ends[0] = y;
    ends[1] = x;
    return product * (value + over(diagram, ends, 2)) / 2;
  }

  /// Sums over the grid for the vertices from one on.
  private double over(Diagram diagram, int[] ends, int from) {
    if (from == ends.length) {
      double product = 1;
      for (Line line : diagram.lines()) {
        product *= lines[ends[line.from()]][ends[line.to()]];
      }
      return product;
    }
    double total = 0;
    for (int g = 0; g < weights.length; g++) {
      ends[from] = g;
      total = Math.fma(weights[g], over(diagram, ends, from + 1), total);
    }
    return total;
  }
}
