package org.nnft.statistics;

/// How many steps of a Markov chain make one independent sample.
///
/// Held as the integrated time τ = ½ + Σ_{t≥1} ρ(t), so that the error of a mean of n steps is √(2τ var/n) and
/// τ = ½ where steps are independent.
///
/// @param integrated τ with its standard error
public record AutocorrelationTime(Estimate integrated) {

  /// τ = ½ + Σ ρ(t), the convention of Sokal, Madras & Sokal and Wolff.
  public static AutocorrelationTime ofSokal(Estimate τ) {
    return new AutocorrelationTime(τ);
  }

  /// 1 + 2 Σ ρ(t), the statistical inefficiency: steps for one independent sample (emcee's τ).
  public static AutocorrelationTime ofInefficiency(Estimate steps) {
    return new AutocorrelationTime(new Estimate(steps.value() / 2, steps.error() / 2));
  }

  /// 1 + 2 Σ ρ(t) = 2τ.
  public Estimate inefficiency() {
    return new Estimate(2 * integrated.value(), 2 * integrated.error());
  }

  /// n/(2τ), the number of independent samples in n steps.
  public double independentSamples(long steps) {
    return steps / (2 * integrated.value());
  }
}
