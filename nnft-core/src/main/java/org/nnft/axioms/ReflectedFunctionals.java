package org.nnft.axioms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nnft.field.PointSet;
import org.nnft.math.SymmetricIndex;

/// Functionals of the field at positive times and their mirror images.
///
/// The functionals are the constant 1 and the products φ(x_i), φ(x_i)φ(x_j), φ(x_i)φ(x_j)φ(x_k) up to a degree, repeated
/// points included. For a field with f ~ −f those of even and of odd degree do not mix, and the sectors are looked
/// at one by one. Immutable.
public final class ReflectedFunctionals {
  /// Degrees for which functionals are made.
  public static final int HIGHEST_DEGREE = 3;

  private final PointSet points;
  private final List<int[]> functionals;
  private final int positive;

  private ReflectedFunctionals(PointSet points, List<int[]> functionals, int positive) {
    this.points = points;
    this.functionals = functionals;
    this.positive = positive;
  }

  /// All functionals of these degrees.
  ///
  /// @param positive points at positive times. Not modified.
  /// @param time which coordinate is the time, from 0
  /// @param degrees each 0…3. Not modified.
  /// @throws IllegalArgumentException if a point's time is not positive
  public static ReflectedFunctionals of(PointSet positive, int time, int... degrees) {
    int n = positive.size();
    if (time < 0 || time >= positive.dimension()) {
      throw new IllegalArgumentException(
          "the time is one of the coordinates 1 to %d, got %d"
              .formatted(positive.dimension(), time + 1));
    }
    double[][] all = new double[2 * n][];
    for (int p = 0; p < n; p++) {
      if (!(positive.at(p, time) > 0)) {
        throw new IllegalArgumentException(
            "reflection positivity needs points at positive times, point %d has %s; move it, or name another time coordinate"
                .formatted(p + 1, positive.at(p, time)));
      }
      all[p] = positive.point(p);
      all[n + p] = positive.point(p);
      all[n + p][time] = -all[n + p][time];
    }
    List<int[]> functionals = new ArrayList<>();
    for (int degree : degrees) {
      if (degree < 0 || degree > HIGHEST_DEGREE) {
        throw new IllegalArgumentException(
            "functionals have degrees 0 to %d, got %d".formatted(HIGHEST_DEGREE, degree));
      }
      SymmetricIndex index = SymmetricIndex.of(n, degree);
      for (int c = 0; c < index.count(); c++) {
        functionals.add(index.at(c));
      }
    }
    if (functionals.isEmpty()) {
      throw new IllegalArgumentException("functionals need at least 1 degree, got none");
    }
    return new ReflectedFunctionals(PointSet.of(all), List.copyOf(functionals), n);
  }

  /// The points at positive times, then their mirror images.
  public PointSet points() {
    return points;
  }

  /// Number of functionals.
  public int size() {
    return functionals.size();
  }

  /// Highest order of a correlator in M.
  public int highestOrder() {
    return 2 * functionals.stream().mapToInt(f -> f.length).max().orElse(0);
  }

  /// The points of F_a, indices into [#points()], a copy.
  public int[] functional(int a) {
    return functionals.get(a).clone();
  }

  /// The points of θF_a.
  int[] reflected(int a) {
    return Arrays.stream(functionals.get(a)).map(p -> p + positive).toArray();
  }

  /// The points of (θF_a)F_b, sorted.
  int[] pair(int a, int b) {
    int[] left = reflected(a);
    int[] right = functionals.get(b);
    int[] all = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, all, left.length, right.length);
    Arrays.sort(all);
    return all;
  }

  /// F_a as text, points numbered from 1: `φ₁φ₁φ₂`.
  public String name(int a) {
    StringBuilder name = new StringBuilder();
    for (int p : functionals.get(a)) {
      name.append('φ');
      for (char digit : Integer.toString(p + 1).toCharArray()) {
        name.append((char) ('₀' + digit - '0'));
      }
    }
    return name.isEmpty() ? "1" : name.toString();
  }
}
