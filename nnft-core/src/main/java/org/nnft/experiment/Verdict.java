package org.nnft.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.nnft.statistics.CurveFit;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.StepDownPulls;

/// What an experiment says, in words.
///
/// @param agreement all independent pulls of all members against exact theory; empty pulls if none is known
/// @param agrees whether theory passes: p > [#REJECTED] for χ² and for Kolmogorov–Smirnov
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

  /// Judges the members of a scan.
  static Verdict of(List<MemberResult> members, List<FallOff> fallOffs) {
    StepDownPulls agreement =
        StepDownPulls.all(
            members.stream()
                .flatMap(member -> member.tested().stream())
                .flatMap(c -> c.agreement().stream())
                .toList());
    boolean agrees =
        agreement.pValue() > REJECTED && agreement.kolmogorovSmirnovPValue() > REJECTED;
    List<String> sentences = new ArrayList<>();
    fallOffs.forEach(fallOff -> describe(fallOff, sentences));
    describe(agreement, agrees, sentences);
    return new Verdict(agreement, agrees, sentences, warnings(members));
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
              .map(
                  fit ->
                      "%s falls as N^−%s (χ²/dof = %s)."
                          .formatted(name, fit.parameters().get(1), perDegree(fit)))
              .orElse(name + " is not seen above the noise at enough widths for a fit."));
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

  private static String perDegree(CurveFit fit) {
    return fit.degreesOfFreedom() == 0
        ? "no degrees of freedom"
        : String.format(Locale.ROOT, "%.2f", fit.chiSquare() / fit.degreesOfFreedom());
  }

  private static void describe(StepDownPulls agreement, boolean agrees, List<String> sentences) {
    int dof = agreement.degreesOfFreedom();
    if (dof == 0) {
      sentences.add("No exact result at this width is known to hold the sample against.");
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
    for (MemberResult member : members) {
      String where = member.field().map(f -> " at width " + f.width()).orElse("");
      for (CorrelatorResult c : member.correlators()) {
        if (c.heavyTailed()) {
          warnings.add(
              String.format(
                  Locale.ROOT,
                  "%s%s has heavy tails: one of %d blocks carries %.0f %% of an error bar. Errors are too small and values lie below the truth more often than not; trust the exact value, or lower the width of the densities.",
                  c.symbol(),
                  where,
                  member.blocks(),
                  100 * c.largestShare()));
        }
      }
    }
    members.stream()
        .flatMap(m -> m.theory().stream())
        .flatMap(theory -> theory.unknown().stream())
        .distinct()
        .forEach(reason -> warnings.add("Theory is missing. " + reason));
    return warnings;
  }
}
