package org.nnft.benchmarks;

import java.util.SplittableRandom;
import org.nnft.ensemble.FieldSamples;
import org.nnft.ensemble.Plan;

/// Outputs in memory, uniform on (−1, 1): [#DISTINCT] networks again and again, so that blocks are as long as those of a
/// long run.
final class Outputs implements FieldSamples {
  /// Networks of a block, if there are as many blocks as there may be.
  static final int BLOCK = 8192;

  private static final int DISTINCT = 4 * BLOCK;

  private final double[][] outputs;

  Outputs(int points) {
    SplittableRandom random = new SplittableRandom(1);
    this.outputs = new double[points][];
    for (int p = 0; p < points; p++) {
      outputs[p] = random.doubles(DISTINCT, -1, 1).toArray();
    }
  }

  @Override
  public long networks() {
    return (long) Plan.MOST_BLOCKS * BLOCK;
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
    int from = (int) (first % DISTINCT);
    int whole = Math.min(n, DISTINCT - from);
    for (int p = 0; p < outputs.length; p++) {
      System.arraycopy(outputs[p], from, f[p], 0, whole);
      System.arraycopy(outputs[p], 0, f[p], whole, n - whole);
    }
  }
}
