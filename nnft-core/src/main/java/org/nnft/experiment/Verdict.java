package org.nnft.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nnft.neuron.MomentMethod;
import org.nnft.statistics.CurveFit;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.StepDownPulls;
import org.nnft.study.Findings;
import org.nnft.study.Outcome;

/// What an experiment says, in words.
///
/// @param agreement all independent pulls of all members against exact theory; empty pulls if none is known
/// @param agrees whether theory passes: p > [#REJECTED] for χ² and for Kolmogorov–Smirnov, and no investigation
///     disagrees
/// @param sentences the verdict
/// @param warnings when not to trust a number
public record Verdict(
    StepDownPulls agreement, boolean agrees, List<String> sentences, List<String> warnings) {

  /// A smaller p-value rejects; a right theory has it in one of a thousand runs.
  public static final double REJECTED = 1e-3;

  public Verdict {
    sentences = List.copyOf(sentences);
    warnings = List.copyOf(warnings);
  }

  /// Judges the members of a scan and the findings of investigations.
  static Verdict of(List<MemberResult> members, List<FallOff> fallOffs, List<Findings> findings) {
    StepDownPulls agreement =
        StepDownPulls.all(
            members.stream()
                .flatMap(member -> member.tested().stream())
                .flatMap(c -> c.agreement().stream())
                .toList());
    boolean passes =
        agreement.pValue() > REJECTED && agreement.kolmogorovSmirnovPValue() > REJECTED;
    List<String> sentences = new ArrayList<>();
    fallOffs.forEach(fallOff -> describe(fallOff, sentences));
    if (members.stream().anyMatch(member -> !member.correlators().isEmpty())) {
      describe(agreement, passes, sentences);
    }
    findings.forEach(f -> f.sentences().forEach(s -> sentences.add(f.title() + ": " + s)));
    List<String> warnings = new ArrayList<>(warnings(members));
    findings.forEach(f -> f.warnings().forEach(w -> warnings.add(f.title() + ": " + w)));
    boolean agrees = passes && findings.stream().noneMatch(f -> f.outcome() == Outcome.DISAGREES);
    return new Verdict(agreement, agrees, sentences, warnings);
  }

  /// Whether anything was held against something known.
  public boolean isTested(List<Findings> findings) {
    return agreement.degreesOfFreedom() > 0
        || findings.stream().anyMatch(f -> f.outcome() != Outcome.OPEN);
  }

  private static void describe(FallOff fallOff, List<String> sentences) {
    String name =
        fallOff.connected()
            ? "Connected %d-point function".formatted(fallOff.order())
            : "%d-point function's deviation from the free theory".formatted(fallOff.order());
    if (fallOff.order() > 2) {
      sentences.add(
          fallOff
              .powerLaw()
              .map(fit -> describePower(name, fit))
              .orElse(
                  name
                      + " is not seen above the noise, or has heavy tails, at too many widths for a fit."));
    }
    fallOff
        .limit()
        .ifPresent(
            fit -> {
              Estimate limit = fit.parameters().getFirst();
              sentences.add(
                  "%d-point function over that of the free theory tends to %s for N → ∞ (pull %.1f against 1, χ²/dof = %s)."
                      .formatted(fallOff.order(), limit, limit.pull(1), perDegree(fit)));
            });
  }

  private static String describePower(String name, CurveFit fit) {
    return fit.pValue() > REJECTED
        ? "%s falls as N^−%s (χ²/dof = %s)."
            .formatted(name, fit.parameters().get(1), perDegree(fit))
        : "%s does not fall as a single power of N: the best, N^−%.2f, has χ²/dof = %s."
            .formatted(name, fit.parameters().get(1).value(), perDegree(fit));
  }

  private static String perDegree(CurveFit fit) {
    return fit.degreesOfFreedom() == 0
        ? "no degrees of freedom"
        : String.format(Locale.ROOT, "%.2f", fit.chiSquare() / fit.degreesOfFreedom());
  }

  private static void describe(StepDownPulls agreement, boolean agrees, List<String> sentences) {
    int dof = agreement.degreesOfFreedom();
    if (dof == 0) {
      sentences.add("There is no exact result to hold the sample against; see the warnings.");
      return;
    }
    sentences.add(
        String.format(
            Locale.ROOT,
            "%s: χ²/dof = %.3f over %d independent components (p = %.2g), Kolmogorov–Smirnov p = %.2g.",
            agrees ? "Sample and exact theory agree" : "Sample and exact theory DISAGREE",
            agreement.chiSquare() / dof,
            dof,
            agreement.pValue(),
            agreement.kolmogorovSmirnovPValue()));
  }

  private static List<String> warnings(List<MemberResult> members) {
    List<String> warnings = new ArrayList<>();
    if (members.isEmpty()) {
      return warnings;
    }
    for (CorrelatorResult shape : members.getFirst().correlators()) {
      if (shape.connected() || members.getFirst().correlator(shape.order(), true).isEmpty()) {
        heavyTails(members, shape.order(), shape.connected()).ifPresent(warnings::add);
      }
    }
    if (members.stream()
        .flatMap(m -> m.theory().stream())
        .flatMap(t -> t.exact().stream())
        .anyMatch(e -> e.method() == MomentMethod.QUASI_MONTE_CARLO)) {
      warnings.add(
          "Exact values are by quasi-Monte Carlo; where their error is not small beside the sample's, they are shown but do not count in the verdict.");
    }
    members.stream()
        .flatMap(m -> m.theory().stream())
        .flatMap(theory -> theory.unknown().stream())
        .distinct()
        .forEach(reason -> warnings.add("Theory is missing. " + reason));
    return warnings;
  }

  private static Optional<String> heavyTails(
      List<MemberResult> members, int order, boolean connected) {
    List<String> where = new ArrayList<>();
    double worst = 0;
    String symbol = "";
    for (MemberResult member : members) {
      CorrelatorResult c = member.correlator(order, connected).orElseThrow();
      if (c.heavyTailed()) {
        where.add(member.field().map(f -> Integer.toString(f.width())).orElse("samples"));
        worst = Math.max(worst, c.largestShare());
        symbol = c.symbol();
      }
    }
    return where.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s has heavy tails (N = %s): one of %d blocks carries up to %.0f %% of an error bar. Errors are too small there and values more often below the truth than above; draw more networks, or trust the exact value. Heavy-tailed correlators do not count in the verdict.",
                symbol,
                String.join(", ", where),
                members.getFirst().blocks(),
                100 * worst));
  }
}
