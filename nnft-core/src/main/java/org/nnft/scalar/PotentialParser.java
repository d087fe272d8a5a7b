package org.nnft.scalar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a potential by a small grammar.
///
/// ```
/// sum     = [-] product { (+|-) product }
/// product = power { [*] power | / power }
/// power   = atom [!] [^ whole number]
/// atom    = number | name | ( sum )
/// ```
///
/// Two things side by side are multiplied. Names of fields are `phi`, `chi`, `psi`, with a number behind or not;
/// every other name must be a constant. Used once.
final class PotentialParser {
  private static final Pattern TOKEN =
      Pattern.compile("\\s*(\\d+\\.?\\d*(?:[eE][-+]?\\d+)?|[A-Za-z_]\\w*|[-+*/^!()])");
  private static final Pattern FIELD = Pattern.compile("(phi|chi|psi)\\d*");
  private static final int HIGHEST_POWER = 12;

  private final String text;
  private final Map<String, Double> constants;
  private final List<String> tokens = new ArrayList<>();
  private final List<String> fields;
  private int at;

  PotentialParser(String text, Map<String, Double> constants) {
    this.text = text;
    this.constants = constants;
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (end < text.stripTrailing().length()) {
      if (!matcher.find(end) || matcher.start() != end) {
        throw wrong("'" + text.substring(end).strip() + "'");
      }
      tokens.add(matcher.group(1));
      end = matcher.end();
    }
    fields = List.copyOf(new TreeSet<>(tokens.stream().filter(this::isField).toList()));
  }

  private boolean isField(String token) {
    return FIELD.matcher(token).matches() && !constants.containsKey(token);
  }

  Potential potential() {
    if (fields.isEmpty()) {
      throw wrong("a potential without a field; call it phi");
    }
    Map<List<Integer>, Double> sum = sum();
    if (at < tokens.size()) {
      throw wrong("'" + tokens.get(at) + "'");
    }
    return new Potential(
        fields.size(),
        sum.entrySet().stream()
            .filter(e -> e.getValue() != 0)
            .map(e -> new Potential.Monomial(e.getValue(), e.getKey()))
            .toList());
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(
        "the potential '%s' is not understood at %s; write it like lambda/4! phi^4, with fields phi, phi1, chi … and constants %s"
            .formatted(text, what, constants.keySet()));
  }

  private boolean next(String token) {
    boolean is = at < tokens.size() && tokens.get(at).equals(token);
    at += is ? 1 : 0;
    return is;
  }

  private Map<List<Integer>, Double> sum() {
    Map<List<Integer>, Double> sum = new LinkedHashMap<>();
    double sign = next("-") ? -1 : 1;
    while (true) {
      double factor = sign;
      product().forEach((exponents, c) -> sum.merge(exponents, factor * c, Double::sum));
      if (next("+")) {
        sign = 1;
      } else if (next("-")) {
        sign = -1;
      } else {
        return sum;
      }
    }
  }

  private Map<List<Integer>, Double> product() {
    Map<List<Integer>, Double> product = power();
    while (at < tokens.size()) {
      String token = tokens.get(at);
      if (next("/")) {
        Map<List<Integer>, Double> by = power();
        if (by.size() != 1 || !by.containsKey(unit()) || by.get(unit()) == 0) {
          throw wrong("a division by something that is no number");
        }
        product = times(product, constant(1 / by.get(unit())));
      } else if (next("*") || token.equals("(") || Character.isLetterOrDigit(token.charAt(0))) {
        product = times(product, power());
      } else {
        break;
      }
    }
    return product;
  }

  private Map<List<Integer>, Double> power() {
    Map<List<Integer>, Double> base = atom();
    if (next("!")) {
      double n = base.getOrDefault(unit(), Double.NaN);
      if (base.size() != 1 || n != Math.rint(n) || n < 0 || n > 20) {
        throw wrong("a factorial of something that is no whole number up to 20");
      }
      double factorial = 1;
      for (int k = 2; k <= n; k++) {
        factorial *= k;
      }
      base = constant(factorial);
    }
    if (!next("^")) {
      return base;
    }
    String exponent = at < tokens.size() ? tokens.get(at++) : "the end";
    if (!exponent.matches("\\d{1,2}") || Integer.parseInt(exponent) > HIGHEST_POWER) {
      throw wrong("the exponent " + exponent + ", which must be 0 to " + HIGHEST_POWER);
    }
    Map<List<Integer>, Double> result = constant(1);
    for (int k = 0; k < Integer.parseInt(exponent); k++) {
      result = times(result, base);
    }
    return result;
  }

  private Map<List<Integer>, Double> atom() {
    if (at >= tokens.size()) {
      throw wrong("the end");
    }
    String token = tokens.get(at++);
    if (token.equals("(")) {
      Map<List<Integer>, Double> inner = sum();
      if (!next(")")) {
        throw wrong("a bracket that is not closed");
      }
      return inner;
    }
    if (Character.isDigit(token.charAt(0))) {
      return constant(Double.parseDouble(token));
    }
    if (isField(token)) {
      List<Integer> exponents = new ArrayList<>(unit());
      exponents.set(fields.indexOf(token), 1);
      return Map.of(List.copyOf(exponents), 1.0);
    }
    Double value = constants.get(token);
    if (value == null) {
      throw wrong("'" + token + "'");
    }
    return constant(value);
  }

  private List<Integer> unit() {
    return fields.stream().map(_ -> 0).toList();
  }

  private Map<List<Integer>, Double> constant(double c) {
    return Map.of(unit(), c);
  }

  private static Map<List<Integer>, Double> times(
      Map<List<Integer>, Double> a, Map<List<Integer>, Double> b) {
    Map<List<Integer>, Double> product = new LinkedHashMap<>();
    a.forEach(
        (e, c) ->
            b.forEach(
                (g, d) -> {
                  List<Integer> exponents = new ArrayList<>();
                  for (int f = 0; f < e.size(); f++) {
                    exponents.add(e.get(f) + g.get(f));
                  }
                  product.merge(List.copyOf(exponents), c * d, Double::sum);
                }));
    return product;
  }
}
