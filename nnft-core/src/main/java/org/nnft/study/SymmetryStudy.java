package org.nnft.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nnft.ensemble.DrawnFields;
import org.nnft.ensemble.FieldSamples;
import org.nnft.ensemble.TabulatedEnsemble;
import org.nnft.field.PointSet;
import org.nnft.network.HiddenLayer;
import org.nnft.network.NeuralField;
import org.nnft.neuron.NeuronMoments;
import org.nnft.study.Table.Cell;
import org.nnft.symmetry.Derivation;
import org.nnft.symmetry.ExactDifference;
import org.nnft.symmetry.GroupFamily;
import org.nnft.symmetry.GroupGenerator;
import org.nnft.symmetry.MaitiStatistic;
import org.nnft.symmetry.MatrixGroup;
import org.nnft.symmetry.NegativeControl;
import org.nnft.symmetry.SymmetryGroup;
import org.nnft.symmetry.SymmetryMeasurement;
import org.nnft.symmetry.SymmetryTest;
import org.nnft.symmetry.SymmetryVerdict;

/// Which groups leave the field's law invariant: derived from the densities, measured on networks, and whether the
/// measurement has eyes (negative controls).
///
/// @param groups what is asked; empty for what the dimensions suggest
/// @param settings components and elements
/// @param controls whether networks with the symmetry broken on purpose are measured too
/// @param published whether the statistic of 2106.00694 is shown beside
public record SymmetryStudy(
    List<Asked> groups, SymmetryTest.Settings settings, boolean controls, boolean published)
    implements Study.Investigation {

  /// How far translations and scalings reach unless the file says it.
  public static final double REACH = 3;

  /// A group by its name.
  ///
  /// @param family which
  /// @param onInputs whether it acts on inputs
  /// @param fixed number of leading components that it leaves alone
  /// @param degree weight Δ of scalings
  public record Asked(GroupFamily family, boolean onInputs, int fixed, double degree) {

    /// The group for a field's dimensions.
    ///
    /// @throws IllegalArgumentException if the family has no such member
    public SymmetryGroup of(NeuralField field) {
      return of(field.inputs(), field.outputs());
    }

    /// The group for so many inputs and outputs.
    ///
    /// @throws IllegalArgumentException if the family has no such member
    public SymmetryGroup of(int inputs, int outputs) {
      int n = onInputs ? inputs : outputs;
      return switch (family) {
        case TRANSLATIONS -> new SymmetryGroup.Translations(n, REACH);
        case EUCLIDEAN -> new SymmetryGroup.Euclidean(n, REACH);
        case SCALINGS -> new SymmetryGroup.Scalings(degree, REACH);
        case O, SO, U, SU, SP, PERMUTATIONS, HYPEROCTAHEDRAL, REFLECTIONS, SIGN -> {
          MatrixGroup group = family.on(n, fixed);
          yield onInputs ? new SymmetryGroup.OnInputs(group) : new SymmetryGroup.OnOutputs(group);
        }
      };
    }
  }

  public SymmetryStudy {
    groups = List.copyOf(groups);
  }

  @Override
  public String key() {
    return "symmetry";
  }

  /// Groups that a field of these dimensions suggests.
  private static List<Asked> suggested(boolean movable, int outputs) {
    List<Asked> asked = new ArrayList<>();
    asked.add(new Asked(GroupFamily.SIGN, false, 0, 0));
    if (outputs > 1) {
      asked.add(new Asked(GroupFamily.SO, false, 0, 0));
      asked.add(new Asked(GroupFamily.PERMUTATIONS, false, 0, 0));
    }
    if (movable) {
      asked.add(new Asked(GroupFamily.O, true, 0, 0));
      asked.add(new Asked(GroupFamily.TRANSLATIONS, true, 0, 0));
    }
    return asked;
  }

  /// A verdict with what it belongs to.
  private record Judged(StudiedEnsemble ensemble, SymmetryVerdict verdict) {}

  /// A control and what the test saw of it.
  private record Seen(
      StudiedEnsemble ensemble, NegativeControl control, SymmetryMeasurement measurement) {}

  @Override
  public Findings findings(Subject subject, Workbench workbench) {
    Findings.Draft draft = Findings.draft("Symmetries").cite("maiti2021", "mezzadri2007");
    List<Judged> judged = new ArrayList<>();
    List<Seen> seen = new ArrayList<>();
    List<List<Cell>> published = new ArrayList<>();
    Map<HiddenLayer, NeuronMoments> units = new HashMap<>();
    long tests = tests(subject);
    for (int e = 0; e < subject.ensembles().size(); e++) {
      StudiedEnsemble ensemble = subject.ensembles().get(e);
      List<SymmetryGroup> all = groups(subject, ensemble);
      Optional<ExactDifference> exact =
          all.stream().allMatch(SymmetryGroup::movesInputs) || ensemble.field().isEmpty()
              ? Optional.empty()
              : ExactDifference.of(
                  ensemble.field().get(),
                  subject.requirePoints(key()),
                  settings.orders().getLast(),
                  units);
      judge(subject, ensemble, ensemble.field(), all, workbench, exact, "sample-" + (e + 1))
          .stream()
          .map(m -> new SymmetryVerdict(derivation(ensemble, m.group()), m, tests))
          .forEach(v -> judged.add(new Judged(ensemble, v)));
      if (ensemble.given().isEmpty()) {
        PointSet points = subject.requirePoints(key());
        NeuralField field = subject.requireField(ensemble, key());
        if (controls) {
          seen.addAll(controls(subject, ensemble, field, all, workbench, e + 1));
        }
        if (this.published) {
          published.addAll(published(subject, ensemble, field, points, all, workbench, e + 1));
        }
      } else if (controls) {
        draft.warn(
            "%s: samples have no negative controls; the bounds in the table say which breakings would escape."
                .formatted(ensemble.label()));
      }
    }
    if (judged.isEmpty()) {
      throw new IllegalArgumentException(
          "symmetry needs a network; name it with field: {preset: …}");
    }
    SymmetryReport report = new SymmetryReport(draft, tests);
    judged.forEach(j -> report.verdict(j.ensemble().label(), j.verdict()));
    seen.forEach(
        s -> report.control(s.ensemble().label(), s.control().description(), s.measurement()));
    published.forEach(report::published);
    return report.findings(subject.ensembles().size());
  }

  private static Derivation derivation(StudiedEnsemble ensemble, SymmetryGroup group) {
    return ensemble
        .field()
        .map(field -> Derivation.of(field, group))
        .orElseGet(() -> Derivation.unknown(group));
  }

  /// Every broken network once, tested for all groups that it is to break.
  private List<Seen> controls(
      Subject subject,
      StudiedEnsemble ensemble,
      NeuralField field,
      List<SymmetryGroup> all,
      Workbench workbench,
      int number) {
    Map<NegativeControl, List<SymmetryGroup>> broken = new LinkedHashMap<>();
    for (SymmetryGroup group : all) {
      for (NegativeControl control : NegativeControl.of(field, group)) {
        broken.computeIfAbsent(control, _ -> new ArrayList<>()).add(group);
      }
    }
    List<Seen> seen = new ArrayList<>();
    for (Map.Entry<NegativeControl, List<SymmetryGroup>> e : broken.entrySet()) {
      NegativeControl control = e.getKey();
      String job = "control-%d-%d".formatted(number, seen.size() + 1);
      for (SymmetryMeasurement m :
          judge(
              subject,
              ensemble,
              Optional.of(control.field()),
              e.getValue(),
              workbench,
              Optional.empty(),
              job)) {
        seen.add(new Seen(ensemble, control, m));
      }
    }
    return seen;
  }

  private long tests(Subject subject) {
    return subject.ensembles().stream().mapToLong(e -> groups(subject, e).size()).sum();
  }

  private List<SymmetryGroup> groups(Subject subject, StudiedEnsemble ensemble) {
    boolean drawn = ensemble.given().isEmpty();
    int inputs =
        drawn
            ? subject.requireField(ensemble, key()).inputs()
            : subject.points().map(PointSet::dimension).orElse(1);
    int outputs =
        ensemble
            .samples()
            .map(FieldSamples::outputs)
            .orElseGet(() -> subject.requireField(ensemble, key()).outputs());
    return (groups.isEmpty() ? suggested(drawn, outputs) : groups)
        .stream().map(g -> g.of(inputs, outputs)).toList();
  }

  private SymmetryTest test(
      Subject subject,
      StudiedEnsemble ensemble,
      Optional<NeuralField> field,
      List<SymmetryGroup> all) {
    long seed = subject.sampling().seed();
    if (ensemble.given().isEmpty()) {
      return SymmetryTest.of(
          field.orElseThrow(),
          subject.requirePoints(key()),
          all,
          settings,
          subject.sampling().networks(),
          seed);
    }
    return subject.points().isPresent()
        ? SymmetryTest.of(
            (TabulatedEnsemble) ensemble.networks(subject, key()), all, settings, seed)
        : SymmetryTest.ofSamples(ensemble.samples().orElseThrow(), all, settings, seed);
  }

  private List<SymmetryMeasurement> judge(
      Subject subject,
      StudiedEnsemble ensemble,
      Optional<NeuralField> field,
      List<SymmetryGroup> all,
      Workbench workbench,
      Optional<ExactDifference> exact,
      String job) {
    SymmetryTest test = test(subject, ensemble, field, all);
    double[][] blocks =
        workbench.units(
            job, "symmetries, " + ensemble.label(), SymmetryTest.BLOCKS, test.size(), test::block);
    return test.measurements(blocks, exact);
  }

  /// Rows: ensemble, group, order, mean and RMS of M, RMS of δM, their verdict.
  private static List<List<Cell>> published(
      Subject subject,
      StudiedEnsemble ensemble,
      NeuralField field,
      PointSet points,
      List<SymmetryGroup> all,
      Workbench workbench,
      int number) {
    long perBlock = subject.sampling().networks() / SymmetryTest.BLOCKS;
    long seed = subject.sampling().seed();
    DrawnFields drawn = DrawnFields.of(field, points, subject.sampling().networks(), seed);
    double[][] blocks =
        workbench.units(
            "published-" + number,
            "statistic of 2106.00694, " + ensemble.label(),
            SymmetryTest.BLOCKS,
            MaitiStatistic.size(points.size(), field.outputs()),
            b -> MaitiStatistic.block(drawn, b * perBlock, perBlock));
    List<List<Cell>> rows = new ArrayList<>();
    for (SymmetryGroup group : all) {
      if (group instanceof SymmetryGroup.OnOutputs(MatrixGroup g) && isContinuous(g)) {
        for (MaitiStatistic s : MaitiStatistic.of(g, points.size(), blocks, perBlock, seed)) {
          rows.add(
              Table.row(
                  Cell.of(ensemble.label()),
                  Cell.of(group.symbol()),
                  Cell.of(s.order()),
                  Cell.rough(s.mean()),
                  Cell.rough(s.spread()),
                  Cell.rough(s.error()),
                  Cell.of(s.passes() ? "inside" : "outside")));
        }
      }
    }
    return rows;
  }

  private static boolean isContinuous(MatrixGroup group) {
    return group.generators().stream().anyMatch(GroupGenerator.Infinitesimal.class::isInstance);
  }
}
