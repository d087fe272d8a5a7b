package org.nnft.feynman;

import java.util.List;
import org.nnft.feynman.DiagramDrawing.Label;

/// Where labels of vertices go.
///
/// @param ends vertices and ends of legs
/// @param inked points on everything that is drawn
record LabelPlaces(List<double[]> ends, List<double[]> inked) {
  /// How near to anything else a label may come, and how far away it may be.
  private static final double CLEARANCE = 0.23;

  private static final double[] DISTANCES = {0.26, 0.32, 0.4, 0.5, 0.62};

  /// As near as there is room, below first.
  Label beside(int end, String name) {
    Label best = new Label(ends.get(end)[0], ends.get(end)[1], name);
    double most = -1;
    for (double distance : DISTANCES) {
      for (int k = 0; k < 24; k++) {
        // Below first, then to both sides in turn.
        int turns = (k + 1) / 2;
        double angle = -Math.PI / 2 + (k % 2 == 0 ? 1 : -1) * turns * Math.PI / 12;
        double x = ends.get(end)[0] + distance * Math.cos(angle);
        double y = ends.get(end)[1] + distance * Math.sin(angle);
        double clearance = clearance(x, y, end);
        if (clearance > most + 1e-9 && most < CLEARANCE) {
          most = clearance;
          best = new Label(x, y, name);
        }
      }
    }
    return best;
  }

  private double clearance(double x, double y, int own) {
    double nearest = Double.POSITIVE_INFINITY;
    for (double[] p : inked) {
      nearest = Math.min(nearest, Math.hypot(p[0] - x, 1.1 * (p[1] - y)));
    }
    for (int e = 0; e < ends.size(); e++) {
      if (e != own) {
        nearest = Math.min(nearest, Math.hypot(ends.get(e)[0] - x, ends.get(e)[1] - y) - 0.1);
      }
    }
    return nearest;
  }
}
