package org.nnft.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hipparchus.complex.Complex;
import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;
import org.nnft.rg.FixedPoint;
import org.nnft.rg.FlowEquation;
import org.nnft.rg.LocalPotential;
import org.nnft.rg.NetworkPotential;
import org.nnft.rg.Regulator;
import org.nnft.rg.RgFlow;
import org.nnft.statistics.Estimate;
import org.nnft.study.Table.Cell;

/// Wetterich's flow of a potential in the local-potential approximation (2108.01403, 2212.11811): where does it go, and
/// which fixed points are there?
///
/// @param dimension d of the space in which the field lives
/// @param regulator the cutoff function; fixed points are shown for Litim's as well
/// @param couplings n of the truncation u₂…u₂ₙ
/// @param initial u₂, u₄, … in units of mass; empty to measure them from the network
/// @param canonical whether a network's field is normalised to a canonical kinetic term; otherwise as in 2108.01403
/// @param from scale k at which the flow begins
/// @param to scale k at which it ends
/// @param fixedPoints whether they are searched for, at every truncation up to n
/// @param sampled whether λ and κ are measured from a sample even where they are known exactly
public record PotentialFlowStudy(
    double dimension,
    Regulator regulator,
    int couplings,
    Optional<LocalPotential> initial,
    boolean canonical,
    double from,
    double to,
    boolean fixedPoints,
    boolean sampled)
    implements Study.Investigation {
  private static final int STEPS = 60;

  public PotentialFlowStudy {
    if (couplings < 2 || couplings > 8) {
      throw new IllegalArgumentException(
          "a truncation keeps 2 to 8 couplings, u2 to u16; got " + couplings);
    }
    if (!(from > 0) || !(to > 0) || from == to) {
      throw new IllegalArgumentException(
          "scales must be two different positive numbers, got %s and %s".formatted(from, to));
    }
    initial.ifPresent(
        u -> {
          if (u.couplings().size() > couplings) {
            throw new IllegalArgumentException(
                "%d initial couplings do not fit a truncation of %d; raise couplings"
                    .formatted(u.couplings().size(), couplings));
          }
        });
    // Refuses a dimension or a regulator that give no flow.
    FlowEquation.localPotential(dimension, regulator, couplings);
  }

  @Override
  public String key() {
    return "potential-flow";
  }

  @Override
  public Findings findings(Subject subject, Workbench workbench) {
    FlowEquation equation = FlowEquation.localPotential(dimension, regulator, couplings);
    Findings.Draft draft =
        Findings.draft("Flow of the potential in d = " + Words.number(dimension))
            .cite("wetterich1993", "litim2001", "erbin2021")
            .show(
                new Exhibit.Formula(
                    "k\\,\\partial_k U = 2v_d\\,k^d\\,\\ell\\!\\left(U''/k^2\\right),\\qquad U=\\sum_{j\\le "
                        + couplings
                        + "} u_{2j}\\,\\frac{\\phi^{2j}}{(2j)!}"));
    List<Start> starts = starts(subject, workbench, draft);
    List<List<Cell>> ends = new ArrayList<>();
    for (int k = 0; k < starts.size(); k++) {
      follow(equation, starts.get(k), k, ends, draft);
    }
    if (!ends.isEmpty()) {
      draft.show(
          new Table(
              "Couplings in units of mass at both ends of the flow.",
              columns("of", "k"),
              ends,
              true));
    }
    if (fixedPoints) {
      new FixedPointsExhibit(dimension, regulator, couplings).show(draft);
      draft.show(FlowDiagram.of(equation));
    }
    return draft.done();
  }

  /// A potential with the name of where it comes from.
  ///
  /// @param measured the network's, with the sample's errors; empty for a given one
  private record Start(
      String label, LocalPotential potential, Optional<MeasuredPotential> measured) {}

  private List<Start> starts(Subject subject, Workbench workbench, Findings.Draft draft) {
    if (initial.isPresent()) {
      return List.of(new Start("given", initial.get(), Optional.empty()));
    }
    if (subject.ensembles().isEmpty() && !fixedPoints) {
      throw new IllegalArgumentException(
          "potential-flow has nothing to follow; give initial: [u2, u4, …], or a field to measure them from");
    }
    List<Start> starts = new ArrayList<>();
    List<List<Cell>> measured = new ArrayList<>();
    for (StudiedEnsemble ensemble : subject.ensembles()) {
      NeuralField field = subject.requireField(ensemble, key());
      CouplingsStudy.requireOneOutput(field, key());
      if (field.inputs() != dimension) {
        throw new IllegalArgumentException(
            "potential-flow.dimension is %s, the field has %d inputs; make them the same, or give initial"
                .formatted(Words.number(dimension), field.inputs()));
      }
      PointSet points = subject.requirePoints(key());
      boolean sextic = couplings >= 3;
      MeasuredPotential found =
          MeasuredPotential.of(
              field,
              points,
              sextic,
              MeasuredPotential.source(
                  field,
                  points,
                  sextic ? 6 : 4,
                  sampled,
                  "potential-" + subject.ensembles().indexOf(ensemble),
                  subject,
                  workbench));
      NetworkPotential potential = found.potential();
      LocalPotential u = found.at(canonical);
      starts.add(
          new Start(
              ensemble.label(),
              sextic ? u : LocalPotential.factorial(u.coupling(2), u.coupling(4)),
              Optional.of(found)));
      measured.add(
          Table.row(
              Cell.of(ensemble.label()),
              Cell.rough(potential.massSquared()),
              Cell.rough(potential.normalisation()),
              cell(found.quartic()),
              cell(found.sextic()),
              Cell.rough(potential.bare().coupling(4)),
              Cell.rough(potential.canonical().coupling(4))));
    }
    if (!measured.isEmpty()) {
      draft
          .show(
              new Exhibit.Formula(
                  "\\hat K_W(p)^{-1} = Z\\,(p^2+m^2+\\dots),\\qquad u_2=m^2,\\quad u_4=24\\lambda/Z^2,\\quad u_6=720\\kappa/Z^3"))
          .show(
              new Table(
                  "Measured from the network: mass, normalisation, λ and κ at the experiment's points and Λ = ∞; u₄ of the network's own field (2108.01403) and of the canonical one.",
                  List.of("ensemble", "m²", "Z", "λ", "κ", "u₄ own", "u₄ canonical"),
                  measured,
                  true));
    }
    return starts;
  }

  /// With its error, if a sample gave it.
  private static Cell cell(Estimate estimate) {
    return estimate.error() > 0 ? Cell.of(estimate) : Cell.rough(estimate.value());
  }

  private List<String> columns(String... first) {
    List<String> columns = new ArrayList<>(List.of(first));
    IntStream.rangeClosed(1, couplings).forEach(j -> columns.add(name(j)));
    return columns;
  }

  /// u₂ⱼ with subscript digits.
  static String name(int j) {
    return "u"
        + String.valueOf(2 * j)
            .chars()
            .mapToObj(c -> String.valueOf((char) ('₀' + c - '0')))
            .collect(Collectors.joining());
  }

  private void follow(
      FlowEquation equation, Start start, int number, List<List<Cell>> ends, Findings.Draft draft) {
    List<RgFlow.Point> points = new ArrayList<>();
    double k = from;
    LocalPotential u = start.potential;
    points.add(new RgFlow.Point(k, u));
    String fate = "";
    for (int step = 1; step <= STEPS; step++) {
      double next = from * Math.pow(to / from, (double) step / STEPS);
      try {
        u = equation.flow(u, k, next, 1).end().potential();
      } catch (ArithmeticException | IllegalArgumentException stopped) {
        fate =
            String.format(
                Locale.ROOT,
                " The truncated flow ends at k = %.4g, at the pole of the propagator or at infinity.",
                k);
        break;
      }
      k = next;
      points.add(new RgFlow.Point(k, u));
    }
    double highest = start.potential.coupling(2 * start.potential.couplings().size());
    if (highest < 0) {
      draft.warn(
          start.label
              + ": the potential falls without bound, since its highest coupling is negative: λ < 0 of a network with positive connected 4-point function. Its flow is formal.");
    }
    RgFlow.Point first = points.getFirst();
    RgFlow.Point last = points.getLast();
    ends.add(row(start.label, first, errors(equation, start, from)));
    ends.add(row(start.label, last, errors(equation, start, last.scale())));
    draft.say(
        String.format(
            Locale.ROOT,
            "%s: from k = %s to %s, u₂ goes from %s to %s and u₄ from %s to %s; in units of k it ends at ũ₂ = %s, ũ₄ = %s.%s",
            start.label,
            Words.number(first.scale()),
            Words.number(last.scale()),
            Words.number(first.potential().coupling(2)),
            Words.number(last.potential().coupling(2)),
            Words.number(first.potential().coupling(4)),
            Words.number(last.potential().coupling(4)),
            Words.number(dimensionless(last, 1)),
            Words.number(dimensionless(last, 2)),
            fate));
    double[] scales = points.stream().mapToDouble(RgFlow.Point::scale).toArray();
    List<Figure.Series> series = new ArrayList<>();
    double[] all = new double[points.size() * (couplings + 1)];
    for (int p = 0; p < points.size(); p++) {
      all[p * (couplings + 1)] = scales[p];
    }
    for (int j = 1; j <= couplings; j++) {
      int order = j;
      double[] values =
          points.stream().mapToDouble(p -> p.potential().coupling(2 * order)).toArray();
      for (int p = 0; p < values.length; p++) {
        all[p * (couplings + 1) + j] = values[p];
      }
      double[] sizes = Arrays.stream(values).map(Math::abs).toArray();
      if (Arrays.stream(sizes).anyMatch(v -> v > 0)) {
        series.add(Figure.Series.of("|" + name(j) + "|", scales, sizes, Figure.Style.LINE, j - 1));
      }
    }
    draft.keep("flow_" + (number + 1), all, points.size(), couplings + 1);
    draft.show(
        new Figure.Chart(
            "couplings-" + (number + 1),
            start.label
                + ": sizes of the couplings, in units of mass, as modes are integrated out (right to left).",
            Figure.Axis.logarithmic("scale k"),
            Figure.Axis.logarithmic("|u₂ⱼ|"),
            series));
  }

  private double dimensionless(RgFlow.Point point, int j) {
    double canonicalDimension = dimension - j * (dimension - 2);
    return point.potential().coupling(2 * j) / Math.pow(point.scale(), canonicalDimension);
  }

  /// Standard errors of u₂, u₄, … at a scale, by differences of the flow at u₄ and u₆ one standard error aside; 0 for exact ones.
  private double[] errors(FlowEquation equation, Start start, double scale) {
    double[] errors = new double[couplings];
    if (start.measured.isEmpty() || start.measured.get().fluctuations().isEmpty()) {
      return errors;
    }
    MeasuredPotential measured = start.measured.get();
    double quartic = measured.quarticScale(canonical);
    double sextic = measured.sexticScale(canonical);
    double[] byQuartic = slope(equation, start, 4, quartic * measured.quartic().error(), scale);
    double[] bySextic = slope(equation, start, 6, sextic * measured.sextic().error(), scale);
    Arrays.setAll(errors, j -> measured.error(byQuartic[j] * quartic, bySextic[j] * sextic));
    return errors;
  }

  /// ∂u₂ⱼ(k)/∂u(order).
  private double[] slope(FlowEquation equation, Start start, int order, double step, double scale) {
    double[] slope = new double[couplings];
    if (step == 0) {
      return slope;
    }
    LocalPotential up = flowed(equation, moved(start.potential, order, step), scale);
    LocalPotential down = flowed(equation, moved(start.potential, order, -step), scale);
    Arrays.setAll(slope, j -> (up.coupling(2 * j + 2) - down.coupling(2 * j + 2)) / (2 * step));
    return slope;
  }

  private LocalPotential flowed(FlowEquation equation, LocalPotential u, double scale) {
    return scale == from ? u : equation.flow(u, from, scale, 1).end().potential();
  }

  private static LocalPotential moved(LocalPotential u, int order, double step) {
    double[] moved = u.couplings().stream().mapToDouble(Double::doubleValue).toArray();
    moved[order / 2 - 1] += step;
    return LocalPotential.factorial(moved);
  }

  private List<Cell> row(String label, RgFlow.Point point, double[] errors) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.of(label));
    cells.add(Cell.of(Words.number(point.scale())));
    for (int j = 1; j <= couplings; j++) {
      cells.add(cell(new Estimate(point.potential().coupling(2 * j), errors[j - 1])));
    }
    return cells;
  }

  /// Critical exponents as text: `1.539, −0.656`.
  static String exponents(FixedPoint point) {
    return point.exponents().stream()
        .limit(4)
        .map(PotentialFlowStudy::exponent)
        .collect(Collectors.joining(", "));
  }

  private static String exponent(Complex θ) {
    String real = String.format(Locale.ROOT, "%.4f", θ.getReal());
    return Math.abs(θ.getImaginary()) < 1e-9
        ? real
        : real + String.format(Locale.ROOT, " ± %.4fi", Math.abs(θ.getImaginary()));
  }
}
