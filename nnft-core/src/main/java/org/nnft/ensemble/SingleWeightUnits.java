package org.nnft.ensemble;

import java.util.Arrays;
import org.nnft.field.PointSet;
import org.nnft.math.Lanes;
import org.nnft.math.SingleLanes;
import org.nnft.network.HiddenLayer;
import org.nnft.network.NeuralField;
import org.nnft.random.StreamKey;

/// [WeightUnits] in single precision.
///
/// Streams are numbered as in [NetworkTile]: 2l for the weights of layer l, row by row, 2l + 1 for its biases. Arrays are rows of n
/// numbers, one for each network. Mutable scratch of one thread.
final class SingleWeightUnits {
  private final int l;
  private final PointSet points;
  private final HiddenLayer layer;
  private final int fanIn;
  private final SingleLanes singles;
  private final SingleRows weights;
  private final SingleRows biases;
  private final SingleActivation activation;
  private final double[] priorVariance;
  private final float[] inputs;
  private final float[][] row;
  private final float[] one;

  /// @param rows units at a time
  /// @param capacity a multiple of 16
  SingleWeightUnits(
      NeuralField field,
      int l,
      PointSet points,
      StreamKey key,
      Lanes lanes,
      int rows,
      int capacity) {
    this.l = l;
    this.points = points;
    this.layer = field.hidden().get(l);
    this.fanIn = field.fanIn(l);
    this.singles = SingleLanes.like(lanes);
    this.weights =
        new SingleRows(layer.effectiveWeights(fanIn), lanes, key, 2 * l, fanIn, rows, capacity);
    this.biases = new SingleRows(layer.bias(), lanes, key, 2 * l + 1, 1, rows, capacity);
    boolean alone = layer.activation().firstLayerOnly();
    int together = alone ? capacity : rows * points.size() * capacity;
    this.activation = new SingleActivation(lanes, singles, layer.activation(), fanIn, together);
    this.priorVariance = NetworkTile.priorVariance(field, points);
    this.inputs = new float[l == 0 ? fanIn * points.size() * capacity : 0];
    this.row = new float[alone ? fanIn : 0][capacity];
    this.one = new float[alone ? capacity : 0];
  }

  /// Goes to networks first … first + n − 1.
  ///
  /// @param n a multiple of 16
  void start(long first, int n) {
    weights.start(first, n);
    biases.start(first, n);
    if (inputs.length > 0) {
      for (int k = 0, to = 0; k < fanIn; k++) {
        for (int p = 0; p < points.size(); p++, to += n) {
          Arrays.fill(inputs, to, to + n, (float) points.at(p, k));
        }
      }
    }
  }

  /// Draws and evaluates the next units.
  ///
  /// @param i follows the units drawn last
  /// @param x incoming unit k at point q in row k·P + q; not looked at by the first layer. Not modified.
  /// @param h unit u of these at point q in row u·P + q. Modified.
  void next(int i, int units, float[] x, float[] h, int n) {
    int size = points.size();
    int[] at = biases.draw(i, units, 1, n);
    for (int u = 0; u < units; u++) {
      repeat(biases.values(), at[u], h, u * size * n, size * n, n);
    }
    at = weights.draw(i, units, fanIn, n);
    singles.addUnits(weights.values(), at, l == 0 ? inputs : x, fanIn, h, units, size, n);
    if (!layer.activation().firstLayerOnly()) {
      activation.apply(h, Double.NaN, units * size * n);
      return;
    }
    for (int u = 0; u < units; u++) {
      for (int k = 0; k < fanIn; k++) {
        System.arraycopy(weights.values(), at[u * fanIn + k], row[k], 0, n);
      }
      activation.startUnit(row, n);
      for (int p = 0; p < size; p++) {
        int from = (u * size + p) * n;
        System.arraycopy(h, from, one, 0, n);
        activation.apply(one, priorVariance[p], n);
        System.arraycopy(one, 0, h, from, n);
      }
    }
  }

  /// Fills some rows with one.
  private static void repeat(float[] from, int at, float[] to, int first, int length, int n) {
    System.arraycopy(from, at, to, first, n);
    for (int done = n; done < length; done *= 2) {
      System.arraycopy(to, first, to, first + done, Math.min(done, length - done));
    }
  }
}
