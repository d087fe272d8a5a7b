package org.nnft.feynman;

import java.util.List;
import java.util.stream.IntStream;
import org.nnft.feynman.DiagramDrawing.Stroke;

/// Cubic curves: points on them, and how often they cross.
final class Curves {

  private Curves() {}

  /// The point at t of the curve that starts at coordinate i.
  static double[] bezier(double[] p, int i, double t) {
    double s = 1 - t;
    double[] weights = {s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t};
    double x = 0;
    double y = 0;
    for (int k = 0; k < 4; k++) {
      x += weights[k] * p[i + 2 * k];
      y += weights[k] * p[i + 2 * k + 1];
    }
    return new double[] {x, y};
  }

  /// Number of crossings of strokes with each other, away from their ends.
  static int crossings(List<Stroke> drawn) {
    int crossings = 0;
    for (int s = 0; s < drawn.size(); s++) {
      for (int t = 0; t < s; t++) {
        double[][] p = sampled(drawn.get(s));
        double[][] q = sampled(drawn.get(t));
        for (int i = 1; i < p.length; i++) {
          for (int j = 1; j < q.length; j++) {
            crossings += cross(p[i - 1], p[i], q[j - 1], q[j]) ? 1 : 0;
          }
        }
      }
    }
    return crossings;
  }

  /// Points along a stroke, without its ends, where it meets others.
  private static double[][] sampled(Stroke stroke) {
    double[] p = stroke.points().stream().mapToDouble(x -> x).toArray();
    return IntStream.rangeClosed(1, 15)
        .mapToObj(k -> bezier(p, 0, k / 16.0))
        .toArray(double[][]::new);
  }

  private static boolean cross(double[] a, double[] b, double[] c, double[] d) {
    return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
  }

  private static double side(double[] a, double[] b, double[] p) {
    return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
  }
}
