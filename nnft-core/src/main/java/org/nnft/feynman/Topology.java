package org.nnft.feynman;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// How a diagram hangs together: which parts, which bridges, how many loops.
///
/// Nodes are the external legs 0…n−1 and the vertices n…n+V−1; all points of a non-local vertex are one node.
final class Topology {
  private final int externals;
  private final List<Vertex> vertices;
  private final int[] vertexOf;
  private final List<Line> lines;
  private final Set<String> indexed;

  /// @param indexed fields that carry an O(N) index
  Topology(
      int externals, List<Vertex> vertices, int[] vertexOf, List<Line> lines, Set<String> indexed) {
    this.externals = externals;
    this.indexed = indexed;
    this.vertices = vertices;
    this.vertexOf = vertexOf;
    this.lines = lines;
  }

  private int nodes() {
    return externals + vertices.size();
  }

  /// The node at which a line ends.
  int node(int end) {
    return end < externals ? end : externals + vertexOf[end - externals];
  }

  private boolean isInternal(Line line) {
    return line.from() >= externals;
  }

  /// The smallest node of the part to which each node belongs.
  ///
  /// @param cut index of a line that is left out; −1 for none
  int[] parts(int cut) {
    int[] part = IntStream.range(0, nodes()).toArray();
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int l = 0; l < lines.size(); l++) {
        if (l != cut) {
          int a = node(lines.get(l).from());
          int b = node(lines.get(l).to());
          int smallest = Math.min(part[a], part[b]);
          changed |= part[a] != part[b];
          part[a] = smallest;
          part[b] = smallest;
        }
      }
    }
    return part;
  }

  private static int count(int[] parts) {
    return (int) Arrays.stream(parts).distinct().count();
  }

  private int externalsIn(int[] parts, int part) {
    return (int) IntStream.range(0, externals).filter(i -> parts[i] == part).count();
  }

  /// Number of pieces.
  int pieces() {
    return count(parts(-1));
  }

  boolean isConnected() {
    return pieces() <= 1;
  }

  int loops() {
    return lines.size() - nodes() + pieces();
  }

  /// An internal line whose cut leaves so many external legs on its two sides.
  private interface Bridge {
    boolean test(int left, int right);
  }

  private boolean hasBridge(Bridge kind) {
    int whole = pieces();
    for (int l = 0; l < lines.size(); l++) {
      Line line = lines.get(l);
      if (isInternal(line)) {
        int[] parts = parts(l);
        if (count(parts) > whole
            && kind.test(
                externalsIn(parts, parts[node(line.from())]),
                externalsIn(parts, parts[node(line.to())]))) {
          return true;
        }
      }
    }
    return false;
  }

  boolean isOneParticleIrreducible() {
    return !vertices.isEmpty() && isConnected() && !hasFreeLine() && !hasBridge((_, _) -> true);
  }

  private boolean hasFreeLine() {
    return lines.stream().anyMatch(line -> line.to() < externals);
  }

  /// No correction on an external leg.
  boolean isAmputated() {
    return !hasFreeLine()
        && !hasBridge((left, right) -> left == 1 && right > 0 || right == 1 && left > 0);
  }

  /// No line that returns to its vertex, and no part without external legs on a single line.
  boolean isTadpoleFree() {
    boolean returns =
        lines.stream()
            .anyMatch(l -> isInternal(l) && node(l.from()) == node(l.to()) && samePoint(l));
    return !returns && !hasBridge((left, right) -> left == 0 || right == 0);
  }

  private boolean samePoint(Line line) {
    List<Cluster> clusters = vertices.stream().flatMap(v -> v.clusters().stream()).toList();
    return clusters.get(line.from() - externals).point()
        == clusters.get(line.to() - externals).point();
  }

  /// Closed index lines: groups of contracted clusters that lines join, without an external leg.
  int indexLoops() {
    List<Cluster> clusters = vertices.stream().flatMap(v -> v.clusters().stream()).toList();
    int[] group = indexLines();
    return (int)
        IntStream.range(0, clusters.size())
            .filter(c -> clusters.get(c).contracted())
            .map(c -> group[externals + c])
            .filter(g -> g >= externals)
            .distinct()
            .count();
  }

  /// Pairs of external legs that an index line joins.
  List<int[]> indexPairs() {
    int[] group = indexLines();
    List<int[]> pairs = new ArrayList<>();
    for (int i = 0; i < externals; i++) {
      if (group[i] != i) {
        pairs.add(new int[] {group[i], i});
      }
    }
    return pairs;
  }

  /// The smallest external leg or cluster that the same index reaches.
  private int[] indexLines() {
    int[] group = IntStream.range(0, externals + vertexOf.length).toArray();
    for (int round = 0; round < group.length; round++) {
      for (Line line : lines) {
        if (indexed.contains(line.field())) {
          int smallest = Math.min(group[line.from()], group[line.to()]);
          group[line.from()] = smallest;
          group[line.to()] = smallest;
        }
      }
    }
    return group;
  }
}
