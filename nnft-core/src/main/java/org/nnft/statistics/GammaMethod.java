package org.nnft.statistics;

import java.util.Arrays;

/// The mean of a stationary time series with an error that knows of its autocorrelation.
///
///     Γ(t) = ⟨(aᵢ − ā)(aᵢ₊ₜ − ā)⟩,   C_W = Γ(0) + 2 Σ_{t≤W} Γ(t),   τ = C_W/2Γ(0),   error² = C_W/n
///
/// The window W is the first with e^(−W/τ̂) < τ̂/√(Wn), τ̂ = 1/ln((2τ_W + 1)/(2τ_W − 1)) up to the factor S, which
/// balances the truncated tail against noise; the mean's own error biases Γ by −C_W/n, which is put right.
/// The error of τ is 2τ√((W + ½ − τ)/n). Source: Wolff, Comput. Phys. Commun. 156 (2004), hep-lat/0306017.
///
/// Cost: O(nW).
///
/// @param mean with its error
/// @param time autocorrelation time
/// @param window W
/// @param steps n, of all chains together
public record GammaMethod(Estimate mean, AutocorrelationTime time, int window, int steps) {

  /// Wolff's S: the exponential time is taken as S times the one of a single exponential.
  private static final double SHAPE = 1.5;

  /// Below this many autocorrelation times, τ itself is not known and errors are too small.
  private static final double SHORTEST = 50;

  /// @param series n ≥ 16 values, finite, in the order of the chain. Not modified.
  /// @throws IllegalArgumentException if it is too short, not finite, or never changes
  public static GammaMethod of(double[] series) {
    return of(new double[][] {series});
  }

  /// Independent chains with the same law; Γ is the mean over all of them, about the common mean.
  ///
  /// @param replicas one series for each chain, together n ≥ 16 values. Not modified.
  /// @throws IllegalArgumentException if they are too short, not finite, or never change
  public static GammaMethod of(double[][] replicas) {
    int n = Arrays.stream(replicas).mapToInt(r -> r.length).sum();
    int shortest = Arrays.stream(replicas).mapToInt(r -> r.length).min().orElse(0);
    if (n < 16) {
      throw new IllegalArgumentException(
          "an autocorrelation time needs at least 16 steps, got %d; run a longer chain"
              .formatted(n));
    }
    double total = 0;
    for (double[] series : replicas) {
      total += Arrays.stream(series).sum();
    }
    double mean = total / n;
    double[][] deviation =
        Arrays.stream(replicas)
            .map(series -> Arrays.stream(series).map(a -> a - mean).toArray())
            .toArray(double[][]::new);
    double variance = covariance(deviation, 0);
    if (!(variance > 0 && Double.isFinite(variance))) {
      throw new IllegalArgumentException(
          "the series of %d steps has variance %s; an autocorrelation time needs one that moves and stays finite"
              .formatted(n, variance));
    }
    double sum = variance;
    int window = 0;
    boolean open = true;
    while (open && window < shortest / 2) {
      window++;
      sum += 2 * covariance(deviation, window);
      double τ = sum / (2 * variance);
      double exponential =
          τ <= 0.5 ? Double.MIN_NORMAL : SHAPE / Math.log((2 * τ + 1) / (2 * τ - 1));
      open = Math.exp(-window / exponential) >= exponential / Math.sqrt((double) window * n);
    }
    // Γ(t) → Γ(t) + C_W/n at every t.
    double bias = sum / n;
    double unbiased = sum + (2 * window + 1) * bias;
    double τ = unbiased / (2 * (variance + bias));
    double error = 2 * τ * Math.sqrt(Math.max(0, window + 0.5 - τ) / n);
    return new GammaMethod(
        new Estimate(mean, Math.sqrt(Math.max(0, unbiased) / n)),
        AutocorrelationTime.ofSokal(new Estimate(τ, error)),
        window,
        n);
  }

  private static double covariance(double[][] deviation, int lag) {
    double sum = 0;
    int pairs = 0;
    for (double[] series : deviation) {
      for (int i = lag; i < series.length; i++) {
        sum = Math.fma(series[i - lag], series[i], sum);
      }
      pairs += Math.max(0, series.length - lag);
    }
    return sum / pairs;
  }

  /// Whether the chain is at least 50 τ long, so that τ and the error can be trusted.
  public boolean isLongEnough() {
    return steps >= SHORTEST * time.integrated().value();
  }
}
