package org.nnft.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.nnft.ensemble.Estimator;
import org.nnft.neuron.MomentMethod;
import org.nnft.statistics.CurveFit;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.StepDownPulls;
import org.nnft.study.Findings;
import org.nnft.study.Outcome;
import org.nnft.study.Sampling;

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
  static Verdict of(
      List<MemberResult> members,
      List<FallOff> fallOffs,
      List<DepthGrowth> growths,
      List<Findings> findings,
      Sampling sampling) {
    StepDownPulls agreement =
        StepDownPulls.all(
            members.stream()
                .flatMap(member -> member.tested().stream())
                .flatMap(c -> c.agreement().stream())
                .toList());
    boolean passes =
        agreement.pValue() > REJECTED && agreement.kolmogorovSmirnovPValue() > REJECTED;
    List<String> sentences = new ArrayList<>();
    if (members.stream().anyMatch(member -> !member.correlators().isEmpty())) {
      sentences.add(describe(agreement, passes, members));
    }
    boolean severalDepths = fallOffs.stream().map(FallOff::depth).distinct().count() > 1;
    fallOffs.forEach(fallOff -> describe(fallOff, severalDepths, sentences));
    growths.forEach(growth -> sentences.add(describe(growth)));
    // With a single answer its title would be said again and again.
    boolean single = findings.size() == 1 && sentences.isEmpty();
    findings.forEach(
        f -> f.sentences().forEach(s -> sentences.add(single ? s : f.title() + ": " + s)));
    List<String> warnings = new ArrayList<>(warnings(members));
    missedTarget(members, sampling).ifPresent(warnings::add);
    findings.forEach(f -> f.warnings().forEach(w -> warnings.add(f.title() + ": " + w)));
    boolean agrees = passes && findings.stream().noneMatch(f -> f.outcome() == Outcome.DISAGREES);
    return new Verdict(agreement, agrees, sentences, warnings);
  }

  /// Whether anything was held against something known.
  public boolean isTested(List<Findings> findings) {
    return agreement.degreesOfFreedom() > 0
        || findings.stream().anyMatch(f -> f.outcome() != Outcome.OPEN);
  }

  private static void describe(FallOff fallOff, boolean nameDepth, List<String> sentences) {
    List<String> clauses = new ArrayList<>();
    if (fallOff.order() > 2) {
      // Independent neurons: connected correlators are exactly ∝ N^(1 − n/2).
      OptionalDouble exact =
          fallOff.depth() == 1 && fallOff.connected()
              ? OptionalDouble.of(fallOff.order() / 2 - 1)
              : OptionalDouble.empty();
      clauses.add(
          (fallOff.connected() ? "" : "its deviation from the free theory ")
              + fallOff
                  .powerLaw()
                  .map(fit -> describePower(fit, exact))
                  .orElse(
                      "is not seen above the noise, or has heavy tails, at too many widths for a fit"));
    }
    fallOff
        .limit()
        .ifPresent(
            fit -> {
              Estimate limit = fit.parameters().getFirst();
              clauses.add(
                  "its ratio to the free theory tends to %s for N → ∞ (pull %.1f against 1, χ²/dof = %s)"
                      .formatted(limit, limit.pull(1), perDegree(fit)));
            });
    if (!clauses.isEmpty()) {
      sentences.add(
          (nameDepth ? "Depth %d. ".formatted(fallOff.depth()) : "")
              + (fallOff.connected()
                  ? "Connected %d-point function ".formatted(fallOff.order())
                  : "%d-point function: ".formatted(fallOff.order()))
              + String.join("; ", clauses)
              + ".");
    }
  }

  private static String describe(DepthGrowth growth) {
    CurveFit line = growth.line();
    String what =
        "Connected %d-point function over the free one, N = %d, depth %d to %d:"
            .formatted(growth.order(), growth.width(), growth.first(), growth.last());
    return line.pValue() <= REJECTED
        ? "%s no straight line, χ²/dof = %s.".formatted(what, perDegree(line))
        : "%s grows by %s per layer on a straight line (χ²/dof = %s)."
            .formatted(what, line.parameters().get(1), perDegree(line));
  }

  private static String describePower(CurveFit fit, OptionalDouble exact) {
    Estimate power = fit.parameters().get(1);
    if (fit.pValue() <= REJECTED) {
      return String.format(
          Locale.ROOT,
          "does not fall as a single power of N: the best, N^−%.2f, has χ²/dof = %s",
          power.value(),
          perDegree(fit));
    }
    String against =
        exact.isPresent()
            ? String.format(
                Locale.ROOT,
                "pull %.1f against the exact %.0f, ",
                power.pull(exact.getAsDouble()),
                exact.getAsDouble())
            : "";
    return "falls as N^−%s (%sχ²/dof = %s)".formatted(power, against, perDegree(fit));
  }

  private static String perDegree(CurveFit fit) {
    return fit.degreesOfFreedom() == 0
        ? "no degrees of freedom"
        : String.format(Locale.ROOT, "%.2f", fit.chiSquare() / fit.degreesOfFreedom());
  }

  private static String describe(
      StepDownPulls agreement, boolean agrees, List<MemberResult> members) {
    int dof = agreement.degreesOfFreedom();
    if (members.stream().allMatch(member -> member.estimator() == Estimator.QUADRATURE)) {
      return "Nothing was drawn: every value is exact, its error a bound.";
    }
    if (dof == 0) {
      return members.stream().anyMatch(MemberResult::hasExactTheory)
          ? "Exact theory is known, but no correlator is sharp enough to be held against it; see the warnings."
          : "There is no exact result to hold the sample against; see the warnings.";
    }
    return String.format(
        Locale.ROOT,
        "%s: χ²/dof = %.3f over %d independent components (p = %.2g), Kolmogorov–Smirnov p = %.2g.",
        agrees ? "Sample and exact theory agree" : "Sample and exact theory DISAGREE",
        agreement.chiSquare() / dof,
        dof,
        agreement.pValue(),
        agreement.kolmogorovSmirnovPValue());
  }

  private static List<String> warnings(List<MemberResult> members) {
    List<String> warnings = new ArrayList<>();
    if (members.isEmpty()) {
      return warnings;
    }
    heavyTails(members).ifPresent(warnings::add);
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

  private static Optional<String> missedTarget(List<MemberResult> members, Sampling sampling) {
    OptionalDouble target = sampling.targetRelativeError();
    List<String> where = new ArrayList<>();
    for (MemberResult member : members) {
      if (target.isPresent() && member.relativeError() > target.getAsDouble()) {
        where.add(String.format(Locale.ROOT, "%s: %.2g", member.label(), member.relativeError()));
      }
    }
    return where.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "Relative errors are larger than the %.2g wanted, since there are no more networks or the cap of %,d is reached (%s); raise sampling.mostNetworks, or leave out the highest order.",
                target.orElseThrow(),
                sampling.mostNetworks(),
                String.join(", ", where)));
  }

  /// ` (N = 2, 3)`, or ` (N = 2, L = 1; N = 2, L = 2)` where depths differ.
  private static String names(List<MemberResult> members) {
    if (members.stream().anyMatch(member -> member.field().isEmpty())) {
      return "";
    }
    boolean plain =
        members.stream()
            .flatMap(m -> m.field().stream())
            .allMatch(f -> f.depth() == 1 && f.isIndependent());
    return plain
        ? members.stream()
            .map(m -> Integer.toString(m.field().orElseThrow().width()))
            .collect(Collectors.joining(", ", " (N = ", ")"))
        : members.stream().map(MemberResult::label).collect(Collectors.joining("; ", " (", ")"));
  }

  private static Optional<String> heavyTails(List<MemberResult> members) {
    List<String> which = new ArrayList<>();
    double worst = 0;
    for (CorrelatorResult shape : members.getFirst().correlators()) {
      if (!shape.connected() && members.getFirst().correlator(shape.order(), true).isPresent()) {
        continue;
      }
      List<MemberResult> where = new ArrayList<>();
      for (MemberResult member : members) {
        CorrelatorResult c = member.correlator(shape.order(), shape.connected()).orElseThrow();
        if (c.heavyTailed()) {
          where.add(member);
          worst = Math.max(worst, c.largestShare());
        }
      }
      if (!where.isEmpty()) {
        which.add(shape.symbol() + names(where));
      }
    }
    return which.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "Heavy tails in %s: a single one of %d blocks carries up to %.0f %% of a squared error. Error bars are too small there, and values more often below the truth than above; draw more networks, or trust the exact value. They do not count in the verdict.",
                String.join(", ", which),
                members.getFirst().blocks(),
                100 * worst));
  }
}
