package org.nnft.axioms;

import java.util.Locale;
import org.nnft.axioms.AxiomEvidence.Status;
import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;
import org.nnft.neuron.FiniteWidthCorrelators;

/// OS0: do correlators grow at most like a power of the distance?
///
/// Exact one-point moments of orders 2 and 4 at dilatations λ = 1, 2, 4, … of a point, with their exponent
/// d ln G/d ln λ. Under a power law it stays; for e^(cλ²) it grows fourfold with every doubling, or the moment
/// overflows.
///
/// Reconstruction also needs a bound (n!)^β on the growth with the order n (Osterwalder, Schrader 1975). Moments at the point
/// give
///
///     βₙ = ln(G⁽ⁿ⁺²⁾G⁽ⁿ⁻²⁾/G⁽ⁿ⁾²) / ln((n+2)(n+1)/(n(n−1))),   n = 4, 6
///
/// which no scale of the field changes: 0.56, 0.54, … → ½ for a Gaussian field; for moments like e^(cn²) it grows with n for
/// ever. Two values are no proof, so that growth is told as not known.
public final class Temperedness {
  private static final int DOUBLINGS = 7;

  private static final double GROWS = 1.1;

  private Temperedness() {}

  /// @param point not 0. Not modified.
  /// @throws IllegalArgumentException if exact correlators are not known
  public static AxiomEvidence of(NeuralField field, double... point) {
    double[] exponent = new double[2];
    for (int half = 1; half <= 2; half++) {
      int order = 2 * half;
      double previous = moment(field, order, 1, point);
      double last = 0;
      for (int k = 1; k <= DOUBLINGS; k++) {
        double λ = Math.pow(2, k);
        double next = moment(field, order, λ, point);
        double now = Math.log(next / previous) / Math.log(2);
        if (!Double.isFinite(now) || k > 2 && now > 1.5 * last + 1) {
          return violated(order, λ, now, last);
        }
        previous = next;
        last = now;
      }
      exponent[half - 1] = last;
    }
    double[] β = growth(field, point);
    boolean settles = β.length == 0 || β[1] <= GROWS * β[0];
    return new AxiomEvidence(
        Axiom.TEMPEREDNESS,
        settles ? Status.NOT_REJECTED : Status.UNKNOWN,
        String.format(
            Locale.ROOT,
            "exact moments of order 2 and 4 grow like |x|^%.3g and |x|^%.3g out to 128 times the first point; %s",
            exponent[0],
            exponent[1],
            β.length == 0
                ? "their growth with the order is not known"
                : String.format(
                    Locale.ROOT,
                    "with their order they grow like (n!)^%.3g to n = 6 and (n!)^%.3g to n = 8%s",
                    β[0],
                    β[1],
                    settles ? "" : ", a power that grows")),
        "an exponent that grows by half or more when the distance doubles, or a power of n! that grows by a tenth",
        "faster growth farther out or at higher orders");
  }

  /// β₄ and β₆; empty where moments to order 8 are not known.
  private static double[] growth(NeuralField field, double[] point) {
    double[] g = new double[5];
    try {
      var exact = FiniteWidthCorrelators.of(field, PointSet.of(new double[][] {point.clone()}), 8);
      g[0] = 1;
      for (int half = 1; half <= 4; half++) {
        g[half] = exact.full(new int[2 * half]);
      }
    } catch (IllegalArgumentException unknown) {
      return new double[0];
    }
    double[] β = new double[2];
    for (int k = 0; k < 2; k++) {
      int n = 4 + 2 * k;
      double ratio = g[k + 3] * g[k + 1] / (g[k + 2] * g[k + 2]);
      β[k] = Math.log(ratio) / Math.log((n + 2.0) * (n + 1) / (n * (n - 1.0)));
    }
    return β;
  }

  private static AxiomEvidence violated(int order, double λ, double now, double last) {
    return new AxiomEvidence(
        Axiom.TEMPEREDNESS,
        Status.VIOLATED,
        String.format(
            Locale.ROOT,
            "the exponent of the exact moment of order %d is %s at %.0f times the first point, %.3g before: faster than any power",
            order,
            Double.isFinite(now) ? String.format(Locale.ROOT, "%.3g", now) : "beyond doubles",
            λ,
            last),
        "an exponent that grows by half or more when the distance doubles",
        "nothing: the values are exact");
  }

  private static double moment(NeuralField field, int order, double λ, double[] point) {
    double[][] x = {point.clone()};
    for (int k = 0; k < point.length; k++) {
      x[0][k] *= λ;
    }
    try {
      return FiniteWidthCorrelators.of(field, PointSet.of(x), order).full(new int[order]);
    } catch (IllegalArgumentException overflow) {
      if (λ == 1) {
        throw overflow;
      }
      return Double.POSITIVE_INFINITY;
    }
  }
}
