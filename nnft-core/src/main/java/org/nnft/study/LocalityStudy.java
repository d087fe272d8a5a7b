package org.nnft.study;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nnft.ensemble.FieldEnsemble;
import org.nnft.field.PointSet;
import org.nnft.locality.DecayFit;
import org.nnft.locality.ExactSeparation;
import org.nnft.locality.LocalityVerdict;
import org.nnft.locality.SampledSeparation;
import org.nnft.locality.Separation;
import org.nnft.network.NeuralField;
import org.nnft.statistics.Estimate;
import org.nnft.study.Table.Cell;

/// Does the connected correlator of the points fall when they are split into groups that move apart?
///
/// @param groups points of the experiment, from 1, repeated ones allowed; empty for the first half against the second
/// @param direction along which the groups move, d numbers; empty for the first axis
/// @param from the smallest distance, > 0
/// @param to the largest
/// @param count number of distances in equal steps, 5 or more
/// @param lattice whether the constants of every other split are wanted as well
/// @param sampled whether the correlator is also measured
public record LocalityStudy(
    List<List<Integer>> groups,
    List<Double> direction,
    double from,
    double to,
    int count,
    boolean lattice,
    boolean sampled)
    implements Study.Investigation {
  private static final int BLOCKS = 64;
  private static final int DOUBLINGS = 5;

  public LocalityStudy {
    groups = groups.stream().map(List::copyOf).toList();
    direction = List.copyOf(direction);
    if (!(from > 0 && to > from && Double.isFinite(to)) || count < 5 || count > BLOCKS - 8) {
      throw new IllegalArgumentException(
          "needs 0 < from < to and 5 to %d distances; got %s, %s, %d"
              .formatted(BLOCKS - 8, from, to, count));
    }
  }

  @Override
  public String key() {
    return "locality";
  }

  @Override
  public Findings findings(Subject subject, Workbench workbench) {
    PointSet points = subject.requirePoints(key());
    Separation separation = separation(points);
    double[] distances = new double[count];
    Arrays.setAll(distances, k -> (from * (count - 1 - k) + to * k) / (count - 1));
    Findings.Draft draft =
        Findings.draft(
                "Locality of the connected %d-point function, points %s apart"
                    .formatted(
                        separation.order(),
                        chosen(points).stream()
                            .map(g -> g.stream().map(String::valueOf).collect(joining(", ")))
                            .collect(joining(" and "))))
            .cite("demirtas2023", "zhang2026", "maiti2022")
            .show(
                new Exhibit.Formula(
                    "G_c^{(%d)}(R) \\to A + B\\, e^{-R/\\xi} \\quad\\text{or}\\quad A + B\\, R^{-p}"
                        .formatted(separation.order())));
    List<Exhibit> verdicts = new ArrayList<>();
    int number = 0;
    for (StudiedEnsemble ensemble : subject.ensembles()) {
      number++;
      FieldEnsemble networks = ensemble.networks(subject, key());
      Optional<ExactSeparation> exact =
          ensemble.field().flatMap(field -> exact(field, separation, draft, ensemble));
      Optional<SampledSeparation> curve =
          sampled || exact.isEmpty()
              ? Optional.of(sample(workbench, networks, separation, distances, ensemble, number))
              : Optional.empty();
      report(draft, ensemble, exact, curve, distances, number, verdicts);
      if (lattice) {
        lattice(draft, ensemble, networks, points, workbench, number);
      }
    }
    if (number == 0) {
      throw new IllegalArgumentException(
          "locality needs a network; name it with field: {preset: …}");
    }
    verdicts.forEach(draft::show);
    return draft.done();
  }

  private double[] axis(PointSet points) {
    double[] axis = new double[points.dimension()];
    axis[0] = 1;
    return direction.isEmpty() ? axis : direction.stream().mapToDouble(x -> x).toArray();
  }

  private List<List<Integer>> chosen(PointSet points) {
    if (!groups.isEmpty()) {
      return groups;
    }
    List<Integer> first = new ArrayList<>();
    List<Integer> second = new ArrayList<>();
    for (int p = 1; p <= points.size(); p++) {
      (2 * p <= points.size() + 1 ? first : second).add(p);
    }
    return List.of(first, second);
  }

  private Separation separation(PointSet points) {
    List<List<Integer>> chosen = chosen(points);
    List<double[]> rows = new ArrayList<>();
    List<Integer> group = new ArrayList<>();
    for (int g = 0; g < chosen.size(); g++) {
      for (int p : chosen.get(g)) {
        if (p < 1 || p > points.size()) {
          throw new IllegalArgumentException(
              "locality.groups names points 1 to %d, got %d".formatted(points.size(), p));
        }
        rows.add(points.point(p - 1));
        group.add(g);
      }
    }
    return Separation.of(
        rows.toArray(double[][]::new), group.stream().mapToInt(g -> g).toArray(), axis(points));
  }

  private static Optional<ExactSeparation> exact(
      NeuralField field, Separation separation, Findings.Draft draft, StudiedEnsemble ensemble) {
    try {
      ExactSeparation exact = ExactSeparation.of(field, separation);
      exact.at(1);
      return Optional.of(exact);
    } catch (IllegalArgumentException unknown) {
      draft.warn(ensemble.label() + ": no exact values: " + unknown.getMessage());
      return Optional.empty();
    }
  }

  private static SampledSeparation sample(
      Workbench workbench,
      FieldEnsemble networks,
      Separation separation,
      double[] distances,
      StudiedEnsemble ensemble,
      int number) {
    return SampledSeparation.of(
        networks,
        separation,
        distances,
        BLOCKS,
        (blocks, size, work) ->
            workbench.units(
                "separation-" + number,
                "networks of " + ensemble.label() + " pulled apart",
                blocks,
                size,
                work));
  }

  private void report(
      Findings.Draft draft,
      StudiedEnsemble ensemble,
      Optional<ExactSeparation> exact,
      Optional<SampledSeparation> curve,
      double[] distances,
      int number,
      List<Exhibit> verdicts) {
    List<Estimate> known = new ArrayList<>();
    exact.ifPresent(
        e -> {
          for (double distance : distances) {
            known.add(e.at(distance));
          }
          LocalityVerdict verdict = LocalityVerdict.of(e, from, DOUBLINGS);
          say(draft, ensemble.label() + ", exact", verdict, verdicts);
        });
    curve.ifPresent(
        c -> say(draft, ensemble.label() + ", sampled", LocalityVerdict.of(c), verdicts));
    if (exact.isPresent() && curve.isPresent()) {
      double[] values = known.stream().mapToDouble(Estimate::value).toArray();
      double p = curve.get().agreement(values).pValue();
      draft.compared(p > 1e-3);
      draft.say(
          String.format(
              Locale.ROOT,
              "%s: sampled and exact values %s (p = %.2g, threshold 0.001).",
              ensemble.label(),
              p > 1e-3 ? "agree" : "DISAGREE",
              p));
    }
    draft.show(table(ensemble, known, curve, distances, number));
    draft.show(chart(ensemble, known, curve, distances, number));
    curve.ifPresent(
        c -> {
          draft.show(fits(ensemble, LocalityVerdict.of(c)));
          draft.keep(
              "sampled_" + number,
              c.values().stream().mapToDouble(Estimate::value).toArray(),
              distances.length);
          draft.keep("covariance_" + number, covariance(c), distances.length, distances.length);
        });
  }

  private static double[] covariance(SampledSeparation curve) {
    int n = curve.distances().size();
    double[] covariance = new double[n * n];
    Arrays.setAll(covariance, k -> curve.covariance(k / n, k % n));
    return covariance;
  }

  private static void say(
      Findings.Draft draft, String who, LocalityVerdict verdict, List<Exhibit> notes) {
    String law =
        verdict
            .correlationLength()
            .map(ξ -> ", ξ = " + ξ)
            .or(() -> verdict.power().map(p -> ", p = " + p))
            .orElse("");
    Estimate constant = verdict.constant();
    draft.say(
        "%s: %s, A = %s%s: %s."
            .formatted(
                who,
                verdict.decay().words(),
                constant.value() == 0 && constant.error() == 0 ? "0" : constant,
                law,
                verdict.evidence()));
    notes.add(
        new Exhibit.Text(
            "%s. Threshold: %s. What would change the verdict: %s."
                .formatted(who, verdict.threshold(), verdict.wouldChange())));
  }

  private Table table(
      StudiedEnsemble ensemble,
      List<Estimate> exact,
      Optional<SampledSeparation> curve,
      double[] distances,
      int number) {
    List<String> columns = new ArrayList<>(List.of("R"));
    if (!exact.isEmpty()) {
      columns.add("exact");
    }
    if (curve.isPresent()) {
      columns.add("sampled");
    }
    if (!exact.isEmpty() && curve.isPresent()) {
      columns.add("pull");
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (int k = 0; k < distances.length; k++) {
      int at = k;
      List<Cell> row = new ArrayList<>(List.of(Cell.rough(distances[k])));
      exact.stream().skip(k).findFirst().ifPresent(e -> row.add(Cell.exact(e.value())));
      curve.ifPresent(
          c -> {
            Estimate value = c.values().get(at);
            row.add(Cell.of(value));
            exact.stream()
                .skip(at)
                .findFirst()
                .ifPresent(e -> row.add(Cell.rough(value.pull(e.value()))));
          });
      rows.add(row);
    }
    return new Table(
        ensemble.label() + ": the connected correlator at distance R.", columns, rows, number == 1);
  }

  private static Table fits(StudiedEnsemble ensemble, LocalityVerdict verdict) {
    List<List<Cell>> rows = new ArrayList<>();
    double least =
        verdict.fits().stream().mapToDouble(DecayFit::informationCriterion).min().orElseThrow();
    for (DecayFit fit : verdict.fits()) {
      rows.add(
          Table.row(
              Cell.of(fit.law().name().toLowerCase(Locale.ROOT).replace('_', ' ')),
              determined(fit.constant()),
              fit.law().decays() ? determined(fit.amplitude()) : Cell.of("–"),
              fit.law().decays() ? determined(fit.scale()) : Cell.of("–"),
              Cell.rough(fit.chiSquare()),
              Cell.of(fit.degreesOfFreedom()),
              Cell.rough(fit.informationCriterion()),
              Cell.rough(fit.informationCriterion() - least)));
    }
    return new Table(
        ensemble.label()
            + ": laws through the sampled values, with their covariance; the last column is how far each AIC is above the best, of which e^(−ΔAIC/2) is the relative likelihood.",
        List.of("law", "A", "B", "ξ or p", "χ²", "dof", "AIC", "ΔAIC"),
        rows,
        false);
  }

  /// Parameters that the values say nothing about have no finite error.
  private static Cell determined(Estimate parameter) {
    return Double.isFinite(parameter.error()) ? Cell.of(parameter) : Cell.of("undetermined");
  }

  private static Figure.Chart chart(
      StudiedEnsemble ensemble,
      List<Estimate> exact,
      Optional<SampledSeparation> curve,
      double[] distances,
      int number) {
    List<Figure.Series> series = new ArrayList<>();
    if (!exact.isEmpty()) {
      series.add(
          Figure.Series.of(
              "exact",
              distances,
              exact.stream().mapToDouble(e -> Math.abs(e.value())).toArray(),
              Figure.Style.LINE,
              0));
    }
    curve.ifPresent(
        c ->
            series.add(
                Figure.Series.of(
                    "sampled",
                    distances,
                    c.values().stream().mapToDouble(e -> Math.abs(e.value())).toArray(),
                    c.values().stream().mapToDouble(Estimate::error).toArray(),
                    Figure.Style.POINTS,
                    0)));
    return new Figure.Chart(
        "decay-" + number,
        ensemble.label() + ": modulus of the connected correlator as the groups move apart.",
        Figure.Axis.linear("R"),
        Figure.Axis.logarithmic("|G_c(R)|"),
        series);
  }

  /// What is left of every split far apart: the exact limit where it is known, else the exact value at the largest distance,
  /// else the sampled one.
  private void lattice(
      Findings.Draft draft,
      StudiedEnsemble ensemble,
      FieldEnsemble networks,
      PointSet points,
      Workbench workbench,
      int number) {
    double[][] rows =
        chosen(points).stream()
            .flatMap(List::stream)
            .map(p -> points.point(p - 1))
            .toArray(double[][]::new);
    List<List<Cell>> cells = new ArrayList<>();
    int constants = 0;
    int beyond = 0;
    boolean limits = true;
    for (Separation split : Separation.lattice(rows, axis(points))) {
      Optional<Estimate> limit = limit(ensemble, split);
      limits &= limit.isPresent();
      String job = "lattice-%d-%d".formatted(number, cells.size() + 1);
      Optional<Estimate> value = limit.or(() -> far(ensemble, networks, split, workbench, job));
      if (value.isEmpty()) {
        beyond++;
        continue;
      }
      Estimate far = value.get();
      boolean stays = Math.abs(far.value()) > LocalityVerdict.SIGMAS * far.error();
      constants += stays ? 1 : 0;
      cells.add(
          Table.row(
              Cell.of(split.toString()),
              Cell.of(split.groups()),
              limit.isPresent() ? Cell.exact(stays ? far.value() : 0) : Cell.of(far),
              Cell.of(stays ? "remains" : limit.isPresent() ? "vanishes" : "not seen")));
    }
    String where =
        limits
            ? "in the limit R → ∞"
            : String.format(
                Locale.ROOT,
                "at R = %.4g, the limits not being known (above %.2f standard errors)",
                to,
                LocalityVerdict.SIGMAS);
    draft.say(
        "%s: of %d ways to split the points %d leave a connected correlator %s%s."
            .formatted(
                ensemble.label(),
                cells.size() + beyond,
                constants,
                where,
                beyond == 0 ? "" : "; %d reach beyond the samples' points".formatted(beyond)));
    draft.show(
        new Table(
            ensemble.label()
                + ": every way to split the points (numbered in the order of the groups), "
                + where
                + ".",
            List.of("split", "groups", limits ? "limit" : "value", ""),
            cells,
            cells.size() <= 15 && number == 1));
  }

  private static Optional<Estimate> limit(StudiedEnsemble ensemble, Separation split) {
    try {
      return ensemble.field().flatMap(field -> ExactSeparation.of(field, split).limit());
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  /// Empty where the samples do not reach.
  private Optional<Estimate> far(
      StudiedEnsemble ensemble,
      FieldEnsemble networks,
      Separation split,
      Workbench workbench,
      String job) {
    try {
      if (ensemble.field().isPresent()) {
        return Optional.of(ExactSeparation.of(ensemble.field().get(), split).at(to));
      }
    } catch (IllegalArgumentException unknown) {
      // Sampled below.
    }
    if (!split.isSeenBy(networks, to)) {
      return Optional.empty();
    }
    SampledSeparation sampled =
        SampledSeparation.of(
            networks,
            split,
            new double[] {to},
            BLOCKS,
            (blocks, size, work) ->
                workbench.units(job, ensemble.label() + ", split " + split, blocks, size, work));
    return Optional.of(sampled.values().getFirst());
  }
}
