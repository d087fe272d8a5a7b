package org.nnft.statistics;

import org.nnft.math.SymmetricIndex;

/// Which power sums S(i₁…iₙ) an ensemble keeps, and where each stands in one flat array.
///
/// Orders 1…nmax, or only the even ones where odd ones vanish identically. Immutable.
public final class SymmetricSums {
  private final int symbols;
  private final int highestOrder;
  private final boolean evenOnly;
  private final SymmetricIndex[] indices;
  private final int[] offsets;
  private final int size;

  private SymmetricSums(int symbols, int highestOrder, boolean evenOnly) {
    this.symbols = symbols;
    this.highestOrder = highestOrder;
    this.evenOnly = evenOnly;
    this.indices = new SymmetricIndex[highestOrder + 1];
    this.offsets = new int[highestOrder + 1];
    int next = 0;
    try {
      for (int n = 1; n <= highestOrder; n++) {
        indices[n] = SymmetricIndex.of(symbols, n);
        offsets[n] = next;
        if (keeps(n)) {
          next = Math.addExact(next, indices[n].count());
        }
      }
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "correlators of %d fields to order %d have more than 2³¹ components; use fewer points or lower orders"
              .formatted(symbols, highestOrder),
          e);
    }
    this.size = next;
  }

  /// Every order from 1 to the highest.
  ///
  /// @param symbols number of fields m ≥ 1: points × outputs
  /// @param highestOrder ≥ 1
  /// @throws IllegalArgumentException if there are more than 2³¹ components
  public static SymmetricSums all(int symbols, int highestOrder) {
    return new SymmetricSums(symbols, highestOrder, false);
  }

  /// Even orders up to the highest; odd ones are zero.
  public static SymmetricSums even(int symbols, int highestOrder) {
    return new SymmetricSums(symbols, highestOrder, true);
  }

  /// Whether sums of this order are kept.
  public boolean keeps(int order) {
    return order >= 1 && order <= highestOrder && (!evenOnly || order % 2 == 0);
  }

  /// Number of fields m.
  public int symbols() {
    return symbols;
  }

  /// Highest order kept or asked for.
  public int highestOrder() {
    return highestOrder;
  }

  /// Whether odd orders are zero and not stored.
  public boolean evenOnly() {
    return evenOnly;
  }

  /// The components of one order.
  public SymmetricIndex index(int order) {
    return indices[order];
  }

  /// Position of the first component of an order.
  ///
  /// @throws IllegalArgumentException if the order is not kept
  public int offset(int order) {
    if (!keeps(order)) {
      throw new IllegalArgumentException("sums of order " + order + " are not kept");
    }
    return offsets[order];
  }

  /// Length of the flat array.
  public int size() {
    return size;
  }

  /// Position of S for the entries of a sorted tuple that a bit mask selects, or −1 where that order is
  /// not kept and S is zero.
  ///
  /// @param tuple ascending. Not modified.
  public int position(int[] tuple, int mask) {
    int order = Integer.bitCount(mask);
    if (!keeps(order)) {
      return -1;
    }
    int[] chosen = new int[order];
    for (int k = 0, next = 0; k < tuple.length; k++) {
      if ((mask >> k & 1) == 1) {
        chosen[next++] = tuple[k];
      }
    }
    return offsets[order] + indices[order].rank(chosen);
  }
}
