package org.nnft.generating;

import java.util.Arrays;
import java.util.List;
import org.nnft.math.SymmetricIndex;
import org.nnft.neuron.FiniteWidthCorrelators;
import org.nnft.statistics.Estimate;

/// The truncated sum over connected correlators, `W[tu]` ≈ Σ_{r≤n} (tʳ/r!) Σ u…u G_c⁽ʳ⁾.
///
/// The correlators come from the moments of a neuron, not from W, so that their agreement with the derivatives of
/// the exact curve is a check of both.
///
/// @param derivatives Σ u…u G_c⁽ʳ⁾ with the errors of the correlators, r = 1 at 0
public record CumulantSeries(List<Estimate> derivatives) {
  public CumulantSeries {
    derivatives = List.copyOf(derivatives);
  }

  /// @param correlators at the points of the source
  /// @param direction u, one number per point. Not modified.
  /// @param highestOrder n, at most that of the correlators
  public static CumulantSeries of(
      FiniteWidthCorrelators correlators, double[] direction, int highestOrder) {
    Estimate[] derivatives = new Estimate[highestOrder];
    Arrays.setAll(derivatives, r -> contraction(correlators, direction, r + 1));
    return new CumulantSeries(List.of(derivatives));
  }

  private static Estimate contraction(
      FiniteWidthCorrelators correlators, double[] direction, int order) {
    SymmetricIndex index = correlators.components(order);
    double sum = 0;
    double error = 0;
    for (int c = 0; c < index.count(); c++) {
      int[] tuple = index.at(c);
      double weight = arrangements(tuple);
      for (int p : tuple) {
        weight *= direction[p];
      }
      sum += weight * correlators.connected(tuple);
      error += Math.abs(weight) * correlators.connectedError(tuple);
    }
    return new Estimate(sum, error);
  }

  /// Number of different arrangements of a sorted tuple, n!/Π mᵢ!.
  private static double arrangements(int[] tuple) {
    double result = 1;
    int run = 0;
    for (int k = 0; k < tuple.length; k++) {
      run = k > 0 && tuple[k] == tuple[k - 1] ? run + 1 : 1;
      result *= (k + 1.0) / run;
    }
    return result;
  }

  /// Σ_{r≤n} tʳ/r!·(the r-th derivative).
  public double at(double t, int order) {
    double sum = 0;
    double power = 1;
    for (int r = 1; r <= order; r++) {
      power *= t / r;
      sum += power * derivatives.get(r - 1).value();
    }
    return sum;
  }

  /// The highest order n.
  public int highestOrder() {
    return derivatives.size();
  }
}
