package org.nnft.feynman;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// A multigraph with self-loops, its nodes coloured: canonical form and automorphism group.
///
/// Each pair of nodes has a label that says how many lines of which kind join them; a node's label with itself
/// counts its self-loops. Refinement splits a colour by the labels to the other colours until none splits; then
/// one node after the other of the first colour that has several is made special, and refinement goes on. A leaf of
/// this tree is an ordering of the nodes. The canonical form is the smallest labelled matrix over all leaves, and as
/// many leaves have it as there are automorphisms (McKay 1981, without its pruning: a diagram has few nodes).
///
/// Cost: at most |Aut|·n³ for diagrams whose refinement sees all differences.
final class ColouredMultigraph {
  private final String[] colours;
  private final long[][] labels;

  /// @param order node at each position
  /// @param form equal for isomorphic graphs and only for them
  /// @param automorphisms permutations of nodes that keep colours and labels
  record Canonical(List<Integer> order, String form, long automorphisms) {}

  /// @param colours one for each node
  /// @param labels symmetric
  ColouredMultigraph(List<String> colours, long[][] labels) {
    this.colours = colours.toArray(String[]::new);
    this.labels = labels;
  }

  Canonical canonical() {
    Search search = new Search();
    search.descend(refined(initial()));
    return new Canonical(
        Arrays.stream(search.order).boxed().toList(), form(search.order), search.automorphisms);
  }

  private String form(int[] order) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < order.length; i++) {
      form.append(colours[order[i]]).append(';');
      for (int j = 0; j <= i; j++) {
        form.append(Long.toHexString(labels[order[i]][order[j]])).append(',');
      }
    }
    return form.toString();
  }

  private int[] initial() {
    List<String> distinct = Arrays.stream(colours).distinct().sorted().toList();
    return Arrays.stream(colours).mapToInt(distinct::indexOf).toArray();
  }

  /// Splits cells until none splits. Cells are numbered so that the order of numbers is invariant.
  private int[] refined(int[] start) {
    int[] cell = start;
    int cells = (int) Arrays.stream(cell).distinct().count();
    while (true) {
      long[][] signature = new long[cell.length][];
      for (int i = 0; i < cell.length; i++) {
        signature[i] = signature(cell, i);
      }
      TreeMap<long[], Integer> ranks = new TreeMap<>(Arrays::compare);
      Arrays.stream(signature).forEach(s -> ranks.put(s, 0));
      int next = 0;
      for (var entry : ranks.entrySet()) {
        entry.setValue(next++);
      }
      int[] finer = Arrays.stream(signature).mapToInt(ranks::get).toArray();
      if (next == cells) {
        return finer;
      }
      cell = finer;
      cells = next;
    }
  }

  /// Own cell, self-loops, then cells and labels of all neighbours in order.
  private long[] signature(int[] cell, int node) {
    List<long[]> neighbours = new ArrayList<>();
    for (int j = 0; j < cell.length; j++) {
      if (j != node && labels[node][j] != 0) {
        neighbours.add(new long[] {cell[j], labels[node][j]});
      }
    }
    neighbours.sort(Comparator.comparingLong((long[] n) -> n[0]).thenComparingLong(n -> n[1]));
    long[] signature = new long[2 + 2 * neighbours.size()];
    signature[0] = cell[node];
    signature[1] = labels[node][node];
    for (int k = 0; k < neighbours.size(); k++) {
      signature[2 + 2 * k] = neighbours.get(k)[0];
      signature[3 + 2 * k] = neighbours.get(k)[1];
    }
    return signature;
  }

  private final class Search {
    private int[] order = new int[0];
    private long automorphisms;

    void descend(int[] cell) {
      Optional<List<Integer>> target = firstOfSeveral(cell);
      if (target.isEmpty()) {
        leaf(cell);
        return;
      }
      for (int node : target.get()) {
        int[] special = new int[cell.length];
        Arrays.setAll(special, i -> 2 * cell[i] + 1);
        special[node]--;
        descend(refined(special));
      }
    }

    private Optional<List<Integer>> firstOfSeveral(int[] cell) {
      TreeMap<Integer, List<Integer>> cells = new TreeMap<>();
      for (int i = 0; i < cell.length; i++) {
        cells.computeIfAbsent(cell[i], _ -> new ArrayList<>()).add(i);
      }
      return cells.values().stream().filter(nodes -> nodes.size() > 1).findFirst();
    }

    private void leaf(int[] cell) {
      int[] candidate = new int[cell.length];
      for (int i = 0; i < cell.length; i++) {
        candidate[cell[i]] = i;
      }
      int comparison = automorphisms == 0 ? -1 : compare(candidate, order);
      if (comparison < 0) {
        order = candidate;
        automorphisms = 1;
      } else if (comparison == 0) {
        automorphisms++;
      }
    }

    private int compare(int[] a, int[] b) {
      for (int i = 0; i < a.length; i++) {
        int colour = colours[a[i]].compareTo(colours[b[i]]);
        if (colour != 0) {
          return colour;
        }
        for (int j = 0; j <= i; j++) {
          int label = Long.compare(labels[a[i]][a[j]], labels[b[i]][b[j]]);
          if (label != 0) {
            return label;
          }
        }
      }
      return 0;
    }
  }
}
