package org.nnft.app.spec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/// Everything that is wrong with one file. Mutable: collects, then throws once.
final class Problems {
  private final List<Problem> found = new ArrayList<>();

  /// One thing that is wrong.
  ///
  /// @param line from 1; 0 for the file as a whole
  /// @param path such as `field.hidden[0].width`; empty for the file as a whole
  record Problem(int line, String path, String message) {
    @Override
    public String toString() {
      String place = line > 0 ? "line " + line + (path.isEmpty() ? "" : ", " + path) : path;
      return place.isEmpty() ? message : place + ": " + message;
    }
  }

  void add(int line, String path, String message) {
    found.add(new Problem(line, path, message));
  }

  void unknown(int line, String path, String what, String got, List<String> allowed) {
    add(
        line,
        path,
        "unknown %s '%s'%s; allowed are %s"
            .formatted(what, got, suggestion(got, allowed), String.join(", ", allowed)));
  }

  private static String suggestion(String got, List<String> allowed) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return allowed.stream()
        .min(Comparator.comparingInt(name -> distance.apply(got, name)))
        .filter(name -> distance.apply(got, name) <= Math.max(1, (name.length() + 1) / 3))
        .map(name -> ", did you mean '" + name + "'?")
        .orElse("");
  }

  /// The value, or the reason why there is none as a problem at this place.
  <T> Optional<T> attempt(int line, String path, Supplier<T> value) {
    try {
      return Optional.of(value.get());
    } catch (IllegalArgumentException e) {
      add(line, path, String.valueOf(e.getMessage()));
    } catch (ArithmeticException e) {
      add(line, path, "too large: " + e.getMessage());
    }
    return Optional.empty();
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  InvalidExperimentException exception(String file) {
    String count = found.size() == 1 ? "1 problem" : found.size() + " problems";
    return new InvalidExperimentException(
        found.stream()
            .sorted(Comparator.comparingInt(Problem::line))
            .map(problem -> "\n  " + problem)
            .collect(Collectors.joining("", count + " in " + file, "")));
  }
}
