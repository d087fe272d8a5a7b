package org.nnft.benchmarks;

import java.util.Arrays;
import org.nnft.ensemble.ParameterTap;
import org.nnft.math.Lanes;
import org.nnft.math.SingleLanes;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Laplace;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Rademacher;
import org.nnft.network.IndependentDensity.StudentT;
import org.nnft.network.IndependentDensity.Uniform;
import org.nnft.network.NeuralField;
import org.nnft.network.Readout;
import org.nnft.random.StreamKey;
import org.nnft.random.WordStream;

/// Puts the parameters that single precision draws in place of those of double precision: the same networks in
/// the other arithmetic. Normal and uniform parameters and constants only. Mutable scratch of one thread.
final class SingleParameters implements ParameterTap {
  /// Which number the 32 random bits become.
  enum Law {
    /// As single precision has it.
    ROUNDED,
    /// The quantile itself, right to 9σ, at a random place of the interval that the 32 bits stand for.
    EXACT
  }

  private final NeuralField field;
  private final Law law;
  private final Lanes lanes = Lanes.best();
  private final SingleLanes singles = SingleLanes.like(lanes);
  private final WordStream[] words;
  private final WordStream[] lower;
  private final long[][] word;
  private final int[] halves;
  private final float[] narrow;
  private final long[] whole;

  SingleParameters(NeuralField field, long seed, Law law, int capacity) {
    StreamKey key = StreamKey.of(seed, field.toString());
    this.field = field;
    this.law = law;
    int streams = 2 * field.depth() + 2;
    this.words = new WordStream[streams];
    this.lower = new WordStream[streams];
    Arrays.setAll(words, s -> new WordStream(lanes, key, s, capacity));
    Arrays.setAll(lower, s -> new WordStream(lanes, StreamKey.of(seed, "lower bits"), s, capacity));
    this.word = new long[streams][0];
    this.halves = new int[streams];
    this.narrow = new float[capacity];
    this.whole = new long[capacity];
  }

  void start(long first, int n) {
    for (int s = 0; s < words.length; s++) {
      words[s].start(first, n);
      lower[s].start(first, n);
    }
    Arrays.fill(halves, 0);
  }

  @Override
  public void weights(int layer, int unit, double[][] weights, int n) {
    IndependentDensity density;
    if (layer == field.depth()) {
      density = field.readout().effectiveWeights(0, field.width());
    } else {
      HiddenLayer hidden = field.hidden().get(layer);
      density = (IndependentDensity) hidden.effectiveWeights(field.fanIn(layer));
    }
    for (double[] weight : weights) {
      draw(density, 2 * layer, weight, n);
    }
  }

  @Override
  public void biases(int layer, int unit, double[] biases, int n) {
    Readout readout = field.readout();
    draw(
        layer == field.depth() ? readout.bias() : field.hidden().get(layer).bias(),
        2 * layer + 1,
        biases,
        n);
  }

  private void draw(IndependentDensity density, int stream, double[] θ, int n) {
    switch (density) {
      case Normal d -> draw(true, d.standardDeviation(), d.mean(), stream, θ, n);
      case Uniform d -> draw(false, 2 * d.halfWidth(), d.mean() - d.halfWidth(), stream, θ, n);
      case Constant d -> Arrays.fill(θ, 0, n, d.value());
      case Laplace _, StudentT _, Rademacher _ ->
          throw new IllegalArgumentException("normal and uniform parameters only, got " + density);
    }
  }

  private void draw(boolean normal, double scale, double shift, int stream, double[] θ, int n) {
    int half = halves[stream]++ % 2;
    if (half == 0) {
      word[stream] = words[stream].next();
    }
    if (law == Law.EXACT) {
      long[] low = lower[stream].next();
      for (int i = 0; i < n; i++) {
        whole[i] = word[stream][i] >>> (32 * half) << 32 | low[i] >>> 32;
      }
      if (normal) {
        lanes.normal(whole, θ, n);
      } else {
        lanes.uniform(whole, θ, n);
      }
      lanes.affine(scale, θ, shift, θ, n);
      return;
    }
    if (normal) {
      singles.normal(word[stream], half, narrow, n);
    } else {
      singles.uniform(word[stream], half, narrow, n);
    }
    if (scale != 1 || shift != 0) {
      singles.affine((float) scale, narrow, (float) shift, narrow, n);
    }
    for (int i = 0; i < n; i++) {
      θ[i] = narrow[i];
    }
  }
}
