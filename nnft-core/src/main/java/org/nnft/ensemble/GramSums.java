package org.nnft.ensemble;

import java.util.Arrays;
import org.nnft.math.Lanes;
import org.nnft.math.SymmetricIndex;
import org.nnft.statistics.SymmetricSums;

/// Sums of expectations over a Gaussian readout of D independent outputs: hafnians of the covariance K̂ given the
/// hidden units.
final class GramSums implements PowerSums {
  private static final double[] NONE = {};

  private final Lanes lanes;
  private final double[] partial;
  private final double[][] hafnians;
  private final int[][] hafnianTerms;

  /// @param capacity most networks at a time
  GramSums(SymmetricSums layout, int outputs, Lanes lanes, int capacity) {
    this.lanes = lanes;
    this.partial = new double[Math.multiplyExact(layout.size(), Lanes.SUM_LANES)];
    this.hafnianTerms = new int[layout.size()][];
    SymmetricIndex pairs = SymmetricIndex.of(layout.symbols() / outputs, 2);
    for (int order = 2; order <= layout.highestOrder(); order += 2) {
      SymmetricIndex index = layout.index(order);
      for (int c = 0; c < index.count(); c++) {
        hafnianTerms[layout.offset(order) + c] = terms(layout, outputs, pairs, index.at(c));
      }
    }
    this.hafnians = new double[layout.size()][];
    for (int c = 0; c < hafnians.length; c++) {
      // Of a pair, the hafnian is the Gram matrix's own array.
      hafnians[c] = isPair(hafnianTerms[c]) ? NONE : new double[capacity];
    }
  }

  /// haf(A) = Σ_j K̂(a₁, a_j) haf(A∖{a₁, a_j}): pairs (pair of points, position of the rest or −1).
  private static int[] terms(SymmetricSums layout, int outputs, SymmetricIndex pairs, int[] tuple) {
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

  @Override
  public void clear() {
    Arrays.fill(partial, 0);
  }

  /// @param gram one array per unique pair of points; entries past n are set to 0. Modified.
  @Override
  public void accept(double[][] gram, int n) {
    int padded = PowerSums.pad(gram, n);
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

  @Override
  public double[] result() {
    return PowerSums.totals(partial);
  }
}
