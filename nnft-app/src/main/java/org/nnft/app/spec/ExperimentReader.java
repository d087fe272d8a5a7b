package org.nnft.app.spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.nnft.app.spec.YamlTree.Node;
import org.nnft.ensemble.Estimator;
import org.nnft.experiment.Experiment;
import org.nnft.experiment.FieldSource;
import org.nnft.experiment.Published;
import org.nnft.experiment.Sampling;
import org.nnft.experiment.Study;
import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;

/// Binds the tree of an experiment file to an [Experiment]. Used once.
final class ExperimentReader {
  private static final List<String> STUDIES = List.of("correlators", "free-field");

  private final Problems problems = new Problems();
  private final Path folder;

  private ExperimentReader(Path folder) {
    this.folder = folder;
  }

  /// @param name of the file, for messages
  /// @param folder against which paths in the file are resolved
  /// @throws InvalidExperimentException listing everything that is wrong
  static Experiment read(String text, String name, Path folder) {
    ExperimentReader reader = new ExperimentReader(folder);
    Optional<Experiment> experiment =
        YamlTree.read(text, reader.problems)
            .flatMap(root -> Section.of(root, "", reader.problems))
            .flatMap(reader::experiment);
    if (!reader.problems.isEmpty() || experiment.isEmpty()) {
      throw reader.problems.exception(name);
    }
    return experiment.get();
  }

  private Optional<Experiment> experiment(Section s) {
    s.allow("nnft", "title", "question", "field", "points", "sampling", "studies", "published");
    s.required("nnft", "begin with 'nnft: 1', the version of this format");
    s.whole("nnft", 1, 1, 1);
    String title = s.text("title").orElse("untitled");
    String question = s.text("question").orElse("");
    Optional<PointSet> points =
        s.node("points").flatMap(node -> new PointsReader(problems).read(node, "points"));
    Optional<FieldSource> field =
        s.required("field", "name a preset, spell out a network, or give samples")
            .flatMap(node -> Section.of(node, "field", problems))
            .flatMap(f -> f.has("samples") ? samples(f, points) : networks(s, f, points));
    Sampling sampling = s.section("sampling").map(this::sampling).orElseGet(Sampling::standard);
    List<Study> studies = studies(s, points);
    Optional<Published> published = s.section("published").map(this::published);
    if (!problems.isEmpty() || field.isEmpty()) {
      return Optional.empty();
    }
    return problems.attempt(
        s.line(),
        "",
        () -> new Experiment(title, question, field.get(), sampling, studies, published));
  }

  private Optional<FieldSource> networks(Section root, Section s, Optional<PointSet> points) {
    root.required("points", "list the inputs at which the field is measured");
    List<NeuralField> scan =
        new FieldReader(problems).read(s, points.map(PointSet::dimension).orElse(1));
    if (scan.isEmpty() || points.isEmpty()) {
      return Optional.empty();
    }
    return problems.attempt(
        root.lineOf("points"), "points", () -> new FieldSource.Networks(scan, points.get()));
  }

  private Optional<FieldSource> samples(Section s, Optional<PointSet> points) {
    s.allow("samples", "array", "even", "theory");
    Optional<Path> file = s.text("samples").map(folder::resolve).map(Path::normalize);
    String array = s.text("array").orElse("");
    boolean even = s.flag("even").orElse(false);
    Optional<NeuralField> theory =
        s.section("theory")
            .map(t -> new FieldReader(problems).read(t, points.map(PointSet::dimension).orElse(1)))
            .filter(scan -> !scan.isEmpty())
            .map(List::getFirst);
    if (theory.isPresent() && points.isEmpty()) {
      problems.add(
          s.lineOf("theory"),
          s.pathOf("theory"),
          "to hold samples against a network, their points must be known; add points");
    }
    return file.map(f -> new FieldSource.Samples(f, array, even, points, theory));
  }

  private Sampling sampling(Section s) {
    s.allow("networks", "seed", "estimator", "targetRelativeError", "mostNetworks");
    Sampling standard = Sampling.standard();
    List<String> estimators =
        Arrays.stream(Estimator.values()).map(ExperimentReader::estimatorKey).toList();
    Optional<Estimator> estimator =
        s.has("estimator")
            ? s.choice("estimator", estimators).map(ExperimentReader::estimator)
            : Optional.empty();
    OptionalDouble target = OptionalDouble.empty();
    if (s.has("targetRelativeError")) {
      double ε = s.positive("targetRelativeError", 0.01);
      if (ε >= 1) {
        problems.add(
            s.lineOf("targetRelativeError"),
            s.pathOf("targetRelativeError"),
            "must be below 1, got " + ε);
      }
      target = OptionalDouble.of(ε);
    }
    long most = 1L << 53;
    long networks = s.whole("networks", standard.networks(), 16, most);
    long cap = s.whole("mostNetworks", standard.mostNetworks(), 16, most);
    if (s.has("mostNetworks") && target.isEmpty()) {
      problems.add(
          s.lineOf("mostNetworks"),
          s.pathOf("mostNetworks"),
          "is the cap of targetRelativeError, which is missing; set networks instead");
    }
    return new Sampling(networks, s.whole("seed", 1, -most, most), estimator, target, cap);
  }

  /// An estimator's name in files.
  static String estimatorKey(Estimator estimator) {
    return estimator.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Estimator estimator(String key) {
    return Estimator.valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private List<Study> studies(Section root, Optional<PointSet> points) {
    Optional<Node> node = root.required("studies", "list at least one of " + STUDIES);
    if (node.isEmpty()) {
      return List.of();
    }
    List<Study> studies = new ArrayList<>();
    List<Node> items = root.items(node.get(), "studies");
    for (int i = 0; i < items.size(); i++) {
      String path = "studies[" + i + "]";
      study(items.get(i), path, points).ifPresent(studies::add);
    }
    if (studies.stream().map(Study::getClass).distinct().count() < studies.size()) {
      problems.add(node.get().line(), "studies", "a study stands twice; keep one of each kind");
    }
    return studies;
  }

  private Optional<Study> study(Node node, String path, Optional<PointSet> points) {
    if (node instanceof YamlTree.Scalar(int line, String name)) {
      if (!STUDIES.contains(name)) {
        problems.unknown(line, path, "study", name, STUDIES);
        return Optional.empty();
      }
      return Optional.of(
          name.equals("correlators")
              ? new Study.Correlators(List.of(2, 4), true)
              : new Study.FreeField(Optional.empty()));
    }
    Optional<Section> section = Section.of(node, path, problems);
    if (section.isEmpty()) {
      return Optional.empty();
    }
    Section s = section.get().allow(STUDIES.toArray(String[]::new));
    if (s.keys().size() != 1) {
      problems.add(s.line(), path, "one study per list item, got " + s.keys());
      return Optional.empty();
    }
    return s.has("correlators")
        ? s.section("correlators").flatMap(this::correlators)
        : s.section("free-field").map(f -> freeField(f, points));
  }

  private Optional<Study> correlators(Section s) {
    s.allow("orders", "connected");
    List<Integer> orders = s.has("orders") ? s.wholes("orders", 2, 1, 8) : List.of(2, 4);
    boolean connected = s.flag("connected").orElse(true);
    return problems.attempt(
        s.lineOf("orders"), s.pathOf("orders"), () -> new Study.Correlators(orders, connected));
  }

  private Study freeField(Section s, Optional<PointSet> points) {
    s.allow("configuration");
    Optional<List<Double>> configuration =
        s.has("configuration") ? Optional.of(s.numbers("configuration")) : Optional.empty();
    int size = points.map(PointSet::size).orElse(-1);
    if (configuration.isPresent() && configuration.get().size() != size) {
      problems.add(
          s.lineOf("configuration"),
          s.pathOf("configuration"),
          "needs one value per point, %d, got %d".formatted(size, configuration.get().size()));
    }
    return new Study.FreeField(configuration);
  }

  private Published published(Section s) {
    s.allow("source", "figure");
    return new Published(s.text("source").orElse(""), s.text("figure").orElse(""));
  }
}
