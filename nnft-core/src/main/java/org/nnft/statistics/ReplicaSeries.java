package org.nnft.statistics;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// Several observables along several independent Markov chains of one law.
///
/// Every quantity is a function of the observables' means. Its error comes from the series of its linear part,
/// Σ_α (∂F/∂a_α) a_α, whose autocorrelation is summed by the Γ-method: nothing is blocked, and correlations between
/// observables count in full (Wolff, hep-lat/0306017, section 3). Derivatives are central differences over one
/// standard deviation of the mean.
public final class ReplicaSeries {
  private final double[][][] values;

  /// @param values observable, chain, step; every observable has the same chains. Kept.
  private ReplicaSeries(double[][][] values) {
    this.values = values;
  }

  /// @param values observable, chain, step. Not modified.
  public static ReplicaSeries of(double[][][] values) {
    for (double[][] observable : values) {
      if (observable.length != values[0].length
          || observable.length == 0
          || observable[0].length != values[0][0].length) {
        throw new IllegalArgumentException(
            "every observable needs the same chains, got %d and %d"
                .formatted(observable.length, values[0].length));
      }
    }
    return new ReplicaSeries(
        Arrays.stream(values)
            .map(o -> Arrays.stream(o).map(double[]::clone).toArray(double[][]::new))
            .toArray(double[][][]::new));
  }

  /// Number of observables.
  public int observables() {
    return values.length;
  }

  /// Number of chains.
  public int replicas() {
    return values[0].length;
  }

  /// Steps of each chain.
  public int steps() {
    return values[0][0].length;
  }

  /// An observable at a step of a chain.
  public double at(int observable, int replica, int step) {
    return values[observable][replica][step];
  }

  /// These chains, and others after them.
  public ReplicaSeries with(ReplicaSeries others) {
    double[][][] all = new double[observables()][][];
    for (int o = 0; o < all.length; o++) {
      all[o] = Arrays.copyOf(values[o], replicas() + others.replicas());
      System.arraycopy(others.values[o], 0, all[o], replicas(), others.replicas());
    }
    return new ReplicaSeries(all);
  }

  /// These chains continued by later steps.
  public ReplicaSeries then(ReplicaSeries later) {
    double[][][] all = new double[observables()][replicas()][];
    for (int o = 0; o < all.length; o++) {
      for (int r = 0; r < replicas(); r++) {
        all[o][r] = Arrays.copyOf(values[o][r], steps() + later.steps());
        System.arraycopy(later.values[o][r], 0, all[o][r], steps(), later.steps());
      }
    }
    return new ReplicaSeries(all);
  }

  /// Mean of an observable.
  public GammaMethod mean(int observable) {
    return GammaMethod.of(values[observable]);
  }

  /// A function F of the observables' means; its bias of the order of the squared errors is not removed.
  ///
  /// @param function finite at the means and within one standard error of them
  /// @throws IllegalArgumentException if it is not
  public GammaMethod derived(ToDoubleFunction<double[]> function) {
    return derivedIfFinite(function)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a derived quantity is not finite within the errors of the means; run longer chains"));
  }

  /// A function of the means, or nothing where it is not finite at the means or one standard error from them: a root or
  /// a logarithm that noise has carried out of its domain.
  public Optional<GammaMethod> derivedIfFinite(ToDoubleFunction<double[]> function) {
    double[] means = new double[observables()];
    double[] errors = new double[observables()];
    for (int o = 0; o < means.length; o++) {
      double sum = 0;
      double squares = 0;
      for (double[] series : values[o]) {
        sum += Arrays.stream(series).sum();
      }
      means[o] = sum / (replicas() * (double) steps());
      for (double[] series : values[o]) {
        for (double a : series) {
          squares += (a - means[o]) * (a - means[o]);
        }
      }
      errors[o] = Math.sqrt(squares) / (replicas() * (double) steps());
    }
    double value = function.applyAsDouble(means);
    boolean finite = Double.isFinite(value);
    double[][] projected = new double[replicas()][steps()];
    for (int o = 0; o < means.length; o++) {
      double gradient = errors[o] == 0 ? 0 : slope(function, means, o, errors[o]);
      finite &= Double.isFinite(gradient);
      if (finite && gradient != 0) {
        for (int r = 0; r < replicas(); r++) {
          for (int t = 0; t < steps(); t++) {
            projected[r][t] = Math.fma(gradient, values[o][r][t] - means[o], projected[r][t]);
          }
        }
      }
    }
    if (!finite) {
      return Optional.empty();
    }
    GammaMethod linear = GammaMethod.of(projected);
    return Optional.of(
        new GammaMethod(
            new Estimate(value, linear.mean().error()),
            linear.time(),
            linear.window(),
            linear.steps()));
  }

  private static double slope(
      ToDoubleFunction<double[]> function, double[] means, int observable, double step) {
    double[] shifted = means.clone();
    shifted[observable] = means[observable] + step;
    double above = function.applyAsDouble(shifted);
    shifted[observable] = means[observable] - step;
    return (above - function.applyAsDouble(shifted)) / (2 * step);
  }

  /// Split R̂ of an observable: near 1 if all halves of all chains tell the same.
  ///
  ///     R̂² = (n − 1)/n + B/W
  ///
  /// B is the variance of the means of the half chains, W the mean of their variances, n their length (Gelman
  /// et al., Bayesian Data Analysis, section 11.4).
  public double splitRHat(int observable) {
    int n = steps() / 2;
    int halves = 2 * replicas();
    double[] mean = new double[halves];
    double within = 0;
    for (int h = 0; h < halves; h++) {
      double[] half = Arrays.copyOfRange(values[observable][h / 2], h % 2 * n, h % 2 * n + n);
      double m = Arrays.stream(half).sum() / n;
      mean[h] = m;
      within += Arrays.stream(half).map(a -> (a - m) * (a - m)).sum() / (n - 1) / halves;
    }
    double grand = Arrays.stream(mean).sum() / halves;
    double between = Arrays.stream(mean).map(m -> (m - grand) * (m - grand)).sum() / (halves - 1);
    return Math.sqrt((n - 1.0) / n + between / within);
  }

  /// Normalised autocorrelation ρ(t) = Γ(t)/Γ(0) of an observable, the mean over all chains.
  ///
  /// @param lags number of values, from t = 0; less than the chains' length
  public double[] autocorrelation(int observable, int lags) {
    double mean = 0;
    for (double[] series : values[observable]) {
      mean += Arrays.stream(series).sum() / (replicas() * (double) steps());
    }
    double[] ρ = new double[lags];
    for (int t = 0; t < lags; t++) {
      double sum = 0;
      for (double[] series : values[observable]) {
        for (int i = t; i < series.length; i++) {
          sum = Math.fma(series[i - t] - mean, series[i] - mean, sum);
        }
      }
      ρ[t] = sum / (steps() - t);
    }
    double zero = ρ[0];
    Arrays.setAll(ρ, t -> ρ[t] / zero);
    return ρ;
  }
}
