package org.nnft.study;

import java.util.Arrays;
import java.util.List;

/// Directions in the space of sources or fields at the points.
final class Sources {
  private Sources() {}

  /// @param numbers as the file gives them; empty for 1 at every point
  /// @throws IllegalArgumentException if there are not as many as points
  static double[] direction(List<Double> numbers, int points, String key) {
    double[] direction = new double[points];
    Arrays.fill(direction, 1);
    if (!numbers.isEmpty()) {
      if (numbers.size() != points) {
        throw new IllegalArgumentException(
            "%s.source needs one number for each of the %d points, got %d"
                .formatted(key, points, numbers.size()));
      }
      Arrays.setAll(direction, numbers::get);
    }
    return direction;
  }

  /// t·u, a new array.
  static double[] scaled(double t, double[] u) {
    return Arrays.stream(u).map(x -> t * x).toArray();
  }
}
