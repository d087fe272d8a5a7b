package org.nnft.ensemble;

import java.util.Arrays;
import org.nnft.math.Lanes;
import org.nnft.network.JointDensity;
import org.nnft.network.NeuralField;

/// Covariance of a Gaussian readout given the hidden units and what neurons share, unit by unit.
///
///     K̂(x, y) = s [ Var c + Var V ( Σᵢ dᵢ hᵢ(x)hᵢ(y) + Σₖ ςₖ Hₖ(x)Hₖ(y) ) ],   Hₖ = Σᵢ uₖᵢ hᵢ,   ςₖ = ±1
///
/// Independent weights have d = 1 and no Hₖ; equicorrelated ones d = 1 − ρ and H = √abs(ρ) Σᵢ hᵢ; clusters that share
/// a weight one H each. Mutable scratch of one thread.
final class GramReadout {
  private final Lanes lanes;
  private final int points;
  private final double weightVariance;
  private final double biasVariance;
  private final double[] d;
  private final double[][] u;
  private final double sign;

  /// Whether neurons of one cluster share their weight.
  private final boolean clustered;

  private final int cluster;

  private final double[][][] modes;
  private final double[] scaled;

  GramReadout(NeuralField field, int points, Lanes lanes, int capacity) {
    this.lanes = lanes;
    this.points = points;
    int width = field.width();
    this.weightVariance = field.readout().effectiveWeights(0, width).variance();
    this.biasVariance = field.readout().bias().variance();
    double[] diagonal = new double[width];
    Arrays.fill(diagonal, 1);
    double[][] factors = {};
    int copies = 0;
    double ς = 1;
    switch (field.correlation()) {
      case JointDensity.Equicorrelated(var group, double ρ) when group.isReadout() -> {
        Arrays.fill(diagonal, 1 - ρ);
        double[] all = new double[width];
        Arrays.fill(all, Math.sqrt(Math.abs(ρ)));
        factors = new double[][] {all};
        ς = Math.signum(ρ);
      }
      case JointDensity.GaussianCovariance covariance when covariance.group().isReadout() -> {
        diagonal = covariance.diagonal(width);
        factors = covariance.factors(width);
      }
      case JointDensity.SharedWeights(var group, int shared) when group.isReadout() -> {
        copies = shared;
      }
      case JointDensity.Independent _,
          JointDensity.CommonScale _,
          JointDensity.Equicorrelated _,
          JointDensity.GaussianCovariance _,
          JointDensity.SharedWeights _,
          JointDensity.SharedLayers _,
          JointDensity.Mixture _,
          JointDensity.Deformed _ -> {}
    }
    this.d = diagonal;
    this.u = factors;
    this.sign = ς;
    this.clustered = copies > 0;
    this.cluster = copies;
    this.modes = new double[Math.max(1, factors.length)][points][capacity];
    this.scaled = new double[capacity];
  }

  /// Begins with n networks.
  void start(double[][] gram, int n) {
    for (double[] k : gram) {
      lanes.fill(0, k, n);
    }
    clearModes(n);
  }

  private void clearModes(int n) {
    for (double[][] mode : modes) {
      for (double[] h : mode) {
        lanes.fill(0, h, n);
      }
    }
  }

  /// Adds unit i.
  ///
  /// @param h one array per point. Not modified.
  void accept(int i, double[][] h, double[][] gram, int n) {
    if (clustered) {
      addTo(modes[0], 1, h, n);
      if ((i + 1) % cluster == 0 || i == d.length - 1) {
        addSquare(1, modes[0], gram, n);
        clearModes(n);
      }
      return;
    }
    addSquare(d[i], h, gram, n);
    for (int k = 0; k < u.length; k++) {
      addTo(modes[k], u[k][i], h, n);
    }
  }

  private void addTo(double[][] mode, double factor, double[][] h, int n) {
    for (int p = 0; p < points; p++) {
      lanes.axpy(factor, h[p], mode[p], mode[p], n);
    }
  }

  /// gram += factor · h hᵀ.
  private void addSquare(double factor, double[][] h, double[][] gram, int n) {
    for (int p = 0, pair = 0; p < points; p++) {
      lanes.affine(factor, h[p], 0, scaled, n);
      for (int q = p; q < points; q++, pair++) {
        lanes.fma(scaled, h[q], gram[pair], gram[pair], n);
      }
    }
  }

  /// Ends, and applies the variances.
  ///
  /// @param s per network. Not modified.
  void finish(double[] s, double[][] gram, int n) {
    for (double[][] mode : u.length == 0 ? new double[0][][] : modes) {
      addSquare(sign, mode, gram, n);
    }
    for (double[] k : gram) {
      lanes.affine(weightVariance, k, biasVariance, k, n);
      lanes.multiply(k, s, k, n);
    }
  }
}
