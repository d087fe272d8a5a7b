package org.nnft.locality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nnft.ensemble.FieldEnsemble;
import org.nnft.field.PointSet;
import org.nnft.math.SetPartitions;

/// r points cut into groups that move apart: group g goes R·s_g along a direction, s = 0, 1, 3, 7, 12, 20, 30, 44.
///
/// The differences of these numbers are all different (Mian and Chowla), so that no two pairs of groups keep one
/// another's distance. Points may coincide. Immutable.
public final class Separation {
  /// Orders for which connected correlators are found.
  public static final int HIGHEST_ORDER = 8;

  private static final int[] SHIFTS = {0, 1, 3, 7, 12, 20, 30, 44};

  private final double[][] points;
  private final int[] group;
  private final double[] direction;

  private Separation(double[][] points, int[] group, double[] direction) {
    this.points = points;
    this.group = group;
    this.direction = direction;
  }

  /// @param points r rows of d coordinates at R = 0, 2 ≤ r ≤ 8; equal ones allowed. Not modified.
  /// @param group which group each belongs to, numbered from 0, at least two. Not modified.
  /// @param direction d numbers, not all 0; made a unit vector. Not modified.
  /// @throws IllegalArgumentException naming what breaks a rule
  public static Separation of(double[][] points, int[] group, double... direction) {
    if (points.length < 2 || points.length > HIGHEST_ORDER || group.length != points.length) {
      throw new IllegalArgumentException(
          "2 to %d points are pulled apart, each with a group; got %d points and %d groups"
              .formatted(HIGHEST_ORDER, points.length, group.length));
    }
    int groups = (int) Arrays.stream(group).distinct().count();
    if (groups < 2 || Arrays.stream(group).anyMatch(g -> g < 0 || g >= groups)) {
      throw new IllegalArgumentException(
          "points need at least 2 groups, numbered 0, 1, …; got " + Arrays.toString(group));
    }
    double norm = Math.sqrt(Arrays.stream(direction).map(x -> x * x).sum());
    for (double[] point : points) {
      if (point.length != direction.length) {
        throw new IllegalArgumentException(
            "the direction has %d components, a point has %d"
                .formatted(direction.length, point.length));
      }
    }
    if (!(norm > 0 && Double.isFinite(norm))) {
      throw new IllegalArgumentException(
          "a direction needs components that are finite and not all 0, got "
              + Arrays.toString(direction));
    }
    return new Separation(
        Arrays.stream(points).map(double[]::clone).toArray(double[][]::new),
        group.clone(),
        Arrays.stream(direction).map(x -> x / norm).toArray());
  }

  /// The first half of the points against the second.
  public static Separation halves(double[][] points, double... direction) {
    int first = (points.length + 1) / 2;
    int[] group = IntStream.range(0, points.length).map(i -> i < first ? 0 : 1).toArray();
    return of(points, group, direction);
  }

  /// Every way to split the points: the partition lattice without its top, Bell(r) − 1 of them.
  public static List<Separation> lattice(double[][] points, double... direction) {
    List<Separation> all = new ArrayList<>();
    for (int[] blocks : SetPartitions.of(points.length)) {
      if (blocks.length > 1) {
        int[] group = new int[points.length];
        Arrays.setAll(
            group,
            i ->
                IntStream.range(0, blocks.length)
                    .filter(b -> (blocks[b] >> i & 1) == 1)
                    .findFirst()
                    .orElseThrow());
        all.add(of(points, group, direction));
      }
    }
    return all;
  }

  /// Number of points r.
  public int order() {
    return points.length;
  }

  /// Number of groups.
  public int groups() {
    return (int) Arrays.stream(group).distinct().count();
  }

  /// By how many R each point moves.
  int[] shifts() {
    return Arrays.stream(group).map(g -> SHIFTS[g]).toArray();
  }

  /// Whether an ensemble's outputs can be had at the points at a distance R.
  public boolean isSeenBy(FieldEnsemble networks, double distance) {
    return Arrays.stream(at(distance)).allMatch(networks::sees);
  }

  /// The points at a distance R, repeated ones included.
  double[][] at(double distance) {
    double[][] moved = new double[points.length][];
    Arrays.setAll(
        moved,
        i -> {
          double[] x = points[i].clone();
          Arrays.setAll(x, k -> Math.fma(distance * SHIFTS[group[i]], direction[k], x[k]) + 0.0);
          return x;
        });
    return moved;
  }

  /// The different ones among rows, and which of them each row is.
  static Located locate(double[][] rows) {
    List<double[]> distinct = new ArrayList<>();
    int[] index = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      double[] row = rows[i];
      int at =
          IntStream.range(0, distinct.size())
              .filter(k -> Arrays.equals(distinct.get(k), row))
              .findFirst()
              .orElse(distinct.size());
      if (at == distinct.size()) {
        distinct.add(row);
      }
      index[i] = at;
    }
    return new Located(
        PointSet.of(distinct.toArray(double[][]::new)), Arrays.stream(index).boxed().toList());
  }

  /// @param points all different
  /// @param index of each row among them
  record Located(PointSet points, List<Integer> index) {
    Located {
      index = List.copyOf(index);
    }

    /// The points of a subset of the rows from `from` on.
    int[] tuple(int from, int mask) {
      int[] tuple = new int[Integer.bitCount(mask)];
      for (int i = 0, next = 0; mask >> i != 0; i++) {
        if ((mask >> i & 1) == 1) {
          tuple[next++] = index.get(from + i);
        }
      }
      return tuple;
    }
  }

  /// The groups as `12|34`, points numbered from 1.
  @Override
  public String toString() {
    return IntStream.range(0, groups())
        .mapToObj(
            g ->
                IntStream.range(0, group.length)
                    .filter(i -> group[i] == g)
                    .mapToObj(i -> Integer.toString(i + 1))
                    .collect(Collectors.joining()))
        .collect(Collectors.joining("|"));
  }
}
