package org.nnft.benchmarks;

import java.util.SplittableRandom;
import org.nnft.ensemble.FieldSamples;

/// Outputs in memory, uniform on (−1, 1).
final class Outputs implements FieldSamples {
  private final double[][] outputs;
  private final int networks;

  Outputs(int points, int networks) {
    SplittableRandom random = new SplittableRandom(1);
    this.networks = networks;
    this.outputs = new double[points][];
    for (int p = 0; p < points; p++) {
      outputs[p] = random.doubles(networks, -1, 1).toArray();
    }
  }

  @Override
  public long networks() {
    return networks;
  }

  @Override
  public int points() {
    return outputs.length;
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public void read(long first, int n, double[][] f) {
    for (int p = 0; p < outputs.length; p++) {
      System.arraycopy(outputs[p], (int) first, f[p], 0, n);
    }
  }
}
