package org.nnft.feynman;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Where the ends of the lines of one piece of a diagram stand: external legs outside, few crossings, upright.
///
/// Minimises the stress Σ (|pᵢ − pⱼ|/d_ij − 1)², d being the length of the shortest path (Kamada & Kawai 1989), from
/// several fixed starts, and keeps the result with the fewest crossings. Self-loops count as ends of their own, so that
/// there is room for them. The picture is then turned to where it is most like its mirror images.
final class DiagramLayout {
  private static final int STARTS = 24;
  private static final int STEPS = 120;
  private static final int POLISH = 4000;

  /// What is nearly on a level with two legs is put there.
  private static final double LEVEL = 0.12;

  private static final double EXTERNAL = 1;
  private static final double INTERNAL = 1.25;
  private static final double SEVERAL = 1.5;
  private static final double SAME_POINT = 0.35;
  private static final double SAME_VERTEX = 0.8;
  private static final double LOOP = 0.75;

  private final double[][] length;
  private final List<int[]> edges = new ArrayList<>();
  private double[][] position = new double[0][];

  /// @param nodes number of ends, those of self-loops included
  private DiagramLayout(int nodes) {
    this.length = new double[nodes][nodes];
    for (int i = 0; i < nodes; i++) {
      Arrays.fill(length[i], Double.POSITIVE_INFINITY);
      length[i][i] = 0;
    }
  }

  /// Positions of the ends of a piece, in its order.
  ///
  /// @param ends external legs and clusters of one connected piece
  static double[][] of(Diagram diagram, List<Integer> ends) {
    int n = diagram.legs().size();
    List<Integer> loops = new ArrayList<>();
    for (int end : ends) {
      List<Line> own =
          diagram.lines().stream().filter(l -> l.from() == end || l.to() == end).toList();
      // Beside two lines that go straight through there is room enough.
      if (own.stream().filter(l -> l.from() != l.to()).map(l -> l.other(end)).distinct().count()
          > 2) {
        own.stream().filter(l -> l.from() == l.to()).forEach(_ -> loops.add(end));
      }
    }
    DiagramLayout layout = new DiagramLayout(ends.size() + loops.size());
    for (Line line : diagram.lines()) {
      int a = ends.indexOf(line.from());
      int b = ends.indexOf(line.to());
      if (a >= 0 && a != b) {
        layout.join(a, b, line.from() < n ? EXTERNAL : INTERNAL);
      }
    }
    for (int l = 0; l < loops.size(); l++) {
      layout.join(ends.indexOf(loops.get(l)), ends.size() + l, LOOP);
    }
    List<Cluster> clusters = diagram.clusters();
    for (int c = 1; c < clusters.size(); c++) {
      if (diagram.vertexOf(c) == diagram.vertexOf(c - 1) && ends.contains(n + c)) {
        boolean same = clusters.get(c).point() == clusters.get(c - 1).point();
        layout.hold(ends.indexOf(n + c - 1), ends.indexOf(n + c), same ? SAME_POINT : SAME_VERTEX);
      }
    }
    layout.shortestPaths();
    layout.minimise();
    int[] externals = IntStream.range(0, ends.size()).filter(i -> ends.get(i) < n).toArray();
    layout.turn(externals);
    return Arrays.copyOf(layout.position, ends.size());
  }

  private void join(int a, int b, double distance) {
    boolean again = length[a][b] < Double.POSITIVE_INFINITY;
    hold(a, b, again ? SEVERAL : distance);
    if (!again) {
      edges.add(new int[] {a, b});
    }
  }

  private void hold(int a, int b, double distance) {
    length[a][b] = distance;
    length[b][a] = distance;
  }

  private void shortestPaths() {
    for (int k = 0; k < length.length; k++) {
      for (int i = 0; i < length.length; i++) {
        for (int j = 0; j < length.length; j++) {
          length[i][j] = Math.min(length[i][j], length[i][k] + length[k][j]);
        }
      }
    }
  }

  private void minimise() {
    double best = Double.POSITIVE_INFINITY;
    for (int start = 0; start < STARTS; start++) {
      double[][] candidate = start(start);
      for (int step = 0; step < STEPS; step++) {
        relax(candidate);
      }
      double cost = stress(candidate) + crossings(candidate) + tooClose(candidate);
      if (cost < best - 1e-6) {
        best = cost;
        position = candidate;
      }
    }
    for (int step = 0; step < POLISH; step++) {
      relax(position);
    }
  }

  /// On a circle, in an order that differs from start to start.
  private double[][] start(int start) {
    double[][] p = new double[length.length][2];
    for (int i = 0; i < p.length; i++) {
      double angle =
          2 * Math.PI * ((i * (0.6180339887 + 0.137 * start) + 0.01 * i * i * start) % 1);
      p[i][0] = 2 * Math.cos(angle);
      p[i][1] = 1.8 * Math.sin(angle) + 0.01 * i;
    }
    return p;
  }

  /// One step of stress majorisation, node by node.
  private void relax(double[][] p) {
    for (int i = 0; i < p.length; i++) {
      double x = 0;
      double y = 0;
      double total = 0;
      for (int j = 0; j < p.length; j++) {
        if (j != i) {
          double dx = p[i][0] - p[j][0];
          double dy = p[i][1] - p[j][1];
          double distance = Math.max(1e-9, Math.hypot(dx, dy));
          double weight = 1 / (length[i][j] * length[i][j]);
          x += weight * (p[j][0] + length[i][j] * dx / distance);
          y += weight * (p[j][1] + length[i][j] * dy / distance);
          total += weight;
        }
      }
      if (total > 0) {
        p[i][0] = x / total;
        p[i][1] = y / total;
      }
    }
  }

  private double stress(double[][] p) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      for (int j = 0; j < i; j++) {
        double ratio = Math.hypot(p[i][0] - p[j][0], p[i][1] - p[j][1]) / length[i][j] - 1;
        sum += ratio * ratio;
      }
    }
    return sum;
  }

  private int crossings(double[][] p) {
    int crossings = 0;
    for (int e = 0; e < edges.size(); e++) {
      for (int f = 0; f < e; f++) {
        int[] a = edges.get(e);
        int[] b = edges.get(f);
        if (a[0] != b[0]
            && a[0] != b[1]
            && a[1] != b[0]
            && a[1] != b[1]
            && side(p, a, b[0]) * side(p, a, b[1]) < 0
            && side(p, b, a[0]) * side(p, b, a[1]) < 0) {
          crossings++;
        }
      }
    }
    return 5 * crossings;
  }

  private static double side(double[][] p, int[] edge, int node) {
    double[] a = p[edge[0]];
    double[] b = p[edge[1]];
    return (b[0] - a[0]) * (p[node][1] - a[1]) - (b[1] - a[1]) * (p[node][0] - a[0]);
  }

  private double tooClose(double[][] p) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      for (int j = 0; j < i; j++) {
        double distance = Math.hypot(p[i][0] - p[j][0], p[i][1] - p[j][1]);
        sum += distance < 0.6 * Math.min(1, length[i][j]) ? 2 : 0;
      }
    }
    return sum;
  }

  private void turn(int[] externals) {
    double[][] centred = centred();
    if (externals.length == 2) {
      double[] a = centred[externals[0]];
      double[] b = centred[externals[1]];
      double[][] level = rotated(centred, -Math.atan2(b[1] - a[1], b[0] - a[0]));
      // What stands beside the line between the legs is shown above it.
      double beside = Arrays.stream(level).mapToDouble(p -> p[1] - level[externals[0]][1]).sum();
      double ground = level[externals[0]][1];
      position =
          Arrays.stream(level)
              .map(p -> new double[] {p[0], beside < -1e-6 ? 2 * ground - p[1] : p[1]})
              .map(p -> Math.abs(p[1] - ground) < LEVEL ? new double[] {p[0], ground} : p)
              .toArray(double[][]::new);
      return;
    }
    double best = Double.POSITIVE_INFINITY;
    for (int tenths = 0; tenths < 3600; tenths += 5) {
      double[][] p = rotated(centred, Math.toRadians(tenths / 10.0));
      double cost = mirrored(p, -1, 1) + mirrored(p, 1, -1) + 0.3 * height(p) - 0.02 * width(p);
      if (externals.length > 0) {
        // The first external leg to the left.
        cost += 0.01 * p[externals[0]][0];
      }
      if (cost < best - 1e-9) {
        best = cost;
        position = p;
      }
    }
  }

  private double[][] centred() {
    double x = Arrays.stream(position).mapToDouble(p -> p[0]).average().orElse(0);
    double y = Arrays.stream(position).mapToDouble(p -> p[1]).average().orElse(0);
    return Arrays.stream(position)
        .map(p -> new double[] {p[0] - x, p[1] - y})
        .toArray(double[][]::new);
  }

  private static double[][] rotated(double[][] p, double angle) {
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    return Arrays.stream(p)
        .map(q -> new double[] {cos * q[0] - sin * q[1], sin * q[0] + cos * q[1]})
        .toArray(double[][]::new);
  }

  private static double mirrored(double[][] p, int x, int y) {
    double sum = 0;
    for (double[] a : p) {
      double nearest = Double.POSITIVE_INFINITY;
      for (double[] b : p) {
        nearest = Math.min(nearest, Math.hypot(x * a[0] - b[0], y * a[1] - b[1]));
      }
      sum += nearest;
    }
    return sum;
  }

  private static double height(double[][] p) {
    return extent(p, 1);
  }

  private static double width(double[][] p) {
    return extent(p, 0);
  }

  private static double extent(double[][] p, int axis) {
    double low = Arrays.stream(p).mapToDouble(q -> q[axis]).min().orElse(0);
    double high = Arrays.stream(p).mapToDouble(q -> q[axis]).max().orElse(0);
    return high - low;
  }
}
