package org.nnft.feynman;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// Legs of a vertex that may be permuted among each other: those of one field at one point, or a pair that shares an
/// O(N) index.
///
/// f⁴ is one cluster {f: 4}; (∫f²)² are two at different points; (f_a f_a)² are two at the same point.
///
/// @param point which point of the vertex, from 0
/// @param legs number of legs of each field
/// @param contracted whether the two legs carry one index, summed from 1 to N
public record Cluster(int point, SortedMap<String, Integer> legs, boolean contracted) {

  public Cluster {
    legs = Collections.unmodifiableSortedMap(new TreeMap<>(legs));
  }

  /// Legs of one field.
  public int legs(String field) {
    return legs.getOrDefault(field, 0);
  }

  /// ∏ n_field!, the permutations of the legs alone.
  long permutations() {
    return legs.values().stream().mapToLong(Combinatorics::factorial).reduce(1, (a, b) -> a * b);
  }

  /// What distinguishes it from others, as text.
  String form() {
    return legs + (contracted ? "≡" : "");
  }
}
