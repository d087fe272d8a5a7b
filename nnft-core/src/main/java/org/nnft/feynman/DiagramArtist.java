package org.nnft.feynman;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.nnft.feynman.DiagramDrawing.Dot;
import org.nnft.feynman.DiagramDrawing.Kind;
import org.nnft.feynman.DiagramDrawing.Label;
import org.nnft.feynman.DiagramDrawing.Stroke;

/// Draws one diagram: its pieces one above the other, several lines between two ends as arcs, self-loops where there
/// is most room. Used once.
final class DiagramArtist {
  private static final double FREE_LINE = 2;
  private static final double GAP = 0.6;
  private static final double MARGIN = 0.3;
  private static final double DOT = 0.075;
  private static final double BLOB = 0.24;

  /// Arcs are made flatter by these until they cross as little as they can.
  private static final double[] FLATTER = {1, 0.8, 0.62, 0.48, 0.35};

  private final Diagram diagram;
  private final int externals;
  private final double[][] at;
  private final List<Stroke> strokes = new ArrayList<>();

  /// Directions in which lines leave each end.
  private final List<List<Double>> leaving = new ArrayList<>();

  private final List<double[]> inked = new ArrayList<>();

  DiagramArtist(Diagram diagram) {
    this.diagram = diagram;
    this.externals = diagram.legs().size();
    this.at = new double[externals + diagram.clusters().size()][2];
    for (int i = 0; i < at.length; i++) {
      leaving.add(new ArrayList<>());
    }
  }

  DiagramDrawing draw() {
    place();
    belonging();
    lines();
    loops();
    trace();
    List<Dot> dots = new ArrayList<>();
    List<Label> labels = new ArrayList<>();
    for (int e = 0; e < at.length; e++) {
      boolean blob = isBlob(e);
      double radius = e < externals ? 0 : blob ? BLOB : DOT;
      String inside = blob ? Integer.toString(vertex(e).degree()) : "";
      dots.add(new Dot(at[e][0], at[e][1], radius, name(e), inside));
      if (!blob && isNamed(e)) {
        labels.add(label(e));
      }
    }
    return framed(dots, labels);
  }

  private Vertex vertex(int end) {
    return diagram.vertices().get(diagram.vertexOf(end - externals));
  }

  private boolean isBlob(int end) {
    return end >= externals && vertex(end) instanceof Vertex.Correlator;
  }

  /// x₁ for an external leg; vertices by their points.
  private String name(int end) {
    if (end < externals) {
      return "x" + Notation.subscript(end + 1);
    }
    int point = 1;
    for (int c = 1; c <= end - externals; c++) {
      boolean same =
          diagram.vertexOf(c) == diagram.vertexOf(c - 1)
              && diagram.clusters().get(c).point() == diagram.clusters().get(c - 1).point();
      point += same ? 0 : 1;
    }
    return "y" + Notation.subscript(point);
  }

  /// Only the first cluster at a point.
  private boolean isNamed(int end) {
    return end <= externals || !name(end).equals(name(end - 1));
  }

  /// Pieces with vertices above, lines between external legs below.
  private void place() {
    int[] part = diagram.topology().parts(-1);
    TreeMap<Integer, List<Integer>> pieces = new TreeMap<>();
    for (int e = 0; e < at.length; e++) {
      pieces.computeIfAbsent(part[diagram.topology().node(e)], _ -> new ArrayList<>()).add(e);
    }
    List<List<Integer>> order = new ArrayList<>(pieces.values());
    order.sort(
        Comparator.comparingInt((List<Integer> p) -> p.getLast() < externals ? 1 : 0)
            .thenComparing(List::getFirst));
    double top = 0;
    for (List<Integer> piece : order) {
      double[][] position =
          piece.getLast() < externals
              ? new double[][] {{-FREE_LINE / 2, 0}, {FREE_LINE / 2, 0}}
              : DiagramLayout.of(diagram, piece);
      double[] room = room(piece, position);
      double shift = top - room[3];
      for (int i = 0; i < piece.size(); i++) {
        at[piece.get(i)][0] = position[i][0] - (room[0] + room[2]) / 2;
        at[piece.get(i)][1] = position[i][1] + shift;
      }
      top = shift + room[1] - GAP;
    }
    inTurn();
  }

  /// Left, bottom, right, top, with a guess at what self-loops and arcs need.
  private double[] room(List<Integer> piece, double[][] position) {
    double[] room = {9, 9, -9, -9};
    for (int i = 0; i < piece.size(); i++) {
      int end = piece.get(i);
      List<Line> own =
          diagram.lines().stream()
              .filter(l -> l.from() >= externals && (l.from() == end || l.to() == end))
              .toList();
      boolean several = own.stream().distinct().count() < own.size();
      double more = own.stream().anyMatch(l -> l.from() == l.to()) ? 0.75 : several ? 0.45 : 0.1;
      room[0] = Math.min(room[0], position[i][0]);
      room[1] = Math.min(room[1], position[i][1] - more);
      room[2] = Math.max(room[2], position[i][0]);
      room[3] = Math.max(room[3], position[i][1] + more);
    }
    return room;
  }

  /// External legs at the same cluster are alike: numbers go clockwise from the left, or from left to right.
  private void inTurn() {
    for (int c = externals; c < at.length; c++) {
      int cluster = c;
      for (String field : diagram.legs().stream().distinct().toList()) {
        int[] legs =
            diagram.lines().stream()
                .filter(l -> l.from() < externals && l.to() == cluster && l.field().equals(field))
                .mapToInt(Line::from)
                .sorted()
                .toArray();
        double[][] places =
            Arrays.stream(legs)
                .mapToObj(leg -> at[leg].clone())
                .sorted(
                    Comparator.comparingDouble(
                        // Left before right, and where that says nothing above before below.
                        p -> legs.length == 2 ? p[0] - 0.3 * p[1] : clockwise(at[cluster], p)))
                .toArray(double[][]::new);
        for (int k = 0; k < legs.length; k++) {
          at[legs[k]] = places[k];
        }
      }
    }
  }

  /// Angle from somewhat below the left, clockwise, 0…2π.
  private static double clockwise(double[] centre, double[] p) {
    double angle = Math.PI + 0.35 - Math.atan2(p[1] - centre[1], p[0] - centre[0]);
    return angle % (2 * Math.PI);
  }

  private void belonging() {
    for (int c = 1; c < diagram.clusters().size(); c++) {
      if (diagram.vertexOf(c) == diagram.vertexOf(c - 1)) {
        curve(Kind.BELONGS, 0, externals + c - 1, externals + c, 0);
      }
    }
  }

  private int field(Line line) {
    return diagram.wiring().fields.indexOf(line.field());
  }

  private void lines() {
    int before = strokes.size();
    double best = FLATTER[0];
    int fewest = Integer.MAX_VALUE;
    for (double flatter : FLATTER) {
      lines(flatter);
      int crossings = Curves.crossings(strokes.subList(before, strokes.size()));
      if (crossings < fewest) {
        fewest = crossings;
        best = flatter;
      }
      strokes.subList(before, strokes.size()).clear();
    }
    lines(best);
    for (Stroke stroke : strokes) {
      leave(stroke);
    }
  }

  private void lines(double flatter) {
    for (int a = 0; a < at.length; a++) {
      for (int b = a + 1; b < at.length; b++) {
        int from = a;
        int to = b;
        List<Line> several =
            diagram.lines().stream().filter(l -> l.from() == from && l.to() == to).toList();
        boolean taken =
            b > externals
                && a >= externals
                && b == a + 1
                && diagram.vertexOf(b - externals) == diagram.vertexOf(a - externals);
        double[] bows = bows(several.size(), taken);
        double aside = several.size() == 1 ? aside(a, b) : 0;
        for (int k = 0; k < several.size(); k++) {
          curve(Kind.LINE, field(several.get(k)), a, b, flatter * bows[k] + aside);
        }
      }
    }
  }

  /// How far each of m arcs bulges, in units of the distance of its ends.
  ///
  /// @param taken whether something else goes straight
  private static double[] bows(int m, boolean taken) {
    int places = taken && m % 2 == 1 ? m + 1 : m;
    double widest = Math.min(0.5, places == 2 ? 0.3 : 0.14 * places);
    double[] bows = new double[m];
    for (int k = 0; k < m; k++) {
      bows[k] = places == 1 ? 0 : widest * (2.0 * k / (places - 1) - 1);
    }
    return bows;
  }

  /// A single line that would run over another end goes around it.
  private double aside(int a, int b) {
    double length = Math.hypot(at[b][0] - at[a][0], at[b][1] - at[a][1]);
    for (int e = 0; e < at.length; e++) {
      if (e != a && e != b) {
        double dx = (at[b][0] - at[a][0]) / length;
        double dy = (at[b][1] - at[a][1]) / length;
        double along = (at[e][0] - at[a][0]) * dx + (at[e][1] - at[a][1]) * dy;
        double across = (at[e][1] - at[a][1]) * dx - (at[e][0] - at[a][0]) * dy;
        if (along > 0.1 && along < length - 0.1 && Math.abs(across) < 0.2) {
          return across > 0 ? -0.3 : 0.3;
        }
      }
    }
    return 0;
  }

  /// @param bow to the left of the way from a to b, relative to the distance
  private void curve(Kind kind, int field, int a, int b, double bow) {
    double dx = at[b][0] - at[a][0];
    double dy = at[b][1] - at[a][1];
    double h = 4.0 / 3 * bow;
    double[] p = {
      at[a][0],
      at[a][1],
      at[a][0] + dx / 3 - h * dy,
      at[a][1] + dy / 3 + h * dx,
      at[a][0] + 2 * dx / 3 - h * dy,
      at[a][1] + 2 * dy / 3 + h * dx,
      at[b][0],
      at[b][1]
    };
    stroke(kind, field, a, b, p);
  }

  private void stroke(Kind kind, int field, int a, int b, double[] p) {
    strokes.add(new Stroke(kind, field, Arrays.stream(p).boxed().toList(), a, b));
  }

  /// Notes in which directions a stroke leaves its ends.
  private void leave(Stroke stroke) {
    double[] p = stroke.points().stream().mapToDouble(x -> x).toArray();
    int last = p.length - 1;
    leaving.get(stroke.from()).add(Math.atan2(p[3] - p[1], p[2] - p[0]));
    leaving.get(stroke.to()).add(Math.atan2(p[last - 2] - p[last], p[last - 3] - p[last - 1]));
  }

  /// Points everywhere on all strokes.
  private void trace() {
    for (Stroke stroke : strokes) {
      double[] p = stroke.points().stream().mapToDouble(x -> x).toArray();
      for (int i = 0; i + 7 < p.length; i += 6) {
        for (double t = 0; t <= 1; t += 1.0 / 24) {
          inked.add(Curves.bezier(p, i, t));
        }
      }
      if (stroke.from() == stroke.to()) {
        // No label inside of a self-loop.
        double[] other = p.length == 8 ? Curves.bezier(p, 0, 0.5) : new double[] {p[12], p[13]};
        inked.add(
            new double[] {
              (at[stroke.from()][0] + other[0]) / 2, (at[stroke.from()][1] + other[1]) / 2
            });
      }
    }
  }

  private void loops() {
    for (int e = externals; e < at.length; e++) {
      int end = e;
      List<Line> own =
          diagram.lines().stream().filter(l -> l.from() == end && l.to() == end).toList();
      List<SelfLoop> chosen = SelfLoop.between(leaving.get(e), own.size());
      for (int k = 0; k < own.size(); k++) {
        stroke(Kind.LINE, field(own.get(k)), e, e, chosen.get(k).path(at[e][0], at[e][1]));
      }
    }
  }

  /// Beyond the end of a leg; beside a vertex.
  private Label label(int end) {
    if (end >= externals) {
      return new LabelPlaces(List.of(at), inked).beside(end, name(end));
    }
    double direction = leaving.get(end).getFirst() + Math.PI;
    return new Label(
        at[end][0] + 0.24 * Math.cos(direction),
        at[end][1] + 0.24 * Math.sin(direction),
        name(end));
  }

  private DiagramDrawing framed(List<Dot> dots, List<Label> labels) {
    dots.forEach(d -> inked.add(new double[] {d.x(), d.y()}));
    labels.forEach(l -> inked.add(new double[] {l.x(), l.y()}));
    double left = inked.stream().mapToDouble(p -> p[0]).min().orElse(0) - MARGIN;
    double right = inked.stream().mapToDouble(p -> p[0]).max().orElse(0) + MARGIN;
    double bottom = inked.stream().mapToDouble(p -> p[1]).min().orElse(0) - MARGIN;
    double top = inked.stream().mapToDouble(p -> p[1]).max().orElse(0) + MARGIN;
    return new DiagramDrawing(
        right - left,
        top - bottom,
        strokes.stream()
            .map(
                s ->
                    new Stroke(
                        s.kind(),
                        s.field(),
                        IntStream.range(0, s.points().size())
                            .mapToObj(i -> s.points().get(i) - (i % 2 == 0 ? left : bottom))
                            .toList(),
                        s.from(),
                        s.to()))
            .toList(),
        dots.stream()
            .map(d -> new Dot(d.x() - left, d.y() - bottom, d.radius(), d.name(), d.inside()))
            .toList(),
        labels.stream().map(l -> new Label(l.x() - left, l.y() - bottom, l.text())).toList());
  }
}
