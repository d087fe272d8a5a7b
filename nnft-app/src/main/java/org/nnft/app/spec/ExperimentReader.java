package org.nnft.app.spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.nnft.app.spec.YamlTree.Node;
import org.nnft.ensemble.Draw;
import org.nnft.ensemble.Estimator;
import org.nnft.ensemble.Precision;
import org.nnft.experiment.Experiment;
import org.nnft.experiment.FieldSource;
import org.nnft.experiment.Published;
import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;
import org.nnft.study.Sampling;
import org.nnft.study.Study;

/// Binds the tree of an experiment file to an [Experiment]. Used once.
final class ExperimentReader {
  private final Problems problems = new Problems();
  private final Path folder;

  /// The title of a file without one.
  private final String fileName;

  private ExperimentReader(Path folder, String fileName) {
    this.folder = folder;
    this.fileName = fileName;
  }

  /// @param name of the file, for messages
  /// @param folder against which paths in the file are resolved
  /// @throws InvalidExperimentException listing everything that is wrong
  static Experiment read(String text, String name, Path folder) {
    ExperimentReader reader =
        new ExperimentReader(folder, String.valueOf(Path.of(name).getFileName()));
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
    s.allow(
        "nnft",
        "title",
        "question",
        "field",
        "points",
        "action",
        "sampling",
        "studies",
        "published");
    s.required("nnft", "begin with 'nnft: 1', the version of this format");
    s.whole("nnft", 1, 1, 1);
    String title = s.text("title").orElse(fileName);
    String question = s.text("question").orElse("");
    Optional<PointSet> points =
        s.node("points").flatMap(node -> new PointsReader(problems).read(node, "points"));
    Optional<FieldSource> field =
        s.has("field")
            ? s.section("field")
                .flatMap(f -> f.has("samples") ? samples(f, points) : networks(s, f, points))
            : Optional.of(new FieldSource.Absent());
    Sampling sampling = s.section("sampling").map(this::sampling).orElseGet(Sampling::standard);
    List<Study> studies =
        studies(
            s,
            new StudyReader.Context(
                points, field, s.has("action"), s.section("action").flatMap(ActionReader::read)));
    if (!s.has("field") && studies.stream().anyMatch(study -> needsField(study))) {
      s.required("field", "name a preset, spell out a network, or give samples");
    }
    s.section("sampling")
        .ifPresent(
            sampled -> {
              checkEstimator(sampled, sampling, field, studies);
              checkDraw(sampled, sampling, field, studies);
            });
    Optional<Published> published = s.section("published").map(this::published);
    if (!problems.isEmpty() || field.isEmpty()) {
      return Optional.empty();
    }
    return problems.attempt(
        s.line(),
        "",
        () -> new Experiment(title, question, field.get(), sampling, studies, published));
  }

  private static boolean needsField(Study study) {
    return !(study instanceof Study.Investigation) || study.measuredOrder() > 0;
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
    s.allow(
        "networks",
        "seed",
        "estimator",
        "precision",
        "draw",
        "targetRelativeError",
        "mostNetworks");
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
    Precision precision =
        s.has("precision")
                && s.choice("precision", List.of("single", "double")).equals(Optional.of("single"))
            ? Precision.SINGLE
            : Precision.DOUBLE;
    Draw draw =
        s.has("draw")
                && s.choice("draw", List.of("weights", "layers")).equals(Optional.of("layers"))
            ? Draw.LAYERS
            : Draw.WEIGHTS;
    long seed = s.whole("seed", 1, -most, most);
    return new Sampling(networks, seed, estimator, precision, draw, target, cap);
  }

  private void checkEstimator(
      Section s, Sampling sampling, Optional<FieldSource> field, List<Study> studies) {
    if (sampling.estimator().isEmpty()) {
      return;
    }
    Estimator estimator = sampling.estimator().get();
    String key = estimatorKey(estimator);
    Optional<String> problem = Optional.empty();
    if (field.isPresent() && field.get() instanceof FieldSource.Networks(var scan, var _)) {
      problem =
          scan.stream()
              .filter(network -> !estimator.isExactFor(network))
              .findFirst()
              .map(
                  _ ->
                      "%s is for %s; leave it out for the best one"
                          .formatted(key, estimator.condition()));
    }
    boolean others =
        studies.stream()
            .anyMatch(study -> study.measuredOrder() > 0 && !(study instanceof Study.Correlators));
    if (problem.isEmpty() && !estimator.isDrawn() && others) {
      problem =
          Optional.of(
              "quadrature draws nothing, which studies other than correlators need; leave it out");
    }
    problem.ifPresent(text -> problems.add(s.lineOf("estimator"), s.pathOf("estimator"), text));
  }

  private void checkDraw(
      Section s, Sampling sampling, Optional<FieldSource> field, List<Study> studies) {
    if (sampling.draw() == Draw.WEIGHTS) {
      return;
    }
    Optional<String> problem =
        sampling
            .estimator()
            .filter(estimator -> !sampling.draw().goesWith(estimator))
            .map(
                estimator ->
                    "layers goes with outputs, antithetic and gaussian-readout, not with %s; leave one of them out"
                        .formatted(estimatorKey(estimator)));
    if (problem.isEmpty()
        && field.isPresent()
        && field.get() instanceof FieldSource.Networks(var scan, var _)
        && !scan.stream().allMatch(sampling.draw()::isExactFor)) {
      problem =
          Optional.of(
              "layers is for %s; leave it out to draw weights"
                  .formatted(sampling.draw().condition()));
    }
    if (problem.isEmpty() && field.isPresent() && field.get() instanceof FieldSource.Samples) {
      problem = Optional.of("layers is a way to draw networks, and these are given; leave it out");
    }
    if (problem.isEmpty() && studies.stream().allMatch(study -> study.measuredOrder() == 0)) {
      problem =
          Optional.of("layers is for correlators, which none of the studies takes; leave it out");
    }
    problem.ifPresent(text -> problems.add(s.lineOf("draw"), s.pathOf("draw"), text));
  }

  /// An estimator's name in files.
  static String estimatorKey(Estimator estimator) {
    return estimator.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Estimator estimator(String key) {
    return Estimator.valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private List<Study> studies(Section root, StudyReader.Context context) {
    Optional<Node> node =
        root.required("studies", "list at least one of " + StudyReader.READERS.keySet());
    if (node.isEmpty()) {
      return List.of();
    }
    List<Study> studies = new ArrayList<>();
    List<Node> items = root.items(node.get(), "studies");
    for (int i = 0; i < items.size(); i++) {
      study(items.get(i), "studies[" + i + "]", context).ifPresent(studies::add);
    }
    List<Class<?>> single =
        studies.stream()
            .filter(study -> !(study instanceof Study.Investigation))
            .<Class<?>>map(Study::getClass)
            .toList();
    if (studies.stream().distinct().count() < studies.size()
        || single.stream().distinct().count() < single.size()) {
      problems.add(node.get().line(), "studies", "a study stands twice; keep one of each kind");
    }
    return studies;
  }

  private Optional<Study> study(Node node, String path, StudyReader.Context context) {
    List<String> keys = List.copyOf(StudyReader.READERS.keySet());
    if (node instanceof YamlTree.Scalar(int line, String name)) {
      StudyReader reader = StudyReader.READERS.get(name);
      if (reader == null) {
        problems.unknown(line, path, "study", name, keys);
        return Optional.empty();
      }
      return reader.read(Section.empty(line, path, problems), context);
    }
    Optional<Section> section = Section.of(node, path, problems);
    if (section.isEmpty()) {
      return Optional.empty();
    }
    Section s = section.get().allow(keys.toArray(String[]::new));
    if (s.keys().size() != 1) {
      problems.add(s.line(), path, "one study per list item, got " + s.keys());
      return Optional.empty();
    }
    String key = s.keys().getFirst();
    StudyReader reader = StudyReader.READERS.get(key);
    return reader == null
        ? Optional.empty()
        : s.section(key).flatMap(settings -> reader.read(settings, context));
  }

  private Published published(Section s) {
    s.allow("source", "figure");
    return new Published(s.text("source").orElse(""), s.text("figure").orElse(""));
  }
}
