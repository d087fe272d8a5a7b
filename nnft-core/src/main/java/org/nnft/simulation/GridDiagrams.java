package org.nnft.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nnft.feynman.Diagram;
import org.nnft.feynman.DiagramGenerator;
import org.nnft.feynman.DiagramSum;
import org.nnft.feynman.Interaction;
import org.nnft.feynman.Line;
import org.nnft.feynman.Vertex;
import org.nnft.simulation.ScalarPotential.Term;

/// The Feynman diagrams of ⟨φ(x)φ(y)⟩, with vertices of the potential on the interaction's grid.
///
///     value = total · Σ_{g₁ … g_V} Π w_g · Π_lines K · Π_blobs G_c⁽ʳ⁾
///
/// Diagrams come from `feynman`; lines are the free network's propagator, exact at every width. At N → ∞ there is
/// nothing else. At finite N the free network's connected correlators of order 4 and more are vertices too, of order
/// N^(1−r/2): to first order in λ∫φ⁴ the twelve contractions of Wick's theorem become
///
/// | ways | what | falls as |
/// |------|------|----------|
/// | 12 | K(x,g) K(y,g) K(g,g) | 1 |
/// | 8 | G_c⁽⁴⁾(x,g,g,g) K(y,g), and x ↔ y | 1/N |
/// | 6 | G_c⁽⁴⁾(x,y,g,g) K(g,g) | 1/N |
/// | 1 | G_c⁽⁶⁾(x,y,g,g,g,g) | 1/N² |
///
/// while K(x,y)⟨φ_g⁴⟩, four more of the 31 ways to divide six legs, cancels against Z. Their sum at an order is the
/// coefficient of [FiniteWidthSeries], by another way.
///
/// Cost: grid points^V for V vertices; at finite N each with a short series in the fields at up to four points.
public final class GridDiagrams {
  private static final String FIELD = "f";

  private final DiagramSum sum;
  private final int width;
  private final FiniteWidthMoments moments;
  private final double[] weights;
  private final List<Double> couplings;

  private GridDiagrams(
      DiagramSum sum,
      int width,
      FiniteWidthMoments moments,
      double[] weights,
      List<Double> couplings) {
    this.sum = sum;
    this.width = width;
    this.moments = moments;
    this.weights = weights;
    this.couplings = couplings;
  }

  /// Whether every term of the potential is a vertex: of one field, of degree 3 to 8, without derivatives.
  public static boolean areKnown(InteractingField theory) {
    return theory.networks().size() == 1
        && theory.potential().derivatives() == 0
        && theory.potential().terms().stream().allMatch(t -> t.degree() >= 3 && t.degree() <= 8);
  }

  /// The diagrams at the width of the network.
  ///
  /// @param order 1 or 2
  /// @throws IllegalArgumentException if a term of the potential is no vertex, or the network's correlators are not known
  public static GridDiagrams of(InteractingField theory, int order) {
    if (!areKnown(theory)) {
      throw new IllegalArgumentException(
          "diagrams are for one field with terms of degree 3 to 8, got " + theory.potential());
    }
    if (order == 2 && theory.grid().size() > FiniteWidthSeries.MOST_POINTS) {
      throw new IllegalArgumentException(
          "second order needs a sum over pairs of %d grid points, at most %d; use a larger spacing or first order"
              .formatted(theory.grid().size(), FiniteWidthSeries.MOST_POINTS));
    }
    List<String> terms = new ArrayList<>();
    List<Double> couplings = new ArrayList<>();
    for (Term term : theory.potential().terms()) {
      terms.add("g_%d %s^%d".formatted(term.degree(), FIELD, term.degree()));
      couplings.add(term.coefficient());
    }
    return new GridDiagrams(
        DiagramGenerator.of(Interaction.parse(String.join(" + ", terms)), 2)
            .order(order)
            .atFiniteWidth()
            .diagrams(),
        theory.networks().getFirst().width(),
        new FiniteWidthMoments(theory.networks().getFirst(), false, theory.grid().points()),
        theory.grid().weights(),
        couplings);
  }

  /// All diagrams with the external legs at two grid points.
  public DiagramExpansion at(int x, int y) {
    return new DiagramExpansion(sum, width, Arrays.stream(values(x, y)).boxed().toList());
  }

  private double[] values(int x, int y) {
    double[] values = new double[sum.size()];
    for (int vertices = 0; vertices <= sum.order(); vertices++) {
      int order = vertices;
      List<Integer> own = new ArrayList<>();
      for (int d = 0; d < values.length; d++) {
        if (sum.diagrams().get(d).halfOrders() == 2 * order) {
          own.add(d);
        }
      }
      List<Placed> placed =
          own.stream().map(d -> new Placed(sum.diagrams().get(d), order)).toList();
      int[] at = new int[2 + vertices];
      at[0] = x;
      at[1] = y;
      double[] sums = new double[own.size()];
      over(placed, at, 2, 1, sums);
      for (int k = 0; k < sums.length; k++) {
        values[own.get(k)] = sums[k] * prefactor(sum.diagrams().get(own.get(k)));
      }
    }
    return values;
  }

  private double prefactor(Diagram diagram) {
    double product = diagram.total().doubleValue();
    for (Vertex vertex : diagram.vertices()) {
      if (vertex instanceof Vertex.Term) {
        product *= couplings.get(sum.vertices().indexOf(vertex));
      }
    }
    return product;
  }

  /// Sums over the grid for the vertices from one on.
  private void over(List<Placed> diagrams, int[] at, int from, double weight, double[] sums) {
    if (from == at.length) {
      int[] powers = Placed.mostLegs(diagrams, at.length);
      double[] connected = moments.connected(at, powers);
      for (int d = 0; d < sums.length; d++) {
        sums[d] = Math.fma(weight, diagrams.get(d).product(connected, powers), sums[d]);
      }
      return;
    }
    for (int g = 0; g < weights.length; g++) {
      at[from] = g;
      over(diagrams, at, from + 1, weight * weights[g], sums);
    }
  }

  /// A diagram by its factors: how many legs of each have their end at x, y and each vertex of the potential.
  private static final class Placed {
    private final List<int[]> factors = new ArrayList<>();
    private final int[] legs;

    Placed(Diagram diagram, int vertices) {
      this.legs = new int[2 + vertices];
      int[][] blobs = new int[diagram.vertices().size() - vertices][legs.length];
      for (Line line : diagram.lines()) {
        if (line.to() < legs.length) {
          int[] factor = new int[legs.length];
          factor[line.from()]++;
          factor[line.to()]++;
          factors.add(factor);
        } else {
          blobs[line.to() - legs.length][line.from()]++;
        }
      }
      factors.addAll(Arrays.asList(blobs));
      for (int[] factor : factors) {
        for (int i = 0; i < legs.length; i++) {
          legs[i] += factor[i];
        }
      }
    }

    /// The largest number of legs at each point.
    static int[] mostLegs(List<Placed> diagrams, int points) {
      return IntStream.range(0, points)
          .map(i -> diagrams.stream().mapToInt(d -> d.legs[i]).max().orElse(0))
          .toArray();
    }

    /// Averaged over the exchange of x and y.
    double product(double[] connected, int[] powers) {
      double straight = 1;
      double exchanged = 1;
      for (int[] factor : factors) {
        straight *= connected[index(factor, powers, 0)];
        exchanged *= connected[index(factor, powers, 1)];
      }
      return (straight + exchanged) / 2;
    }

    /// @param first 0 if the first leg is at x, 1 if it is at y
    private static int index(int[] factor, int[] powers, int first) {
      int index = 0;
      for (int i = factor.length - 1; i >= 0; i--) {
        index = index * (powers[i] + 1) + factor[i < 2 ? i ^ first : i];
      }
      return index;
    }
  }
}
