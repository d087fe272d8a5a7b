package org.nnft.feynman;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hipparchus.fraction.BigFraction;
import org.nnft.feynman.TermClusters.Leg;
import org.nnft.math.FormulaCursor;

/// Recursive descent over the grammar of [Interaction]. Used once.
///
/// | rule | form |
/// |------|------|
/// | interaction | ['−'] term (('+' or '−') term)… |
/// | term | [number] coupling ['(y)'] ['/' number] factor… |
/// | number | whole ['!'] ['/' whole ['!']], in brackets or not |
/// | factor | (field ['_' index] or '(' ['int'] factor… ')') ['^' whole] |
final class InteractionParser {
  private static final int MOST_CHARACTERS = 1000;
  private static final int FEWEST_FIELDS = 3;
  private static final int MOST_FIELDS = 8;
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private final FormulaCursor in;
  private final Set<String> known;
  private final Set<String> fields = new LinkedHashSet<>();
  private final Map<String, Boolean> indexed = new HashMap<>();
  private int copies;

  InteractionParser(String text, Collection<String> known) {
    if (text.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "an interaction has at most %d characters, got %d"
              .formatted(MOST_CHARACTERS, text.length()));
    }
    this.in = new FormulaCursor("the interaction is wrong at character", text);
    this.known = new LinkedHashSet<>(known);
  }

  Interaction parse() {
    in.skipSpace();
    if (in.isAtEnd()) {
      throw in.error(0, "an interaction is missing, such as lambda f^4");
    }
    List<Vertex.Term> terms = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    boolean negative = minus();
    while (true) {
      int start = in.position();
      Vertex.Term term = term(negative);
      if (!seen.add(term.toString())) {
        throw in.error(
            start, "the term %s stands twice; add the numbers before it".formatted(term));
      }
      terms.add(term);
      if (in.isAtEnd()) {
        break;
      }
      if (minus()) {
        negative = true;
      } else if (in.accept('+')) {
        negative = false;
      } else {
        throw in.error("expected +, − or the end, got '%s'".formatted(in.current()));
      }
    }
    Set<String> withIndex =
        indexed.entrySet().stream()
            .filter(Map.Entry::getValue)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    return new Interaction(List.copyOf(fields), withIndex, terms);
  }

  private Vertex.Term term(boolean negative) {
    int start = in.position();
    BigFraction number = coefficient();
    String coupling = coupling();
    boolean positionDependent = position();
    if (in.accept('/')) {
      number = number.divide(whole());
    }
    List<Leg> legs = new ArrayList<>();
    int points = 0;
    while (!in.isAtEnd() && "+-−)".indexOf(in.current()) < 0) {
      in.accept('*');
      in.accept('·');
      int before = legs.size();
      points = factor(legs, points, true);
      if (points > 0 && legs.subList(0, before).stream().anyMatch(l -> l.point() == 0)) {
        throw in.error(
            start, "every field of a non-local term stands in an integral, such as (int f^2)^2");
      }
      if (points > 0 && legs.subList(before, legs.size()).stream().anyMatch(l -> l.point() == 0)) {
        throw in.error(
            start, "every field of a non-local term stands in an integral, such as (int f^2)^2");
      }
    }
    if (legs.size() < FEWEST_FIELDS || legs.size() > MOST_FIELDS) {
      throw in.error(
          start,
          "a term has %d to %d fields after its coupling, %s has %d"
              .formatted(FEWEST_FIELDS, MOST_FIELDS, coupling, legs.size()));
    }
    if (positionDependent && points > 1) {
      throw in.error(start, "a coupling that depends on the position needs a term at one point");
    }
    List<Cluster> clusters = clusters(legs);
    return new Vertex.Term(
        coupling,
        positionDependent,
        negative ? number.negate() : number,
        clusters,
        Notation.monomial(clusters));
  }

  private BigFraction coefficient() {
    if (in.current() == '(' && bracketHoldsNumber()) {
      in.advance(1);
      BigFraction number = number();
      if (!in.accept(')')) {
        throw in.error("expected ')' after a number");
      }
      in.accept('*');
      return number;
    }
    if (in.isAtDigit()) {
      BigFraction number = number();
      in.accept('*');
      return number;
    }
    return BigFraction.ONE;
  }

  private boolean bracketHoldsNumber() {
    int next = 1;
    while (in.ahead(next) == ' ') {
      next++;
    }
    return FormulaCursor.isDigit(in.ahead(next));
  }

  private BigFraction number() {
    BigFraction number = whole();
    return in.accept('/') ? number.divide(whole()) : number;
  }

  /// A whole number from 1 on, or its factorial.
  private BigFraction whole() {
    in.skipSpace();
    int start = in.position();
    String digits = in.digits();
    if (in.current() == '.') {
      throw in.error("numbers are exact; write a fraction such as 1/24");
    }
    if (digits.isEmpty() || digits.length() > 9 || Integer.parseInt(digits) == 0) {
      throw in.error(start, "expected a whole number from 1 to 999999999");
    }
    int value = Integer.parseInt(digits);
    boolean factorial = in.accept('!');
    if (factorial && value > 12) {
      throw in.error(start, "factorials go to 12!, got %d!".formatted(value));
    }
    in.skipSpace();
    return new BigFraction(factorial ? Combinatorics.factorial(value) : value);
  }

  private String coupling() {
    int start = in.position();
    String name = name(true);
    if (name.isEmpty()) {
      throw in.error(
          start,
          !in.isAtEnd()
              ? "a term begins with its coupling, such as lambda f^4; got '%s'"
                  .formatted(in.current())
              : "a term begins with its coupling, such as lambda f^4; got the end");
    }
    if (in.current() == '^' || superscript() >= 0) {
      throw in.error(
          start,
          "a term begins with its coupling, which has no power; write lambda %s^…".formatted(name));
    }
    return name;
  }

  /// `(y)` right after a coupling.
  private boolean position() {
    for (String letter : List.of("x", "y", "z")) {
      String bracket = "(" + letter + ")";
      if (in.startsWith(bracket) && in.ahead(bracket.length()) != '^') {
        in.advance(bracket.length());
        in.skipSpace();
        return true;
      }
    }
    in.skipSpace();
    return false;
  }

  /// @return the number of integrals so far
  private int factor(List<Leg> legs, int points, boolean outermost) {
    if (in.accept('(')) {
      return bracket(legs, points, outermost);
    }
    int start = in.position();
    String field = name(false);
    if (field.isEmpty()) {
      throw in.error(
          !in.isAtEnd()
              ? "expected a field or '(', got '%s'".formatted(in.current())
              : "expected a field or '(', got the end");
    }
    if (!known.isEmpty() && !known.contains(field)) {
      throw in.error(
          start, "unknown field '%s'; known are %s".formatted(field, String.join(", ", known)));
    }
    String index = null;
    if (in.current() == '_') {
      in.advance(1);
      int first = in.position();
      index = name(false);
      if (index.isEmpty()) {
        throw in.error(first, "expected an index after '_', such as f_a");
      }
    }
    if (indexed.merge(field, index != null, (a, _) -> a) != (index != null)) {
      throw in.error(
          start, "the field %s carries an index in one place and none in another".formatted(field));
    }
    fields.add(field);
    int power = power();
    for (int k = 0; k < power; k++) {
      legs.add(new Leg(field, index, 0, start));
    }
    return points;
  }

  private int bracket(List<Leg> legs, int points, boolean outermost) {
    int start = in.position();
    boolean integral = in.accept('∫') || word("int");
    if (integral && !outermost) {
      throw in.error(start, "an integral stands in no other bracket");
    }
    List<Leg> inner = new ArrayList<>();
    while (!in.isAtEnd() && in.current() != ')') {
      in.accept('*');
      in.accept('·');
      factor(inner, 0, false);
    }
    if (!in.accept(')')) {
      throw in.error("expected ')'");
    }
    if (inner.isEmpty()) {
      throw in.error(start, "expected a field, got ')'");
    }
    int power = power();
    int integrals = points;
    for (int k = 0; k < power; k++) {
      if (integral) {
        integrals++;
      }
      int copy = ++copies;
      for (Leg leg : inner) {
        String index = leg.index();
        legs.add(
            new Leg(
                leg.field(),
                index != null && power > 1 ? index + "#" + copy : index,
                integral ? integrals : 0,
                leg.at()));
      }
    }
    return integrals;
  }

  private int power() {
    if (in.accept('^')) {
      return exponent(in.position(), in.digits());
    }
    if (superscript() >= 0) {
      int start = in.position();
      StringBuilder digits = new StringBuilder();
      while (superscript() >= 0) {
        digits.append(superscript());
        in.advance(1);
      }
      return exponent(start, digits.toString());
    }
    in.skipSpace();
    return 1;
  }

  private int exponent(int start, String digits) {
    if (digits.length() != 1 || digits.charAt(0) < '1' || digits.charAt(0) > '0' + MOST_FIELDS) {
      throw in.error(start, "a power is a whole number from 1 to %d".formatted(MOST_FIELDS));
    }
    in.skipSpace();
    return digits.charAt(0) - '0';
  }

  private int superscript() {
    return SUPERSCRIPTS.indexOf(in.current());
  }

  private List<Cluster> clusters(List<Leg> legs) {
    try {
      return TermClusters.of(legs);
    } catch (TermClusters.Unpaired unpaired) {
      throw in.error(unpaired.at, String.valueOf(unpaired.getMessage()));
    }
  }

  /// @param underscore whether '_' belongs to the name
  private String name(boolean underscore) {
    int start = in.position();
    while (!in.isAtEnd()
        && (Character.isLetter(in.current())
            || in.position() > start && FormulaCursor.isDigit(in.current())
            || underscore && in.position() > start && in.current() == '_')) {
      in.advance(1);
    }
    return in.from(start);
  }

  private boolean word(String word) {
    char next = in.ahead(word.length());
    if (in.startsWith(word) && next != 0 && !Character.isLetter(next)) {
      in.advance(word.length());
      in.skipSpace();
      return true;
    }
    return false;
  }

  private boolean minus() {
    return in.accept('-') || in.accept('−');
  }
}
