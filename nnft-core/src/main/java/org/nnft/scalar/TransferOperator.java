package org.nnft.scalar;

import java.util.Arrays;
import org.nnft.lattice.MomentumCutoff;
import org.nnft.math.GaussHermite;

/// One scalar in d = 1 at N = ∞: the path integral on the box's grid, with the free vacuum outside, to all digits.
///
/// Between grid points the free field is an Ornstein–Uhlenbeck process, E[φ(x + h)|φ(x)] = e^(−mh) φ(x), whose
/// kernel is diagonal in Hermite polynomials with eigenvalues e^(−mhk); at a grid point a vector is multiplied by
/// e^(−w V(φ)). Vectors live on Gauss–Hermite nodes of the free vacuum N(0, 1/2m). Requires a network without
/// cutoff, whose fields the process is.
public final class TransferOperator {
  private static final int NODES = 140;
  private static final int MODES = 110;

  private final InteractionBox box;
  private final double[] φ = new double[NODES];
  private final double[] weight = new double[NODES];
  private final double[][] step = new double[NODES][NODES];
  private final double[][] factor;

  private TransferOperator(ScalarAction action) {
    this.box = action.box();
    double mass = action.network().mass();
    double σ = Math.sqrt(1 / (2 * mass));
    GaussHermite rule = GaussHermite.of(NODES);
    double[][] mode = new double[MODES][NODES];
    for (int i = 0; i < NODES; i++) {
      double z = rule.node(i);
      φ[i] = σ * z;
      weight[i] = rule.weight(i);
      mode[0][i] = 1;
      mode[1][i] = z;
      for (int k = 2; k < MODES; k++) {
        mode[k][i] = (z * mode[k - 1][i] - Math.sqrt(k - 1) * mode[k - 2][i]) / Math.sqrt(k);
      }
    }
    double decay = Math.exp(-mass * box.spacing());
    double eigenvalue = 1;
    for (int k = 0; k < MODES; k++) {
      for (int i = 0; i < NODES; i++) {
        for (int j = 0; j < NODES; j++) {
          step[i][j] += mode[k][i] * eigenvalue * mode[k][j] * weight[j];
        }
      }
      eigenvalue *= decay;
    }
    factor = new double[box.size()][NODES];
    for (int x = 0; x < box.size(); x++) {
      for (int i = 0; i < NODES; i++) {
        factor[x][i] = Math.exp(-box.weight(x) * action.potential().value(φ[i]));
      }
    }
  }

  /// @throws IllegalArgumentException if the action is not one scalar in d = 1 without a cutoff
  public static TransferOperator of(ScalarAction action) {
    if (action.box().dimension() != 1
        || action.potential().fields() != 1
        || !(action.network().cutoff() instanceof MomentumCutoff.None)) {
      throw new IllegalArgumentException(
          "the transfer operator knows one scalar in d = 1 without a cutoff");
    }
    return new TransferOperator(action);
  }

  /// ⟨Πφ(xᵢ)^(eᵢ)⟩ Z, with insertions at grid points.
  private double sum(int x, int power, int y, int otherPower) {
    double[] v = new double[NODES];
    Arrays.fill(v, 1);
    for (int at = 0; at < box.size(); at++) {
      for (int i = 0; i < NODES; i++) {
        v[i] *= factor[at][i];
        v[i] *= at == x ? Math.pow(φ[i], power) : 1;
        v[i] *= at == y ? Math.pow(φ[i], otherPower) : 1;
      }
      v = at + 1 < box.size() ? propagated(v) : v;
    }
    double sum = 0;
    for (int i = 0; i < NODES; i++) {
      sum += weight[i] * v[i];
    }
    return sum;
  }

  private double[] propagated(double[] v) {
    double[] next = new double[NODES];
    for (int i = 0; i < NODES; i++) {
      double s = 0;
      for (int j = 0; j < NODES; j++) {
        s = Math.fma(step[i][j], v[j], s);
      }
      next[i] = s;
    }
    return next;
  }

  /// Z = ⟨e^(−S_int)⟩ of the free field.
  public double partitionFunction() {
    return sum(0, 0, 0, 0);
  }

  /// ⟨φ(x)ⁿ⟩ at a grid point.
  public double moment(int point, int power) {
    return sum(point, power, 0, 0) / partitionFunction();
  }

  /// ⟨φ(x)φ(y)⟩ at grid points.
  public double correlator(int x, int y) {
    return sum(x, 1, y, 1) / partitionFunction();
  }

  /// ⟨φφ⟩ at each distance, the mean over the window's pairs ([InteractionBox]).
  public double[] windowCorrelator() {
    int n = box.size();
    // past[x]: everything before and at x; future[x]: everything after x.
    double[][] past = new double[n][];
    double[][] future = new double[n][NODES];
    double[] v = new double[NODES];
    Arrays.fill(v, 1);
    for (int x = 0; x < n; x++) {
      v = x == 0 ? v : propagated(v);
      for (int i = 0; i < NODES; i++) {
        v[i] *= factor[x][i];
      }
      past[x] = v.clone();
    }
    Arrays.fill(future[n - 1], 1);
    for (int x = n - 2; x >= 0; x--) {
      double[] u = new double[NODES];
      for (int i = 0; i < NODES; i++) {
        u[i] = future[x + 1][i] * factor[x + 1][i];
      }
      future[x] = propagated(u);
    }
    double z = dot(past[0], future[0]);
    double[] sums = new double[box.farthest() + 1];
    int[] counts = new int[sums.length];
    int first = box.middle() - box.windowReach();
    int last = box.middle() + box.windowReach();
    for (int x = first; x <= last; x++) {
      double[] u = new double[NODES];
      for (int i = 0; i < NODES; i++) {
        u[i] = past[x][i] * φ[i];
      }
      for (int y = x; y <= last; y++) {
        double[] inserted = new double[NODES];
        for (int i = 0; i < NODES; i++) {
          inserted[i] = u[i] * φ[i];
        }
        sums[y - x] += dot(inserted, future[y]) / z;
        counts[y - x]++;
        if (y < last) {
          u = propagated(u);
          for (int i = 0; i < NODES; i++) {
            u[i] *= factor[y + 1][i];
          }
        }
      }
    }
    for (int r = 0; r < sums.length; r++) {
      sums[r] /= counts[r];
    }
    return sums;
  }

  private double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < NODES; i++) {
      sum += weight[i] * a[i] * b[i];
    }
    return sum;
  }
}
