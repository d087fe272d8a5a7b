package org.nnft.study;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nnft.eft.CouplingWeights;
import org.nnft.eft.VertexIntegral;
import org.nnft.ensemble.Ensemble;
import org.nnft.feynman.VertexKernel;
import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;
import org.nnft.rg.LocalPotential;
import org.nnft.rg.NetworkPotential;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.Jackknife;

/// The potential of a network where its flow begins, from exact or sampled correlators.
///
/// @param potential mass, λ and κ
/// @param fluctuations of the sampled components of G_c⁽⁴⁾, then of G_c⁽⁶⁾ if κ is measured; empty for exact ones
/// @param weights ∂λ and ∂κ by these components, to first order
record MeasuredPotential(
    NetworkPotential potential, Optional<Jackknife> fluctuations, List<double[]> weights) {

  /// @param sextic whether κ is measured, too
  static MeasuredPotential of(
      NeuralField field, PointSet points, boolean sextic, CorrelatorSource source) {
    VertexKernel kernel = VertexKernel.of(field);
    NetworkPotential potential =
        sextic
            ? NetworkPotential.of(kernel, points, source::connected, source::connected)
            : NetworkPotential.of(kernel, points, source::connected);
    Optional<Jackknife> fluctuations = sextic ? source.fluctuations(4, 6) : source.fluctuations(4);
    if (fluctuations.isEmpty()) {
      return new MeasuredPotential(potential, fluctuations, List.of());
    }
    VertexIntegral vertex = VertexIntegral.of(kernel, points, Double.POSITIVE_INFINITY);
    double[] λ = CouplingWeights.quartic(vertex);
    if (!sextic) {
      return new MeasuredPotential(potential, fluctuations, List.of(λ, new double[λ.length]));
    }
    double[] κ = CouplingWeights.sextic(vertex, potential.quartic());
    return new MeasuredPotential(potential, fluctuations, List.of(Arrays.copyOf(λ, κ.length), κ));
  }

  /// Correlators of a network: exact where they are known and no sample is asked for.
  ///
  /// @param sampled whether a sample is asked for
  static CorrelatorSource source(
      NeuralField field,
      PointSet points,
      int highestOrder,
      boolean sampled,
      String job,
      Subject subject,
      Workbench workbench) {
    if (!sampled) {
      try {
        return new CorrelatorSource.Exact(
            new CorrelatorSource.ExactTheory(points, highestOrder).of(field));
      } catch (IllegalArgumentException unknown) {
        // A sample knows what theory does not.
      }
    }
    Ensemble ensemble =
        Ensemble.of(field)
            .networks(subject.sampling().networks())
            .seed(subject.sampling().seed())
            .highestOrder(highestOrder);
    return new CorrelatorSource.Sampled(
        workbench.measure(job, "correlators at the origin", ensemble, points));
  }

  /// λ with its statistical error.
  Estimate quartic() {
    return new Estimate(potential.quartic(), error(1, 0));
  }

  /// κ with its statistical error.
  Estimate sextic() {
    return new Estimate(potential.sextic(), error(0, 1));
  }

  /// Standard error of aλ + bκ.
  double error(double a, double b) {
    return fluctuations
        .map(
            j -> {
              double[] sum = new double[weights.getFirst().length];
              Arrays.setAll(sum, c -> a * weights.getFirst()[c] + b * weights.getLast()[c]);
              return j.error(sum);
            })
        .orElse(0.0);
  }

  /// u₂, u₄, u₆ of the canonical field, or of the network's own.
  LocalPotential at(boolean canonical) {
    return canonical ? potential.canonical() : potential.bare();
  }

  /// ∂u₄/∂λ.
  double quarticScale(boolean canonical) {
    return canonical ? 24 / Math.pow(potential.normalisation(), 2) : 24;
  }

  /// ∂u₆/∂κ.
  double sexticScale(boolean canonical) {
    return canonical ? 720 / Math.pow(potential.normalisation(), 3) : 720;
  }
}
