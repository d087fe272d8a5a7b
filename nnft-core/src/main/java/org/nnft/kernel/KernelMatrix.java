package org.nnft.kernel;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.nnft.network.Activation;
import org.nnft.statistics.Estimate;

/// ⟨f(x_p)f(x_q)⟩ on P points, with what quadrature leaves open of it.
///
/// Immutable, but the arrays are not copied.
public final class KernelMatrix {

  /// Pairs that a rough activation may need panels in two variables for: about a minute.
  private static final int MOST_ROUGH_PAIRS = 5000;

  /// What a series may leave open where more pairs than that would need panels.
  private static final double TOLERABLE = 1e-9;

  private final double[][] values;
  private final double[][] errors;

  /// @param values P × P, symmetric
  /// @param errors P × P: bounds, 0 where all is closed form; rounding of closed forms is not counted
  public KernelMatrix(double[][] values, double[][] errors) {
    this.values = values;
    this.errors = errors;
  }

  /// One entry, an estimate for each pair p ≤ q.
  @FunctionalInterface
  interface Entry {
    Estimate at(int p, int q);
  }

  static KernelMatrix symmetric(int size, Entry entry) {
    KernelMatrix k = new KernelMatrix(new double[size][size], new double[size][size]);
    for (int p = 0; p < size; p++) {
      for (int q = p; q < size; q++) {
        Estimate value = entry.at(p, q);
        k.values[p][q] = value.value();
        k.values[q][p] = value.value();
        k.errors[p][q] = value.error();
        k.errors[q][p] = value.error();
      }
    }
    return k;
  }

  /// P × P. Not a copy.
  public double[][] values() {
    return values;
  }

  /// P × P bounds. Not a copy.
  public double[][] errors() {
    return errors;
  }

  /// Number of points P.
  public int size() {
    return values.length;
  }

  /// Whether no quadrature was needed.
  public boolean isClosedForm() {
    return largestError() == 0;
  }

  /// The largest bound.
  public double largestError() {
    double largest = 0;
    for (double[] row : errors) {
      for (double error : row) {
        largest = Math.max(largest, error);
      }
    }
    return largest;
  }

  /// a·K + b.
  KernelMatrix affine(double a, double b) {
    return symmetric(
        size(), (p, q) -> new Estimate(Math.fma(a, values[p][q], b), Math.abs(a) * errors[p][q]));
  }

  /// ⟨g(z_p)g(z_q)⟩ for z of this covariance; errors of the covariance go into those of the result.
  KernelMatrix dual(Activation activation) {
    boolean closed = DualActivation.closedForm(activation, 1, 0, 1).isPresent();
    if (closed && isClosedForm()) {
      return symmetric(
          size(), (p, q) -> new Estimate(closedForm(activation, p, q).getAsDouble(), 0));
    }
    Map<Double, HermiteSeries> ofVariance = new HashMap<>();
    HermiteSeries[] series = new HermiteSeries[size()];
    for (int p = 0; p < size(); p++) {
      series[p] = ofVariance.computeIfAbsent(values[p][p], v -> HermiteSeries.of(activation, v));
    }
    double tolerance = closed ? TOLERABLE : feasibleTolerance(activation, series);
    return symmetric(
        size(),
        (p, q) -> {
          Estimate own =
              closed
                  ? new Estimate(closedForm(activation, p, q).getAsDouble(), 0)
                  : series[p].times(series[q], values[p][q], tolerance);
          double passed =
              series[p].sensitivity(
                  series[q], values[p][q], errors[p][q], errors[p][p], errors[q][q]);
          return new Estimate(own.value(), own.error() + passed);
        });
  }

  private OptionalDouble closedForm(Activation activation, int p, int q) {
    return DualActivation.closedForm(activation, values[p][p], values[p][q], values[q][q]);
  }

  private double feasibleTolerance(Activation activation, HermiteSeries[] series) {
    if (roughPairs(series, HermiteSeries.ENOUGH) <= MOST_ROUGH_PAIRS) {
      return HermiteSeries.ENOUGH;
    }
    int rough = roughPairs(series, TOLERABLE);
    if (rough > MOST_ROUGH_PAIRS) {
      throw new IllegalArgumentException(
          "the kernel of %s needs quadrature in two variables for %,d pairs of points, and %,d are practical; use fewer points"
              .formatted(activation, rough, MOST_ROUGH_PAIRS));
    }
    return TOLERABLE;
  }

  private int roughPairs(HermiteSeries[] series, double tolerance) {
    int rough = 0;
    for (int p = 0; p < size(); p++) {
      for (int q = p + 1; q < size(); q++) {
        rough += series[p].isEnough(series[q], values[p][q], tolerance) ? 0 : 1;
      }
    }
    return rough;
  }
}
