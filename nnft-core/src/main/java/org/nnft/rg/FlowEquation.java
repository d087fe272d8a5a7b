package org.nnft.rg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.hipparchus.special.Gamma;

/// Wetterich's equation for one scalar field in the local-potential approximation.
///
///     k ∂U/∂k = 2v_d kᵈ l(U″/k²),   2v_d = 1/(2ᵈ π^(d/2) Γ(d/2)),   U = Σ_{j≤n} u₂ⱼ φ²ʲ/(2j)!
///
/// l is the loop integral of the regulator ([ThresholdFunctions]), expanded about φ = 0 with series arithmetic and
/// cut after φ²ⁿ. In dimensionless couplings ũ₂ⱼ = u₂ⱼ/k^(d−j(d−2))
///
///     k ∂ũ₂ⱼ/∂k = −(d − j(d−2)) ũ₂ⱼ + 2v_d (2j)! [φ²ʲ] l(Ũ″)
///
/// With Litim's regulator and n = 3 these are the equations of 2108.01403 (Erbin, Lahoche, Samary). Wetterich,
/// Phys. Lett. B 301 (1993). The anomalous dimension is 0 at this order. Cost of one β: O(n³) and n
/// operations per node of l.
public final class FlowEquation {
  /// Near the pole of the propagator steps shrink without end.
  private static final int MOST_EVALUATIONS = 50_000;

  private final double dimension;
  private final Regulator regulator;
  private final int size;
  private final ThresholdFunctions thresholds;
  private final double loop;

  private FlowEquation(double dimension, Regulator regulator, int size) {
    this.dimension = dimension;
    this.regulator = regulator;
    this.size = size;
    this.thresholds = regulator.thresholds(dimension);
    this.loop =
        Math.exp(
            -dimension * Math.log(2)
                - dimension / 2 * Math.log(Math.PI)
                - Gamma.logGamma(dimension / 2));
  }

  /// @param dimension d > 0, need not be whole
  /// @param couplings n: u₂…u₂ₙ are kept, 1 ≤ n ≤ 20
  public static FlowEquation localPotential(double dimension, Regulator regulator, int couplings) {
    if (couplings < 1 || couplings > LocalPotential.MOST_COUPLINGS) {
      throw new IllegalArgumentException(
          "a flow keeps 1 to %d couplings, got %d"
              .formatted(LocalPotential.MOST_COUPLINGS, couplings));
    }
    return new FlowEquation(dimension, regulator, couplings);
  }

  public double dimension() {
    return dimension;
  }

  public Regulator regulator() {
    return regulator;
  }

  /// n, the number of couplings.
  public int size() {
    return size;
  }

  /// d − j(d−2), the mass dimension of u₂ⱼ.
  public double canonicalDimension(int j) {
    return dimension - j * (dimension - 2);
  }

  ThresholdFunctions thresholds() {
    return thresholds;
  }

  /// ∂β₂ⱼ/∂ũ₂ⱼ₊₂ = 2v_d l′(ũ₂), the same for all j.
  double step(double u2) {
    return loop * thresholds.taylor(u2, 1)[1];
  }

  /// k ∂ũ/∂k.
  ///
  /// @param u ũ₂…ũ₂ₙ. Not modified.
  /// @throws ArithmeticException at the pole of the propagator
  public double[] beta(double[] u) {
    requireSize(u.length);
    double[] series = EvenSeries.compose(thresholds.taylor(u[0], size), fluctuation(u));
    double[] beta = new double[size];
    Arrays.setAll(
        beta,
        i -> loop * EvenSeries.factorial(i + 1) * series[i + 1] - canonicalDimension(i + 1) * u[i]);
    return beta;
  }

  /// ∂βᵢ/∂ũⱼ, by the series of l′(Ũ″).
  ///
  /// @param u ũ₂…ũ₂ₙ. Not modified.
  public double[][] stability(double[] u) {
    requireSize(u.length);
    double[] a = thresholds.taylor(u[0], size + 1);
    double[] slope = new double[size + 1];
    Arrays.setAll(slope, m -> (m + 1) * a[m + 1]);
    double[] series = EvenSeries.compose(slope, fluctuation(u));
    double[][] matrix = new double[size][size];
    for (int i = 1; i <= size; i++) {
      for (int j = 1; j <= Math.min(size, i + 1); j++) {
        matrix[i - 1][j - 1] =
            loop * EvenSeries.factorial(i) / EvenSeries.factorial(j - 1) * series[i - j + 1];
      }
      matrix[i - 1][i - 1] -= canonicalDimension(i);
    }
    return matrix;
  }

  /// The stability matrix in units of ũ₂ⱼ in which it is well scaled.
  RealMatrix scaledStability(double[] u) {
    RealMatrix matrix = new Array2DRowRealMatrix(stability(u), false);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        matrix.multiplyEntry(i, j, unit(j + 1) / unit(i + 1));
      }
    }
    return matrix;
  }

  /// (2j)!/(2v_d)^(j−1), the natural size of ũ₂ⱼ.
  double unit(int j) {
    return EvenSeries.factorial(j) * Math.pow(loop, 1 - j);
  }

  /// Ũ″ − ũ₂ as a series in φ².
  private double[] fluctuation(double[] u) {
    double[] δ = new double[size + 1];
    for (int i = 1; i < size; i++) {
      δ[i] = u[i] / EvenSeries.factorial(i);
    }
    return δ;
  }

  /// Follows a potential from one scale to another, towards the infrared if `to` < `from`.
  ///
  /// Dormand–Prince 8(5,3) in ln k, tolerances 10⁻¹³ of each dimensionless coupling.
  ///
  /// @param potential at k = from, with couplings in units of mass
  /// @param from k > 0
  /// @param to k > 0
  /// @param steps ≥ 1, how many points after the first; evenly spaced in ln k
  /// @throws ArithmeticException where the truncated flow ends: at the pole of the propagator, or at infinity
  public RgFlow flow(LocalPotential potential, double from, double to, int steps) {
    requireScale(from);
    requireScale(to);
    if (steps < 1) {
      throw new IllegalArgumentException("a flow needs at least 1 step, got " + steps);
    }
    if (potential.couplings().size() > size) {
      throw new IllegalArgumentException(
          "this flow keeps %d couplings, the potential has %d; use a flow of that many"
              .formatted(size, potential.couplings().size()));
    }
    double[] u = Arrays.copyOf(potential.toArray(), size);
    List<RgFlow.Point> points = new ArrayList<>();
    points.add(new RgFlow.Point(from, LocalPotential.factorial(u)));
    double t = Math.log(from);
    scale(u, -t);
    for (int s = 1; s <= steps; s++) {
      double next = Math.log(from) + (Math.log(to) - Math.log(from)) * s / steps;
      if (next != t) {
        u = integrate(u, t, next);
      }
      t = next;
      double[] dimensionful = u.clone();
      scale(dimensionful, t);
      points.add(new RgFlow.Point(Math.exp(t), LocalPotential.factorial(dimensionful)));
    }
    return new RgFlow(points);
  }

  /// Multiplies u₂ⱼ by e^(t·dimension).
  private void scale(double[] u, double t) {
    Arrays.setAll(u, i -> u[i] * Math.exp(t * canonicalDimension(i + 1)));
  }

  private double[] integrate(double[] u, double from, double to) {
    var equation =
        new OrdinaryDifferentialEquation() {
          private double last = from;

          @Override
          public int getDimension() {
            return size;
          }

          @Override
          public double[] computeDerivatives(double t, double[] y) {
            last = t;
            return beta(y);
          }
        };
    var integrator = new DormandPrince853Integrator(1e-12, Math.abs(to - from), 1e-15, 1e-13);
    integrator.setMaxEvaluations(MOST_EVALUATIONS);
    try {
      return integrator.integrate(equation, new ODEState(from, u), to).getPrimaryState();
    } catch (ArithmeticException | MathRuntimeException ends) {
      throw new ArithmeticException(
          "the truncated flow ends near k = %s: %s"
              .formatted(Math.exp(equation.last), ends.getMessage()));
    }
  }

  private void requireSize(int couplings) {
    if (couplings != size) {
      throw new IllegalArgumentException(
          "this flow keeps %d couplings, got %d".formatted(size, couplings));
    }
  }

  private static void requireScale(double k) {
    if (!(k > 0) || !Double.isFinite(k)) {
      throw new IllegalArgumentException("a scale must be finite and above 0, got " + k);
    }
  }
}
