package org.nnft.feynman;

import java.util.List;
import java.util.Locale;
import org.nnft.feynman.DiagramDrawing.Dot;
import org.nnft.feynman.DiagramDrawing.Kind;
import org.nnft.feynman.DiagramDrawing.Stroke;

/// Diagrams in the language of Graphviz, one graph each; `neato -n` keeps the places of this drawing.
public final class DotFigure {
  private static final double POINTS = 60;

  private DotFigure() {}

  /// All graphs.
  public static String of(DiagramSum sum) {
    StringBuilder text = new StringBuilder();
    for (int d = 0; d < sum.size(); d++) {
      text.append(graph("diagram" + (d + 1), sum.diagrams().get(d)));
    }
    return text.toString();
  }

  private static String graph(String name, Diagram diagram) {
    DiagramDrawing drawing = DiagramDrawing.of(diagram);
    StringBuilder text = new StringBuilder("graph " + name + " {\n");
    text.append(
        "  label=\"%s   (%s)\";\n".formatted(Caption.weight(diagram), Caption.labellings(diagram)));
    List<Dot> dots = drawing.dots();
    for (int d = 0; d < dots.size(); d++) {
      Dot dot = dots.get(d);
      String shape =
          dot.radius() == 0
              ? "shape=plaintext, label=\"" + dot.name() + "\""
              : dot.inside().isEmpty()
                  ? "shape=point, width=0.08, xlabel=\"" + dot.name() + "\""
                  : "shape=circle, style=filled, label=\"" + dot.inside() + "\"";
      text.append(
          String.format(
              Locale.ROOT,
              "  e%d [%s, pos=\"%.1f,%.1f!\"];%n",
              d,
              shape,
              POINTS * dot.x(),
              POINTS * dot.y()));
    }
    for (Stroke stroke : drawing.strokes()) {
      String style =
          stroke.kind() == Kind.BELONGS
              ? " [style=dotted]"
              : stroke.field() > 0 ? " [style=dashed]" : "";
      text.append("  e%d -- e%d%s;\n".formatted(stroke.from(), stroke.to(), style));
    }
    return text.append("}\n").toString();
  }
}
