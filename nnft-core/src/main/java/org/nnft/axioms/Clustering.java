package org.nnft.axioms;

import java.util.Locale;
import org.nnft.axioms.AxiomEvidence.Status;
import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;
import org.nnft.neuron.FiniteWidthCorrelators;

/// OS4, looked at briefly: connected correlators of two points, ⟨φφ⟩_c and ⟨φ²φ²⟩_c, as the points move apart.
///
/// Exact values at distances that double. A study of locality looks harder; what it finds takes the place of this.
public final class Clustering {
  private static final int DOUBLINGS = 6;

  /// What remains of the value at the first distance and counts as nothing.
  private static final double NOTHING = 1e-6;

  private Clustering() {}

  /// @param unit the first distance, of the order of the correlation length
  /// @param point where one of the points stays. Not modified.
  /// @throws IllegalArgumentException if exact correlators are not known
  public static AxiomEvidence of(NeuralField field, double unit, double... point) {
    double[] start = values(field, unit, point);
    double[] last = start;
    double[] before = start;
    for (int k = 1; k <= DOUBLINGS; k++) {
      before = last;
      try {
        last = values(field, unit * Math.pow(2, k), point);
      } catch (IllegalArgumentException overflow) {
        return new AxiomEvidence(
            Axiom.CLUSTERING,
            Status.VIOLATED,
            String.format(
                Locale.ROOT,
                "exact connected correlators grow beyond doubles at %.0f times the first distance",
                Math.pow(2, k)),
            "nine tenths kept when the distance doubles",
            "nothing: the values are exact");
      }
    }
    for (int which = 0; which < 2; which++) {
      boolean seen = Math.abs(last[which]) > NOTHING * last[2 + which];
      boolean stays = Math.abs(last[which]) > 0.9 * Math.abs(before[which]);
      if (seen && stays) {
        return new AxiomEvidence(
            Axiom.CLUSTERING,
            Status.VIOLATED,
            String.format(
                Locale.ROOT,
                "exact connected %d-point function of two points is %.4g at %.0f times the first distance and %.4g at half of that: it does not vanish",
                2 * which + 2,
                last[which],
                Math.pow(2, DOUBLINGS),
                before[which]),
            "nine tenths kept when the distance doubles",
            "a fall at still larger distances");
      }
    }
    boolean vanished =
        Math.abs(last[0]) <= NOTHING * last[2] && Math.abs(last[1]) <= NOTHING * last[3];
    return new AxiomEvidence(
        Axiom.CLUSTERING,
        vanished ? Status.NOT_REJECTED : Status.UNKNOWN,
        String.format(
            Locale.ROOT,
            "exact ⟨φφ⟩_c and ⟨φ²φ²⟩_c of two points are %.2g and %.2g of their values at one point, at %.0f times the first distance",
            last[0] / last[2],
            last[1] / last[3],
            Math.pow(2, DOUBLINGS)),
        "one millionth of the value at coincident points",
        "a constant at other points: see the study of locality");
  }

  /// The two correlators, and the sizes they are held against: G² at one point, and its square.
  private static double[] values(NeuralField field, double distance, double[] point) {
    double[] moved = point.clone();
    moved[0] += distance;
    var exact = FiniteWidthCorrelators.of(field, PointSet.of(new double[][] {point, moved}), 4);
    double variance = exact.connected(0, 0);
    double fourth = Math.abs(exact.connected(0, 0, 0, 0));
    return new double[] {
      exact.connected(0, 1),
      exact.connected(0, 0, 1, 1),
      variance,
      Math.max(fourth, 1e-12 * variance * variance)
    };
  }
}
