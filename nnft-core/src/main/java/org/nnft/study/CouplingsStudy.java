package org.nnft.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.nnft.eft.Coupling;
import org.nnft.eft.CouplingFit;
import org.nnft.eft.CouplingWeights;
import org.nnft.eft.ElementwiseCoupling;
import org.nnft.eft.VertexIntegral;
import org.nnft.feynman.VertexKernel;
import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.Jackknife;
import org.nnft.study.Table.Cell;

/// Couplings of the action ∫ dᵈy [g f³ + λ f⁴ + α f⁵ + κ f⁶] of 2008.08601: is λ a constant of this architecture, and does it
/// predict the 6-point function?
///
/// @param cutoff Λ of the box abs(yᵢ) ≤ Λ, ∞ where vertex integrals converge
/// @param fits each a set of couplings fitted together
/// @param trainScale fit at this multiple of the experiment's points, test at the points; 1 for the same
/// @param sextic whether κ is read off the 6-point function, too
/// @param sixPoint whether the 6-point function is predicted
/// @param sampled whether the sample is used beside exact theory
/// @param tolerance largest relative spread of a coupling that counts as constant
public record CouplingsStudy(
    double cutoff,
    List<List<Coupling>> fits,
    double trainScale,
    boolean sextic,
    boolean sixPoint,
    boolean sampled,
    double tolerance)
    implements Study.Investigation {

  public CouplingsStudy {
    fits = fits.stream().map(List::copyOf).toList();
    if (!(cutoff > 0)) {
      throw new IllegalArgumentException(
          "the cutoff must be positive (infinity where integrals converge), got " + cutoff);
    }
    if (fits.isEmpty() || fits.stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException("needs at least one fit of at least one coupling");
    }
    if (!(trainScale > 0) || !Double.isFinite(trainScale)) {
      throw new IllegalArgumentException("the train scale must be positive, got " + trainScale);
    }
    if (!(tolerance > 0)) {
      throw new IllegalArgumentException("the tolerance must be positive, got " + tolerance);
    }
    for (List<Coupling> fit : fits) {
      if (fit.stream().map(c -> c.power() % 2).distinct().count() > 1) {
        throw new IllegalArgumentException(
            "odd and even couplings do not mix at first order; fit %s apart"
                .formatted(symbols(fit)));
      }
      if (fit.stream().distinct().count() < fit.size()) {
        throw new IllegalArgumentException("%s names a coupling twice".formatted(symbols(fit)));
      }
    }
  }

  @Override
  public String key() {
    return "couplings";
  }

  @Override
  public int measuredOrder() {
    return sampled ? highestOrder() : 0;
  }

  private int highestOrder() {
    return sextic || sixPoint ? 6 : 4;
  }

  static String symbols(List<Coupling> couplings) {
    return couplings.stream().map(Coupling::symbol).collect(Collectors.joining(" + "));
  }

  @Override
  public Findings findings(Subject subject, Workbench workbench) {
    PointSet points = subject.requirePoints(key());
    Findings.Draft draft =
        Findings.draft("Couplings in a box of Λ = " + Words.number(cutoff))
            .cite("halverson2020", "maiti2022")
            .show(
                new Exhibit.Formula(
                    "\\Delta S = \\int_{|y_i|<\\Lambda} d^dy\\,[\\lambda f^4 + \\kappa f^6],\\qquad"
                        + " \\lambda_m(x_1,\\dots,x_4) = -\\frac{G_c^{(4)}(x_1,\\dots,x_4)}{24\\int d^dy\\,\\prod_i K_W(x_i,y)}"))
            .show(
                new Exhibit.Text(
                    "Convention: weights e^(−S), no factorials in ΔS, exact propagators K_W = K − σ_b² on the legs. A positive connected 4-point function is a negative λ."));
    CouplingTables found = new CouplingTables();
    CorrelatorSource.ExactTheory theory = new CorrelatorSource.ExactTheory(points, highestOrder());
    for (StudiedEnsemble ensemble : subject.ensembles()) {
      one(subject, ensemble, points, theory, workbench, draft, found);
    }
    if (subject.ensembles().isEmpty()) {
      throw new IllegalArgumentException("couplings needs a network; name it with field");
    }
    found.show(draft);
    return draft.done();
  }

  private void one(
      Subject subject,
      StudiedEnsemble ensemble,
      PointSet points,
      CorrelatorSource.ExactTheory theory,
      Workbench workbench,
      Findings.Draft draft,
      CouplingTables found) {
    NeuralField field = subject.requireField(ensemble, key());
    requireOneOutput(field, key());
    requireParity(field);
    VertexKernel kernel = VertexKernel.of(field);
    VertexIntegral vertex = VertexIntegral.of(kernel, points, cutoff);
    List<String> reasons = new ArrayList<>();
    List<CorrelatorSource> sources = CorrelatorSource.of(ensemble, theory, sampled, reasons);
    if (sources.isEmpty()) {
      throw new IllegalArgumentException(
          "couplings need correlators: nothing is known exactly and nothing was sampled (%s); set sampled: true"
              .formatted(String.join("; ", reasons)));
    }
    TrainingSet training =
        new TrainingSet(
            field,
            scaled(points),
            trainScale == 1,
            subject,
            subject.ensembles().indexOf(ensemble),
            workbench);
    List<ElementwiseCoupling> quartics = new ArrayList<>();
    boolean even = field.isEven();
    for (CorrelatorSource source : sources) {
      if (even) {
        quartics.add(elementwise(ensemble, source, vertex, draft, found));
      }
      for (List<Coupling> fit : fits) {
        fit(ensemble, source, fit, vertex, kernel, training, draft, found);
      }
      if (sixPoint && even) {
        predict(ensemble, source, vertex, field, points, quartics.getLast(), draft, found);
      }
    }
    if (quartics.size() == 2) {
      compare(ensemble, sources.getLast(), vertex, quartics, draft);
    }
  }

  static void requireOneOutput(NeuralField field, String study) {
    if (field.outputs() != 1) {
      throw new IllegalArgumentException(
          "%s is for fields of one component, got %d outputs; set outputs: 1"
              .formatted(study, field.outputs()));
    }
  }

  private void requireParity(NeuralField field) {
    for (List<Coupling> fit : fits) {
      if (fit.getFirst().power() % 2 == 1 && field.isEven()) {
        throw new IllegalArgumentException(
            "couplings.fits: %s vanish identically, since f and −f have the same law; give the output weights a mean, or fit lambda"
                .formatted(symbols(fit)));
      }
    }
  }

  private PointSet scaled(PointSet points) {
    double[][] x = points.toArray();
    Arrays.stream(x).forEach(p -> Arrays.setAll(p, k -> trainScale * p[k]));
    return PointSet.of(x);
  }

  private ElementwiseCoupling elementwise(
      StudiedEnsemble ensemble,
      CorrelatorSource source,
      VertexIntegral vertex,
      Findings.Draft draft,
      CouplingTables found) {
    ElementwiseCoupling λ = ElementwiseCoupling.quartic(vertex, source::connected);
    Estimate mean = new Estimate(λ.mean(), meanError(vertex, source));
    found.elementwise.add(row(ensemble, source, λ, mean));
    boolean exact = source instanceof CorrelatorSource.Exact;
    if (exact) {
      draft.say(ensemble.label() + ": " + λ.sentence(tolerance) + ".");
    }
    keep(draft, "lambda_%d_%s".formatted(found.elementwise.size(), source.name()), λ);
    if (sextic) {
      ElementwiseCoupling κ = ElementwiseCoupling.sextic(vertex, λ.mean(), source::connected);
      double error =
          source
              .fluctuations(4, 6)
              .map(j -> j.error(CouplingWeights.sextic(vertex, λ.mean())))
              .orElse(0.0);
      found.elementwise.add(row(ensemble, source, κ, new Estimate(κ.mean(), error)));
      keep(draft, "kappa_%d_%s".formatted(found.elementwise.size(), source.name()), κ);
    }
    return λ;
  }

  private static void keep(Findings.Draft draft, String name, ElementwiseCoupling coupling) {
    draft.keep(
        name,
        coupling.values().stream().mapToDouble(Double::doubleValue).toArray(),
        coupling.values().size());
  }

  private List<Cell> row(
      StudiedEnsemble ensemble, CorrelatorSource source, ElementwiseCoupling g, Estimate mean) {
    return Table.row(
        Cell.of(ensemble.label()),
        Cell.of(source.name()),
        Cell.of(g.coupling().symbol()),
        Cell.of(mean),
        Cell.rough(g.relativeSpread()),
        Cell.rough(g.smallest()),
        Cell.rough(g.largest()),
        Cell.of(g.isConstant(tolerance) ? "yes" : "no"));
  }

  /// The mean is linear in the correlator, so covariances are in its error.
  private static double meanError(VertexIntegral vertex, CorrelatorSource source) {
    return source.fluctuations(4).map(j -> j.error(CouplingWeights.quartic(vertex))).orElse(0.0);
  }

  private void compare(
      StudiedEnsemble ensemble,
      CorrelatorSource sample,
      VertexIntegral vertex,
      List<ElementwiseCoupling> quartics,
      Findings.Draft draft) {
    double error = meanError(vertex, sample);
    Estimate measured = new Estimate(quartics.get(1).mean(), error);
    double exact = quartics.getFirst().mean();
    double pull = measured.pull(exact);
    if (sample.heavyTailed(4)) {
      draft.warn(
          "%s: one block carries most of the sampled 4-point function's error; its tails are so heavy that the sampled λ = %s says little, and the exact %.6g is to be used."
              .formatted(ensemble.label(), measured, exact));
      return;
    }
    draft
        .compared(Math.abs(pull) < 4.5)
        .say(
            "%s: sampled λ = %s against the exact %.6g, %.1f standard errors apart (4.5 allowed)."
                .formatted(ensemble.label(), measured, exact, Math.abs(pull)));
  }

  private void fit(
      StudiedEnsemble ensemble,
      CorrelatorSource source,
      List<Coupling> couplings,
      VertexIntegral vertex,
      VertexKernel kernel,
      TrainingSet training,
      Findings.Draft draft,
      CouplingTables found) {
    int[] orders = couplings.getFirst().power() % 2 == 1 ? new int[] {1, 3} : new int[] {4};
    if (!Arrays.stream(orders).allMatch(source::keeps)) {
      draft.warn(
          "%s: %s is not fitted to the sample, which holds even orders only; use estimator: outputs"
              .formatted(ensemble.label(), symbols(couplings)));
      return;
    }
    CorrelatorSource data = training.isTest() ? source : training.like(source);
    VertexIntegral at =
        training.isTest() ? vertex : VertexIntegral.of(kernel, training.points(), cutoff);
    try {
      CouplingFit fit = fitted(at, couplings, orders, data);
      List<int[]> tuples = CouplingFit.components(at, orders);
      double train = 100 * fit.meanRelativeError(at, tuples, data::connected);
      double test = 100 * fit.meanRelativeError(vertex, tuples, source::connected);
      OptionalDouble p = fit.pValue();
      for (Coupling coupling : couplings) {
        found.fitted.add(
            Table.row(
                Cell.of(ensemble.label()),
                Cell.of(source.name()),
                Cell.of(symbols(couplings)),
                Cell.of(coupling.symbol()),
                value(fit.value(coupling)),
                Cell.rough(fit.conditionNumber()),
                Cell.rough(
                    p.isPresent()
                        ? fit.chiSquare() / Math.max(1, fit.degreesOfFreedom())
                        : Double.NaN),
                Cell.rough(p.orElse(Double.NaN)),
                Cell.rough(train),
                Cell.rough(test)));
      }
      if (source instanceof CorrelatorSource.Exact) {
        draft.say(sentence(ensemble, fit, test));
      }
      draft.keep(
          "fit_covariance_" + found.fitted.size(),
          fit.covariance().stream()
              .flatMap(List::stream)
              .mapToDouble(Double::doubleValue)
              .toArray(),
          couplings.size(),
          couplings.size());
      fit.degeneracies()
          .forEach(
              d ->
                  draft.warn(
                      "%s, fit of %s to the %s correlators: %s."
                          .formatted(ensemble.label(), symbols(couplings), source.name(), d)));
    } catch (IllegalArgumentException e) {
      draft.warn(
          "%s, fit of %s to the %s correlators: %s."
              .formatted(ensemble.label(), symbols(couplings), source.name(), e.getMessage()));
    }
  }

  private static String sentence(StudiedEnsemble ensemble, CouplingFit fit, double test) {
    return String.format(
        Locale.ROOT,
        "%s, fit of %s to exact correlators: %s; mean relative error %.2g %% at the experiment's points, condition number %.2g.",
        ensemble.label(),
        symbols(fit.couplings()),
        fit.couplings().stream()
            .map(
                c ->
                    Double.isInfinite(fit.value(c).error())
                        ? c.symbol() + " undetermined"
                        : c.symbol() + " = " + Words.number(fit.value(c).value()))
            .collect(Collectors.joining(", ")),
        test,
        fit.conditionNumber());
  }

  private static Cell value(Estimate estimate) {
    return Double.isInfinite(estimate.error()) ? Cell.of("undetermined") : Cell.of(estimate);
  }

  private static CouplingFit fitted(
      VertexIntegral vertex, List<Coupling> couplings, int[] orders, CorrelatorSource data) {
    List<int[]> tuples = CouplingFit.components(vertex, orders);
    Optional<Jackknife> fluctuations =
        orders.length == 1 ? data.fluctuations(orders[0]) : data.fluctuations(orders[0], orders[1]);
    return fluctuations
        .map(
            j ->
                CouplingFit.sampled(
                    vertex,
                    couplings,
                    tuples,
                    tuples.stream().mapToDouble(data::connected).toArray(),
                    j))
        .orElseGet(() -> CouplingFit.exact(vertex, couplings, tuples, data::connected));
  }

  private void predict(
      StudiedEnsemble ensemble,
      CorrelatorSource source,
      VertexIntegral vertex,
      NeuralField field,
      PointSet points,
      ElementwiseCoupling λ,
      Findings.Draft draft,
      CouplingTables found) {
    SixPointRatios ratios = SixPointRatios.of(field, points, vertex, λ.mean(), source);
    found.predicted.add(
        Table.row(
            Cell.of(ensemble.label()),
            Cell.of(source.name()),
            Cell.of(ratios.free()),
            Cell.of(ratios.predicted())));
    double before = Math.abs(1 - ratios.free().value());
    double after = Math.abs(1 - ratios.predicted().value());
    draft.say(
        String.format(
            Locale.ROOT,
            "%s, %s: the free theory gives %s of the 6-point function, λ from the 4-point function makes it %s%s.",
            ensemble.label(),
            source.name(),
            Words.ratio(ratios.free()),
            Words.ratio(ratios.predicted()),
            after < before
                ? ""
                : ", no better, since one constant λ does not describe this ensemble"));
  }
}
