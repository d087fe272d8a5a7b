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
/// overflows. The growth of correlators with their order, which the reconstruction needs as well, is not looked at.
public final class Temperedness {
  private static final int DOUBLINGS = 7;

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
    return new AxiomEvidence(
        Axiom.TEMPEREDNESS,
        Status.NOT_REJECTED,
        String.format(
            Locale.ROOT,
            "exact moments of order 2 and 4 grow like |x|^%.3g and |x|^%.3g out to 128 times the first point",
            exponent[0],
            exponent[1]),
        "an exponent that grows by half or more when the distance doubles",
        "faster growth farther out or at higher orders");
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
