package org.nnft.ensemble;

import java.util.Arrays;
import org.nnft.field.PointSet;
import org.nnft.math.Lanes;
import org.nnft.math.SingleLanes;
import org.nnft.math.SymmetricIndex;
import org.nnft.network.IndependentDensity;
import org.nnft.network.NeuralField;
import org.nnft.network.Readout;
import org.nnft.random.StreamKey;

/// [DeepTile] in single precision.
///
/// Sums over the units of the last layer are taken in single precision over [#UNITS] units, and from there in double precision;
/// Gram matrices in double precision throughout. Mutable scratch of one thread.
final class SingleDeepTile implements FieldTile {
  /// Units whose sum is rounded to single precision; all that are evaluated at a time go into it.
  private static final int UNITS = 32;

  private final NeuralField field;
  private final int points;
  private final Lanes lanes;
  private final SingleLanes singles;
  private final int capacity;
  private final int together;
  private final SingleWeightUnits[] layers;
  private final float[][] stored;
  private final float[] h;
  private final float[] partial;
  private final double[] z;
  private final double[] wide;
  private final SingleSampler weights;
  private final SingleSampler biases;
  private final IndependentDensity[] laws;
  private final float[] weight;
  private final float[] readout;
  private final int[] at;

  /// What happens to units of the last layer, which stand in h, once they are evaluated.
  @FunctionalInterface
  private interface UnitSink {
    /// @param i the first of them
    void accept(int i, int units);
  }

  /// @param capacity a multiple of 16
  SingleDeepTile(NeuralField field, PointSet points, StreamKey key, Lanes lanes, int capacity) {
    int size = points.size();
    int depth = field.depth();
    int outputs = field.outputs();
    this.field = field;
    this.points = size;
    this.lanes = lanes;
    this.singles = SingleLanes.like(lanes);
    this.capacity = capacity;
    this.together = WeightUnits.together(size, capacity);
    this.layers = new SingleWeightUnits[depth];
    Arrays.setAll(
        layers, l -> new SingleWeightUnits(field, l, points, key, lanes, together, capacity));
    this.stored = new float[2][DeepTile.widest(field) * size * capacity];
    this.h = new float[together * size * capacity];
    this.partial = new float[outputs * size * capacity];
    this.z = new double[Math.max(outputs * size, SymmetricIndex.of(size, 2).count()) * capacity];
    this.wide = new double[together * size * capacity];
    this.weights = new SingleSampler(lanes, singles, key, 2 * depth, 1, capacity);
    this.biases = new SingleSampler(lanes, singles, key, 2 * depth + 1, 1, capacity);
    this.laws = new IndependentDensity[outputs];
    Arrays.setAll(laws, a -> field.readout().effectiveWeights(a, field.width()));
    this.weight = new float[capacity];
    this.readout = new float[outputs * together * capacity];
    this.at = new int[outputs * together];
  }

  @Override
  public void outputs(long first, int n, double[][] f) {
    int padded = start(first, n);
    int outputs = field.outputs();
    for (int a = 0; a < outputs; a++) {
      biases.draw(field.readout().bias(), weight, padded);
      for (int p = 0; p < points; p++) {
        System.arraycopy(weight, 0, partial, (a * points + p) * padded, padded);
      }
    }
    int count = outputs * points * padded;
    singles.widen(partial, z, count);
    Arrays.fill(partial, 0, count, 0);
    evaluate(
        padded,
        (i, units) -> {
          drawReadout(units, padded);
          singles.addUnits(readout, at, h, units, partial, outputs, points, padded);
          if ((i + units) % UNITS == 0 || i + units == field.width()) {
            singles.addTo(partial, z, count);
            Arrays.fill(partial, 0, count, 0);
          }
        });
    for (int a = 0; a < outputs; a++) {
      for (int p = 0; p < points; p++) {
        System.arraycopy(z, (a * points + p) * padded, f[p * outputs + a], 0, n);
      }
    }
  }

  private void drawReadout(int units, int n) {
    for (int j = 0; j < units; j++) {
      for (int a = 0; a < laws.length; a++) {
        weights.draw(laws[a], weight, n);
        at[a * units + j] = (a * units + j) * n;
        System.arraycopy(weight, 0, readout, at[a * units + j], n);
      }
    }
  }

  @Override
  public void gram(long first, int n, double[][] gram) {
    int padded = start(first, n);
    lanes.fill(0, z, gram.length * padded);
    evaluate(
        padded,
        (_, units) -> {
          singles.widen(h, wide, units * points * padded);
          lanes.addGram(wide, units, points, z, padded);
        });
    Readout law = field.readout();
    double scale = law.effectiveWeights(0, field.width()).variance();
    lanes.affine(scale, z, law.bias().variance(), z, gram.length * padded);
    for (int pair = 0; pair < gram.length; pair++) {
      System.arraycopy(z, pair * padded, gram[pair], 0, n);
    }
  }

  /// @return n rounded up
  private int start(long first, int n) {
    int padded = WeightUnits.padded(n, capacity);
    for (SingleWeightUnits layer : layers) {
      layer.start(first, padded);
    }
    weights.start(first, padded);
    biases.start(first, padded);
    return padded;
  }

  private void evaluate(int n, UnitSink last) {
    for (int l = 0; l < field.depth(); l++) {
      int width = field.hidden().get(l).width();
      for (int i = 0; i < width; i += together) {
        int units = Math.min(together, width - i);
        layers[l].next(i, units, stored[(l + 1) % 2], h, n);
        if (l + 1 < field.depth()) {
          System.arraycopy(h, 0, stored[l % 2], i * points * n, units * points * n);
        } else {
          last.accept(i, units);
        }
      }
    }
  }
}
