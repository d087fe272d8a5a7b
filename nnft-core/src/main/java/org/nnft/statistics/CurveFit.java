package org.nnft.statistics;

import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.DiagonalMatrix;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresOptimizer.Optimum;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.special.Gamma;
import org.hipparchus.util.FastMath;
import org.hipparchus.util.Pair;

/// A curve through independent estimates by weighted least squares (Levenberg–Marquardt).
///
/// Weights are 1/error², so parameter errors follow from the data's errors, and χ² judges the curve.
///
/// @param parameters with standard errors from (JᵀWJ)⁻¹
/// @param chiSquare Σ ((y − curve)/error)²
/// @param degreesOfFreedom data − parameters
public record CurveFit(List<Estimate> parameters, double chiSquare, int degreesOfFreedom) {

  public CurveFit {
    parameters = List.copyOf(parameters);
  }

  /// y = A N^(−p): parameters (A, p).
  ///
  /// @param n N > 0, at least 2 different values. Not modified.
  /// @param y with errors > 0
  /// @throws IllegalArgumentException if the data do not determine the curve
  public static CurveFit powerLaw(double[] n, List<Estimate> y) {
    int strongest = 0;
    for (int i = 1; i < n.length; i++) {
      strongest = Math.abs(y.get(i).pull(0)) > Math.abs(y.get(strongest).pull(0)) ? i : strongest;
    }
    double[] start = {y.get(strongest).value() * n[strongest], 1};
    return fit(
        n,
        y,
        start,
        (x, θ) -> {
          double power = Math.pow(x, -θ[1]);
          return new double[] {θ[0] * power, power, -θ[0] * power * Math.log(x)};
        });
  }

  /// y = Σₖ aₖ N^(−k), k = 0…degree: parameters a₀ (the limit N → ∞), a₁, …
  ///
  /// @param n N > 0, more than `degree` different values. Not modified.
  /// @param y with errors > 0
  /// @throws IllegalArgumentException if the data do not determine the curve
  public static CurveFit inversePowers(double[] n, List<Estimate> y, int degree) {
    return inversePowers(n, y, IntStream.rangeClosed(0, degree).boxed().toList());
  }

  /// y = Σₖ aₖ N^(−pₖ): parameters a₀, a₁, …
  ///
  /// @param n N > 0, as many different values as powers. Not modified.
  /// @param y with errors > 0
  /// @param powers pₖ, different from each other
  /// @throws IllegalArgumentException if the data do not determine the curve
  public static CurveFit inversePowers(double[] n, List<Estimate> y, List<Integer> powers) {
    return fit(
        n,
        y,
        new double[powers.size()],
        (x, θ) -> {
          double[] valueAndGradient = new double[θ.length + 1];
          for (int k = 0; k < θ.length; k++) {
            valueAndGradient[k + 1] = 1 / FastMath.pow(x, powers.get(k));
            valueAndGradient[0] += θ[k] * valueAndGradient[k + 1];
          }
          return valueAndGradient;
        });
  }

  /// y = a + b x: parameters (a, b).
  ///
  /// @param x at least 2 different values. Not modified.
  /// @param y with errors > 0
  /// @throws IllegalArgumentException if the data do not determine the line
  public static CurveFit line(double[] x, List<Estimate> y) {
    return fit(x, y, new double[2], (t, θ) -> new double[] {θ[0] + θ[1] * t, 1, t});
  }

  /// Value of a curve and its derivatives by the parameters.
  @FunctionalInterface
  private interface Curve {
    double[] at(double x, double[] parameters);
  }

  private static CurveFit fit(double[] x, List<Estimate> y, double[] start, Curve curve) {
    if (x.length < start.length) {
      throw new IllegalArgumentException(
          "%d parameters need as many data, got %d".formatted(start.length, x.length));
    }
    try {
      Optimum optimum =
          new LevenbergMarquardtOptimizer()
              .optimize(
                  new LeastSquaresBuilder()
                      .start(start)
                      .target(y.stream().mapToDouble(Estimate::value).toArray())
                      .weight(
                          new DiagonalMatrix(
                              y.stream().mapToDouble(e -> 1 / (e.error() * e.error())).toArray()))
                      .model(θ -> model(x, θ.toArray(), curve))
                      .lazyEvaluation(false)
                      .maxEvaluations(1000)
                      .maxIterations(1000)
                      .build());
      RealMatrix covariance = optimum.getCovariances(1e-14);
      List<Estimate> parameters =
          IntStream.range(0, start.length)
              .mapToObj(
                  k ->
                      new Estimate(
                          optimum.getPoint().getEntry(k), Math.sqrt(covariance.getEntry(k, k))))
              .toList();
      return new CurveFit(parameters, optimum.getChiSquare(), x.length - start.length);
    } catch (MathRuntimeException e) {
      throw new IllegalArgumentException("the data do not determine the curve", e);
    }
  }

  private static Pair<RealVector, RealMatrix> model(double[] x, double[] θ, Curve curve) {
    double[] value = new double[x.length];
    double[][] jacobian = new double[x.length][θ.length];
    for (int i = 0; i < x.length; i++) {
      double[] all = curve.at(x[i], θ);
      value[i] = all[0];
      System.arraycopy(all, 1, jacobian[i], 0, θ.length);
    }
    return new Pair<>(new ArrayRealVector(value), new Array2DRowRealMatrix(jacobian));
  }

  /// P(χ² ≥ the one found); 1 without degrees of freedom.
  public double pValue() {
    return degreesOfFreedom == 0
        ? 1
        : Gamma.regularizedGammaQ(degreesOfFreedom / 2.0, chiSquare / 2);
  }
}
