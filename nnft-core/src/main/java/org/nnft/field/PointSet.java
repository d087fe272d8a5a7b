package org.nnft.field;

import java.util.Arrays;

/// The inputs x₁,…,x_P ∈ ℝᵈ at which a field is evaluated. Immutable.
///
/// Two points must differ: a correlator at coincident points is the component with a repeated index.
public final class PointSet {
  private final int dimension;
  private final double[][] points;

  private PointSet(int dimension, double[][] points) {
    this.dimension = dimension;
    this.points = points;
  }

  /// @param points P ≥ 1 rows of equal length d ≥ 1, finite and pairwise different. Not modified.
  /// @throws IllegalArgumentException naming the row that breaks the rule
  public static PointSet of(double[][] points) {
    if (points.length == 0) {
      throw new IllegalArgumentException("a point set needs at least 1 point, got none");
    }
    int d = points[0].length;
    if (d == 0) {
      throw new IllegalArgumentException("a point needs at least 1 coordinate, point 1 has none");
    }
    double[][] copy = new double[points.length][];
    for (int p = 0; p < points.length; p++) {
      if (points[p].length != d) {
        throw new IllegalArgumentException(
            "all points need %d coordinates like point 1, point %d has %d"
                .formatted(d, p + 1, points[p].length));
      }
      for (double x : points[p]) {
        if (!Double.isFinite(x)) {
          throw new IllegalArgumentException(
              "coordinates must be finite, point %d has %s".formatted(p + 1, x));
        }
      }
      // −0.0 + 0.0 = 0.0, so that equal points compare equal.
      copy[p] = Arrays.stream(points[p]).map(x -> x + 0.0).toArray();
    }
    rejectDuplicates(copy);
    return new PointSet(d, copy);
  }

  /// Points on the real line, d = 1.
  public static PointSet line(double... x) {
    return of(Arrays.stream(x).mapToObj(v -> new double[] {v}).toArray(double[][]::new));
  }

  private static void rejectDuplicates(double[][] points) {
    Integer[] order = new Integer[points.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Arrays.compare(points[a], points[b]));
    for (int k = 1; k < order.length; k++) {
      int a = order[k - 1];
      int b = order[k];
      if (Arrays.equals(points[a], points[b])) {
        throw new IllegalArgumentException(
            "points %d and %d are the same; remove one, repeated indices are measured anyway"
                .formatted(Math.min(a, b) + 1, Math.max(a, b) + 1));
      }
    }
  }

  /// Number of points P.
  public int size() {
    return points.length;
  }

  /// Number of coordinates d of each point.
  public int dimension() {
    return dimension;
  }

  /// Coordinate k of point p, both from 0.
  public double at(int p, int k) {
    return points[p][k];
  }

  /// A copy of point p.
  public double[] point(int p) {
    return points[p].clone();
  }

  /// x_p · x_q.
  public double dot(int p, int q) {
    double sum = 0;
    for (int k = 0; k < dimension; k++) {
      sum = Math.fma(points[p][k], points[q][k], sum);
    }
    return sum;
  }

  /// A copy of all points, P rows of d coordinates.
  public double[][] toArray() {
    return Arrays.stream(points).map(double[]::clone).toArray(double[][]::new);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PointSet that && Arrays.deepEquals(points, that.points);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(points);
  }

  @Override
  public String toString() {
    return Arrays.deepToString(points);
  }
}
