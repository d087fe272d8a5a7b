package org.nnft.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nnft.math.Elementary;

/// The exact theory at N → ∞ in one dimension: free fields in ℝ that interact on the grid alone.
///
/// A free field of mass m in d = 1 is a Markov process (Ornstein–Uhlenbeck): from one grid point to the next,
/// φ′ ~ N(e^(−ma)φ, (1 − e^(−2ma))/2m), and φ ~ N(0, 1/2m) at the first. Expectation values are products of that
/// operator, one factor for each field, and of e^(−w_g V) at every grid point, applied to functions of the fields on
/// equidistant nodes, where the trapezoid rule converges faster than any power. The same quadrature of the interaction
/// as for networks, so nothing but N differs.
///
/// Cost: nodesⁿ⁺¹ · n per grid point for n fields, with 480, 96 or 40 nodes each. Accuracy about 10⁻¹² for one and two
/// fields, 10⁻⁸ for three.
public final class VacuumTransferOperator {
  /// Nodes reach so many standard deviations.
  private static final double REACH = 8;

  /// Nodes of each field, by the number of fields.
  private static final int[] NODES = {480, 96, 40};

  private final InteractionGrid grid;
  private final int fields;
  private final int n;
  private final double[][] nodes;
  private final double[][][] step;
  private final double[][] factor;
  private final double[] vacuum;

  /// @param grid of one dimension
  /// @param masses mᵢ > 0 of the free fields
  /// @param potential of as many fields, without derivatives
  public VacuumTransferOperator(
      InteractionGrid grid, List<Double> masses, ScalarPotential potential) {
    if (!isKnown(grid, potential) || masses.size() != potential.fields().size()) {
      throw new IllegalArgumentException(
          "the transfer operator is for 1 to %d fields without derivatives in one dimension, got %s of masses %s in %d"
              .formatted(NODES.length, potential.variables(), masses, grid.dimension()));
    }
    this.grid = grid;
    this.fields = masses.size();
    this.n = NODES[fields - 1];
    this.nodes = new double[fields][n];
    this.step = new double[fields][n][n];
    int states = 1;
    for (int i = 0; i < fields; i++) {
      prepare(i, masses.get(i));
      states *= n;
    }
    this.vacuum = new double[states];
    Arrays.fill(vacuum, 1);
    double[] weights = grid.weights();
    this.factor = new double[weights.length][states];
    double[] at = new double[fields];
    for (int s = 0; s < states; s++) {
      for (int i = 0; i < fields; i++) {
        double variance = 1 / (2 * masses.get(i));
        at[i] = node(i, s);
        vacuum[s] *= (nodes[i][1] - nodes[i][0]) * normal(at[i], variance);
      }
      double v = potential.at(at);
      for (int g = 0; g < weights.length; g++) {
        factor[g][s] = Elementary.exp(-weights[g] * v);
      }
    }
  }

  /// Whether there is such an operator.
  public static boolean isKnown(InteractionGrid grid, ScalarPotential potential) {
    return grid.dimension() == 1
        && potential.derivatives() == 0
        && potential.fields().size() <= NODES.length;
  }

  private void prepare(int field, double mass) {
    double σ = Math.sqrt(1 / (2 * mass));
    double h = 2 * REACH * σ / (n - 1);
    double[] x = nodes[field];
    Arrays.setAll(x, i -> -REACH * σ + i * h);
    double keep = Math.exp(-mass * grid.spacing());
    double variance = -Math.expm1(-2 * mass * grid.spacing()) / (2 * mass);
    // A Gaussian of this width is summed to e^(−2π²·1.2²) = 5·10⁻¹³.
    if (Math.sqrt(variance) < 1.2 * h) {
      throw new IllegalArgumentException(
          "a spacing of %s is too fine for the transfer operator at mass %s; use one of %.2g or more"
              .formatted(grid.spacing(), mass, 1.5 * h * h));
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        step[field][i][j] = h * normal(x[j] - keep * x[i], variance);
      }
    }
  }

  private static double normal(double z, double variance) {
    return Elementary.exp(-z * z / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
  }

  /// The value of a field in a state; the last field's node runs fastest.
  private double node(int field, int state) {
    return nodes[field][state / stride(field) % n];
  }

  private int stride(int field) {
    int stride = 1;
    for (int i = field + 1; i < fields; i++) {
      stride *= n;
    }
    return stride;
  }

  /// φᵢ^power at a grid point.
  private record Insertion(int point, int field, int power) {}

  /// E_free[Π insertions · e^(−S_int)], not normalised.
  private double weighted(Insertion... insertions) {
    double[] f = vacuum.clone();
    for (int g = 0; g < factor.length; g++) {
      for (int s = 0; s < f.length; s++) {
        f[s] *= factor[g][s];
      }
      for (Insertion insertion : insertions) {
        for (int k = 0; insertion.point() == g && k < insertion.power(); k++) {
          for (int s = 0; s < f.length; s++) {
            f[s] *= node(insertion.field(), s);
          }
        }
      }
      for (int i = 0; i < fields && g + 1 < factor.length; i++) {
        f = next(f, i);
      }
    }
    return Arrays.stream(f).sum();
  }

  /// One field's step to the next grid point.
  private double[] next(double[] f, int field) {
    int stride = stride(field);
    double[] result = new double[f.length];
    for (int block = 0; block < f.length; block += stride * n) {
      for (int i = 0; i < n; i++) {
        double[] row = step[field][i];
        int from = block + i * stride;
        if (stride == 1) {
          axpy(f[from], row, 0, result, block, n);
        } else {
          for (int j = 0; j < n; j++) {
            axpy(row[j], f, from, result, block + j * stride, stride);
          }
        }
      }
    }
    return result;
  }

  private static void axpy(double a, double[] x, int from, double[] y, int to, int count) {
    for (int k = 0; k < count; k++) {
      y[to + k] = Math.fma(a, x[from + k], y[to + k]);
    }
  }

  /// Z_V/Z_0 = E_free[e^(−S_int)].
  public double partitionFunction() {
    return weighted();
  }

  /// The observables of [FieldObservables], in its order.
  public List<Double> observables(int distances) {
    double z = partitionFunction();
    int centre = grid.onAxis(0);
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < fields; i++) {
      values.add(weighted(new Insertion(centre, i, 2)) / z);
      values.add(weighted(new Insertion(centre, i, 4)) / z);
      for (int k = 1; k <= distances; k++) {
        values.add(
            weighted(new Insertion(grid.onAxis(-k), i, 1), new Insertion(grid.onAxis(k), i, 1))
                / z);
      }
    }
    for (int i = 0; i < fields; i++) {
      for (int j = i + 1; j < fields; j++) {
        values.add(weighted(new Insertion(centre, i, 2), new Insertion(centre, j, 2)) / z);
      }
    }
    return values;
  }
}
