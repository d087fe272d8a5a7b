package org.nnft.feynman;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.hipparchus.fraction.BigFraction;

/// A class of Wick contractions: a Feynman diagram up to the exchange of external legs of the same field.
///
/// The lines are those of one labelling of the external legs; there are [#labellings()] different ones, each with the
/// weight [#weight()]. Immutable.
public final class Diagram {
  private final Rules rules;
  private final Wiring wiring;
  private final List<String> legs;
  private final String form;
  private final long automorphisms;
  private final long fixedAutomorphisms;
  private final List<Line> lines;
  private final Topology topology;

  Diagram(
      Rules rules,
      Wiring wiring,
      List<String> legs,
      Set<String> indexed,
      ColouredMultigraph.Canonical canonical) {
    this.rules = rules;
    this.wiring = wiring;
    this.legs = List.copyOf(legs);
    this.form = canonical.form() + Arrays.toString(wiring.free);
    long internal = wiring.internalPermutations();
    this.automorphisms = canonical.automorphisms() * internal * wiring.externalPermutations();
    this.fixedAutomorphisms = wiring.graph(true).canonical().automorphisms() * internal;
    this.lines = labelled(wiring, legs);
    this.topology = new Topology(legs.size(), wiring.vertices, wiring.vertexOf, lines, indexed);
  }

  /// The external legs in turn: to the clusters in their order, then to the lines between external legs.
  private static List<Line> labelled(Wiring w, List<String> legs) {
    int n = legs.size();
    List<Line> lines = new ArrayList<>();
    for (int s = 0; s < w.fields.size(); s++) {
      String field = w.fields.get(s);
      int[] own = IntStream.range(0, n).filter(i -> legs.get(i).equals(field)).toArray();
      int next = 0;
      for (int c = 0; c < w.clusters.size(); c++) {
        for (int k = 0; k < w.external[c][s]; k++) {
          lines.add(new Line(own[next++], n + c, field));
        }
      }
      for (int k = 0; k < w.free[s]; k++) {
        lines.add(new Line(own[next++], own[next++], field));
      }
      for (int c = 0; c < w.clusters.size(); c++) {
        for (int d = c; d < w.clusters.size(); d++) {
          for (int k = 0; k < w.lines[s][c][d]; k++) {
            lines.add(new Line(n + c, n + d, field));
          }
        }
      }
    }
    return List.copyOf(lines);
  }

  /// Which rules it follows.
  public Rules rules() {
    return rules;
  }

  /// Field of each external leg.
  public List<String> legs() {
    return legs;
  }

  /// The vertices; those of the same kind stand together.
  public List<Vertex> vertices() {
    return wiring.vertices;
  }

  /// Clusters of all vertices, in the order of the vertices.
  public List<Cluster> clusters() {
    return List.copyOf(wiring.clusters);
  }

  /// Index of the vertex to which a cluster belongs.
  public int vertexOf(int cluster) {
    return wiring.vertexOf[cluster];
  }

  /// All lines, those to external legs first.
  public List<Line> lines() {
    return lines;
  }

  /// Twice the order; correlators of odd order count by halves.
  public int halfOrders() {
    return rules.halfOrders(vertices());
  }

  /// The power of 1/N of the correlators of even order among its vertices: Σ (r/2 − 1).
  public int widthOrder() {
    return vertices().stream()
            .filter(v -> v instanceof Vertex.Correlator)
            .mapToInt(Vertex::halfOrders)
            .sum()
        / 2;
  }

  /// |Aut| with the external legs held fast: the symmetry factor S of vertices g φᵏ/k!.
  public long symmetryFactor() {
    return fixedAutomorphisms;
  }

  /// In how many ways the external legs can be labelled.
  public long labellings() {
    long permutations = 1;
    for (String field : legs.stream().distinct().toList()) {
      permutations *= Combinatorics.factorial((int) legs.stream().filter(field::equals).count());
    }
    return permutations / (automorphisms / fixedAutomorphisms);
  }

  /// Number of Wick contractions that give this diagram, all labellings of external legs and vertices together; at finite
  /// width the number of ways to divide the legs among propagators and correlators.
  public BigInteger contractions() {
    List<Vertex> own = vertices().stream().filter(v -> !rules.isBlob(v)).toList();
    BigInteger count = symmetries(own).multiply(BigInteger.valueOf(labellings()));
    int run = 0;
    for (int v = 0; v < own.size(); v++) {
      run = v > 0 && own.get(v).equals(own.get(v - 1)) ? run + 1 : 1;
      count = count.multiply(BigInteger.valueOf(run));
    }
    return count.divide(BigInteger.valueOf(fixedAutomorphisms));
  }

  private static BigInteger symmetries(List<Vertex> vertices) {
    return vertices.stream()
        .map(v -> BigInteger.valueOf(v.symmetry()))
        .reduce(BigInteger.ONE, BigInteger::multiply);
  }

  /// The exact number before the couplings and the integral, for one labelling, with its sign.
  public BigFraction weight() {
    BigFraction weight =
        new BigFraction(symmetries(vertices())).divide(BigInteger.valueOf(fixedAutomorphisms));
    for (Vertex vertex : vertices()) {
      weight = weight.multiply(vertex.coefficient());
    }
    boolean negative =
        switch (rules) {
          case ACTION, FINITE_WIDTH ->
              vertices().stream().filter(v -> v instanceof Vertex.Term).count() % 2 == 1;
          // S = S_G − Σ, and every internal line is −Δ.
          case CORRELATORS -> internalLines() % 2 == 0;
        };
    return negative ? weight.negate() : weight;
  }

  /// The weight of all labellings together.
  public BigFraction total() {
    return weight().multiply(labellings());
  }

  private long internalLines() {
    return lines.stream().filter(line -> line.from() >= legs.size()).count();
  }

  /// Number of loops; all points of a non-local vertex count as one.
  public int loops() {
    return topology.loops();
  }

  /// Number of closed index lines: the diagram is proportional to N to this power.
  public int indexLoops() {
    return topology.indexLoops();
  }

  /// How it hangs together.
  Topology topology() {
    return topology;
  }

  /// Equal for two diagrams of the same vertices and legs if they are the same.
  String form() {
    return form;
  }

  Wiring wiring() {
    return wiring;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Diagram that
        && rules == that.rules
        && legs.equals(that.legs)
        && vertices().equals(that.vertices())
        && form.equals(that.form);
  }

  @Override
  public int hashCode() {
    return form.hashCode();
  }

  @Override
  public String toString() {
    return Formula.text(this, false);
  }
}
