package org.nnft.app.spec;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.nnft.field.MomentumCutoff;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Laplace;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Rademacher;
import org.nnft.network.IndependentDensity.StudentT;
import org.nnft.network.IndependentDensity.Uniform;
import org.nnft.network.NeuralField;
import org.nnft.network.ParameterDensity;
import org.nnft.network.Parameterisation;
import org.nnft.network.Readout;

/// A network as the experiment file spells it out, everything said.
public final class SpelledField {

  private SpelledField() {}

  /// YAML of the section `field`; reading it gives the same network.
  public static String yaml(NeuralField field) {
    StringBuilder text = new StringBuilder();
    text.append("inputs: ").append(field.inputs()).append("\nhidden:\n");
    for (HiddenLayer layer : field.hidden()) {
      text.append("  - width: %d\n".formatted(layer.width()))
          .append("    activation: %s\n".formatted(activation(layer.activation())))
          .append("    parameterisation: %s\n".formatted(name(layer.parameterisation())))
          .append("    weights: %s\n".formatted(density(layer.weights())))
          .append("    bias: %s\n".formatted(density(layer.bias())));
    }
    Readout r = field.readout();
    text.append("readout:\n")
        .append("  outputs: %d\n".formatted(r.outputs()))
        .append("  parameterisation: %s\n".formatted(name(r.parameterisation())))
        .append("  weights: %s\n".formatted(density(r.weights())))
        .append("  bias: %s\n".formatted(density(r.bias())))
        .append(r.weightMeans().isEmpty() ? "" : "  means: %s\n".formatted(r.weightMeans()));
    if (!field.isIndependent()) {
      text.append("correlation: %s\n".formatted(SpelledCorrelation.yaml(field.correlation())));
    }
    return text.toString();
  }

  private static String name(Parameterisation p) {
    return p.name().toLowerCase(Locale.ROOT);
  }

  private static String activation(Activation g) {
    return switch (g) {
      case Activation.LeakyRelu(double slope) -> "{leaky-relu: %s}".formatted(slope);
      case Activation.Polynomial(List<Double> c) ->
          c.stream().map(String::valueOf).collect(Collectors.joining(", ", "{polynomial: [", "]}"));
      case Activation.PlaneWave(double a, double m, double e) ->
          "{plane-wave: {amplitude: %s, mass: %s, exponent: %s}}".formatted(a, m, e);
      case Activation.Formula(var expression) ->
          "{expression: \"%s\"}".formatted(expression.text());
      default ->
          ActivationReader.NAMED.entrySet().stream()
              .filter(entry -> entry.getValue().equals(g))
              .map(Map.Entry::getKey)
              .findFirst()
              .orElseThrow();
    };
  }

  private static String density(ParameterDensity density) {
    return switch (density) {
      case Normal(double mean, double σ) -> "{law: normal, mean: %s, sigma: %s}".formatted(mean, σ);
      case Uniform(double mean, double h) ->
          "{law: uniform, mean: %s, halfWidth: %s}".formatted(mean, h);
      case Laplace(double mean, double s) ->
          "{law: laplace, mean: %s, scale: %s}".formatted(mean, s);
      case StudentT(double ν, double mean, double s) ->
          "{law: student-t, degreesOfFreedom: %s, mean: %s, scale: %s}".formatted(ν, mean, s);
      case Rademacher(double mean, double s) ->
          "{law: rademacher, mean: %s, scale: %s}".formatted(mean, s);
      case Constant(double value) ->
          value == 0 ? "none" : "{law: constant, value: %s}".formatted(value);
      case ParameterDensity.Ball(double radius) -> "{law: ball, radius: %s}".formatted(radius);
      case ParameterDensity.Sphere(double radius) -> "{law: sphere, radius: %s}".formatted(radius);
      case ParameterDensity.Propagator(double m, double power, MomentumCutoff f, double Λ) ->
          "{law: propagator, mass: %s, power: %s, regulator: %s, cutoff: %s}"
              .formatted(m, power, f.name().toLowerCase(Locale.ROOT), Λ);
    };
  }
}
