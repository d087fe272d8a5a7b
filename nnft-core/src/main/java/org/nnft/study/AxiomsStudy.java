package org.nnft.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nnft.axioms.Axiom;
import org.nnft.axioms.AxiomEvidence;
import org.nnft.axioms.AxiomEvidence.Status;
import org.nnft.axioms.AxiomTable;
import org.nnft.axioms.ReflectionPositivity;
import org.nnft.ensemble.FieldAverages.Workers;
import org.nnft.ensemble.FieldEnsemble;
import org.nnft.ensemble.TabulatedEnsemble;
import org.nnft.field.PointSet;
import org.nnft.locality.ExactSeparation;
import org.nnft.locality.LocalityVerdict;
import org.nnft.locality.Separation;
import org.nnft.network.NeuralField;
import org.nnft.statistics.Estimate;
import org.nnft.study.Table.Cell;

/// The axioms of Osterwalder and Schrader, one row each with evidence and verdict.
///
/// The experiment's points stand at positive times. Correlators are exact where theory knows them; with `sampled`, and
/// where it does not, networks are drawn. Clustering is judged by the locality of ⟨φ²(x)φ²(y)⟩_c.
///
/// @param time which coordinate is the time, from 1
/// @param degree highest degree of the functionals, 1…3
/// @param extent a length like the correlation length, > 0
/// @param sampled whether networks are drawn although theory knows the correlators
public record AxiomsStudy(int time, int degree, double extent, boolean sampled)
    implements Study.Investigation {
  private static final int BLOCKS = 128;
  private static final int DOUBLINGS = 5;

  /// As many ensembles beside one another are legible.
  private static final int MOST_COLUMNS = 4;

  /// The quadratic form cannot lie below the lowest eigenvalue: so many errors, once in some 10⁵ runs.
  private static final double BELOW = 4.5;

  public AxiomsStudy {
    if (time < 1 || degree < 1 || degree > 3 || !(extent > 0 && Double.isFinite(extent))) {
      throw new IllegalArgumentException(
          "needs time ≥ 1, degree 1 to 3 and extent > 0; got %d, %d, %s"
              .formatted(time, degree, extent));
    }
  }

  @Override
  public String key() {
    return "axioms";
  }

  @Override
  public Findings findings(Subject subject, Workbench workbench) {
    PointSet points = subject.requirePoints(key());
    Findings.Draft draft =
        Findings.draft("The axioms of Osterwalder and Schrader")
            .cite("osterwalder1973", "osterwalder1975", "halverson2021")
            .show(
                new Exhibit.Formula(
                    "M_{ab} = \\mathbb{E}\\bigl[(\\theta F_a)\\, F_b\\bigr] \\succeq 0,\\qquad F \\in \\{1, \\phi, \\phi\\phi, \\phi\\phi\\phi\\}_{\\tau > 0},\\quad \\theta:\\ \\tau \\to -\\tau"));
    List<List<Cell>> lowest = new ArrayList<>();
    Map<String, AxiomTable> tables = new LinkedHashMap<>();
    List<Exhibit> notes = new ArrayList<>();
    int number = 0;
    for (StudiedEnsemble ensemble : subject.ensembles()) {
      number++;
      FieldEnsemble networks = ensemble.networks(subject, key());
      AxiomTable.Question question =
          new AxiomTable.Question(
              positive(points, networks), time - 1, degree, extent, subject.sampling().seed());
      Optional<AxiomTable> exact =
          ensemble.field().flatMap(field -> exact(field, question, draft, ensemble));
      exact.ifPresent(
          table -> show(draft, ensemble.label() + ", exact", table, lowest, tables, notes));
      if (sampled || exact.isEmpty()) {
        AxiomTable table =
            AxiomTable.sampled(
                networks,
                question,
                BLOCKS,
                exact.map(AxiomTable::rows).orElse(List.of()),
                workers(workbench, ensemble, number));
        show(draft, ensemble.label() + ", sampled", table, lowest, tables, notes);
        exact.ifPresent(known -> compare(draft, ensemble, known, table));
      }
    }
    if (number == 0) {
      throw new IllegalArgumentException("axioms need a network; name it with field: {preset: …}");
    }
    draft.show(verdicts(tables));
    draft.show(
        new Table(
            "Reflection positivity sector by sector: the lowest eigenvalue, or the quadratic form in the direction that the other half of the networks finds lowest.",
            List.of("ensemble", "functionals", "lowest", "largest", "positivity"),
            lowest,
            true));
    notes.forEach(draft::show);
    return draft.done();
  }

  /// Where networks are known at the points of a table alone, those at positive times whose mirror image is in it too.
  private PointSet positive(PointSet points, FieldEnsemble networks) {
    if (!(networks instanceof TabulatedEnsemble table)) {
      return points;
    }
    if (time > points.dimension()) {
      throw new IllegalArgumentException(
          "axioms.time must be 1 to %d, got %d".formatted(points.dimension(), time));
    }
    double[][] mirrored =
        IntStream.range(0, points.size())
            .mapToObj(points::point)
            .filter(
                x -> {
                  double[] image = x.clone();
                  image[time - 1] = -image[time - 1];
                  return x[time - 1] > 0 && table.sees(image);
                })
            .toArray(double[][]::new);
    if (mirrored.length == 0) {
      throw new IllegalArgumentException(
          "axioms need outputs at points and at their mirror images under time reversal; none of the %d points of the samples has one: add them, name another time, or name the network with field"
              .formatted(points.size()));
    }
    return PointSet.of(mirrored);
  }

  /// One row per axiom, one column per ensemble; many ensembles have a row each.
  private static Table verdicts(Map<String, AxiomTable> tables) {
    String caption =
        "The five axioms. Not rejected: nothing against it at these points, with these functionals; evidence, threshold and what would change the verdict stand below.";
    List<String> columns = new ArrayList<>();
    List<List<Cell>> rows = new ArrayList<>();
    if (tables.size() > MOST_COLUMNS) {
      columns.add("ensemble");
      for (Axiom axiom : Axiom.values()) {
        columns.add(axiom.symbol());
      }
      tables.forEach(
          (who, table) -> {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(who)));
            table.rows().forEach(evidence -> row.add(Cell.of(evidence.status().words())));
            rows.add(row);
          });
      String names =
          Arrays.stream(Axiom.values())
              .map(axiom -> axiom.symbol() + " " + axiom.words())
              .collect(Collectors.joining(", "));
      return new Table(caption + " " + names + ".", columns, rows, true);
    }
    columns.add("axiom");
    columns.addAll(tables.keySet());
    for (Axiom axiom : Axiom.values()) {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.of(axiom.symbol() + " " + axiom.words()));
      tables.values().forEach(table -> row.add(Cell.of(table.row(axiom).status().words())));
      rows.add(row);
    }
    return new Table(caption, columns, rows, true);
  }

  private Supplier<Workers> workers(Workbench workbench, StudiedEnsemble ensemble, int number) {
    int[] job = {0};
    return () -> {
      String name = "axioms-%d-%d".formatted(number, ++job[0]);
      return (blocks, size, work) ->
          workbench.units(
              name, "networks of " + ensemble.label() + " for the axioms", blocks, size, work);
    };
  }

  private Optional<AxiomTable> exact(
      NeuralField field,
      AxiomTable.Question question,
      Findings.Draft draft,
      StudiedEnsemble ensemble) {
    try {
      return Optional.of(AxiomTable.exact(field, question, clustering(field, question.points())));
    } catch (IllegalArgumentException unknown) {
      draft.warn(ensemble.label() + ": no exact correlators. " + unknown.getMessage());
      return Optional.empty();
    }
  }

  /// What the study of locality says of ⟨φ²(x)φ²(y)⟩_c; empty where its values leave the range of doubles.
  private Optional<AxiomEvidence> clustering(NeuralField field, PointSet points) {
    double[] x = points.point(0);
    double[] axis = new double[x.length];
    axis[0] = 1;
    double[][] twice = new double[4][];
    Arrays.setAll(twice, _ -> x);
    try {
      LocalityVerdict verdict =
          LocalityVerdict.of(
              ExactSeparation.of(field, Separation.halves(twice, axis)), extent, DOUBLINGS);
      Status status =
          switch (verdict.decay()) {
            case NON_LOCAL -> Status.VIOLATED;
            case LOCAL, POWER_LAW -> Status.NOT_REJECTED;
            case UNDECIDED, UNSETTLED, UNSEEN -> Status.UNKNOWN;
          };
      return Optional.of(
          new AxiomEvidence(
              Axiom.CLUSTERING,
              status,
              "⟨φ²(x)φ²(y)⟩_c: " + verdict.evidence(),
              verdict.threshold(),
              verdict.wouldChange()));
    } catch (IllegalArgumentException overflow) {
      return Optional.empty();
    }
  }

  private void show(
      Findings.Draft draft,
      String who,
      AxiomTable table,
      List<List<Cell>> lowest,
      Map<String, AxiomTable> tables,
      List<Exhibit> notes) {
    tables.put(who, table);
    List<String> violated = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (AxiomEvidence row : table.rows()) {
      notes.add(
          new Exhibit.Text(
              "%s, %s %s: %s. Evidence: %s. Threshold: %s. What would change the verdict: %s."
                  .formatted(
                      who,
                      row.axiom().symbol(),
                      row.axiom().words(),
                      row.status().words(),
                      row.evidence(),
                      row.threshold(),
                      row.wouldChange())));
      if (row.status() == Status.VIOLATED) {
        violated.add("%s (%s)".formatted(row.axiom().words(), row.evidence()));
      }
      if (row.status() == Status.UNKNOWN) {
        unknown.add(row.axiom().words());
      }
    }
    draft.say(
        "%s: %s%s."
            .formatted(
                who,
                violated.isEmpty()
                    ? "no axiom is violated by functionals to degree %d at these points"
                        .formatted(degree)
                    : "violated: " + String.join("; ", violated),
                unknown.isEmpty() ? "" : "; not known: " + String.join(", ", unknown)));
    for (int s = 0; s < table.reflections().size(); s++) {
      ReflectionPositivity sector = table.reflections().get(s);
      lowest.add(
          Table.row(
              Cell.of(who),
              Cell.of(sectorName(table.reflections().size(), s)),
              Cell.of(sector.lowest()),
              Cell.rough(sector.eigenvalues().getLast()),
              Cell.of(sector.positive() ? Status.NOT_REJECTED.words() : Status.VIOLATED.words())));
    }
  }

  private String sectorName(int sectors, int s) {
    if (sectors == 1 && degree > 1) {
      return "degrees 0 to " + degree;
    }
    return s == 0 ? degree < 3 ? "degree 1" : "degrees 1, 3" : "degrees 0, 2";
  }

  /// A quadratic form is never below the lowest eigenvalue.
  private static void compare(
      Findings.Draft draft, StudiedEnsemble ensemble, AxiomTable exact, AxiomTable sampled) {
    double least = Double.POSITIVE_INFINITY;
    for (int s = 0; s < exact.reflections().size(); s++) {
      Estimate form = sampled.reflections().get(s).lowest();
      least = Math.min(least, form.pull(exact.reflections().get(s).lowest().value()));
    }
    boolean agrees =
        least >= -BELOW
            && (exact.row(Axiom.COVARIANCE).status() != Status.NOT_REJECTED
                || sampled.row(Axiom.COVARIANCE).status() != Status.VIOLATED);
    draft.compared(agrees);
    draft.say(
        String.format(
            Locale.ROOT,
            "%s: the sampled quadratic forms lie %.1f errors or more from the exact lowest eigenvalues (not below −%.1f), and covariance %s.",
            ensemble.label(),
            least,
            BELOW,
            agrees ? "agrees with theory" : "does NOT agree with theory"));
  }
}
