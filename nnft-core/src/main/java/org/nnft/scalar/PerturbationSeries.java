package org.nnft.scalar;

import java.util.List;
import java.util.stream.IntStream;

/// ⟨φ(0)ⁿ⟩ order by order in the interaction, with the exact correlators of N neurons.
///
///     ⟨O⟩ = ⟨O⟩₀ − ⟨O; S⟩₀ + ½ ⟨O; S; S⟩₀ − …,   S = Σ_x w_x V(φ(x))
///
/// ⟨O; S⟩ = ⟨OS⟩ − ⟨O⟩⟨S⟩ and ⟨O; S; S⟩ = ⟨OSS⟩ − ⟨O⟩⟨SS⟩ − 2⟨S⟩⟨OS⟩ + 2⟨O⟩⟨S⟩²: in diagrams, those in which
/// everything hangs together through the lines *and* the higher cumulants of the finite-N field. For a potential
/// λV the k-th term is its coefficient of λᵏ.
///
/// Cost: P^d sets of moments at first order, P^(2d)/2 at second ([NeuronSeries]).
///
/// @param terms orders 0, 1 and, where asked for, 2
public record PerturbationSeries(List<Double> terms) {

  private static final int MOST_POINTS = 400;

  public PerturbationSeries {
    terms = List.copyOf(terms);
  }

  /// At the network's width.
  ///
  /// @param power n of ⟨φ(0)ⁿ⟩ of the first field, even, 2 or 4
  /// @param orders 1 or 2
  public static PerturbationSeries of(ScalarAction action, int power, int orders) {
    return of(action, power, orders, false);
  }

  /// At N = ∞.
  public static PerturbationSeries ofInfiniteWidth(ScalarAction action, int power, int orders) {
    return of(action, power, orders, true);
  }

  private static PerturbationSeries of(
      ScalarAction action, int power, int orders, boolean infinite) {
    if (power != 2 && power != 4 || orders < 1 || orders > 2) {
      throw new IllegalArgumentException(
          "the series knows ⟨φ²⟩ and ⟨φ⁴⟩ to order 1 or 2, got power %d and order %d"
              .formatted(power, orders));
    }
    if (orders == 2 && action.box().size() > MOST_POINTS) {
      throw new IllegalArgumentException(
          "second order needs every pair of points; at most %d points, got %d"
              .formatted(MOST_POINTS, action.box().size()));
    }
    return new Terms(action, power, infinite).series(orders);
  }

  /// The sum of all terms.
  public double sum() {
    return terms.stream().mapToDouble(t -> t).sum();
  }

  /// Moments of O and S.
  private static final class Terms {
    private final ScalarAction action;
    private final InteractionBox box;
    private final int power;
    private final boolean infinite;
    private final int highest;

    Terms(ScalarAction action, int power, boolean infinite) {
      this.action = action;
      this.box = action.box();
      this.power = power;
      this.infinite = infinite;
      this.highest =
          action.potential().terms().stream()
              .flatMap(t -> t.exponents().stream())
              .mapToInt(e -> e)
              .max()
              .orElse(0);
    }

    private NeuronSeries moments(boolean pairs) {
      return new NeuronSeries(
          action.network(), infinite, box.spacing(), power, highest, pairs ? highest : 0);
    }

    PerturbationSeries series(int orders) {
      NeuronSeries series = moments(false);
      int[] nowhere = new int[box.dimension()];
      double o = 0;
      double s = 0;
      double os = 0;
      for (int x = 0; x < box.size(); x++) {
        double[] m = series.moments(offsets(x), nowhere);
        o = m[series.index(power, 0, 0)];
        s += box.weight(x) * vertex(series, m, 0);
        os += box.weight(x) * vertex(series, m, power);
      }
      double first = -(os - o * s);
      if (orders == 1) {
        return new PerturbationSeries(List.of(o, first));
      }
      // By rows, each on its own scratch; added in order.
      List<double[]> rows = IntStream.range(0, box.size()).parallel().mapToObj(this::row).toList();
      double ss = 0;
      double oss = 0;
      for (double[] row : rows) {
        ss += row[0];
        oss += row[1];
      }
      double second = (oss - o * ss - 2 * s * os + 2 * o * s * s) / 2;
      return new PerturbationSeries(List.of(o, first, second));
    }

    /// Σ over y ≤ x of w_x w_y ⟨V_x V_y⟩ and ⟨O V_x V_y⟩, pairs x ≠ y twice.
    private double[] row(int x) {
      NeuronSeries series = moments(true);
      double[] sums = new double[2];
      for (int y = 0; y <= x; y++) {
        double[] m = series.moments(offsets(x), offsets(y));
        double weight = (x == y ? 1 : 2) * box.weight(x) * box.weight(y);
        sums[0] += weight * pair(series, m, 0);
        sums[1] += weight * pair(series, m, power);
      }
      return sums;
    }

    private int[] offsets(int point) {
      return IntStream.range(0, box.dimension()).map(axis -> box.offset(point, axis)).toArray();
    }

    /// ⟨φ₁(0)^n V(φ(x))⟩: fields are independent.
    private double vertex(NeuronSeries series, double[] m, int n) {
      double sum = 0;
      for (Potential.Monomial term : action.potential().terms()) {
        double product = term.coefficient();
        for (int f = 0; f < term.exponents().size(); f++) {
          product *= m[series.index(f == 0 ? n : 0, term.exponents().get(f), 0)];
        }
        sum += product;
      }
      return sum;
    }

    private double pair(NeuronSeries series, double[] m, int n) {
      double sum = 0;
      for (Potential.Monomial a : action.potential().terms()) {
        for (Potential.Monomial b : action.potential().terms()) {
          double product = a.coefficient() * b.coefficient();
          for (int f = 0; f < a.exponents().size(); f++) {
            product *= m[series.index(f == 0 ? n : 0, a.exponents().get(f), b.exponents().get(f))];
          }
          sum += product;
        }
      }
      return sum;
    }
  }
}
