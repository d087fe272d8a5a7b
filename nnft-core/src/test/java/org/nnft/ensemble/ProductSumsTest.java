package org.nnft.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnft.math.Lanes;
import org.nnft.math.ScalarLanes;
import org.nnft.statistics.SymmetricSums;

/// Outputs are small whole numbers, so that every sum is exact whatever its order.
class ProductSumsTest {
  private static final int NETWORKS = 1037;

  private static double[][] outputs(int symbols) {
    Random random = new Random(symbols);
    return IntStream.range(0, symbols)
        .mapToObj(_ -> random.ints(NETWORKS, -2, 3).asDoubleStream().toArray())
        .toArray(double[][]::new);
  }

  private static double[] expected(SymmetricSums layout, double[][] f) {
    double[] sums = new double[layout.size()];
    for (int n = 1; n <= layout.highestOrder(); n++) {
      for (int c = 0; layout.keeps(n) && c < layout.index(n).count(); c++) {
        int[] tuple = layout.index(n).at(c);
        for (int m = 0; m < NETWORKS; m++) {
          double product = 1;
          for (int i : tuple) {
            product *= f[i][m];
          }
          sums[layout.offset(n) + c] += product;
        }
      }
    }
    return sums;
  }

  private static double[] measured(PowerSums sums, double[][] f) {
    sums.clear();
    Random random = new Random(3);
    for (int from = 0; from < NETWORKS; ) {
      // All pieces but the last are multiples of 16 long.
      int n = Math.min(16 * (1 + random.nextInt(20)), NETWORKS - from);
      double[][] piece = new double[f.length][n + 16];
      for (int i = 0; i < f.length; i++) {
        System.arraycopy(f[i], from, piece[i], 0, n);
      }
      sums.accept(piece, n);
      from += n;
    }
    return sums.result();
  }

  @ParameterizedTest
  @CsvSource({"1, 8", "2, 7", "3, 8", "4, 5", "5, 6", "6, 4", "7, 3", "8, 2", "9, 1", "13, 4"})
  void everyMultisetHasItsSum(int symbols, int highestOrder) {
    double[][] f = outputs(symbols);
    for (SymmetricSums layout :
        new SymmetricSums[] {
          SymmetricSums.all(symbols, highestOrder), SymmetricSums.even(symbols, highestOrder)
        }) {
      double[] expected = expected(layout, f);
      for (Lanes lanes : new Lanes[] {Lanes.best(), new ScalarLanes()}) {
        PowerSums sums = new ProductSums(layout, lanes);
        assertThat(measured(sums, f)).isEqualTo(expected);
        // Nothing is left of the first block.
        assertThat(measured(sums, f)).isEqualTo(expected);
      }
    }
  }

  /// Every component has an entry of its own; the others, below the steps, are as few as is said.
  @ParameterizedTest
  @CsvSource({"6, 4, 0.56", "16, 4, 0.1", "16, 6, 0.042"})
  void fewEntriesAreWasted(int symbols, int order, double most) {
    ProductCover cover = new ProductCover(SymmetricSums.even(symbols, order));
    Set<Integer> entries = new HashSet<>();
    IntStream.range(0, cover.components()).forEach(c -> entries.add(cover.entry(c)));
    assertThat(entries).hasSize(cover.components());
    assertThat(entries).allMatch(e -> e >= 0 && e < cover.size());
    assertThat((double) cover.size() / cover.components() - 1).isBetween(0.0, most);
  }
}
