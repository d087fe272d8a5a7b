package org.nnft.ensemble;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nnft.math.Lanes;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.JointDensity;
import org.nnft.network.JointDensity.Mixture;
import org.nnft.network.NeuralField;
import org.nnft.network.ParameterDensity;
import org.nnft.network.ParameterGroup;
import org.nnft.network.Potential;
import org.nnft.network.Readout;
import org.nnft.random.StreamKey;
import org.nnft.random.WordStream;

/// Draws all parameters of many networks from their joint law: first each by itself, then coupled; a deformation
/// e^(−V) by rejection.
///
/// A parameter's address is (stream, word): stream 2l for the weights of hidden layer l, 2l + 1 for its biases,
/// the next two for the readout, and one more for what neurons share. The second trial of a rejected network goes on
/// where the words of the first end. Mutable scratch of one thread.
final class JointSampler {
  private final NeuralField field;
  private final Lanes lanes;
  private final DensitySampler densities;
  private final ScaleSampler scales;
  private final NetworkParameters proposal;
  private final NetworkParameters θ;
  private final WordStream[] words;
  private final @Nullable Rejection rejection;
  private final double[] shared;
  private final double[] mean;

  /// By what the weights, biases and readout of each network are multiplied: a mixture's or a common scale's factors.
  private final double[][] factors;

  /// s: what multiplies the covariance of the readout given the hidden units.
  private final double[] readoutVariance;

  JointSampler(NeuralField field, StreamKey key, Lanes lanes, int capacity) {
    this.field = field;
    this.lanes = lanes;
    this.densities = new DensitySampler(lanes, capacity);
    this.scales = new ScaleSampler(lanes, capacity);
    this.rejection =
        field.correlation() instanceof JointDensity.Deformed(Potential potential)
            ? new Rejection(field, potential, lanes, capacity)
            : null;
    this.proposal = new NetworkParameters(field, capacity);
    this.θ = rejection == null ? proposal : new NetworkParameters(field, capacity);
    this.words = new WordStream[2 * field.depth() + 3];
    Arrays.setAll(words, s -> new WordStream(lanes, key, s, capacity));
    this.shared = new double[capacity];
    this.mean = new double[capacity];
    this.factors = new double[3][capacity];
    this.readoutVariance = new double[capacity];
  }

  /// The parameters of the networks that were drawn last.
  NetworkParameters parameters() {
    return θ;
  }

  /// By what the covariance of the readout is multiplied in each network that was drawn last.
  double[] readoutVariance() {
    return readoutVariance;
  }

  /// By what the hidden weights, the hidden biases and the readout of each network that was drawn last are
  /// multiplied, as in [ParameterTap#factors(double[], double[], double[], int)].
  double[][] factors() {
    return factors;
  }

  /// Draws networks first … first + n − 1.
  ///
  /// @param withReadout whether the readout is needed
  void draw(long first, int n, boolean withReadout) {
    lanes.fill(1, readoutVariance, n);
    for (double[] factor : factors) {
      lanes.fill(1, factor, n);
    }
    if (rejection != null) {
      rejection.draw(this, first, n);
      return;
    }
    start(first, n, 0, new int[words.length]);
    independent(n, withReadout);
    couple(n, withReadout);
  }

  /// Where the second trial begins in each stream, once the first is drawn.
  int[] strides() {
    return Arrays.stream(words).mapToInt(WordStream::nextPair).toArray();
  }

  /// One trial of networks first … first + n − 1 with independent parameters, into lanes 0 … n − 1 of the proposal.
  ///
  /// @param strides words that a trial takes of each stream; ignored for trial 0. Not modified.
  /// @param u a uniform number for each network. Modified.
  NetworkParameters propose(long first, int n, int trial, int[] strides, double[] u) {
    start(first, n, trial, strides);
    independent(n, true);
    lanes.uniform(words[words.length - 1].next(), u, n);
    return proposal;
  }

  private void start(long first, int n, int trial, int[] strides) {
    for (int s = 0; s < words.length; s++) {
      words[s].start(first, n, Math.multiplyExact(trial, strides[s]));
    }
  }

  private void independent(int n, boolean withReadout) {
    for (int l = 0; l < field.depth(); l++) {
      HiddenLayer layer = field.hidden().get(l);
      int fanIn = field.fanIn(l);
      ParameterDensity law = layer.effectiveWeights(fanIn);
      for (int i = 0; i < layer.width(); i++) {
        double[][] row = Arrays.copyOfRange(proposal.weights[l], i * fanIn, (i + 1) * fanIn);
        densities.drawRow(law, words[2 * l], row, n);
        densities.draw(layer.bias(), words[2 * l + 1], proposal.biases[l][i], n);
      }
    }
    if (withReadout) {
      Readout readout = field.readout();
      int outputs = readout.outputs();
      for (int k = 0; k < proposal.readout.length; k++) {
        IndependentDensity law = readout.effectiveWeights(k % outputs, field.width());
        densities.draw(law, words[words.length - 3], proposal.readout[k], n);
      }
      for (double[] bias : proposal.outputBiases) {
        densities.draw(readout.bias(), words[words.length - 2], bias, n);
      }
    }
  }

  private void couple(int n, boolean withReadout) {
    WordStream common = words[words.length - 1];
    switch (field.correlation()) {
      case JointDensity.Independent _, JointDensity.Deformed _ -> {}
      case JointDensity.CommonScale(var law) -> {
        scales.draw(law, common, readoutVariance, n);
        lanes.sqrt(readoutVariance, factors[2], n);
        scaleReadout(n);
      }
      case Mixture mixture -> mix(mixture, common, n);
      case JointDensity.SharedLayers _ -> {
        for (int l = 2; l < field.depth(); l++) {
          copy(θ.weights[1], θ.weights[l], n);
          copy(θ.biases[1], θ.biases[l], n);
        }
      }
      case JointDensity.SharedWeights(var group, int copies) -> {
        if (withReadout || !group.isReadout()) {
          int columns = columns(group);
          double[][] all = parameters(group);
          for (int k = 0; k < all.length; k++) {
            int neuron = k / columns / copies * copies;
            System.arraycopy(all[neuron * columns + k % columns], 0, all[k], 0, n);
          }
        }
      }
      case JointDensity.Equicorrelated(var group, double ρ) -> {
        if (withReadout || !group.isReadout()) {
          equicorrelate(group, ρ, n);
        }
      }
      case JointDensity.GaussianCovariance covariance -> {
        if (withReadout || !covariance.group().isReadout()) {
          correlate(covariance, common, n);
        }
      }
    }
  }

  private static void copy(double[][] from, double[][] to, int n) {
    for (int k = 0; k < from.length; k++) {
      System.arraycopy(from[k], 0, to[k], 0, n);
    }
  }

  private void scaleReadout(int n) {
    scale(θ.readout, factors[2], n);
    scale(θ.outputBiases, factors[2], n);
  }

  private void scale(double[][] all, double[] factor, int n) {
    for (double[] parameter : all) {
      lanes.multiply(parameter, factor, parameter, n);
    }
  }

  private void mix(Mixture mixture, WordStream common, int n) {
    double[] u = new double[n];
    lanes.uniform(common.next(), u, n);
    int[] component = new int[n];
    for (int k = 0; k < n; k++) {
      double cumulated = mixture.components().getFirst().weight();
      while (u[k] > cumulated && component[k] + 1 < mixture.components().size()) {
        cumulated += mixture.components().get(++component[k]).weight();
      }
    }
    for (int k = 0; k < n; k++) {
      Mixture.Component chosen = mixture.components().get(component[k]);
      factors[0][k] = chosen.weights();
      factors[1][k] = chosen.biases();
      factors[2][k] = chosen.readout();
    }
    for (double[][] layer : θ.weights) {
      scale(layer, factors[0], n);
    }
    for (double[][] layer : θ.biases) {
      scale(layer, factors[1], n);
    }
    scaleReadout(n);
    lanes.multiply(factors[2], factors[2], readoutVariance, n);
  }

  private double[][] parameters(ParameterGroup group) {
    if (group.isReadout()) {
      return θ.readout;
    }
    return group.kind() == ParameterGroup.Kind.WEIGHTS
        ? θ.weights[group.layer()]
        : θ.biases[group.layer()];
  }

  /// Numbers per neuron.
  private int columns(ParameterGroup group) {
    return parameters(group).length / group.neurons(field);
  }

  private IndependentDensity density(ParameterGroup group, int column) {
    if (group.isReadout()) {
      return field.readout().effectiveWeights(column, field.width());
    }
    HiddenLayer layer = field.hidden().get(group.layer());
    return group.kind() == ParameterGroup.Kind.BIASES
        ? layer.bias()
        : (IndependentDensity) layer.effectiveWeights(field.fanIn(group.layer()));
  }

  /// θᵢ − μ ← √(1−ρ)(θᵢ − μ) + (√(1+(n−1)ρ) − √(1−ρ)) · mean(θ − μ): the symmetric square root of the
  /// covariance, good for both signs of ρ.
  private void equicorrelate(ParameterGroup group, double ρ, int n) {
    double[][] all = parameters(group);
    int columns = columns(group);
    int neurons = group.neurons(field);
    double own = Math.sqrt(1 - ρ);
    double common = Math.sqrt(1 + (neurons - 1) * ρ) - own;
    for (int c = 0; c < columns; c++) {
      double μ = density(group, c).mean();
      lanes.fill(0, mean, n);
      for (int i = 0; i < neurons; i++) {
        lanes.add(mean, all[i * columns + c], mean, n);
      }
      lanes.affine(common / neurons, mean, μ - (own + common) * μ, mean, n);
      for (int i = 0; i < neurons; i++) {
        double[] parameter = all[i * columns + c];
        lanes.axpy(own, parameter, mean, parameter, n);
      }
    }
  }

  /// θᵢ − μ ← √dᵢ (θᵢ − μ) + σ Σₖ uₖᵢ ξₖ.
  private void correlate(JointDensity.GaussianCovariance covariance, WordStream common, int n) {
    ParameterGroup group = covariance.group();
    double[][] all = parameters(group);
    int columns = columns(group);
    int neurons = group.neurons(field);
    double[] d = covariance.diagonal(neurons);
    double[][] u = covariance.factors(neurons);
    for (int c = 0; c < columns; c++) {
      double μ = density(group, c).mean();
      double σ = density(group, c).spread();
      for (int i = 0; i < neurons; i++) {
        double[] parameter = all[i * columns + c];
        double root = Math.sqrt(d[i]);
        lanes.affine(root, parameter, μ * (1 - root), parameter, n);
      }
      for (double[] factor : u) {
        lanes.normal(common.next(), shared, n);
        for (int i = 0; i < neurons; i++) {
          double[] parameter = all[i * columns + c];
          lanes.axpy(σ * factor[i], shared, parameter, parameter, n);
        }
      }
    }
  }
}
