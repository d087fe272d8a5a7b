package org.nnft.feynman;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.nnft.feynman.DiagramDrawing.Dot;
import org.nnft.feynman.DiagramDrawing.Kind;
import org.nnft.feynman.DiagramDrawing.Label;
import org.nnft.feynman.DiagramDrawing.Stroke;

/// Diagrams for TikZ-Feynman (Ellis, Comput. Phys. Commun. 210, 2017), with the equation, as a document of its own.
///
/// Ends have fixed places, so that every TeX engine can draw it.
public final class TikzFigure {
  private static final String[] STYLES = {"plain", "scalar", "ghost", "plain, densely dash dot"};

  private TikzFigure() {}

  /// The whole document.
  public static String of(DiagramSum sum) {
    StringBuilder text =
        new StringBuilder(
            """
            \\documentclass[a4paper]{article}
            \\usepackage[margin=15mm]{geometry}
            \\usepackage{amsmath}
            \\usepackage[compat=1.1.0]{tikz-feynman}
            \\allowdisplaybreaks
            \\setlength\\parindent{0pt}
            \\begin{document}
            """);
    text.append("\\begin{align*}\n").append(Formula.lines(sum)).append("\n\\end{align*}\n");
    for (Diagram diagram : sum) {
      text.append("\\begin{minipage}[b]{45mm}\\centering\n").append(of(diagram));
      text.append("\\\\ $").append(Formula.number(diagram)).append("$\n\\end{minipage}\\hfill\n");
    }
    return text.append("\\end{document}\n").toString();
  }

  /// One picture.
  public static String of(Diagram diagram) {
    DiagramDrawing drawing = DiagramDrawing.of(diagram);
    List<String> text = new ArrayList<>();
    text.add("\\begin{tikzpicture}\\begin{feynman}");
    for (int d = 0; d < drawing.dots().size(); d++) {
      text.add(vertex(d, drawing.dots().get(d)));
    }
    List<String> edges = new ArrayList<>();
    List<String> curves = new ArrayList<>();
    for (Stroke stroke : drawing.strokes()) {
      if (stroke.from() == stroke.to() || stroke.kind() == Kind.BELONGS) {
        curves.add(curve(stroke));
      } else {
        edges.add("  (e%d) -- [%s] (e%d)".formatted(stroke.from(), style(stroke), stroke.to()));
      }
    }
    text.add("\\diagram*{");
    text.add(String.join(",\n", edges));
    text.add("};");
    text.addAll(curves);
    for (Label label : drawing.labels()) {
      text.add(
          String.format(
              Locale.ROOT,
              "\\node at (%.3f,%.3f) {$%s$};",
              label.x(),
              label.y(),
              Notation.ascii(label.text())));
    }
    text.add("\\end{feynman}\\end{tikzpicture}");
    return String.join("\n", text) + "\n";
  }

  private static String vertex(int number, Dot dot) {
    String option = dot.radius() == 0 ? "" : dot.inside().isEmpty() ? " [dot]" : " [blob]";
    return String.format(
        Locale.ROOT, "\\vertex%s (e%d) at (%.3f,%.3f) {};", option, number, dot.x(), dot.y());
  }

  /// TikZ's bend is the angle between the chord and the tangent at its end.
  private static String style(Stroke stroke) {
    List<Double> p = stroke.points();
    double chord = Math.atan2(p.get(7) - p.get(1), p.get(6) - p.get(0));
    double tangent = Math.atan2(p.get(3) - p.get(1), p.get(2) - p.get(0));
    long bend = Math.round(Math.toDegrees(Math.IEEEremainder(tangent - chord, 2 * Math.PI)));
    String style = STYLES[stroke.field() % STYLES.length];
    return bend == 0 ? style : style + ", bend left=" + bend;
  }

  private static String curve(Stroke stroke) {
    List<Double> p = stroke.points();
    StringBuilder text = new StringBuilder("\\draw");
    text.append(stroke.kind() == Kind.BELONGS ? "[dotted, thick]" : "[/tikzfeynman/plain]");
    text.append(String.format(Locale.ROOT, " (%.3f,%.3f)", p.get(0), p.get(1)));
    for (int i = 2; i < p.size(); i += 6) {
      text.append(
          String.format(
              Locale.ROOT,
              " .. controls (%.3f,%.3f) and (%.3f,%.3f) .. (%.3f,%.3f)",
              p.get(i),
              p.get(i + 1),
              p.get(i + 2),
              p.get(i + 3),
              p.get(i + 4),
              p.get(i + 5)));
    }
    return text.append(";").toString();
  }
}
