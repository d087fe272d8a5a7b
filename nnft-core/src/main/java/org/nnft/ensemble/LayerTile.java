package org.nnft.ensemble;

import org.nnft.field.PointSet;
import org.nnft.math.Lanes;
import org.nnft.math.SymmetricIndex;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.NeuralField;
import org.nnft.network.Readout;
import org.nnft.random.StreamKey;
import org.nnft.random.WordStream;

/// [NetworkTile] by pre-activations, layer by layer: [Draw#LAYERS].
///
/// The first layer is drawn from the inputs' own covariance where it is Gaussian and has more inputs than there are points, by its
/// weights otherwise. An address is (stream, word): stream 2l for the pre-activations of layer l, unit by unit and
/// point by point, 2L for the outputs, component by component. Covariances and outputs are in double precision whatever the
/// units are. Mutable scratch of one thread.
///
/// Cost per network and layer: N·P normal numbers, N·P² + N·P(P + 1)/2 + P³/2 fused multiply-adds.
final class LayerTile implements FieldTile {
  /// Units that are added to a covariance at a time.
  private static final int UNITS = 16;

  /// Doubles that should stay in a core's second cache.
  private static final long CACHE = 1 << 17;

  static final IndependentDensity.Normal STANDARD = new IndependentDensity.Normal(0, 1);

  private final NeuralField field;
  private final PointSet points;
  private final Lanes lanes;
  private final LayerUnits units;
  private final GramFactor factor;
  private final WordStream words;
  private final DensitySampler sampler;
  private final double[][] gram;
  private final double[] lower;
  private final int capacity;
  private final double[] few;
  private final double[][] unit;
  private final double[][] normals;
  private final double[] zero;
  private int held;

  /// @param capacity a multiple of 16
  LayerTile(
      NeuralField field,
      PointSet points,
      StreamKey key,
      Precision precision,
      Lanes lanes,
      int capacity) {
    int size = points.size();
    this.field = field;
    this.points = points;
    this.lanes = lanes;
    this.capacity = capacity;
    this.units =
        switch (precision) {
          case DOUBLE -> new LayerUnits.InDouble(field, points, key, lanes, capacity);
          case SINGLE -> new LayerUnits.InSingle(field, points, key, lanes, capacity);
        };
    this.factor = new GramFactor(size, capacity);
    this.words = new WordStream(lanes, key, 2 * field.depth(), capacity);
    this.sampler = new DensitySampler(lanes, capacity);
    this.gram = new double[SymmetricIndex.of(size, 2).count()][capacity];
    this.lower = new double[size * size * capacity];
    this.few = new double[UNITS * size * capacity];
    this.unit = new double[size][capacity];
    this.normals = new double[size][capacity];
    this.zero = new double[capacity];
  }

  /// Networks per tile: a power of two between 16 and 256 that keeps a tile in cache. Changes no bits.
  ///
  /// @param arrays numbers per network that others keep
  static int capacity(PointSet points, int arrays) {
    long size = points.size();
    long perNetwork = arrays + size * (size + 1) / 2 + size * size + (UNITS + 3) * size;
    return (int) Long.highestOneBit(Math.clamp(CACHE / perNetwork, 16, 256));
  }

  /// Whether the first layer's weights are not drawn.
  static boolean isFirstDrawnWhole(NeuralField field, PointSet points) {
    return field.inputs() > points.size() && Draw.isGaussian(field.hidden().getFirst());
  }

  @Override
  public void outputs(long first, int n, double[][] f) {
    evaluate(first, n);
    factor.factor(gram, lower, n);
    words.start(first, n);
    int size = points.size();
    int outputs = field.outputs();
    double[][] z = new double[size][];
    for (int a = 0; a < outputs; a++) {
      for (double[] ξ : normals) {
        sampler.draw(STANDARD, words, ξ, n);
      }
      for (int p = 0; p < size; p++) {
        z[p] = f[p * outputs + a];
      }
      lanes.unit(normals, lower, capacity, zero, z, n);
    }
  }

  @Override
  public void gram(long first, int n, double[][] result) {
    evaluate(first, n);
    for (int pair = 0; pair < gram.length; pair++) {
      System.arraycopy(gram[pair], 0, result[pair], 0, n);
    }
  }

  /// Leaves the outputs' covariance.
  private void evaluate(long first, int n) {
    if (n > capacity) {
      throw new IllegalArgumentException("a tile holds " + capacity + " networks, got " + n);
    }
    units.start(first, n);
    if (isFirstDrawnWhole(field, points)) {
      covarianceOfInputs(n);
      layer(0, n);
    } else {
      clear(n);
      units.first(first, n, h -> add(h, n));
      close(0, n);
    }
    for (int l = 1; l < field.depth(); l++) {
      layer(l, n);
    }
  }

  private void covarianceOfInputs(int n) {
    HiddenLayer layer = field.hidden().getFirst();
    double variance = layer.effectiveWeights(field.inputs()).componentVariance(field.inputs());
    int size = points.size();
    for (int p = 0, pair = 0; p < size; p++) {
      for (int q = p; q < size; q++, pair++) {
        lanes.fill(Math.fma(variance, points.dot(p, q), layer.bias().variance()), gram[pair], n);
      }
    }
  }

  /// Draws the units of layer l from their covariance, and leaves that of the next layer.
  private void layer(int l, int n) {
    factor.factor(gram, lower, n);
    units.given(lower, n);
    clear(n);
    for (int i = 0; i < field.hidden().get(l).width(); i++) {
      units.draw(l, unit, n);
      add(unit, n);
    }
    close(l, n);
  }

  private void clear(int n) {
    held = 0;
    for (double[] k : gram) {
      lanes.fill(0, k, n);
    }
  }

  private void add(double[][] h, int n) {
    int size = points.size();
    for (int p = 0; p < size; p++) {
      System.arraycopy(h[p], 0, few, (held * size + p) * capacity, n);
    }
    if (++held == UNITS) {
      lanes.addGram(few, held, size, capacity, gram, n);
      held = 0;
    }
  }

  /// Adds the last units, and applies the variances of what follows layer l.
  private void close(int l, int n) {
    lanes.addGram(few, held, points.size(), capacity, gram, n);
    Readout readout = field.readout();
    boolean isLast = l + 1 == field.depth();
    int fanIn = field.hidden().get(l).width();
    double weight =
        isLast
            ? readout.effectiveWeights(0, fanIn).variance()
            : field.hidden().get(l + 1).effectiveWeights(fanIn).componentVariance(fanIn);
    IndependentDensity bias = isLast ? readout.bias() : field.hidden().get(l + 1).bias();
    for (double[] k : gram) {
      lanes.affine(weight, k, bias.variance(), k, n);
    }
  }
}
