package org.nnft.simulation;

import java.util.List;
import org.nnft.network.NeuralField;

/// An interacting field theory as an ensemble of networks: the free ensemble's density of parameters times
/// `e^(−S_int[φ_θ])`.
///
///     P(θ) ∝ P_free(θ) exp(−Σ_g w_g V(φ_θ(x_g))),   Z[J] = ∫ dθ P(θ) e^(∫Jφ_θ)
///
/// At N → ∞ this is the theory with the action S_free + S_int: a factor of the density is a term of the action
/// (2307.03223). The interaction correlates all neurons.
///
/// @param networks one free ensemble per field of the potential, with one output each; independent of each other
/// @param potential V
/// @param grid where it acts
public record InteractingField(
    List<NeuralField> networks, ScalarPotential potential, InteractionGrid grid) {

  public InteractingField {
    networks = List.copyOf(networks);
    if (networks.size() != potential.fields().size()) {
      throw new IllegalArgumentException(
          "the potential has the fields %s, so %d networks are needed, got %d"
              .formatted(potential.fields(), potential.fields().size(), networks.size()));
    }
    for (NeuralField network : networks) {
      network.requireInputs(grid.points());
      if (network.outputs() != 1) {
        throw new IllegalArgumentException(
            "each field of an action is a network of one output, got " + network.outputs());
      }
    }
    potential.requireBoundedBelow();
  }

  /// The same theory with networks of another width.
  public InteractingField width(int width) {
    return new InteractingField(
        networks.stream().map(network -> network.width(width)).toList(), potential, grid);
  }
}
