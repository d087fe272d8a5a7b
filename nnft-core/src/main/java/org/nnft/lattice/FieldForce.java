package org.nnft.lattice;

import org.nnft.math.Lanes;

/// Action and force on eight replicas of a lattice field at once.
///
/// Entry 8x + r of an array is the field of replica r at site x: whatever the lattice, the inner loops run over
/// long stretches of memory, and the per-replica sums are the eight partial sums of [Lanes#accumulate]. Every
/// element is computed by the same operations in the same order, so that the bits don't depend on the hardware.
///
/// Scratch of one thread.
final class FieldForce {
  static final int REPLICAS = Lanes.SUM_LANES;

  private final Lattice lattice;
  private final Lanes lanes;
  private final double[] scratch;

  FieldForce(Lattice lattice, Lanes lanes) {
    this.lattice = lattice;
    this.lanes = lanes;
    this.scratch = new double[lattice.volume() * REPLICAS];
  }

  /// Σ over the 2d neighbours.
  ///
  /// @param sum overwritten. Modified.
  void neighbours(double[] φ, double[] sum) {
    boolean first = true;
    for (int axis = 0; axis < lattice.dimension(); axis++) {
      int stride = lattice.stride(axis) * REPLICAS;
      int block = stride * lattice.extent(axis);
      int inner = block - stride;
      for (int start = 0; start < φ.length; start += block) {
        if (first) {
          copy(φ, start + stride, sum, start, inner);
          copy(φ, start, sum, start + inner, stride);
        } else {
          add(φ, start + stride, sum, start, inner);
          add(φ, start, sum, start + inner, stride);
        }
        add(φ, start, sum, start + stride, inner);
        add(φ, start + inner, sum, start, stride);
      }
      first = false;
    }
  }

  private static void copy(double[] from, int at, double[] to, int start, int n) {
    System.arraycopy(from, at, to, start, n);
  }

  private static void add(double[] from, int at, double[] to, int start, int n) {
    for (int i = 0; i < n; i++) {
      to[start + i] += from[at + i];
    }
  }

  /// p ← p − ε ∂S/∂φ.
  ///
  /// @param p Modified.
  void kick(Phi4 action, double ε, double[] φ, double[] p) {
    neighbours(φ, scratch);
    double linear = 2 * action.dimension() + action.massSquared();
    double cubic = action.coupling() / 6;
    for (int i = 0; i < φ.length; i++) {
      double factor = Math.fma(cubic, φ[i] * φ[i], linear);
      p[i] = Math.fma(ε, Math.fma(-factor, φ[i], scratch[i]), p[i]);
    }
  }

  /// φ ← φ + ε p; the field is modified.
  static void drift(double ε, double[] p, double[] φ) {
    for (int i = 0; i < φ.length; i++) {
      φ[i] = Math.fma(ε, p[i], φ[i]);
    }
  }

  /// S of each replica.
  ///
  /// @param sums entry r is increased by S of replica r. Modified.
  void action(Phi4 action, double[] φ, double[] sums) {
    neighbours(φ, scratch);
    double quadratic = action.dimension() + action.massSquared() / 2;
    double quartic = action.coupling() / 24;
    for (int i = 0; i < φ.length; i++) {
      double factor = Math.fma(quartic, φ[i] * φ[i], quadratic);
      scratch[i] = Math.fma(factor, φ[i], -0.5 * scratch[i]);
    }
    lanes.productAccumulate(φ, scratch, φ.length, sums, 0);
  }

  /// Σ φ_x φ_{x+μ} over all bonds, of each replica.
  ///
  /// @param sums Modified.
  void bonds(double[] φ, double[] sums) {
    neighbours(φ, scratch);
    double[] twice = new double[REPLICAS];
    lanes.productAccumulate(φ, scratch, φ.length, twice, 0);
    for (int r = 0; r < REPLICAS; r++) {
      sums[r] += twice[r] / 2;
    }
  }
}
