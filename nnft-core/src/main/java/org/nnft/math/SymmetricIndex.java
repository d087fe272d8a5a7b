package org.nnft.math;

import java.util.Arrays;

/// Unique index multisets of a totally symmetric tensor of order n over m symbols.
///
/// A symmetric tensor T(i₁,…,iₙ) has C(m+n−1, n) independent components, one for every sorted tuple
/// i₁ ≤ i₂ ≤ … ≤ iₙ. They are numbered in lexicographic order, last index fastest, from 0 to count−1.
///
/// Ranking uses the combinatorial number system on the strictly increasing tuple jₖ = iₖ + k − 1
/// (Knuth, TAOCP 4A, §7.2.1.3). Cost: O(n) additions with a table of (m+1)·n entries.
public final class SymmetricIndex {
  private final int symbols;
  private final int order;
  private final long count;

  /// Entry (k, i): the number of tuples of length order − k whose first symbol is smaller than i,
  /// so that differences along i are the ranks which position k contributes.
  private final long[][] below;

  private SymmetricIndex(int symbols, int order) {
    this.symbols = symbols;
    this.order = order;
    this.count = multisets(symbols, order);
    this.below = new long[order][symbols + 1];
    for (int k = 0; k < order; k++) {
      for (int i = 0; i < symbols; i++) {
        below[k][i + 1] = below[k][i] + multisets(symbols - i, order - k - 1);
      }
    }
  }

  /// @param symbols number of symbols m ≥ 1
  /// @param order length of the tuples n ≥ 0; order 0 has one component, the empty tuple
  /// @throws IllegalArgumentException if m < 1 or n < 0
  /// @throws ArithmeticException if the number of components exceeds a long
  public static SymmetricIndex of(int symbols, int order) {
    if (symbols < 1 || order < 0) {
      throw new IllegalArgumentException(
          "a symmetric tensor needs at least 1 symbol and an order ≥ 0, got %d symbols, order %d"
              .formatted(symbols, order));
    }
    return new SymmetricIndex(symbols, order);
  }

  /// Number of multisets of size n over m symbols, C(m+n−1, n).
  ///
  /// @throws ArithmeticException if it exceeds a long
  public static long multisets(int symbols, int size) {
    long result = 1;
    for (int k = 1; k <= size; k++) {
      result = Math.multiplyExact(result, symbols + k - 1L) / k;
    }
    return result;
  }

  /// Number of symbols m.
  public int symbols() {
    return symbols;
  }

  /// Length of the tuples n.
  public int order() {
    return order;
  }

  /// Number of unique components.
  ///
  /// @throws ArithmeticException if it exceeds an int
  public int count() {
    return Math.toIntExact(count);
  }

  /// Rank of a sorted tuple.
  ///
  /// @param tuple length n, ascending, entries in 0…m−1. Not modified.
  public int rank(int... tuple) {
    long rank = 0;
    int previous = 0;
    for (int k = 0; k < order; k++) {
      rank += below[k][tuple[k]] - below[k][previous];
      previous = tuple[k];
    }
    return (int) rank;
  }

  /// Rank of a tuple in any order.
  ///
  /// @param tuple length n, entries in 0…m−1. Not modified.
  public int rankOfUnsorted(int... tuple) {
    int[] sorted = tuple.clone();
    Arrays.sort(sorted);
    return rank(sorted);
  }

  /// The sorted tuple of a rank.
  ///
  /// @param rank 0 ≤ rank < count
  /// @return a new array of length n, ascending
  public int[] at(int rank) {
    int[] tuple = new int[order];
    long rest = rank;
    int previous = 0;
    for (int k = 0; k < order; k++) {
      int i = lastNotAbove(below[k], previous, below[k][previous] + rest);
      rest -= below[k][i] - below[k][previous];
      tuple[k] = i;
      previous = i;
    }
    return tuple;
  }

  /// The largest i ≥ from with ascending[i] ≤ value, by bisection.
  private static int lastNotAbove(long[] ascending, int from, long value) {
    int low = from;
    int high = ascending.length - 1;
    while (high - low > 1) {
      int middle = low + high >>> 1;
      if (ascending[middle] <= value) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public String toString() {
    return "SymmetricIndex[symbols=%d, order=%d]".formatted(symbols, order);
  }
}
