package org.nnft.symmetry;

import java.util.Arrays;
import org.nnft.network.JointDensity;
import org.nnft.network.NeuralField;
import org.nnft.network.ParameterGroup;
import org.nnft.network.Potential;

/// S = ξ·∂ log p(θ) of a joint law of the parameters, gathered while the parameters of networks pass by.
///
/// | law | ξ·∂ log p |
/// |---|---|
/// | independent | Σᵢ ξᵢ s(θᵢ), s the score of a single parameter |
/// | shared weights, shared layers | the same sum over what is drawn: each copy counts once |
/// | common scale, mixture | given the factor c of the network, which is a parameter that ξ leaves alone: Σᵢ (ξᵢ/c) s(θᵢ/c) |
/// | normal with Cov = σ²C between neurons | −ξᵀ C⁻¹ (θ − μ)/σ², column by column; C⁻¹ by [NeuronPrecision] |
/// | P₀ e^(−V) | Σᵢ ξᵢ s(θᵢ) − ξ·∂V |
///
/// Mutable scratch of one thread.
sealed interface JointScore {

  /// @param breaking scores of single parameters
  /// @param capacity most networks at a time
  static JointScore of(
      NeuralField field, ParameterFlow flow, BreakingFunction breaking, int capacity) {
    boolean readout = flow.layer() == field.depth();
    return switch (field.correlation()) {
      case JointDensity.Independent _, JointDensity.SharedWeights _, JointDensity.SharedLayers _ ->
          new Single(breaking);
      case JointDensity.CommonScale _, JointDensity.Mixture _ -> {
        int kind = readout ? 2 : flow instanceof ParameterFlow.Biases ? 1 : 0;
        yield new Scaled(breaking, kind, capacity);
      }
      case JointDensity.Equicorrelated(ParameterGroup group, double ρ) ->
          BreakingFunction.moves(flow, group, field)
              ? new Correlated(
                  breaking, NeuronPrecision.equicorrelated(group.neurons(field), ρ), capacity)
              : new Single(breaking);
      case JointDensity.GaussianCovariance covariance ->
          BreakingFunction.moves(flow, covariance.group(), field)
              ? new Correlated(
                  breaking,
                  NeuronPrecision.of(covariance, covariance.group().neurons(field)),
                  capacity)
              : new Single(breaking);
      case JointDensity.Deformed(Potential potential) ->
          new Deformed(breaking, potential, field, flow, capacity);
    };
  }

  /// Begins with other networks.
  default void start() {}

  /// As in [org.nnft.ensemble.ParameterTap#factors(double[], double[], double[], int)].
  default void factors(double[] weights, double[] biases, double[] readout, int n) {}

  /// Every parameter of n networks passes here, moved or not.
  ///
  /// @param kind 0 hidden weights, 1 hidden biases, 2 output weights, 3 output biases
  default void see(int kind, double[] θ, int n) {}

  /// A parameter θ that the flow moves, and its velocity ξ. Neither is modified.
  ///
  /// @param unit of the layer
  /// @param component of the unit's vector
  /// @param score what is known of S. Modified.
  void add(int unit, int component, double[] θ, double[] ξ, double[] score, int n);

  /// Completes S, once all parameters have passed.
  default void finish(double[] score, int n) {}

  /// Parameter by parameter.
  record Single(BreakingFunction breaking) implements JointScore {
    @Override
    public void add(int unit, int component, double[] θ, double[] ξ, double[] score, int n) {
      breaking.addScore(component, θ, ξ, score, n);
    }
  }

  /// Given a factor of each network.
  final class Scaled implements JointScore {
    private final BreakingFunction breaking;

    /// Which of the factors: weights, biases, readout.
    private final int kind;

    /// The factor; θ and ξ divided by it.
    private final double[][] scratch;

    private Scaled(BreakingFunction breaking, int kind, int capacity) {
      this.breaking = breaking;
      this.kind = kind;
      this.scratch = new double[3][capacity];
    }

    @Override
    public void factors(double[] weights, double[] biases, double[] readout, int n) {
      double[] factor = kind == 0 ? weights : kind == 1 ? biases : readout;
      System.arraycopy(factor, 0, scratch[0], 0, n);
    }

    @Override
    public void add(int unit, int component, double[] θ, double[] ξ, double[] score, int n) {
      for (int i = 0; i < n; i++) {
        scratch[1][i] = θ[i] / scratch[0][i];
        scratch[2][i] = ξ[i] / scratch[0][i];
      }
      breaking.addScore(component, scratch[1], scratch[2], score, n);
    }
  }

  /// Normal parameters with covariance between neurons.
  final class Correlated implements JointScore {
    private final BreakingFunction breaking;
    private final NeuronPrecision precision;

    /// Σᵢ wₖ(i)(θᵢ − μ) and Σᵢ wₖ(i) ξᵢ for direction k and component c, at k·components + c.
    private final double[][] positions;

    private final double[][] velocities;

    private Correlated(BreakingFunction breaking, NeuronPrecision precision, int capacity) {
      this.breaking = breaking;
      this.precision = precision;
      int sums = precision.directions() * breaking.components();
      this.positions = new double[sums][capacity];
      this.velocities = new double[sums][capacity];
    }

    @Override
    public void start() {
      for (int k = 0; k < positions.length; k++) {
        Arrays.fill(positions[k], 0);
        Arrays.fill(velocities[k], 0);
      }
    }

    @Override
    public void add(int unit, int component, double[] θ, double[] ξ, double[] score, int n) {
      double μ = breaking.mean(component);
      double own = precision.diagonal(unit) / breaking.variance(component);
      for (int i = 0; i < n; i++) {
        score[i] -= own * ξ[i] * (θ[i] - μ);
      }
      for (int k = 0; k < precision.directions(); k++) {
        double w = precision.direction(k, unit);
        double[] position = positions[k * breaking.components() + component];
        double[] velocity = velocities[k * breaking.components() + component];
        for (int i = 0; i < n; i++) {
          position[i] = Math.fma(w, θ[i] - μ, position[i]);
          velocity[i] = Math.fma(w, ξ[i], velocity[i]);
        }
      }
    }

    @Override
    public void finish(double[] score, int n) {
      int components = breaking.components();
      for (int c = 0; c < components; c++) {
        for (int k = 0; k < precision.directions(); k++) {
          for (int l = 0; l < precision.directions(); l++) {
            double core = precision.core(k, l) / breaking.variance(c);
            double[] velocity = velocities[k * components + c];
            double[] position = positions[l * components + c];
            for (int i = 0; i < n; i++) {
              score[i] += core * velocity[i] * position[i];
            }
          }
        }
      }
    }
  }

  /// A parent's score less ξ·∂V: ∂V by the chain rule through the sums that V is a function of.
  final class Deformed implements JointScore {
    private final BreakingFunction breaking;
    private final Potential potential;
    private final double[] constants;
    private final int kind;
    private final double[][] sums;
    private final double[] second;
    private final double[] fourth;

    private Deformed(
        BreakingFunction breaking,
        Potential potential,
        NeuralField field,
        ParameterFlow flow,
        int capacity) {
      this.breaking = breaking;
      this.potential = potential;
      this.constants = potential.variables(field);
      int bias = flow instanceof ParameterFlow.Biases ? 1 : 0;
      this.kind = flow.layer() == field.depth() ? 2 + bias : bias;
      this.sums = new double[Potential.SUMS][capacity];
      this.second = new double[capacity];
      this.fourth = new double[capacity];
    }

    @Override
    public void start() {
      for (double[] sum : sums) {
        Arrays.fill(sum, 0);
      }
      Arrays.fill(second, 0);
      Arrays.fill(fourth, 0);
    }

    @Override
    public void see(int kind, double[] θ, int n) {
      for (int i = 0; i < n; i++) {
        double square = θ[i] * θ[i];
        sums[2 * kind][i] += square;
        sums[2 * kind + 1][i] += square * square;
      }
    }

    @Override
    public void add(int unit, int component, double[] θ, double[] ξ, double[] score, int n) {
      breaking.addScore(component, θ, ξ, score, n);
      for (int i = 0; i < n; i++) {
        second[i] += 2 * θ[i] * ξ[i];
        fourth[i] += 4 * θ[i] * θ[i] * θ[i] * ξ[i];
      }
    }

    @Override
    public void finish(double[] score, int n) {
      if (!potential.mentionsAny(2 * kind, 2 * kind + 2)) {
        return;
      }
      double[] variables = constants.clone();
      for (int i = 0; i < n; i++) {
        for (int s = 0; s < sums.length; s++) {
          variables[s] = sums[s][i];
        }
        double[] slopes = potential.expression().gradient(variables);
        score[i] -= slopes[2 * kind] * second[i] + slopes[2 * kind + 1] * fourth[i];
      }
    }
  }
}
