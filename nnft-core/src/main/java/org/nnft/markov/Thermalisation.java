package org.nnft.markov;

/// How many of a chain's first steps still remember where it began.
///
///     t₀ = argmin over t of Var(a_t … a_n)/(n − t)
///
/// the cut that leaves the smallest marginal standard error (MSER; White, Simulation 69, 1997). A cut in the second
/// half of the chain means that it has not come to rest.
///
/// @param steps t₀
/// @param length n
public record Thermalisation(int steps, int length) {

  /// @param series in the order of the chain. Not modified.
  public static Thermalisation of(double[] series) {
    int n = series.length;
    double mean = 0;
    double squares = 0;
    double least = Double.POSITIVE_INFINITY;
    int best = 0;
    // Welford's recursion from the end: the mean and spread of the last k values.
    for (int k = 1; k <= n; k++) {
      double difference = series[n - k] - mean;
      mean += difference / k;
      squares = Math.fma(difference, series[n - k] - mean, squares);
      double error = squares / ((double) k * k);
      if (k >= Math.max(16, n / 10) && error <= least) {
        least = error;
        best = n - k;
      }
    }
    return new Thermalisation(best, n);
  }

  /// Whether the chain came to rest in its first half.
  public boolean isSettled() {
    return steps <= length / 2;
  }
}
