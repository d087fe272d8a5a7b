package org.nnft.app.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.nnft.app.spec.YamlTree.Node;
import org.nnft.app.spec.YamlTree.Scalar;
import org.nnft.network.Expression;
import org.nnft.network.JointDensity;
import org.nnft.network.ParameterGroup;
import org.nnft.network.Potential;
import org.nnft.network.ScaleLaw;

/// Joint laws of parameters: `{equicorrelated: {rho: 0.3}}` and its siblings. A list of numbers is a scan.
final class CorrelationReader {
  /// Names of the laws with an example of each, as `nnft list correlations` prints them.
  static final Map<String, String> USAGE =
      Map.ofEntries(
          Map.entry("independent", "independent"),
          Map.entry("common-scale", "common-scale: {law: student-t, degreesOfFreedom: [8, 16]}"),
          Map.entry("equicorrelated", "equicorrelated: {rho: [0, 0.3], of: readout}"),
          Map.entry(
              "gaussian-covariance",
              "gaussian-covariance: {of: readout, diagonal: \"1/2\", factors: [\"cos(pi*i/n)\"]}"),
          Map.entry("shared-weights", "shared-weights: {of: {layer: 1, kind: weights}, copies: 2}"),
          Map.entry("shared-layers", "shared-layers"),
          Map.entry(
              "mixture",
              "mixture: [{weight: 1, weights: 1, biases: 1, readout: 2}, {weight: 3, readout: 1}]"),
          Map.entry(
              "deformed",
              "deformed: {potential: \"alpha*sumW2^2/N^2\", parameters: {alpha: [0.5, 1]}}"));

  /// In the order in which they are listed.
  static final List<String> NAMES =
      List.of(
          "independent",
          "common-scale",
          "equicorrelated",
          "gaussian-covariance",
          "shared-weights",
          "shared-layers",
          "mixture",
          "deformed");

  private static final List<String> SCALES =
      List.of(
          "student-t", "inverse-gamma", "gamma", "log-normal", "uniform", "discrete", "expression");

  private static final int MOST_COPIES = 10_000_000;

  private final Problems problems;

  CorrelationReader(Problems problems) {
    this.problems = problems;
  }

  /// All laws of the scan; empty if the law could not be understood.
  List<JointDensity> read(Node node, String path) {
    if (node instanceof Scalar(int line, String name)) {
      if (name.equals("independent")) {
        return List.of(new JointDensity.Independent());
      }
      if (name.equals("shared-layers")) {
        return List.of(new JointDensity.SharedLayers());
      }
      if (NAMES.contains(name)) {
        problems.add(line, path, "%s needs settings: %s".formatted(name, USAGE.get(name)));
      } else {
        problems.unknown(line, path, "correlation", name, NAMES);
      }
      return List.of();
    }
    Optional<Section> section = Section.of(node, path, problems);
    if (section.isEmpty()) {
      return List.of();
    }
    Section s = section.get().allow(NAMES.toArray(String[]::new));
    if (s.keys().size() != 1 || !NAMES.contains(s.keys().getFirst())) {
      problems.add(s.line(), path, "needs one law: " + String.join(", ", NAMES));
      return List.of();
    }
    String name = s.keys().getFirst();
    if (name.equals("mixture")) {
      return mixture(s);
    }
    return s.section(name).map(own -> law(name, own)).orElse(List.of());
  }

  private List<JointDensity> law(String name, Section s) {
    return switch (name) {
      case "common-scale" -> commonScale(s);
      case "equicorrelated" -> {
        s.allow("rho", "of").required("rho", "the correlation between two neurons");
        yield group(s)
            .map(g -> scan(s, "rho", ρ -> new JointDensity.Equicorrelated(g, ρ)))
            .orElse(List.of());
      }
      case "gaussian-covariance" -> covariance(s);
      case "shared-weights" -> {
        s.allow("copies", "of").required("copies", "how many neurons share their parameters");
        List<JointDensity> laws = new ArrayList<>();
        group(s)
            .ifPresent(
                g ->
                    s.wholes("copies", 1, 1, MOST_COPIES)
                        .forEach(m -> laws.add(new JointDensity.SharedWeights(g, m))));
        yield laws;
      }
      case "deformed" -> deformed(s);
      default -> {
        s.allow();
        yield List.of();
      }
    };
  }

  /// One law for each number of a list.
  private List<JointDensity> scan(Section s, String key, Function<Double, JointDensity> law) {
    List<JointDensity> laws = new ArrayList<>();
    for (double value : s.numbers(key)) {
      problems.attempt(s.lineOf(key), s.pathOf(key), () -> law.apply(value)).ifPresent(laws::add);
    }
    return laws;
  }

  private List<JointDensity> commonScale(Section s) {
    s.required("law", "say which: " + String.join(", ", SCALES));
    Optional<String> law = s.choice("law", SCALES);
    if (law.isEmpty()) {
      return List.of();
    }
    return switch (law.get()) {
      case "student-t" -> {
        s.allow("law", "degreesOfFreedom")
            .required("degreesOfFreedom", "correlators of order n exist below it");
        yield scan(s, "degreesOfFreedom", ν -> new JointDensity.CommonScale(ScaleLaw.student(ν)));
      }
      case "inverse-gamma" -> {
        s.allow("law", "shape", "scale").required("shape", "moments of s exist below it");
        double scale = s.positive("scale", 1);
        yield scan(
            s,
            "shape",
            shape -> new JointDensity.CommonScale(new ScaleLaw.InverseGamma(shape, scale)));
      }
      case "gamma" -> {
        s.allow("law", "shape", "scale").required("shape", "a positive number");
        double scale = s.positive("scale", 1);
        yield scan(
            s,
            "shape",
            shape -> new JointDensity.CommonScale(new ScaleLaw.GammaScale(shape, scale)));
      }
      case "log-normal" -> {
        s.allow("law", "mean", "sigma").required("sigma", "the standard deviation of ln s");
        double mean = s.number("mean", 0);
        yield scan(s, "sigma", σ -> new JointDensity.CommonScale(new ScaleLaw.LogNormal(mean, σ)));
      }
      case "uniform" -> {
        s.allow("law", "low", "high").required("high", "the largest s");
        double low = s.number("low", 0);
        yield scan(
            s, "high", high -> new JointDensity.CommonScale(new ScaleLaw.UniformScale(low, high)));
      }
      case "expression" -> {
        s.allow("law", "s");
        yield s.required("s", "a function of a standard normal z, such as exp(z/2)")
            .map(
                node ->
                    s.items(node, s.pathOf("s")).stream()
                        .flatMap(
                            item ->
                                expression(s, "s", item, ScaleLaw.Transformed.VARIABLES).stream())
                        .flatMap(
                            g ->
                                problems
                                    .<JointDensity>attempt(
                                        s.lineOf("s"),
                                        s.pathOf("s"),
                                        () ->
                                            new JointDensity.CommonScale(
                                                new ScaleLaw.Transformed(g)))
                                    .stream())
                        .toList())
            .orElse(List.of());
      }
      default -> {
        s.allow("law", "values", "weights").required("values", "the values of s");
        List<Double> values = s.numbers("values");
        List<Double> weights =
            s.has("weights") ? s.numbers("weights") : values.stream().map(_ -> 1.0).toList();
        yield problems
            .<JointDensity>attempt(
                s.line(),
                s.path(),
                () -> new JointDensity.CommonScale(new ScaleLaw.Discrete(values, weights)))
            .map(List::of)
            .orElse(List.of());
      }
    };
  }

  private List<JointDensity> covariance(Section s) {
    s.allow("of", "diagonal", "factors");
    Optional<ParameterGroup> group = group(s);
    Optional<Expression> diagonal =
        s.has("diagonal")
            ? expression(
                s,
                "diagonal",
                s.node("diagonal").orElseThrow(),
                JointDensity.GaussianCovariance.VARIABLES)
            : Optional.of(Expression.parse("1", JointDensity.GaussianCovariance.VARIABLES));
    List<Expression> factors = new ArrayList<>();
    s.required("factors", "list functions of the neuron's number i = 1…n and of n")
        .ifPresent(
            node ->
                s.items(node, s.pathOf("factors"))
                    .forEach(
                        item ->
                            expression(
                                    s, "factors", item, JointDensity.GaussianCovariance.VARIABLES)
                                .ifPresent(factors::add)));
    if (group.isEmpty() || diagonal.isEmpty()) {
      return List.of();
    }
    return List.of(new JointDensity.GaussianCovariance(group.get(), diagonal.get(), factors));
  }

  private Optional<Expression> expression(
      Section s, String key, Node node, List<String> variables) {
    if (!(node instanceof Scalar(int line, String text))) {
      problems.add(node.line(), s.pathOf(key), "must be an expression, got " + node.kind());
      return Optional.empty();
    }
    return problems.attempt(line, s.pathOf(key), () -> Expression.parse(text, variables));
  }

  private List<JointDensity> mixture(Section root) {
    List<JointDensity.Mixture.Component> components = new ArrayList<>();
    List<Node> items = root.items(root.node("mixture").orElseThrow(), root.pathOf("mixture"));
    for (int k = 0; k < items.size(); k++) {
      Section.of(items.get(k), root.pathOf("mixture") + "[" + k + "]", problems)
          .ifPresent(
              s -> {
                s.allow("weight", "weights", "biases", "readout");
                components.add(
                    new JointDensity.Mixture.Component(
                        s.positive("weight", 1),
                        s.positive("weights", 1),
                        s.positive("biases", 1),
                        s.positive("readout", 1)));
              });
    }
    return components.isEmpty() ? List.of() : List.of(new JointDensity.Mixture(components));
  }

  private List<JointDensity> deformed(Section s) {
    s.allow("potential", "parameters")
        .required("potential", "V of " + String.join(", ", Potential.INVARIANTS));
    Optional<String> text = s.text("potential");
    List<List<Potential.Parameter>> settings = new ArrayList<>(List.of(List.of()));
    s.section("parameters")
        .ifPresent(
            p -> {
              for (String name : p.keys()) {
                List<Potential.Parameter> values = new ArrayList<>();
                for (double value : p.numbers(name)) {
                  problems
                      .attempt(
                          p.lineOf(name),
                          p.pathOf(name),
                          () -> new Potential.Parameter(name, value))
                      .ifPresent(values::add);
                }
                multiply(settings, values);
              }
            });
    List<JointDensity> laws = new ArrayList<>();
    text.ifPresent(
        v ->
            settings.forEach(
                parameters ->
                    problems
                        .attempt(
                            s.lineOf("potential"),
                            s.pathOf("potential"),
                            () -> Potential.parse(v, parameters))
                        .ifPresent(p -> laws.add(new JointDensity.Deformed(p)))));
    return laws;
  }

  /// Every setting so far with every value of one more parameter.
  private static void multiply(
      List<List<Potential.Parameter>> settings, List<Potential.Parameter> values) {
    List<List<Potential.Parameter>> before = List.copyOf(settings);
    settings.clear();
    for (List<Potential.Parameter> setting : before) {
      for (Potential.Parameter value : values) {
        List<Potential.Parameter> more = new ArrayList<>(setting);
        more.add(value);
        settings.add(more);
      }
    }
  }

  /// `of: readout` (the default), or `of: {layer: 1, kind: weights}`.
  private Optional<ParameterGroup> group(Section s) {
    Optional<Node> node = s.node("of");
    if (node.isEmpty()
        || node.get() instanceof Scalar(int _, String name) && name.equals("readout")) {
      return Optional.of(ParameterGroup.READOUT);
    }
    if (node.get() instanceof Scalar) {
      problems.add(
          s.lineOf("of"),
          s.pathOf("of"),
          "must be readout, or {layer: 1, kind: weights or biases}");
      return Optional.empty();
    }
    return s.section("of")
        .map(
            of -> {
              of.allow("layer", "kind");
              int layer = (int) of.whole("layer", 1, 1, FieldReader.MOST_DEPTH) - 1;
              boolean biases =
                  of.has("kind")
                      && of.choice("kind", List.of("weights", "biases"))
                          .filter("biases"::equals)
                          .isPresent();
              return new ParameterGroup(
                  layer, biases ? ParameterGroup.Kind.BIASES : ParameterGroup.Kind.WEIGHTS);
            });
  }
}
