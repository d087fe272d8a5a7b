package org.nnft.rg;

import java.util.List;

/// A trajectory of the potential under a change of the scale.
///
/// @param points in the order of the flow, the first being the start
public record RgFlow(List<Point> points) {

  public RgFlow {
    points = List.copyOf(points);
  }

  /// @param scale k
  /// @param potential U at this scale, couplings in units of mass
  public record Point(double scale, LocalPotential potential) {}

  /// Where the flow arrived.
  public Point end() {
    return points.getLast();
  }
}
