package org.nnft.app.spec;

import static java.util.stream.Collectors.joining;

import org.nnft.network.JointDensity;
import org.nnft.network.ParameterGroup;
import org.nnft.network.ScaleLaw;

/// A joint law as the experiment file spells it out, on one line.
final class SpelledCorrelation {

  private SpelledCorrelation() {}

  static String yaml(JointDensity joint) {
    return switch (joint) {
      case JointDensity.Independent _ -> "independent";
      case JointDensity.CommonScale(var law) -> "{common-scale: %s}".formatted(scale(law));
      case JointDensity.Equicorrelated(var group, double rho) ->
          "{equicorrelated: {rho: %s, of: %s}}".formatted(rho, group(group));
      case JointDensity.GaussianCovariance(var group, var diagonal, var factors) ->
          "{gaussian-covariance: {of: %s, diagonal: \"%s\", factors: [%s]}}"
              .formatted(
                  group(group),
                  diagonal,
                  factors.stream().map(u -> "\"" + u + "\"").collect(joining(", ")));
      case JointDensity.SharedWeights(var group, int copies) ->
          "{shared-weights: {copies: %d, of: %s}}".formatted(copies, group(group));
      case JointDensity.SharedLayers _ -> "shared-layers";
      case JointDensity.Mixture(var components) ->
          components.stream()
              .map(
                  c ->
                      "{weight: %s, weights: %s, biases: %s, readout: %s}"
                          .formatted(c.weight(), c.weights(), c.biases(), c.readout()))
              .collect(joining(", ", "{mixture: [", "]}"));
      case JointDensity.Deformed(var potential) ->
          "{deformed: {potential: \"%s\"%s}}"
              .formatted(
                  potential.expression(),
                  potential.parameters().isEmpty()
                      ? ""
                      : potential.parameters().stream()
                          .map(p -> p.name() + ": " + p.value())
                          .collect(joining(", ", ", parameters: {", "}")));
    };
  }

  private static String scale(ScaleLaw law) {
    return switch (law) {
      case ScaleLaw.InverseGamma(double shape, double scale) ->
          "{law: inverse-gamma, shape: %s, scale: %s}".formatted(shape, scale);
      case ScaleLaw.GammaScale(double shape, double scale) ->
          "{law: gamma, shape: %s, scale: %s}".formatted(shape, scale);
      case ScaleLaw.LogNormal(double mean, double sigma) ->
          "{law: log-normal, mean: %s, sigma: %s}".formatted(mean, sigma);
      case ScaleLaw.UniformScale(double low, double high) ->
          "{law: uniform, low: %s, high: %s}".formatted(low, high);
      case ScaleLaw.Discrete(var values, var weights) ->
          "{law: discrete, values: %s, weights: %s}".formatted(values, weights);
      case ScaleLaw.Transformed(var expression) ->
          "{law: expression, s: \"%s\"}".formatted(expression.text());
    };
  }

  private static String group(ParameterGroup group) {
    if (group.isReadout()) {
      return "readout";
    }
    boolean weights = group.kind() == ParameterGroup.Kind.WEIGHTS;
    return "{layer: %d, kind: %s}".formatted(group.layer() + 1, weights ? "weights" : "biases");
  }
}
