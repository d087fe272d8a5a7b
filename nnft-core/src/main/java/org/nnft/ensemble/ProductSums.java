package org.nnft.ensemble;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.nnft.math.Lanes;
import org.nnft.math.SymmetricIndex;
import org.nnft.statistics.SymmetricSums;

/// Sums over networks of f(i₁)…f(iₙ) for every multiset i₁ ≤ … ≤ iₙ, by matrix products without a wasted entry.
///
/// A sorted tuple is a head of ⌊n/2⌋ entries that ends in some ℓ and a tail of the others, which begins at ℓ or later; every
/// such head goes with every such tail. So for each ℓ the sums are a full rectangle, products of the heads times
/// products of the tails: as dense as the Gram form Σ AᵀA of all products, of which a sixth is distinct at 16 points
/// and n = 6. In lexicographic order the tails from ℓ on come last, and the sums of a head stand side by side.
///
/// Cost per network: one fused multiply-add for each component, and one product for each multiset up to order ⌈n/2⌉.
/// Mutable scratch of one thread.
final class ProductSums {
  /// Doubles of products that should stay in a core's cache.
  private static final int CACHE = 1 << 17;

  private final SymmetricSums layout;
  private final Lanes lanes;
  private final int chunk;

  /// Products of k factors at k, by their rank.
  private final double[][][] products;

  /// Entry (k, r): the product of one factor less that product r of k factors extends.
  private final int[][] shorter;

  /// Entry (k, r): its last factor.
  private final int[][] last;

  private final Rectangle[] rectangles;

  /// Heads that end in one symbol, and the tails that may follow.
  private static final class Rectangle {
    private final double[][] heads;
    private final double[][] tails;
    private final int firstTail;
    private final int[] offsets;

    Rectangle(double[][] heads, double[][] tails, int firstTail, int[] offsets) {
      this.heads = heads;
      this.tails = tails;
      this.firstTail = firstTail;
      this.offsets = offsets;
    }
  }

  ProductSums(SymmetricSums layout, Lanes lanes, int capacity) {
    this.layout = layout;
    this.lanes = lanes;
    int longest = (layout.highestOrder() + 1) / 2;
    int arrays = 0;
    for (int k = 1; k <= longest; k++) {
      arrays += layout.index(k).count();
    }
    this.chunk =
        Math.clamp(CACHE / arrays / Lanes.SUM_LANES, 1, capacity / Lanes.SUM_LANES)
            * Lanes.SUM_LANES;
    this.products = new double[longest + 1][][];
    this.shorter = new int[longest + 1][];
    this.last = new int[longest + 1][];
    for (int k = 1; k <= longest; k++) {
      SymmetricIndex index = layout.index(k);
      products[k] = new double[index.count()][chunk];
      shorter[k] = new int[index.count()];
      last[k] = new int[index.count()];
      for (int r = 0; r < index.count(); r++) {
        int[] tuple = index.at(r);
        last[k][r] = tuple[k - 1];
        shorter[k][r] = k == 1 ? 0 : layout.index(k - 1).rank(Arrays.copyOf(tuple, k - 1));
      }
    }
    this.rectangles =
        IntStream.rangeClosed(2, layout.highestOrder())
            .filter(layout::keeps)
            .boxed()
            .flatMap(n -> IntStream.range(0, layout.symbols()).mapToObj(l -> rectangle(n, l)))
            .toArray(Rectangle[]::new);
  }

  private Rectangle rectangle(int order, int symbol) {
    int length = order / 2;
    int[] heads =
        IntStream.range(0, last[length].length).filter(r -> last[length][r] == symbol).toArray();
    int[] first = new int[order];
    Arrays.fill(first, symbol);
    int firstTail = layout.index(order - length).rank(Arrays.copyOf(first, order - length));
    int[] offsets = new int[heads.length];
    for (int h = 0; h < heads.length; h++) {
      System.arraycopy(layout.index(length).at(heads[h]), 0, first, 0, length);
      offsets[h] = (layout.offset(order) + layout.index(order).rank(first)) * Lanes.SUM_LANES;
    }
    double[][] left =
        Arrays.stream(heads).mapToObj(r -> products[length][r]).toArray(double[][]::new);
    return new Rectangle(left, products[order - length], firstTail, offsets);
  }

  /// Most networks at a time, a multiple of [Lanes#SUM_LANES].
  int chunk() {
    return chunk;
  }

  /// Adds networks from … from + n − 1 of f.
  ///
  /// @param f one array per symbol. Not modified.
  /// @param n at most [#chunk()], a multiple of [Lanes#SUM_LANES]
  /// @param sums [Lanes#SUM_LANES] partial sums for each component in the layout's order. Modified.
  void add(double[][] f, int from, int n, double[] sums) {
    for (int i = 0; i < f.length; i++) {
      System.arraycopy(f[i], from, products[1][i], 0, n);
      if (layout.keeps(1)) {
        lanes.accumulate(products[1][i], n, sums, i * Lanes.SUM_LANES);
      }
    }
    for (int k = 2; k < products.length; k++) {
      for (int r = 0; r < products[k].length; r++) {
        lanes.multiply(products[k - 1][shorter[k][r]], products[1][last[k][r]], products[k][r], n);
      }
    }
    for (Rectangle r : rectangles) {
      lanes.productSums(r.heads, r.tails, r.firstTail, n, sums, r.offsets);
    }
  }
}
