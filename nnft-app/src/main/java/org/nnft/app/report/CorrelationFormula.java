package org.nnft.app.report;

import static java.util.stream.Collectors.joining;

import java.util.Optional;
import org.nnft.network.Expression;
import org.nnft.network.JointDensity;
import org.nnft.network.ParameterGroup;
import org.nnft.network.Potential;
import org.nnft.network.ScaleLaw;

/// How the parameters of a network hang together, as LaTeX.
final class CorrelationFormula {

  private CorrelationFormula() {}

  /// A line of LaTeX; empty for independent parameters.
  static Optional<String> latex(JointDensity joint) {
    return switch (joint) {
      case JointDensity.Independent _ -> Optional.empty();
      case JointDensity.CommonScale(var law) ->
          Optional.of(
              "(V, c) \\to \\sqrt{s}\\,(V, c),\\quad %s\\ \\text{once per network}"
                  .formatted(scale(law)));
      case JointDensity.Equicorrelated(var group, double ρ) ->
          Optional.of(
              "\\operatorname{Corr}(%s, %s) = \\delta_{ij} + (1 - \\delta_{ij})\\,\\rho,\\quad \\rho = %s"
                  .formatted(parameter(group, "i"), parameter(group, "j"), number(ρ)));
      case JointDensity.GaussianCovariance(var group, var diagonal, var factors) ->
          Optional.of(
              "\\operatorname{Cov}(%s, %s) = \\sigma^2\\bigl[\\delta_{ij}\\,d_i + \\textstyle\\sum_k u_{ki} u_{kj}\\bigr],\\quad d_i = %s,\\quad u_i = (%s)"
                  .formatted(
                      parameter(group, "i"),
                      parameter(group, "j"),
                      text(diagonal),
                      factors.stream().map(CorrelationFormula::text).collect(joining(",\\;"))));
      case JointDensity.SharedWeights(var group, int copies) ->
          Optional.of(
              "%s\\ \\text{equal within clusters of } %d \\text{ neurons}"
                  .formatted(parameter(group, "i"), copies));
      case JointDensity.SharedLayers _ ->
          Optional.of("W^{(l)} = W^{(2)},\\quad b^{(l)} = b^{(2)},\\quad l \\ge 2");
      case JointDensity.Mixture(var components) ->
          Optional.of(
              components.stream()
                  .map(
                      c ->
                          "(%s W, %s b, %s V, %s c)\\ \\text{with probability } %s"
                              .formatted(
                                  number(c.weights()),
                                  number(c.biases()),
                                  number(c.readout()),
                                  number(c.readout()),
                                  number(c.weight())))
                  .collect(joining(",\\quad ", "(W, b, V, c) \\to ", "")));
      case JointDensity.Deformed(Potential potential) ->
          Optional.of(
              "P(\\theta) \\propto P_0(\\theta)\\,e^{-V(\\theta)},\\quad V = %s%s"
                  .formatted(
                      text(potential.expression()),
                      potential.parameters().stream()
                          .map(
                              p ->
                                  ",\\; \\texttt{%s} = %s"
                                      .formatted(plain(p.name()), number(p.value())))
                          .collect(joining())));
    };
  }

  private static String scale(ScaleLaw law) {
    return switch (law) {
      case ScaleLaw.InverseGamma(double shape, double scale) ->
          "1/s \\sim \\Gamma(%s)/%s".formatted(number(shape), number(scale));
      case ScaleLaw.GammaScale(double shape, double scale) ->
          "s \\sim %s\\,\\Gamma(%s)".formatted(number(scale), number(shape));
      case ScaleLaw.LogNormal(double mean, double sigma) ->
          "\\ln s \\sim \\mathcal N(%s, %s^2)".formatted(number(mean), number(sigma));
      case ScaleLaw.UniformScale(double low, double high) ->
          "s \\sim \\mathcal U[%s, %s]".formatted(number(low), number(high));
      case ScaleLaw.Discrete(var values, var weights) ->
          "s \\in \\{%s\\}\\ \\text{with probabilities}\\ %s"
              .formatted(
                  values.stream().map(CorrelationFormula::number).collect(joining(", ")),
                  weights.stream().map(CorrelationFormula::number).collect(joining(", ")));
      case ScaleLaw.Transformed(var expression) ->
          "s = %s, \\quad z \\sim \\mathcal N(0, 1)".formatted(text(expression));
    };
  }

  private static String parameter(ParameterGroup group, String neuron) {
    if (group.isReadout()) {
      return "V_" + neuron;
    }
    return group.kind() == ParameterGroup.Kind.WEIGHTS
        ? "W^{(%d)}_{%sk}".formatted(group.layer() + 1, neuron)
        : "b^{(%d)}_%s".formatted(group.layer() + 1, neuron);
  }

  private static String text(Expression expression) {
    return "\\texttt{%s}".formatted(plain(expression.text()));
  }

  private static String plain(String text) {
    return text.replace("^", "\\textasciicircum ").replace("_", "\\_");
  }

  private static String number(double value) {
    return FieldFormula.number(value);
  }
}
