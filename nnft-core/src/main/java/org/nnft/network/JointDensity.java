package org.nnft.network;

import java.util.List;
import java.util.stream.Collectors;
import org.nnft.network.IndependentDensity.Normal;

/// The joint law of all parameters of a network: P(θ) ≠ Π P(θᵢ).
///
/// The layers' own densities say what each parameter is by itself; a joint density says how they hang together.
/// Neurons that are not independent interact even at infinite width, where independent ones are a free field
/// (Demirtas, Halverson, Maiti, Schwartz, Stoner, arXiv:2307.03223).
///
/// | law | what is shared | how it is sampled |
/// |-----|----------------|-------------------|
/// | [Independent] | nothing | exactly |
/// | [CommonScale] | a random variance s of the output | exactly |
/// | [Equicorrelated] | a part √ρ of every weight | exactly |
/// | [GaussianCovariance] | a few random directions | exactly |
/// | [SharedWeights], [SharedLayers] | the parameters themselves | exactly |
/// | [Mixture] | which of several ensembles it is | exactly |
/// | [Deformed] | a potential V(θ) | exactly by rejection if V is bounded below; by reweighting; by Markov chains |
public sealed interface JointDensity {

  /// Every layer's parameters as its own densities say, independent of all others.
  record Independent() implements JointDensity {}

  /// f → √s f with one random s per network: output weights and biases times √s.
  ///
  ///     G⁽ⁿ⁾ = E[s^(n/2)] G⁽ⁿ⁾_independent,      G_c⁽⁴⁾ = E[s²] G_c⁽⁴⁾_independent + Var(s) Σ₃ KK
  ///
  /// The second term survives N → ∞. With [ScaleLaw#student] this is the Student-t process there.
  record CommonScale(ScaleLaw law) implements JointDensity {}

  /// Normal parameters of a group with correlation ρ between every two neurons:
  /// Cov(θᵢ, θⱼ) = σ²[(1 − ρ)δᵢⱼ + ρ], each column by itself.
  ///
  /// @param rho −1/(n − 1) < ρ < 1 for n neurons
  record Equicorrelated(ParameterGroup group, double rho) implements JointDensity {
    public Equicorrelated {
      if (!(rho > -1 && rho < 1)) {
        throw new IllegalArgumentException(
            "rho must lie between −1/(n − 1) for n neurons and 1, got " + rho);
      }
    }
  }

  /// Normal parameters of a group with Cov(θᵢ, θⱼ) = σ²[dᵢ δᵢⱼ + Σₖ uₖᵢ uₖⱼ] between neurons, each column by
  /// itself.
  ///
  /// @param diagonal d as a function of the neuron's number i = 1…n and of n; ≥ 0
  /// @param factors uₖ likewise
  record GaussianCovariance(ParameterGroup group, Expression diagonal, List<Expression> factors)
      implements JointDensity {
    /// What the expressions may name.
    public static final List<String> VARIABLES = List.of("i", "n");

    public GaussianCovariance {
      factors = List.copyOf(factors);
    }

    /// d for each of n neurons.
    ///
    /// @throws IllegalArgumentException if a value is negative or not finite
    public double[] diagonal(int n) {
      double[] d = values(diagonal, n);
      for (int i = 0; i < n; i++) {
        if (!(d[i] >= 0)) {
          throw new IllegalArgumentException(
              "the diagonal %s must be at least 0, got %s at i = %d of n = %d"
                  .formatted(diagonal, d[i], i + 1, n));
        }
      }
      return d;
    }

    /// uₖ for each of n neurons.
    ///
    /// @throws IllegalArgumentException if a value is not finite
    public double[][] factors(int n) {
      return factors.stream().map(u -> values(u, n)).toArray(double[][]::new);
    }

    private static double[] values(Expression expression, int n) {
      double[] result = new double[n];
      for (int i = 0; i < n; i++) {
        result[i] = expression.at(i + 1, n);
        if (!Double.isFinite(result[i])) {
          throw new IllegalArgumentException(
              "%s must be finite, got %s at i = %d of n = %d"
                  .formatted(expression, result[i], i + 1, n));
        }
      }
      return result;
    }
  }

  /// Neurons in clusters of `copies` with the same parameters of a group: neuron i has those of the first of its
  /// cluster. The last cluster may be smaller.
  ///
  /// @param copies ≥ 1
  record SharedWeights(ParameterGroup group, int copies) implements JointDensity {
    public SharedWeights {
      if (copies < 1) {
        throw new IllegalArgumentException("copies must be at least 1, got " + copies);
      }
    }
  }

  /// All hidden layers after the second have its weights and biases: a recurrent network unrolled in depth.
  record SharedLayers() implements JointDensity {}

  /// Each network belongs to one of several ensembles, whose parameters are those of the layers' densities
  /// times the ensemble's factors.
  ///
  /// @param components at least one
  record Mixture(List<Component> components) implements JointDensity {
    /// One ensemble.
    ///
    /// @param weight its probability, scaled so that all sum to 1
    /// @param weights factor of all hidden weights, > 0
    /// @param biases factor of all hidden biases, > 0
    /// @param readout factor of output weights and biases, > 0
    public record Component(double weight, double weights, double biases, double readout) {
      public Component {
        for (double factor : new double[] {weight, weights, biases, readout}) {
          if (!(factor > 0 && Double.isFinite(factor))) {
            throw new IllegalArgumentException(
                "probabilities and factors of a mixture are positive and finite, got " + factor);
          }
        }
      }

      /// The ensemble by itself.
      public NeuralField of(NeuralField field) {
        List<HiddenLayer> hidden =
            field.hidden().stream()
                .map(
                    layer ->
                        new HiddenLayer(
                            layer.width(),
                            layer.activation(),
                            layer.parameterisation(),
                            layer.weights().scaledBy(weights),
                            layer.bias().scaledBy(biases)))
                .toList();
        Readout r = field.readout();
        Readout scaled =
            new Readout(
                r.outputs(),
                r.parameterisation(),
                r.weights().scaledBy(readout),
                r.bias().scaledBy(readout),
                r.weightMeans().stream().map(mean -> mean * readout).toList());
        return new NeuralField(field.inputs(), hidden, scaled);
      }

      private boolean changesHidden() {
        return weights != 1 || biases != 1;
      }
    }

    public Mixture {
      if (components.isEmpty()) {
        throw new IllegalArgumentException("a mixture needs at least 1 component, got none");
      }
      double sum = components.stream().mapToDouble(Component::weight).sum();
      components =
          components.stream()
              .map(c -> new Component(c.weight() / sum, c.weights(), c.biases(), c.readout()))
              .toList();
    }
  }

  /// P(θ) ∝ P₀(θ) e^(−V(θ)), P₀ the independent densities and V a function of invariants.
  record Deformed(Potential potential) implements JointDensity {}

  /// Whether a readout that is Gaussian by its own densities is so still, given the hidden units and the random
  /// numbers that neurons share.
  default boolean isGaussianReadoutKept() {
    return switch (this) {
      case Independent _,
          CommonScale _,
          Equicorrelated _,
          GaussianCovariance _,
          SharedWeights _,
          SharedLayers _,
          Mixture _ ->
          true;
      case Deformed(Potential potential) -> !potential.mentionsReadout();
    };
  }

  /// What is shared, in words.
  default String words() {
    return switch (this) {
      case Independent _ -> "independent parameters";
      case CommonScale _ -> "a common scale";
      case Equicorrelated(ParameterGroup group, double _) -> "equicorrelated " + group.words();
      case GaussianCovariance(ParameterGroup group, var _, var _) ->
          "a given covariance of the " + group.words();
      case SharedWeights(ParameterGroup group, int _) -> "shared " + group.words();
      case SharedLayers _ -> "shared layers";
      case Mixture _ -> "a mixture";
      case Deformed _ -> "a deformed density";
    };
  }

  /// The law's parameters α in a few words, for labels; empty for independent parameters.
  default String setting() {
    return switch (this) {
      case Independent _ -> "";
      case CommonScale(ScaleLaw law) -> "s ~ " + law;
      case Equicorrelated(ParameterGroup _, double rho) -> "ρ = " + rho;
      case GaussianCovariance covariance -> covariance.factors().size() + " factors";
      case SharedWeights(ParameterGroup _, int copies) -> "clusters of " + copies;
      case SharedLayers _ -> "shared layers";
      case Mixture(List<Mixture.Component> components) -> "mixture of " + components.size();
      case Deformed(Potential potential) ->
          potential.parameters().isEmpty()
              ? "V = " + potential.expression()
              : potential.parameters().stream()
                  .map(p -> p.name() + " = " + p.value())
                  .collect(Collectors.joining(", "));
    };
  }

  /// Refuses fields whose layers' densities or shape do not allow this law.
  ///
  /// @throws IllegalArgumentException saying what to change
  default void requireFits(NeuralField field) {
    switch (this) {
      case Independent _, CommonScale _, Deformed _ -> {}
      case Mixture(List<Mixture.Component> components) -> {
        boolean normalised =
            field.hidden().getFirst().activation() instanceof Activation.GaussNormalised;
        if (normalised && components.stream().anyMatch(Mixture.Component::changesHidden)) {
          throw new IllegalArgumentException(
              "the Gauss-net is normalised by its own densities; mix its readout only");
        }
      }
      case Equicorrelated(ParameterGroup group, double _) -> requireNormal(group, field);
      case GaussianCovariance(ParameterGroup group, var _, var _) -> requireNormal(group, field);
      case SharedWeights(ParameterGroup group, int _) -> requireLayer(group, field);
      case SharedLayers _ -> {
        HiddenLayer second = field.hidden().get(Math.min(1, field.depth() - 1));
        boolean alike =
            field.hidden().stream().skip(1).allMatch(layer -> layer.equals(second))
                && field.hidden().getFirst().width() == second.width();
        if (!alike) {
          throw new IllegalArgumentException(
              "shared layers need hidden layers of one width, from the second on all alike");
        }
      }
    }
  }

  /// Refuses widths that do not allow this law.
  ///
  /// @throws IllegalArgumentException saying what to change
  default void requireWidth(NeuralField field) {
    switch (this) {
      case Equicorrelated(ParameterGroup group, double rho) -> {
        int n = group.neurons(field);
        if (1 + (n - 1) * rho <= 0) {
          throw new IllegalArgumentException(
              "rho must be above −1/(n − 1) = %s for the %d neurons of the %s, got %s"
                  .formatted(-1.0 / (n - 1), n, group.words(), rho));
        }
      }
      case GaussianCovariance covariance -> {
        int n = covariance.group().neurons(field);
        covariance.diagonal(n);
        covariance.factors(n);
      }
      case Independent _,
          CommonScale _,
          SharedWeights _,
          SharedLayers _,
          Mixture _,
          Deformed _ -> {}
    }
  }

  private static void requireLayer(ParameterGroup group, NeuralField field) {
    if (group.layer() >= field.depth()) {
      throw new IllegalArgumentException(
          "there is no hidden layer %d; the network has %d"
              .formatted(group.layer() + 1, field.depth()));
    }
  }

  private static void requireNormal(ParameterGroup group, NeuralField field) {
    requireLayer(group, field);
    if (!(group.law(field) instanceof Normal)) {
      throw new IllegalArgumentException(
          "correlated Gaussian parameters need the law normal for the %s, got %s"
              .formatted(group.words(), group.law(field)));
    }
  }
}
