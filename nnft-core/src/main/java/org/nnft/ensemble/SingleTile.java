package org.nnft.ensemble;

import java.util.Arrays;
import java.util.function.Consumer;
import org.nnft.field.PointSet;
import org.nnft.math.Lanes;
import org.nnft.math.SingleLanes;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.NeuralField;
import org.nnft.network.ParameterDensity;
import org.nnft.network.Readout;
import org.nnft.random.StreamKey;

/// [NetworkTile] in single precision.
///
/// Streams are numbered as there, words of normal and uniform parameters have 32 bits. Sums over units are
/// taken in single precision over [#UNITS] units, and from there in double precision. Mutable scratch of one
/// thread.
final class SingleTile implements FieldTile {
  /// Units whose sum is rounded to single precision.
  private static final int UNITS = 32;

  private final NeuralField field;
  private final PointSet points;
  private final SingleLanes singles;
  private final int capacity;
  private final SingleSampler[] samplers;
  private final SingleActivation[] activations;
  private final float[][][] rows;
  private final float[][] stored;
  private final float[][] unit;
  private final float[][] partial;
  private final float[] weight;
  private final float[] column;
  private final double[] priorVariance;

  /// What happens to a unit of a layer once it is evaluated.
  @FunctionalInterface
  private interface UnitSink {
    void accept(int unit, float[][] h);
  }

  /// @param capacity a multiple of 16
  SingleTile(NeuralField field, PointSet points, StreamKey key, Lanes lanes, int capacity) {
    this.field = field;
    this.points = points;
    this.singles = SingleLanes.like(lanes);
    this.capacity = capacity;
    int depth = field.depth();
    int size = points.size();
    this.samplers = new SingleSampler[2 * depth + 2];
    Arrays.setAll(
        samplers,
        s -> {
          int fanIn = s % 2 == 0 && s < 2 * depth ? field.fanIn(s / 2) : 1;
          return new SingleSampler(lanes, singles, key, s, fanIn, capacity);
        });
    this.activations = new SingleActivation[depth];
    Arrays.setAll(
        activations,
        l ->
            new SingleActivation(
                lanes, singles, field.hidden().get(l).activation(), field.fanIn(l), capacity));
    this.rows = new float[depth][][];
    Arrays.setAll(rows, l -> new float[field.fanIn(l)][capacity]);
    this.stored = new float[depth - 1][];
    Arrays.setAll(stored, l -> new float[field.fanIn(l + 1) * size * capacity]);
    this.unit = new float[size][capacity];
    this.partial = new float[Math.max(size * field.outputs(), size * (size + 1) / 2)][capacity];
    this.weight = new float[capacity];
    this.column = new float[capacity];
    this.priorVariance = NetworkTile.priorVariance(field, points);
  }

  @Override
  public void outputs(long first, int n, double[][] f) {
    int padded = start(first, n);
    Readout readout = field.readout();
    int outputs = readout.outputs();
    IndependentDensity[] laws = new IndependentDensity[outputs];
    Arrays.setAll(laws, a -> readout.effectiveWeights(a, field.width()));
    SingleSampler weights = samplers[samplers.length - 2];
    SingleSampler biases = samplers[samplers.length - 1];
    for (int a = 0; a < outputs; a++) {
      biases.draw(readout.bias(), weight, padded);
      for (int p = 0; p < points.size(); p++) {
        Arrays.fill(f[p * outputs + a], 0, padded, 0);
        singles.addTo(weight, f[p * outputs + a], padded);
      }
    }
    if (NetworkTile.isRectified(field)) {
      addRectifiedUnits(laws[0], padded, f);
      return;
    }
    evaluate(
        padded,
        (j, h) -> {
          for (int a = 0; a < outputs; a++) {
            weights.draw(laws[a], weight, padded);
            for (int p = 0; p < h.length; p++) {
              float[] sum = partial[p * outputs + a];
              singles.fma(weight, h[p], sum, sum, padded);
            }
          }
          flush(j, f, padded);
        });
  }

  private void addRectifiedUnits(IndependentDensity readout, int n, double[][] f) {
    HiddenLayer layer = field.hidden().getFirst();
    ParameterDensity law = layer.effectiveWeights(field.inputs());
    float[][] row = rows[0];
    float[] x = new float[f.length];
    for (int p = 0; p < x.length; p++) {
      x[p] = (float) points.at(p, 0);
    }
    for (int j = 0; j < layer.width(); j++) {
      samplers[0].drawRow(law, row, n);
      samplers[1].draw(layer.bias(), weight, n);
      samplers[2].draw(readout, column, n);
      singles.addRectified(x, row[0], weight, column, partial, n);
      flush(j, f, n);
    }
  }

  @Override
  public void gram(long first, int n, double[][] gram) {
    int padded = start(first, n);
    for (double[] k : gram) {
      Arrays.fill(k, 0, padded, 0);
    }
    evaluate(
        padded,
        (j, h) -> {
          for (int p = 0, pair = 0; p < h.length; p++) {
            for (int q = p; q < h.length; q++, pair++) {
              singles.fma(h[p], h[q], partial[pair], partial[pair], padded);
            }
          }
          flush(j, gram, padded);
        });
    Readout readout = field.readout();
    double scale = readout.effectiveWeights(0, field.width()).variance();
    for (double[] k : gram) {
      for (int i = 0; i < padded; i++) {
        k[i] = Math.fma(scale, k[i], readout.bias().variance());
      }
    }
  }

  /// Shows the units of the first hidden layer of networks first … first + n − 1.
  ///
  /// @param sink takes one array per point for each unit, valid until it returns
  void firstLayer(long first, int n, Consumer<float[][]> sink) {
    evaluateLayer(0, start(first, n), (_, h) -> sink.accept(h));
  }

  /// Moves the sums over the last units to double precision.
  private void flush(int unit, double[][] sums, int n) {
    if ((unit + 1) % UNITS == 0 || unit + 1 == field.width()) {
      for (int s = 0; s < sums.length; s++) {
        singles.addTo(partial[s], sums[s], n);
        Arrays.fill(partial[s], 0, n, 0);
      }
    }
  }

  /// @return n rounded up
  private int start(long first, int n) {
    if (n > capacity) {
      throw new IllegalArgumentException("a tile holds " + capacity + " networks, got " + n);
    }
    int padded = (n + SingleLanes.PADDING - 1) / SingleLanes.PADDING * SingleLanes.PADDING;
    for (SingleSampler sampler : samplers) {
      sampler.start(first, padded);
    }
    return padded;
  }

  private void evaluate(int n, UnitSink last) {
    int size = points.size();
    for (int l = 0; l < field.depth() - 1; l++) {
      float[] store = stored[l];
      evaluateLayer(
          l,
          n,
          (i, h) -> {
            for (int p = 0; p < size; p++) {
              System.arraycopy(h[p], 0, store, (i * size + p) * capacity, n);
            }
          });
    }
    evaluateLayer(field.depth() - 1, n, last);
  }

  private void evaluateLayer(int l, int n, UnitSink sink) {
    HiddenLayer layer = field.hidden().get(l);
    ParameterDensity law = layer.effectiveWeights(field.fanIn(l));
    float[][] row = rows[l];
    for (int i = 0; i < layer.width(); i++) {
      samplers[2 * l].drawRow(law, row, n);
      samplers[2 * l + 1].draw(layer.bias(), weight, n);
      activations[l].startUnit(row, n);
      if (l == 0) {
        for (int p = 0; p < unit.length; p++) {
          for (int k = 0; k < row.length; k++) {
            float[] from = k == 0 ? weight : unit[p];
            singles.axpy((float) points.at(p, k), row[k], from, unit[p], n);
          }
        }
      } else {
        singles.unit(row, stored[l - 1], capacity, weight, unit, n);
      }
      for (int p = 0; p < unit.length; p++) {
        activations[l].apply(unit[p], priorVariance[p], n);
      }
      sink.accept(i, unit);
    }
  }
}
