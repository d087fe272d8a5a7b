package org.nnft.app.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nnft.app.spec.YamlTree.Node;
import org.nnft.app.spec.YamlTree.Scalar;
import org.nnft.app.spec.YamlTree.Sequence;
import org.nnft.field.PointSet;

/// Points: a list of points, `{line: {from, to, count}}`, or `{grid: [values of axis 1, …]}` with the last
/// axis fastest.
final class PointsReader {
  static final int MOST_POINTS = 100_000;

  private final Problems problems;

  PointsReader(Problems problems) {
    this.problems = problems;
  }

  Optional<PointSet> read(Node node, String path) {
    Optional<double[][]> points =
        node instanceof Sequence(int _, List<Node> items)
            ? list(node, items, path)
            : Section.of(node, path, problems).flatMap(this::shape);
    return points.flatMap(p -> problems.attempt(node.line(), path, () -> PointSet.of(p)));
  }

  private Optional<double[][]> list(Node node, List<Node> items, String path) {
    if (items.isEmpty()) {
      problems.add(node.line(), path, "the list is empty; give at least 1 point");
      return Optional.empty();
    }
    List<double[]> points = new ArrayList<>();
    boolean whole = true;
    for (int p = 0; p < items.size(); p++) {
      Optional<double[]> point = point(items.get(p), path + "[" + p + "]");
      point.ifPresent(points::add);
      whole &= point.isPresent();
    }
    return whole ? Optional.of(points.toArray(double[][]::new)) : Optional.empty();
  }

  private Optional<double[]> point(Node node, String path) {
    List<Node> coordinates =
        node instanceof Sequence(int _, List<Node> items) ? items : List.of(node);
    if (coordinates.isEmpty() || node instanceof Scalar(int _, String text) && text.isEmpty()) {
      problems.add(node.line(), path, "a point needs at least 1 coordinate");
      return Optional.empty();
    }
    return numbers(coordinates, path);
  }

  private Optional<double[]> numbers(List<Node> nodes, String path) {
    Section reader =
        Section.of(new YamlTree.Mapping(0, java.util.Map.of()), path, problems).orElseThrow();
    double[] values = new double[nodes.size()];
    boolean whole = true;
    for (int k = 0; k < values.length; k++) {
      Optional<Double> value = reader.number(nodes.get(k), path + "[" + k + "]");
      values[k] = value.orElse(0.0);
      whole &= value.isPresent();
    }
    return whole ? Optional.of(values) : Optional.empty();
  }

  private Optional<double[][]> shape(Section s) {
    s.allow("line", "grid");
    if (s.keys().size() != 1 || !(s.has("line") || s.has("grid"))) {
      problems.add(s.line(), s.path(), "give a list of points, or one of line and grid");
      return Optional.empty();
    }
    return s.has("line") ? s.section("line").flatMap(this::line) : grid(s);
  }

  private Optional<double[][]> line(Section s) {
    s.allow("from", "to", "count");
    s.required("from", "give the first point");
    s.required("to", "give the last point");
    s.required("count", "give the number of points");
    int count = (int) s.whole("count", 2, 2, MOST_POINTS);
    double from = s.number("from", 0);
    double to = s.number("to", 1);
    double[][] points = new double[count][1];
    for (int p = 0; p < count; p++) {
      points[p][0] = (from * (count - 1 - p) + to * p) / (count - 1);
    }
    return Optional.of(points);
  }

  private Optional<double[][]> grid(Section s) {
    Node node = s.node("grid").orElseThrow();
    List<double[]> axes = new ArrayList<>();
    long count = 1;
    List<Node> items = s.items(node, s.pathOf("grid"));
    for (int k = 0; k < items.size(); k++) {
      String path = s.pathOf("grid") + "[" + k + "]";
      Optional<double[]> axis = point(items.get(k), path);
      if (axis.isEmpty()) {
        return Optional.empty();
      }
      axes.add(axis.get());
      count *= axis.get().length;
      if (count > MOST_POINTS) {
        problems.add(node.line(), s.pathOf("grid"), "has more than " + MOST_POINTS + " points");
        return Optional.empty();
      }
    }
    double[][] points = new double[(int) count][axes.size()];
    for (int p = 0; p < points.length; p++) {
      int rest = p;
      for (int k = axes.size() - 1; k >= 0; k--) {
        double[] axis = axes.get(k);
        points[p][k] = axis[rest % axis.length];
        rest /= axis.length;
      }
    }
    return axes.isEmpty() ? Optional.empty() : Optional.of(points);
  }
}
