package org.nnft.ensemble;

import java.util.Arrays;
import org.nnft.field.PointSet;
import org.nnft.math.GramFactor;
import org.nnft.math.Lanes;
import org.nnft.math.SymmetricIndex;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.NeuralField;
import org.nnft.network.Readout;
import org.nnft.random.StreamKey;

/// [NetworkTile] by pre-activations, layer by layer: [Draw#LAYERS].
///
/// The first layer is drawn from the inputs' own covariance where it is Gaussian and has more inputs than there are points, by its
/// weights otherwise. An address is (stream, word): stream 2l for the pre-activations of layer l, unit by unit and
/// point by point, 2L for the outputs, component by component. Covariances and outputs are in double precision whatever the
/// units are. Mutable scratch of one thread.
///
/// A covariance of rank r takes r normal numbers a unit: the others would be multiplied by zeros, and are left out where all networks
/// of a tile do. Cost per network and layer: N·r normal numbers, N·P·r + N·P(P + 1)/2 + r²P/2 fused multiply-adds.
final class LayerTile implements FieldTile {
  /// Doubles that should stay in a core's second cache.
  private static final long CACHE = 1 << 13;

  static final IndependentDensity.Normal STANDARD = new IndependentDensity.Normal(0, 1);

  private final NeuralField field;
  private final PointSet points;
  private final Lanes lanes;
  private final LayerUnits units;
  private final int together;
  private final GramFactor factor;
  private final ParameterRows normals;
  private final double[] gram;
  private final double[] lower;
  private final int capacity;
  private final double[] h;
  private final double[] z;
  private final int pairs;

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
    this.together = WeightUnits.together(size, capacity);
    this.units =
        switch (precision) {
          case DOUBLE -> new LayerUnits.InDouble(field, points, key, lanes, together, capacity);
          case SINGLE -> new LayerUnits.InSingle(field, points, key, lanes, together, capacity);
        };
    this.factor = lanes.factor(size);
    int outputs = field.outputs();
    this.normals =
        new ParameterRows(STANDARD, lanes, key, 2 * field.depth(), size, outputs, capacity);
    this.pairs = SymmetricIndex.of(size, 2).count();
    this.gram = new double[pairs * capacity];
    this.lower = new double[size * size * capacity];
    this.h = new double[together * size * capacity];
    this.z = new double[outputs * size * capacity];
  }

  /// Networks per tile: a power of two between 16 and 256 that keeps a tile in cache. Changes no bits.
  ///
  /// @param arrays numbers per network that others keep
  static int capacity(PointSet points, int arrays) {
    long size = points.size();
    long perNetwork = arrays + size * (size + 1) / 2 + size * size;
    return (int) Long.highestOneBit(Math.clamp(CACHE / perNetwork, 16, 256));
  }

  /// Whether the first layer's weights are not drawn.
  static boolean isFirstDrawnWhole(NeuralField field, PointSet points) {
    return field.inputs() > points.size() && Draw.isGaussian(field.hidden().getFirst());
  }

  @Override
  public void outputs(long first, int n, double[][] f) {
    int padded = evaluate(first, n);
    int size = points.size();
    int outputs = field.outputs();
    int rank = factor.of(gram, lower, padded);
    normals.start(first, padded);
    int[] at = normals.draw(0, outputs, rank, padded);
    lanes.fill(0, z, outputs * size * padded);
    lanes.addUnits(normals.values(), at, lower, rank, z, outputs, size, padded);
    for (int a = 0; a < outputs; a++) {
      for (int p = 0; p < size; p++) {
        System.arraycopy(z, (a * size + p) * padded, f[p * outputs + a], 0, n);
      }
    }
  }

  @Override
  public void gram(long first, int n, double[][] result) {
    int padded = evaluate(first, n);
    for (int pair = 0; pair < pairs; pair++) {
      System.arraycopy(gram, pair * padded, result[pair], 0, n);
    }
  }

  /// Leaves the outputs' covariance.
  ///
  /// @return n rounded up
  private int evaluate(long first, int n) {
    int padded = WeightUnits.padded(n, capacity);
    units.start(first, padded);
    boolean isWhole = isFirstDrawnWhole(field, points);
    if (isWhole) {
      covarianceOfInputs(padded);
    }
    for (int l = 0; l < field.depth(); l++) {
      layer(l, l > 0 || isWhole, padded);
    }
    return padded;
  }

  private void covarianceOfInputs(int n) {
    HiddenLayer layer = field.hidden().getFirst();
    double variance = layer.effectiveWeights(field.inputs()).componentVariance(field.inputs());
    int size = points.size();
    for (int p = 0, pair = 0; p < size; p++) {
      for (int q = p; q < size; q++, pair++) {
        double covariance = Math.fma(variance, points.dot(p, q), layer.bias().variance());
        Arrays.fill(gram, pair * n, (pair + 1) * n, covariance);
      }
    }
  }

  /// Draws the units of layer l, and leaves the covariance of the next layer.
  ///
  /// @param isGiven whether they are drawn from their covariance
  private void layer(int l, boolean isGiven, int n) {
    if (isGiven) {
      units.given(lower, factor.of(gram, lower, n), n);
    }
    int width = field.hidden().get(l).width();
    lanes.fill(0, gram, pairs * n);
    for (int i = 0; i < width; i += together) {
      int count = Math.min(together, width - i);
      if (isGiven) {
        units.next(l, i, count, h, n);
      } else {
        units.first(i, count, h, n);
      }
      lanes.addGram(h, count, points.size(), gram, n);
    }
    close(l, n);
  }

  /// Applies the variances of what follows layer l.
  private void close(int l, int n) {
    Readout readout = field.readout();
    boolean isLast = l + 1 == field.depth();
    int fanIn = field.hidden().get(l).width();
    double weight =
        isLast
            ? readout.effectiveWeights(0, fanIn).variance()
            : field.hidden().get(l + 1).effectiveWeights(fanIn).componentVariance(fanIn);
    IndependentDensity bias = isLast ? readout.bias() : field.hidden().get(l + 1).bias();
    lanes.affine(weight, gram, bias.variance(), gram, pairs * n);
  }
}
