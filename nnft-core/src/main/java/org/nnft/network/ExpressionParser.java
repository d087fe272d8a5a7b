package org.nnft.network;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.nnft.network.Expression.Node;

/// Recursive descent over the grammar of [Expression]. Used once.
final class ExpressionParser {
  /// Brackets, signs and functions inside one another.
  private static final int DEEPEST = 50;

  private static final int LARGEST_EXPONENT = 64;

  private final String text;
  private final List<String> variables;
  private int at;
  private int level;

  ExpressionParser(String text, List<String> variables) {
    this.text = text;
    this.variables = variables;
  }

  /// Every name that a text may use.
  static List<String> vocabulary(List<String> variables) {
    return Stream.of(
            variables.stream(),
            Stream.of("pi", "e"),
            Arrays.stream(Expression.Function.values()).map(f -> f.name().toLowerCase(Locale.ROOT)))
        .flatMap(names -> names)
        .toList();
  }

  Node parse() {
    if (text.length() > Expression.MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "an expression has at most %d characters, got %d"
              .formatted(Expression.MOST_CHARACTERS, text.length()));
    }
    Node node = sum();
    if (at < text.length()) {
      throw error(at, "expected an operator or the end, got '%s'".formatted(text.charAt(at)));
    }
    return node;
  }

  private Node sum() {
    if (++level > DEEPEST) {
      throw error(at, "at most %d brackets inside one another".formatted(DEEPEST));
    }
    Node left = product();
    while (true) {
      if (accept('+')) {
        left = new Expression.Sum(left, product());
      } else if (accept('-')) {
        left = new Expression.Difference(left, product());
      } else {
        level--;
        return left;
      }
    }
  }

  private Node product() {
    Node left = factor();
    while (true) {
      if (accept('*')) {
        left = new Expression.Product(left, factor());
      } else if (accept('/')) {
        left = new Expression.Quotient(left, factor());
      } else {
        return left;
      }
    }
  }

  private Node factor() {
    boolean negative = false;
    while (true) {
      if (accept('-')) {
        negative = !negative;
      } else if (!accept('+')) {
        break;
      }
    }
    Node node = atom();
    if (accept('^')) {
      node = new Expression.Power(node, exponent());
    }
    return negative ? new Expression.Negation(node) : node;
  }

  private int exponent() {
    skipSpace();
    int start = at;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    String digits = text.substring(start, at);
    if (digits.isEmpty() || digits.length() > 2 || Integer.parseInt(digits) > LARGEST_EXPONENT) {
      throw error(
          start,
          "an exponent is a whole number from 0 to %d; write sqrt(…) or exp(…) for other powers"
              .formatted(LARGEST_EXPONENT));
    }
    if (at < text.length() && text.charAt(at) == '.') {
      throw error(at, "an exponent is a whole number; write sqrt(…) or exp(…) for other powers");
    }
    return Integer.parseInt(digits);
  }

  private Node atom() {
    skipSpace();
    if (at == text.length()) {
      throw error(at, "expected a number, a name or '(', got the end");
    }
    char c = text.charAt(at);
    if (isDigit(c) || c == '.') {
      return number();
    }
    if (isLetter(c)) {
      return name();
    }
    if (accept('(')) {
      Node inner = sum();
      close();
      return inner;
    }
    throw error(at, "expected a number, a name or '(', got '%s'".formatted(c));
  }

  private Node number() {
    int start = at;
    digits();
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      digits();
    }
    // An exponent needs digits; "2e" alone would be 2 times Euler's number, which needs a '*'.
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int mark = at++;
      if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
      }
      int first = at;
      digits();
      if (at == first) {
        throw error(mark, "a number's exponent needs digits; write 2*e for a multiple of e");
      }
    }
    String digits = text.substring(start, at);
    if (digits.equals(".")) {
      throw error(start, "expected a number, got '.'");
    }
    double value = Double.parseDouble(digits);
    if (Double.isInfinite(value)) {
      throw error(start, "the number exceeds the largest double");
    }
    return new Expression.Literal(value);
  }

  private void digits() {
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
  }

  private Node name() {
    int start = at;
    while (at < text.length() && (isLetter(text.charAt(at)) || isDigit(text.charAt(at)))) {
      at++;
    }
    String name = text.substring(start, at);
    if (variables.contains(name)) {
      return new Expression.Variable(variables.indexOf(name));
    }
    switch (name) {
      case "pi" -> {
        return new Expression.Literal(Math.PI);
      }
      case "e" -> {
        return new Expression.Literal(Math.E);
      }
      default -> {
        List<String> known = vocabulary(variables);
        if (!known.contains(name)) {
          throw error(
              start, "unknown name '%s'; known are %s".formatted(name, String.join(", ", known)));
        }
      }
    }
    if (!accept('(')) {
      throw error(at, "expected '(' after %s".formatted(name));
    }
    Node argument = sum();
    close();
    return new Expression.Call(
        Expression.Function.valueOf(name.toUpperCase(Locale.ROOT)), argument);
  }

  private void close() {
    if (!accept(')')) {
      throw error(
          at, at < text.length() ? "expected ')', got '" + text.charAt(at) + "'" : "expected ')'");
    }
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

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }

  private IllegalArgumentException error(int position, String what) {
    return new IllegalArgumentException(
        "character %d: %s\n    %s\n    %s^"
            .formatted(position + 1, what, text, " ".repeat(position)));
  }
}
