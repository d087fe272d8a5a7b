package org.nnft.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nnft.math.Elementary;

/// The exact theory at N → ∞ in one dimension: a free field in ℝ that interacts on the grid alone.
///
/// The free field of mass m in d = 1 is a Markov process (Ornstein–Uhlenbeck): from one grid point to the next,
/// φ′ ~ N(e^(−ma)φ, (1 − e^(−2ma))/2m), and φ ~ N(0, 1/2m) at the first. Expectation values are products of that
/// operator and of e^(−w_g V) at every grid point, applied to functions of φ on equidistant nodes, where the
/// trapezoid rule converges faster than any power. The same quadrature of the interaction as for networks, so
/// nothing but N differs.
///
/// Cost: nodes² per grid point. Accuracy about 10⁻¹².
public final class VacuumTransferOperator {
  private static final double REACH = 8;
  private static final int NODES = 480;

  private final InteractionGrid grid;
  private final double[] nodes;
  private final double[][] step;
  private final double[][] factor;
  private final double[] vacuum;

  /// @param grid of one dimension
  /// @param mass m > 0 of the free field
  /// @param potential of one field
  public VacuumTransferOperator(InteractionGrid grid, double mass, Potential potential) {
    if (grid.dimension() != 1 || potential.fields().size() != 1) {
      throw new IllegalArgumentException(
          "the transfer operator is for one field in one dimension, got %d fields in %d"
              .formatted(potential.fields().size(), grid.dimension()));
    }
    this.grid = grid;
    double σ = Math.sqrt(1 / (2 * mass));
    double h = 2 * REACH * σ / (NODES - 1);
    this.nodes = new double[NODES];
    Arrays.setAll(nodes, i -> -REACH * σ + i * h);
    double keep = Math.exp(-mass * grid.spacing());
    double variance = -Math.expm1(-2 * mass * grid.spacing()) / (2 * mass);
    if (Math.sqrt(variance) < 2 * h) {
      throw new IllegalArgumentException(
          "a spacing of %s is too fine for the transfer operator at mass %s; use one of %.2g or more"
              .formatted(grid.spacing(), mass, 4 * h * h));
    }
    this.step = new double[NODES][NODES];
    for (int i = 0; i < NODES; i++) {
      for (int j = 0; j < NODES; j++) {
        double z = nodes[j] - keep * nodes[i];
        step[i][j] = h * normal(z, variance);
      }
    }
    this.vacuum = new double[NODES];
    Arrays.setAll(vacuum, i -> h * normal(nodes[i], σ * σ));
    double[] weights = grid.weights();
    this.factor = new double[weights.length][NODES];
    for (int g = 0; g < weights.length; g++) {
      double w = weights[g];
      Arrays.setAll(factor[g], i -> Elementary.exp(-w * potential.at(nodes[i])));
    }
  }

  private static double normal(double z, double variance) {
    return Elementary.exp(-z * z / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
  }

  /// E_free[Π φ(x_g)^(p_g) e^(−S_int)], not normalised.
  ///
  /// @param powers p_g ≥ 0 for every grid point. Not modified.
  private double weighted(int[] powers) {
    double[] f = vacuum.clone();
    for (int g = 0; g < factor.length; g++) {
      for (int i = 0; i < NODES; i++) {
        double power = 1;
        for (int k = 0; k < powers[g]; k++) {
          power *= nodes[i];
        }
        f[i] *= factor[g][i] * power;
      }
      if (g + 1 < factor.length) {
        f = next(f);
      }
    }
    return Arrays.stream(f).sum();
  }

  private double[] next(double[] f) {
    double[] result = new double[NODES];
    for (int i = 0; i < NODES; i++) {
      double weight = f[i];
      double[] row = step[i];
      for (int j = 0; j < NODES; j++) {
        result[j] = Math.fma(weight, row[j], result[j]);
      }
    }
    return result;
  }

  /// Z_V/Z_0 = E_free[e^(−S_int)].
  public double partitionFunction() {
    return weighted(new int[grid.size()]);
  }

  /// The observables of [FieldObservables], in its order.
  public List<Double> observables(int distances) {
    double z = partitionFunction();
    List<Double> values = new ArrayList<>();
    values.add(weighted(at(0, 2, 0)) / z);
    values.add(weighted(at(0, 4, 0)) / z);
    for (int k = 1; k <= distances; k++) {
      values.add(weighted(at(-k, 1, k)) / z);
    }
    return values;
  }

  /// φ^power at one point, or φ at two.
  private int[] at(int steps, int power, int other) {
    int[] powers = new int[grid.size()];
    powers[grid.onAxis(steps)] += power;
    if (other != steps) {
      powers[grid.onAxis(other)] += power;
    }
    return powers;
  }
}
