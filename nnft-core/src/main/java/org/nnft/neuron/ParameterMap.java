package org.nnft.neuron;

import org.nnft.math.Elementary;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Laplace;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Rademacher;
import org.nnft.network.IndependentDensity.StudentT;
import org.nnft.network.IndependentDensity.Uniform;
import org.nnft.network.ParameterDensity;
import org.nnft.network.RadialLaw;

/// From a point of the unit cube to parameters, by inverse distribution functions where they are cheap.
///
/// | law | coordinates | map |
/// |-----|-------------|-----|
/// | normal, uniform, Laplace, Rademacher | 1 | inverse distribution function |
/// | Student-t | 2 | √(ν(u^(−2/ν) − 1)) cos 2πv (Bailey, Math. Comp. 62, 1994) |
/// | sphere in ℝᵈ | d | normals over their norm |
/// | ball in ℝᵈ | d + 1 | sphere times u^(1/d) |
/// | constant | 0 | |
///
/// Reads one point from its first coordinate on. Mutable cursor.
final class ParameterMap {
  private final double[] u;
  private int next;

  /// @param u in (0, 1). Not modified, kept.
  ParameterMap(double[] u) {
    this.u = u;
  }

  static int coordinates(ParameterDensity density, int components) {
    return switch (density) {
      case ParameterDensity.Sphere _ -> components;
      case ParameterDensity.Ball _, ParameterDensity.Propagator _ -> components + 1;
      case Constant _ -> 0;
      case StudentT _ -> 2 * components;
      case Normal _, Uniform _, Laplace _, Rademacher _ -> components;
    };
  }

  double normal() {
    double p = u[next++];
    return p <= 0.5 ? Elementary.normalQuantile(p) : -Elementary.normalQuantile(1 - p);
  }

  double scalar(IndependentDensity density) {
    double standard =
        switch (density) {
          case Normal _ -> normal();
          case Uniform _ -> 2 * u[next++] - 1;
          case Laplace _ -> {
            double p = u[next++];
            yield p <= 0.5 ? Elementary.log(2 * p) : -Elementary.log(2 * (1 - p));
          }
          case StudentT d -> {
            double ν = d.degreesOfFreedom();
            double radius = Math.sqrt(ν * StrictMath.expm1(-2 / ν * Elementary.log(u[next++])));
            yield radius * Elementary.cos(2 * Math.PI * u[next++]);
          }
          case Rademacher _ -> u[next++] < 0.5 ? -1 : 1;
          case Constant _ -> 0;
        };
    return Math.fma(density.spread(), standard, density.mean());
  }

  /// @param w one weight vector. Modified.
  void vector(ParameterDensity density, double[] w) {
    switch (density) {
      case IndependentDensity d -> {
        for (int k = 0; k < w.length; k++) {
          w[k] = scalar(d);
        }
      }
      case ParameterDensity.Sphere(double radius) -> direction(radius, w);
      case ParameterDensity.Ball(double radius) ->
          direction(radius * Elementary.exp(Elementary.log(u[next++]) / w.length), w);
      case ParameterDensity.Propagator d ->
          direction(RadialLaw.of(d, w.length).quantile(u[next++]), w);
    }
  }

  private void direction(double radius, double[] w) {
    double norm2 = 0;
    for (int k = 0; k < w.length; k++) {
      w[k] = normal();
      norm2 = Math.fma(w[k], w[k], norm2);
    }
    double scale = radius / Math.sqrt(norm2);
    for (int k = 0; k < w.length; k++) {
      w[k] *= scale;
    }
  }
}
