package org.nnft.network;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.nnft.math.FormulaCursor;
import org.nnft.network.Expression.Node;

/// Recursive descent over the grammar of [Expression]. Used once.
final class ExpressionParser {
  /// Brackets, signs and functions inside one another.
  private static final int DEEPEST = 50;

  private static final int LARGEST_EXPONENT = 64;

  private final FormulaCursor in;
  private final List<String> variables;
  private int level;

  ExpressionParser(String text, List<String> variables) {
    if (text.length() > Expression.MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "an expression has at most %d characters, got %d"
              .formatted(Expression.MOST_CHARACTERS, text.length()));
    }
    this.in = new FormulaCursor("character", text);
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
    Node node = sum();
    if (!in.isAtEnd()) {
      throw in.error("expected an operator or the end, got '%s'".formatted(in.current()));
    }
    return node;
  }

  private Node sum() {
    if (++level > DEEPEST) {
      throw in.error("at most %d brackets inside one another".formatted(DEEPEST));
    }
    Node left = product();
    while (true) {
      if (in.accept('+')) {
        left = new Expression.Sum(left, product());
      } else if (in.accept('-')) {
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
      if (in.accept('*')) {
        left = new Expression.Product(left, factor());
      } else if (in.accept('/')) {
        left = new Expression.Quotient(left, factor());
      } else {
        return left;
      }
    }
  }

  private Node factor() {
    boolean negative = false;
    while (true) {
      if (in.accept('-')) {
        negative = !negative;
      } else if (!in.accept('+')) {
        break;
      }
    }
    Node node = atom();
    if (in.accept('^')) {
      node = new Expression.Power(node, exponent());
    }
    return negative ? new Expression.Negation(node) : node;
  }

  private int exponent() {
    in.skipSpace();
    int start = in.position();
    String digits = in.digits();
    if (digits.isEmpty() || digits.length() > 2 || Integer.parseInt(digits) > LARGEST_EXPONENT) {
      throw in.error(
          start,
          "an exponent is a whole number from 0 to %d; write sqrt(…) or exp(…) for other powers"
              .formatted(LARGEST_EXPONENT));
    }
    if (in.current() == '.') {
      throw in.error("an exponent is a whole number; write sqrt(…) or exp(…) for other powers");
    }
    return Integer.parseInt(digits);
  }

  private Node atom() {
    in.skipSpace();
    if (in.isAtEnd()) {
      throw in.error("expected a number, a name or '(', got the end");
    }
    char c = in.current();
    if (FormulaCursor.isDigit(c) || c == '.') {
      return number();
    }
    if (isLetter(c)) {
      return name();
    }
    if (in.accept('(')) {
      Node inner = sum();
      close();
      return inner;
    }
    throw in.error("expected a number, a name or '(', got '%s'".formatted(c));
  }

  private Node number() {
    int start = in.position();
    in.digits();
    if (in.current() == '.') {
      in.advance(1);
      in.digits();
    }
    // An exponent needs digits; "2e" alone would be 2 times Euler's number, which needs a '*'.
    if (in.current() == 'e' || in.current() == 'E') {
      int mark = in.position();
      in.advance(1);
      if (in.current() == '+' || in.current() == '-') {
        in.advance(1);
      }
      int first = in.position();
      in.digits();
      if (in.position() == first) {
        throw in.error(mark, "a number's exponent needs digits; write 2*e for a multiple of e");
      }
    }
    String digits = in.from(start);
    if (digits.equals(".")) {
      throw in.error(start, "expected a number, got '.'");
    }
    double value = Double.parseDouble(digits);
    if (Double.isInfinite(value)) {
      throw in.error(start, "the number exceeds the largest double");
    }
    return new Expression.Literal(value);
  }

  private Node name() {
    int start = in.position();
    while (!in.isAtEnd() && (isLetter(in.current()) || FormulaCursor.isDigit(in.current()))) {
      in.advance(1);
    }
    String name = in.from(start);
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
          throw in.error(
              start, "unknown name '%s'; known are %s".formatted(name, String.join(", ", known)));
        }
      }
    }
    if (!in.accept('(')) {
      throw in.error("expected '(' after %s".formatted(name));
    }
    Node argument = sum();
    close();
    return new Expression.Call(
        Expression.Function.valueOf(name.toUpperCase(Locale.ROOT)), argument);
  }

  private void close() {
    if (!in.accept(')')) {
      throw in.error(!in.isAtEnd() ? "expected ')', got '" + in.current() + "'" : "expected ')'");
    }
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }
}
