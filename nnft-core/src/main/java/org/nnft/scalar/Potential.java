package org.nnft.scalar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nnft.math.Elementary;
import org.nnft.math.Philox;

/// A polynomial interaction V(φ₁, …, φₙ) of n real scalar fields, without the mass term.
///
/// @param fields n ≥ 1
/// @param terms monomials; their sum is V
public record Potential(int fields, List<Monomial> terms) {

  private static final int DIRECTIONS = 2000;

  /// c Π φ_f^(e_f).
  ///
  /// @param exponents one for each field
  public record Monomial(double coefficient, List<Integer> exponents) {
    public Monomial {
      exponents = List.copyOf(exponents);
    }

    /// Σ e_f.
    public int degree() {
      return exponents.stream().mapToInt(e -> e).sum();
    }
  }

  public Potential {
    terms = List.copyOf(terms);
    int n = fields;
    if (n < 1 || terms.stream().anyMatch(t -> t.exponents().size() != n)) {
      throw new IllegalArgumentException(
          "every term needs an exponent for each of %d fields, got %s".formatted(n, terms));
    }
    terms.stream()
        .filter(t -> !Double.isFinite(t.coefficient()))
        .findFirst()
        .ifPresent(
            t -> {
              throw new IllegalArgumentException(
                  "coefficients of a potential must be finite, got " + t);
            });
  }

  /// (λ/4!)φ⁴.
  public static Potential phi4(double coupling) {
    return new Potential(1, List.of(new Monomial(coupling / 24, List.of(4))));
  }

  /// (λ/4!)(φ₁² + … + φₙ²)².
  public static Potential vector(int fields, double coupling) {
    List<Monomial> terms = new ArrayList<>();
    for (int a = 0; a < fields; a++) {
      for (int b = a; b < fields; b++) {
        Integer[] exponents = new Integer[fields];
        Arrays.fill(exponents, 0);
        exponents[a] += 2;
        exponents[b] += 2;
        terms.add(new Monomial((a == b ? 1 : 2) * coupling / 24, List.of(exponents)));
      }
    }
    return new Potential(fields, terms);
  }

  /// A polynomial written as text: `lambda/4! phi^4`, `g (phi1^2 + phi2^2)^2`, `g phi chi^2 + h/4! chi^4`.
  ///
  /// @param constants values of the names that are not fields
  /// @throws IllegalArgumentException saying what is not understood
  public static Potential parse(String text, Map<String, Double> constants) {
    return new PotentialParser(text, constants).potential();
  }

  /// Highest degree of a term, 0 if there is none.
  public int degree() {
    return terms.stream().mapToInt(Monomial::degree).max().orElse(0);
  }

  /// Whether V(φ) = V(−φ).
  public boolean isEven() {
    return terms.stream().allMatch(t -> t.degree() % 2 == 0);
  }

  /// The same potential with every coefficient multiplied.
  public Potential times(double factor) {
    return new Potential(
        fields,
        terms.stream().map(t -> new Monomial(factor * t.coefficient(), t.exponents())).toList());
  }

  /// V.
  ///
  /// Takes one value for each field, and modifies none.
  public double value(double... φ) {
    double sum = 0;
    for (Monomial term : terms) {
      double product = term.coefficient();
      for (int f = 0; f < fields; f++) {
        product *= power(φ[f], term.exponents().get(f));
      }
      sum += product;
    }
    return sum;
  }

  /// ∂V/∂φ_f.
  public double derivative(int field, double... φ) {
    double sum = 0;
    for (Monomial term : terms) {
      int exponent = term.exponents().get(field);
      if (exponent > 0) {
        double product = term.coefficient() * exponent;
        for (int f = 0; f < fields; f++) {
          product *= power(φ[f], term.exponents().get(f) - (f == field ? 1 : 0));
        }
        sum += product;
      }
    }
    return sum;
  }

  private static double power(double x, int n) {
    double product = 1;
    for (int i = 0; i < n; i++) {
      product *= x;
    }
    return product;
  }

  /// Refuses a potential that falls to −∞ faster than a mass term can hold.
  ///
  /// The form of highest degree is looked at along the axes and many directions between; a degree up to 2 is
  /// judged together with ½m²φ².
  ///
  /// @throws IllegalArgumentException naming the direction
  public void requireBounded(double mass) {
    int degree = Math.max(2, degree());
    for (int i = 0; i < DIRECTIONS; i++) {
      double[] v = direction(i);
      for (double[] way : List.of(v, Arrays.stream(v).map(x -> -x).toArray())) {
        double leading =
            terms.stream()
                .filter(t -> t.degree() == degree)
                .mapToDouble(t -> new Potential(fields, List.of(t)).value(way))
                .sum();
        double limit = degree == 2 ? -mass * mass / 2 : 0;
        boolean falls = degree == 2 ? leading <= limit : leading < -1e-12;
        if (falls) {
          throw new IllegalArgumentException(
              "the potential is unbounded: it falls like %.3g r^%d along φ = r·%s; add a positive term of higher even degree"
                  .formatted(leading, degree, Arrays.toString(way)));
        }
      }
    }
  }

  private double[] direction(int i) {
    double[] v = new double[fields];
    if (i < fields) {
      v[i] = 1;
      return v;
    }
    double norm = 0;
    for (int f = 0; f < fields; f++) {
      int[] word = {i, f, 0, 0};
      Philox.generate(word, 3, 4);
      double p = ((word[0] >>> 1) + 0.5) / (1L << 31);
      v[f] = p <= 0.5 ? Elementary.normalQuantile(p) : -Elementary.normalQuantile(1 - p);
      norm += v[f] * v[f];
    }
    double length = Math.sqrt(norm);
    return IntStream.range(0, fields).mapToDouble(f -> v[f] / length).toArray();
  }
}
