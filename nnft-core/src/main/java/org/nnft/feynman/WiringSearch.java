package org.nnft.feynman;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// All ways to give every leg of some vertices a partner, legs of one cluster being alike.
///
/// Cluster by cluster and field by field: so many external legs, so many self-loops, so many lines to each later
/// cluster; external legs that are left over join in pairs. Among equal vertices only those orders are made in
/// which the numbers of external legs and self-loops do not grow. Pairings are never listed: one wiring stands for
/// all that permutations of legs make of it. Correlators of a free theory of finite width are not joined to each other.
final class WiringSearch {
  private final Rules rules;
  private final Wiring wiring;
  private final int[][] open;
  private final int[] unattached;
  private final Consumer<Wiring> found;

  private WiringSearch(Rules rules, Wiring wiring, int[] externals, Consumer<Wiring> found) {
    this.rules = rules;
    this.wiring = wiring;
    this.unattached = externals;
    this.found = found;
    this.open = new int[wiring.clusters.size()][wiring.fields.size()];
    for (int c = 0; c < open.length; c++) {
      for (int s = 0; s < open[c].length; s++) {
        open[c][s] = wiring.clusters.get(c).legs(wiring.fields.get(s));
      }
    }
  }

  /// @param externals number of external legs of each field. Not modified.
  /// @param found gets the same object each time, which it must copy to keep
  static void run(
      Rules rules,
      List<Vertex> vertices,
      List<String> fields,
      int[] externals,
      Consumer<Wiring> found) {
    new WiringSearch(rules, new Wiring(vertices, fields), externals.clone(), found).cluster(0, 0);
  }

  private boolean isBlob(int c) {
    return rules.isBlob(wiring.vertices.get(wiring.vertexOf[c]));
  }

  private void cluster(int c, int s) {
    if (s == wiring.fields.size()) {
      if (isLastOfVertex(c) && !inOrder(wiring.vertexOf[c])) {
        return;
      }
      cluster(c + 1, 0);
      return;
    }
    if (c == open.length) {
      free();
      return;
    }
    int legs = open[c][s];
    for (int external = Math.min(legs, unattached[s]); external >= 0; external--) {
      wiring.external[c][s] = external;
      unattached[s] -= external;
      for (int loops = isBlob(c) ? 0 : (legs - external) / 2; loops >= 0; loops--) {
        wiring.lines[s][c][c] = loops;
        join(c, s, c + 1, legs - external - 2 * loops);
      }
      wiring.lines[s][c][c] = 0;
      unattached[s] += external;
    }
    wiring.external[c][s] = 0;
  }

  private boolean isLastOfVertex(int c) {
    return c + 1 == open.length || wiring.vertexOf[c + 1] != wiring.vertexOf[c];
  }

  /// Gives the legs of cluster c that are left to the clusters from d on.
  private void join(int c, int s, int d, int left) {
    if (d == open.length) {
      if (left == 0) {
        cluster(c, s + 1);
      }
      return;
    }
    int most = isBlob(c) && isBlob(d) ? 0 : Math.min(left, open[d][s]);
    for (int lines = most; lines >= 0; lines--) {
      set(c, d, s, lines);
      open[d][s] -= lines;
      join(c, s, d + 1, left - lines);
      open[d][s] += lines;
    }
    set(c, d, s, 0);
  }

  private void set(int c, int d, int s, int lines) {
    wiring.lines[s][c][d] = lines;
    wiring.lines[s][d][c] = lines;
  }

  private boolean inOrder(int v) {
    return v == 0
        || !wiring.vertices.get(v).equals(wiring.vertices.get(v - 1))
        || rank(v) <= rank(v - 1);
  }

  private int rank(int v) {
    int rank = 0;
    for (int c = 0; c < open.length; c++) {
      if (wiring.vertexOf[c] == v) {
        for (int s = 0; s < unattached.length; s++) {
          rank += 100 * wiring.external[c][s] + wiring.lines[s][c][c];
        }
      }
    }
    return rank;
  }

  private void free() {
    if (Arrays.stream(unattached).allMatch(n -> n % 2 == 0)) {
      Arrays.setAll(wiring.free, s -> unattached[s] / 2);
      found.accept(wiring);
    }
  }
}
