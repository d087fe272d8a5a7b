package org.nnft.axioms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nnft.field.PointSet;

/// A translation, reflection or rotation in one plane of ℝᵈ; together they generate the Euclidean group.
///
/// @param kind which component of the group
/// @param name in words
/// @param matrix rows of an orthogonal matrix
/// @param shift added after it
record EuclideanMotion(Kind kind, String name, List<List<Double>> matrix, List<Double> shift) {

  enum Kind {
    TRANSLATIONS,
    REFLECTIONS,
    ROTATIONS
  }

  EuclideanMotion {
    matrix = matrix.stream().map(List::copyOf).toList();
    shift = List.copyOf(shift);
  }

  /// Two translations along each axis, the reflection of each axis, and two rotations in each plane.
  ///
  /// @param extent size of the translations
  static List<EuclideanMotion> generators(int dimension, double extent) {
    List<EuclideanMotion> all = new ArrayList<>();
    for (int k = 0; k < dimension; k++) {
      for (double step : new double[] {0.37 * extent, -1.61 * extent}) {
        double[] shift = new double[dimension];
        shift[k] = step;
        all.add(
            of(
                Kind.TRANSLATIONS,
                "translation by %.3g along axis %d".formatted(step, k + 1),
                identity(dimension),
                shift));
      }
      double[][] mirror = identity(dimension);
      mirror[k][k] = -1;
      all.add(of(Kind.REFLECTIONS, "reflection of axis " + (k + 1), mirror, new double[dimension]));
      for (int l = 0; l < k; l++) {
        for (double angle : new double[] {0.7, 2.3}) {
          double[][] turn = identity(dimension);
          turn[k][k] = Math.cos(angle);
          turn[l][l] = Math.cos(angle);
          turn[k][l] = Math.sin(angle);
          turn[l][k] = -Math.sin(angle);
          all.add(
              of(
                  Kind.ROTATIONS,
                  "rotation by %.1f in the plane of axes %d and %d".formatted(angle, l + 1, k + 1),
                  turn,
                  new double[dimension]));
        }
      }
    }
    return all;
  }

  private static EuclideanMotion of(Kind kind, String name, double[][] matrix, double[] shift) {
    return new EuclideanMotion(
        kind,
        name,
        Arrays.stream(matrix).map(row -> Arrays.stream(row).boxed().toList()).toList(),
        Arrays.stream(shift).boxed().toList());
  }

  private static double[][] identity(int dimension) {
    double[][] one = new double[dimension][dimension];
    for (int k = 0; k < dimension; k++) {
      one[k][k] = 1;
    }
    return one;
  }

  /// The moved points.
  PointSet apply(PointSet points) {
    double[][] moved = new double[points.size()][points.dimension()];
    for (int p = 0; p < moved.length; p++) {
      for (int k = 0; k < moved[p].length; k++) {
        double sum = shift.get(k);
        for (int l = 0; l < moved[p].length; l++) {
          sum = Math.fma(matrix.get(k).get(l), points.at(p, l), sum);
        }
        moved[p][k] = sum;
      }
    }
    return PointSet.of(moved);
  }
}
