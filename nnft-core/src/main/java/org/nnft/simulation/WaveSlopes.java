package org.nnft.simulation;

import java.util.ArrayList;
import java.util.List;
import org.nnft.ensemble.ParameterTap;
import org.nnft.math.Lanes;

/// Exact derivatives of drawn scalar networks, from the parameters that a tap sees.
///
///     ∂_aφ(x) = −Σⱼ vⱼ A(kⱼ) k_{ja} sin(kⱼ·x + cⱼ)
///
/// Mutable scratch of one thread.
final class WaveSlopes implements ParameterTap {
  private final WaveEnsemble ensemble;
  private final int size;
  private final Lanes lanes = Lanes.best();
  private final List<double[]> coordinates = new ArrayList<>();
  private final double[][][] momenta;
  private final double[][] phases;
  private final double[][] amplitudes;
  private final double[] angle;
  private final double[] sine;

  WaveSlopes(WaveEnsemble ensemble, InteractionGrid grid) {
    this.ensemble = ensemble;
    this.size = grid.size();
    for (int a = 0; a < grid.dimension(); a++) {
      coordinates.add(grid.along(a));
    }
    this.momenta = new double[ensemble.width()][grid.dimension()][];
    this.phases = new double[ensemble.width()][];
    this.amplitudes = new double[ensemble.width()][];
    this.angle = new double[size];
    this.sine = new double[size];
  }

  @Override
  public void weights(int layer, int unit, double[][] weights, int n) {
    if (layer == 0) {
      for (int a = 0; a < weights.length; a++) {
        momenta[unit][a] = weights[a].clone();
      }
    } else {
      amplitudes[unit] = weights[0].clone();
    }
  }

  @Override
  public void biases(int layer, int unit, double[] biases, int n) {
    if (layer == 0) {
      phases[unit] = biases.clone();
    }
  }

  /// Writes the derivatives of a network of the last batch.
  ///
  /// @param into row `from` + a for the axis a. Modified.
  void of(int network, double[][] into, int from) {
    for (int a = 0; a < coordinates.size(); a++) {
      lanes.fill(0, into[from + a], size);
    }
    for (int j = 0; j < phases.length; j++) {
      double square = 0;
      lanes.fill(phases[j][network], angle, size);
      for (int a = 0; a < coordinates.size(); a++) {
        double k = momenta[j][a][network];
        square = Math.fma(k, k, square);
        lanes.axpy(k, coordinates.get(a), angle, angle, size);
      }
      lanes.sin(angle, sine, size);
      double height = amplitudes[j][network] * ensemble.amplitude(square);
      for (int a = 0; a < coordinates.size(); a++) {
        double[] row = into[from + a];
        lanes.axpy(-height * momenta[j][a][network], sine, row, row, size);
      }
    }
  }
}
