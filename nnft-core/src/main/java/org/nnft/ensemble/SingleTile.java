package org.nnft.ensemble;

import java.util.Arrays;
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
  private final SingleActivation activation;
  private final float[][] row;
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
    int size = points.size();
    this.samplers = new SingleSampler[4];
    Arrays.setAll(
        samplers,
        s -> new SingleSampler(lanes, singles, key, s, s == 0 ? field.inputs() : 1, capacity));
    this.activation =
        new SingleActivation(
            lanes, singles, field.hidden().getFirst().activation(), field.inputs(), capacity);
    this.row = new float[field.inputs()][capacity];
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
    SingleSampler weights = samplers[2];
    SingleSampler biases = samplers[3];
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

  private void evaluate(int n, UnitSink sink) {
    HiddenLayer layer = field.hidden().getFirst();
    ParameterDensity law = layer.effectiveWeights(field.inputs());
    for (int i = 0; i < layer.width(); i++) {
      samplers[0].drawRow(law, row, n);
      samplers[1].draw(layer.bias(), weight, n);
      activation.startUnit(row, n);
      for (int p = 0; p < unit.length; p++) {
        for (int k = 0; k < row.length; k++) {
          float[] from = k == 0 ? weight : unit[p];
          singles.axpy((float) points.at(p, k), row[k], from, unit[p], n);
        }
        activation.apply(unit[p], priorVariance[p], n);
      }
      sink.accept(i, unit);
    }
  }
}
