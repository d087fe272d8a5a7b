package org.nnft.statistics;

import java.util.List;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.special.Gamma;
import org.hipparchus.stat.inference.KolmogorovSmirnovTest;

/// Independent standard normal pulls of correlated estimates against their exact values.
///
/// [StepDown] makes them.
///
/// @param pulls independent, N(0, 1) if theory is right and block means are normal
public record StepDownPulls(List<Double> pulls) {

  private static final NormalDistribution NORMAL = new NormalDistribution();

  public StepDownPulls {
    pulls = List.copyOf(pulls);
  }

  /// @param difference estimate − exact value per quantity. Not modified.
  /// @param jackknife fluctuations of the same quantities
  public static StepDownPulls of(double[] difference, Jackknife jackknife) {
    return new StepDown(jackknife.blocks(), 1).accept(difference, jackknife);
  }

  /// All pulls of several independent comparisons.
  public static StepDownPulls all(List<StepDownPulls> parts) {
    return new StepDownPulls(parts.stream().flatMap(part -> part.pulls.stream()).toList());
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
