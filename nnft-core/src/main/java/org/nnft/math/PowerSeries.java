package org.nnft.math;

/// Truncated power series c₀ + c₁t + … + cₙtⁿ as arrays of their coefficients.
///
/// Products and recursions as in Knuth, TAOCP 2, §4.7. Cost: O(n²). Arguments are not modified.
public final class PowerSeries {
  private PowerSeries() {}

  /// a·b, to the shorter length.
  public static double[] multiply(double[] a, double[] b) {
    double[] c = new double[Math.min(a.length, b.length)];
    for (int n = 0; n < c.length; n++) {
      for (int k = 0; k <= n; k++) {
        c[n] = Math.fma(a[k], b[n - k], c[n]);
      }
    }
    return c;
  }

  /// ln of a series with c₀ > 0, from g′ = l′g.
  public static double[] log(double[] g) {
    double[] l = new double[g.length];
    l[0] = Math.log(g[0]);
    for (int n = 1; n < g.length; n++) {
      double sum = n * g[n];
      for (int k = 1; k < n; k++) {
        sum -= k * l[k] * g[n - k];
      }
      l[n] = sum / (n * g[0]);
    }
    return l;
  }

  /// exp of a series.
  public static double[] exp(double[] l) {
    double[] g = new double[l.length];
    g[0] = Math.exp(l[0]);
    for (int n = 1; n < l.length; n++) {
      double sum = 0;
      for (int k = 1; k <= n; k++) {
        sum += k * l[k] * g[n - k];
      }
      g[n] = sum / n;
    }
    return g;
  }

  /// Derivatives at 0 of the coefficients: n!·cₙ.
  public static double[] derivatives(double[] c) {
    double[] d = new double[c.length];
    double factorial = 1;
    for (int n = 0; n < c.length; n++) {
      factorial *= n == 0 ? 1 : n;
      d[n] = factorial * c[n];
    }
    return d;
  }
}
