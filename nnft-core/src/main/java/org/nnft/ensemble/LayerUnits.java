package org.nnft.ensemble;

import java.util.Arrays;
import org.nnft.field.PointSet;
import org.nnft.math.Lanes;
import org.nnft.math.SingleLanes;
import org.nnft.network.NeuralField;
import org.nnft.random.StreamKey;

/// Units of a [LayerTile], some at a time: drawn from the factor of their covariance, those of the first layer by their weights.
///
/// Units come in double precision, unit u at point p in row u·P + p of n numbers, n a multiple of 16. Mutable scratch of
/// one thread.
sealed interface LayerUnits {

  /// Goes to networks first … first + n − 1.
  void start(long first, int n);

  /// Draws the next units of the first hidden layer by their weights.
  ///
  /// @param i follows the units drawn last
  /// @param h modified
  void first(int i, int units, double[] h, int n);

  /// Takes the factor of the covariance of the units to come.
  ///
  /// @param lower L_qp in row p·P + q. Not modified.
  /// @param rank columns that are not zero
  void given(double[] lower, int rank, int n);

  /// Draws the next units of layer l: g(L ξ).
  ///
  /// @param i follows the units drawn last
  /// @param h modified
  void next(int l, int i, int units, double[] h, int n);

  /// In double precision.
  final class InDouble implements LayerUnits {
    private final Lanes lanes;
    private final int points;
    private final WeightUnits weights;
    private final ParameterRows[] normals;
    private final ActivationLanes[] activations;
    private double[] lower = {};
    private int rank;

    InDouble(
        NeuralField field, PointSet points, StreamKey key, Lanes lanes, int units, int capacity) {
      this.lanes = lanes;
      this.points = points.size();
      this.weights = new WeightUnits(field, 0, points, key, lanes, units, capacity);
      this.normals = new ParameterRows[field.depth()];
      int size = points.size();
      Arrays.setAll(
          normals,
          l -> new ParameterRows(LayerTile.STANDARD, lanes, key, 2 * l, size, units, capacity));
      this.activations = new ActivationLanes[field.depth()];
      Arrays.setAll(
          activations,
          l ->
              new ActivationLanes(
                  lanes, field.hidden().get(l).activation(), units * size * capacity));
    }

    @Override
    public void start(long first, int n) {
      weights.start(first, n, ParameterTap.NONE, n);
      for (ParameterRows layer : normals) {
        layer.start(first, n);
      }
    }

    @Override
    public void first(int i, int units, double[] h, int n) {
      weights.next(i, units, h, h, n);
    }

    @Override
    public void given(double[] factor, int columns, int n) {
      lower = factor;
      rank = columns;
    }

    @Override
    public void next(int l, int i, int units, double[] h, int n) {
      int[] at = normals[l].draw(i, units, rank, n);
      int count = units * points * n;
      Arrays.fill(h, 0, count, 0);
      lanes.addUnits(normals[l].values(), at, lower, rank, h, units, points, n);
      // The prior variance belongs to activations of first layers that are drawn by their weights.
      activations[l].apply(h, Double.NaN, count);
    }
  }

  /// In single precision; the factor is rounded, values are widened for the covariance of the next layer.
  final class InSingle implements LayerUnits {
    private final SingleLanes singles;
    private final int points;
    private final SingleWeightUnits weights;
    private final SingleRows[] normals;
    private final SingleActivation[] activations;
    private final float[] lower;
    private final float[] z;
    private int rank;

    InSingle(
        NeuralField field, PointSet points, StreamKey key, Lanes lanes, int units, int capacity) {
      int size = points.size();
      this.singles = SingleLanes.like(lanes);
      this.points = size;
      this.weights = new SingleWeightUnits(field, 0, points, key, lanes, units, capacity);
      this.normals = new SingleRows[field.depth()];
      Arrays.setAll(
          normals,
          l -> new SingleRows(LayerTile.STANDARD, lanes, key, 2 * l, size, units, capacity));
      this.activations = new SingleActivation[field.depth()];
      Arrays.setAll(
          activations,
          l ->
              new SingleActivation(
                  lanes,
                  singles,
                  field.hidden().get(l).activation(),
                  field.fanIn(l),
                  units * size * capacity));
      this.lower = new float[size * size * capacity];
      this.z = new float[units * size * capacity];
    }

    @Override
    public void start(long first, int n) {
      weights.start(first, n);
      for (SingleRows layer : normals) {
        layer.start(first, n);
      }
    }

    @Override
    public void first(int i, int units, double[] h, int n) {
      weights.next(i, units, z, z, n);
      singles.widen(z, h, units * points * n);
    }

    @Override
    public void given(double[] factor, int columns, int n) {
      singles.narrow(factor, lower, columns * points * n);
      rank = columns;
    }

    @Override
    public void next(int l, int i, int units, double[] h, int n) {
      int[] at = normals[l].draw(i, units, rank, n);
      int count = units * points * n;
      Arrays.fill(z, 0, count, 0);
      singles.addUnits(normals[l].values(), at, lower, rank, z, units, points, n);
      activations[l].apply(z, Double.NaN, count);
      singles.widen(z, h, count);
    }
  }
}
