package org.nnft.feynman;

import java.util.ArrayList;
import java.util.List;

/// Which external legs go where.
///
/// @param attached external legs of each group of [DiagramParts]
/// @param free pairs of external legs that a line joins
record Labelling(List<List<Integer>> attached, List<int[]> free) {

  /// More than these are not averaged over.
  private static final int MOST = 500_000;

  Labelling {
    attached = List.copyOf(attached);
    free = List.copyOf(free);
  }

  /// All of them. Automorphisms of the diagram make each as often as any other.
  ///
  /// @param legs field of each external leg
  /// @throws IllegalArgumentException if there are too many
  static List<Labelling> all(DiagramParts parts, List<String> legs) {
    List<Labelling> all = new ArrayList<>();
    extend(parts, legs, 0, (1 << legs.size()) - 1, new ArrayList<>(), all);
    return all;
  }

  /// @param left bits of legs that are not yet placed
  private static void extend(
      DiagramParts parts,
      List<String> legs,
      int group,
      int left,
      List<List<Integer>> attached,
      List<Labelling> all) {
    if (group == parts.groups().size()) {
      pair(legs, left, attached, new ArrayList<>(), all);
      return;
    }
    DiagramParts.Group next = parts.groups().get(group);
    for (int chosen = left; chosen > 0; chosen = chosen - 1 & left) {
      if (Integer.bitCount(chosen) == next.legs() && areOf(next.field(), legs, chosen)) {
        attached.add(members(chosen));
        extend(parts, legs, group + 1, left & ~chosen, attached, all);
        attached.removeLast();
      }
    }
  }

  private static void pair(
      List<String> legs,
      int left,
      List<List<Integer>> attached,
      List<int[]> pairs,
      List<Labelling> all) {
    if (left == 0) {
      if (all.size() == MOST) {
        throw new IllegalArgumentException(
            "a diagram with more than %d labellings of its external legs is not integrated"
                .formatted(MOST));
      }
      all.add(new Labelling(attached, pairs));
      return;
    }
    int first = Integer.numberOfTrailingZeros(left);
    for (int second : members(left & left - 1)) {
      if (legs.get(first).equals(legs.get(second))) {
        pairs.add(new int[] {first, second});
        pair(legs, left & ~(1 << first) & ~(1 << second), attached, pairs, all);
        pairs.removeLast();
      }
    }
  }

  private static boolean areOf(String field, List<String> legs, int chosen) {
    return members(chosen).stream().allMatch(leg -> legs.get(leg).equals(field));
  }

  private static List<Integer> members(int mask) {
    List<Integer> members = new ArrayList<>();
    for (int rest = mask; rest != 0; rest &= rest - 1) {
      members.add(Integer.numberOfTrailingZeros(rest));
    }
    return List.copyOf(members);
  }
}
