package org.nnft.eft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nnft.eft.VertexIntegral.Exchange;
import org.nnft.eft.VertexIntegral.Level;
import org.nnft.eft.VertexIntegral.Values;
import org.nnft.feynman.BoxRule;
import org.nnft.feynman.Diagram;
import org.nnft.feynman.DiagramGenerator;
import org.nnft.feynman.DiagramIntegral;
import org.nnft.feynman.Interaction;
import org.nnft.feynman.Selection;
import org.nnft.feynman.VertexKernel;
import org.nnft.field.PointSet;
import org.nnft.math.SymmetricIndex;
import org.nnft.statistics.Estimate;

/// Σ_{10 splits} ∫∫ Π_S K_W(xᵢ, y) K_W(y, z) Π_T K_W(x_j, z) with its derivative by Λ, for many tuples together.
///
/// Over panels the two vertices are joined node by node, once for each triple of legs; the derivative has one of them on a face of
/// the box. With more than [#LARGEST_PAIRS] nodes it is the tree diagram of two λf⁴ vertices by randomised quasi-Monte Carlo
/// ([DiagramIntegral]), and the derivative its symmetric difference with the same random points.
///
/// @param coarse rules for the box, with kernels at their nodes
/// @param fine the next ones
record ExchangeIntegral(
    VertexKernel kernel, PointSet points, double cutoff, Level coarse, Level fine) {

  /// Nodes at which two vertices are joined.
  static final int LARGEST_PAIRS = 3000;

  /// Of the cutoff, for the symmetric difference.
  private static final double STEP = 1e-3;

  /// Of the 6-point function from λf⁴ at λ = 1: 576 for each of the 10 splits.
  private static final double WEIGHT = 576;

  /// The integral at tuples of six points.
  List<Exchange> at(List<int[]> tuples) {
    return coarse.inside().size() > LARGEST_PAIRS ? byShifts(tuples) : byPanels(tuples);
  }

  private List<Exchange> byPanels(List<int[]> tuples) {
    double[][] rough = joined(coarse, tuples);
    boolean both = fine.inside().size() <= LARGEST_PAIRS;
    double[][] better = both ? joined(fine, tuples) : rough;
    List<Exchange> result = new ArrayList<>();
    for (int t = 0; t < tuples.size(); t++) {
      double error = both ? Math.abs(better[0][t] - rough[0][t]) : Double.POSITIVE_INFINITY;
      result.add(new Exchange(new Estimate(better[0][t], error), better[1][t]));
    }
    return result;
  }

  private List<Exchange> byShifts(List<int[]> tuples) {
    double box = endsInside() ? Double.POSITIVE_INFINITY : cutoff;
    List<Estimate> values = diagrams(box, tuples);
    if (Double.isInfinite(box)) {
      return values.stream().map(x -> new Exchange(x, 0)).toList();
    }
    List<Estimate> above = diagrams(box * (1 + STEP), tuples);
    List<Estimate> below = diagrams(box * (1 - STEP), tuples);
    List<Exchange> result = new ArrayList<>();
    for (int t = 0; t < tuples.size(); t++) {
      double slope = (above.get(t).value() - below.get(t).value()) / (2 * STEP * box);
      result.add(new Exchange(values.get(t), slope));
    }
    return result;
  }

  /// Whether the kernel has fallen off before the box ends: random points would miss where it lives.
  private boolean endsInside() {
    if (Double.isInfinite(cutoff)) {
      return true;
    }
    try {
      return BoxRule.outer(kernel, points.toArray()) < cutoff;
    } catch (IllegalArgumentException diverges) {
      return false;
    }
  }

  private List<Estimate> diagrams(double box, List<int[]> tuples) {
    Diagram tree =
        DiagramGenerator.of(Interaction.parse("lambda f^4"), 6)
            .only(Selection.CONNECTED, Selection.TREE)
            .order(2)
            .diagrams()
            .stream()
            .filter(d -> d.vertices().size() == 2)
            .findFirst()
            .orElseThrow();
    return DiagramIntegral.of(points, box)
        .field("f", kernel)
        .coupling("lambda", 1)
        .values(tree, tuples)
        .stream()
        .map(x -> new Estimate(x.value() / WEIGHT, x.error() / WEIGHT))
        .toList();
  }

  /// Values in row 0, derivatives in row 1: one of the two vertices is then on the surface.
  private double[][] joined(Level level, List<int[]> tuples) {
    SymmetricIndex triples = SymmetricIndex.of(points.size(), 3);
    double[][] inside = densities(level.inside(), triples);
    double[][] surface = densities(level.surface(), triples);
    double[][] within = new double[triples.count()][level.inside().size()];
    double[][] outward = new double[triples.count()][level.surface().size()];
    carry(level.inside(), inside, level.inside(), within);
    carry(level.inside(), inside, level.surface(), outward);
    double[][] result = new double[2][tuples.size()];
    for (int t = 0; t < tuples.size(); t++) {
      result[0][t] = bothWays(tuples.get(t), triples, inside, within) / 2;
      result[1][t] =
          Double.isInfinite(cutoff) ? 0 : bothWays(tuples.get(t), triples, surface, outward);
    }
    return result;
  }

  private static double[][] densities(Values values, SymmetricIndex triples) {
    double[][] density = new double[triples.count()][];
    Arrays.setAll(density, c -> values.density(triples.at(c)));
    return density;
  }

  /// ∫ K_W(y, z) B(z) at the nodes y of the same or another rule.
  private void carry(Values from, double[][] density, Values to, double[][] carried) {
    boolean symmetric = from == to;
    for (int p = 0; p < to.size(); p++) {
      for (int q = symmetric ? p : 0; q < from.size(); q++) {
        double line = kernel.at(to.nodes.get(p), from.nodes.get(q));
        for (int c = 0; c < density.length; c++) {
          carried[c][p] = Math.fma(line, density[c][q], carried[c][p]);
          if (symmetric && q > p) {
            carried[c][q] = Math.fma(line, density[c][p], carried[c][q]);
          }
        }
      }
    }
  }

  /// Every split, with S and T at either vertex.
  private static double bothWays(
      int[] tuple, SymmetricIndex triples, double[][] density, double[][] carried) {
    double sum = 0;
    for (int mask = 1; mask < 63; mask++) {
      if (Integer.bitCount(mask) == 3) {
        int s = triples.rankOfUnsorted(chosen(tuple, mask));
        int t = triples.rankOfUnsorted(chosen(tuple, 63 & ~mask));
        for (int q = 0; q < density[s].length; q++) {
          sum = Math.fma(density[s][q], carried[t][q], sum);
        }
      }
    }
    return sum;
  }

  private static int[] chosen(int[] tuple, int mask) {
    int[] result = new int[3];
    int next = 0;
    for (int k = 0; k < tuple.length; k++) {
      if ((mask >> k & 1) == 1) {
        result[next++] = tuple[k];
      }
    }
    return result;
  }
}
