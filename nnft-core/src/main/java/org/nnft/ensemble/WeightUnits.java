package org.nnft.ensemble;

import java.util.Arrays;
import org.nnft.field.PointSet;
import org.nnft.math.Lanes;
import org.nnft.math.SingleLanes;
import org.nnft.network.HiddenLayer;
import org.nnft.network.NeuralField;
import org.nnft.random.StreamKey;

/// Units of one hidden layer, drawn by their weights, some at a time.
///
/// Streams are numbered as in [NetworkTile]: 2l for the weights of layer l, row by row, 2l + 1 for its biases. Arrays are rows of n
/// numbers, one for each network. Mutable scratch of one thread.
final class WeightUnits {
  /// Numbers of some units at all points and networks.
  private static final int FEW = 1 << 11;

  private final int l;
  private final PointSet points;
  private final HiddenLayer layer;
  private final int fanIn;
  private final Lanes lanes;
  private final ParameterRows weights;
  private final ParameterRows biases;
  private final ActivationLanes activation;
  private final double[] priorVariance;
  private final double[] inputs;
  private final double[][] row;
  private final double[] one;
  private ParameterTap tap = ParameterTap.NONE;
  private int tapped;

  /// @param rows units at a time
  /// @param capacity a multiple of 16
  WeightUnits(
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
    this.lanes = lanes;
    this.weights =
        new ParameterRows(layer.effectiveWeights(fanIn), lanes, key, 2 * l, fanIn, rows, capacity);
    this.biases = new ParameterRows(layer.bias(), lanes, key, 2 * l + 1, 1, rows, capacity);
    boolean alone = layer.activation().firstLayerOnly();
    int together = alone ? capacity : rows * points.size() * capacity;
    this.activation = new ActivationLanes(lanes, layer.activation(), together);
    this.priorVariance = NetworkTile.priorVariance(field, points);
    this.inputs = new double[l == 0 ? fanIn * points.size() * capacity : 0];
    this.row = new double[fanIn][capacity];
    this.one = new double[capacity];
  }

  /// How many to draw at a time, so that they stay in a core's first cache: whole squares of [Lanes#addUnits].
  static int together(int points, int capacity) {
    return Integer.highestOneBit(Math.clamp(FEW / ((long) points * capacity), 4, 16));
  }

  /// Networks rounded up to whole vectors.
  static int padded(int n, int capacity) {
    if (n > capacity) {
      throw new IllegalArgumentException("a tile holds " + capacity + " networks, got " + n);
    }
    return (n + SingleLanes.PADDING - 1) / SingleLanes.PADDING * SingleLanes.PADDING;
  }

  /// Goes to networks first … first + n − 1.
  ///
  /// @param n a multiple of 16
  /// @param parameters sees, or moves, those of the first networks before use
  void start(long first, int n, ParameterTap parameters, int networks) {
    tap = parameters;
    tapped = networks;
    weights.start(first, n);
    biases.start(first, n);
    if (inputs.length > 0) {
      for (int k = 0, to = 0; k < fanIn; k++) {
        for (int p = 0; p < points.size(); p++, to += n) {
          Arrays.fill(inputs, to, to + n, points.at(p, k));
        }
      }
    }
  }

  /// Draws and evaluates the next units.
  ///
  /// @param i follows the units drawn last
  /// @param x incoming unit k at point q in row k·P + q; not looked at by the first layer. Not modified.
  /// @param h unit u of these at point q in row u·P + q. Modified.
  void next(int i, int units, double[] x, double[] h, int n) {
    int size = points.size();
    int[] bias = biases.draw(i, units, 1, n);
    int[] at = weights.draw(i, units, fanIn, n);
    for (int u = 0; u < units; u++) {
      if (!tap.equals(ParameterTap.NONE)) {
        show(i, u, at, bias[u], n);
      }
      repeat(biases.values(), bias[u], h, u * size * n, size * n, n);
    }
    lanes.addUnits(weights.values(), at, l == 0 ? inputs : x, fanIn, h, units, size, n);
    if (!layer.activation().firstLayerOnly()) {
      activation.apply(h, Double.NaN, units * size * n);
      return;
    }
    for (int u = 0; u < units; u++) {
      copyRow(u, at, n);
      activation.startUnit(row, n);
      for (int p = 0; p < size; p++) {
        int from = (u * size + p) * n;
        System.arraycopy(h, from, one, 0, n);
        activation.apply(one, priorVariance[p], n);
        System.arraycopy(one, 0, h, from, n);
      }
    }
  }

  private void copyRow(int u, int[] at, int n) {
    for (int k = 0; k < fanIn; k++) {
      System.arraycopy(weights.values(), at[u * fanIn + k], row[k], 0, n);
    }
  }

  /// Shows unit i + u to the tap.
  private void show(int i, int u, int[] at, int bias, int n) {
    copyRow(u, at, n);
    tap.weights(l, i + u, row, tapped);
    for (int k = 0; k < fanIn; k++) {
      System.arraycopy(row[k], 0, weights.values(), at[u * fanIn + k], n);
    }
    System.arraycopy(biases.values(), bias, one, 0, n);
    tap.biases(l, i + u, one, tapped);
    System.arraycopy(one, 0, biases.values(), bias, n);
  }

  /// Fills some rows with one.
  private static void repeat(double[] from, int at, double[] to, int first, int length, int n) {
    System.arraycopy(from, at, to, first, n);
    for (int done = n; done < length; done *= 2) {
      System.arraycopy(to, first, to, first + done, Math.min(done, length - done));
    }
  }
}
