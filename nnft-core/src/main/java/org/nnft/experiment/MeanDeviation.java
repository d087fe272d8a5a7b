package org.nnft.experiment;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.Jackknife;

/// The deviation from the free theory, averaged over components (m_n of 2008.08601).
///
///     m_n = mean over components of (G⁽ⁿ⁾ − G_GP⁽ⁿ⁾)/G_GP⁽ⁿ⁾,   or of G_c⁽ⁿ⁾/G_GP⁽ⁿ⁾
///
/// Components whose free value is below 10⁻⁶ of the largest are left out.
///
/// @param measured with an error that knows the covariance between components
/// @param exact the same of the exact correlators, or NaN
/// @param background √(2/π) times the mean relative error: the mean absolute deviation that noise alone gives
public record MeanDeviation(Estimate measured, double exact, double background) {

  /// @param free G_GP⁽ⁿ⁾ per component, NaN where not known. Not modified.
  /// @param zero what the correlator would be in the free theory. Not modified.
  static Optional<MeanDeviation> of(
      Estimate[] estimates, double[] exact, double[] free, double[] zero, Jackknife jackknife) {
    return of(estimates, exact, free, zero, jackknife::error);
  }

  /// The same of values with bounds on their errors, which add up.
  static Optional<MeanDeviation> ofBounds(Estimate[] estimates, double[] free, double[] zero) {
    double[] exact = Arrays.stream(estimates).mapToDouble(Estimate::value).toArray();
    return of(
        estimates,
        exact,
        free,
        zero,
        weights ->
            IntStream.range(0, weights.length)
                .mapToDouble(c -> Math.abs(weights[c]) * estimates[c].error())
                .sum());
  }

  private static Optional<MeanDeviation> of(
      Estimate[] estimates,
      double[] exact,
      double[] free,
      double[] zero,
      ToDoubleFunction<double[]> error) {
    double largest = Arrays.stream(free).map(Math::abs).max().orElse(0);
    if (!(largest > 0) || !Double.isFinite(largest)) {
      return Optional.empty();
    }
    long used = Arrays.stream(free).filter(g -> Math.abs(g) > 1e-6 * largest).count();
    double[] weights =
        Arrays.stream(free).map(g -> Math.abs(g) > 1e-6 * largest ? 1 / (used * g) : 0).toArray();
    double measured = 0;
    double theory = 0;
    double noise = 0;
    for (int c = 0; c < weights.length; c++) {
      if (weights[c] != 0) {
        measured += weights[c] * (estimates[c].value() - zero[c]);
        theory += weights[c] * (exact[c] - zero[c]);
        noise += Math.abs(weights[c]) * estimates[c].error();
      }
    }
    return Optional.of(
        new MeanDeviation(
            new Estimate(measured, error.applyAsDouble(weights)),
            theory,
            noise * Math.sqrt(2 / Math.PI)));
  }
}
