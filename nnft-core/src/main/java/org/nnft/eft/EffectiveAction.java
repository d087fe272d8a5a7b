package org.nnft.eft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/// A polynomial action of the field at m points. Immutable.
///
///     S[φ] = g₀ + Σₙ (1/n!) Σ gₙ(x₁…xₙ) φ(x₁)…φ(xₙ)
///
/// With the sign of e^(−S): g₂ is the inverse propagator of the quadratic theory, g₄ = 4!·λ of the coupling λφ⁴
/// at a point (2008.08601 has no 1/n!), and a positive g₄ repels. Cost of value and gradient: n² multiplications
/// for each unique component.
public final class EffectiveAction {
  private final FieldPolynomial polynomial;

  EffectiveAction(FieldPolynomial polynomial) {
    this.polynomial = polynomial;
  }

  /// @param kernels gₙ of different orders, all at the same points; those absent are 0
  /// @throws IllegalArgumentException if there are none, two of one order, or of different numbers of points
  public static EffectiveAction of(SymmetricTensor... kernels) {
    if (kernels.length == 0) {
      throw new IllegalArgumentException("an action needs at least 1 kernel, got none");
    }
    FieldPolynomial sum = FieldPolynomial.zero(kernels[0].points(), 0);
    boolean[] present =
        new boolean[1 + Arrays.stream(kernels).mapToInt(SymmetricTensor::order).max().orElse(0)];
    for (SymmetricTensor kernel : kernels) {
      if (kernel.points() != kernels[0].points()) {
        throw new IllegalArgumentException(
            "all kernels need %d points like the first, the one of order %d has %d"
                .formatted(kernels[0].points(), kernel.order(), kernel.points()));
      }
      if (present[kernel.order()]) {
        throw new IllegalArgumentException(
            "there are two kernels of order %d; add them up".formatted(kernel.order()));
      }
      present[kernel.order()] = true;
      sum = sum.plus(FieldPolynomial.monomial(kernel));
    }
    return new EffectiveAction(sum);
  }

  /// Number of points m.
  public int points() {
    return polynomial.kernels().getFirst().points();
  }

  /// The highest power of the field, of which a kernel is stored.
  public int degree() {
    return polynomial.degree();
  }

  /// gₙ; gₙ = 0 above the degree.
  ///
  /// @param order n ≥ 0
  public SymmetricTensor kernel(int order) {
    return order <= degree()
        ? polynomial.kernels().get(order)
        : SymmetricTensor.of(points(), order, _ -> 0);
  }

  /// `S[φ]` at one value for each point. Not modified.
  ///
  /// @throws IllegalArgumentException if there are not m values
  public double value(double... φ) {
    requireConfiguration(φ);
    return polynomial.value(φ);
  }

  /// ∂S/∂φᵢ at one value for each point. Not modified.
  ///
  /// @return a new array
  /// @throws IllegalArgumentException if there are not m values
  public double[] gradient(double... φ) {
    requireConfiguration(φ);
    double[] gradient = new double[points()];
    polynomial.gradient(φ, gradient);
    return gradient;
  }

  private void requireConfiguration(double[] φ) {
    if (φ.length != points()) {
      throw new IllegalArgumentException(
          "a field configuration needs %d values, one per point, got %d"
              .formatted(points(), φ.length));
    }
  }

  FieldPolynomial polynomial() {
    return polynomial;
  }

  /// The action of x with φ = M x.
  FieldPolynomial in(double[][] matrix) {
    double[][] transposed = Whitening.transpose(matrix);
    return new FieldPolynomial(
        polynomial.kernels().stream().map(t -> t.transform(transposed)).toList());
  }

  /// The polynomial as LaTeX, an `aligned` block with one line for each power of the field.
  ///
  /// Components below 10⁻¹² of the largest of their order are left out.
  ///
  /// @param digits significant digits, 1…17
  public String toLatex(int digits) {
    if (digits < 1 || digits > 17) {
      throw new IllegalArgumentException("digits must lie between 1 and 17, got " + digits);
    }
    List<String> lines = new ArrayList<>();
    for (SymmetricTensor kernel : polynomial.kernels()) {
      String terms = terms(kernel, digits);
      if (!terms.isEmpty()) {
        lines.add(terms);
      }
    }
    return "\\begin{aligned}\nS[\\phi] ={}& "
        + (lines.isEmpty() ? "0" : String.join(" \\\\\n& ", lines))
        + "\n\\end{aligned}";
  }

  private static String terms(SymmetricTensor kernel, int digits) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < kernel.index().count(); c++) {
      double coefficient = kernel.coefficient(c);
      if (coefficient == 0 || Math.abs(coefficient) < 1e-12 * kernel.largest()) {
        continue;
      }
      line.append(coefficient < 0 ? " - " : " + ")
          .append(number(Math.abs(coefficient), digits))
          .append(monomial(kernel.index().at(c)));
    }
    return line.toString().strip();
  }

  private static String monomial(int[] tuple) {
    StringJoiner factors = new StringJoiner(" ", tuple.length == 0 ? "" : "\\,", "");
    for (int k = 0; k < tuple.length; ) {
      int power = 1;
      while (k + power < tuple.length && tuple[k + power] == tuple[k]) {
        power++;
      }
      factors.add("\\phi_{" + (tuple[k] + 1) + "}" + (power > 1 ? "^{" + power + "}" : ""));
      k += power;
    }
    return factors.toString();
  }

  private static String number(double value, int digits) {
    int exponent = (int) Math.floor(Math.log10(value));
    if (exponent >= -3 && exponent < Math.max(digits, 6)) {
      return String.format(Locale.ROOT, "%." + Math.max(0, digits - 1 - exponent) + "f", value);
    }
    String mantissa =
        String.format(Locale.ROOT, "%." + (digits - 1) + "f", value / Math.pow(10, exponent));
    return mantissa + " \\cdot 10^{" + exponent + "}";
  }

  /// `S[φ]` in LaTeX, to 4 digits.
  @Override
  public String toString() {
    return toLatex(4);
  }
}
