package org.nnft.neuron;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/// Quadrature on the sphere S² for functions that are polynomial between the great circles L_p·u = 0.
///
/// In polar coordinates about the third axis, u = (sin θ cos φ, sin θ sin φ, cos θ). At fixed θ the circle
/// p is crossed where cos(φ − φ_p) = −(b_p/a_p) cot θ, a_p = √(L_p1² + L_p2²), b_p = L_p3, so arcs of φ are cut
/// there. As a function of θ the inner integral is smooth except where two crossings meet, on tangents
/// tan θ = abs(b_p)/a_p and at the intersections ±L_p × L_q. It behaves like a half-integer power there, which
/// θ = α + (β − α)(3s² − 2s³) turns into an analytic function of s.
final class GreatCircles {
  private static final int NODES_PER_ARC = 16;
  private static final int NODES_PER_BAND = 40;

  private final double[][] normals;
  private final GaussIntegrator arcRule = new GaussIntegratorFactory().legendre(NODES_PER_ARC);
  private final GaussIntegrator bandRule = new GaussIntegratorFactory().legendre(NODES_PER_BAND);

  /// Receives a direction and its weight; the weights sum to 1.
  @FunctionalInterface
  interface DirectionSink {
    void accept(double weight, double[] u);
  }

  /// @param normals L, rows of 3. Not modified, kept.
  GreatCircles(double[][] normals) {
    this.normals = normals;
  }

  void forEachDirection(DirectionSink sink) {
    double[] bands = bands();
    for (int band = 0; band + 1 < bands.length; band++) {
      double α = bands[band];
      double width = bands[band + 1] - α;
      for (int k = 0; width > 0 && k < NODES_PER_BAND; k++) {
        double s = (1 + bandRule.getPoint(k)) / 2;
        double θ = α + width * s * s * (3 - 2 * s);
        double jacobian = width * 6 * s * (1 - s) / 2;
        circle(θ, bandRule.getWeight(k) * jacobian * Math.sin(θ) / (4 * Math.PI), sink);
      }
    }
  }

  /// Polar angles where the inner integral is not smooth, with 0 and π.
  private double[] bands() {
    DoubleStream.Builder angles = DoubleStream.builder();
    angles.add(0).add(Math.PI / 2).add(Math.PI);
    for (int p = 0; p < normals.length; p++) {
      double[] a = normals[p];
      double tangent = Math.atan2(Math.abs(a[2]), Math.hypot(a[0], a[1]));
      angles.add(tangent).add(Math.PI - tangent);
      for (int q = 0; q < p; q++) {
        double[] b = normals[q];
        double x = a[1] * b[2] - a[2] * b[1];
        double y = a[2] * b[0] - a[0] * b[2];
        double z = a[0] * b[1] - a[1] * b[0];
        double meeting = Math.atan2(Math.hypot(x, y), z);
        angles.add(meeting).add(Math.PI - meeting);
      }
    }
    return angles.build().sorted().toArray();
  }

  private void circle(double θ, double weight, DirectionSink sink) {
    double sin = Math.sin(θ);
    double cos = Math.cos(θ);
    double[] cuts = cuts(sin, cos);
    for (int arc = 0; arc + 1 < cuts.length; arc++) {
      double middle = (cuts[arc] + cuts[arc + 1]) / 2;
      double half = (cuts[arc + 1] - cuts[arc]) / 2;
      for (int k = 0; half > 0 && k < NODES_PER_ARC; k++) {
        double φ = middle + half * arcRule.getPoint(k);
        double[] u = {sin * Math.cos(φ), sin * Math.sin(φ), cos};
        sink.accept(weight * half * arcRule.getWeight(k), u);
      }
    }
  }

  /// Crossings in [0, 2π], and the quarter circle's ends, so that no arc is longer than π/2.
  private double[] cuts(double sin, double cos) {
    DoubleStream.Builder cuts = DoubleStream.builder();
    for (int quarter = 0; quarter <= 4; quarter++) {
      cuts.add(quarter * Math.PI / 2);
    }
    for (double[] normal : normals) {
      double t = -normal[2] * cos / (Math.hypot(normal[0], normal[1]) * sin);
      if (Math.abs(t) < 1) {
        double φ = Math.atan2(normal[1], normal[0]);
        cuts.add(wrap(φ + Math.acos(t))).add(wrap(φ - Math.acos(t)));
      }
    }
    double[] sorted = cuts.build().toArray();
    Arrays.sort(sorted);
    return sorted;
  }

  private static double wrap(double φ) {
    return φ < 0 ? φ + 2 * Math.PI : φ >= 2 * Math.PI ? φ - 2 * Math.PI : φ;
  }
}
