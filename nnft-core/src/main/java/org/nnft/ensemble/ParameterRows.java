package org.nnft.ensemble;

import java.util.Arrays;
import org.nnft.math.Lanes;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.ParameterDensity;
import org.nnft.random.StreamKey;
import org.nnft.random.WordStream;

/// One stream of parameters, some rows of them at a time: those of [DensitySampler], drawn row by row.
///
/// Every parameter is a row of n numbers, one for each network. Mutable scratch of one thread.
final class ParameterRows {
  private final Lanes lanes;
  private final ParameterDensity density;
  private final WordStream words;
  private final DensitySampler sampler;
  private final NumberBlocks blocks;
  private final double[] values;
  private final double[] some;
  private final double[][] row;
  private final int[] oneAfterAnother;
  private final NumberBlocks.Sink toNumbers;

  /// @param length parameters of a row
  /// @param rows most at a time
  ParameterRows(
      ParameterDensity density,
      Lanes lanes,
      StreamKey key,
      int stream,
      int length,
      int rows,
      int capacity) {
    this.lanes = lanes;
    this.density = density;
    this.words = new WordStream(lanes, key, stream, capacity);
    this.sampler = new DensitySampler(lanes, capacity);
    this.blocks = new NumberBlocks(words, 2, length, rows, capacity);
    boolean isNormal = density instanceof Normal;
    this.values = new double[(isNormal ? blocks.most() : rows * length) * capacity];
    this.some = new double[isNormal ? NumberBlocks.FEW * capacity : 0];
    this.row = new double[isNormal ? 0 : length][capacity];
    this.oneAfterAnother = new int[rows * length];
    this.toNumbers =
        (slot, count, even, odd) -> {
          lanes.normal(even, some, count);
          System.arraycopy(some, 0, values, slot, count);
          lanes.normal(odd, some, count);
          System.arraycopy(some, 0, values, slot + blocks.step(), count);
        };
  }

  void start(long first, int n) {
    words.start(first, n);
    if (oneAfterAnother[oneAfterAnother.length - 1] != (oneAfterAnother.length - 1) * n) {
      Arrays.setAll(oneAfterAnother, i -> i * n);
    }
  }

  /// Draws parameters 0 … used − 1 of the next rows; of laws other than the normal one, used is a row's length.
  ///
  /// @param first follows the rows drawn last
  /// @param n a multiple of 16
  /// @return where parameter c of row r of [#values] begins, at r·used + c
  int[] draw(int first, int rows, int used, int n) {
    if (density instanceof Normal d) {
      blocks.draw(first, rows, used, n, toNumbers);
      if (d.standardDeviation() != 1 || d.mean() != 0) {
        lanes.affine(d.standardDeviation(), values, d.mean(), values, 2 * blocks.step());
      }
      return blocks.at();
    }
    for (int r = 0; r < rows; r++) {
      sampler.drawRow(density, words, row, n);
      for (int c = 0; c < row.length; c++) {
        System.arraycopy(row[c], 0, values, (r * row.length + c) * n, n);
      }
    }
    return oneAfterAnother;
  }

  double[] values() {
    return values;
  }
}
