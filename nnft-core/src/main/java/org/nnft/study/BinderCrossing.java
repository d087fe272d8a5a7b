package org.nnft.study;

import java.util.ArrayList;
import java.util.List;
import org.nnft.statistics.Estimate;

/// Where the Binder cumulants of two lattices cross along a line of couplings: an estimate of the critical point.
///
/// Their difference D(g) must be significant, by two errors, on both sides of a change of sign. Couplings between the two
/// at which it is not are where the crossing lies, and join in the straight line by least squares whose zero is the
/// crossing; without any the line goes through both ends.
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

  /// Zero of the straight line through the differences from one coupling to another, weighted with 1/error².
  private Estimate zero(int from, int to) {
    double weight = 0;
    double g = 0;
    double d = 0;
    for (int k = from; k <= to; k++) {
      double w = weight(k);
      weight += w;
      g += w * couplings.get(k);
      d += w * differences.get(k).value();
    }
    g /= weight;
    d /= weight;
    double spread = 0;
    double slope = 0;
    for (int k = from; k <= to; k++) {
      double off = couplings.get(k) - g;
      spread += weight(k) * off * off;
      slope += weight(k) * off * differences.get(k).value();
    }
    slope /= spread;
    double at = -d / slope;
    return new Estimate(g + at, Math.sqrt(1 / weight + at * at / spread) / Math.abs(slope));
  }

  private double weight(int k) {
    double error = differences.get(k).error();
    return 1 / (error * error);
  }

  /// What to say of them.
  List<String> sentences() {
    List<Estimate> crossings = crossings();
    if (!crossings.isEmpty()) {
      return crossings.stream()
          .map(
              at ->
                  "The Binder cumulants of L = %d and %d cross at %s = %s (straight line between couplings at which they differ)."
                      .formatted(small, large, name, at))
          .toList();
    }
    List<String> equal = new ArrayList<>();
    for (int k = 0; k < couplings.size(); k++) {
      if (!isSignificant(k)) {
        equal.add(couplings.get(k).toString());
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
