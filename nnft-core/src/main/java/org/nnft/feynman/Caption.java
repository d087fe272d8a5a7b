package org.nnft.feynman;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.hipparchus.fraction.BigFraction;
import org.nnft.math.Digits;

/// What stands under a drawing.
final class Caption {

  private Caption() {}

  /// The number of all labellings together, with couplings: − 72 λ.
  static String weight(Diagram diagram) {
    BigFraction total = diagram.total();
    String sign = total.signum() < 0 ? "−" : diagram.vertices().isEmpty() ? "" : "+";
    String couplings =
        switch (diagram.rules()) {
          case ACTION, FINITE_WIDTH -> couplings(diagram);
          case CORRELATORS -> "";
        };
    String loops =
        diagram.indexLoops() == 0
            ? ""
            : " N" + (diagram.indexLoops() == 1 ? "" : Digits.superscript(diagram.indexLoops()));
    return (sign + Notation.fraction(total.abs()) + (couplings.isEmpty() ? "" : " " + couplings))
        + loops;
  }

  private static String couplings(Diagram diagram) {
    Map<String, Integer> powers = new LinkedHashMap<>();
    diagram.vertices().stream()
        .filter(v -> v instanceof Vertex.Term)
        .forEach(v -> powers.merge(Notation.plain(v.symbol()), 1, Integer::sum));
    return powers.entrySet().stream()
        .map(e -> e.getKey() + (e.getValue() == 1 ? "" : Digits.superscript(e.getValue())))
        .collect(Collectors.joining());
  }

  /// How the number comes about: 6 labellings × 12, S = 2; at finite width with the power of 1/N.
  static String labellings(Diagram diagram) {
    String symmetry =
        "S = "
            + diagram.symmetryFactor()
            + (diagram.rules() == Rules.FINITE_WIDTH ? width(diagram) : "");
    return diagram.labellings() == 1
        ? symmetry
        : diagram.labellings()
            + " labellings × "
            + Notation.fraction(diagram.weight().abs())
            + ", "
            + symmetry;
  }

  private static String width(Diagram diagram) {
    int power = diagram.widthOrder();
    return power == 0 ? "" : ", ∝ 1/N" + (power == 1 ? "" : Digits.superscript(power));
  }
}
