package org.nnft.feynman;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The fields of a term by their points and O(N) indices.
final class TermClusters {

  private TermClusters() {}

  /// A field in a term.
  ///
  /// @param index its O(N) index, made different in each copy of a bracket
  /// @param point 0 without an integral of its own
  /// @param at where it stands in the text
  record Leg(String field, @Nullable String index, int point, int at) {}

  /// An index that does not stand twice at one point.
  static final class Unpaired extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Where it stands in the text.
    final int at;

    Unpaired(int at, String message) {
      super(message);
      this.at = at;
    }
  }

  /// The legs of a term as clusters.
  ///
  /// @throws Unpaired naming where it stands, if an index is not summed
  static List<Cluster> of(List<Leg> legs) {
    Map<Integer, TreeMap<String, Integer>> free = new TreeMap<>();
    Map<String, List<Leg>> pairs = new TreeMap<>();
    for (Leg leg : legs) {
      if (leg.index() == null) {
        free.computeIfAbsent(leg.point(), _ -> new TreeMap<>()).merge(leg.field(), 1, Integer::sum);
      } else {
        pairs.computeIfAbsent(leg.index(), _ -> new ArrayList<>()).add(leg);
      }
    }
    List<Cluster> clusters = new ArrayList<>();
    free.forEach((point, counts) -> clusters.add(new Cluster(point, counts, false)));
    for (Map.Entry<String, List<Leg>> pair : pairs.entrySet()) {
      List<Leg> both = pair.getValue();
      String index = pair.getKey().replaceFirst("#.*", "");
      if (both.size() != 2 || both.get(0).point() != both.get(1).point()) {
        throw new Unpaired(
            both.getFirst().at(),
            "the index %s must stand twice at one point to be summed, it stands %d times"
                .formatted(index, both.size()));
      }
      TreeMap<String, Integer> counts = new TreeMap<>();
      both.forEach(leg -> counts.merge(leg.field(), 1, Integer::sum));
      clusters.add(new Cluster(both.getFirst().point(), counts, true));
    }
    return inOrder(clusters);
  }

  /// Points of equal content next to each other, numbered from 0.
  private static List<Cluster> inOrder(List<Cluster> clusters) {
    Map<Integer, List<Cluster>> points =
        clusters.stream()
            .sorted(Comparator.comparing(Cluster::form))
            .collect(Collectors.groupingBy(Cluster::point, TreeMap::new, Collectors.toList()));
    List<List<Cluster>> sorted = new ArrayList<>(points.values());
    sorted.sort(
        Comparator.comparing(p -> p.stream().map(Cluster::form).collect(Collectors.joining())));
    List<Cluster> result = new ArrayList<>();
    for (int p = 0; p < sorted.size(); p++) {
      for (Cluster c : sorted.get(p)) {
        result.add(new Cluster(p, c.legs(), c.contracted()));
      }
    }
    return result;
  }
}
