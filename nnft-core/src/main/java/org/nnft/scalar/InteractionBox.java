package org.nnft.scalar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The box [−L/2, L/2]ᵈ in which the interaction acts, with a trapezoid rule for ∫ dᵈx, and where fields are
/// looked at.
///
/// The window is the middle half of the box along every axis; correlators are means over all pairs in it at the
/// same distance along an axis.
///
/// @param length L > 0
/// @param points P along each axis, odd, so that the origin is one
public record InteractionBox(int dimension, double length, int points) {

  private static final int MOST_POINTS = 20_000;

  public InteractionBox {
    if (dimension < 1 || dimension > 4) {
      throw new IllegalArgumentException("a box has 1 to 4 axes, got " + dimension);
    }
    if (!(length > 0 && Double.isFinite(length))) {
      throw new IllegalArgumentException("a box has a length > 0, got " + length);
    }
    if (points < 5 || points % 2 == 0 || Math.pow(points, dimension) > MOST_POINTS) {
      throw new IllegalArgumentException(
          "a box needs an odd number of points along an axis, at least 5 and at most %d in all, got %d in d = %d"
              .formatted(MOST_POINTS, points, dimension));
    }
  }

  /// Distance of neighbouring points.
  public double spacing() {
    return length / (points - 1);
  }

  /// Number of points Pᵈ.
  public int size() {
    int size = 1;
    for (int axis = 0; axis < dimension; axis++) {
      size *= points;
    }
    return size;
  }

  /// Number of a point along an axis, counted from the middle; the last axis is the fastest.
  int offset(int point, int axis) {
    int stride = 1;
    for (int later = axis + 1; later < dimension; later++) {
      stride *= points;
    }
    return point / stride % points - points / 2;
  }

  /// Coordinate of a point.
  public double coordinate(int point, int axis) {
    return spacing() * offset(point, axis);
  }

  /// Trapezoid weight of a point.
  public double weight(int point) {
    double weight = 1;
    for (int axis = 0; axis < dimension; axis++) {
      boolean edge = Math.abs(offset(point, axis)) == points / 2;
      weight *= edge ? spacing() / 2 : spacing();
    }
    return weight;
  }

  /// The origin.
  public int middle() {
    return size() / 2;
  }

  /// Points of the window along an axis lie at most this many from the middle.
  public int windowReach() {
    return points / 4;
  }

  boolean inWindow(int point) {
    for (int axis = 0; axis < dimension; axis++) {
      if (Math.abs(offset(point, axis)) > windowReach()) {
        return false;
      }
    }
    return true;
  }

  /// Largest distance of a correlator, in steps.
  public int farthest() {
    return 2 * windowReach();
  }

  /// All pairs of the window at each distance along an axis: entry r is (x₀, y₀, x₁, y₁, …).
  List<int[]> pairs() {
    List<int[]> result = new ArrayList<>();
    for (int r = 0; r <= farthest(); r++) {
      List<Integer> pairs = new ArrayList<>();
      int stride = size() / points;
      for (int axis = 0; axis < dimension; axis++) {
        for (int x = 0; x < size(); x++) {
          boolean first = axis == 0 || r > 0;
          if (first && inWindow(x) && offset(x, axis) + r <= windowReach()) {
            pairs.add(x);
            pairs.add(x + r * stride);
          }
        }
        stride /= points;
      }
      result.add(pairs.stream().mapToInt(i -> i).toArray());
    }
    return result;
  }

  /// Distances of the correlator.
  public double[] distances() {
    double[] r = new double[farthest() + 1];
    Arrays.setAll(r, i -> i * spacing());
    return r;
  }
}
