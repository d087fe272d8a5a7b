package org.nnft.app.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/// A YAML document whose nodes know their lines. Scalars stay text; what they mean depends on where they
/// stand.
final class YamlTree {

  /// A node, at a line counted from 1.
  sealed interface Node {
    int line();

    /// What kind of thing this is, for messages.
    default String kind() {
      return switch (this) {
        case Scalar s -> s.text().isEmpty() ? "nothing" : "'" + s.text() + "'";
        case Sequence _ -> "a list";
        case Mapping _ -> "a mapping";
      };
    }
  }

  record Scalar(int line, String text) implements Node {}

  record Sequence(int line, List<Node> items) implements Node {}

  /// @param entries in the file's order
  record Mapping(int line, Map<String, Node> entries) implements Node {}

  /// Nested deeper than any experiment, but far from a stack overflow.
  private static final int DEEPEST = 30;

  private final JsonParser parser;
  private final Problems problems;

  private YamlTree(JsonParser parser, Problems problems) {
    this.parser = parser;
    this.problems = problems;
  }

  /// Reads one document; empty if it cannot be read, which is then among the problems.
  static Optional<Node> read(String text, Problems problems) {
    try (JsonParser parser = new YAMLFactory().createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() == null) {
        problems.add(0, "", "the file is empty; begin with 'nnft: 1'");
        return Optional.empty();
      }
      Node root = new YamlTree(parser, problems).node("", 0);
      if (parser.nextToken() != null) {
        problems.add(
            parser.currentTokenLocation().getLineNr(),
            "",
            "a second document begins; an experiment file holds one");
      }
      return Optional.of(root);
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
      problems.add(line, "", "not YAML: " + e.getOriginalMessage().lines().findFirst().orElse(""));
      return Optional.empty();
    }
  }

  private Node node(String path, int depth) {
    int line = parser.currentTokenLocation().getLineNr();
    if (depth > DEEPEST) {
      throw problemAt(line, path, "nested more than %d levels deep".formatted(DEEPEST));
    }
    if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
      throw problemAt(line, path, "aliases (*name) are not supported; write the value again");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(line, path, depth);
      case START_ARRAY -> sequence(line, path, depth);
      default -> new Scalar(line, Objects.requireNonNullElse(scalarText(), ""));
    };
  }

  private String scalarText() {
    return parser.currentToken() == JsonToken.VALUE_NULL ? "" : parser.getString().strip();
  }

  private Mapping mapping(int line, String path, int depth) {
    Map<String, Node> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      int keyLine = parser.currentTokenLocation().getLineNr();
      parser.nextToken();
      String inner = path.isEmpty() ? key : path + "." + key;
      if (entries.put(key, node(inner, depth + 1)) != null) {
        problems.add(keyLine, inner, "the key stands twice; keep one");
      }
    }
    return new Mapping(line, entries);
  }

  private Sequence sequence(int line, String path, int depth) {
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(path + "[" + items.size() + "]", depth + 1));
    }
    return new Sequence(line, items);
  }

  /// What cannot be read past ends the reading at once.
  private InvalidExperimentException problemAt(int line, String path, String message) {
    problems.add(line, path, message);
    return problems.exception("the file");
  }
}
