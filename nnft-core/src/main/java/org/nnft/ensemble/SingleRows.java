package org.nnft.ensemble;

import java.util.Arrays;
import org.nnft.math.Lanes;
import org.nnft.math.SingleLanes;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.ParameterDensity;
import org.nnft.random.StreamKey;
import org.nnft.random.WordStream;

/// [ParameterRows] in single precision: the parameters of [SingleSampler]. Mutable scratch of one thread.
final class SingleRows {
  private final SingleLanes singles;
  private final ParameterDensity density;
  private final WordStream words;
  private final SingleSampler sampler;
  private final NumberBlocks blocks;
  private final float[] values;
  private final float[][] row;
  private final int[] oneAfterAnother;
  private final NumberBlocks.Sink toNumbers;

  /// @param length parameters of a row
  /// @param rows most at a time
  SingleRows(
      ParameterDensity density,
      Lanes lanes,
      StreamKey key,
      int stream,
      int length,
      int rows,
      int capacity) {
    this.singles = SingleLanes.like(lanes);
    this.density = density;
    this.words = new WordStream(lanes, key, stream, capacity);
    this.sampler = new SingleSampler(lanes, singles, key, stream, length, capacity);
    this.blocks = new NumberBlocks(words, 4, length, rows, capacity);
    boolean isNormal = density instanceof Normal;
    this.values = new float[(isNormal ? blocks.most() : rows * length) * capacity];
    this.row = new float[isNormal ? 0 : length][capacity];
    this.oneAfterAnother = new int[rows * length];
    this.toNumbers =
        (slot, count, even, odd) -> {
          int step = blocks.step();
          singles.normals(even, values, slot, slot + step, count);
          singles.normals(odd, values, slot + 2 * step, slot + 3 * step, count);
        };
  }

  void start(long first, int n) {
    words.start(first, n);
    sampler.start(first, n);
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
        float σ = (float) d.standardDeviation();
        singles.affine(σ, values, (float) d.mean(), values, 4 * blocks.step());
      }
      return blocks.at();
    }
    for (int r = 0; r < rows; r++) {
      sampler.drawRow(density, row, n);
      for (int c = 0; c < row.length; c++) {
        System.arraycopy(row[c], 0, values, (r * row.length + c) * n, n);
      }
    }
    return oneAfterAnother;
  }

  float[] values() {
    return values;
  }
}
