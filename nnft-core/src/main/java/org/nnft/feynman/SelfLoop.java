package org.nnft.feynman;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A line that returns to its vertex: a circle where there is room, otherwise a petal.
///
/// @param direction in which it lies
/// @param room angle to the next line
record SelfLoop(double direction, double room) {
  private static final double RADIUS = 0.34;
  private static final double PETAL = 1.35;

  /// A circle by four cubic curves.
  private static final double CIRCLE = 0.5522847498;

  /// Of the angle between two loops, what each may take.
  private static final double SHARED = 0.57;

  /// Loops in the widest gaps between lines.
  ///
  /// @param lines directions in which they leave. Not modified.
  static List<SelfLoop> between(List<Double> lines, int number) {
    double[] sorted = lines.stream().mapToDouble(a -> turn(a)).sorted().toArray();
    if (sorted.length == 0) {
      return IntStream.range(0, number)
          .mapToObj(k -> new SelfLoop(Math.PI / 2 + 2 * Math.PI * k / number, Math.PI / number))
          .toList();
    }
    int[] inGap = new int[sorted.length];
    for (int k = 0; k < number; k++) {
      int widest = 0;
      for (int g = 1; g < sorted.length; g++) {
        double more = share(sorted, inGap, g) - share(sorted, inGap, widest);
        // Of two equal gaps the upper one.
        if (more > 0.05
            || more > -0.05
                && Math.sin(middle(sorted, g)) > Math.sin(middle(sorted, widest)) + 0.01) {
          widest = g;
        }
      }
      inGap[widest]++;
    }
    List<SelfLoop> result = new ArrayList<>();
    for (int g = 0; g < sorted.length; g++) {
      double step = gap(sorted, g) / (inGap[g] + 1);
      // Two circles through one point always cross; loops side by side share the room between them.
      double room = inGap[g] == 1 ? step : SHARED * step;
      for (int k = 1; k <= inGap[g]; k++) {
        result.add(new SelfLoop(sorted[g] + k * step, room));
      }
    }
    return result;
  }

  private static double turn(double angle) {
    double turned = angle % (2 * Math.PI);
    return turned < 0 ? turned + 2 * Math.PI : turned;
  }

  private static double gap(double[] sorted, int g) {
    return g + 1 < sorted.length ? sorted[g + 1] - sorted[g] : sorted[0] + 2 * Math.PI - sorted[g];
  }

  private static double middle(double[] sorted, int g) {
    return sorted[g] + gap(sorted, g) / 2;
  }

  private static double share(double[] sorted, int[] inGap, int g) {
    return gap(sorted, g) / (inGap[g] + 1);
  }

  /// Its cubic curves.
  ///
  /// @param x0 where the vertex is
  double[] path(double x0, double y0) {
    double cos = Math.cos(direction);
    double sin = Math.sin(direction);
    double[] local;
    if (room > 1.35) {
      double r = RADIUS;
      double k = CIRCLE * r;
      local =
          new double[] {
            0, 0, 0, k, r - k, r, r, r, r + k, r, 2 * r, k, 2 * r, 0, 2 * r, -k, r + k, -r, r, -r,
            r - k, -r, 0, -k, 0, 0
          };
    } else {
      double half = Math.min(0.92, 0.8 * room);
      double x = PETAL * Math.cos(half);
      double y = PETAL * Math.sin(half);
      local = new double[] {0, 0, x, y, x, -y, 0, 0};
    }
    double[] p = new double[local.length];
    for (int i = 0; i < p.length; i += 2) {
      p[i] = x0 + cos * local[i] - sin * local[i + 1];
      p[i + 1] = y0 + sin * local[i] + cos * local[i + 1];
    }
    return p;
  }
}
