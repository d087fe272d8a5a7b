package org.nnft.ensemble;

import java.util.Arrays;
import java.util.function.Consumer;
import org.nnft.field.PointSet;
import org.nnft.math.Lanes;
import org.nnft.math.SingleLanes;
import org.nnft.network.NeuralField;
import org.nnft.random.StreamKey;
import org.nnft.random.WordStream;

/// Units of a [LayerTile]: drawn from the factor of their covariance and evaluated. Mutable scratch of one thread.
sealed interface LayerUnits {

  /// Goes to networks first … first + n − 1.
  void start(long first, int n);

  /// The first hidden layer, by its weights.
  ///
  /// @param sink takes one array per point for each unit, valid until it returns
  void first(long first, int n, Consumer<double[][]> sink);

  /// Takes the factor of the covariance of the units to come.
  ///
  /// @param lower P² rows of capacity numbers, L_qp in row p·P + q. Not modified.
  void given(double[] lower, int n);

  /// Draws one unit of layer l: g(L ξ) at all points.
  ///
  /// @param h one array per point. Modified.
  void draw(int l, double[][] h, int n);

  private static NeuralField firstOf(NeuralField field) {
    return new NeuralField(field.inputs(), field.hidden().subList(0, 1), field.readout());
  }

  /// In double precision.
  final class InDouble implements LayerUnits {
    private final Lanes lanes;
    private final NetworkTile weights;
    private final DensitySampler sampler;
    private final WordStream[] words;
    private final ActivationLanes[] activations;
    private final double[][] normals;
    private final double[] zero;
    private final int capacity;
    private double[] lower = {};

    InDouble(NeuralField field, PointSet points, StreamKey key, Lanes lanes, int capacity) {
      this.lanes = lanes;
      this.capacity = capacity;
      this.weights = new NetworkTile(firstOf(field), points, key, lanes, capacity);
      this.sampler = new DensitySampler(lanes, capacity);
      this.words = new WordStream[field.depth()];
      Arrays.setAll(words, l -> new WordStream(lanes, key, 2 * l, capacity));
      this.activations = new ActivationLanes[field.depth()];
      Arrays.setAll(
          activations,
          l -> new ActivationLanes(lanes, field.hidden().get(l).activation(), capacity));
      this.normals = new double[points.size()][capacity];
      this.zero = new double[capacity];
    }

    @Override
    public void start(long first, int n) {
      for (WordStream stream : words) {
        stream.start(first, n);
      }
    }

    @Override
    public void first(long first, int n, Consumer<double[][]> sink) {
      weights.firstLayer(first, n, sink);
    }

    @Override
    public void given(double[] factor, int n) {
      lower = factor;
    }

    @Override
    public void draw(int l, double[][] h, int n) {
      for (double[] ξ : normals) {
        sampler.draw(LayerTile.STANDARD, words[l], ξ, n);
      }
      lanes.unit(normals, lower, capacity, zero, h, n);
      for (double[] value : h) {
        // The prior variance belongs to activations of first layers that are drawn by their
        // weights.
        activations[l].apply(value, Double.NaN, n);
      }
    }
  }

  /// In single precision; the factor is rounded, values are widened for the covariance of the next layer.
  final class InSingle implements LayerUnits {
    private final SingleLanes singles;
    private final SingleTile weights;
    private final SingleSampler[] samplers;
    private final SingleActivation[] activations;
    private final float[] lower;
    private final float[][] normals;
    private final float[][] z;
    private final float[] zero;
    private final int capacity;
    private final double[][] wide;

    InSingle(NeuralField field, PointSet points, StreamKey key, Lanes lanes, int capacity) {
      int size = points.size();
      this.singles = SingleLanes.like(lanes);
      this.capacity = capacity;
      this.weights = new SingleTile(firstOf(field), points, key, lanes, capacity);
      this.samplers = new SingleSampler[field.depth()];
      Arrays.setAll(samplers, l -> new SingleSampler(lanes, singles, key, 2 * l, size, capacity));
      this.activations = new SingleActivation[field.depth()];
      Arrays.setAll(
          activations,
          l ->
              new SingleActivation(
                  lanes, singles, field.hidden().get(l).activation(), field.fanIn(l), capacity));
      this.lower = new float[size * size * capacity];
      this.normals = new float[size][capacity];
      this.z = new float[size][capacity];
      this.zero = new float[capacity];
      this.wide = new double[size][capacity];
    }

    @Override
    public void start(long first, int n) {
      for (SingleSampler sampler : samplers) {
        sampler.start(first, padded(n));
      }
    }

    @Override
    public void first(long first, int n, Consumer<double[][]> sink) {
      weights.firstLayer(
          first,
          n,
          h -> {
            for (int p = 0; p < wide.length; p++) {
              SingleActivation.widen(h[p], wide[p], n);
            }
            sink.accept(wide);
          });
    }

    @Override
    public void given(double[] factor, int n) {
      for (int row = 0; row < factor.length; row += capacity) {
        for (int i = row; i < row + n; i++) {
          lower[i] = (float) factor[i];
        }
      }
    }

    @Override
    public void draw(int l, double[][] h, int n) {
      int padded = padded(n);
      samplers[l].drawRow(LayerTile.STANDARD, normals, padded);
      singles.unit(normals, lower, capacity, zero, z, padded);
      for (int p = 0; p < z.length; p++) {
        activations[l].apply(z[p], Double.NaN, padded);
        SingleActivation.widen(z[p], h[p], n);
      }
    }

    private static int padded(int n) {
      return (n + SingleLanes.PADDING - 1) / SingleLanes.PADDING * SingleLanes.PADDING;
    }
  }
}
