package org.nnft.feynman;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hipparchus.fraction.BigFraction;
import org.nnft.math.Digits;

/// What a diagram stands for: number, couplings, integral over the vertices, propagators.
///
/// The number is that of all labellings together, as in 2008.08601 (3, 72, 24, 540, 360), and 𝒮 before the
/// propagators averages over the labellings of the external points.
final class Formula {

  /// Two ways to write the same.
  private enum Style {
    TEXT,
    LATEX
  }

  private final Diagram diagram;
  private final Style style;
  private final boolean amputated;

  /// Points at both ends of each line: x for external legs, y for vertices.
  private final String[][] ends;

  private final List<String> correlators = new ArrayList<>();
  private final int points;

  private Formula(Diagram diagram, Style style, boolean amputated) {
    this.diagram = diagram;
    this.style = style;
    this.amputated = amputated;
    this.ends = new String[diagram.lines().size()][2];
    this.points =
        switch (diagram.rules()) {
          case ACTION, FINITE_WIDTH -> atVertices();
          case CORRELATORS -> atLegs();
        };
  }

  static String text(DiagramSum sum) {
    return equation(sum, Style.TEXT);
  }

  static String latex(DiagramSum sum) {
    return "\\begin{aligned}\n" + lines(sum) + "\n\\end{aligned}";
  }

  /// The lines of an aligned environment.
  static String lines(DiagramSum sum) {
    return equation(sum, Style.LATEX);
  }

  /// Number and couplings in LaTeX.
  static String number(Diagram diagram) {
    Formula formula = new Formula(diagram, Style.LATEX, false);
    List<String> factors = new ArrayList<>();
    factors.add(Notation.latexFraction(diagram.total()));
    factors.addAll(formula.couplings());
    if (diagram.indexLoops() > 0) {
      factors.add(formula.power("N", diagram.indexLoops()));
    }
    return String.join("\\,", factors);
  }

  static String text(Diagram diagram, boolean amputated) {
    return new Formula(diagram, Style.TEXT, amputated).term();
  }

  static String latex(Diagram diagram, boolean amputated) {
    return new Formula(diagram, Style.LATEX, amputated).term();
  }

  /// Every cluster stands at the point of its vertex; a correlator of the free theory at those of the others.
  private int atVertices() {
    int n = diagram.legs().size();
    int[] offset = new int[diagram.vertices().size() + 1];
    for (int v = 0; v < diagram.vertices().size(); v++) {
      Vertex vertex = diagram.vertices().get(v);
      offset[v + 1] = offset[v] + (diagram.rules().isBlob(vertex) ? 0 : vertex.points());
    }
    List<Cluster> clusters = diagram.clusters();
    IntFunction<String> name =
        end ->
            end < n ? x(end) : y(offset[diagram.vertexOf(end - n)] + clusters.get(end - n).point());
    for (int l = 0; l < ends.length; l++) {
      ends[l][0] = name.apply(diagram.lines().get(l).from());
      ends[l][1] = name.apply(diagram.lines().get(l).to());
    }
    for (int c = 0; c < clusters.size(); c++) {
      int blob = n + c;
      if (isBlob(blob)) {
        correlators.add(
            correlator(
                several() ? clusters.get(c).legs().firstKey() : "",
                IntStream.range(0, ends.length)
                    .filter(l -> diagram.lines().get(l).to() == blob)
                    .mapToObj(l -> ends[l][0])
                    .toList()));
      }
    }
    return offset[offset.length - 1];
  }

  /// Whether lines at this end are legs of a correlator of the free theory.
  private boolean isBlob(int end) {
    int n = diagram.legs().size();
    return end >= n && diagram.rules().isBlob(diagram.vertices().get(diagram.vertexOf(end - n)));
  }

  /// G_c⁽ʳ⁾ with its arguments.
  ///
  /// @param field empty where there is one only
  private String correlator(String field, List<String> arguments) {
    int order = arguments.size();
    String index = field.isEmpty() ? "c" : "c," + name(field);
    return letter(
            "G_" + index + "⁽" + Digits.superscript(order) + "⁾",
            "G_{" + index + "}^{(" + order + ")}")
        + "("
        + String.join(",", arguments)
        + ")";
  }

  /// Whether propagators must say whose they are.
  private boolean several() {
    return diagram.lines().stream().map(Line::field).distinct().count() > 1;
  }

  /// Every leg of a correlator stands at a point of its own.
  private int atLegs() {
    int n = diagram.legs().size();
    int next = 0;
    for (int v = 0; v < diagram.vertices().size(); v++) {
      List<String> arguments = new ArrayList<>();
      for (int l = 0; l < ends.length; l++) {
        for (int side = 0; side < 2; side++) {
          Line line = diagram.lines().get(l);
          int end = side == 0 ? line.from() : line.to();
          if (end < n) {
            ends[l][side] = x(end);
          } else if (end - n == v) {
            ends[l][side] = y(next++);
            arguments.add(ends[l][side]);
          }
        }
      }
      correlators.add(correlator("", arguments));
    }
    return next;
  }

  private String x(int external) {
    return indexed("x", external + 1);
  }

  private String y(int point) {
    return indexed("y", point + 1);
  }

  private String indexed(String letter, int number) {
    return style == Style.TEXT
        ? letter + Notation.subscript(number)
        : letter + (number < 10 ? "_" + number : "_{" + number + "}");
  }

  private String name(String name) {
    return style == Style.TEXT ? Notation.plain(name) : Notation.latex(name);
  }

  private String power(String factor, int exponent) {
    return exponent == 1
        ? factor
        : factor + (style == Style.TEXT ? Digits.superscript(exponent) : "^{" + exponent + "}");
  }

  /// Sign and all.
  private String term() {
    BigFraction total = diagram.total();
    List<String> factors = new ArrayList<>();
    BigFraction size = total.abs();
    List<String> couplings = couplings();
    if (!size.equals(BigFraction.ONE) || diagram.lines().isEmpty() && couplings.isEmpty()) {
      factors.add(style == Style.TEXT ? Notation.fraction(size) : Notation.latexFraction(size));
    }
    factors.addAll(couplings);
    if (diagram.indexLoops() > 0) {
      factors.add(power("N", diagram.indexLoops()));
    }
    if (diagram.labellings() > 1) {
      factors.add(style == Style.TEXT ? "𝒮" : "\\mathcal S");
    }
    if (points > 0) {
      factors.add(measure());
    }
    factors.addAll(positions());
    factors.addAll(correlators);
    for (int[] pair : diagram.topology().indexPairs()) {
      factors.add(delta(pair));
    }
    factors.addAll(propagators());
    String separator = style == Style.TEXT ? " " : "\\,";
    return (total.signum() < 0 ? style == Style.TEXT ? "− " : "-" : "")
        + String.join(separator, factors);
  }

  private List<String> couplings() {
    if (diagram.rules() == Rules.CORRELATORS) {
      return List.of();
    }
    Map<String, Integer> powers = new LinkedHashMap<>();
    for (Vertex vertex : diagram.vertices()) {
      if (vertex instanceof Vertex.Term term && !term.positionDependent()) {
        powers.merge(name(term.symbol()), 1, Integer::sum);
      }
    }
    return powers.entrySet().stream().map(e -> power(e.getKey(), e.getValue())).toList();
  }

  /// Couplings that depend on the position, λ(y₁).
  private List<String> positions() {
    List<String> factors = new ArrayList<>();
    int offset = 0;
    for (Vertex vertex : diagram.vertices()) {
      if (vertex instanceof Vertex.Term term && term.positionDependent()) {
        factors.add(name(term.symbol()) + "(" + y(offset) + ")");
      }
      offset += vertex.points();
    }
    return factors;
  }

  private String measure() {
    if (style == Style.TEXT) {
      return "∫"
          + IntStream.range(0, points).mapToObj(p -> "d" + y(p)).collect(Collectors.joining());
    }
    return "\\int"
        + IntStream.range(0, points)
            .mapToObj(p -> "\\mathrm d^d" + y(p))
            .collect(Collectors.joining("\\,", "\\!", ""));
  }

  private String delta(int[] pair) {
    String indices = indexed("a", pair[0] + 1) + indexed("a", pair[1] + 1);
    return style == Style.TEXT ? "δ(" + indices + ")" : "\\delta_{" + indices + "}";
  }

  private List<String> propagators() {
    int n = diagram.legs().size();
    Map<String, Integer> powers = new LinkedHashMap<>();
    for (int l = 0; l < ends.length; l++) {
      Line line = diagram.lines().get(l);
      if (isBlob(line.to())) {
        continue;
      }
      List<String> both = List.of(ends[l]);
      String factor =
          amputated && line.from() < n
              ? letter("δ", "\\delta")
                  + "("
                  + String.join(style == Style.TEXT ? "−" : "-", both)
                  + ")"
              : propagator(several() ? line.field() : "") + "(" + String.join(",", both) + ")";
      powers.merge(factor, 1, Integer::sum);
    }
    return powers.entrySet().stream().map(e -> power(e.getKey(), e.getValue())).toList();
  }

  private String letter(String text, String latex) {
    return style == Style.TEXT ? text : latex;
  }

  private String propagator(String field) {
    return switch (diagram.rules()) {
      case ACTION, FINITE_WIDTH ->
          field.isEmpty()
              ? "K"
              : style == Style.TEXT ? "K_" + name(field) : "K_{" + name(field) + "}";
      case CORRELATORS -> letter("Δ", "\\Delta");
    };
  }

  private static String equation(DiagramSum sum, Style style) {
    String left = left(sum, style);
    boolean amputated = sum.selections().contains(Selection.AMPUTATED);
    List<String> terms = sum.stream().map(d -> new Formula(d, style, amputated).term()).toList();
    if (terms.isEmpty()) {
      return left + (style == Style.TEXT ? " = 0\n" : "=0");
    }
    StringBuilder text = new StringBuilder();
    if (style == Style.TEXT) {
      text.append(left).append(" =\n");
      for (int t = 0; t < terms.size(); t++) {
        String term = terms.get(t);
        String sign = term.startsWith("− ") ? "" : t == 0 ? "  " : "+ ";
        text.append("  ").append(sign).append(term).append('\n');
      }
      return text.toString();
    }
    text.append(left).append("={}&");
    for (int t = 0; t < terms.size(); t++) {
      String term = terms.get(t);
      text.append(t == 0 ? "" : "\\\\\n&").append(term.startsWith("-") || t == 0 ? "" : "+");
      text.append(term);
    }
    return text.toString();
  }

  /// The name of the sum.
  private static String left(DiagramSum sum, Style style) {
    int n = sum.legs().size();
    boolean connected =
        sum.selections().contains(Selection.CONNECTED)
            || sum.selections().contains(Selection.ONE_PARTICLE_IRREDUCIBLE);
    if (n == 0) {
      return switch (sum.rules()) {
        case ACTION, FINITE_WIDTH ->
            connected
                ? style == Style.TEXT ? "log Z/Z₀" : "\\log\\frac{Z}{Z_0}"
                : style == Style.TEXT ? "Z/Z₀" : "\\frac{Z}{Z_0}";
        case CORRELATORS -> style == Style.TEXT ? "S − S_G, constant" : "(S-S_G)|_{\\phi=0}";
      };
    }
    String arguments =
        IntStream.rangeClosed(1, n)
            .mapToObj(i -> style == Style.TEXT ? "x" + Notation.subscript(i) : "x_{" + i + "}")
            .collect(Collectors.joining(","));
    String name =
        switch (sum.rules()) {
          case ACTION, FINITE_WIDTH ->
              style == Style.TEXT
                  ? "G" + (connected ? "_c" : "") + "⁽" + Digits.superscript(n) + "⁾"
                  : "G" + (connected ? "_{c}" : "") + "^{(" + n + ")}";
          case CORRELATORS ->
              style == Style.TEXT
                  ? (n == 2 ? "(g − Δ)" : "g") + Notation.subscript(n)
                  : (n == 2 ? "(g_{2}-\\Delta)" : "g_{" + n + "}");
        };
    return name + "(" + arguments + ")";
  }
}
