package org.nnft.ensemble;

import java.util.Arrays;
import org.nnft.field.PointSet;
import org.nnft.math.Lanes;
import org.nnft.network.HiddenLayer;
import org.nnft.network.NeuralField;
import org.nnft.random.StreamKey;

/// Draws networks from a joint law and evaluates them at all points; every array holds one number per network.
///
/// Unlike [NetworkTile] it keeps all parameters of a network, since their joint law needs them together. The number
/// of networks per call changes no bits. Mutable scratch of one thread.
final class JointTile {
  /// Doubles that should stay in a core's cache while a tile is worked on.
  private static final int CACHE = 1 << 16;

  private static final int LEAST = 8;
  private static final int LARGEST = 256;

  /// Largest number of doubles per network: a tile holds 256 MiB at most.
  private static final int MOST_DOUBLES = 1 << 22;

  private final NeuralField field;
  private final PointSet points;
  private final Lanes lanes;
  private final int capacity;
  private final JointSampler sampler;
  private final GramReadout readout;
  private final ActivationLanes[] activations;
  private final double[][][] stored;
  private final double[][] unit;
  private final double[] priorVariance;

  /// What happens to a unit of a layer once it is evaluated.
  @FunctionalInterface
  interface UnitSink {
    /// @param h one array per point, valid until the sink returns
    void accept(int unit, double[][] h);
  }

  JointTile(NeuralField field, PointSet points, StreamKey key, Lanes lanes, int capacity) {
    this.field = field;
    this.points = points;
    this.lanes = lanes;
    this.capacity = capacity;
    this.sampler = new JointSampler(field, key, lanes, capacity);
    this.readout = new GramReadout(field, points.size(), lanes, capacity);
    int depth = field.depth();
    this.activations = new ActivationLanes[depth];
    Arrays.setAll(
        activations, l -> new ActivationLanes(lanes, field.hidden().get(l).activation(), capacity));
    this.stored = new double[depth - 1][][];
    Arrays.setAll(stored, l -> new double[field.fanIn(l + 1) * points.size()][capacity]);
    this.unit = new double[points.size()][capacity];
    HiddenLayer first = field.hidden().getFirst();
    double variance = first.effectiveWeights(field.inputs()).componentVariance(field.inputs());
    this.priorVariance = new double[points.size()];
    Arrays.setAll(
        priorVariance, p -> Math.fma(variance, points.dot(p, p), first.bias().variance()));
  }

  /// Networks per tile: a power of two between 8 and 256. Changes no bits.
  ///
  /// @throws IllegalArgumentException if a single network does not fit
  static int capacity(NeuralField field, PointSet points, int arrays) {
    long perPoint = 1;
    for (int l = 0; l < field.depth() - 1; l++) {
      perPoint += field.fanIn(l + 1);
    }
    return capacity(field, arrays + perPoint * points.size());
  }

  /// The same with so many numbers per network besides its parameters.
  static int capacity(NeuralField field, long others) {
    long perNetwork = field.parameters() + others;
    if (perNetwork > MOST_DOUBLES) {
      throw new IllegalArgumentException(
          "networks with correlated parameters are drawn whole: %,d numbers each exceed the limit of %,d; use a smaller width"
              .formatted(perNetwork, MOST_DOUBLES));
    }
    return (int) Long.highestOneBit(Math.clamp(CACHE / perNetwork, LEAST, LARGEST));
  }

  /// Refuses laws that cannot be sampled at the field's width.
  ///
  /// @throws IllegalArgumentException saying why, and what to change
  static void requirePossible(NeuralField field, StreamKey key, Lanes lanes) {
    field.correlation().requireWidth(field);
    Rejection.requirePossible(field, key, lanes);
  }

  /// Draws networks first … first + n − 1.
  ///
  /// @param withReadout whether the readout is needed
  void draw(long first, int n, boolean withReadout) {
    if (n > capacity) {
      throw new IllegalArgumentException("a tile holds " + capacity + " networks, got " + n);
    }
    sampler.draw(first, n, withReadout);
  }

  /// The parameters of the networks that were drawn last.
  NetworkParameters parameters() {
    return sampler.parameters();
  }

  private void show(ParameterTap tap, int n) {
    NetworkParameters θ = sampler.parameters();
    double[][] factors = sampler.factors();
    tap.factors(factors[0], factors[1], factors[2], n);
    for (int l = 0; l < field.depth(); l++) {
      int fanIn = field.fanIn(l);
      for (int i = 0; i < θ.biases[l].length; i++) {
        tap.weights(l, i, Arrays.copyOfRange(θ.weights[l], i * fanIn, (i + 1) * fanIn), n);
        tap.biases(l, i, θ.biases[l][i], n);
      }
    }
    int outputs = field.outputs();
    for (int j = 0; j < field.width(); j++) {
      double[][] column = Arrays.copyOfRange(θ.readout, j * outputs, (j + 1) * outputs);
      tap.weights(field.depth(), j, column, n);
    }
    for (int a = 0; a < outputs; a++) {
      tap.biases(field.depth(), a, θ.outputBiases[a], n);
    }
  }

  /// Outputs f_a(x_p) of the networks that were drawn last.
  ///
  /// @param f P·D arrays, component a of point p at p·D + a. Modified.
  /// @param tap sees the parameters, and may move them, before use
  void outputs(int n, double[][] f, ParameterTap tap) {
    if (!tap.equals(ParameterTap.NONE)) {
      show(tap, n);
    }
    NetworkParameters θ = sampler.parameters();
    int outputs = field.outputs();
    for (int p = 0; p < points.size(); p++) {
      for (int a = 0; a < outputs; a++) {
        System.arraycopy(θ.outputBiases[a], 0, f[p * outputs + a], 0, n);
      }
    }
    evaluate(
        n,
        (i, h) -> {
          for (int a = 0; a < outputs; a++) {
            double[] weight = θ.readout[i * outputs + a];
            for (int p = 0; p < h.length; p++) {
              double[] sum = f[p * outputs + a];
              lanes.fma(weight, h[p], sum, sum, n);
            }
          }
        });
  }

  /// Covariance of the outputs given the hidden units and what neurons share.
  ///
  /// @param gram P(P+1)/2 arrays in the order of unique pairs. Modified.
  void gram(int n, double[][] gram) {
    readout.start(gram, n);
    evaluate(n, (i, h) -> readout.accept(i, h, gram, n));
    readout.finish(sampler.readoutVariance(), gram, n);
  }

  /// Units of the last hidden layer, one after another.
  void evaluate(int n, UnitSink last) {
    for (int l = 0; l < field.depth() - 1; l++) {
      double[][] store = stored[l];
      evaluateLayer(
          l,
          n,
          (i, h) -> {
            for (int p = 0; p < h.length; p++) {
              System.arraycopy(h[p], 0, store[i * h.length + p], 0, n);
            }
          });
    }
    evaluateLayer(field.depth() - 1, n, last);
  }

  private void evaluateLayer(int l, int n, UnitSink sink) {
    NetworkParameters θ = sampler.parameters();
    int fanIn = field.fanIn(l);
    int size = points.size();
    for (int i = 0; i < field.hidden().get(l).width(); i++) {
      double[][] row = Arrays.copyOfRange(θ.weights[l], i * fanIn, (i + 1) * fanIn);
      activations[l].startUnit(row, n);
      for (int p = 0; p < size; p++) {
        double[] z = unit[p];
        System.arraycopy(θ.biases[l][i], 0, z, 0, n);
        for (int k = 0; k < fanIn; k++) {
          if (l == 0) {
            lanes.axpy(points.at(p, k), row[k], z, z, n);
          } else {
            lanes.fma(row[k], stored[l - 1][k * size + p], z, z, n);
          }
        }
        activations[l].apply(z, priorVariance[p], n);
      }
      sink.accept(i, unit);
    }
  }
}
