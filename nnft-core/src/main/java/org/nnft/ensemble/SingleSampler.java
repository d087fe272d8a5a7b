package org.nnft.ensemble;

import java.util.Arrays;
import org.nnft.math.Lanes;
import org.nnft.math.SingleLanes;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Laplace;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Rademacher;
import org.nnft.network.IndependentDensity.StudentT;
import org.nnft.network.IndependentDensity.Uniform;
import org.nnft.network.ParameterDensity;
import org.nnft.random.StreamKey;
import org.nnft.random.WordStream;

/// One stream of parameters in single precision: normal and uniform ones from 32 bits each, the others as
/// [DensitySampler] draws them. Mutable scratch of one thread.
final class SingleSampler {
  private final SingleLanes singles;
  private final WordStream words;
  private final DensitySampler sampler;
  private final double[][] wide;
  private long[] word = {};
  private int halves;

  SingleSampler(
      Lanes lanes, SingleLanes singles, StreamKey key, int stream, int fanIn, int capacity) {
    this.singles = singles;
    this.words = new WordStream(lanes, key, stream, capacity);
    this.sampler = new DensitySampler(lanes, capacity);
    this.wide = new double[fanIn][capacity];
  }

  void start(long first, int n) {
    words.start(first, n);
    halves = 0;
  }

  private int nextHalf() {
    if (halves % 2 == 0) {
      word = words.next();
    }
    return halves++ % 2;
  }

  /// Draws one scalar parameter of n networks.
  void draw(IndependentDensity density, float[] θ, int n) {
    switch (density) {
      case Normal d -> {
        int half = nextHalf();
        singles.normal(word, half, θ, n);
        if (d.standardDeviation() != 1 || d.mean() != 0) {
          singles.affine((float) d.standardDeviation(), θ, (float) d.mean(), θ, n);
        }
      }
      case Uniform d -> {
        int half = nextHalf();
        singles.uniform(word, half, θ, n);
        float from = (float) (d.mean() - d.halfWidth());
        singles.affine((float) (2 * d.halfWidth()), θ, from, θ, n);
      }
      case Constant d -> Arrays.fill(θ, 0, n, (float) d.value());
      case Laplace _, StudentT _, Rademacher _ -> {
        sampler.draw(density, words, wide[0], n);
        narrow(wide[0], θ, n);
      }
    }
  }

  /// Draws one row of weights of n networks.
  ///
  /// @param row fan-in arrays. Modified.
  void drawRow(ParameterDensity density, float[][] row, int n) {
    if (density instanceof IndependentDensity d) {
      for (float[] weight : row) {
        draw(d, weight, n);
      }
      return;
    }
    sampler.drawRow(density, words, wide, n);
    for (int k = 0; k < row.length; k++) {
      narrow(wide[k], row[k], n);
    }
  }

  static void narrow(double[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = (float) x[i];
    }
  }
}
