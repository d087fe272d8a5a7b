package org.nnft.ensemble;

import java.util.Arrays;
import java.util.List;
import org.nnft.ensemble.ProductCover.Tile;
import org.nnft.math.Lanes;
import org.nnft.statistics.SymmetricSums;

/// Sums over networks of f(i₁)…f(iₙ) for every multiset i₁ ≤ … ≤ iₙ, as matrix products of products of fewer factors.
///
/// Networks are collected until there are enough that partial sums stay in registers for long. Cost per network: one
/// fused multiply-add for each component and few more ([ProductCover]), and one product for each multiset up to order
/// ⌈n/2⌉.
final class ProductSums implements PowerSums {
  /// Products of 128 networks that stay in a core's first cache. With more of them, partial sums come from further away, and
  /// more networks at a time pay for that. Changes no bits.
  private static final int FEW = 32;

  private final ProductCover cover;
  private final Lanes lanes;
  private final double[][] products;
  private final double[][][] heads;
  private final double[][][] tails;
  private final double[] partial;
  private final int chunk;
  private int held;

  ProductSums(SymmetricSums layout, Lanes lanes) {
    this.cover = new ProductCover(layout);
    this.lanes = lanes;
    this.chunk = cover.products() <= FEW ? 128 : 256;
    this.products = new double[cover.products()][chunk];
    Arrays.fill(products[0], 1);
    this.heads = pick(cover.heads());
    this.tails = pick(cover.tails());
    this.partial = new double[Math.multiplyExact(cover.size(), Lanes.SUM_LANES)];
  }

  private double[][][] pick(List<int[]> which) {
    return which.stream()
        .map(each -> Arrays.stream(each).mapToObj(p -> products[p]).toArray(double[][]::new))
        .toArray(double[][][]::new);
  }

  @Override
  public void clear() {
    Arrays.fill(partial, 0);
    held = 0;
  }

  /// @param f one array per symbol. Not modified.
  @Override
  public void accept(double[][] f, int n) {
    for (int from = 0; from < n; ) {
      int count = Math.min(n - from, chunk - held);
      for (int i = 0; i < f.length; i++) {
        System.arraycopy(f[i], from, products[1 + i], held, count);
      }
      held += count;
      from += count;
      if (held == chunk) {
        add();
      }
    }
  }

  /// Adds the networks that are held.
  private void add() {
    int symbols = cover.symbols();
    int padded = PowerSums.padded(held);
    for (int p = 1; p <= symbols; p++) {
      Arrays.fill(products[p], held, padded, 0);
    }
    for (int p = 1 + symbols; p < products.length; p++) {
      lanes.multiply(products[cover.shorter(p)], products[1 + cover.last(p)], products[p], padded);
    }
    for (Tile tile : cover.tiles()) {
      lanes.productSums(
          heads[tile.heads()],
          tails[tile.tails()],
          padded,
          partial,
          tile.entry() * Lanes.SUM_LANES);
    }
    held = 0;
  }

  @Override
  public double[] result() {
    add();
    double[] sums = new double[cover.components()];
    for (int c = 0; c < sums.length; c++) {
      sums[c] = PowerSums.total(partial, cover.entry(c));
    }
    return sums;
  }
}
