package org.nnft.kernel;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hipparchus.util.CombinatoricsUtils;
import org.nnft.field.PointSet;
import org.nnft.network.Activation;
import org.nnft.network.Activation.PlaneWave;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Rademacher;
import org.nnft.network.IndependentDensity.Uniform;
import org.nnft.network.ParameterDensity;
import org.nnft.network.ParameterDensity.Propagator;
import org.nnft.statistics.Estimate;

/// Moments of a unit that is a wave, h(x) = A(w) cos(w·x + b), for any law of w whose Fourier transform is
/// known.
///
///     Mₙ(x₁…xₙ) = 2⁻ⁿ Σ_s E[A(w)ⁿ cos(w·y_s + S b)],   y_s = Σ sᵢxᵢ,   S = Σ sᵢ,   sᵢ = ±1
///
/// Derivation: a product of cosines is the mean of the cosine over signs. A phase b uniform on whole
/// periods leaves S = 0 alone: the field is translation invariant at every width. A = 1 for cos and sin
/// (b shifted by −π/2); A(w) = a(|w|² + m²)^e for a plane wave.
///
/// | A(w) | law of w | E[A(w)ⁿ cos(w·y)] |
/// |------|----------|-------------------|
/// | constant | all | characteristic function |
/// | varies | ball, normal of zero mean; in d = 1 uniform or Laplace of zero mean | radial quadrature |
/// | any | propagator-weighted momenta | proper-time integral, sharp cutoff: radial quadrature |
///
/// For the free scalar of 2307.03223, K(x,y) = E[A² cos(w·(x−y))]/2 = ∫_{|p|<Λ} dᵈp/(2π)ᵈ e^{ip(x−y)}/(p²+m²).
///
/// Keeps the radial integrals it has done. Mutable cache of one thread.
public final class WaveUnit {
  private final ParameterDensity weights;
  private final IndependentDensity phase;
  private final double meanPhase;
  private final boolean uniformPhase;

  /// A, where it is constant.
  private final double amplitude;

  /// Empty where A is constant.
  private final Optional<MomentumAverage> radial;

  private final Map<Momentum, Double> known = new HashMap<>();

  private record Momentum(int power, double distance) {}

  private WaveUnit(
      HiddenLayer layer,
      ParameterDensity weights,
      double amplitude,
      Optional<MomentumAverage> radial) {
    this.weights = weights;
    this.phase = layer.bias();
    this.meanPhase =
        layer.bias().mean() - (layer.activation() instanceof Activation.Sin ? Math.PI / 2 : 0);
    this.uniformPhase =
        layer.bias() instanceof Uniform b
            && Math.abs(Math.IEEEremainder(b.halfWidth(), Math.PI)) < 1e-12;
    this.amplitude = amplitude;
    this.radial = radial;
  }

  /// @param layer a first hidden layer
  /// @param inputs d, its fan-in
  /// @return empty if the unit is no wave, or a plane wave with a law of w for which no integral is known
  public static Optional<WaveUnit> of(HiddenLayer layer, int inputs) {
    ParameterDensity weights = layer.effectiveWeights(inputs);
    return switch (layer.activation()) {
      case Activation.Cos _, Activation.Sin _ ->
          Optional.of(
              new WaveUnit(
                  layer,
                  weights,
                  1,
                  weights instanceof Propagator d
                      ? MomentumAverage.of(new PlaneWave(1, d.mass(), 0), inputs, d)
                      : Optional.empty()));
      case PlaneWave wave -> {
        double k2 = constantSquare(wave, weights, inputs);
        if (!Double.isNaN(k2)) {
          double m = wave.mass();
          double a = wave.amplitude() * Math.pow(k2 + m * m, wave.exponent());
          yield Optional.of(new WaveUnit(layer, weights, a, Optional.empty()));
        }
        yield MomentumAverage.of(wave, inputs, weights)
            .map(average -> new WaveUnit(layer, weights, 1, Optional.of(average)));
      }
      default -> Optional.empty();
    };
  }

  /// |w|² where it is not random or does not matter, else NaN.
  private static double constantSquare(PlaneWave wave, ParameterDensity weights, int inputs) {
    if (wave.exponent() == 0 && !(weights instanceof Propagator)) {
      return 0;
    }
    return switch (weights) {
      case ParameterDensity.Sphere(double radius) -> radius * radius;
      case Constant(double value) -> inputs * value * value;
      case Rademacher d when d.mean() == 0 -> inputs * d.scale() * d.scale();
      default -> Double.NaN;
    };
  }

  /// Whether no quadrature is needed.
  public boolean isClosedForm() {
    return radial.isEmpty();
  }

  /// Mₙ at n points.
  ///
  /// @param tuple indices of points, repeated ones included. Not modified.
  public double moment(PointSet points, int... tuple) {
    return sum(points, new int[tuple.length], tuple);
  }

  /// Mₙ at points of which some occur often, E[Π h(xᵢ)^nᵢ]: signs of equal points are counted together, so that the cost is
  /// Π (nᵢ + 1) instead of 2ⁿ.
  ///
  /// @param at points. Not modified.
  /// @param powers nᵢ ≥ 0, one per point. Not modified.
  public double moment(PointSet points, int[] at, int[] powers) {
    int n = Arrays.stream(powers).sum();
    int[] minus = new int[at.length];
    double[] y = new double[points.dimension()];
    double sum = 0;
    do {
      int s = n - 2 * Arrays.stream(minus).sum();
      if (s == 0 || !uniformPhase) {
        Arrays.fill(y, 0);
        double ways = 1;
        for (int i = 0; i < at.length; i++) {
          for (int k = 0; k < y.length; k++) {
            y[k] = Math.fma(powers[i] - 2 * minus[i], points.at(at[i], k), y[k]);
          }
          ways *= CombinatoricsUtils.binomialCoefficient(powers[i], minus[i]);
        }
        sum = Math.fma(ways, average(n, y, s), sum);
      }
    } while (next(minus, powers));
    return sum / (1L << n);
  }

  /// The next in the order of numbers whose i-th digit goes to powers[i]; false after the last.
  private static boolean next(int[] digits, int[] powers) {
    for (int i = 0; i < digits.length; i++) {
      if (digits[i] < powers[i]) {
        digits[i]++;
        return true;
      }
      digits[i] = 0;
    }
    return false;
  }

  /// Mₙ with a bound on the error of its momentum integrals, 0 for a closed form.
  ///
  /// @param tuple indices of points, repeated ones included. Not modified.
  public Estimate estimate(PointSet points, int... tuple) {
    double error =
        radial
            .map(a -> a.tolerance() * Math.abs(integral(a, new Momentum(tuple.length, 0))))
            .orElse(0.0);
    return new Estimate(moment(points, tuple), error);
  }

  /// The limit R → ∞ of Mₙ when the i-th of the n points is moved by R·shift(i) along any direction.
  ///
  /// Signs with Σ sᵢ shift(i) ≠ 0 oscillate away (Riemann and Lebesgue), the others stay as they are.
  ///
  /// @param shifts one per entry of the tuple. Not modified.
  /// @param tuple indices of points where R = 0. Not modified.
  /// @throws IllegalArgumentException if the law of w has no density, so that nothing need oscillate away
  public double momentAtInfinity(PointSet points, int[] shifts, int... tuple) {
    boolean hasDensity =
        switch (weights) {
          case Constant _, Rademacher _ -> false;
          default -> true;
        };
    if (!hasDensity) {
      throw new IllegalArgumentException(
          "correlators of waves with momenta %s have no limit at infinite separation"
              .formatted(weights));
    }
    return sum(points, shifts, tuple);
  }

  /// Over the signs that leave the sum of the shifts 0.
  private double sum(PointSet points, int[] shifts, int[] tuple) {
    int n = tuple.length;
    double sum = 0;
    // Signs s and −s give the same: the last sign stays +.
    for (int minus = 0; minus < 1 << (n - 1); minus++) {
      int s = n - 2 * Integer.bitCount(minus);
      if (s != 0 && uniformPhase) {
        continue;
      }
      double[] y = new double[points.dimension()];
      int shift = 0;
      for (int i = 0; i < n; i++) {
        int sign = (minus >> i & 1) == 0 ? 1 : -1;
        shift += sign * shifts[i];
        for (int k = 0; k < y.length; k++) {
          y[k] = Math.fma(sign, points.at(tuple[i], k), y[k]);
        }
      }
      if (shift == 0) {
        sum += average(n, y, s);
      }
    }
    return sum / (1 << (n - 1));
  }

  /// E[A(w)ⁿ cos(w·y)], for momenta of a symmetric law.
  ///
  /// @param power n ≥ 0
  /// @param y d coordinates. Not modified.
  public double transform(int power, double[] y) {
    return average(power, y, 0);
  }

  /// E[A(w)ⁿ cos(w·y + S b)].
  private double average(int n, double[] y, int s) {
    double shift = s * meanPhase;
    if (weights instanceof IndependentDensity d && d.mean() != 0) {
      for (double component : y) {
        shift += d.mean() * component;
      }
    }
    double wave =
        radial
            .map(a -> integral(a, new Momentum(n, CharacteristicFunction.norm(y))))
            .orElseGet(() -> Math.pow(amplitude, n) * CharacteristicFunction.of(weights, y));
    return Math.cos(shift) * CharacteristicFunction.of(phase, s) * wave;
  }

  private double integral(MomentumAverage average, Momentum of) {
    return known.computeIfAbsent(of, at -> average.at(at.power(), at.distance()));
  }
}
