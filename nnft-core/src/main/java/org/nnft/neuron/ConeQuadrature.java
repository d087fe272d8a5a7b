package org.nnft.neuron;

import java.util.Arrays;
import java.util.Optional;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.hipparchus.special.Gamma;
import org.nnft.network.Activation;
import org.nnft.statistics.SymmetricSums;

/// Moments of a positively homogeneous unit, g(rz) = rᵏg(z) for r > 0, in polar coordinates ξ = ru.
///
///     Mₙ = E[rᵏⁿ] · ⟨Π g(L_i·u)⟩_u,   E[rᵐ] = 2^(m/2) Γ((R+m)/2)/Γ(R/2)
///
/// u is uniform on the sphere of R = rank Q dimensions. R = 1: two directions. R = 2: the circle, cut at
/// the kinks L_i·u = 0; between them the integrand is a trigonometric polynomial and Gauss–Legendre
/// converges to rounding. R = 3: the sphere, cut along great circles ([GreatCircles]).
final class ConeQuadrature {
  private static final int NODES_PER_ARC = 24;

  private ConeQuadrature() {}

  /// @return empty if the rank is above 3
  static Optional<double[]> moments(Activation activation, double[][] q, SymmetricSums layout) {
    GaussianCoordinates z = GaussianCoordinates.of(q);
    MomentSum sum = new MomentSum(layout);
    switch (z.rank()) {
      case 1 -> {
        add(activation, z, 0.5, new double[] {1}, sum);
        add(activation, z, 0.5, new double[] {-1}, sum);
      }
      case 2 -> circle(activation, z, sum);
      case 3 ->
          new GreatCircles(z.factor())
              .forEachDirection((weight, u) -> add(activation, z, weight, u, sum));
      default -> {
        return Optional.empty();
      }
    }
    double[] moments = sum.sums();
    int degree =
        activation instanceof Activation.Step || activation instanceof Activation.Sign ? 0 : 1;
    for (int n = 1; n <= layout.highestOrder(); n++) {
      double radial = radialMoment(degree * n, z.rank());
      int from = layout.offset(n);
      for (int c = from; c < from + layout.index(n).count(); c++) {
        moments[c] *= radial;
      }
    }
    return Optional.of(moments);
  }

  private static double radialMoment(int m, int rank) {
    return Math.pow(2, m / 2.0)
        * Math.exp(Gamma.logGamma((rank + m) / 2.0) - Gamma.logGamma(rank / 2.0));
  }

  private static void circle(Activation activation, GaussianCoordinates z, MomentSum sum) {
    double[] cuts = cuts(z);
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(NODES_PER_ARC);
    for (int arc = 0; arc + 1 < cuts.length; arc++) {
      double middle = (cuts[arc] + cuts[arc + 1]) / 2;
      double half = (cuts[arc + 1] - cuts[arc]) / 2;
      if (half == 0) {
        continue;
      }
      for (int k = 0; k < NODES_PER_ARC; k++) {
        double φ = middle + half * rule.getPoint(k);
        double weight = half * rule.getWeight(k) / (2 * Math.PI);
        add(activation, z, weight, new double[] {Math.cos(φ), Math.sin(φ)}, sum);
      }
    }
  }

  /// Angles of the circle between which the unit is smooth, from the first to itself after a turn.
  static double[] cuts(GaussianCoordinates z) {
    double[][] l = z.factor();
    double[] cuts = new double[2 * l.length + 1];
    for (int p = 0; p < l.length; p++) {
      double kink = Math.atan2(-l[p][0], l[p][1]);
      cuts[2 * p] = kink < 0 ? kink + Math.PI : kink;
      cuts[2 * p + 1] = cuts[2 * p] + Math.PI;
    }
    cuts[2 * l.length] = Double.POSITIVE_INFINITY;
    Arrays.sort(cuts);
    cuts[2 * l.length] = cuts[0] + 2 * Math.PI;
    return cuts;
  }

  private static void add(
      Activation activation, GaussianCoordinates z, double weight, double[] u, MomentSum sum) {
    double[] g = new double[z.factor().length];
    for (int p = 0; p < g.length; p++) {
      double dot = 0;
      for (int k = 0; k < u.length; k++) {
        dot = Math.fma(z.factor()[p][k], u[k], dot);
      }
      g[p] = activation.at(dot);
    }
    sum.add(weight, g);
  }
}
