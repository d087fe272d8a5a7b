package org.nnft.markov;

/// How many of a chain's first steps still remember where it began.
///
/// Three times the number of steps until the chain first crosses the mean of its second half (rule of crossings;
/// Fishman, Concepts and Methods in Discrete Event Digital Simulation, 1973). It looks at the side alone on which the
/// chain began, not at how much it fluctuates: rules that look for the quietest part of a chain bias skew quantities.
/// A cut in the second half means that the chain has not come to rest.
///
/// @param steps how many, at most the length
/// @param length n
public record Thermalisation(int steps, int length) {
  private static final int CAUTION = 3;

  /// @param series in the order of the chain. Not modified.
  public static Thermalisation of(double[] series) {
    int n = series.length;
    double mean = 0;
    for (int t = n / 2; t < n; t++) {
      mean += series[t] / (n - n / 2);
    }
    boolean above = series[0] > mean;
    int crossing = 1;
    while (crossing < n && series[crossing] > mean == above) {
      crossing++;
    }
    return new Thermalisation(Math.min(n, CAUTION * crossing), n);
  }

  /// Whether the chain came to rest in its first half.
  public boolean isSettled() {
    return steps <= length / 2;
  }
}
