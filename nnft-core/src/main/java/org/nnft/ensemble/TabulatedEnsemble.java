package org.nnft.ensemble;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.nnft.field.PointSet;

/// Networks that were drawn elsewhere, known at the points of a table alone.
///
/// A point is one of the table's if all coordinates agree to 10⁻⁹ of the table's extent, or of 1.
public final class TabulatedEnsemble implements FieldEnsemble {
  private static final double TOLERANCE = 1e-9;

  private final FieldSamples table;
  private final PointSet points;
  private final boolean even;
  private final double tolerance;

  private TabulatedEnsemble(FieldSamples table, PointSet points, boolean even) {
    this.table = table;
    this.points = points;
    this.even = even;
    double extent = 1;
    for (int p = 0; p < points.size(); p++) {
      extent = Math.max(extent, Arrays.stream(points.point(p)).map(Math::abs).max().orElse(0));
    }
    this.tolerance = TOLERANCE * extent;
  }

  /// @param table outputs at the points
  /// @param even whether f and −f are known to have the same law
  /// @throws IllegalArgumentException if the table has another number of points
  public static TabulatedEnsemble of(FieldSamples table, PointSet points, boolean even) {
    if (table.points() != points.size()) {
      throw new IllegalArgumentException(
          "samples hold outputs at %d points, %d points are named"
              .formatted(table.points(), points.size()));
    }
    return new TabulatedEnsemble(table, points, even);
  }

  /// The points of the table.
  public PointSet points() {
    return points;
  }

  @Override
  public int inputs() {
    return points.dimension();
  }

  @Override
  public int outputs() {
    return table.outputs();
  }

  @Override
  public long networks() {
    return table.networks();
  }

  @Override
  public boolean isEven() {
    return even;
  }

  /// Where a point stands in the table.
  public OptionalInt index(double... point) {
    return IntStream.range(0, points.size())
        .filter(
            p ->
                point.length == inputs()
                    && IntStream.range(0, point.length)
                        .allMatch(k -> Math.abs(points.at(p, k) - point[k]) <= tolerance))
        .findFirst();
  }

  @Override
  public boolean sees(double... point) {
    return index(point).isPresent();
  }

  @Override
  public FieldSamples samples(PointSet wanted) {
    List<Integer> columns = new ArrayList<>();
    for (int p = 0; p < wanted.size(); p++) {
      double[] point = wanted.point(p);
      columns.add(
          index(point)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "the samples tell nothing at the point %s: they know %d points; ask for points among them, or name the network with field"
                              .formatted(Arrays.toString(point), points.size()))));
    }
    return new Columns(table, List.copyOf(columns));
  }

  /// Some of the table's points.
  private record Columns(FieldSamples table, List<Integer> columns) implements FieldSamples {
    @Override
    public long networks() {
      return table.networks();
    }

    @Override
    public int points() {
      return columns.size();
    }

    @Override
    public int outputs() {
      return table.outputs();
    }

    @Override
    public void read(long first, int n, double[][] f) {
      int outputs = table.outputs();
      double[][] all = new double[table.points() * outputs][n];
      table.read(first, n, all);
      for (int p = 0; p < columns.size(); p++) {
        for (int a = 0; a < outputs; a++) {
          System.arraycopy(all[columns.get(p) * outputs + a], 0, f[p * outputs + a], 0, n);
        }
      }
    }
  }
}
