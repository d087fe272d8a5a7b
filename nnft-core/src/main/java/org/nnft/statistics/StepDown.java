package org.nnft.statistics;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;

/// Compares correlated estimates with exact values one by one, each given those before it.
///
/// Estimates that share networks are correlated, components of one order as well as orders: a sample whose
/// two-point function is large by chance has a large four-point function too. So plain pulls are not
/// independent and a sum of their squares is no χ². With t_j the pulls of the quantities before the i-th,
/// orthogonalised in the sample covariance of ν = B − 1 degrees of freedom,
///
///     u_i = t_i √((ν−i+1)/ν) / √(1 + Σ_{j<i} t_j²/ν)
///
/// are independent Student variables of ν − i + 1 degrees of freedom (step-down procedure; J. Roy, Ann.
/// Math. Statist. 29, 1958), because a Wishart matrix has independent Bartlett factors. Each is mapped to
/// the normal quantile of its probability. Quantities that are linear functions of earlier ones to
/// [#COLLINEAR] of their variance are left out, and so are those past half of the degrees of freedom, of
/// which every group gets the same part.
///
/// Block means must be normal; where they have tails, the fluctuation that is left of a quantity after many
/// others comes out too small and its pull too large.
///
/// Cost: O(B k²) for k quantities. Mutable; remembers the quantities it has accepted.
public final class StepDown {
  /// Share of a quantity's variance below which nothing new is left of it.
  private static final double COLLINEAR = 1e-2;

  /// Tails end with the range of doubles; beyond, only that a pull is huge is known.
  private static final double FARTHEST = 38;

  private static final NormalDistribution NORMAL = new NormalDistribution();

  private final int ν;
  private final int mostPerGroup;
  private final List<double[]> directions = new ArrayList<>();
  private final List<Double> orthogonal = new ArrayList<>();
  private double squares;

  /// @param blocks B ≥ 2, of every jackknife that follows
  /// @param groups how often [#accept] will be called at most
  public StepDown(int blocks, int groups) {
    this.ν = blocks - 1;
    this.mostPerGroup = Math.max(1, ν / 2 / Math.max(1, groups));
  }

  /// Pulls of a group of quantities, given all groups before.
  ///
  /// @param difference estimate − exact value per quantity. Not modified.
  /// @param jackknife fluctuations of the same quantities, from the same blocks in every call
  public StepDownPulls accept(double[] difference, Jackknife jackknife) {
    List<Double> pulls = new ArrayList<>();
    for (int a = 0;
        a < difference.length && pulls.size() < mostPerGroup && directions.size() < ν;
        a++) {
      double[] rest = jackknife.fluctuation(a);
      double variance = dot(rest, rest);
      double distance = difference[a];
      for (int j = 0; j < directions.size(); j++) {
        double[] direction = directions.get(j);
        double projection = dot(direction, rest);
        subtract(projection, direction, rest);
        distance -= projection * orthogonal.get(j);
      }
      double left = dot(rest, rest);
      if (!(left > COLLINEAR * variance)) {
        continue;
      }
      double norm = Math.sqrt(left);
      double t = distance / norm;
      int i = directions.size();
      double u = t * Math.sqrt((double) (ν - i) / ν) / Math.sqrt(1 + squares / ν);
      pulls.add(normalScore(u, ν - i));
      squares += t * t;
      for (int b = 0; b < rest.length; b++) {
        rest[b] /= norm;
      }
      directions.add(rest);
      orthogonal.add(t);
    }
    return new StepDownPulls(pulls);
  }

  /// Φ⁻¹(T_ν(u)), by the smaller tail.
  private static double normalScore(double u, int ν) {
    double tail = new TDistribution(ν).cumulativeProbability(-Math.abs(u));
    double score = tail > 0 ? -NORMAL.inverseCumulativeProbability(tail) : FARTHEST;
    return Math.copySign(Math.min(score, FARTHEST), u);
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum = Math.fma(x[i], y[i], sum);
    }
    return sum;
  }

  private static void subtract(double factor, double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] = Math.fma(-factor, x[i], y[i]);
    }
  }
}
