package org.nnft.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nnft.rg.FixedPoint;
import org.nnft.rg.FixedPointSearch;
import org.nnft.rg.FlowEquation;

/// Trajectories in the plane (ũ₂, ũ₄): the arrows of the renormalisation group towards the infrared.
///
/// They begin near the Gaussian fixed point, on both sides of the critical line. The truncation keeps ũ₂ and ũ₄ alone, so
/// that the plane is the whole space.
final class FlowDiagram {
  /// ln k per step.
  private static final double STEP = 0.05;

  private static final int STEPS = 180;

  private FlowDiagram() {}

  /// @param whole of any truncation; the plane is that of two couplings
  static Figure of(FlowEquation whole) {
    FlowEquation equation = FlowEquation.localPotential(whole.dimension(), whole.regulator(), 2);
    Optional<FixedPoint> fixed = FixedPointSearch.wilsonFisher(equation);
    double ũ2 = fixed.map(p -> Math.abs(p.potential().coupling(2))).orElse(0.3);
    double ũ4 = fixed.map(p -> Math.abs(p.potential().coupling(4))).orElse(5.0);
    List<Figure.Series> series = new ArrayList<>();
    double weak = ũ4 / 20;
    double critical = criticalMass(equation, weak, ũ2);
    for (double offset : new double[] {-0.3, -0.03, -0.001, 0, 0.001, 0.03, 0.3}) {
      List<double[]> path = path(equation, critical + offset * ũ2, weak, -2 * ũ2, 3 * ũ2, 2.5 * ũ4);
      series.add(
          curve(
              offset == 0
                  ? "critical line"
                  : offset < 0
                      ? "broken, start " + Words.number(offset)
                      : "symmetric, start " + Words.number(offset),
              path,
              offset == 0 ? Figure.Style.DASHED : Figure.Style.LINE,
              offset == 0 ? 3 : offset < 0 ? 0 : 1));
    }
    List<double[]> points = new ArrayList<>(List.of(new double[] {0, 0}));
    fixed.ifPresent(
        p -> points.add(new double[] {p.potential().coupling(2), p.potential().coupling(4)}));
    series.add(curve("fixed points", points, Figure.Style.POINTS, 2));
    return new Figure.Chart(
        "flow-diagram",
        "Trajectories of the truncation to ũ₂ and ũ₄ towards the infrared, from the Gaussian fixed point at the origin to the broken phase (left) and the symmetric one (right); starts are offsets of ũ₂ from the critical line, in units of |ũ₂*|. On the line between them the flow ends in the other fixed point, if there is one.",
        Figure.Axis.linear("ũ₂"),
        Figure.Axis.linear("ũ₄"),
        series);
  }

  private static Figure.Series curve(
      String name, List<double[]> path, Figure.Style style, int colour) {
    return Figure.Series.of(
        name,
        path.stream().mapToDouble(p -> p[0]).toArray(),
        path.stream().mapToDouble(p -> p[1]).toArray(),
        style,
        colour);
  }

  /// The ũ₂ between both phases at weak ũ₄, by bisection.
  private static double criticalMass(FlowEquation equation, double weak, double size) {
    double broken = -2 * size;
    double symmetric = size;
    for (int step = 0; step < 50; step++) {
      double middle = (broken + symmetric) / 2;
      List<double[]> path = path(equation, middle, weak, -2 * size, 3 * size, Double.MAX_VALUE);
      if (path.getLast()[0] > 0) {
        symmetric = middle;
      } else {
        broken = middle;
      }
    }
    return (broken + symmetric) / 2;
  }

  /// Until it leaves the frame, or the truncated flow ends: fourth-order Runge and Kutta in ln k, good enough for a picture.
  private static List<double[]> path(
      FlowEquation equation, double ũ2, double ũ4, double left, double right, double top) {
    List<double[]> path = new ArrayList<>();
    double[] u = new double[equation.size()];
    u[0] = ũ2;
    u[1] = ũ4;
    path.add(new double[] {ũ2, ũ4});
    for (int step = 1; step <= STEPS; step++) {
      try {
        u = step(equation, u);
      } catch (ArithmeticException pole) {
        return path;
      }
      if (!(u[0] > left && u[0] < right && Math.abs(u[1]) < top)) {
        return path;
      }
      path.add(new double[] {u[0], u[1]});
    }
    return path;
  }

  private static double[] step(FlowEquation equation, double[] u) {
    double[] a = equation.beta(u);
    double[] b = equation.beta(moved(u, a, STEP / 2));
    double[] c = equation.beta(moved(u, b, STEP / 2));
    double[] d = equation.beta(moved(u, c, STEP));
    double[] mean = new double[u.length];
    Arrays.setAll(mean, i -> (a[i] + 2 * b[i] + 2 * c[i] + d[i]) / 6);
    return moved(u, mean, STEP);
  }

  /// Towards the infrared.
  private static double[] moved(double[] u, double[] β, double step) {
    double[] moved = new double[u.length];
    Arrays.setAll(moved, i -> u[i] - step * β[i]);
    return moved;
  }
}
