package org.nnft.lattice;

import org.nnft.math.Lanes;

/// What is measured after each trajectory, by number.
///
/// | number | observable |
/// |--------|-----------|
/// | 0, 1 | (1/V) Σφ², (1/V) Σφ⁴ |
/// | 2 | Σ φφ′ over bonds/(dV) |
/// | 3, 4, 5, 6 | M/V, its absolute value, (M/V)², (M/V)⁴, M = Σφ |
/// | 7, 8 | e^(−ΔH), 1 if accepted |
/// | 9 | Σ φ²φ′² over bonds/(dV) |
/// | 10 + t | (1/V) Σ_τ S(τ) S(τ + t), S(τ) the sum over a time slice, t = 0 … ⌊L₀/2⌋; the mean over all axes of a cubic lattice |
///
/// Scratch of one thread.
public final class LatticeObservable {
  public static final int SQUARE = 0;
  public static final int FOURTH = 1;
  public static final int NEIGHBOUR = 2;
  public static final int MEAN_FIELD = 3;
  public static final int ABSOLUTE = 4;
  public static final int MEAN_SQUARE = 5;
  public static final int MEAN_FOURTH = 6;
  public static final int ENERGY_WEIGHT = 7;
  public static final int ACCEPTED = 8;
  public static final int NEIGHBOUR_SQUARES = 9;
  public static final int SLICES = 10;

  private static final int REPLICAS = FieldForce.REPLICAS;

  private final Lattice lattice;
  private final Lanes lanes = Lanes.best();
  private final FieldForce force;
  private final double[] square;

  public LatticeObservable(Lattice lattice) {
    this.lattice = lattice;
    this.force = new FieldForce(lattice, lanes);
    this.square = new double[lattice.volume() * REPLICAS];
  }

  /// Number of observables.
  public int count() {
    return count(lattice);
  }

  /// Number of observables on a lattice.
  public static int count(Lattice lattice) {
    return SLICES + lattice.time() / 2 + 1;
  }

  /// Measures all but what belongs to the algorithm, 7 and 8.
  ///
  /// The field holds eight interleaved replicas: entry 8x + r is replica r at site x. Not modified.
  ///
  /// @param series observable, replica, step. Modified.
  public void measure(double[] φ, double[][][] series, int step) {
    int n = φ.length;
    double volume = lattice.volume();
    double[] second = new double[REPLICAS];
    double[] fourth = new double[REPLICAS];
    double[] bonds = new double[REPLICAS];
    double[] total = new double[REPLICAS];
    lanes.multiplyAccumulate(φ, φ, square, n, second, 0);
    lanes.productAccumulate(square, square, n, fourth, 0);
    lanes.accumulate(φ, n, total, 0);
    double[] bondSquares = new double[REPLICAS];
    force.bonds(φ, bonds);
    force.bonds(square, bondSquares);
    int axes = lattice.isCubic() ? lattice.dimension() : 1;
    double[][] slices = new double[lattice.time() / 2 + 1][REPLICAS];
    for (int axis = 0; axis < axes; axis++) {
      addSlices(φ, axis, slices);
    }
    for (int r = 0; r < REPLICAS; r++) {
      double m = total[r] / volume;
      series[SQUARE][r][step] = second[r] / volume;
      series[FOURTH][r][step] = fourth[r] / volume;
      series[NEIGHBOUR][r][step] = bonds[r] / (lattice.dimension() * volume);
      series[NEIGHBOUR_SQUARES][r][step] = bondSquares[r] / (lattice.dimension() * volume);
      series[MEAN_FIELD][r][step] = m;
      series[ABSOLUTE][r][step] = Math.abs(m);
      series[MEAN_SQUARE][r][step] = m * m;
      series[MEAN_FOURTH][r][step] = m * m * m * m;
      for (int t = 0; t < slices.length; t++) {
        series[SLICES + t][r][step] = slices[t][r] / (volume * axes);
      }
    }
  }

  private void addSlices(double[] φ, int axis, double[][] correlator) {
    int extent = lattice.extent(axis);
    int stride = lattice.stride(axis) * REPLICAS;
    double[][] sums = new double[extent][REPLICAS];
    for (int block = 0; block < φ.length; block += stride * extent) {
      for (int τ = 0; τ < extent; τ++) {
        double[] sum = sums[τ];
        int start = block + τ * stride;
        for (int i = start; i < start + stride; i += REPLICAS) {
          for (int r = 0; r < REPLICAS; r++) {
            sum[r] += φ[i + r];
          }
        }
      }
    }
    for (int t = 0; t < correlator.length; t++) {
      for (int τ = 0; τ < extent; τ++) {
        double[] there = sums[(τ + t) % extent];
        for (int r = 0; r < REPLICAS; r++) {
          correlator[t][r] = Math.fma(sums[τ][r], there[r], correlator[t][r]);
        }
      }
    }
  }
}
