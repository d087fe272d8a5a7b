package org.nnft.app.report;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nnft.ensemble.Estimator;
import org.nnft.experiment.CorrelatorResult;
import org.nnft.experiment.FieldSource;
import org.nnft.experiment.MemberResult;
import org.nnft.experiment.Result;
import org.nnft.neuron.FiniteWidthCorrelators;
import org.nnft.study.Theory;

/// How correlators were estimated and how exact values were found, in sentences.
final class Estimators {

  private Estimators() {}

  /// Which estimator, who chose it and why; empty where nothing was measured or samples were given.
  static Optional<String> sampled(Result result) {
    Set<Estimator> used = new LinkedHashSet<>();
    result.members().stream()
        .filter(member -> !member.correlators().isEmpty())
        .forEach(member -> used.add(member.estimator()));
    if (used.isEmpty() || !(result.experiment().field() instanceof FieldSource.Networks)) {
      return Optional.empty();
    }
    boolean named = result.experiment().sampling().estimator().isPresent();
    String what = used.stream().map(Estimators::words).collect(Collectors.joining("; or "));
    String keys = used.stream().map(Estimators::key).collect(Collectors.joining(", "));
    return Optional.of(
        named
            ? "Estimator, as the file asks: %s (%s).".formatted(what, keys)
            : "Estimator, the best that nnft knows here: %s (%s; sampling.estimator chooses another)."
                .formatted(what, keys));
  }

  /// A name in files.
  private static String key(Estimator estimator) {
    return estimator.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String words(Estimator estimator) {
    return switch (estimator) {
      case OUTPUTS -> "products of each network's outputs";
      case ANTITHETIC ->
          "products of each network's outputs and of their mirror image, so that odd orders vanish identically";
      case GAUSSIAN_READOUT ->
          "each network's expectation over its Gaussian output layer, exact given the hidden units, which leaves much less noise";
      case CONTROL_VARIATES ->
          "each network's expectation over its Gaussian output layer, less what the kernel recursion knows exactly of every layer given the one below";
      case NEURON ->
          "one hidden unit in place of each network, since neurons are independent and their cumulants add: 1/N of the work, and no small difference of large numbers";
      case QUASI_MONTE_CARLO ->
          "one hidden unit in place of each network, at Sobol points; errors from independent randomisations of them";
      case QUADRATURE -> "nothing is drawn, moments of the hidden unit are computed";
    };
  }

  /// What was drawn of a member, such as `100,000 networks`.
  static String drawn(MemberResult member) {
    long count = member.networks();
    return switch (member.estimator()) {
      case OUTPUTS, ANTITHETIC, GAUSSIAN_READOUT, CONTROL_VARIATES ->
          "%,d networks each".formatted(count);
      case NEURON -> "%,d hidden units each, in place of as many networks".formatted(count);
      case QUASI_MONTE_CARLO ->
          "%d randomisations of %,d Sobol points each"
              .formatted(member.blocks(), count / member.blocks());
      case QUADRATURE -> "nothing had to be drawn";
    };
  }

  /// How exact values at finite width were found, and their largest stated error relative to the largest component of
  /// their order; empty where none are shown.
  static Optional<String> exact(Result result) {
    List<String> methods =
        result.members().stream()
            .filter(member -> !member.correlators().isEmpty())
            .flatMap(member -> member.theory().stream())
            .flatMap(theory -> theory.exact().stream())
            .map(FiniteWidthCorrelators::method)
            .map(
                method ->
                    switch (method) {
                      case CLOSED_FORM -> "in closed form";
                      case QUADRATURE -> "by quadrature";
                      case QUASI_MONTE_CARLO -> "by quasi-Monte Carlo";
                    })
            .distinct()
            .toList();
    if (methods.isEmpty()) {
      return Optional.empty();
    }
    double error =
        result.members().stream()
            .flatMap(member -> member.correlators().stream())
            .mapToDouble(Estimators::relativeError)
            .max()
            .orElse(0);
    String stated =
        error == 0
            ? "right to rounding"
            : String.format(
                Locale.ROOT, "stated errors up to %.1g of the largest component", error);
    return Optional.of(
        "Exact values at width N %s, %s.".formatted(String.join(" or ", methods), stated));
  }

  private static double relativeError(CorrelatorResult c) {
    int count = c.components().count();
    double error = IntStream.range(0, count).mapToDouble(c::exactError).max().orElse(0);
    double value = IntStream.range(0, count).mapToDouble(k -> Math.abs(c.exact(k))).max().orElse(0);
    return error > 0 && value > 0 ? error / value : 0;
  }

  /// How a member's exact values were found, for programs.
  static Optional<String> method(MemberResult member) {
    return member.theory().flatMap(Theory::exact).map(exact -> exact.method().name());
  }
}
