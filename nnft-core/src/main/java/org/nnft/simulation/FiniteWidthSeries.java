package org.nnft.simulation;

import java.util.ArrayList;
import java.util.List;
import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;
import org.nnft.simulation.ScalarPotential.Term;

/// Perturbation theory in the interaction, with the free correlators at width N: ⟨O⟩ to second order.
///
///     ⟨O⟩ = ⟨O⟩₀ − ε⟨OS⟩_c + ε²/2 ⟨OSS⟩_c + …,   S = Σ_g w_g V(φ(x_g))
///
/// ε counts powers of the potential; ⟨…⟩_c are joint cumulants of O and S in the free ensemble, exact at every width
/// ([FiniteWidthMoments]): at N → ∞ the sums are the Feynman diagrams of the action, at finite N the free ensemble's own
/// vertices join them ([GridDiagrams]), which is where a network's cutoff and volume dependence come from (2508.03810).
///
/// Cost: one short series per pair of grid points at second order.
///
/// @param zeroth ⟨O⟩₀
/// @param first coefficient of ε
/// @param second coefficient of ε², NaN if not asked for
public record FiniteWidthSeries(double zeroth, double first, double second) {

  /// Grid points up to which second order is computed.
  public static final int MOST_POINTS = 200;

  /// What is expanded: φ(0)², or any product of powers of the field at grid points.
  ///
  /// @param at grid points
  /// @param powers one per point
  public record Product(List<Integer> at, List<Integer> powers) {
    public Product {
      at = List.copyOf(at);
      powers = List.copyOf(powers);
    }

    /// φ^power at one grid point.
    public static Product of(int point, int power) {
      return new Product(List.of(point), List.of(power));
    }

    /// φφ at two grid points.
    public static Product of(int first, int second, int power) {
      return first == second
          ? of(first, 2 * power)
          : new Product(List.of(first, second), List.of(power, power));
    }
  }

  /// @param theory of one field
  /// @param infinite whether N → ∞ is wanted in place of the network's width
  /// @param order 1 or 2
  /// @throws IllegalArgumentException if the network's moments are not known, or second order is asked of too fine a
  ///     grid
  public static FiniteWidthSeries of(
      InteractingField theory, boolean infinite, Product observable, int order) {
    Moments m = moments(theory, infinite, observable, order);
    // ⟨OSS⟩ − 2⟨OS⟩⟨S⟩ − ⟨O⟩⟨SS⟩ + 2⟨O⟩⟨S⟩².
    double second = m.oss - 2 * m.os * m.s - m.o * m.ss + 2 * m.o * m.s * m.s;
    return new FiniteWidthSeries(m.o, -(m.os - m.o * m.s), second / 2);
  }

  /// Free expectation values of the observable O and the interaction S.
  ///
  /// @param ss ⟨S²⟩, NaN if not asked for
  /// @param oss ⟨OS²⟩, NaN if not asked for
  record Moments(double o, double s, double os, double ss, double oss) {}

  static Moments moments(InteractingField theory, boolean infinite, Product observable, int order) {
    if (theory.networks().size() != 1) {
      throw new IllegalArgumentException(
          "the series is for one field, got " + theory.potential().fields());
    }
    if (theory.potential().derivatives() > 0) {
      throw new IllegalArgumentException(
          "the series knows no derivative couplings, got " + theory.potential().variables());
    }
    if (order == 2 && theory.grid().size() > MOST_POINTS) {
      throw new IllegalArgumentException(
          "second order needs a sum over pairs of %d grid points, at most %d; use a larger spacing or first order"
              .formatted(theory.grid().size(), MOST_POINTS));
    }
    NeuralField network = theory.networks().getFirst();
    PointSet points = theory.grid().points();
    return new Expansion(
            new FiniteWidthMoments(network, infinite, points),
            theory.potential(),
            theory.grid().weights(),
            observable)
        .moments(order);
  }

  /// ⟨O⟩ to an order at strength ε.
  public double at(double ε, int order) {
    return zeroth + ε * first + (order == 2 ? ε * ε * second : 0);
  }

  /// Scratch of one expansion.
  private static final class Expansion {
    private final FiniteWidthMoments moments;
    private final ScalarPotential potential;
    private final double[] weights;
    private final Product observable;

    Expansion(
        FiniteWidthMoments moments,
        ScalarPotential potential,
        double[] weights,
        Product observable) {
      this.moments = moments;
      this.potential = potential;
      this.weights = weights;
      this.observable = observable;
    }

    Moments moments(int order) {
      int[] none = {};
      double s = 0;
      double os = 0;
      for (int g = 0; g < weights.length; g++) {
        for (Term term : potential.terms()) {
          double w = weights[g] * term.coefficient();
          int[] at = {g};
          int[] power = {term.degree()};
          s += w * expectation(false, at, power);
          os += w * expectation(true, at, power);
        }
      }
      double o = expectation(true, none, none);
      return order < 2
          ? new Moments(o, s, os, Double.NaN, Double.NaN)
          : new Moments(o, s, os, squared(false), squared(true));
    }

    /// ⟨SS⟩, or ⟨OSS⟩.
    private double squared(boolean withObservable) {
      double sum = 0;
      for (int g = 0; g < weights.length; g++) {
        for (int h = g; h < weights.length; h++) {
          double symmetry = g == h ? 1 : 2;
          for (Term p : potential.terms()) {
            for (Term q : potential.terms()) {
              double w = symmetry * weights[g] * weights[h] * p.coefficient() * q.coefficient();
              int[] at = {g, h};
              int[] powers = {p.degree(), q.degree()};
              sum += w * expectation(withObservable, at, powers);
            }
          }
        }
      }
      return sum;
    }

    /// E[O Π φ^power], with or without O; equal points are joined.
    private double expectation(boolean withObservable, int[] at, int[] powers) {
      List<Integer> where = new ArrayList<>();
      List<Integer> power = new ArrayList<>();
      if (withObservable) {
        where.addAll(observable.at());
        power.addAll(observable.powers());
      }
      for (int i = 0; i < at.length; i++) {
        int known = where.indexOf(at[i]);
        if (known < 0) {
          where.add(at[i]);
          power.add(powers[i]);
        } else {
          power.set(known, power.get(known) + powers[i]);
        }
      }
      int total = power.stream().mapToInt(Integer::intValue).sum();
      if (total % 2 == 1) {
        return 0;
      }
      return moments.of(ints(where), ints(power));
    }

    private static int[] ints(List<Integer> values) {
      return values.stream().mapToInt(Integer::intValue).toArray();
    }
  }
}
