package org.nnft.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.nnft.simulation.ScalarPotential.Term;

/// Reads polynomials by recursive descent: no code is run, errors point at the character. Used once.
///
///     sum     = ['-'] product { ('+' | '-') product }
///     product = power { ['*'] power | '/' power }       division by numbers only
///     power   = atom [ '^' whole ]
///     atom    = number ['!'] | name | '(' sum ')'
final class ScalarPotentialParser {
  private static final int MOST_TERMS = 10_000;
  private static final int HIGHEST_POWER = 16;

  private final String text;
  private final List<String> fields;
  private final Map<String, Double> parameters;
  private int at;

  ScalarPotentialParser(String text, List<String> fields, Map<String, Double> parameters) {
    this.text = text;
    this.fields = fields;
    this.parameters = parameters;
  }

  List<Term> terms() {
    List<Term> terms = sum();
    skip();
    if (at < text.length()) {
      throw wrong("expected + or − or the end");
    }
    if (terms.stream().allMatch(term -> term.degree() == 0)) {
      throw wrong("the potential is a constant; it needs a field, one of " + fields);
    }
    return terms;
  }

  private List<Term> sum() {
    boolean negative = accept('-');
    List<Term> terms = new ArrayList<>(scaled(product(), negative ? -1 : 1));
    while (true) {
      if (accept('+')) {
        terms.addAll(product());
      } else if (accept('-')) {
        terms.addAll(scaled(product(), -1));
      } else {
        return terms;
      }
    }
  }

  private List<Term> product() {
    List<Term> product = power();
    while (true) {
      if (accept('*')) {
        product = multiply(product, power());
      } else if (accept('/')) {
        int from = at;
        List<Term> divisor = power();
        if (divisor.size() != 1
            || divisor.getFirst().degree() > 0
            || divisor.getFirst().coefficient() == 0) {
          at = from;
          throw wrong("a divisor must be a number other than 0");
        }
        product = scaled(product, 1 / divisor.getFirst().coefficient());
      } else if (startsAtom()) {
        product = multiply(product, power());
      } else {
        return product;
      }
    }
  }

  private boolean startsAtom() {
    skip();
    return at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at))
            || text.charAt(at) == '('
            || text.charAt(at) == '.');
  }

  private List<Term> power() {
    List<Term> base = atom();
    if (!accept('^')) {
      return base;
    }
    skip();
    int from = at;
    while (at < text.length() && Character.isDigit(text.charAt(at))) {
      at++;
    }
    if (at == from || at - from > 2 || Integer.parseInt(text.substring(from, at)) > HIGHEST_POWER) {
      at = from;
      throw wrong("expected a whole exponent from 0 to " + HIGHEST_POWER);
    }
    List<Term> result = number(1);
    for (int k = Integer.parseInt(text.substring(from, at)); k > 0; k--) {
      result = multiply(result, base);
    }
    return result;
  }

  private List<Term> atom() {
    skip();
    if (at == text.length()) {
      throw wrong("expected a number, a name or '('");
    }
    char c = text.charAt(at);
    if (c == '(') {
      at++;
      List<Term> inside = sum();
      if (!accept(')')) {
        throw wrong("expected ')'");
      }
      return inside;
    }
    if (Character.isDigit(c) || c == '.') {
      return number(numeral());
    }
    if (Character.isLetter(c)) {
      return name();
    }
    throw wrong("expected a number, a name or '('");
  }

  private double numeral() {
    int from = at;
    while (at < text.length()
        && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.' || isExponent(from))) {
      at++;
    }
    double value;
    try {
      value = Double.parseDouble(text.substring(from, at));
    } catch (NumberFormatException e) {
      at = from;
      throw wrong("expected a number");
    }
    if (!accept('!')) {
      return value;
    }
    if (value != Math.rint(value) || value > 20) {
      at = from;
      throw wrong("a factorial needs a whole number up to 20");
    }
    double factorial = 1;
    for (int k = 2; k <= value; k++) {
      factorial *= k;
    }
    return factorial;
  }

  /// Whether the character continues `1e-3`.
  private boolean isExponent(int from) {
    char c = text.charAt(at);
    boolean mantissa = at > from && Character.isDigit(text.charAt(at - 1));
    if (c == 'e' || c == 'E') {
      return mantissa
          && at + 1 < text.length()
          && (Character.isDigit(text.charAt(at + 1)) || text.charAt(at + 1) == '-');
    }
    return c == '-' && at > from && (text.charAt(at - 1) == 'e' || text.charAt(at - 1) == 'E');
  }

  private List<Term> name() {
    int from = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    String name = text.substring(from, at);
    int field = fields.indexOf(name);
    if (field >= 0) {
      List<Integer> powers = new ArrayList<>(Collections.nCopies(fields.size(), 0));
      powers.set(field, 1);
      return List.of(new Term(1, powers));
    }
    Double value = parameters.get(name);
    if (value == null) {
      at = from;
      throw wrong(
          "unknown name '%s'; fields are %s, parameters %s"
              .formatted(name, fields, new TreeSet<>(parameters.keySet())));
    }
    return number(value);
  }

  private List<Term> number(double value) {
    return List.of(new Term(value, Collections.nCopies(fields.size(), 0)));
  }

  private static List<Term> scaled(List<Term> terms, double factor) {
    return terms.stream().map(t -> new Term(factor * t.coefficient(), t.powers())).toList();
  }

  private List<Term> multiply(List<Term> a, List<Term> b) {
    if ((long) a.size() * b.size() > MOST_TERMS) {
      throw wrong("the product has more than %,d terms".formatted(MOST_TERMS));
    }
    List<Term> product = new ArrayList<>();
    for (Term x : a) {
      for (Term y : b) {
        List<Integer> powers = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
          powers.add(x.powers().get(i) + y.powers().get(i));
        }
        product.add(new Term(x.coefficient() * y.coefficient(), powers));
      }
    }
    return product;
  }

  private boolean accept(char c) {
    skip();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void skip() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("%s at character %d of '%s'".formatted(what, at + 1, text));
  }
}
