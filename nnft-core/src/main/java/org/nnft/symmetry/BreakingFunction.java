package org.nnft.symmetry;

import java.util.Arrays;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Laplace;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Rademacher;
import org.nnft.network.IndependentDensity.StudentT;
import org.nnft.network.IndependentDensity.Uniform;
import org.nnft.network.JointDensity;
import org.nnft.network.NeuralField;
import org.nnft.network.ParameterDensity;
import org.nnft.network.ParameterGroup;
import org.nnft.network.ScaleLaw;

/// B = ξ·∂ log p + ∂·ξ of a flow under the law of the parameters (2605.12488).
///
/// | law | ∂ log p(θ) |
/// |---|---|
/// | normal | −(θ − μ)/σ² |
/// | Laplace | −sign(θ − μ)/s |
/// | Student-t | −(ν + 1)(θ − μ)/(νs² + (θ − μ)²) |
/// | uniform, ball, sphere | 0 inside; flows must run along the edge |
///
/// The score part ξ·∂ log p breaks explicitly, the Jacobian part ∂·ξ, a number, is the anomaly. These are scores of single
/// parameters; [JointScore] makes those of joint laws of them. Parameters that are copies of others are not counted in ∂·ξ.
///
/// Immutable.
final class BreakingFunction {
  private final IndependentDensity[] laws;
  private final boolean scoreVanishes;
  private final double jacobian;

  private BreakingFunction(IndependentDensity[] laws, boolean scoreVanishes, double jacobian) {
    this.laws = laws;
    this.scoreVanishes = scoreVanishes;
    this.jacobian = jacobian;
  }

  /// @throws IllegalArgumentException if integration by parts leaves a boundary term, or a constant would move
  static BreakingFunction of(NeuralField field, ParameterFlow flow) {
    int layer = flow.layer();
    if (layer < 0 || layer > field.depth()) {
      throw new IllegalArgumentException(
          "layer must be 1 to %d, got %d".formatted(field.depth() + 1, layer + 1));
    }
    requireScore(field, flow);
    return switch (flow) {
      case ParameterFlow.Weights w -> ofWeights(field, w);
      case ParameterFlow.Biases b -> ofBiases(field, b);
    };
  }

  /// Refuses joint laws of which the flow leaves the parameters that are drawn, or that have no density.
  private static void requireScore(NeuralField field, ParameterFlow flow) {
    boolean inside = flow.layer() < field.depth();
    switch (field.correlation()) {
      case JointDensity.SharedLayers _ -> {
        if (inside && flow.layer() > 1) {
          throw new IllegalArgumentException(
              "hidden layer %d has the parameters of hidden layer 2, which cannot stay as they are; let %s act on hidden layer 2"
                  .formatted(flow.layer() + 1, flow.name()));
        }
      }
      case JointDensity.CommonScale(ScaleLaw.Discrete law) -> {
        if (!inside && law.values().contains(0.0)) {
          throw new IllegalArgumentException(
              "a score needs a density: a common scale that can be 0 leaves the readout none, got %s; give it values above 0, or let the flow move hidden parameters"
                  .formatted(law));
        }
      }
      case JointDensity.Independent _,
          JointDensity.CommonScale _,
          JointDensity.Equicorrelated _,
          JointDensity.GaussianCovariance _,
          JointDensity.SharedWeights _,
          JointDensity.Mixture _,
          JointDensity.Deformed _ -> {}
    }
  }

  /// Whether the flow moves this group.
  static boolean moves(ParameterFlow flow, ParameterGroup group, NeuralField field) {
    int layer = group.isReadout() ? field.depth() : group.layer();
    boolean biases = group.kind() == ParameterGroup.Kind.BIASES;
    return flow.layer() == layer && flow instanceof ParameterFlow.Biases == biases;
  }

  /// How many neighbouring units have the same parameters, of those that the flow moves.
  static int copies(NeuralField field, ParameterFlow flow) {
    return field.correlation() instanceof JointDensity.SharedWeights(var group, int copies)
            && moves(flow, group, field)
        ? copies
        : 1;
  }

  private static BreakingFunction ofWeights(NeuralField field, ParameterFlow.Weights flow) {
    boolean readout = flow.layer() == field.depth();
    int length = readout ? field.outputs() : field.fanIn(flow.layer());
    if (flow.linear().size() != length
        || flow.shift().size() != length
        || flow.linear().stream().anyMatch(row -> row.size() != length)) {
      throw new IllegalArgumentException(
          "%s must act on vectors of %d weights, got %d"
              .formatted(flow.name(), length, flow.linear().size()));
    }
    int units = readout ? field.width() : field.hidden().get(flow.layer()).width();
    ParameterDensity density =
        readout
            ? field.readout().effectiveWeights(0, field.width())
            : field.hidden().get(flow.layer()).effectiveWeights(length);
    double[][] a = flow.matrix();
    double trace = 0;
    for (int i = 0; i < length; i++) {
      trace += a[i][i];
    }
    if (!(density instanceof IndependentDensity independent)) {
      if (!isRotation(a) || flow.shift().stream().anyMatch(c -> c != 0)) {
        throw boundary(flow, density);
      }
      return new BreakingFunction(new IndependentDensity[length], true, 0);
    }
    IndependentDensity[] laws = new IndependentDensity[length];
    Arrays.setAll(
        laws, i -> readout ? field.readout().effectiveWeights(i, field.width()) : independent);
    for (int i = 0; i < length; i++) {
      boolean moves = flow.shift().get(i) != 0 || Arrays.stream(a[i]).anyMatch(x -> x != 0);
      if (moves) {
        requireSmooth(flow, laws[i], rate(flow, a, laws, i));
      }
    }
    boolean constant = independent instanceof Constant;
    int drawn = Math.ceilDiv(units, copies(field, flow));
    return new BreakingFunction(laws, constant, constant ? 0 : drawn * trace);
  }

  /// ξ_i at the means, by which a constant would move.
  private static double rate(
      ParameterFlow.Weights flow, double[][] a, IndependentDensity[] laws, int i) {
    double rate = flow.shift().get(i);
    for (int j = 0; j < laws.length; j++) {
      rate += a[i][j] * laws[j].mean();
    }
    return rate;
  }

  private static BreakingFunction ofBiases(NeuralField field, ParameterFlow.Biases flow) {
    boolean readout = flow.layer() == field.depth();
    HiddenLayer layer = field.hidden().get(Math.min(flow.layer(), field.depth() - 1));
    IndependentDensity law = readout ? field.readout().bias() : layer.bias();
    int units = readout ? field.outputs() : layer.width();
    if (law instanceof Uniform) {
      boolean angle =
          flow.layer() == 0
              && flow.linear() == 0
              && Derivation.of(
                      field.independent(), new SymmetryGroup.Translations(field.inputs(), 1))
                  .isExact()
              && !mixesBiases(field);
      if (!angle) {
        throw boundary(flow, law);
      }
      return new BreakingFunction(new IndependentDensity[] {law}, true, 0);
    }
    requireSmooth(flow, law, flow.linear() * law.mean() + flow.shift());
    boolean constant = law instanceof Constant;
    return new BreakingFunction(
        new IndependentDensity[] {law},
        constant,
        constant ? 0 : Math.ceilDiv(units, copies(field, flow)) * flow.linear());
  }

  private static boolean mixesBiases(NeuralField field) {
    return field.correlation() instanceof JointDensity.Mixture(var components)
        && components.stream().anyMatch(c -> c.biases() != 1);
  }

  private static void requireSmooth(ParameterFlow flow, IndependentDensity law, double rate) {
    switch (law) {
      case Normal _, Laplace _, StudentT _ -> {}
      case Constant _ -> {
        if (rate != 0) {
          throw new IllegalArgumentException(
              "%s would move parameters that are not random (%s); choose a flow of random parameters"
                  .formatted(flow.name(), law));
        }
      }
      case Uniform _, Rademacher _ -> throw boundary(flow, law);
    }
  }

  private static IllegalArgumentException boundary(ParameterFlow flow, ParameterDensity law) {
    return new IllegalArgumentException(
        "%s moves the edge of the law %s, so the Ward identity has a boundary term that is not a breaking function; choose a flow along the edge, or a smooth law (normal, Laplace, Student-t)"
            .formatted(flow.name(), law));
  }

  private static boolean isRotation(double[][] a) {
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        if (a[i][j] != -a[j][i]) {
          return false;
        }
      }
    }
    return true;
  }

  /// Length of a unit's vector.
  int components() {
    return laws.length;
  }

  /// Of one entry of a unit's vector.
  double mean(int component) {
    return laws[component].mean();
  }

  /// Of one entry of a unit's vector.
  double variance(int component) {
    return laws[component].variance();
  }

  /// ∂·ξ, the same for all networks.
  double jacobian() {
    return jacobian;
  }

  /// Adds ξ ∂ log p of one parameter, entry `component` of a weight vector, of n networks. The parameter θ and its
  /// velocity ξ are not modified.
  void addScore(int component, double[] θ, double[] ξ, double[] score, int n) {
    if (scoreVanishes) {
      return;
    }
    switch (laws[component]) {
      case Normal(double μ, double σ) -> {
        for (int i = 0; i < n; i++) {
          score[i] -= ξ[i] * (θ[i] - μ) / (σ * σ);
        }
      }
      case Laplace(double μ, double s) -> {
        for (int i = 0; i < n; i++) {
          score[i] -= ξ[i] * Math.signum(θ[i] - μ) / s;
        }
      }
      case StudentT(double ν, double μ, double s) -> {
        for (int i = 0; i < n; i++) {
          double x = θ[i] - μ;
          score[i] -= ξ[i] * (ν + 1) * x / (ν * s * s + x * x);
        }
      }
      // Nothing of these moves.
      case Constant _, Uniform _, Rademacher _ -> {}
    }
  }
}
