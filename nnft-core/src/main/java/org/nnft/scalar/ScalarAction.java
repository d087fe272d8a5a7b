package org.nnft.scalar;

/// An action: free scalars of one mass in the continuum and a polynomial interaction in a box.
///
///     S = Σ_f ∫ dᵈx ½[(∂φ_f)² + m²φ_f²] + ∫_box dᵈx V(φ)
///
/// @param network of every field; fields are independent copies
public record ScalarAction(ScalarNetwork network, Potential potential, InteractionBox box) {

  public ScalarAction {
    if (network.dimension() != box.dimension()) {
      throw new IllegalArgumentException(
          "network and box have different dimensions, %d and %d"
              .formatted(network.dimension(), box.dimension()));
    }
    potential.requireBounded(network.mass());
    if (potential.fields() > 8) {
      throw new IllegalArgumentException("at most 8 fields, got " + potential.fields());
    }
  }

  /// The same action with networks of another width.
  public ScalarAction width(int neurons) {
    return new ScalarAction(network.width(neurons), potential, box);
  }

  /// The same action with another law of the amplitude.
  public ScalarAction with(Amplitude law) {
    return new ScalarAction(network.with(law), potential, box);
  }

  /// Whether the box spans fewer than four correlation lengths of the free field.
  public boolean boxIsSmall() {
    return box.length() * network.mass() < 4;
  }
}
