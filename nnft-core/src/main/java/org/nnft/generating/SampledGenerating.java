package org.nnft.generating;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.nnft.ensemble.FieldAverages;
import org.nnft.ensemble.FieldSamples;
import org.nnft.ensemble.Observable;
import org.nnft.math.Elementary;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.JointCumulant;

/// `W[tu]` along a line of sources from an ensemble's outputs: the logarithm of the mean of e^{tu·f}.
///
/// The jackknife gives the error. The logarithm of a mean of M values is too low by Var/(2M·mean²) on average,
/// which is half the square of its relative error; it is stated, not subtracted. The mean rests on
///
///     (Σ e^{tu·f})²/Σ e^{2tu·f}
///
/// networks; below [#FEWEST], or if one block carries most of the error, the value is not to be trusted, and lies
/// too low more often than not. With an even field e^{tu·f} becomes cosh(tu·f).
public final class SampledGenerating {
  /// Effective samples that a value must rest on.
  public static final double FEWEST = 1000;

  /// Share of an error that one block may carry.
  private static final double LARGEST_SHARE = 0.5;

  private SampledGenerating() {}

  /// W at one source.
  ///
  /// @param scale t
  /// @param value `W[tu]` with its error
  /// @param bias by which the value is too low on average
  /// @param effectiveSamples on which the mean rests
  /// @param largestShare of the squared error, in one block
  public record Point(
      double scale, Estimate value, double bias, double effectiveSamples, double largestShare) {

    /// Whether enough networks carry the mean.
    public boolean isTrustworthy() {
      return effectiveSamples >= FEWEST
          && largestShare < LARGEST_SHARE
          && Double.isFinite(value.value());
    }

    /// What to say about a value that is not to be trusted.
    public String warning() {
      return String.format(
          Locale.ROOT,
          "W at t = %.4g rests on %.0f effective samples and one block carries %.0f %% of its error; the true value is likely higher",
          scale,
          effectiveSamples,
          100 * largestShare);
    }
  }

  /// W along a line.
  ///
  /// @param samples the networks
  /// @param direction u, one number per field, component a of point p at p·D + a. Not modified.
  /// @param scales t, any number. Not modified.
  /// @param even whether f and −f have the same law
  /// @param blocks behind the errors
  /// @param workers who draw the networks
  /// @throws IllegalArgumentException if an exponential exceeds the range of doubles
  public static List<Point> of(
      FieldSamples samples,
      double[] direction,
      double[] scales,
      boolean even,
      int blocks,
      FieldAverages.Workers workers) {
    requireSource(samples, direction);
    FieldAverages averages =
        FieldAverages.of(samples, blocks, new Exponentials(direction, scales, even), workers);
    double[] means = averages.means();
    int n = scales.length;
    for (int k = 0; k < n; k++) {
      if (!Double.isFinite(means[k]) || !Double.isFinite(means[n + k])) {
        throw new IllegalArgumentException(
            "exp(J f) exceeds the range of doubles at t = %s: Z[J] is beyond sampling there; use smaller or imaginary sources"
                .formatted(scales[k]));
      }
    }
    var jackknife = averages.jackknife(m -> logarithms(m, n));
    double[] values = logarithms(means, n);
    List<Point> points = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      double error = jackknife.error(k);
      points.add(
          new Point(
              scales[k],
              new Estimate(values[k], error),
              -error * error / 2,
              averages.networks() * means[k] * means[k] / means[n + k],
              jackknife.largestShare(k)));
    }
    return points;
  }

  /// Re `Z[itu]` = E cos(tu·f) along a line: finite always, and for an even field all of `Z[itu]`.
  ///
  /// @param samples the networks
  /// @param direction u, one number per field, component a of point p at p·D + a. Not modified.
  /// @param scales t. Not modified.
  /// @param blocks behind the errors
  /// @param workers who draw the networks
  public static List<Estimate> characteristic(
      FieldSamples samples,
      double[] direction,
      double[] scales,
      int blocks,
      FieldAverages.Workers workers) {
    requireSource(samples, direction);
    Observable cosines = new Cosines(direction, scales);
    return List.of(FieldAverages.of(samples, blocks, cosines, workers).estimates(means -> means));
  }

  /// Cumulants of u·f: the derivatives Σ u…u G_c⁽ʳ⁾ of `W[tu]` at t = 0, r = 1 at 0.
  ///
  /// @param values with their errors, plug-in: biased by O(1/M)
  /// @param largestShare of each squared error, in one block
  public record Cumulants(List<Estimate> values, List<Double> largestShare) {
    public Cumulants {
      values = List.copyOf(values);
      largestShare = List.copyOf(largestShare);
    }
  }

  /// @param direction u. Not modified.
  /// @param highestOrder 1…8
  /// @param even whether f and −f have the same law, so that odd ones are 0
  public static Cumulants cumulants(
      FieldSamples samples,
      double[] direction,
      int highestOrder,
      boolean even,
      int blocks,
      FieldAverages.Workers workers) {
    requireSource(samples, direction);
    FieldAverages averages =
        FieldAverages.of(samples, blocks, new Powers(direction, highestOrder), workers);
    var jackknife = averages.jackknife(means -> cumulants(means, even));
    double[] values = cumulants(averages.means(), even);
    List<Estimate> estimates = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    for (int r = 0; r < values.length; r++) {
      estimates.add(new Estimate(values[r], jackknife.error(r)));
      shares.add(jackknife.largestShare(r));
    }
    return new Cumulants(estimates, shares);
  }

  private static double[] cumulants(double[] means, boolean even) {
    double[] κ = new double[means.length];
    for (int r = 1; r <= means.length; r++) {
      double[] moments = new double[1 << r];
      for (int mask = 1; mask < moments.length; mask++) {
        int k = Integer.bitCount(mask);
        moments[mask] = even && k % 2 == 1 ? 0 : means[k - 1];
      }
      κ[r - 1] = JointCumulant.of(moments);
    }
    return κ;
  }

  private static final class Powers implements Observable {
    private final double[] direction;
    private final int highest;

    Powers(double[] direction, int highest) {
      this.direction = direction;
      this.highest = highest;
    }

    @Override
    public int size() {
      return highest;
    }

    @Override
    public void add(double[][] f, int n, double[] sums) {
      for (int i = 0; i < n; i++) {
        double s = dot(direction, f, i);
        double power = 1;
        for (int r = 0; r < highest; r++) {
          power *= s;
          sums[r] += power;
        }
      }
    }
  }

  private static void requireSource(FieldSamples samples, double[] direction) {
    if (samples.points() * samples.outputs() != direction.length) {
      throw new IllegalArgumentException(
          "a source needs one value for each of %d outputs at %d points, got %d"
              .formatted(samples.outputs(), samples.points(), direction.length));
    }
  }

  private static double dot(double[] direction, double[][] f, int i) {
    double s = 0;
    for (int p = 0; p < direction.length; p++) {
      s = Math.fma(direction[p], f[p][i], s);
    }
    return s;
  }

  private static double[] logarithms(double[] means, int n) {
    double[] w = new double[n];
    for (int k = 0; k < n; k++) {
      w[k] = Math.log(means[k]);
    }
    return w;
  }

  private static final class Exponentials implements Observable {
    private final double[] direction;
    private final double[] scales;
    private final boolean even;

    Exponentials(double[] direction, double[] scales, boolean even) {
      this.direction = direction;
      this.scales = scales;
      this.even = even;
    }

    @Override
    public int size() {
      return 2 * scales.length;
    }

    @Override
    public void add(double[][] f, int n, double[] sums) {
      for (int i = 0; i < n; i++) {
        double s = dot(direction, f, i);
        for (int k = 0; k < scales.length; k++) {
          double weight = even ? StrictMath.cosh(scales[k] * s) : StrictMath.exp(scales[k] * s);
          sums[k] += weight;
          sums[scales.length + k] = Math.fma(weight, weight, sums[scales.length + k]);
        }
      }
    }
  }

  private static final class Cosines implements Observable {
    private final double[] direction;
    private final double[] scales;

    Cosines(double[] direction, double[] scales) {
      this.direction = direction;
      this.scales = scales;
    }

    @Override
    public int size() {
      return scales.length;
    }

    @Override
    public void add(double[][] f, int n, double[] sums) {
      for (int i = 0; i < n; i++) {
        double s = dot(direction, f, i);
        for (int k = 0; k < scales.length; k++) {
          sums[k] += Elementary.cos(scales[k] * s);
        }
      }
    }
  }
}
