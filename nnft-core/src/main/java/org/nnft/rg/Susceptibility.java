package org.nnft.rg;

/// How a small change of a layer's pre-activation grows or dies in the next layer.
///
/// @param parallel χ_∥ = C_W d⟨σ²⟩/dK: of the kernel, that is of a change of length of the input
/// @param perpendicular χ_⊥ = C_W⟨σ′²⟩: of the squared distance of two near inputs of equal length; ∞ where σ
///     jumps
public record Susceptibility(double parallel, double perpendicular) {

  /// Whether both are 1, so that signals neither die nor explode with depth.
  ///
  /// @param tolerance largest distance from 1
  public boolean isCritical(double tolerance) {
    return Math.abs(parallel - 1) <= tolerance && Math.abs(perpendicular - 1) <= tolerance;
  }
}
