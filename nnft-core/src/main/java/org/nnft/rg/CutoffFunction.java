package org.nnft.rg;

/// A function of the cutoff with its derivative, such as the vertex ∫_{|yᵢ|≤Λ} dᵈy Πₐ K_W(xₐ, y).
///
/// The derivative of such an integral is that of its bounds: the integral of the same integrand over the 2d
/// faces of the box, so β-functions need no differences.
public interface CutoffFunction {

  /// The value at a cutoff Λ > 0.
  double at(double cutoff);

  /// d/dΛ.
  double derivative(double cutoff);

  /// Zero at every cutoff.
  static CutoffFunction none() {
    return new CutoffFunction() {
      @Override
      public double at(double cutoff) {
        return 0;
      }

      @Override
      public double derivative(double cutoff) {
        return 0;
      }
    };
  }
}
