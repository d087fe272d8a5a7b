package org.nnft.feynman;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/// An interaction ΔS = ∫dᵈy Σ g_k f(y)ᵏ, read from text.
///
/// | text | meaning |
/// |------|---------|
/// | `lambda f^4 + kappa f^6` | λ f⁴ + κ f⁶, without factorials (2008.08601) |
/// | `lambda/4! f^4`, `1/24 lambda f^4` | with them |
/// | `lambda(y) f^4` | a coupling that depends on the position |
/// | `lambda (int f^2)^2` | non-local, λ (∫f²)² |
/// | `y phi psi^2` | several fields; no propagator mixes them |
/// | `lambda (f_a f_a)^2` | O(N): a repeated index is summed from 1 to N |
///
/// A term begins with its coupling, and has 3 to 8 fields. Greek letters, superscripts and ∫ may be typed.
///
/// @param fields their names, in the order of their appearance
/// @param indexed those which carry an O(N) index
/// @param terms at least one
public record Interaction(List<String> fields, Set<String> indexed, List<Vertex.Term> terms) {

  public Interaction {
    fields = List.copyOf(fields);
    indexed = Set.copyOf(indexed);
    terms = List.copyOf(terms);
  }

  /// Reads an interaction, whose fields are all names that are not couplings.
  ///
  /// @throws IllegalArgumentException naming the character at which it is wrong
  public static Interaction parse(String text) {
    return new InteractionParser(text, List.of()).parse();
  }

  /// Reads an interaction of given fields.
  ///
  /// @param fields names that may stand in it; any if empty
  /// @throws IllegalArgumentException naming the character at which it is wrong
  public static Interaction parse(String text, Collection<String> fields) {
    return new InteractionParser(text, fields).parse();
  }

  /// The terms of a coupling.
  ///
  /// @param coupling its name, a Greek letter by its name or as itself
  public List<Vertex.Term> of(String coupling) {
    return terms.stream()
        .filter(t -> Notation.plain(t.symbol()).equals(Notation.plain(coupling)))
        .toList();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Vertex.Term term : terms) {
      boolean negative = term.coefficient().signum() < 0;
      text.append(text.isEmpty() ? negative ? "−" : "" : negative ? " − " : " + ");
      text.append(Notation.factor(term.coefficient().abs())).append(Notation.plain(term.symbol()));
      text.append(term.positionDependent() ? "(y) " : " ").append(term.monomial());
    }
    return text.toString();
  }
}
