package org.nnft.simulation;

import java.util.Optional;
import org.nnft.field.PointSet;
import org.nnft.kernel.WaveUnit;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.NeuralField;

/// E[Π φ(xᵢ)^nᵢ] of a free scalar network, and its connected part, exactly, at any width and to order 12.
///
/// With independent neurons the generating function is the N-th power of one neuron's,
///
///     E[e^(Σ tᵢφ(xᵢ))] = P(t)ᴺ,   P(t) = Σ_a E[vᵃ] E[Π hᵢ^aᵢ] Π tᵢ^aᵢ/aᵢ!,   |a| = Σ aᵢ
///
/// and the power of a truncated series follows from P·Q′ = N P′·Q, its logarithm, which makes connected correlators,
/// from P·L′ = N P′. For N → ∞ only the quadratic part of ln P stays: Wick's theorem. Not safe for several threads.
final class FiniteWidthMoments {
  /// Highest order of a moment.
  static final int HIGHEST = 12;

  private final NeuralField field;
  private final boolean infinite;
  private final PointSet points;
  private final WaveUnit unit;
  private final double[] readout;

  /// @param infinite whether N → ∞ is wanted in place of the field's width
  /// @param points all points that occur
  /// @throws IllegalArgumentException if the network is no sum of independent waves
  FiniteWidthMoments(NeuralField field, boolean infinite, PointSet points) {
    IndependentDensity weight = field.readout().effectiveWeights(0, field.width());
    this.unit =
        unit(field)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "exact moments are known for one hidden layer of plane waves with even readout weights and no output bias; got "
                            + field));
    this.field = field;
    this.infinite = infinite;
    this.points = points;
    this.readout = new double[HIGHEST + 1];
    for (int n = 0; n < readout.length; n += 2) {
      readout[n] = weight.rawMoment(n);
    }
  }

  private static Optional<WaveUnit> unit(NeuralField field) {
    HiddenLayer layer = field.hidden().getFirst();
    return WaveUnit.of(layer, field.inputs())
        .filter(
            _ ->
                field.depth() == 1
                    && field.readout().effectiveWeights(0, field.width()).isEven()
                    && field.readout().bias().variance() == 0);
  }

  /// Whether a network is a sum of independent waves with an even law.
  static boolean areKnown(NeuralField field) {
    return unit(field).isPresent();
  }

  /// E[Π φ(xᵢ)^nᵢ].
  ///
  /// @param at which points, different from each other. Not modified.
  /// @param powers nᵢ ≥ 1, one per point. Not modified.
  double of(int[] at, int[] powers) {
    int[][] exponents = exponents(powers);
    int size = exponents.length;
    double[] one = one(at, exponents);
    double[] all = new double[size];
    all[0] = 1;
    for (int a = 1; a < size; a++) {
      int i = firstOf(exponents[a]);
      double sum = 0;
      for (int b = 1; b <= a; b++) {
        if (one[b] != 0 && fits(exponents[b], exponents[a])) {
          sum = Math.fma(weight(exponents[a][i], exponents[b][i]) * one[b], all[a - b], sum);
        }
      }
      all[a] = sum / exponents[a][i];
    }
    return all[size - 1] * factorials(powers);
  }

  /// The connected parts G_c of all Π φ(xᵢ)^aᵢ with aᵢ ≤ nᵢ, at index a₁ + (n₁ + 1)(a₂ + (n₂ + 1)(a₃ + …)).
  ///
  /// @param at which points; equal ones may occur several times. Not modified.
  /// @param powers nᵢ. Not modified.
  double[] connected(int[] at, int[] powers) {
    int[][] exponents = exponents(powers);
    double[] one = one(at, exponents);
    if (!infinite) {
      logarithm(one, exponents);
    }
    for (int a = 1; a < one.length; a++) {
      one[a] *= factorials(exponents[a]);
    }
    return one;
  }

  /// N ln P in place of P − 1: aᵢ Lₐ = N aᵢ Pₐ − Σ bᵢ L_b P_(a−b).
  private void logarithm(double[] series, int[][] exponents) {
    double[] one = series.clone();
    for (int a = 1; a < series.length; a++) {
      int i = firstOf(exponents[a]);
      double sum = 0;
      for (int b = 1; b < a; b++) {
        if (series[b] != 0 && one[a - b] != 0 && fits(exponents[b], exponents[a])) {
          sum = Math.fma(exponents[b][i] * series[b], one[a - b], sum);
        }
      }
      series[a] = field.width() * one[a] - sum / exponents[a][i];
    }
  }

  private static int[][] exponents(int[] powers) {
    int size = 1;
    for (int n : powers) {
      size *= n + 1;
    }
    int[][] exponents = new int[size][powers.length];
    for (int a = 0; a < size; a++) {
      int rest = a;
      for (int i = 0; i < powers.length; i++) {
        exponents[a][i] = rest % (powers[i] + 1);
        rest /= powers[i] + 1;
      }
    }
    return exponents;
  }

  private double[] one(int[] at, int[][] exponents) {
    double[] one = new double[exponents.length];
    for (int a = 1; a < one.length; a++) {
      one[a] = coefficient(at, exponents[a]);
    }
    return one;
  }

  private static int firstOf(int[] exponents) {
    int i = 0;
    while (exponents[i] == 0) {
      i++;
    }
    return i;
  }

  private static double factorials(int[] powers) {
    double factorials = 1;
    for (int n : powers) {
      for (int k = 2; k <= n; k++) {
        factorials *= k;
      }
    }
    return factorials;
  }

  /// N bᵢ − (aᵢ − bᵢ) for a power; bᵢ for an exponential.
  private double weight(int a, int b) {
    return infinite ? b : (double) field.width() * b - (a - b);
  }

  private static boolean fits(int[] b, int[] a) {
    for (int i = 0; i < a.length; i++) {
      if (b[i] > a[i]) {
        return false;
      }
    }
    return true;
  }

  /// Coefficient of Π tᵢ^aᵢ in P, or in the quadratic part of N ln P.
  private double coefficient(int[] at, int[] a) {
    int order = 0;
    for (int n : a) {
      order += n;
    }
    if (order % 2 == 1 || infinite && order != 2) {
      return 0;
    }
    if (order >= readout.length) {
      throw new IllegalArgumentException(
          "moments are known to order %d, got %d; use a potential of lower degree or a lower order"
              .formatted(readout.length - 1, order));
    }
    return (infinite ? field.width() : 1)
        * readout[order]
        * unit.moment(points, at, a)
        / factorials(a);
  }
}
