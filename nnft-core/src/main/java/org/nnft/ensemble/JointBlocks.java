package org.nnft.ensemble;

import org.nnft.field.PointSet;
import org.nnft.math.Lanes;
import org.nnft.math.SymmetricIndex;
import org.nnft.network.NeuralField;
import org.nnft.random.StreamKey;
import org.nnft.statistics.SymmetricSums;

/// Draws one block of networks with correlated parameters after another, tile by tile.
final class JointBlocks implements BlockSource {
  private final JointTile tile;
  private final PowerSums accumulator;
  private final int capacity;
  private final boolean gram;

  /// What each network of a tile contributes.
  private final double[][] values;

  JointBlocks(Ensemble ensemble, PointSet points, SymmetricSums layout, StreamKey key) {
    NeuralField field = ensemble.field();
    Lanes lanes = ensemble.lanes();
    this.gram = ensemble.estimator() == Estimator.GAUSSIAN_READOUT;
    int arrays = gram ? SymmetricIndex.of(points.size(), 2).count() : layout.symbols();
    this.capacity = JointTile.capacity(field, points, arrays + (gram ? layout.size() : 0));
    this.tile = new JointTile(field, points, key, lanes, capacity);
    this.values = new double[arrays][capacity];
    this.accumulator =
        gram
            ? new GramSums(layout, field.outputs(), lanes, capacity)
            : new ProductSums(layout, lanes);
  }

  @Override
  public double[] sums(long first, long count) {
    accumulator.clear();
    for (long done = 0; done < count; done += capacity) {
      int n = (int) Math.min(capacity, count - done);
      tile.draw(first + done, n, !gram);
      if (gram) {
        tile.gram(n, values);
      } else {
        tile.outputs(n, values, ParameterTap.NONE);
      }
      accumulator.accept(values, n);
    }
    return accumulator.result();
  }
}
