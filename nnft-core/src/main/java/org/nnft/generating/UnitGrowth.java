package org.nnft.generating;

import java.util.Locale;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Laplace;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Rademacher;
import org.nnft.network.IndependentDensity.StudentT;
import org.nnft.network.IndependentDensity.Uniform;
import org.nnft.network.NeuralField;
import org.nnft.network.ParameterDensity;

/// For which real sources the exponential of a neuron has a mean: the growth of the unit with its parameters
/// against the tails of their law.
///
/// A unit that grows like |θ|^γ, under a law that falls like exp(−|θ|^τ), with an output weight whose generating
/// function grows like exp(s^ρ), has a mean for every J if ργ < τ, and for none if ργ > τ; at equality up to a limit.
/// A weight whose generating function ends (Laplace) needs a bounded unit.
final class UnitGrowth {
  private UnitGrowth() {}

  /// Homogeneous units are integrated over their length by formula, which needs a normal output weight.
  static void requireKnown(NeuralField field) {
    HiddenLayer layer = field.hidden().getFirst();
    boolean homogeneous =
        switch (layer.activation()) {
          case Activation.Relu _, Activation.LeakyRelu _, Activation.Abs _ -> true;
          default -> false;
        };
    IndependentDensity weight = field.readout().weights(0);
    if (homogeneous && !(weight instanceof Normal && weight.mean() == 0)) {
      throw new IllegalArgumentException(
          "W[J] of %s units is known for normal output weights of mean 0, got %s; sample"
              .formatted(layer.activation(), weight));
    }
  }

  static Domain domain(NeuralField field, Profile profile) {
    HiddenLayer layer = field.hidden().getFirst();
    IndependentDensity weight = field.readout().weights(0);
    if (field.readout().bias() instanceof StudentT || field.readout().bias() instanceof Laplace) {
      return new Domain.ImaginaryOnly(
          "the output bias %s has exponential tails or heavier".formatted(field.readout().bias()));
    }
    if (profile instanceof Profile.Chi) {
      return new Domain.Bounded(
          profile.limit(),
          String.format(
              Locale.ROOT,
              "the unit grows like the length r of its parameters, and E exp(σ²r²s²/2N) is finite for |s| < √N/σ = %.6g",
              profile.limit()));
    }
    if (weight instanceof StudentT) {
      return new Domain.ImaginaryOnly("output weights %s have power-law tails".formatted(weight));
    }
    double growth = growth(layer);
    if (weight instanceof Laplace) {
      return growth > 0
          ? new Domain.ImaginaryOnly(
              "E exp(sv) of %s ends at a finite s, which an unbounded unit exceeds"
                  .formatted(weight))
          : new Domain.Bounded(
              profile.limit(),
              String.format(
                  Locale.ROOT,
                  "E exp(sv) of a Laplace output weight is finite for |s| < %.6g",
                  profile.limit()));
    }
    double order =
        switch (weight) {
          case Normal _ -> 2;
          case Uniform _, Rademacher _, Constant _ -> 1;
          case Laplace _, StudentT _ -> Double.POSITIVE_INFINITY;
        };
    double tail = tail(layer.weights());
    if (growth == 0) {
      return new Domain.Everywhere("the unit is bounded and the output weights have light tails");
    }
    boolean wave = layer.activation() instanceof Activation.PlaneWave;
    if (wave && order * growth < tail) {
      return new Domain.Everywhere("the amplitude grows more slowly than the momenta's tails fall");
    }
    return new Domain.ImaginaryOnly(
        order * growth > tail
            ? "exp(J f) has no mean, since the unit's tails are heavier than exponential"
            : "the unit is unbounded, and for which J the mean exists is not known");
  }

  /// The power γ of |θ|.
  private static double growth(HiddenLayer layer) {
    return switch (layer.activation()) {
      case Activation.Erf _,
          Activation.Step _,
          Activation.Sign _,
          Activation.Gaussian _,
          Activation.Cos _,
          Activation.Sin _,
          Activation.Tanh _,
          Activation.Sigmoid _ ->
          0;
      case Activation.PlaneWave wave ->
          tail(layer.weights()) == Double.POSITIVE_INFINITY ? 0 : Math.max(0, 2 * wave.exponent());
      case Activation.Polynomial p -> p.coefficients().size() - 1;
      case Activation.Relu _,
          Activation.LeakyRelu _,
          Activation.Abs _,
          Activation.Softplus _,
          Activation.Swish _,
          Activation.Gelu _ ->
          1;
      case Activation.Exp _, Activation.GaussNormalised _ -> Double.POSITIVE_INFINITY;
      // How an expression grows is not read off it: with normal weights γ = 1 is the case that is
      // not known.
      case Activation.Formula _ -> 1;
    };
  }

  /// The power τ; infinite for bounded parameters.
  private static double tail(ParameterDensity weights) {
    return switch (weights) {
      case Normal _ -> 2;
      case Laplace _ -> 1;
      case StudentT _ -> 0;
      case ParameterDensity.Propagator law ->
          switch (law.regulator()) {
            case SHARP -> Double.POSITIVE_INFINITY;
            case GAUSSIAN -> 2;
            case NONE -> 0;
          };
      case Uniform _,
          Rademacher _,
          Constant _,
          ParameterDensity.Ball _,
          ParameterDensity.Sphere _ ->
          Double.POSITIVE_INFINITY;
    };
  }
}
