package org.nnft.app.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.nnft.app.spec.YamlTree.Node;
import org.nnft.app.spec.YamlTree.Scalar;
import org.nnft.network.Activation;

/// Activations: a name, or one key with its parameters, such as `{expression: "x*exp(-x^2/2)"}`.
final class ActivationReader {
  /// Activations without parameters by their name in files.
  static final Map<String, Activation> NAMED = named();

  /// Activations with parameters.
  static final List<String> PARAMETRISED =
      List.of("leaky-relu", "monomial", "polynomial", "plane-wave", "expression");

  private final Problems problems;

  ActivationReader(Problems problems) {
    this.problems = problems;
  }

  private static Map<String, Activation> named() {
    Map<String, Activation> names = new LinkedHashMap<>();
    names.put("erf", new Activation.Erf());
    names.put("relu", new Activation.Relu());
    names.put("abs", new Activation.Abs());
    names.put("step", new Activation.Step());
    names.put("sign", new Activation.Sign());
    names.put("exp", new Activation.Exp());
    names.put("gauss", new Activation.GaussNormalised());
    names.put("gaussian", new Activation.Gaussian());
    names.put("cos", new Activation.Cos());
    names.put("sin", new Activation.Sin());
    names.put("tanh", new Activation.Tanh());
    names.put("sigmoid", new Activation.Sigmoid());
    names.put("softplus", new Activation.Softplus());
    names.put("swish", new Activation.Swish());
    names.put("gelu", new Activation.Gelu());
    return names;
  }

  /// Every name that a file may use.
  static List<String> names() {
    return Stream.concat(NAMED.keySet().stream(), PARAMETRISED.stream()).toList();
  }

  Activation read(Node node, String path) {
    Activation otherwise = new Activation.Erf();
    if (node instanceof Scalar(int line, String text)) {
      Activation activation = NAMED.get(text);
      if (activation == null) {
        if (PARAMETRISED.contains(text)) {
          problems.add(line, path, "%s needs its parameters: {%s: …}".formatted(text, text));
        } else {
          problems.unknown(line, path, "activation", text, names());
        }
        return otherwise;
      }
      return activation;
    }
    Optional<Section> section = Section.of(node, path, problems);
    if (section.isEmpty()) {
      return otherwise;
    }
    Section s = section.get().allow(PARAMETRISED.toArray(String[]::new));
    if (s.keys().size() != 1) {
      problems.add(s.line(), path, "one key is allowed, got " + s.keys().size() + ": " + s.keys());
      return otherwise;
    }
    String key = s.keys().getFirst();
    return problems
        .attempt(s.lineOf(key), s.pathOf(key), () -> parametrised(s, key))
        .orElse(otherwise);
  }

  private Activation parametrised(Section s, String key) {
    return switch (key) {
      case "leaky-relu" -> new Activation.LeakyRelu(s.number(key, 0.01));
      case "monomial" -> Activation.Polynomial.monomial((int) s.whole(key, 1, 0, 64));
      case "polynomial" -> {
        List<Double> coefficients = s.numbers(key);
        yield new Activation.Polynomial(coefficients.isEmpty() ? List.of(0.0) : coefficients);
      }
      case "plane-wave" -> {
        Optional<Section> wave = s.section(key);
        wave.ifPresent(w -> w.allow("amplitude", "mass", "exponent"));
        yield wave.map(
                w ->
                    new Activation.PlaneWave(
                        w.number("amplitude", 1),
                        w.positive("mass", 1),
                        w.number("exponent", -0.5)))
            .orElse(new Activation.PlaneWave(1, 1, -0.5));
      }
      case "expression" -> Activation.Formula.parse(s.text(key).orElse("x"));
      default -> new Activation.Erf();
    };
  }
}
