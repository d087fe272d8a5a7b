package org.nnft.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nnft.ensemble.Ensemble;
import org.nnft.ensemble.FieldAverages.Workers;
import org.nnft.ensemble.FieldSamples;
import org.nnft.field.PointSet;
import org.nnft.generating.CumulantSeries;
import org.nnft.generating.Domain;
import org.nnft.generating.GeneratingFunctional;
import org.nnft.generating.SampledGenerating;
import org.nnft.network.NeuralField;
import org.nnft.neuron.FiniteWidthCorrelators;
import org.nnft.statistics.Estimate;
import org.nnft.study.Table.Cell;

/// `W[J]` = ln `Z[J]` along a line of sources: the exact curve, the sum over correlators order by order, and the
/// logarithm of a mean over drawn networks. Where `Z[J]` diverges for real J, the characteristic functional; where the exact
/// curve is not known, the sampled one alone ([SampledFunctional]).
///
/// @param source the direction u, one number per point, or per output of each point; empty for 1 at every point
/// @param reach the largest source in units of 1/√Var(u·f), > 0
/// @param order highest order of the series, 2…8
public record GeneratingFunctionalStudy(List<Double> source, double reach, int order)
    implements Study.Investigation {
  private static final int STEPS = 12;
  private static final int BLOCKS = 64;

  /// Of the 12 values along a line, which share networks, none exceeds this but once in some 10⁴ runs.
  private static final double LARGEST_PULL = 4.5;

  /// Distance from the end of the domain, where variances are finite: e^{2Jf} has a mean up to one half.
  private static final double WITHIN = 0.9;

  public GeneratingFunctionalStudy {
    source = List.copyOf(source);
    if (!(reach > 0 && Double.isFinite(reach)) || order < 2 || order > 8) {
      throw new IllegalArgumentException(
          "needs reach > 0 and order 2 to 8; got %s, %d".formatted(reach, order));
    }
    if (!source.isEmpty() && source.stream().allMatch(u -> u == 0)) {
      throw new IllegalArgumentException("source needs a number that is not 0");
    }
  }

  @Override
  public String key() {
    return "generating-functional";
  }

  @Override
  public Findings findings(Subject subject, Workbench workbench) {
    PointSet points = subject.requirePoints(key());
    Findings.Draft draft =
        Findings.draft("The generating functional")
            .cite("halverson2021", "demirtas2023", "maiti2022")
            .show(
                new Exhibit.Formula(
                    "W[J] = \\ln \\mathbb{E}\\, e^{\\sum_p J_p f(x_p)} = N \\ln \\mathbb{E}_{v,\\theta}\\, e^{v \\sum_p J_p h_\\theta(x_p)} + \\ln \\mathbb{E}\\, e^{c \\sum_p J_p} = \\sum_r \\frac{1}{r!} \\sum J \\cdots J\\, G_c^{(r)}"));
    int number = 0;
    for (StudiedEnsemble ensemble : subject.ensembles()) {
      number++;
      Optional<FieldSamples> given = ensemble.samples();
      FieldSamples samples =
          given.isPresent()
              ? given.get()
              : samples(subject, subject.requireField(ensemble, key())).samples(points);
      String job = "sources-" + number;
      Workers workers = workers(workbench, job, ensemble);
      Optional<GeneratingFunctional> exact = exact(ensemble, points, draft);
      if (exact.isEmpty()) {
        double[] u = Sources.direction(source, points.size(), samples.outputs(), key());
        SampledFunctional.of(
            draft,
            ensemble,
            new SampledFunctional.Line(Arrays.stream(u).boxed().toList(), reach, order, number),
            points,
            samples,
            () -> workers(workbench, job + "-cumulants", ensemble),
            workers);
      } else {
        double[] u = Sources.direction(source, points.size(), key());
        if (exact.get().domain() instanceof Domain.ImaginaryOnly) {
          imaginary(draft, ensemble, exact.get(), u, number, samples, workers);
        } else {
          real(draft, ensemble, exact.get(), u, number, samples, workers);
        }
      }
    }
    if (number == 0) {
      throw new IllegalArgumentException(
          "generating-functional needs a network; name it with field: {preset: …}");
    }
    return draft.done();
  }

  private static Workers workers(Workbench workbench, String job, StudiedEnsemble ensemble) {
    return (blocks, size, work) ->
        workbench.units(job, "networks of " + ensemble.label() + " in sources", blocks, size, work);
  }

  /// The exact curve, or why there is none.
  private static Optional<GeneratingFunctional> exact(
      StudiedEnsemble ensemble, PointSet points, Findings.Draft draft) {
    if (ensemble.field().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(GeneratingFunctional.of(ensemble.field().get(), points));
    } catch (IllegalArgumentException unknown) {
      draft.warn(
          "%s: no exact curve, so that W is sampled alone: %s."
              .formatted(ensemble.label(), unknown.getMessage()));
      return Optional.empty();
    }
  }

  private static Ensemble samples(Subject subject, NeuralField field) {
    return Ensemble.of(field)
        .networks(subject.sampling().networks())
        .seed(subject.sampling().seed());
  }

  private void real(
      Findings.Draft draft,
      StudiedEnsemble ensemble,
      GeneratingFunctional exact,
      double[] u,
      int number,
      FieldSamples samples,
      Workers workers) {
    NeuralField field = exact.field();
    double largest = Math.min(reach / exact.standardDeviation(u), WITHIN * exact.largestScale(u));
    double[] t = new double[STEPS];
    Arrays.setAll(t, k -> largest * (k + 1) / STEPS);
    double[] w = new double[STEPS];
    Arrays.setAll(w, k -> exact.log(Sources.scaled(t[k], u)).value());
    CumulantSeries series =
        CumulantSeries.of(FiniteWidthCorrelators.of(field, exact.points(), order), u, order);
    List<SampledGenerating.Point> sampled =
        SampledGenerating.of(samples, u, t, field.isEven(), BLOCKS, workers);
    double worst = 0;
    int trusted = 0;
    List<List<Cell>> rows = new ArrayList<>();
    for (int k = 0; k < STEPS; k++) {
      SampledGenerating.Point point = sampled.get(k);
      double pull = point.value().pull(w[k]);
      if (isTrustworthy(point, exact, u)) {
        worst = Math.max(worst, Math.abs(pull));
        trusted++;
      }
      rows.add(
          Table.row(
              Cell.rough(t[k]),
              Cell.exact(w[k]),
              Cell.of(point.value()),
              isTrustworthy(point, exact, u) ? Cell.rough(pull) : Cell.of("not trusted"),
              Cell.rough(point.effectiveSamples()),
              Cell.rough(point.bias()),
              Cell.rough(series.at(t[k], 2)),
              Cell.rough(series.at(t[k], order))));
    }
    double mismatch = mismatch(exact, series, u);
    boolean agrees = worst <= LARGEST_PULL && mismatch < 1e-8;
    draft.compared(agrees);
    draft.say(
        String.format(
            Locale.ROOT,
            "%s: W is finite %s (%s). Of %d sampled values %d can be trusted; the largest pull against the exact curve is %.1f (threshold %.1f). Derivatives of the curve at 0 give G_c back to %.1g for orders 1 to %d (threshold 1e-8). More networks carry the mean at larger sources.",
            ensemble.label(),
            exact.largestScale(u) == Double.POSITIVE_INFINITY
                ? "for every source"
                : String.format(Locale.ROOT, "for |t| < %.6g", exact.largestScale(u)),
            exact.domain().reason(),
            STEPS,
            trusted,
            worst,
            LARGEST_PULL,
            mismatch,
            order));
    double off = Math.abs(series.at(largest, order) / w[STEPS - 1] - 1);
    draft.say(
        String.format(
            Locale.ROOT,
            "%s: at the largest source, t = %.4g, the series to order %d is off by %.2g of W.",
            ensemble.label(),
            largest,
            order,
            off));
    sampled.stream()
        .filter(point -> !isTrustworthy(point, exact, u))
        .findFirst()
        .ifPresent(point -> draft.warn(ensemble.label() + ": " + point.warning() + "."));
    draft.show(
        new Table(
            ensemble.label()
                + ": W[tu] along the line of sources; on how many networks the mean effectively rests, and the sum over connected correlators to two orders.",
            List.of(
                "t",
                "W exact",
                "W sampled",
                "pull",
                "effective",
                "bias",
                "order 2",
                "order " + order),
            rows,
            number == 1));
    draft.show(
        chart(
            ensemble,
            t,
            w,
            sampled.stream().filter(point -> isTrustworthy(point, exact, u)).toList(),
            series,
            number));
    double[] kept = new double[3 * STEPS];
    for (int k = 0; k < STEPS; k++) {
      kept[k] = t[k];
      kept[STEPS + k] = w[k];
      kept[2 * STEPS + k] = sampled.get(k).value().value();
    }
    draft.keep("w_" + number, kept, 3, STEPS);
  }

  /// Beyond half of the domain e^{2Jf} has no mean, so that no sample has an error bar.
  private static boolean isTrustworthy(
      SampledGenerating.Point point, GeneratingFunctional exact, double[] u) {
    return point.isTrustworthy() && 2 * point.scale() < exact.largestScale(u);
  }

  /// Largest difference between derivatives of the curve and contracted correlators, relative to the larger of the
  /// correlator and σʳ r!/N^(r/2−1), the size that its terms have.
  private double mismatch(GeneratingFunctional exact, CumulantSeries series, double[] u) {
    Estimate[] derivative = exact.series(new double[u.length], u, order);
    double σ = exact.standardDeviation(u);
    double mismatch = 0;
    double factorial = 1;
    for (int r = 1; r <= order; r++) {
      factorial *= r;
      double correlator = series.derivatives().get(r - 1).value();
      double size = Math.max(Math.abs(correlator), factorial * Math.pow(σ, r));
      mismatch =
          Math.max(mismatch, Math.abs(factorial * derivative[r].value() - correlator) / size);
    }
    return mismatch;
  }

  private Figure.Chart chart(
      StudiedEnsemble ensemble,
      double[] t,
      double[] w,
      List<SampledGenerating.Point> sampled,
      CumulantSeries series,
      int number) {
    List<Figure.Series> curves = new ArrayList<>();
    curves.add(Figure.Series.of("exact", t, w, Figure.Style.LINE, 0));
    curves.add(
        Figure.Series.of(
            "sampled",
            sampled.stream().mapToDouble(SampledGenerating.Point::scale).toArray(),
            sampled.stream().mapToDouble(p -> p.value().value()).toArray(),
            sampled.stream().mapToDouble(p -> p.value().error()).toArray(),
            Figure.Style.POINTS,
            0));
    for (int r = 2; r <= order; r += 2) {
      int last = r;
      double[] y = Arrays.stream(t).map(x -> series.at(x, last)).toArray();
      curves.add(Figure.Series.of("series to order " + r, t, y, Figure.Style.DASHED, r / 2));
    }
    return new Figure.Chart(
        "curve-" + number,
        ensemble.label()
            + ": W[tu], exact, sampled where enough networks carry the mean, and the sum over connected correlators.",
        Figure.Axis.linear("t"),
        Figure.Axis.linear("W[tu]"),
        curves);
  }

  private void imaginary(
      Findings.Draft draft,
      StudiedEnsemble ensemble,
      GeneratingFunctional exact,
      double[] u,
      int number,
      FieldSamples samples,
      Workers workers) {
    double σ = exact.standardDeviation(u);
    double[] t = new double[STEPS];
    Arrays.setAll(t, k -> reach / σ * (k + 1) / STEPS);
    double[] z = new double[STEPS];
    Arrays.setAll(z, k -> exact.characteristic(Sources.scaled(t[k], u)).getReal());
    List<Estimate> sampled = SampledGenerating.characteristic(samples, u, t, BLOCKS, workers);
    double worst = 0;
    List<List<Cell>> rows = new ArrayList<>();
    for (int k = 0; k < STEPS; k++) {
      double pull = sampled.get(k).pull(z[k]);
      worst = Math.max(worst, Math.abs(pull));
      rows.add(
          Table.row(
              Cell.rough(t[k]),
              Cell.exact(z[k]),
              Cell.of(sampled.get(k)),
              Cell.rough(pull),
              Cell.rough(Math.exp(-t[k] * t[k] * σ * σ / 2))));
    }
    draft.compared(worst <= LARGEST_PULL);
    draft.say(
        String.format(
            Locale.ROOT,
            "%s: no real source (%s). The characteristic functional is finite: largest pull of %d sampled values against the exact curve %.1f (threshold %.1f). More networks would see a smaller difference.",
            ensemble.label(),
            exact.domain().reason(),
            STEPS,
            worst,
            LARGEST_PULL));
    draft.show(
        new Table(
            ensemble.label() + ": Z[itu] = E cos(tu·f) along the line of imaginary sources.",
            List.of("t", "exact", "sampled", "pull", "Gaussian of equal variance"),
            rows,
            number == 1));
    draft.show(
        new Figure.Chart(
            "curve-" + number,
            ensemble.label()
                + ": the characteristic functional, exact, sampled, and of a Gaussian field.",
            Figure.Axis.linear("t"),
            Figure.Axis.linear("Re Z[itu]"),
            List.of(
                Figure.Series.of("exact", t, z, Figure.Style.LINE, 0),
                Figure.Series.of(
                    "sampled",
                    t,
                    sampled.stream().mapToDouble(Estimate::value).toArray(),
                    sampled.stream().mapToDouble(Estimate::error).toArray(),
                    Figure.Style.POINTS,
                    0),
                Figure.Series.of(
                    "Gaussian of equal variance",
                    t,
                    Arrays.stream(t).map(x -> Math.exp(-x * x * σ * σ / 2)).toArray(),
                    Figure.Style.DASHED,
                    1))));
    draft.keep("z_" + number, z, STEPS);
  }
}
