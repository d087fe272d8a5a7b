package org.nnft.app.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nnft.app.spec.YamlTree.Mapping;
import org.nnft.app.spec.YamlTree.Node;
import org.nnft.app.spec.YamlTree.Scalar;
import org.nnft.app.spec.YamlTree.Sequence;
import org.nnft.network.Expression;

/// A mapping of the file at its path: typed access that notes what is wrong and goes on.
final class Section {
  private final int line;
  private final String path;
  private final Map<String, Node> entries;
  private final Problems problems;

  private Section(int line, String path, Map<String, Node> entries, Problems problems) {
    this.line = line;
    this.path = path;
    this.entries = entries;
    this.problems = problems;
  }

  /// Empty, with a problem noted, if the node is no mapping.
  static Optional<Section> of(Node node, String path, Problems problems) {
    if (node instanceof Mapping(int line, Map<String, Node> entries)) {
      return Optional.of(new Section(line, path, entries, problems));
    }
    problems.add(node.line(), path, "must be a mapping 'key: value', got " + node.kind());
    return Optional.empty();
  }

  /// A section without keys.
  static Section empty(int line, String path, Problems problems) {
    return new Section(line, path, Map.of(), problems);
  }

  /// Notes every key that is not allowed.
  Section allow(String... keys) {
    List<String> allowed = List.of(keys);
    entries.forEach(
        (key, value) -> {
          if (!allowed.contains(key)) {
            problems.unknown(value.line(), pathOf(key), "key", key, allowed);
          }
        });
    return this;
  }

  int line() {
    return line;
  }

  int lineOf(String key) {
    Node node = entries.get(key);
    return node == null ? line : node.line();
  }

  String path() {
    return path;
  }

  String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  Problems problems() {
    return problems;
  }

  boolean has(String key) {
    return entries.containsKey(key);
  }

  List<String> keys() {
    return List.copyOf(entries.keySet());
  }

  Optional<Node> node(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  /// The node, or a problem that it is missing.
  Optional<Node> required(String key, String remedy) {
    if (!has(key)) {
      problems.add(line, pathOf(key), "is missing; " + remedy);
    }
    return node(key);
  }

  Optional<Section> section(String key) {
    return node(key).flatMap(node -> of(node, pathOf(key), problems));
  }

  /// The same section without one key.
  Section without(String key) {
    Map<String, Node> rest = new LinkedHashMap<>(entries);
    rest.remove(key);
    return new Section(line, path, rest, problems);
  }

  Optional<String> text(String key) {
    return node(key).flatMap(node -> text(node, pathOf(key)));
  }

  private Optional<String> text(Node node, String where) {
    if (node instanceof Scalar(int _, String text) && !text.isEmpty()) {
      return Optional.of(text);
    }
    problems.add(node.line(), where, "must be a text, got " + node.kind());
    return Optional.empty();
  }

  /// One of some names, or empty with a problem noted.
  Optional<String> choice(String key, List<String> allowed) {
    Optional<String> text = text(key);
    text.filter(t -> !allowed.contains(t))
        .ifPresent(t -> problems.unknown(lineOf(key), pathOf(key), "value", t, allowed));
    return text.filter(allowed::contains);
  }

  Optional<Boolean> flag(String key) {
    return choice(key, List.of("true", "false")).map(Boolean::valueOf);
  }

  /// A number, or a constant expression such as `pi/2`.
  Optional<Double> number(String key) {
    return node(key).flatMap(node -> number(node, pathOf(key)));
  }

  double number(String key, double otherwise) {
    return number(key).orElse(otherwise);
  }

  /// A number > 0.
  double positive(String key, double otherwise) {
    Optional<Double> value = number(key);
    if (value.isPresent() && !(value.get() > 0)) {
      problems.add(lineOf(key), pathOf(key), "must be positive, got " + value.get());
      return otherwise;
    }
    return value.orElse(otherwise);
  }

  Optional<Double> number(Node node, String where) {
    if (!(node instanceof Scalar(int at, String text)) || text.isEmpty()) {
      problems.add(node.line(), where, "must be a number, got " + node.kind());
      return Optional.empty();
    }
    try {
      Expression expression = Expression.parse(text);
      if (!expression.isConstant()) {
        problems.add(at, where, "must be a number, got '" + text + "', which depends on x");
        return Optional.empty();
      }
      double value = expression.at(0);
      if (!Double.isFinite(value)) {
        problems.add(at, where, "must be a finite number, got '" + text + "'");
        return Optional.empty();
      }
      return Optional.of(value);
    } catch (IllegalArgumentException e) {
      problems.add(
          at, where, "must be a finite number or a constant such as pi/2, got '" + text + "'");
      return Optional.empty();
    }
  }

  /// A whole number in a range; 1e7 is one.
  long whole(String key, long otherwise, long least, long most) {
    return node(key).flatMap(n -> whole(n, pathOf(key), least, most)).orElse(otherwise);
  }

  Optional<Long> whole(Node node, String where, long least, long most) {
    Optional<Double> value = number(node, where);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    double v = value.get();
    if (v != Math.rint(v) || v < least || v > most) {
      problems.add(
          node.line(),
          where,
          "must be a whole number from %d to %d, got %s"
              .formatted(least, most, ((Scalar) node).text()));
      return Optional.empty();
    }
    return Optional.of((long) v);
  }

  /// A whole number, or a list of different ones: a scan.
  List<Integer> wholes(String key, int otherwise, int least, int most) {
    Optional<Node> node = node(key);
    if (node.isEmpty()) {
      return List.of(otherwise);
    }
    List<Integer> values = new ArrayList<>();
    for (Node item : items(node.get(), pathOf(key))) {
      whole(item, pathOf(key), least, most).ifPresent(v -> values.add(Math.toIntExact(v)));
    }
    if (values.stream().distinct().count() < values.size()) {
      problems.add(lineOf(key), pathOf(key), "names a value twice; keep one of each");
    }
    return values.isEmpty() ? List.of(otherwise) : values.stream().distinct().toList();
  }

  /// A list of numbers.
  List<Double> numbers(String key) {
    Optional<Node> node = node(key);
    List<Double> values = new ArrayList<>();
    node.ifPresent(
        list -> {
          for (Node item : items(list, pathOf(key))) {
            number(item, pathOf(key)).ifPresent(values::add);
          }
        });
    return values;
  }

  /// The items of a list, or the node itself as the only one; an empty list is a problem.
  List<Node> items(Node node, String where) {
    if (node instanceof Sequence(int at, List<Node> items)) {
      if (items.isEmpty()) {
        problems.add(at, where, "the list is empty");
      }
      return items;
    }
    return List.of(node);
  }
}
