package org.nnft.ensemble;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nnft.math.Lanes;
import org.nnft.math.SymmetricIndex;
import org.nnft.statistics.SymmetricSums;

/// Power sums of one block of networks. Mutable scratch of one thread.
///
/// Each sum keeps [Lanes#SUM_LANES] partial sums, which are added as ((0+1)+(2+3))+((4+5)+(6+7)) at the
/// end; entries past the last network are zero and change nothing.
final class SumAccumulator {
  private static final double[] NONE = {};

  private final SymmetricSums layout;
  private final Lanes lanes;
  private final double[] partial;
  private final @Nullable ProductSums products;
  private final double[][] hafnians;
  private final int[][] hafnianTerms;

  private SumAccumulator(
      SymmetricSums layout,
      Lanes lanes,
      @Nullable ProductSums products,
      double[][] hafnians,
      int[][] terms) {
    this.layout = layout;
    this.lanes = lanes;
    this.partial = new double[Math.multiplyExact(layout.size(), Lanes.SUM_LANES)];
    this.products = products;
    this.hafnians = hafnians;
    this.hafnianTerms = terms;
  }

  /// For products of outputs.
  static SumAccumulator ofOutputs(SymmetricSums layout, Lanes lanes, int capacity) {
    ProductSums products = new ProductSums(layout, lanes, capacity);
    return new SumAccumulator(layout, lanes, products, new double[0][], new int[0][]);
  }

  /// For expectations over a Gaussian readout of D independent outputs.
  static SumAccumulator ofGram(SymmetricSums layout, int outputs, Lanes lanes, int capacity) {
    int[][] terms = new int[layout.size()][];
    SymmetricIndex pairs = SymmetricIndex.of(layout.symbols() / outputs, 2);
    for (int order = 2; order <= layout.highestOrder(); order += 2) {
      SymmetricIndex index = layout.index(order);
      for (int c = 0; c < index.count(); c++) {
        terms[layout.offset(order) + c] = hafnianTerms(layout, outputs, pairs, index.at(c));
      }
    }
    double[][] hafnians = new double[layout.size()][];
    for (int c = 0; c < hafnians.length; c++) {
      // Of a pair, the hafnian is the Gram matrix's own array.
      hafnians[c] = isPair(terms[c]) ? NONE : new double[capacity];
    }
    return new SumAccumulator(layout, lanes, null, hafnians, terms);
  }

  /// haf(A) = Σ_j K̂(a₁, a_j) haf(A∖{a₁, a_j}): pairs (pair of points, position of the rest or −1).
  private static int[] hafnianTerms(
      SymmetricSums layout, int outputs, SymmetricIndex pairs, int[] tuple) {
    int[] terms = new int[2 * tuple.length];
    int used = 0;
    int all = (1 << tuple.length) - 1;
    for (int j = 1; j < tuple.length; j++) {
      if (tuple[0] % outputs == tuple[j] % outputs) {
        terms[used++] = pairs.rank(tuple[0] / outputs, tuple[j] / outputs);
        terms[used++] = layout.position(tuple, all & ~(1 | 1 << j));
      }
    }
    return Arrays.copyOf(terms, used);
  }

  private static boolean isPair(int[] terms) {
    return terms.length == 2 && terms[1] < 0;
  }

  /// Forgets everything.
  void clear() {
    Arrays.fill(partial, 0);
  }

  /// Adds n networks.
  ///
  /// @param f one array per symbol; entries from n to the next multiple of 8 are set to 0. Modified.
  void acceptOutputs(double[][] f, int n) {
    ProductSums sums = Objects.requireNonNull(products);
    int padded = pad(f, n);
    for (int from = 0; from < padded; from += sums.chunk()) {
      sums.add(f, from, Math.min(sums.chunk(), padded - from), partial);
    }
  }

  /// For contributions to every sum that are made elsewhere.
  static SumAccumulator ofContributions(SymmetricSums layout, Lanes lanes) {
    return new SumAccumulator(layout, lanes, null, new double[0][], new int[0][]);
  }

  /// Adds what n networks contribute to every sum.
  ///
  /// @param values one array per component; entries past n are set to 0. Modified.
  void acceptContributions(double[][] values, int n) {
    int padded = pad(values, n);
    for (int c = 0; c < values.length; c++) {
      lanes.accumulate(values[c], padded, partial, c * Lanes.SUM_LANES);
    }
  }

  /// Adds n networks with a Gaussian readout.
  ///
  /// @param gram one array per unique pair of points; entries past n are set to 0. Modified.
  void acceptGram(double[][] gram, int n) {
    int padded = pad(gram, n);
    for (int c = 0; c < hafnianTerms.length; c++) {
      int[] terms = hafnianTerms[c];
      if (isPair(terms)) {
        hafnians[c] = gram[terms[0]];
        lanes.accumulate(hafnians[c], padded, partial, c * Lanes.SUM_LANES);
        continue;
      }
      double[] haf = hafnians[c];
      if (terms.length == 0) {
        lanes.fill(0, haf, padded);
        continue;
      }
      for (int t = 0; t < terms.length; t += 2) {
        double[] k = gram[terms[t]];
        int rest = terms[t + 1];
        if (t == 0) {
          lanes.multiply(k, hafnians[rest], haf, padded);
        } else {
          lanes.fma(k, hafnians[rest], haf, haf, padded);
        }
      }
      lanes.accumulate(haf, padded, partial, c * Lanes.SUM_LANES);
    }
  }

  private static int pad(double[][] arrays, int n) {
    int padded = (n + Lanes.SUM_LANES - 1) / Lanes.SUM_LANES * Lanes.SUM_LANES;
    for (double[] array : arrays) {
      Arrays.fill(array, n, padded, 0);
    }
    return padded;
  }

  /// The sums, a new array in the layout's order.
  double[] result() {
    double[] sums = new double[layout.size()];
    for (int c = 0; c < sums.length; c++) {
      int o = c * Lanes.SUM_LANES;
      sums[c] =
          ((partial[o] + partial[o + 1]) + (partial[o + 2] + partial[o + 3]))
              + ((partial[o + 4] + partial[o + 5]) + (partial[o + 6] + partial[o + 7]));
    }
    return sums;
  }
}
