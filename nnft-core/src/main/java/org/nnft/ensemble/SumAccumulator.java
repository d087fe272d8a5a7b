package org.nnft.ensemble;

import java.util.Arrays;
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
  private final double[][] prefix;
  private final double[][] hafnians;
  private final int[][] hafnianTerms;
  private final int[] cursor;

  private SumAccumulator(
      SymmetricSums layout, Lanes lanes, double[][] prefix, double[][] hafnians, int[][] terms) {
    this.layout = layout;
    this.lanes = lanes;
    this.partial = new double[Math.multiplyExact(layout.size(), Lanes.SUM_LANES)];
    this.prefix = prefix;
    this.hafnians = hafnians;
    this.hafnianTerms = terms;
    this.cursor = new int[layout.highestOrder() + 1];
  }

  /// For products of outputs.
  static SumAccumulator ofOutputs(SymmetricSums layout, Lanes lanes, int capacity) {
    double[][] prefix = new double[layout.highestOrder() + 1][capacity];
    return new SumAccumulator(layout, lanes, prefix, new double[0][], new int[0][]);
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
    return new SumAccumulator(layout, lanes, new double[0][], hafnians, terms);
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
    int padded = pad(f, n);
    for (int order = 1; order <= layout.highestOrder(); order++) {
      cursor[order] = layout.keeps(order) ? layout.offset(order) * Lanes.SUM_LANES : 0;
    }
    for (int i = 0; i < f.length; i++) {
      if (layout.keeps(1)) {
        lanes.accumulate(f[i], padded, partial, next(1, 1));
      }
      extend(f, f[i], i, 1, padded);
    }
  }

  /// Adds every product that begins with `product`, of `order` factors up to f[last]. Components follow each other
  /// in lexicographic order, so each order has a cursor instead of a search.
  private void extend(double[][] f, double[] product, int last, int order, int n) {
    if (order == layout.highestOrder()) {
      return;
    }
    int longer = order + 1;
    if (longer == layout.highestOrder() && layout.keeps(longer)) {
      lanes.productSums(product, f, last, n, partial, next(longer, f.length - last));
      return;
    }
    for (int i = last; i < f.length; i++) {
      double[] own = prefix[longer];
      if (layout.keeps(longer)) {
        lanes.multiplyAccumulate(product, f[i], own, n, partial, next(longer, 1));
      } else {
        lanes.multiply(product, f[i], own, n);
      }
      extend(f, own, i, longer, n);
    }
  }

  /// Where the next components of an order stand; goes on by their number.
  private int next(int order, int components) {
    int at = cursor[order];
    cursor[order] += components * Lanes.SUM_LANES;
    return at;
  }

  /// For contributions to every sum that are made elsewhere.
  static SumAccumulator ofContributions(SymmetricSums layout, Lanes lanes) {
    return new SumAccumulator(layout, lanes, new double[0][], new double[0][], new int[0][]);
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
