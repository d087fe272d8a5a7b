package org.nnft.app.spec;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.nnft.network.Expression;
import org.nnft.network.Potential;

/// What an experiment file may name, as text.
public final class Vocabulary {

  private Vocabulary() {}

  /// Names of activations.
  public static String activations() {
    return """
        %s
        {leaky-relu: SLOPE}   {monomial: DEGREE}   {polynomial: [c0, c1, …]}
        {plane-wave: {amplitude: A, mass: M, exponent: E}}
        {expression: "x*exp(-x^2/2)"}, of + - * / ^ ( ) and %s"""
        .formatted(
            String.join(" ", ActivationReader.NAMED.keySet()),
            String.join(", ", Expression.vocabulary()));
  }

  /// Laws of parameters with their keys.
  public static String densities() {
    return """
        {law: normal, mean: 0, sigma: 1}
        {law: uniform, mean: 0, halfWidth: 1}
        {law: laplace, mean: 0, scale: 1}
        {law: student-t, degreesOfFreedom: 5, mean: 0, scale: 1}
        {law: rademacher, mean: 0, scale: 1}
        {law: constant, value: 0}
        {law: ball, radius: 1}     weight vectors uniform in a ball
        {law: sphere, radius: 1}   weight vectors uniform on a sphere
        none""";
  }

  /// Joint laws of parameters with their keys.
  public static String correlations() {
    return CorrelationReader.NAMES.stream()
            .map(CorrelationReader.USAGE::get)
            .collect(Collectors.joining("\n"))
        + """

        common-scale knows the laws student-t, inverse-gamma, gamma, log-normal, uniform, discrete, and any law as
        {law: expression, s: "0.7+0.3*z^2"} of a standard normal z
        potentials are expressions of %s and of parameters; a list of values is a scan"""
            .formatted(String.join(", ", Potential.INVARIANTS));
  }

  /// Presets, each with the network that it stands for.
  public static String presets() {
    return Arrays.stream(Preset.values())
        .map(
            p ->
                "%s: %s\n%s"
                    .formatted(
                        p.key(),
                        p.description(),
                        SpelledField.yaml(p.field(1, 1, 10)).indent(4).stripTrailing()))
        .collect(Collectors.joining("\n"));
  }

  /// Studies with their keys.
  public static String studies() {
    return StudyReader.READERS.values().stream()
        .map(StudyReader::usage)
        .collect(Collectors.joining("\n"));
  }
}
