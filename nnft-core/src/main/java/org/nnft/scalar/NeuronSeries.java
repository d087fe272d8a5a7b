package org.nnft.scalar;

import java.util.HashMap;
import java.util.Map;

/// Moments ⟨φ(0)^p φ(x)^q φ(y)^r⟩ of a free network, exact at every width.
///
/// The generating function of N independent neurons is the N-th power of one neuron's,
///
///     ⟨e^(J·φ)⟩ = (⟨e^(J·h/√N)⟩)^N,   ⟨h(0)^p h(x)^q h(y)^r⟩ = 2⁻ⁿ Σ_s Π (binomials) E[aⁿAⁿ cos(k·(s_q x + s_r y))]
///
/// n = p + q + r, over s_p + s_q + s_r = 0, since the phase is uniform. Both are truncated power series, whose
/// power follows from b = a^N by a ∂b = N b ∂a with the Euler operator ∂ = Σ Jᵢ∂ᵢ. At N = ∞ the series is the
/// exponential of its quadratic part.
///
/// Keeps the momentum integrals it has done. Scratch of one thread.
final class NeuronSeries {
  private final ScalarNetwork network;
  private final boolean infinite;
  private final double spacing;
  private final int p;
  private final int q;
  private final int r;
  private final double[] factorial = new double[64];
  private final Map<Wave, Double> waves = new HashMap<>();

  private record Wave(int order, long squaredSteps) {}

  /// @param infinite N = ∞ in place of the network's width
  /// @param p highest power of φ(0); likewise q and r
  NeuronSeries(ScalarNetwork network, boolean infinite, double spacing, int p, int q, int r) {
    this.network = network;
    this.infinite = infinite;
    this.spacing = spacing;
    this.p = p;
    this.q = q;
    this.r = r;
    factorial[0] = 1;
    for (int k = 1; k < factorial.length; k++) {
      factorial[k] = k * factorial[k - 1];
    }
  }

  private int at(int i, int j, int k) {
    return (i * (q + 1) + j) * (r + 1) + k;
  }

  /// Moments at every power up to the highest, by [#index].
  ///
  /// @param x offsets in grid steps. Not modified.
  /// @param y Not modified.
  double[] moments(int[] x, int[] y) {
    double[] one = new double[(p + 1) * (q + 1) * (r + 1)];
    double scale = infinite ? 1 : Math.sqrt(network.width());
    for (int i = 0; i <= p; i++) {
      for (int j = 0; j <= q; j++) {
        for (int k = 0; k <= r; k++) {
          int n = i + j + k;
          boolean wanted = n % 2 == 0 && (!infinite || n <= 2);
          if (wanted) {
            one[at(i, j, k)] =
                neuron(i, j, k, x, y)
                    / (factorial[i] * factorial[j] * factorial[k] * Math.pow(scale, n));
          }
        }
      }
    }
    double[] all = infinite ? exponential(one) : power(one, network.width());
    for (int i = 0; i <= p; i++) {
      for (int j = 0; j <= q; j++) {
        for (int k = 0; k <= r; k++) {
          all[at(i, j, k)] *= factorial[i] * factorial[j] * factorial[k];
        }
      }
    }
    return all;
  }

  /// Position of a moment.
  int index(int i, int j, int k) {
    return at(i, j, k);
  }

  private double neuron(int i, int j, int k, int[] x, int[] y) {
    int n = i + j + k;
    if (n == 0) {
      return 1;
    }
    double sum = 0;
    for (int up = 0; up <= j; up++) {
      for (int over = 0; over <= k; over++) {
        int sx = 2 * up - j;
        int sy = 2 * over - k;
        int s0 = -sx - sy;
        if (Math.abs(s0) <= i && (s0 + i) % 2 == 0) {
          long steps = 0;
          for (int axis = 0; axis < x.length; axis++) {
            long component = (long) sx * x[axis] + (long) sy * y[axis];
            steps += component * component;
          }
          sum += binomial(i, (s0 + i) / 2) * binomial(j, up) * binomial(k, over) * wave(n, steps);
        }
      }
    }
    return sum / (1L << n);
  }

  private double binomial(int n, int k) {
    return factorial[n] / (factorial[k] * factorial[n - k]);
  }

  private double wave(int order, long squaredSteps) {
    return waves.computeIfAbsent(
        new Wave(order, squaredSteps),
        w -> network.wave(w.order(), spacing * Math.sqrt((double) w.squaredSteps())));
  }

  /// a^N, a₀ = 1.
  private double[] power(double[] a, double exponent) {
    return recurrence(a, exponent, true);
  }

  /// e^(a − 1).
  private double[] exponential(double[] a) {
    return recurrence(a, 1, false);
  }

  /// d_m b_m = Σ_{0<l≤m} (E d_l − [d_m − d_l]) a_l b_(m−l), d the total degree; the bracket for powers only.
  private double[] recurrence(double[] a, double exponent, boolean isPower) {
    double[] b = new double[a.length];
    b[0] = 1;
    for (int i = 0; i <= p; i++) {
      for (int j = 0; j <= q; j++) {
        for (int k = 0; k <= r; k++) {
          int degree = i + j + k;
          if (degree == 0 || degree % 2 == 1) {
            continue;
          }
          double sum = 0;
          for (int l = 0; l <= i; l++) {
            for (int m = 0; m <= j; m++) {
              for (int n = 0; n <= k; n++) {
                int part = l + m + n;
                double c = a[at(l, m, n)];
                if (part > 0 && c != 0) {
                  double w = exponent * part - (isPower ? degree - part : 0);
                  sum = Math.fma(w * c, b[at(i - l, j - m, k - n)], sum);
                }
              }
            }
          }
          b[at(i, j, k)] = sum / degree;
        }
      }
    }
    return b;
  }
}
