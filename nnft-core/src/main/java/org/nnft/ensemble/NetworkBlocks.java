package org.nnft.ensemble;

import org.nnft.field.PointSet;
import org.nnft.math.Lanes;
import org.nnft.math.SymmetricIndex;
import org.nnft.network.NeuralField;
import org.nnft.random.StreamKey;
import org.nnft.statistics.SymmetricSums;

/// Draws one block of networks after another, tile by tile.
final class NetworkBlocks implements BlockSource {
  /// Doubles that should stay in a core's cache while a tile is worked on.
  private static final int CACHE = 1 << 15;

  private final Estimator estimator;
  private final FieldTile tile;
  private final PowerSums accumulator;
  private final double[][] values;
  private final int capacity;

  NetworkBlocks(Ensemble ensemble, PointSet points, SymmetricSums layout, StreamKey key) {
    this.estimator = ensemble.estimator();
    boolean gram = estimator == Estimator.GAUSSIAN_READOUT;
    int arrays = gram ? SymmetricIndex.of(points.size(), 2).count() : layout.symbols();
    int kept = arrays + (gram ? layout.size() : 0);
    this.capacity =
        switch (ensemble.draw()) {
          case WEIGHTS -> capacity(ensemble.field(), points, kept);
          case LAYERS -> LayerTile.capacity(points, kept);
        };
    Lanes lanes = ensemble.lanes();
    this.tile =
        switch (ensemble.draw()) {
          case WEIGHTS ->
              tile(ensemble.precision(), ensemble.field(), points, key, lanes, capacity);
          case LAYERS ->
              new LayerTile(ensemble.field(), points, key, ensemble.precision(), lanes, capacity);
        };
    this.values = new double[arrays][capacity];
    this.accumulator =
        gram
            ? new GramSums(layout, ensemble.field().outputs(), lanes, capacity)
            : new ProductSums(layout, lanes);
  }

  static FieldTile tile(
      Precision precision,
      NeuralField field,
      PointSet points,
      StreamKey key,
      Lanes lanes,
      int capacity) {
    boolean isDeep = field.depth() > 1;
    return switch (precision) {
      case DOUBLE ->
          isDeep
              ? new DeepTile(field, points, key, lanes, capacity)
              : new NetworkTile(field, points, key, lanes, capacity);
      case SINGLE ->
          isDeep
              ? new SingleDeepTile(field, points, key, lanes, capacity)
              : new SingleTile(field, points, key, lanes, capacity);
    };
  }

  /// Networks per tile: a power of two between 16 and 256 that keeps a tile in cache. Changes no bits.
  static int capacity(NeuralField field, PointSet points, int arrays) {
    long perNetwork = (long) arrays + points.size();
    for (int l = 0; l < field.depth() - 1; l++) {
      perNetwork += (long) points.size() * field.fanIn(l + 1);
    }
    long fitting = Math.clamp(CACHE / perNetwork, 16, 256);
    return (int) Long.highestOneBit(fitting);
  }

  @Override
  public double[] sums(long first, long count) {
    accumulator.clear();
    for (long done = 0; done < count; done += capacity) {
      int n = (int) Math.min(capacity, count - done);
      if (estimator == Estimator.GAUSSIAN_READOUT) {
        tile.gram(first + done, n, values);
      } else {
        tile.outputs(first + done, n, values);
      }
      accumulator.accept(values, n);
    }
    return accumulator.result();
  }
}
