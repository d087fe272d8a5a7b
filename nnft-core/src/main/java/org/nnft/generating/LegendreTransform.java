package org.nnft.generating;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.nnft.eft.SymmetricTensor;
import org.nnft.statistics.Estimate;

/// The effective action of the field at the points, `Γ[φ]` = J·φ − `W[J]` at the J with ∂W/∂J = φ.
///
/// Γ is the supremum of J·φ − `W[J]`, a concave function of J whose Hessian is minus the propagator in the presence
/// of the source, so Newton's method with backtracking finds it from J = 0; Γ⁽²⁾ is the inverse of that propagator.
/// Where the propagator is singular (a ReLU-net without bias on the line) φ must lie in its range.
///
/// Domain: fields φ that sources can reach, within those for which W is finite. Cost: some ten gradients of W.
public final class LegendreTransform {
  private static final int MOST_STEPS = 200;
  private static final double RANK_TOLERANCE = 1e-12;

  /// Of the gradient, relative to the field and its standard deviations.
  private static final double TOLERANCE = 1e-12;

  /// The same, where no step is seen to gain.
  private static final double ROUNDING = 1e-9;

  private final GeneratingFunctional functional;

  private LegendreTransform(GeneratingFunctional functional) {
    this.functional = functional;
  }

  /// @throws IllegalArgumentException if W is to be had for no real source
  public static LegendreTransform of(GeneratingFunctional functional) {
    if (functional.domain() instanceof Domain.ImaginaryOnly(String reason)) {
      throw new IllegalArgumentException(
          "there is no effective action, since W[J] is infinite or unknown for real J: " + reason);
    }
    return new LegendreTransform(functional);
  }

  /// One point of the effective action.
  ///
  /// @param field φ
  /// @param source J = ∂Γ/∂φ
  /// @param value `Γ[φ]`
  /// @param smallestCurvature lowest eigenvalue of Γ⁽²⁾; convexity is that it is positive
  /// @param inversePropagator Γ⁽²⁾ at φ
  public record Point(
      List<Double> field,
      List<Double> source,
      double value,
      double smallestCurvature,
      SymmetricTensor inversePropagator) {
    public Point {
      field = List.copyOf(field);
      source = List.copyOf(source);
    }
  }

  /// Γ at a field.
  ///
  /// Takes one number φ_p per point, not modified.
  ///
  /// @throws IllegalArgumentException if no source gives this field
  public Point at(double... φ) {
    State state = state(φ, new double[φ.length]);
    double scale = 0;
    for (int p = 0; p < φ.length; p++) {
      scale = Math.max(scale, Math.abs(φ[p]) + Math.sqrt(state.eigen.getEigenvalue(0)));
    }
    for (int step = 0; step < MOST_STEPS; step++) {
      if (norm(state.rest) <= TOLERANCE * scale) {
        return state.point(φ);
      }
      Optional<State> better = step(φ, state);
      if (better.isEmpty()) {
        break;
      }
      state = better.get();
    }
    if (norm(state.rest) <= ROUNDING * scale) {
      return state.point(φ);
    }
    throw new IllegalArgumentException(
        "no source gives the field %s; it lies outside of what the ensemble reaches, or W ends before; take a field nearer to 0"
            .formatted(Arrays.toString(φ)));
  }

  /// A step that raises J·φ − W[J] enough or, where rounding hides that, halves the gradient.
  private Optional<State> step(double[] φ, State state) {
    double[] move = solve(state.eigen, state.rest);
    double gain = dot(move, state.rest);
    for (double length = 1; length > 1e-10; length /= 2) {
      double[] source = moved(state.source, move, length);
      if (Double.isFinite(functional.log(source).value())) {
        State next = state(φ, source);
        if (next.value >= state.value + 1e-4 * length * gain
            || norm(next.rest) <= norm(state.rest) / 2) {
          return Optional.of(next);
        }
      }
    }
    return Optional.empty();
  }

  private State state(double[] φ, double[] source) {
    GeneratingFunctional.Response response = functional.response(source);
    double[] rest = response.field();
    Arrays.setAll(rest, p -> φ[p] - rest[p]);
    return new State(
        source,
        dot(source, φ) - functional.log(source).value(),
        rest,
        new EigenDecompositionSymmetric(new Array2DRowRealMatrix(response.propagator())));
  }

  /// A source, its J·φ − W[J], the gradient φ − ∂W/∂J and the propagator.
  private static final class State {
    private final double[] source;
    private final double value;
    private final double[] rest;
    private final EigenDecompositionSymmetric eigen;

    State(double[] source, double value, double[] rest, EigenDecompositionSymmetric eigen) {
      this.source = source;
      this.value = value;
      this.rest = rest;
      this.eigen = eigen;
    }

    Point point(double[] φ) {
      double[][] inverse = new double[φ.length][φ.length];
      for (int p = 0; p < φ.length; p++) {
        double[] unit = new double[φ.length];
        unit[p] = 1;
        inverse[p] = solve(eigen, unit);
      }
      return new Point(
          list(φ), list(source), value, 1 / eigen.getEigenvalue(0), SymmetricTensor.of(inverse));
    }
  }

  private static double[] moved(double[] source, double[] move, double length) {
    double[] next = new double[source.length];
    Arrays.setAll(next, p -> Math.fma(length, move[p], source[p]));
    return next;
  }

  /// In the range of the matrix.
  private static double[] solve(EigenDecompositionSymmetric eigen, double[] rest) {
    double[] x = new double[rest.length];
    for (int k = 0; k < rest.length; k++) {
      double λ = eigen.getEigenvalue(k);
      if (λ > RANK_TOLERANCE * eigen.getEigenvalue(0)) {
        double[] v = eigen.getEigenvector(k).toArray();
        double amplitude = dot(v, rest) / λ;
        for (int p = 0; p < x.length; p++) {
          x[p] = Math.fma(amplitude, v[p], x[p]);
        }
      }
    }
    return x;
  }

  private static List<Double> list(double[] x) {
    return Arrays.stream(x).boxed().toList();
  }

  /// Derivatives of Γ[φ₀ + tψ] at t = 0 from its values, by Chebyshev interpolation on [−reach, reach].
  ///
  /// The error is the difference to the interpolation of three quarters as many nodes, plus rounding.
  ///
  /// @param origin φ₀, ∂W/∂J at J = 0. Not modified.
  /// @param direction ψ. Not modified.
  /// @param reach > 0; about a standard deviation
  /// @param highestOrder 1…8
  public Estimate[] derivatives(
      double[] origin, double[] direction, double reach, int highestOrder) {
    double[] fine = chebyshev(origin, direction, reach, highestOrder, 24);
    double[] coarse = chebyshev(origin, direction, reach, highestOrder, 18);
    Estimate[] result = new Estimate[highestOrder + 1];
    double size = Math.abs(at(moved(origin, direction, reach)).value());
    Arrays.setAll(
        result,
        r ->
            new Estimate(
                fine[r], Math.abs(fine[r] - coarse[r]) + 1e-16 * size * Math.pow(24 / reach, r)));
    return result;
  }

  private double[] chebyshev(
      double[] origin, double[] direction, double reach, int highestOrder, int nodes) {
    double[] value = new double[nodes];
    Arrays.setAll(
        value,
        k -> at(moved(origin, direction, reach * Math.cos(Math.PI * (k + 0.5) / nodes))).value());
    double[] c = new double[nodes];
    for (int n = 0; n < nodes; n++) {
      for (int k = 0; k < nodes; k++) {
        c[n] += (n == 0 ? 1.0 : 2.0) / nodes * value[k] * Math.cos(Math.PI * n * (k + 0.5) / nodes);
      }
    }
    double[] derivatives = new double[highestOrder + 1];
    double power = 1;
    for (int r = 0; r <= highestOrder; r++) {
      derivatives[r] = middle(c) / power;
      power *= reach;
      c = differentiate(c);
    }
    return derivatives;
  }

  /// A Chebyshev series at 0: T₂ₙ(0) = (−1)ⁿ.
  private static double middle(double[] c) {
    double sum = 0;
    for (int n = 0; n < c.length; n += 2) {
      sum += n % 4 == 0 ? c[n] : -c[n];
    }
    return sum;
  }

  /// c′ₙ₋₁ = c′ₙ₊₁ + 2n cₙ.
  private static double[] differentiate(double[] c) {
    double[] d = new double[c.length + 1];
    for (int n = c.length - 1; n >= 1; n--) {
      d[n - 1] = (n + 1 < d.length ? d[n + 1] : 0) + 2 * n * c[n];
    }
    d[0] /= 2;
    return Arrays.copyOf(d, c.length);
  }

  private static double norm(double[] x) {
    return Math.sqrt(dot(x, x));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int p = 0; p < a.length; p++) {
      sum = Math.fma(a[p], b[p], sum);
    }
    return sum;
  }
}
