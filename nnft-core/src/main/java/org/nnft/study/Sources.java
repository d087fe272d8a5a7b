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

  /// One number per field, component a of point p at p·D + a: as many numbers, or one per point for the first output.
  ///
  /// @param numbers as the file gives them; empty for 1 at every point
  /// @throws IllegalArgumentException if there are neither
  static double[] direction(List<Double> numbers, int points, int outputs, String key) {
    if (outputs > 1 && numbers.size() == points * outputs) {
      return numbers.stream().mapToDouble(x -> x).toArray();
    }
    double[] own = direction(numbers, points, key);
    double[] all = new double[points * outputs];
    for (int p = 0; p < points; p++) {
      all[p * outputs] = own[p];
    }
    return all;
  }

  /// t·u, a new array.
  static double[] scaled(double t, double[] u) {
    return Arrays.stream(u).map(x -> t * x).toArray();
  }
}
