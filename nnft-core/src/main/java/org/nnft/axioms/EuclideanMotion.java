package org.nnft.axioms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.nnft.ensemble.TabulatedEnsemble;
import org.nnft.field.PointSet;
import org.nnft.math.Lanes;
import org.nnft.random.StreamKey;
import org.nnft.random.WordStream;

/// A translation, reflection or rotation of ℝᵈ.
///
/// @param kind which component of the group
/// @param name in words
/// @param matrix rows of an orthogonal matrix
/// @param shift added after it
record EuclideanMotion(Kind kind, String name, List<List<Double>> matrix, List<Double> shift) {
  private static final int EACH = 4;

  /// Points of a table that a motion moves: orders up to 4 of more would cost much and add little.
  private static final int MOST_POINTS = 4;

  enum Kind {
    TRANSLATIONS,
    REFLECTIONS,
    ROTATIONS
  }

  EuclideanMotion {
    matrix = matrix.stream().map(List::copyOf).toList();
    shift = List.copyOf(shift);
  }

  /// Random motions: four translations with components uniform up to twice the extent, as many reflections at
  /// hyperplanes of uniform direction as there are dimensions, at most four, and four rotations by the Haar measure.
  ///
  /// @param extent size of the translations
  static List<EuclideanMotion> random(int dimension, double extent, long seed) {
    WordStream words =
        new WordStream(Lanes.best(), StreamKey.of(seed, "euclidean motions"), dimension, 1);
    words.start(0, 1);
    List<EuclideanMotion> all = new ArrayList<>();
    for (int k = 0; k < EACH; k++) {
      double[] shift = new double[dimension];
      double[] u = new double[1];
      for (int a = 0; a < dimension; a++) {
        Lanes.best().uniform(words.next(), u, 1);
        shift[a] = 2 * extent * (2 * u[0] - 1);
      }
      String name = "translation by " + rounded(shift);
      all.add(of(Kind.TRANSLATIONS, name, identity(dimension), shift));
    }
    for (int k = 0; k < Math.min(dimension, EACH); k++) {
      double[] n = normals(words, dimension);
      double square = Arrays.stream(n).map(x -> x * x).sum();
      double[][] mirror = identity(dimension);
      for (int a = 0; a < dimension; a++) {
        for (int b = 0; b < dimension; b++) {
          mirror[a][b] -= 2 * n[a] * n[b] / square;
        }
      }
      String name = dimension == 1 ? "reflection" : "reflection number " + (k + 1);
      all.add(of(Kind.REFLECTIONS, name, mirror, new double[dimension]));
    }
    for (int k = 0; k < EACH && dimension > 1; k++) {
      double[][] turn = rotation(words, dimension);
      all.add(of(Kind.ROTATIONS, "rotation number " + (k + 1), turn, new double[dimension]));
    }
    return all;
  }

  /// Haar: the orthogonal factor of a Gaussian matrix, with the signs of the other's diagonal (Mezzadri,
  /// math-ph/0609050), one row reversed where the determinant is −1.
  private static double[][] rotation(WordStream words, int dimension) {
    double[][] gaussian = new double[dimension][];
    Arrays.setAll(gaussian, _ -> normals(words, dimension));
    QRDecomposition qr = new QRDecomposition(new Array2DRowRealMatrix(gaussian));
    RealMatrix q = qr.getQ();
    for (int a = 0; a < dimension; a++) {
      if (qr.getR().getEntry(a, a) < 0) {
        q.setColumnVector(a, q.getColumnVector(a).mapMultiply(-1));
      }
    }
    double[][] rows = q.getData();
    if (new LUDecomposition(q).getDeterminant() < 0) {
      Arrays.setAll(rows[0], b -> -q.getEntry(0, b));
    }
    return rows;
  }

  private static double[] normals(WordStream words, int count) {
    double[] result = new double[count];
    double[] one = new double[1];
    for (int a = 0; a < count; a++) {
      Lanes.best().normal(words.next(), one, 1);
      result[a] = one[0];
    }
    return result;
  }

  /// Motions that carry at least two points of a table to others of them: the translations that move most, reflections of an
  /// axis at 0 and at the middle, and quarter turns about 0.
  static List<EuclideanMotion> within(TabulatedEnsemble table) {
    PointSet points = table.points();
    int d = points.dimension();
    List<EuclideanMotion> translations = new ArrayList<>();
    for (int p = 0; p < points.size(); p++) {
      for (int q = p + 1; q < points.size(); q++) {
        double[] shift = new double[d];
        for (int a = 0; a < d; a++) {
          shift[a] = points.at(q, a) - points.at(p, a);
        }
        if (translations.stream().noneMatch(m -> near(m.shift, shift))) {
          translations.add(
              of(Kind.TRANSLATIONS, "translation by " + rounded(shift), identity(d), shift));
        }
      }
    }
    List<EuclideanMotion> others = new ArrayList<>();
    for (int a = 0; a < d; a++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int p = 0; p < points.size(); p++) {
        low = Math.min(low, points.at(p, a));
        high = Math.max(high, points.at(p, a));
      }
      for (double middle : new double[] {0, (low + high) / 2}) {
        double[][] mirror = identity(d);
        mirror[a][a] = -1;
        double[] shift = new double[d];
        shift[a] = 2 * middle;
        String name = String.format(Locale.ROOT, "reflection of axis %d at %.4g", a + 1, middle);
        if (others.stream().noneMatch(m -> m.name.equals(name))) {
          others.add(of(Kind.REFLECTIONS, name, mirror, shift));
        }
      }
      for (int b = 0; b < a; b++) {
        double[][] turn = identity(d);
        turn[a][a] = 0;
        turn[b][b] = 0;
        turn[a][b] = 1;
        turn[b][a] = -1;
        String name = "quarter turn in the plane of axes %d and %d".formatted(b + 1, a + 1);
        others.add(of(Kind.ROTATIONS, name, turn, new double[d]));
      }
    }
    List<EuclideanMotion> all = new ArrayList<>();
    translations.stream()
        .filter(m -> m.indices(table).length > 1)
        .sorted(Comparator.comparingInt((EuclideanMotion m) -> -m.indices(table).length))
        .limit(EACH)
        .forEach(all::add);
    others.stream().filter(m -> m.indices(table).length > 1).forEach(all::add);
    return all;
  }

  private static boolean near(List<Double> a, double[] b) {
    return IntStream.range(0, b.length).allMatch(k -> Math.abs(a.get(k) - b[k]) < 1e-9);
  }

  /// Points that are carried to another point of the table.
  private int[] indices(TabulatedEnsemble table) {
    return IntStream.range(0, table.points().size())
        .filter(
            p -> {
              var at = table.index(image(table.points(), p));
              return at.isPresent() && at.getAsInt() != p;
            })
        .toArray();
  }

  /// Some of the points that the motion carries to others of the table.
  PointSet movable(TabulatedEnsemble table) {
    return PointSet.of(
        Arrays.stream(indices(table))
            .limit(MOST_POINTS)
            .mapToObj(table.points()::point)
            .toArray(double[][]::new));
  }

  private static String rounded(double[] shift) {
    return Arrays.toString(Arrays.stream(shift).map(x -> Math.rint(1e4 * x) / 1e4 + 0.0).toArray());
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

  private double[] image(PointSet points, int p) {
    double[] moved = new double[points.dimension()];
    for (int k = 0; k < moved.length; k++) {
      double sum = shift.get(k);
      for (int l = 0; l < moved.length; l++) {
        sum = Math.fma(matrix.get(k).get(l), points.at(p, l), sum);
      }
      moved[k] = sum;
    }
    return moved;
  }

  /// The moved points.
  PointSet apply(PointSet points) {
    double[][] moved = new double[points.size()][];
    Arrays.setAll(moved, p -> image(points, p));
    return PointSet.of(moved);
  }
}
