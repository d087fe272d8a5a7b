package org.nnft.simulation;

import java.util.ArrayList;
import java.util.List;
import org.nnft.field.MomentumCutoff;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Rademacher;
import org.nnft.network.NeuralField;

/// The action of interacting real scalar fields that a user wants simulated,
///
///     S[φ] = Σᵢ ½ ∫dᵈx φᵢ(−∂² + mᵢ²)φᵢ + ∫_box dᵈx V(φ₁, …, φₙ)
///
/// with momenta of the free part regulated by f_Λ and the interaction on a grid in a box.
///
/// @param masses mᵢ > 0, one per field
/// @param potential V
/// @param grid where V acts
/// @param regulator f; NONE only in d = 1
/// @param cutoff Λ > 0, of no effect without regulator
public record EuclideanAction(
    List<Double> masses,
    ScalarPotential potential,
    InteractionGrid grid,
    MomentumCutoff regulator,
    double cutoff) {

  public EuclideanAction {
    masses = List.copyOf(masses);
    if (masses.size() != potential.fields().size()) {
      throw new IllegalArgumentException(
          "one mass per field is needed: fields %s, masses %s"
              .formatted(potential.fields(), masses));
    }
    for (double mass : masses) {
      if (!(mass > 0 && Double.isFinite(mass))) {
        throw new IllegalArgumentException("a mass must be positive, got " + mass);
      }
      if (regulator != MomentumCutoff.NONE && !(cutoff > mass)) {
        throw new IllegalArgumentException(
            "the cutoff must be above the mass, or no particle fits below it: cutoff %s, mass %s"
                .formatted(cutoff, mass));
      }
    }
    if (regulator == MomentumCutoff.NONE && grid.dimension() > 1) {
      throw new IllegalArgumentException(
          "in %d dimensions ⟨φ²⟩ diverges without a cutoff; name regulator sharp or gaussian and a cutoff"
              .formatted(grid.dimension()));
    }
    if (potential.derivatives() > 0
        && (regulator == MomentumCutoff.NONE || potential.derivatives() != grid.dimension())) {
      throw new IllegalArgumentException(
          "⟨(∂φ)²⟩ diverges without a cutoff, and derivatives go along the %d axes of the box; name regulator sharp or gaussian and a cutoff for %s"
              .formatted(grid.dimension(), potential.variables()));
    }
    potential.requireBoundedBelow();
  }

  /// The correlation length of the lightest free field, 1/m.
  public double correlationLength() {
    return 1 / masses.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  /// The networks that simulate it: the α-family of 2604.27050.
  ///
  /// @param alpha α; 0 weights momenta with the propagator, −1 are those of 2307.03223
  /// @param gaussian whether amplitudes are normal rather than of fixed size
  /// @param width N ≥ 1
  public InteractingField networks(double alpha, boolean gaussian, int width) {
    List<NeuralField> networks = new ArrayList<>();
    for (double mass : masses) {
      networks.add(
          NeuralField.scalar(
                  grid.dimension(),
                  mass,
                  alpha,
                  regulator,
                  cutoff,
                  gaussian ? new Normal(0, 1) : new Rademacher(0, 1))
              .width(width));
    }
    return new InteractingField(networks, potential, grid);
  }
}
