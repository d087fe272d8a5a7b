package org.nnft.ensemble;

import org.nnft.math.Elementary;
import org.nnft.math.Lanes;
import org.nnft.network.ScaleLaw;
import org.nnft.random.WordStream;

/// Random words to a positive scale.
///
/// | law | words | map |
/// |-----|-------|-----|
/// | log-normal, uniform, discrete, function of a normal | 1 | inverse distribution function |
/// | Γ, inverse Γ | 1, then 2 per trial | rejection from a cubed normal (Marsaglia, Tsang, ACM TOMS 26, 2000) |
///
/// A network's number depends on its own words alone, however many trials its neighbours need. Mutable scratch of
/// one thread.
final class ScaleSampler {
  /// A trial is accepted with probability 0.95 at least.
  private static final int MOST_TRIALS = 60;

  private final Lanes lanes;
  private final double[] normal;
  private final double[] uniform;
  private final double[] boost;

  ScaleSampler(Lanes lanes, int capacity) {
    this.lanes = lanes;
    this.normal = new double[capacity];
    this.uniform = new double[capacity];
    this.boost = new double[capacity];
  }

  /// Draws s of n networks.
  void draw(ScaleLaw law, WordStream words, double[] s, int n) {
    switch (law) {
      case ScaleLaw.LogNormal(double mean, double sigma) -> {
        lanes.normal(words.next(), s, n);
        lanes.affine(sigma, s, mean, s, n);
        lanes.exp(s, s, n);
      }
      case ScaleLaw.UniformScale(double low, double high) -> {
        lanes.uniform(words.next(), s, n);
        lanes.affine(high - low, s, low, s, n);
      }
      case ScaleLaw.Discrete discrete -> {
        lanes.uniform(words.next(), s, n);
        for (int k = 0; k < n; k++) {
          s[k] = value(discrete, s[k]);
        }
      }
      case ScaleLaw.Transformed transformed -> {
        lanes.normal(words.next(), s, n);
        for (int k = 0; k < n; k++) {
          s[k] = transformed.at(s[k]);
        }
      }
      case ScaleLaw.GammaScale(double shape, double scale) -> {
        drawGamma(shape, words, s, n);
        lanes.affine(scale, s, 0, s, n);
      }
      case ScaleLaw.InverseGamma(double shape, double scale) -> {
        drawGamma(shape, words, s, n);
        lanes.fill(scale, normal, n);
        lanes.divide(normal, s, s, n);
      }
    }
  }

  private static double value(ScaleLaw.Discrete law, double u) {
    int k = 0;
    double cumulated = law.weights().getFirst();
    while (u > cumulated && k + 1 < law.values().size()) {
      cumulated += law.weights().get(++k);
    }
    return law.values().get(k);
  }

  /// Γ(shape); for a shape below 1, Γ(shape + 1) · u^(1/shape).
  private void drawGamma(double shape, WordStream words, double[] s, int n) {
    lanes.uniform(words.next(), boost, n);
    double d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    lanes.fill(Double.NaN, s, n);
    int pending = n;
    for (int trial = 0; pending > 0 && trial < MOST_TRIALS; trial++) {
      lanes.normal(words.next(), normal, n);
      lanes.uniform(words.next(), uniform, n);
      for (int k = 0; k < n; k++) {
        double root = 1 + c * normal[k];
        double v = root * root * root;
        if (Double.isNaN(s[k])
            && root > 0
            && Elementary.log(uniform[k])
                < normal[k] * normal[k] / 2 + d * (1 - v + Elementary.log(v))) {
          s[k] = d * v;
          pending--;
        }
      }
    }
    if (pending > 0) {
      throw new IllegalStateException(
          "a gamma variate was rejected %d times".formatted(MOST_TRIALS));
    }
    if (shape < 1) {
      lanes.log(boost, boost, n);
      lanes.affine(1 / shape, boost, 0, boost, n);
      lanes.exp(boost, boost, n);
      lanes.multiply(s, boost, s, n);
    }
  }
}
