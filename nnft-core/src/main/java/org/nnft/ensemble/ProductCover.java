package org.nnft.ensemble;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.nnft.math.SymmetricIndex;
import org.nnft.statistics.SymmetricSums;

/// Which products meet which, so that their matrix products hold every multiset i₁ ≤ … ≤ iₙ with little waste.
///
/// A sorted tuple is a head of ⌊n/2⌋ entries and a tail of the others, which begins at the head's last entry ℓ or
/// later. Heads are sorted by their last entries and tails by their first, so that the heads of a tile go with all
/// tails from the smallest ℓ among them on: a staircase, cut into tiles of 3 or 6 heads and 4 tails. Entries below a
/// step are multisets met elsewhere, and nobody reads them: 4 % at 16 points and n = 6, 8 % at n = 4, half as many as
/// are wanted at 6 points and n = 4. The Gram form Σ AᵀA of all products has 12, 4.8 and 3.5 times as many as are wanted.
///
/// A few tails, which stay in cache, meet all heads before the next ones do. Immutable.
final class ProductCover {
  private static final int ROWS = 3;
  private static final int COLUMNS = 4;

  /// Tails that meet all heads before the next ones do.
  private static final int CACHED = 64;

  private final SymmetricSums layout;

  /// Entry k: the first product of k symbols; the one product of none is 0.
  private final int[] first;

  private final int[] shorter;
  private final int[] last;
  private final List<int[]> heads = new ArrayList<>();
  private final List<int[]> tails = new ArrayList<>();
  private final List<Tile> tiles = new ArrayList<>();
  private final int[] entries;
  private int size;

  /// @param heads number of its heads
  /// @param tails number of its tails
  /// @param entry its first entry; head by head, tail by tail
  record Tile(int heads, int tails, int entry) {}

  ProductCover(SymmetricSums layout) {
    this.layout = layout;
    int longest = (layout.highestOrder() + 1) / 2;
    this.first = new int[longest + 2];
    for (int k = 0; k <= longest; k++) {
      first[k + 1] = first[k] + SymmetricIndex.of(layout.symbols(), k).count();
    }
    this.shorter = new int[first[longest + 1]];
    this.last = new int[shorter.length];
    for (int k = 1; k <= longest; k++) {
      SymmetricIndex index = SymmetricIndex.of(layout.symbols(), k);
      SymmetricIndex before = SymmetricIndex.of(layout.symbols(), k - 1);
      for (int r = 0; r < index.count(); r++) {
        int[] tuple = index.at(r);
        last[first[k] + r] = tuple[k - 1];
        shorter[first[k] + r] = first[k - 1] + before.rank(Arrays.copyOf(tuple, k - 1));
      }
    }
    this.entries = new int[layout.size()];
    IntStream.rangeClosed(1, layout.highestOrder()).filter(layout::keeps).forEach(this::cover);
  }

  private void cover(int order) {
    int length = order / 2;
    int[] sorted = byLastEntry(length);
    int tailCount = first[order - length + 1] - first[order - length];
    int firstTails = tails.size();
    // From the end, so that the tails from any symbol on waste less than one tile.
    for (int end = tailCount; end > 0; end -= COLUMNS) {
      int from = first[order - length];
      int to = from + end;
      tails.add(IntStream.range(to - COLUMNS, to).map(p -> Math.max(p, from)).toArray());
    }
    int[][] rows = new int[(sorted.length + ROWS - 1) / ROWS][tails.size() - firstTails];
    int[] needed = new int[rows.length + 1];
    for (int g = 0; g < rows.length; g++) {
      int tailsOfAll = tailCount - firstTail(order, last[sorted[g * ROWS]]);
      needed[g] = (tailsOfAll + COLUMNS - 1) / COLUMNS;
    }
    int firstHeads = heads.size();
    for (int g = 0; g < rows.length; g += 2) {
      heads.add(rows(sorted, g * ROWS, ROWS));
      heads.add(rows(sorted, g * ROWS, 2 * ROWS));
    }
    for (int begin = 0; begin < needed[0]; begin += CACHED / COLUMNS) {
      for (int g = 0; g < rows.length; g += 2) {
        for (int q = begin; q < Math.min(begin + CACHED / COLUMNS, needed[g]); q++) {
          boolean both = q < needed[g + 1];
          rows[g][q] = size;
          tiles.add(new Tile(firstHeads + g + (both ? 1 : 0), firstTails + q, size));
          size += ROWS * COLUMNS;
          if (both) {
            rows[g + 1][q] = size;
            size += ROWS * COLUMNS;
          }
        }
      }
    }
    for (int h = 0; h < sorted.length; h++) {
      int begin = firstTail(order, last[sorted[h]]);
      int component = component(order, sorted[h]);
      for (int t = begin; t < tailCount; t++) {
        int fromEnd = tailCount - 1 - t;
        entries[component + t - begin] =
            rows[h / ROWS][fromEnd / COLUMNS]
                + h % ROWS * COLUMNS
                + COLUMNS
                - 1
                - fromEnd % COLUMNS;
      }
    }
  }

  /// Products of k symbols by their last, then by the one before it …
  private int[] byLastEntry(int k) {
    SymmetricIndex index = SymmetricIndex.of(layout.symbols(), k);
    return IntStream.range(0, index.count())
        .boxed()
        .sorted(Comparator.comparing(r -> reversed(index.at(r)), Arrays::compare))
        .mapToInt(r -> first[k] + r)
        .toArray();
  }

  private static int[] reversed(int[] tuple) {
    return IntStream.range(0, tuple.length).map(i -> tuple[tuple.length - 1 - i]).toArray();
  }

  /// Some heads; the last one again where there are no more.
  private static int[] rows(int[] sorted, int from, int count) {
    return IntStream.range(from, from + count)
        .map(h -> sorted[Math.min(h, sorted.length - 1)])
        .toArray();
  }

  /// Rank of the first tail that begins with a symbol.
  private int firstTail(int order, int symbol) {
    int[] tail = new int[order - order / 2];
    Arrays.fill(tail, symbol);
    return layout.index(tail.length).rank(tail);
  }

  /// Position of the sum of a head and the first tail that goes with it.
  private int component(int order, int head) {
    int[] tuple = new int[order];
    int symbol = last[head];
    Arrays.fill(tuple, symbol);
    int product = head;
    for (int k = order / 2 - 1; k >= 0; k--) {
      tuple[k] = last[product];
      product = shorter[product];
    }
    return layout.offset(order) + layout.index(order).rank(tuple);
  }

  /// Number of products, that of no symbols included: it is 0, and products of one symbol come next.
  int products() {
    return last.length;
  }

  /// Number of symbols.
  int symbols() {
    return layout.symbols();
  }

  /// The product that product p > 0 extends by one factor.
  int shorter(int p) {
    return shorter[p];
  }

  /// The last symbol of product p > 0.
  int last(int p) {
    return last[p];
  }

  /// Heads of all tiles by their numbers: three or six products each. Not to be modified.
  List<int[]> heads() {
    return heads;
  }

  /// Tails of all tiles by their numbers: four products each. Not to be modified.
  List<int[]> tails() {
    return tails;
  }

  /// In the order that suits the cache.
  List<Tile> tiles() {
    return tiles;
  }

  /// Number of entries of all tiles.
  int size() {
    return size;
  }

  /// Number of components.
  int components() {
    return entries.length;
  }

  /// The entry that is a component's sum.
  int entry(int component) {
    return entries[component];
  }
}
