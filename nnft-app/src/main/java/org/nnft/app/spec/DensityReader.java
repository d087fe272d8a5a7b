package org.nnft.app.spec;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.nnft.app.spec.YamlTree.Node;
import org.nnft.app.spec.YamlTree.Scalar;
import org.nnft.field.MomentumCutoff;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Laplace;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Rademacher;
import org.nnft.network.IndependentDensity.StudentT;
import org.nnft.network.IndependentDensity.Uniform;
import org.nnft.network.ParameterDensity;

/// Laws of parameters: `none`, or `{law: normal, mean: 0, sigma: 1}` and its siblings.
final class DensityReader {
  /// Names of the laws, as `nnft list densities` prints them.
  static final List<String> LAWS =
      List.of(
          "normal",
          "uniform",
          "laplace",
          "student-t",
          "rademacher",
          "constant",
          "ball",
          "sphere",
          "propagator",
          "none");

  private static final List<String> REGULATORS =
      Stream.of(MomentumCutoff.values()).map(f -> f.name().toLowerCase(Locale.ROOT)).toList();

  private final Problems problems;

  DensityReader(Problems problems) {
    this.problems = problems;
  }

  /// A law of single parameters.
  IndependentDensity independent(Node node, String path) {
    ParameterDensity density = read(node, path);
    if (density instanceof IndependentDensity independent) {
      return independent;
    }
    problems.add(
        node.line(),
        path,
        "ball, sphere and propagator are laws of weight vectors; use a law of one number");
    return new Constant(0);
  }

  /// Any law.
  ParameterDensity read(Node node, String path) {
    if (node instanceof Scalar(int line, String text)) {
      if (text.equals("none")) {
        return new Constant(0);
      }
      if (text.equals("normal") || text.equals("rademacher")) {
        return text.equals("normal") ? new Normal(0, 1) : new Rademacher(0, 1);
      }
      if (LAWS.contains(text)) {
        problems.add(line, path, "%s needs its scale: {law: %s, …}".formatted(text, text));
      } else {
        problems.unknown(line, path, "law", text, LAWS);
      }
      return new Constant(0);
    }
    Optional<Section> section = Section.of(node, path, problems);
    if (section.isEmpty()) {
      return new Constant(0);
    }
    section.get().required("law", "say which: " + String.join(", ", LAWS));
    return section
        .get()
        .choice("law", LAWS)
        .flatMap(law -> law(section.get(), law))
        .orElse(new Constant(0));
  }

  /// The key `regulator`.
  static MomentumCutoff regulator(Section s, MomentumCutoff otherwise) {
    return s.has("regulator")
        ? s.choice("regulator", REGULATORS)
            .map(name -> MomentumCutoff.valueOf(name.toUpperCase(Locale.ROOT)))
            .orElse(otherwise)
        : otherwise;
  }

  private Optional<ParameterDensity> law(Section s, String law) {
    double mean = s.number("mean", 0);
    return problems.attempt(
        s.line(),
        s.path(),
        () ->
            switch (law) {
              case "normal" -> {
                s.allow("law", "mean", "sigma");
                yield new Normal(mean, s.positive("sigma", 1));
              }
              case "uniform" -> {
                s.allow("law", "mean", "halfWidth");
                yield new Uniform(mean, s.positive("halfWidth", 1));
              }
              case "laplace" -> {
                s.allow("law", "mean", "scale");
                yield new Laplace(mean, s.positive("scale", 1));
              }
              case "student-t" -> {
                s.allow("law", "degreesOfFreedom", "mean", "scale");
                s.required("degreesOfFreedom", "moments of order n exist below it");
                yield new StudentT(
                    s.positive("degreesOfFreedom", 10), mean, s.positive("scale", 1));
              }
              case "rademacher" -> {
                s.allow("law", "mean", "scale");
                yield new Rademacher(mean, s.positive("scale", 1));
              }
              case "constant" -> {
                s.allow("law", "value");
                s.required("value", "give the number");
                yield new Constant(s.number("value", 0));
              }
              case "ball" -> {
                s.allow("law", "radius");
                yield new ParameterDensity.Ball(s.positive("radius", 1));
              }
              case "sphere" -> {
                s.allow("law", "radius");
                yield new ParameterDensity.Sphere(s.positive("radius", 1));
              }
              case "propagator" -> {
                s.allow("law", "mass", "power", "regulator", "cutoff");
                yield new ParameterDensity.Propagator(
                    s.positive("mass", 1),
                    s.number("power", 1),
                    regulator(s, MomentumCutoff.SHARP),
                    s.positive("cutoff", 10));
              }
              default -> {
                s.allow("law");
                yield new Constant(0);
              }
            });
  }
}
