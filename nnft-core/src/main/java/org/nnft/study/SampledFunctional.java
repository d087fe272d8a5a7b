package org.nnft.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.nnft.ensemble.FieldAverages.Workers;
import org.nnft.ensemble.FieldSamples;
import org.nnft.field.PointSet;
import org.nnft.generating.CumulantSeries;
import org.nnft.generating.SampledGenerating;
import org.nnft.generating.SampledGenerating.Cumulants;
import org.nnft.neuron.FiniteWidthCorrelators;
import org.nnft.statistics.Estimate;
import org.nnft.study.Table.Cell;

/// W[tu] where no exact curve is known: the logarithm of a mean with its jackknife error and the number of networks that
/// carry it, beside the series in the sample's own cumulants, which are held against exact correlators where these are
/// known.
final class SampledFunctional {
  private static final int STEPS = 12;
  private static final int BLOCKS = 64;

  /// Of at most 8 cumulants, which share networks, none exceeds this but once in some 10⁴ runs.
  private static final double LARGEST_PULL = 4.5;

  /// A normal law has a block of 64 with a larger share of a squared error in one of 250 runs.
  private static final double HEAVY = 0.25;

  private SampledFunctional() {}

  /// What is asked.
  ///
  /// @param u one number per field
  /// @param reach the largest source in units of 1/√Var(u·f)
  /// @param order highest of the series
  /// @param number of the ensemble, from 1
  record Line(List<Double> u, double reach, int order, int number) {
    Line {
      u = List.copyOf(u);
    }

    double[] direction() {
      return u.stream().mapToDouble(x -> x).toArray();
    }
  }

  static void of(
      Findings.Draft draft,
      StudiedEnsemble ensemble,
      Line line,
      PointSet points,
      FieldSamples samples,
      Supplier<Workers> forCumulants,
      Workers forCurve) {
    boolean even = ensemble.isEven();
    Cumulants cumulants =
        SampledGenerating.cumulants(
            samples, line.direction(), line.order(), even, BLOCKS, forCumulants.get());
    double σ = Math.sqrt(cumulants.values().get(1).value());
    double[] t = new double[STEPS];
    Arrays.setAll(t, k -> line.reach() / σ * (k + 1) / STEPS);
    List<SampledGenerating.Point> curve =
        SampledGenerating.of(samples, line.direction(), t, even, BLOCKS, forCurve);
    CumulantSeries series = new CumulantSeries(cumulants.values());
    double trusted =
        curve.stream()
            .takeWhile(SampledGenerating.Point::isTrustworthy)
            .mapToDouble(SampledGenerating.Point::scale)
            .max()
            .orElse(0);
    draft.say(
        String.format(
            Locale.ROOT,
            "%s: W is sampled alone; values rest on %.0f effective samples or more up to t = %.4g (%.2g/√Var(u·f)), where W = %s and the series to order %d gives %.4g. Beyond it, and where a value keeps rising with the number of networks, Z[J] may be infinite.",
            ensemble.label(),
            SampledGenerating.FEWEST,
            trusted,
            trusted * σ,
            curve.stream()
                .filter(p -> p.scale() == trusted)
                .findFirst()
                .map(p -> p.value().toString())
                .orElse("unknown"),
            line.order(),
            series.at(trusted, line.order())));
    if (trusted < t[STEPS - 1]) {
      draft.warn(
          "%s: W at t above %.4g rests on too few networks; draw more, or use smaller sources."
              .formatted(ensemble.label(), trusted));
    }
    draft.show(table(ensemble, t, curve, series, line));
    draft.show(cumulants(draft, ensemble, cumulants, exact(ensemble, points, line), line.order()));
    draft.show(chart(ensemble, t, curve, series, line));
    double[] kept = new double[3 * STEPS];
    for (int k = 0; k < STEPS; k++) {
      kept[k] = t[k];
      kept[STEPS + k] = curve.get(k).value().value();
      kept[2 * STEPS + k] = curve.get(k).value().error();
    }
    draft.keep("w_sampled_" + line.number(), kept, 3, STEPS);
  }

  private static Optional<CumulantSeries> exact(
      StudiedEnsemble ensemble, PointSet points, Line line) {
    try {
      return ensemble
          .field()
          .map(
              field ->
                  CumulantSeries.of(
                      FiniteWidthCorrelators.of(field, points, line.order()),
                      line.direction(),
                      line.order()));
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  private static Table table(
      StudiedEnsemble ensemble,
      double[] t,
      List<SampledGenerating.Point> curve,
      CumulantSeries series,
      Line line) {
    List<List<Cell>> rows = new ArrayList<>();
    for (int k = 0; k < STEPS; k++) {
      SampledGenerating.Point point = curve.get(k);
      rows.add(
          Table.row(
              Cell.rough(t[k]),
              Cell.of(point.value()),
              Cell.of(point.isTrustworthy() ? "yes" : "NO"),
              Cell.rough(point.effectiveSamples()),
              Cell.rough(point.bias()),
              Cell.rough(series.at(t[k], 2)),
              Cell.rough(series.at(t[k], line.order()))));
    }
    return new Table(
        ensemble.label() + ": W[tu] along the line of sources, from samples.",
        List.of(
            "t",
            "W sampled",
            "trusted",
            "effective samples",
            "bias",
            "series, order 2",
            "series, order " + line.order()),
        rows,
        line.number() == 1);
  }

  /// Derivatives of W at 0, held against exact correlators where they are known.
  private static Table cumulants(
      Findings.Draft draft,
      StudiedEnsemble ensemble,
      Cumulants cumulants,
      Optional<CumulantSeries> exact,
      int order) {
    List<List<Cell>> rows = new ArrayList<>();
    double worst = 0;
    int compared = 0;
    for (int r = 1; r <= order; r++) {
      Estimate sampled = cumulants.values().get(r - 1);
      int at = r - 1;
      double known = exact.map(e -> e.derivatives().get(at).value()).orElse(Double.NaN);
      boolean heavy = cumulants.largestShare().get(at) > HEAVY;
      boolean usable = Double.isFinite(known) && !heavy && sampled.error() > 0;
      double pull = usable ? sampled.pull(known) : Double.NaN;
      worst = usable ? Math.max(worst, Math.abs(pull)) : worst;
      compared += usable ? 1 : 0;
      rows.add(
          Table.row(
              Cell.of(r),
              Cell.of(sampled),
              Cell.exact(known),
              usable ? Cell.rough(pull) : Cell.of(""),
              Cell.of(heavy ? "heavy tails" : "")));
    }
    if (compared > 0) {
      draft.compared(worst <= LARGEST_PULL);
      draft.say(
          String.format(
              Locale.ROOT,
              "%s: derivatives of W at 0, the cumulants of u·f, %s with exact correlators at %d orders (largest pull %.1f, threshold %.1f). More networks would see smaller differences.",
              ensemble.label(),
              worst <= LARGEST_PULL ? "agree" : "do NOT agree",
              compared,
              worst,
              LARGEST_PULL));
    }
    return new Table(
        ensemble.label() + ": derivatives of W[tu] at t = 0, Σ u…u G_c.",
        List.of("order", "sampled", "exact", "pull", ""),
        rows,
        false);
  }

  private static Figure.Chart chart(
      StudiedEnsemble ensemble,
      double[] t,
      List<SampledGenerating.Point> curve,
      CumulantSeries series,
      Line line) {
    List<SampledGenerating.Point> shown =
        curve.stream().filter(SampledGenerating.Point::isTrustworthy).toList();
    List<Figure.Series> curves = new ArrayList<>();
    curves.add(
        Figure.Series.of(
            "sampled",
            shown.stream().mapToDouble(SampledGenerating.Point::scale).toArray(),
            shown.stream().mapToDouble(p -> p.value().value()).toArray(),
            shown.stream().mapToDouble(p -> p.value().error()).toArray(),
            Figure.Style.POINTS,
            0));
    for (int r = 2; r <= line.order(); r += 2) {
      int last = r;
      double[] y = Arrays.stream(t).map(x -> series.at(x, last)).toArray();
      curves.add(Figure.Series.of("series to order " + r, t, y, Figure.Style.DASHED, r / 2));
    }
    return new Figure.Chart(
        "curve-" + line.number(),
        ensemble.label()
            + ": W[tu] sampled, where enough networks carry the mean, and the sum over the sample's cumulants.",
        Figure.Axis.linear("t"),
        Figure.Axis.linear("W[tu]"),
        curves);
  }
}
