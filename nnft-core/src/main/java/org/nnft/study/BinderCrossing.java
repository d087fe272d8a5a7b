package org.nnft.study;

import java.util.ArrayList;
import java.util.List;
import org.nnft.statistics.Estimate;

/// Where the Binder cumulants of two lattices cross along a line of couplings: an estimate of the critical point.
///
/// Their difference D(g) must be significant, by two errors, on both sides of a change of sign. Couplings between the two
/// at which it is not lie on the crossing; the crossing is the zero of the straight line between the neighbours whose
/// values change sign, of several such pairs the one with the smallest differences.
///
/// @param couplings ascending
/// @param differences U_small − U_large at each
record BinderCrossing(
    int small, int large, String name, List<Double> couplings, List<Estimate> differences) {
  private static final double SIGNIFICANT = 2;

  BinderCrossing {
    couplings = List.copyOf(couplings);
    differences = List.copyOf(differences);
  }

  /// @param points of two sizes at least
  static BinderCrossing of(List<LatticePoint> points, String name) {
    List<Integer> sizes = points.stream().map(LatticePoint::size).distinct().sorted().toList();
    int large = sizes.getLast();
    int small = sizes.get(sizes.size() - 2);
    List<LatticePoint> a = along(points, small);
    List<LatticePoint> b = along(points, large);
    List<Double> couplings = new ArrayList<>();
    List<Estimate> differences = new ArrayList<>();
    for (int k = 0; k < a.size(); k++) {
      Estimate x = a.get(k).measured().binder().mean();
      Estimate y = b.get(k).measured().binder().mean();
      couplings.add(a.get(k).coupling());
      differences.add(new Estimate(x.value() - y.value(), Math.hypot(x.error(), y.error())));
    }
    return new BinderCrossing(small, large, name, couplings, differences);
  }

  private static List<LatticePoint> along(List<LatticePoint> points, int size) {
    return points.stream()
        .filter(p -> p.size() == size)
        .sorted((p, q) -> Double.compare(p.coupling(), q.coupling()))
        .toList();
  }

  private boolean isSignificant(int k) {
    return Math.abs(differences.get(k).pull(0)) > SIGNIFICANT;
  }

  /// All crossings.
  List<Estimate> crossings() {
    List<Estimate> found = new ArrayList<>();
    int last = -1;
    for (int k = 0; k < couplings.size(); k++) {
      if (isSignificant(k)) {
        if (last >= 0 && differences.get(last).value() * differences.get(k).value() < 0) {
          found.add(zero(last, k));
        }
        last = k;
      }
    }
    return found;
  }

  private Estimate zero(int from, int to) {
    int best = -1;
    for (int k = from; k < to; k++) {
      boolean changes = differences.get(k).value() * differences.get(k + 1).value() <= 0;
      if (changes && (best < 0 || size(k) < size(best))) {
        best = k;
      }
    }
    return between(best);
  }

  private double size(int k) {
    return Math.abs(differences.get(k).value()) + Math.abs(differences.get(k + 1).value());
  }

  /// Zero of the straight line between a coupling and the next.
  private Estimate between(int k) {
    Estimate here = differences.get(k);
    Estimate there = differences.get(k + 1);
    double step = couplings.get(k + 1) - couplings.get(k);
    double slope = (there.value() - here.value()) / step;
    double share = -here.value() / slope / step;
    double error = Math.hypot((1 - share) * here.error(), share * there.error());
    return new Estimate(couplings.get(k) + share * step, error / Math.abs(slope));
  }

  /// What to say of them.
  List<String> sentences() {
    List<Estimate> crossings = crossings();
    if (!crossings.isEmpty()) {
      return crossings.stream()
          .map(
              at ->
                  "The Binder cumulants of L = %d and %d cross at %s = %s (straight line between neighbouring couplings)."
                      .formatted(small, large, name, at))
          .toList();
    }
    List<String> equal = new ArrayList<>();
    for (int k = 0; k < couplings.size(); k++) {
      if (!isSignificant(k)) {
        equal.add(Words.number(couplings.get(k)));
      }
    }
    return List.of(
        equal.isEmpty()
            ? "The Binder cumulants of L = %d and %d do not cross in this range of %s."
                .formatted(small, large, name)
            : "The Binder cumulants of L = %d and %d cannot be told apart at %s = %s, and no change of sign encloses a crossing; raise sampling.networks or widen the range."
                .formatted(small, large, name, String.join(", ", equal)));
  }
}
