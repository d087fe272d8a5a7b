package org.nnft.statistics;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.special.Gamma;
import org.hipparchus.stat.inference.KolmogorovSmirnovTest;

/// Independent standard normal pulls of correlated estimates against their exact values.
///
/// Components that share networks are correlated, so their plain pulls are not independent and a sum of
/// their squares is no χ². Here component i is compared given components 1…i−1: with t_j the pulls of the
/// components before it, orthogonalised in the sample covariance of ν = B − 1 degrees of freedom,
///
///     u_i = t_i √((ν−i+1)/ν) / √(1 + Σ_{j<i} t_j²/ν)
///
/// are independent Student variables of ν − i + 1 degrees of freedom (step-down procedure; J. Roy, Ann.
/// Math. Statist. 29, 1958), because a Wishart matrix has independent Bartlett factors. Each is mapped to
/// the normal quantile of its probability. Components that are linear functions of earlier ones to
/// [#COLLINEAR] of their variance are left out, and so are those past half of the degrees of freedom.
///
/// Cost: O(B k²) for k components.
///
/// @param pulls independent, N(0, 1) if theory is right and block means are normal
public record StepDownPulls(List<Double> pulls) {

  /// Share of a component's variance below which nothing new is left of it.
  private static final double COLLINEAR = 1e-2;

  /// Tails end with the range of doubles; beyond, only that a pull is huge is known.
  private static final double FARTHEST = 38;

  private static final NormalDistribution NORMAL = new NormalDistribution();

  public StepDownPulls {
    pulls = List.copyOf(pulls);
  }

  /// @param difference estimate − exact value per quantity. Not modified.
  /// @param jackknife fluctuations of the same quantities
  public static StepDownPulls of(double[] difference, Jackknife jackknife) {
    int ν = jackknife.blocks() - 1;
    List<double[]> directions = new ArrayList<>();
    List<Double> orthogonal = new ArrayList<>();
    List<Double> pulls = new ArrayList<>();
    double squares = 0;
    for (int a = 0; a < difference.length && directions.size() < ν / 2; a++) {
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

  /// All pulls of several independent comparisons.
  public static StepDownPulls all(List<StepDownPulls> parts) {
    return new StepDownPulls(parts.stream().flatMap(part -> part.pulls.stream()).toList());
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

  /// Number of independent comparisons.
  public int degreesOfFreedom() {
    return pulls.size();
  }

  /// Σ pull².
  public double chiSquare() {
    return pulls.stream().mapToDouble(pull -> pull * pull).sum();
  }

  /// P(χ² ≥ the one found); 1 if nothing was compared.
  public double pValue() {
    return pulls.isEmpty() ? 1 : Gamma.regularizedGammaQ(pulls.size() / 2.0, chiSquare() / 2);
  }

  /// Kolmogorov–Smirnov p-value of the pulls against N(0, 1); 1 for fewer than two.
  public double kolmogorovSmirnovPValue() {
    return pulls.size() < 2
        ? 1
        : new KolmogorovSmirnovTest()
            .kolmogorovSmirnovTest(
                NORMAL, pulls.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
