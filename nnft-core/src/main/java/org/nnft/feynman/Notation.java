package org.nnft.feynman;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hipparchus.fraction.BigFraction;
import org.nnft.math.Digits;

/// Letters and numbers, as text in Unicode and in LaTeX.
final class Notation {
  private static final Map<String, String> GREEK =
      Map.ofEntries(
          Map.entry("alpha", "α"),
          Map.entry("beta", "β"),
          Map.entry("gamma", "γ"),
          Map.entry("delta", "δ"),
          Map.entry("epsilon", "ε"),
          Map.entry("eta", "η"),
          Map.entry("theta", "θ"),
          Map.entry("kappa", "κ"),
          Map.entry("lambda", "λ"),
          Map.entry("mu", "μ"),
          Map.entry("nu", "ν"),
          Map.entry("xi", "ξ"),
          Map.entry("rho", "ρ"),
          Map.entry("sigma", "σ"),
          Map.entry("tau", "τ"),
          Map.entry("phi", "φ"),
          Map.entry("chi", "χ"),
          Map.entry("psi", "ψ"),
          Map.entry("omega", "ω"),
          Map.entry("Phi", "Φ"),
          Map.entry("Psi", "Ψ"));

  private Notation() {}

  /// `lambda_2` → λ₂.
  static String plain(String name) {
    int underscore = name.indexOf('_');
    String stem = underscore < 0 ? name : name.substring(0, underscore);
    String letter = GREEK.getOrDefault(stem, stem);
    return underscore < 0 ? letter : letter + subscript(name.substring(underscore + 1));
  }

  /// `lambda_2` → \lambda_{2}.
  static String latex(String name) {
    int underscore = name.indexOf('_');
    String stem = underscore < 0 ? name : name.substring(0, underscore);
    String letter = letter(stem);
    return underscore < 0 ? letter : letter + "_{" + name.substring(underscore + 1) + "}";
  }

  private static String letter(String stem) {
    if (GREEK.containsKey(stem)) {
      return "\\" + stem;
    }
    return GREEK.entrySet().stream()
        .filter(e -> e.getValue().equals(stem))
        .map(e -> "\\" + e.getKey())
        .findFirst()
        .orElse(stem.length() == 1 ? stem : "\\mathrm{" + stem + "}");
  }

  /// Digits as subscripts; other text behind an underscore.
  static String subscript(String text) {
    if (!text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return "_" + text;
    }
    return text.chars()
        .mapToObj(c -> Character.toString('₀' + c - '0'))
        .collect(Collectors.joining());
  }

  static String subscript(int number) {
    return subscript(Integer.toString(number));
  }

  /// x₁ → x_{1}.
  static String ascii(String name) {
    return name.charAt(0)
        + name.substring(1)
            .chars()
            .mapToObj(c -> Integer.toString(c - '₀'))
            .collect(Collectors.joining("", "_{", "}"));
  }

  static String fraction(BigFraction number) {
    return number.getDenominator().equals(java.math.BigInteger.ONE)
        ? number.getNumerator().toString()
        : number.getNumerator() + "/" + number.getDenominator();
  }

  /// The number and a space; nothing for 1.
  static String factor(BigFraction number) {
    return number.equals(BigFraction.ONE) ? "" : fraction(number) + " ";
  }

  static String latexFraction(BigFraction number) {
    return number.getDenominator().equals(java.math.BigInteger.ONE)
        ? number.getNumerator().toString()
        : "\\tfrac{" + number.getNumerator() + "}{" + number.getDenominator() + "}";
  }

  /// f⁴, φψ², (∫f²)², (f_a f_a)².
  static String monomial(List<Cluster> clusters) {
    Map<Integer, List<Cluster>> points =
        clusters.stream()
            .collect(
                Collectors.groupingBy(Cluster::point, java.util.TreeMap::new, Collectors.toList()));
    if (points.size() == 1) {
      return product(clusters.stream().map(Notation::monomial).toList());
    }
    return product(
        points.values().stream()
            .map(p -> "(∫" + product(p.stream().map(Notation::monomial).toList()) + ")")
            .toList());
  }

  private static String monomial(Cluster cluster) {
    if (cluster.contracted()) {
      return cluster.legs().entrySet().stream()
          .map(e -> (plain(e.getKey()) + "_a").repeat(e.getValue()))
          .collect(Collectors.joining("", "(", ")"));
    }
    return cluster.legs().entrySet().stream()
        .map(e -> plain(e.getKey()) + (e.getValue() == 1 ? "" : Digits.superscript(e.getValue())))
        .collect(Collectors.joining());
  }

  /// Equal neighbours as powers.
  private static String product(List<String> factors) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < factors.size(); ) {
      int run = 1;
      while (i + run < factors.size() && factors.get(i + run).equals(factors.get(i))) {
        run++;
      }
      text.append(factors.get(i)).append(run == 1 ? "" : Digits.superscript(run));
      i += run;
    }
    return text.toString();
  }
}
