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

  private final String text;
  private final Set<String> known;
  private final Set<String> fields = new LinkedHashSet<>();
  private final Map<String, Boolean> indexed = new HashMap<>();
  private int at;
  private int copies;

  InteractionParser(String text, Collection<String> known) {
    this.text = text;
    this.known = new LinkedHashSet<>(known);
  }

  Interaction parse() {
    if (text.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "an interaction has at most %d characters, got %d"
              .formatted(MOST_CHARACTERS, text.length()));
    }
    skipSpace();
    if (at == text.length()) {
      throw error(0, "an interaction is missing, such as lambda f^4");
    }
    List<Vertex.Term> terms = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    boolean negative = minus();
    while (true) {
      int start = at;
      Vertex.Term term = term(negative);
      if (!seen.add(term.toString())) {
        throw error(start, "the term %s stands twice; add the numbers before it".formatted(term));
      }
      terms.add(term);
      if (at == text.length()) {
        break;
      }
      if (minus()) {
        negative = true;
      } else if (accept('+')) {
        negative = false;
      } else {
        throw error(at, "expected +, − or the end, got '%s'".formatted(text.charAt(at)));
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
    int start = at;
    BigFraction number = coefficient();
    String coupling = coupling();
    boolean positionDependent = position();
    if (accept('/')) {
      number = number.divide(whole());
    }
    List<Leg> legs = new ArrayList<>();
    int points = 0;
    while (at < text.length() && "+-−)".indexOf(text.charAt(at)) < 0) {
      accept('*');
      accept('·');
      int before = legs.size();
      points = factor(legs, points, true);
      if (points > 0 && legs.subList(0, before).stream().anyMatch(l -> l.point() == 0)) {
        throw error(
            start, "every field of a non-local term stands in an integral, such as (int f^2)^2");
      }
      if (points > 0 && legs.subList(before, legs.size()).stream().anyMatch(l -> l.point() == 0)) {
        throw error(
            start, "every field of a non-local term stands in an integral, such as (int f^2)^2");
      }
    }
    if (legs.size() < FEWEST_FIELDS || legs.size() > MOST_FIELDS) {
      throw error(
          start,
          "a term has %d to %d fields after its coupling, %s has %d"
              .formatted(FEWEST_FIELDS, MOST_FIELDS, coupling, legs.size()));
    }
    if (positionDependent && points > 1) {
      throw error(start, "a coupling that depends on the position needs a term at one point");
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
    if (at < text.length() && text.charAt(at) == '(' && bracketHoldsNumber()) {
      at++;
      BigFraction number = number();
      if (!accept(')')) {
        throw error(at, "expected ')' after a number");
      }
      accept('*');
      return number;
    }
    if (at < text.length() && isDigit(text.charAt(at))) {
      BigFraction number = number();
      accept('*');
      return number;
    }
    return BigFraction.ONE;
  }

  private boolean bracketHoldsNumber() {
    int next = at + 1;
    while (next < text.length() && text.charAt(next) == ' ') {
      next++;
    }
    return next < text.length() && isDigit(text.charAt(next));
  }

  private BigFraction number() {
    BigFraction number = whole();
    return accept('/') ? number.divide(whole()) : number;
  }

  /// A whole number from 1 on, or its factorial.
  private BigFraction whole() {
    skipSpace();
    int start = at;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    String digits = text.substring(start, at);
    if (at < text.length() && text.charAt(at) == '.') {
      throw error(at, "numbers are exact; write a fraction such as 1/24");
    }
    if (digits.isEmpty() || digits.length() > 9 || Integer.parseInt(digits) == 0) {
      throw error(start, "expected a whole number from 1 to 999999999");
    }
    int value = Integer.parseInt(digits);
    boolean factorial = accept('!');
    if (factorial && value > 12) {
      throw error(start, "factorials go to 12!, got %d!".formatted(value));
    }
    skipSpace();
    return new BigFraction(factorial ? Combinatorics.factorial(value) : value);
  }

  private String coupling() {
    int start = at;
    String name = name(true);
    if (name.isEmpty()) {
      throw error(
          start,
          at < text.length()
              ? "a term begins with its coupling, such as lambda f^4; got '%s'"
                  .formatted(text.charAt(at))
              : "a term begins with its coupling, such as lambda f^4; got the end");
    }
    if (at < text.length() && (text.charAt(at) == '^' || superscript() >= 0)) {
      throw error(
          start,
          "a term begins with its coupling, which has no power; write lambda %s^…".formatted(name));
    }
    return name;
  }

  /// `(y)` right after a coupling.
  private boolean position() {
    for (String letter : List.of("x", "y", "z")) {
      String bracket = "(" + letter + ")";
      if (text.startsWith(bracket, at) && !text.startsWith("^", at + bracket.length())) {
        at += bracket.length();
        skipSpace();
        return true;
      }
    }
    skipSpace();
    return false;
  }

  /// @return the number of integrals so far
  private int factor(List<Leg> legs, int points, boolean outermost) {
    if (accept('(')) {
      return bracket(legs, points, outermost);
    }
    int start = at;
    String field = name(false);
    if (field.isEmpty()) {
      throw error(
          at,
          at < text.length()
              ? "expected a field or '(', got '%s'".formatted(text.charAt(at))
              : "expected a field or '(', got the end");
    }
    if (!known.isEmpty() && !known.contains(field)) {
      throw error(
          start, "unknown field '%s'; known are %s".formatted(field, String.join(", ", known)));
    }
    String index = null;
    if (at < text.length() && text.charAt(at) == '_') {
      at++;
      int first = at;
      index = name(false);
      if (index.isEmpty()) {
        throw error(first, "expected an index after '_', such as f_a");
      }
    }
    if (indexed.merge(field, index != null, (a, _) -> a) != (index != null)) {
      throw error(
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
    int start = at;
    boolean integral = accept('∫') || word("int");
    if (integral && !outermost) {
      throw error(start, "an integral stands in no other bracket");
    }
    List<Leg> inner = new ArrayList<>();
    while (at < text.length() && text.charAt(at) != ')') {
      accept('*');
      accept('·');
      factor(inner, 0, false);
    }
    if (!accept(')')) {
      throw error(at, "expected ')'");
    }
    if (inner.isEmpty()) {
      throw error(start, "expected a field, got ')'");
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
    if (accept('^')) {
      int start = at;
      while (at < text.length() && isDigit(text.charAt(at))) {
        at++;
      }
      return exponent(start, text.substring(start, at));
    }
    if (superscript() >= 0) {
      int start = at;
      StringBuilder digits = new StringBuilder();
      while (superscript() >= 0) {
        digits.append(superscript());
        at++;
      }
      return exponent(start, digits.toString());
    }
    skipSpace();
    return 1;
  }

  private int exponent(int start, String digits) {
    if (digits.length() != 1 || digits.charAt(0) < '1' || digits.charAt(0) > '0' + MOST_FIELDS) {
      throw error(start, "a power is a whole number from 1 to %d".formatted(MOST_FIELDS));
    }
    skipSpace();
    return digits.charAt(0) - '0';
  }

  private int superscript() {
    return at < text.length() ? SUPERSCRIPTS.indexOf(text.charAt(at)) : -1;
  }

  private List<Cluster> clusters(List<Leg> legs) {
    try {
      return TermClusters.of(legs);
    } catch (TermClusters.Unpaired unpaired) {
      throw error(unpaired.at, String.valueOf(unpaired.getMessage()));
    }
  }

  /// @param underscore whether '_' belongs to the name
  private String name(boolean underscore) {
    int start = at;
    while (at < text.length()
        && (Character.isLetter(text.charAt(at))
            || at > start && isDigit(text.charAt(at))
            || underscore && at > start && text.charAt(at) == '_')) {
      at++;
    }
    return text.substring(start, at);
  }

  private boolean word(String word) {
    int end = at + word.length();
    if (text.startsWith(word, at) && end < text.length() && !Character.isLetter(text.charAt(end))) {
      at = end;
      skipSpace();
      return true;
    }
    return false;
  }

  private boolean minus() {
    return accept('-') || accept('−');
  }

  private boolean accept(char c) {
    skipSpace();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      skipSpace();
      return true;
    }
    return false;
  }

  private void skipSpace() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private IllegalArgumentException error(int position, String what) {
    return new IllegalArgumentException(
        "the interaction is wrong at character %d: %s\n    %s\n    %s^"
            .formatted(position + 1, what, text, " ".repeat(position)));
  }
}
