package org.nnft.ensemble;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.nnft.field.PointSet;
import org.nnft.math.Lanes;
import org.nnft.math.SymmetricIndex;
import org.nnft.random.StreamKey;
import org.nnft.statistics.SymmetricSums;

/// Draws deep networks tile by tile, and adds their covariances with control variates ([KernelControl]).
///
/// A network contributes to the two-point function G̃, and to the four-point function the sum over pairings of
///
///     δδ − XX + Σ S + K G̃ + G̃ K − K K,   of expectation E[G G]
final class ControlledBlocks implements BlockSource {
  private final KernelControl control;
  private final SymmetricIndex pairs;
  private final boolean four;
  private final Lanes lanes;
  private final int capacity;
  private final DeepTile tile;
  private final ContributionSums accumulator;
  private final int[] widths;

  /// (pp), (pq), (qq) of every pair.
  private final int[][] on;

  /// Position of h_a h_b among the products of four points.
  private final int[][] product;

  /// For every component, the pairings: a pair, or two pairs as the position of their product.
  private final int[][] pairings;

  /// Number of components of order two.
  private final int firstOfFour;

  private final double[][] u;
  private final double[][] sum;
  private final double[][] fourfold;
  private final double[][] below;
  private final double[][] g;
  private final double[][] d;
  private final double[][] x;
  private final double[][] s;
  private final double[][] half;
  private final double[] scratch;
  private final double[][] values;

  ControlledBlocks(
      Ensemble ensemble,
      PointSet points,
      KernelControl control,
      SymmetricSums layout,
      StreamKey key) {
    this.control = control;
    this.lanes = ensemble.lanes();
    this.pairs = SymmetricIndex.of(points.size(), 2);
    this.four = layout.highestOrder() >= 4;
    int count = pairs.count();
    int symmetric = four ? count * (count + 1) / 2 : 0;
    SymmetricIndex quadruples = SymmetricIndex.of(points.size(), four ? 4 : 1);
    int arrays = 6 * count + (four ? count * count + 2 * symmetric : 0) + layout.size();
    this.capacity = Math.min(64, NetworkBlocks.capacity(ensemble.field(), points, arrays));
    this.tile = new DeepTile(ensemble.field(), points, key, lanes, capacity);
    this.accumulator = new ContributionSums(layout.size(), lanes);
    this.widths = ensemble.field().hidden().stream().mapToInt(h -> h.width()).toArray();
    this.on = new int[count][];
    this.product = new int[count][four ? count : 0];
    for (int a = 0; a < count; a++) {
      on[a] = KernelControl.on(pairs, a);
      for (int b = 0; b < product[a].length; b++) {
        product[a][b] = quadruples.rank(sorted(pairs.at(a), pairs.at(b)));
      }
    }
    this.pairings = pairings(layout, ensemble.field().outputs());
    this.firstOfFour = layout.index(2).count();
    this.u = new double[count][capacity];
    this.sum = new double[count][capacity];
    this.fourfold = new double[four ? quadruples.count() : 0][capacity];
    this.below = new double[count][capacity];
    this.g = new double[count][capacity];
    this.d = new double[count][capacity];
    this.x = new double[count][capacity];
    this.s = new double[symmetric][capacity];
    this.half = new double[four ? count : 0][capacity];
    this.scratch = new double[capacity];
    this.values = new double[layout.size()][capacity];
  }

  private static int[] sorted(int[] a, int[] b) {
    return IntStream.concat(Arrays.stream(a), Arrays.stream(b)).sorted().toArray();
  }

  private int[][] pairings(SymmetricSums layout, int outputs) {
    int[][] result = new int[layout.size()][];
    for (int n = 2; n <= layout.highestOrder(); n += 2) {
      for (int c = 0; c < layout.index(n).count(); c++) {
        int[] t = layout.index(n).at(c);
        result[layout.offset(n) + c] =
            n == 2
                ? one(t, outputs)
                : IntStream.of(1, 2, 3).flatMap(j -> Arrays.stream(two(t, j, outputs))).toArray();
      }
    }
    return result;
  }

  /// Of one output, its pair of points.
  private int[] one(int[] t, int outputs) {
    return t[0] % outputs == t[1] % outputs
        ? new int[] {pairs.rank(t[0] / outputs, t[1] / outputs)}
        : new int[0];
  }

  /// The first with the j-th, and the others.
  private int[] two(int[] t, int j, int outputs) {
    int k = j == 1 ? 2 : 1;
    int[] a = one(new int[] {t[0], t[j]}, outputs);
    int[] b = one(new int[] {t[k], t[6 - j - k]}, outputs);
    return a.length == 0 || b.length == 0 ? new int[0] : new int[] {both(a[0], b[0])};
  }

  /// Position of an unordered pair of pairs.
  private int both(int a, int b) {
    int low = Math.min(a, b);
    return low * pairs.count() - low * (low + 1) / 2 + Math.max(a, b);
  }

  @Override
  public double[] sums(long first, long count) {
    accumulator.clear();
    for (long done = 0; done < count; done += capacity) {
      int n = (int) Math.min(capacity, count - done);
      fill(x, n);
      fill(s, n);
      tile.layers(
          first + done,
          n,
          (l, i, h) -> {
            if (i == 0) {
              fill(sum, n);
              fill(fourfold, n);
            }
            addUnit(h, n);
            if (i == widths[l] - 1) {
              finish(l, n);
            }
          });
      contribute(n);
      accumulator.accept(values, n);
    }
    return accumulator.result();
  }

  private void fill(double[][] arrays, int n) {
    for (double[] array : arrays) {
      lanes.fill(0, array, n);
    }
  }

  private void addUnit(double[][] h, int n) {
    for (int p = 0, a = 0; p < h.length; p++) {
      for (int q = p; q < h.length; q++, a++) {
        lanes.multiply(h[p], h[q], u[a], n);
        lanes.add(u[a], sum[a], sum[a], n);
      }
    }
    if (!four) {
      return;
    }
    // Products of four points p ≤ q ≤ r ≤ s in lexicographic order.
    int m = 0;
    for (int p = 0, a = 0; p < h.length; p++) {
      for (int q = p; q < h.length; q++, a++) {
        for (int b = pairs.rank(q, q); b < u.length; b++, m++) {
          lanes.fma(u[a], u[b], fourfold[m], fourfold[m], n);
        }
      }
    }
  }

  /// Ends a layer: its covariance, and its share of X and S.
  private void finish(int l, int n) {
    double units = widths[l];
    double[] kernel = control.kernel(0);
    for (int a = 0; a < g.length; a++) {
      lanes.affine(1, g[a], 0, below[a], n);
      lanes.affine(control.weight(l) / units, sum[a], control.bias(l), g[a], n);
    }
    for (int a = 0; a < g.length; a++) {
      if (l == 0) {
        lanes.affine(1, g[a], -kernel[a], d[a], n);
      } else {
        for (int k = 0; k < n; k++) {
          d[a][k] =
              g[a][k] - control.next(l, below[on[a][0]][k], below[on[a][1]][k], below[on[a][2]][k]);
        }
      }
    }
    double[][] t = control.transport(l);
    for (int a = 0; a < g.length; a++) {
      for (int c = 0; c < 3; c++) {
        if (t[a][c] != 0) {
          lanes.axpy(t[a][c], d[on[a][c]], x[a], x[a], n);
        }
      }
    }
    if (four) {
      double w = control.weight(l);
      spread(t, w * w / (units * (units - 1)), units, n);
    }
  }

  /// S += factor · T (Σ uu − Σu Σu/N) Tᵀ.
  private void spread(double[][] t, double factor, double units, int n) {
    for (int a = 0; a < t.length; a++) {
      for (int e = 0; e < t.length; e++) {
        lanes.fill(0, half[e], n);
        for (int c = 0; c < 3; c++) {
          if (t[a][c] != 0) {
            int row = on[a][c];
            lanes.multiply(sum[row], sum[e], scratch, n);
            lanes.axpy(-1 / units, scratch, fourfold[product[row][e]], scratch, n);
            lanes.axpy(factor * t[a][c], scratch, half[e], half[e], n);
          }
        }
      }
      for (int b = a; b < t.length; b++) {
        double[] target = s[both(a, b)];
        for (int c = 0; c < 3; c++) {
          if (t[b][c] != 0) {
            lanes.axpy(t[b][c], half[on[b][c]], target, target, n);
          }
        }
      }
    }
  }

  /// Ends the networks.
  private void contribute(int n) {
    double[] k = control.kernel(control.depth() - 1);
    double[][] δ = below;
    double[][] controlled = d;
    for (int a = 0; a < g.length; a++) {
      lanes.affine(1, g[a], -k[a], δ[a], n);
      lanes.subtract(g[a], x[a], controlled[a], n);
    }
    for (int a = 0; a < g.length && four; a++) {
      for (int b = a; b < g.length; b++) {
        double[] target = s[both(a, b)];
        lanes.fma(δ[a], δ[b], target, target, n);
        lanes.affine(-1, x[a], 0, scratch, n);
        lanes.fma(scratch, x[b], target, target, n);
        lanes.axpy(k[a], controlled[b], target, target, n);
        lanes.axpy(k[b], controlled[a], target, target, n);
        lanes.affine(1, target, -k[a] * k[b], target, n);
      }
    }
    for (int c = 0; c < values.length; c++) {
      lanes.fill(0, values[c], n);
      for (int pairing : pairings[c]) {
        double[][] from = c < firstOfFour ? controlled : s;
        lanes.add(from[pairing], values[c], values[c], n);
      }
    }
  }
}
