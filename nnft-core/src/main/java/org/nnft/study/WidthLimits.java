package org.nnft.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.nnft.statistics.CurveFit;
import org.nnft.statistics.Estimate;
import org.nnft.study.Table.Cell;

/// A quantity of networks of several widths, extrapolated to N → ∞ by polynomials in 1/N.
///
/// Networks of different widths are independent, so the fit's errors follow from the data's. The linear fit is believed
/// unless its χ² has a probability below 10 %, or the quadratic term, where there are data enough for one, is two errors
/// from 0. Where the coefficient of 1/N is known, both fits go on from it, with terms in 1/N² and 1/N³.
///
/// @param name of what is extrapolated
/// @param linear fit with one power of 1/N
/// @param quadratic fit with two, absent where there are too few widths
/// @param known at N → ∞, if it is; with an error where it is measured by other means
/// @param slope the coefficient of 1/N, if it is known
record WidthLimits(
    String name,
    CurveFit linear,
    Optional<CurveFit> quadratic,
    Optional<Estimate> known,
    OptionalDouble slope) {
  private static final double DOUBTFUL_P = 0.1;
  private static final double SMALLEST_P = 0.01;

  /// @param widths at least 3. Not modified.
  static WidthLimits of(
      String name, double[] widths, List<Estimate> values, Optional<Estimate> known) {
    return new WidthLimits(
        name,
        CurveFit.inversePowers(widths, values, 1),
        widths.length > 3
            ? Optional.of(CurveFit.inversePowers(widths, values, 2))
            : Optional.empty(),
        known,
        OptionalDouble.empty());
  }

  /// With a coefficient of 1/N that is exact.
  ///
  /// @param widths at least 3. Not modified.
  static WidthLimits of(
      String name, double[] widths, List<Estimate> values, Optional<Estimate> known, double slope) {
    List<Estimate> rest =
        IntStream.range(0, widths.length)
            .mapToObj(
                i -> new Estimate(values.get(i).value() - slope / widths[i], values.get(i).error()))
            .toList();
    return new WidthLimits(
        name,
        CurveFit.inversePowers(widths, rest, List.of(0, 2)),
        widths.length > 3
            ? Optional.of(CurveFit.inversePowers(widths, rest, List.of(0, 2, 3)))
            : Optional.empty(),
        known,
        OptionalDouble.of(slope));
  }

  /// The coefficient of 1/N.
  private Estimate slope(CurveFit fit) {
    return slope.isPresent() ? new Estimate(slope.getAsDouble(), 0) : fit.parameters().get(1);
  }

  /// The fit that is believed.
  CurveFit best() {
    return quadratic
        .filter(
            fit -> linear.pValue() < DOUBTFUL_P || Math.abs(fit.parameters().get(2).pull(0)) > 2)
        .orElse(linear);
  }

  /// The fit of the highest degree that the data allow: where a comparison must not suffer from a term left out.
  CurveFit highest() {
    return quadratic.orElse(linear);
  }

  /// Whether the widths are large enough for 1/N: the fit is probable, and the narrowest network within 20 % of the limit
  /// or not significantly away from it.
  ///
  /// @param narrowest the value at the smallest width
  boolean isDescribed(Estimate narrowest) {
    Estimate limit = highest().parameters().getFirst();
    double bias = Math.abs(narrowest.value() - limit.value());
    return highest().pValue() >= SMALLEST_P
        && (bias < 2 * Math.hypot(narrowest.error(), limit.error())
            || bias < 0.2 * Math.abs(limit.value()));
  }

  /// The limit of the fit that is believed.
  Estimate limit() {
    return best().parameters().getFirst();
  }

  /// One row for each fit.
  private List<List<Cell>> rows(boolean compared) {
    List<List<Cell>> rows = new ArrayList<>();
    rows.add(row(linear, compared));
    quadratic.ifPresent(fit -> rows.add(row(fit, compared)));
    return rows;
  }

  private List<Cell> row(CurveFit fit, boolean compared) {
    Estimate limit = fit.parameters().getFirst();
    List<Cell> row = new ArrayList<>();
    row.add(Cell.of(name));
    int degree = fit.parameters().size() - (slope.isPresent() ? 0 : 1);
    row.add(Cell.of(degree == 1 ? "linear" : degree == 2 ? "quadratic" : "cubic"));
    row.add(Cell.of(limit));
    if (compared) {
      row.add(known.map(Cell::of).orElse(Cell.exact(Double.NaN)));
      row.add(Cell.rough(pull(limit)));
    }
    row.add(Cell.of(slope(fit)));
    row.add(Cell.rough(fit.degreesOfFreedom() == 0 ? Double.NaN : fit.pValue()));
    return row;
  }

  private double pull(Estimate limit) {
    return known
        .map(k -> (limit.value() - k.value()) / Math.hypot(limit.error(), k.error()))
        .orElse(Double.NaN);
  }

  /// How many errors the limit lies off what is known; NaN if nothing is.
  double pull() {
    return pull(limit());
  }

  /// The same of the fit of the highest degree.
  double pullOfHighest() {
    return pull(highest().parameters().getFirst());
  }

  /// @param beside what the limits are held against, where any is known
  static Table table(List<WidthLimits> limits, String beside) {
    boolean compared = limits.stream().anyMatch(limit -> limit.known().isPresent());
    return new Table(
        "N → ∞ by polynomials in 1/N; the coefficient of 1/N is the bias of a finite width, without error where it is exact and not fitted.",
        compared
            ? List.of("quantity", "fit", "N → ∞", beside, "pull", "coefficient of 1/N", "p")
            : List.of("quantity", "fit", "N → ∞", "coefficient of 1/N", "p"),
        limits.stream().flatMap(limit -> limit.rows(compared).stream()).toList(),
        false);
  }

  /// The limit, and which N a wanted accuracy needs (2508.03810).
  String sentence() {
    Estimate limit = limit();
    String beside =
        known
            .map(
                k ->
                    String.format(
                        Locale.ROOT, ", exactly %.8f (pull %.1f)", k.value(), pull(limit)))
            .orElse("");
    Estimate slope = slope(best());
    return String.format(
        Locale.ROOT,
        "%s tends to %s for N → ∞%s; the bias at finite N is %s, %s.",
        name,
        limit,
        beside,
        slope.error() == 0
            ? String.format(Locale.ROOT, "exactly %.6f/N + O(1/N²)", slope.value())
            : slope + "/N",
        neededWidth(slope, limit.value()));
  }

  private static String neededWidth(Estimate slope, double limit) {
    boolean seen = Math.abs(slope.pull(0)) > 2;
    double most =
        (seen ? Math.abs(slope.value()) : Math.abs(slope.value()) + 2 * slope.error())
            / Math.abs(limit);
    return String.format(
        Locale.ROOT,
        seen
            ? "so 1 %% needs N ≈ %.0f and 0.1 %% N ≈ %.0f"
            : "not seen above the noise; 1 %% needs at most N ≈ %.0f, 0.1 %% at most N ≈ %.0f (95 %%)",
        Math.max(1, Math.ceil(most / 0.01)),
        Math.max(1, Math.ceil(most / 0.001)));
  }
}
