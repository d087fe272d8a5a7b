package org.nnft.ensemble;

import java.util.Arrays;
import java.util.Optional;
import org.nnft.field.PointSet;
import org.nnft.math.Lanes;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.NeuralField;
import org.nnft.network.ParameterDensity;
import org.nnft.network.Readout;
import org.nnft.random.StreamKey;
import org.nnft.random.WordStream;

/// Draws and evaluates up to `capacity` networks of one hidden layer at all points; every array holds one number per network.
///
/// A parameter's address is (stream, word): stream 2l for the weights of hidden layer l, row by row, 2l + 1
/// for its biases, the last two streams for the readout, unit by unit and then the output biases. The
/// number of networks per call changes no bits. Mutable scratch of one thread.
final class NetworkTile implements FieldTile {
  private final NeuralField field;
  private final PointSet points;
  private final Lanes lanes;
  private final int capacity;
  private final DensitySampler sampler;
  private final WordStream[] words;
  private final ActivationLanes activation;
  private final double[][] row;
  private final double[][] unit;
  private final double[] priorVariance;
  private final double[] firstInputs;
  private final double[] weight;
  private final double[][] column;

  /// What happens to a unit of a layer once it is evaluated.
  @FunctionalInterface
  private interface UnitSink {
    /// @param h one array per point, valid until the sink returns
    void accept(int unit, double[][] h);
  }

  /// f + v·g(x w + b) at all points.
  @FunctionalInterface
  private interface UnitSum {
    void add(double[] w, double[] b, double[] v, double[][] f, int n);
  }

  NetworkTile(NeuralField field, PointSet points, StreamKey key, Lanes lanes, int capacity) {
    field.requireIndependent("networks drawn unit by unit are");
    this.field = field;
    this.points = points;
    this.lanes = lanes;
    this.capacity = capacity;
    this.sampler = new DensitySampler(lanes, capacity);
    this.words = new WordStream[4];
    Arrays.setAll(words, s -> new WordStream(lanes, key, s, capacity));
    this.activation = new ActivationLanes(lanes, field.hidden().getFirst().activation(), capacity);
    this.row = new double[field.inputs()][capacity];
    this.unit = new double[points.size()][capacity];
    this.priorVariance = priorVariance(field, points);
    this.firstInputs = new double[points.size()];
    Arrays.setAll(firstInputs, p -> points.at(p, 0));
    this.weight = new double[capacity];
    this.column = new double[field.outputs()][capacity];
  }

  /// Var z(x) of the first layer at every point.
  static double[] priorVariance(NeuralField field, PointSet points) {
    HiddenLayer first = field.hidden().getFirst();
    double variance = first.effectiveWeights(field.inputs()).componentVariance(field.inputs());
    double[] result = new double[points.size()];
    Arrays.setAll(result, p -> Math.fma(variance, points.dot(p, p), first.bias().variance()));
    return result;
  }

  @Override
  public void outputs(long first, int n, double[][] f) {
    outputs(first, n, f, ParameterTap.NONE);
  }

  /// [#outputs(long, int, double[][])] with parameters that are seen, or moved, before use.
  void outputs(long first, int n, double[][] f, ParameterTap tap) {
    start(first, n);
    Readout readout = field.readout();
    int outputs = readout.outputs();
    IndependentDensity[] laws = new IndependentDensity[outputs];
    Arrays.setAll(laws, a -> readout.effectiveWeights(a, field.width()));
    WordStream weights = words[2];
    WordStream biases = words[3];
    for (int a = 0; a < outputs; a++) {
      sampler.draw(readout.bias(), biases, weight, n);
      tap.biases(1, a, weight, n);
      for (int p = 0; p < points.size(); p++) {
        lanes.affine(1, weight, 0, f[p * outputs + a], n);
      }
    }
    Optional<UnitSum> inOnePass = inOnePass();
    if (inOnePass.isPresent()) {
      addUnits(inOnePass.get(), laws[0], n, f, tap);
      return;
    }
    double[][][] components = new double[outputs][points.size()][];
    for (int a = 0; a < outputs; a++) {
      int component = a;
      Arrays.setAll(components[a], p -> f[p * outputs + component]);
    }
    evaluate(
        n,
        tap,
        (j, h) -> {
          for (int a = 0; a < outputs; a++) {
            sampler.draw(laws[a], weights, column[a], n);
          }
          tap.weights(1, j, column, n);
          for (int a = 0; a < outputs; a++) {
            lanes.addProducts(column[a], h, components[a], n);
          }
        });
  }

  /// Whether a rectified unit is evaluated and added in one pass.
  static boolean isRectified(NeuralField field) {
    return hasOneInputAndOutput(field)
        && field.hidden().getFirst().activation() instanceof Activation.Relu;
  }

  private static boolean hasOneInputAndOutput(NeuralField field) {
    return field.inputs() == 1 && field.outputs() == 1;
  }

  /// How a unit is evaluated and added in one pass for each point, which stores less and changes no bits.
  private Optional<UnitSum> inOnePass() {
    if (!hasOneInputAndOutput(field)) {
      return Optional.empty();
    }
    double[] x = firstInputs;
    return switch (field.hidden().getFirst().activation()) {
      case Activation.Relu _ ->
          Optional.of((w, b, v, f, n) -> lanes.addRectified(x, w, b, v, f, n));
      case Activation.Erf _ -> Optional.of((w, b, v, f, n) -> lanes.addErf(x, w, b, v, f, n));
      case Activation.GaussNormalised _ ->
          Optional.of((w, b, v, f, n) -> lanes.addExp(x, priorVariance, w, b, v, f, n));
      default -> Optional.empty();
    };
  }

  private void addUnits(
      UnitSum sum, IndependentDensity readout, int n, double[][] f, ParameterTap tap) {
    HiddenLayer layer = field.hidden().getFirst();
    ParameterDensity law = layer.effectiveWeights(field.inputs());
    for (int j = 0; j < layer.width(); j++) {
      sampler.drawRow(law, words[0], row, n);
      tap.weights(0, j, row, n);
      sampler.draw(layer.bias(), words[1], weight, n);
      tap.biases(0, j, weight, n);
      sampler.draw(readout, words[2], column[0], n);
      tap.weights(1, j, column, n);
      sum.add(row[0], weight, column[0], f, n);
    }
  }

  @Override
  public void gram(long first, int n, double[][] gram) {
    start(first, n);
    for (double[] k : gram) {
      lanes.fill(0, k, n);
    }
    int size = points.size();
    double[][][] columns = new double[size][][];
    double[][][] rows = new double[size][][];
    for (int p = 0, pair = 0; p < size; pair += size - p, p++) {
      columns[p] = Arrays.copyOfRange(unit, p, size);
      rows[p] = Arrays.copyOfRange(gram, pair, pair + size - p);
    }
    evaluate(
        n,
        ParameterTap.NONE,
        (_, h) -> {
          for (int p = 0; p < size; p++) {
            lanes.addProducts(h[p], columns[p], rows[p], n);
          }
        });
    Readout readout = field.readout();
    double scale = readout.effectiveWeights(0, field.width()).variance();
    for (double[] k : gram) {
      lanes.affine(scale, k, readout.bias().variance(), k, n);
    }
  }

  private void start(long first, int n) {
    if (n > capacity) {
      throw new IllegalArgumentException("a tile holds " + capacity + " networks, got " + n);
    }
    for (WordStream stream : words) {
      stream.start(first, n);
    }
  }

  private void evaluate(int n, ParameterTap tap, UnitSink sink) {
    HiddenLayer layer = field.hidden().getFirst();
    ParameterDensity law = layer.effectiveWeights(field.inputs());
    int size = points.size();
    for (int i = 0; i < layer.width(); i++) {
      sampler.drawRow(law, words[0], row, n);
      tap.weights(0, i, row, n);
      sampler.draw(layer.bias(), words[1], weight, n);
      tap.biases(0, i, weight, n);
      activation.startUnit(row, n);
      lanes.lines(firstInputs, row[0], weight, unit, n);
      for (int p = 0; p < size; p++) {
        for (int k = 1; k < row.length; k++) {
          lanes.axpy(points.at(p, k), row[k], unit[p], unit[p], n);
        }
        activation.apply(unit[p], priorVariance[p], n);
      }
      sink.accept(i, unit);
    }
  }
}
