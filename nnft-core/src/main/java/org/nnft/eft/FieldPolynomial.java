package org.nnft.eft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A polynomial in the field at m points, Σₙ (1/n!) Tₙ φⁿ. Immutable.
///
/// @param kernels Tₙ at n = 0, 1, 2, …; T₀ is the constant
record FieldPolynomial(List<SymmetricTensor> kernels) {

  FieldPolynomial {
    kernels = List.copyOf(kernels);
  }

  /// A single monomial.
  static FieldPolynomial monomial(SymmetricTensor kernel) {
    return zero(kernel.points(), kernel.order() - 1).padded(List.of(kernel));
  }

  /// 0, as a polynomial of a degree; no kernels at all for degree −1.
  static FieldPolynomial zero(int points, int degree) {
    List<SymmetricTensor> kernels = new ArrayList<>();
    for (int n = 0; n <= degree; n++) {
      kernels.add(SymmetricTensor.of(points, n, _ -> 0));
    }
    return new FieldPolynomial(kernels);
  }

  private FieldPolynomial padded(List<SymmetricTensor> higher) {
    List<SymmetricTensor> all = new ArrayList<>(kernels);
    all.addAll(higher);
    return new FieldPolynomial(all);
  }

  int degree() {
    return kernels.size() - 1;
  }

  FieldPolynomial plus(FieldPolynomial other) {
    if (other.degree() > degree()) {
      return other.plus(this);
    }
    List<SymmetricTensor> sum = new ArrayList<>(kernels);
    for (int n = 0; n <= other.degree(); n++) {
      sum.set(n, sum.get(n).plus(other.kernels.get(n)));
    }
    return new FieldPolynomial(sum);
  }

  FieldPolynomial times(double factor) {
    return new FieldPolynomial(kernels.stream().map(t -> t.times(factor)).toList());
  }

  /// Σ_ij K_ij ∂ᵢ∂ⱼ of the polynomial: every vertex closed on itself.
  FieldPolynomial laplacian(double[][] line) {
    return new FieldPolynomial(kernels.stream().skip(2).map(t -> t.trace(line)).toList());
  }

  /// Σ_ij (∂ᵢA) K_ij (∂ⱼB): every vertex of one joined to every vertex of the other.
  FieldPolynomial bracket(FieldPolynomial other, double[][] line) {
    int points = kernels.getFirst().points();
    FieldPolynomial sum = zero(points, 0);
    for (SymmetricTensor a : kernels) {
      for (SymmetricTensor b : other.kernels) {
        if (a.order() > 0 && b.order() > 0 && a.largest() > 0 && b.largest() > 0) {
          sum = sum.plus(monomial(a.join(b, line)));
        }
      }
    }
    return sum;
  }

  double value(double[] φ) {
    double sum = 0;
    for (SymmetricTensor kernel : kernels) {
      sum += kernel.value(φ);
    }
    return sum;
  }

  /// @param gradient overwritten. Modified.
  void gradient(double[] φ, double[] gradient) {
    Arrays.fill(gradient, 0);
    for (SymmetricTensor kernel : kernels) {
      kernel.addGradient(φ, gradient);
    }
  }
}
