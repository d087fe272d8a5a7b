package org.nnft.feynman;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A diagram's integral as a product: points of vertices that no line joins are integrated by themselves.
///
/// @param parts the factors
/// @param groups where external legs go
/// @param free lines between external legs, by field
record DiagramParts(List<Part> parts, List<Group> groups, Map<String, Integer> free) {

  /// Points that hang together.
  ///
  /// @param size number of points
  /// @param lines between them, by their numbers in the part; a tadpole has both ends at one point
  /// @param densities the coupling that depends on the position of each point, empty for none
  record Part(int size, List<Line> lines, List<String> densities) {

    Part {
      lines = List.copyOf(lines);
      densities = List.copyOf(densities);
    }
  }

  /// External legs of one field at one point.
  record Group(int part, int point, String field, int legs) {}

  DiagramParts {
    parts = List.copyOf(parts);
    groups = List.copyOf(groups);
    free = Collections.unmodifiableMap(new LinkedHashMap<>(free));
  }

  static DiagramParts of(Diagram diagram) {
    int n = diagram.legs().size();
    List<Integer> pointOf = new ArrayList<>();
    List<String> densities = new ArrayList<>();
    for (int c = 0; c < diagram.clusters().size(); c++) {
      int v = diagram.vertexOf(c);
      boolean same =
          c > 0
              && v == diagram.vertexOf(c - 1)
              && diagram.clusters().get(c).point() == diagram.clusters().get(c - 1).point();
      if (!same) {
        boolean dependent =
            diagram.vertices().get(v) instanceof Vertex.Term t && t.positionDependent();
        densities.add(dependent ? diagram.vertices().get(v).symbol() : "");
      }
      pointOf.add(densities.size() - 1);
    }
    int[] part = new int[densities.size()];
    java.util.Arrays.setAll(part, p -> p);
    for (int round = 0; round < part.length; round++) {
      for (Line line : diagram.lines()) {
        if (line.from() >= n) {
          int a = pointOf.get(line.from() - n);
          int b = pointOf.get(line.to() - n);
          part[a] = Math.min(part[a], part[b]);
          part[b] = part[a];
        }
      }
    }
    TreeMap<Integer, List<Integer>> members = new TreeMap<>();
    for (int p = 0; p < part.length; p++) {
      members.computeIfAbsent(part[p], _ -> new ArrayList<>()).add(p);
    }
    List<Part> parts = new ArrayList<>();
    Map<Group, Integer> groups = new LinkedHashMap<>();
    for (List<Integer> points : members.values()) {
      List<Line> inside = new ArrayList<>();
      for (Line line : diagram.lines()) {
        if (line.to() < n) {
          continue;
        }
        int to = points.indexOf(pointOf.get(line.to() - n));
        if (to >= 0 && line.from() < n) {
          groups.merge(new Group(parts.size(), to, line.field(), 0), 1, Integer::sum);
        } else if (to >= 0) {
          int from = points.indexOf(pointOf.get(line.from() - n));
          inside.add(new Line(Math.min(from, to), Math.max(from, to), line.field()));
        }
      }
      parts.add(new Part(points.size(), inside, points.stream().map(densities::get).toList()));
    }
    Map<String, Integer> free = new LinkedHashMap<>();
    for (Line line : diagram.lines()) {
      if (line.to() < n) {
        free.merge(line.field(), 1, Integer::sum);
      }
    }
    return new DiagramParts(
        parts,
        groups.entrySet().stream()
            .map(
                e ->
                    new Group(
                        e.getKey().part(), e.getKey().point(), e.getKey().field(), e.getValue()))
            .toList(),
        free);
  }
}
