package org.nnft.ensemble;

import java.util.Arrays;
import org.nnft.field.PointSet;
import org.nnft.math.Lanes;
import org.nnft.math.SymmetricIndex;
import org.nnft.network.IndependentDensity;
import org.nnft.network.NeuralField;
import org.nnft.network.Readout;
import org.nnft.random.StreamKey;
import org.nnft.random.WordStream;

/// [NetworkTile] with several hidden layers: units are drawn and evaluated some at a time ([WeightUnits]), and the units of one
/// layer are all that is kept of a network.
///
/// Streams are numbered as there. Mutable scratch of one thread. Cost per network and layer: N·N′ random numbers and N·N′·P fused
/// multiply-adds.
final class DeepTile implements FieldTile {
  private final NeuralField field;
  private final int points;
  private final Lanes lanes;
  private final int capacity;
  private final int together;
  private final WeightUnits[] layers;
  private final double[][] stored;
  private final double[] h;
  private final double[] z;
  private final DensitySampler sampler;
  private final WordStream weights;
  private final WordStream biases;
  private final IndependentDensity[] laws;
  private final double[][] column;
  private final double[] readout;
  private final int[] at;

  /// What happens to the units of a layer, which stand in h, once they are evaluated.
  @FunctionalInterface
  private interface UnitSink {
    /// @param i the first of them
    void accept(int layer, int i, int units);
  }

  /// What happens to a unit of any hidden layer once it is evaluated.
  @FunctionalInterface
  interface LayerSink {
    /// @param layer from 0
    /// @param h one array per point, valid until the sink returns
    void accept(int layer, int unit, double[][] h);
  }

  /// @param capacity a multiple of 16
  DeepTile(NeuralField field, PointSet points, StreamKey key, Lanes lanes, int capacity) {
    field.requireIndependent("networks drawn unit by unit are");
    int size = points.size();
    int depth = field.depth();
    int outputs = field.outputs();
    this.field = field;
    this.points = size;
    this.lanes = lanes;
    this.capacity = capacity;
    this.together = WeightUnits.together(size, capacity);
    this.layers = new WeightUnits[depth];
    Arrays.setAll(layers, l -> new WeightUnits(field, l, points, key, lanes, together, capacity));
    this.stored = new double[2][widest(field) * size * capacity];
    this.h = new double[together * size * capacity];
    this.z = new double[Math.max(outputs * size, SymmetricIndex.of(size, 2).count()) * capacity];
    this.sampler = new DensitySampler(lanes, capacity);
    this.weights = new WordStream(lanes, key, 2 * depth, capacity);
    this.biases = new WordStream(lanes, key, 2 * depth + 1, capacity);
    this.laws = new IndependentDensity[outputs];
    Arrays.setAll(laws, a -> field.readout().effectiveWeights(a, field.width()));
    this.column = new double[outputs][capacity];
    this.readout = new double[outputs * together * capacity];
    this.at = new int[outputs * together];
  }

  /// Units of the widest layer that another follows.
  static int widest(NeuralField field) {
    int widest = 0;
    for (int l = 1; l < field.depth(); l++) {
      widest = Math.max(widest, field.fanIn(l));
    }
    return widest;
  }

  @Override
  public void outputs(long first, int n, double[][] f) {
    outputs(first, n, f, ParameterTap.NONE);
  }

  /// [#outputs(long, int, double[][])] with parameters that are seen, or moved, before use.
  void outputs(long first, int n, double[][] f, ParameterTap tap) {
    int padded = start(first, n, tap);
    int outputs = field.outputs();
    for (int a = 0; a < outputs; a++) {
      sampler.draw(field.readout().bias(), biases, column[a], padded);
      tap.biases(field.depth(), a, column[a], n);
      for (int p = 0; p < points; p++) {
        System.arraycopy(column[a], 0, z, (a * points + p) * padded, padded);
      }
    }
    evaluate(
        padded,
        (l, i, units) -> {
          if (l == field.depth() - 1) {
            drawReadout(i, units, padded, n, tap);
            lanes.addUnits(readout, at, h, units, z, outputs, points, padded);
          }
        });
    for (int a = 0; a < outputs; a++) {
      for (int p = 0; p < points; p++) {
        System.arraycopy(z, (a * points + p) * padded, f[p * outputs + a], 0, n);
      }
    }
  }

  private void drawReadout(int i, int units, int padded, int n, ParameterTap tap) {
    for (int j = 0; j < units; j++) {
      for (int a = 0; a < laws.length; a++) {
        sampler.draw(laws[a], weights, column[a], padded);
      }
      tap.weights(field.depth(), i + j, column, n);
      for (int a = 0; a < laws.length; a++) {
        at[a * units + j] = (a * units + j) * padded;
        System.arraycopy(column[a], 0, readout, at[a * units + j], padded);
      }
    }
  }

  @Override
  public void gram(long first, int n, double[][] gram) {
    int padded = start(first, n, ParameterTap.NONE);
    lanes.fill(0, z, gram.length * padded);
    evaluate(
        padded,
        (l, _, units) -> {
          if (l == field.depth() - 1) {
            lanes.addGram(h, units, points, z, padded);
          }
        });
    Readout law = field.readout();
    double scale = law.effectiveWeights(0, field.width()).variance();
    lanes.affine(scale, z, law.bias().variance(), z, gram.length * padded);
    for (int pair = 0; pair < gram.length; pair++) {
      System.arraycopy(z, pair * padded, gram[pair], 0, n);
    }
  }

  /// Shows the units of all hidden layers of networks first … first + n − 1, layer by layer.
  void layers(long first, int n, LayerSink sink) {
    int padded = start(first, n, ParameterTap.NONE);
    double[][] unit = new double[points][padded];
    evaluate(
        padded,
        (l, i, units) -> {
          for (int u = 0; u < units; u++) {
            for (int p = 0; p < points; p++) {
              System.arraycopy(h, (u * points + p) * padded, unit[p], 0, n);
            }
            sink.accept(l, i + u, unit);
          }
        });
  }

  /// @return n rounded up
  private int start(long first, int n, ParameterTap tap) {
    int padded = WeightUnits.padded(n, capacity);
    for (WeightUnits layer : layers) {
      layer.start(first, padded, tap, n);
    }
    weights.start(first, padded);
    biases.start(first, padded);
    return padded;
  }

  private void evaluate(int n, UnitSink sink) {
    for (int l = 0; l < field.depth(); l++) {
      int width = field.hidden().get(l).width();
      for (int i = 0; i < width; i += together) {
        int units = Math.min(together, width - i);
        layers[l].next(i, units, stored[(l + 1) % 2], h, n);
        if (l + 1 < field.depth()) {
          System.arraycopy(h, 0, stored[l % 2], i * points * n, units * points * n);
        }
        sink.accept(l, i, units);
      }
    }
  }
}
