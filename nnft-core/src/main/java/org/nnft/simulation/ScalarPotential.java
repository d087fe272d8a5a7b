package org.nnft.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// A polynomial interaction V(φ₁, ∂φ₁, …, φₙ, ∂φₙ) of real scalar fields at one point, with or without first
/// derivatives.
///
/// Its variables are each field, followed by its derivatives along the axes if the polynomial has any: φ₁, ∂₁φ₁ …
/// ∂_dφ₁, φ₂, …
///
/// @param fields names of the fields
/// @param derivatives d, or 0 without derivatives
/// @param terms without repeated powers, ordered by power
public record ScalarPotential(List<String> fields, int derivatives, List<Term> terms) {

  /// coefficient · Π variable^power.
  ///
  /// @param powers one per variable, ≥ 0
  public record Term(double coefficient, List<Integer> powers) {
    public Term {
      powers = List.copyOf(powers);
    }

    /// Σ pᵢ.
    public int degree() {
      return powers.stream().mapToInt(Integer::intValue).sum();
    }
  }

  private static final int DIRECTIONS = 4000;

  public ScalarPotential {
    fields = List.copyOf(fields);
    terms = List.copyOf(terms);
    if (terms.isEmpty()) {
      throw new IllegalArgumentException("a potential needs at least 1 term, got 0");
    }
  }

  /// Reads a formula such as `lambda/4! phi^4 + g phi chi^2`.
  ///
  /// @param fields names of the fields
  /// @param parameters values of all other names
  /// @throws IllegalArgumentException pointing at the character that is wrong
  public static ScalarPotential parse(
      String formula, List<String> fields, Map<String, Double> parameters) {
    return parse(formula, fields, 0, parameters);
  }

  /// Reads a formula that may name derivatives: `g phi^2 (d1phi^2 + d2phi^2)` is g φ²(∂φ)² in two dimensions.
  ///
  /// @param dimension d; d1phi … are known up to it
  public static ScalarPotential parse(
      String formula, List<String> fields, int dimension, Map<String, Double> parameters) {
    List<Term> terms =
        new ScalarPotentialParser(formula, variables(fields, dimension), parameters).terms();
    int stride = 1 + dimension;
    boolean plain =
        terms.stream()
            .allMatch(
                term ->
                    IntStream.range(0, term.powers().size())
                        .allMatch(v -> v % stride == 0 || term.powers().get(v) == 0));
    return plain
        ? collected(
            fields,
            0,
            terms.stream()
                .map(
                    term ->
                        new Term(
                            term.coefficient(),
                            IntStream.range(0, fields.size())
                                .mapToObj(i -> term.powers().get(i * stride))
                                .toList()))
                .toList())
        : collected(fields, dimension, terms);
  }

  /// Adds up terms of equal powers.
  private static ScalarPotential collected(List<String> fields, int derivatives, List<Term> all) {
    Map<List<Integer>, Double> sums =
        new TreeMap<>(
            Comparator.comparingInt((List<Integer> p) -> p.stream().mapToInt(i -> i).sum())
                .thenComparing(List::toString));
    all.forEach(term -> sums.merge(term.powers(), term.coefficient(), Double::sum));
    List<Term> terms = new ArrayList<>();
    sums.forEach(
        (powers, coefficient) -> {
          if (coefficient != 0) {
            terms.add(new Term(coefficient, powers));
          }
        });
    return new ScalarPotential(fields, derivatives, terms);
  }

  private static List<String> variables(List<String> fields, int derivatives) {
    List<String> names = new ArrayList<>();
    for (String field : fields) {
      names.add(field);
      for (int axis = 1; axis <= derivatives; axis++) {
        names.add("d" + axis + field);
      }
    }
    return names;
  }

  /// Names of the variables.
  public List<String> variables() {
    return variables(fields, derivatives);
  }

  /// Which variable is field i without derivative.
  public int variable(int i) {
    return i * (1 + derivatives);
  }

  /// V.
  ///
  /// @param values one per variable. Not modified.
  public double at(double... values) {
    double sum = 0;
    for (Term term : terms) {
      double product = term.coefficient();
      for (int i = 0; i < values.length; i++) {
        product *= power(values[i], term.powers().get(i));
      }
      sum += product;
    }
    return sum;
  }

  /// ∂V by the i-th variable.
  public double derivative(int i, double... values) {
    double sum = 0;
    for (Term term : terms) {
      int p = term.powers().get(i);
      if (p > 0) {
        double product = term.coefficient() * p;
        for (int j = 0; j < values.length; j++) {
          product *= power(values[j], j == i ? p - 1 : term.powers().get(j));
        }
        sum += product;
      }
    }
    return sum;
  }

  private static double power(double base, int exponent) {
    double product = 1;
    for (int k = 0; k < exponent; k++) {
      product *= base;
    }
    return product;
  }

  /// The highest power.
  public int degree() {
    return terms.stream().mapToInt(Term::degree).max().orElseThrow();
  }

  /// Whether V(−φ) = V(φ).
  public boolean isEven() {
    return terms.stream().allMatch(term -> term.degree() % 2 == 0);
  }

  /// Refuses a potential without a ground state: one whose terms of highest degree are negative along some
  /// direction of the fields.
  ///
  /// Directions are tried on a fixed net of the sphere; a potential that is flat along one passes.
  ///
  /// @throws IllegalArgumentException naming the direction
  public void requireBoundedBelow() {
    int degree = degree();
    ScalarPotential leading =
        new ScalarPotential(
            fields, derivatives, terms.stream().filter(term -> term.degree() == degree).toList());
    for (int k = 0; k < DIRECTIONS; k++) {
      double[] direction = direction(k);
      double value = leading.at(direction);
      if (value < -1e-12) {
        throw new IllegalArgumentException(
            "the potential is not bounded below: its terms of degree %d fall without end along %s = %s; add a positive term of higher even degree"
                .formatted(degree, variables(), Arrays.toString(direction)));
      }
    }
  }

  /// The k-th direction: the axes first, then spread points whose coordinates are not special.
  private double[] direction(int k) {
    int n = variables().size();
    double[] u = new double[n];
    if (k < 2 * n) {
      u[k / 2] = k % 2 == 0 ? 1 : -1;
      return u;
    }
    double norm = 0;
    for (int i = 0; i < n; i++) {
      // Weyl's sequence on the cube, pushed out to the sphere.
      double turn = k * Math.sqrt(2 + 3.0 * i) + 0.37 * i;
      u[i] = 2 * (turn - Math.floor(turn)) - 1;
      norm += u[i] * u[i];
    }
    for (int i = 0; i < n; i++) {
      u[i] /= Math.sqrt(norm);
    }
    return u;
  }
}
