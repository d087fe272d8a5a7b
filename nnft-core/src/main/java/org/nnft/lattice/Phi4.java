package org.nnft.lattice;

import java.util.Locale;

/// The action of lattice φ⁴, held in one convention and named in four.
///
/// | factory | action per site | relation to ours |
/// |---------|-----------------|------------------|
/// | [#continuum] | ½ Σ_μ (Δ_μ φ)² + ½ m₀²φ² + (λ/4!) φ⁴ | itself |
/// | [#hopping] | −2κ Σ_μ φ φ_{+μ} + φ² + λ_h(φ² − 1)² | φ = √(2κ) φ_h, m₀² = (1 − 2λ_h)/κ − 2d, λ = 6λ_h/κ² |
/// | [#flow] | Σ_μ (Δ_μ φ)² + M²φ² + λ_f φ⁴ | φ = √2 φ_f, m₀² = M², λ = 6λ_f |
/// | [#quarter] | ½ Σ_μ (Δ_μ φ)² + ½ μ₀²φ² + (g/4) φ⁴ | λ = 6g |
///
/// S_h = S + λ_h V: the actions differ by a constant. The third is that of the literature on normalising flows
/// (Albergo, Kanwar, Shanahan, arXiv:1904.12072), the fourth that of Schaich and Loinaz (arXiv:0902.0045).
///
/// @param dimension d = 1 … 4
/// @param massSquared m₀², of either sign
/// @param coupling λ ≥ 0; at λ = 0, m₀² must be positive
public record Phi4(int dimension, double massSquared, double coupling) {

  public Phi4 {
    if (dimension < 1 || dimension > 4) {
      throw new IllegalArgumentException("lattice φ⁴ lives in d = 1 to 4, got d = " + dimension);
    }
    if (!Double.isFinite(massSquared) || !Double.isFinite(coupling)) {
      throw new IllegalArgumentException(
          "m₀² and λ must be finite, got m₀² = %s, λ = %s".formatted(massSquared, coupling));
    }
    if (coupling < 0) {
      throw new IllegalArgumentException(
          "λ = %s makes the potential fall to −∞; λ must be at least 0".formatted(coupling));
    }
    if (coupling == 0 && massSquared <= 0) {
      throw new IllegalArgumentException(
          "without λ the constant mode is bounded by the mass alone: m₀² must be positive, got "
              + massSquared);
    }
  }

  /// ½ Σ_μ (Δ_μ φ)² + ½ m₀²φ² + (λ/4!) φ⁴.
  public static Phi4 continuum(int dimension, double massSquared, double coupling) {
    return new Phi4(dimension, massSquared, coupling);
  }

  /// −2κ Σ_μ φ φ_{+μ} + φ² + λ_h(φ² − 1)², with κ > 0.
  ///
  /// @param coupling λ_h ≥ 0
  public static Phi4 hopping(int dimension, double κ, double coupling) {
    if (!(κ > 0 && Double.isFinite(κ))) {
      throw new IllegalArgumentException("κ must be positive and finite, got " + κ);
    }
    return new Phi4(dimension, (1 - 2 * coupling) / κ - 2 * dimension, 6 * coupling / (κ * κ));
  }

  /// Σ_μ (Δ_μ φ)² + M²φ² + λ_f φ⁴.
  public static Phi4 flow(int dimension, double massSquared, double coupling) {
    return new Phi4(dimension, massSquared, 6 * coupling);
  }

  /// ½ Σ_μ (Δ_μ φ)² + ½ μ₀²φ² + (g/4) φ⁴.
  public static Phi4 quarter(int dimension, double massSquared, double coupling) {
    return new Phi4(dimension, massSquared, 6 * coupling);
  }

  /// H = p²/2 + ½ m²x² + (λ/4!)x⁴ in Euclidean time of step a: x = √a φ, m₀² = a²m², λ → a³λ.
  ///
  /// @param spacing a > 0
  public static Phi4 oscillator(double spacing, double massSquared, double coupling) {
    return new Phi4(1, spacing * spacing * massSquared, spacing * spacing * spacing * coupling);
  }

  /// The same action as κ and λ_h.
  ///
  /// κ is the positive root of (λ/3)κ² + (m₀² + 2d)κ − 1 = 0, written so that nothing cancels.
  public Hopping hopping() {
    double b = massSquared + 2 * dimension;
    double root = Math.sqrt(b * b + 4 * coupling / 3);
    double κ = b >= 0 ? 2 / (b + root) : 3 * (root - b) / (2 * coupling);
    return new Hopping(κ, coupling * κ * κ / 6);
  }

  /// M² and λ_f; φ = √2 φ_f.
  public Couplings flow() {
    return new Couplings(massSquared, coupling / 6);
  }

  /// μ₀² and g; the field is the same.
  public Couplings quarter() {
    return new Couplings(massSquared, coupling / 6);
  }

  /// A mass squared and a coupling.
  public record Couplings(double massSquared, double coupling) {}

  /// Hopping parameter κ and λ_h, which is also S_h − S for each site.
  public record Hopping(double κ, double coupling) {
    /// φ/φ_h = √(2κ).
    public double fieldScale() {
      return Math.sqrt(2 * κ);
    }
  }

  /// The potential and diagonal part of the kinetic term at one site: (d + ½m₀²)φ² + (λ/4!)φ⁴.
  double site(double φ) {
    double square = φ * φ;
    return square * (dimension + massSquared / 2 + coupling / 24 * square);
  }

  void requireDimensionOf(Lattice lattice) {
    if (lattice.dimension() != dimension) {
      throw new IllegalArgumentException(
          "an action in d = %d needs a lattice of %d axes, got %s"
              .formatted(dimension, dimension, lattice.extents()));
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "φ⁴ in d = %d, m₀² = %s, λ = %s", dimension, massSquared, coupling);
  }
}
