package org.nnft.kernel;

import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.nnft.math.Elementary;
import org.nnft.network.Expression;

/// E[g(z₁)g(z₂)] of a function with kinks, by Gauss–Legendre panels that end at them.
///
///     z₁ = √q₁₁ u,   z₂ = a u + b v,   u, v ~ N(0, 1):   panels in v end where z₂ is a kink, in u where z₁ is one,
///
/// and around the values of u at which a u is a kink, where the inner integral turns over a distance b/a. Panels are
/// halved until two results agree to 10⁻¹⁰ of E[g²]. Cost: some 10⁵ to 10⁶ values of g.
final class KinkedQuadrature {
  private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(16);
  private static final double REACH = 10;
  private static final double TOLERANCE = 1e-10;
  private static final int HALVINGS = 4;

  private final Expression g;
  private final double[] kinks;

  /// @param g whose kinks are where arguments of abs or relu vanish
  /// @param largest the largest standard deviation of z
  KinkedQuadrature(Expression g, double largest) {
    this.g = g;
    this.kinks = g.kinks(REACH * largest);
  }

  /// @throws IllegalArgumentException if panels do not converge
  double of(double q11, double q12, double q22) {
    double l11 = Math.sqrt(q11);
    double a = l11 == 0 ? 0 : q12 / l11;
    double b = Math.sqrt(Math.max(0, q22 - a * a));
    double scale = Math.sqrt(square(l11) * square(Math.sqrt(q22)));
    double coarse = expectation(l11, a, b, 1);
    double width = 1;
    for (int k = 0; k < HALVINGS; k++) {
      width /= 2;
      double fine = expectation(l11, a, b, width);
      if (Math.abs(fine - coarse) <= TOLERANCE * scale) {
        return fine;
      }
      coarse = fine;
    }
    throw new IllegalArgumentException(
        "the kernel of '%s' has not converged to 1e-10; it is too rough for quadrature, sample instead"
            .formatted(g));
  }

  /// E[g(σu)²].
  private double square(double σ) {
    return integrate(
        edges(DoubleStream.of(kinks).map(k -> k / σ), 1), u -> g.at(σ * u) * g.at(σ * u));
  }

  private double expectation(double l11, double a, double b, double width) {
    DoubleStream own = DoubleStream.of(kinks).map(k -> k / l11);
    DoubleStream others =
        DoubleStream.of(kinks)
            .flatMap(
                k ->
                    DoubleStream.of(0, 1, 2, 4, 8)
                        .flatMap(c -> DoubleStream.of((k - c * b) / a, (k + c * b) / a)));
    return integrate(
        edges(DoubleStream.concat(own, others), width),
        u -> g.at(l11 * u) * inner(a * u, b, width));
  }

  private double inner(double mean, double b, double width) {
    return b == 0
        ? g.at(mean)
        : integrate(
            edges(DoubleStream.of(kinks).map(k -> (k - mean) / b), width), v -> g.at(mean + b * v));
  }

  @FunctionalInterface
  private interface Function {
    double at(double u);
  }

  /// ∫ du φ(u) f(u) over the panels.
  private static double integrate(double[] edges, Function f) {
    double sum = 0;
    for (int p = 1; p < edges.length; p++) {
      double half = (edges[p] - edges[p - 1]) / 2;
      double middle = (edges[p] + edges[p - 1]) / 2;
      for (int i = 0; i < RULE.getNumberOfPoints(); i++) {
        double u = middle + half * RULE.getPoint(i);
        sum +=
            half
                * RULE.getWeight(i)
                * Elementary.exp(-u * u / 2)
                / Math.sqrt(2 * Math.PI)
                * f.at(u);
      }
    }
    return sum;
  }

  /// Ends of panels: the breaks within reach, and equidistant ones between.
  private static double[] edges(DoubleStream breaks, double width) {
    TreeSet<Double> edges = new TreeSet<>();
    for (double u = -REACH; u <= REACH; u += width) {
      edges.add(u);
    }
    breaks.filter(u -> Math.abs(u) < REACH).forEach(edges::add);
    return edges.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Override
  public String toString() {
    return "%s with kinks at %s".formatted(g, Arrays.toString(kinks));
  }
}
