package org.nnft.feynman;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.nnft.feynman.DiagramDrawing.Dot;
import org.nnft.feynman.DiagramDrawing.Kind;
import org.nnft.feynman.DiagramDrawing.Label;
import org.nnft.feynman.DiagramDrawing.Stroke;

/// Diagrams as SVG, self-contained.
public final class SvgFigure {
  private static final double UNIT = 46;
  private static final double PAGE = 1000;
  private static final double CAPTION = 46;
  private static final double SPACE = 14;
  private static final String FONT = "'STIX Two Text','Cambria Math','DejaVu Serif',serif";
  private static final String[] DASHES = {"", "6 4", "2 3", "9 3 2 3"};

  private SvgFigure() {}

  /// One diagram without caption.
  public static String of(Diagram diagram) {
    DiagramDrawing drawing = DiagramDrawing.of(diagram);
    return svg(UNIT * drawing.width(), UNIT * drawing.height(), picture(drawing));
  }

  /// All diagrams side by side, each with its number and coupling.
  public static String of(DiagramSum sum) {
    List<DiagramDrawing> drawings = sum.stream().map(DiagramDrawing::of).toList();
    double width =
        Math.max(150, UNIT * drawings.stream().mapToDouble(DiagramDrawing::width).max().orElse(1));
    int columns = Math.clamp((int) (PAGE / (width + SPACE)), 1, Math.max(1, drawings.size()));
    StringBuilder body = new StringBuilder();
    double y = SPACE;
    for (int first = 0; first < drawings.size(); first += columns) {
      List<DiagramDrawing> row =
          drawings.subList(first, Math.min(first + columns, drawings.size()));
      double height = UNIT * row.stream().mapToDouble(DiagramDrawing::height).max().orElse(1);
      for (int c = 0; c < row.size(); c++) {
        DiagramDrawing drawing = row.get(c);
        double x = SPACE + c * (width + SPACE);
        body.append(
            String.format(
                Locale.ROOT,
                "<g transform=\"translate(%.1f %.1f)\">%s</g>%n",
                x + (width - UNIT * drawing.width()) / 2,
                y + (height - UNIT * drawing.height()) / 2,
                picture(drawing)));
        body.append(caption(sum.diagrams().get(first + c), x + width / 2, y + height));
      }
      y += height + CAPTION + SPACE;
    }
    return svg(SPACE + columns * (width + SPACE), y, body.toString());
  }

  private static String svg(double width, double height, String body) {
    return String.format(
        Locale.ROOT,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\">%n%s</svg>%n",
        width,
        height,
        width,
        height,
        body);
  }

  private static String caption(Diagram diagram, double x, double y) {
    return String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" font-family=\"%s\" font-size=\"17\" fill=\"#1d2733\">%s</text>%n",
            x,
            y + 14,
            FONT,
            Caption.weight(diagram))
        + String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" font-family=\"%s\" font-size=\"12\" fill=\"#5c6b7a\">%s</text>%n",
            x,
            y + 32,
            FONT,
            Caption.labellings(diagram));
  }

  private static String picture(DiagramDrawing drawing) {
    StringBuilder text = new StringBuilder();
    double top = drawing.height();
    for (Stroke stroke : drawing.strokes()) {
      text.append(path(stroke, top));
    }
    for (Dot dot : drawing.dots()) {
      if (dot.radius() > 0) {
        text.append(
            String.format(
                Locale.ROOT,
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"%s\" stroke=\"#1d2733\" stroke-width=\"1.4\"/>%n",
                UNIT * dot.x(),
                UNIT * (top - dot.y()),
                UNIT * dot.radius(),
                dot.inside().isEmpty() ? "#1d2733" : "#dfe7ee"));
      }
      if (!dot.inside().isEmpty()) {
        text.append(words(UNIT * dot.x(), UNIT * (top - dot.y()), dot.inside(), "", 14, "#1d2733"));
      }
    }
    for (Label label : drawing.labels()) {
      text.append(
          words(
              UNIT * label.x(),
              UNIT * (top - label.y()),
              label.text().substring(0, 1),
              label.text().substring(1),
              15,
              label.text().startsWith("x") ? "#1b6ca8" : "#5c6b7a"));
    }
    return text.toString();
  }

  private static String words(
      double x, double y, String letter, String index, int size, String colour) {
    String lowered =
        index.isEmpty()
            ? ""
            : String.format(
                Locale.ROOT,
                "<tspan dy=\"3.5\" font-size=\"%d\" font-style=\"normal\">%s</tspan>",
                size - 5,
                digits(index));
    return String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" font-family=\"%s\" font-size=\"%d\" font-style=\"%s\" fill=\"%s\">%s%s</text>%n",
        x,
        y + 0.33 * size,
        FONT,
        size,
        index.isEmpty() ? "normal" : "italic",
        colour,
        letter,
        lowered);
  }

  private static String digits(String subscript) {
    StringBuilder text = new StringBuilder();
    subscript.chars().forEach(c -> text.append((char) ('0' + c - '₀')));
    return text.toString();
  }

  private static String path(Stroke stroke, double top) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < stroke.points().size(); i += 2) {
      words.add(
          (i == 0 ? "M" : i % 6 == 2 ? "C" : "")
              + String.format(
                  Locale.ROOT,
                  "%.1f %.1f",
                  UNIT * stroke.points().get(i),
                  UNIT * (top - stroke.points().get(i + 1))));
    }
    String dash = stroke.kind() == Kind.BELONGS ? "1 4" : DASHES[stroke.field() % DASHES.length];
    return String.format(
        Locale.ROOT,
        "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" stroke-linecap=\"round\"%s/>%n",
        String.join(" ", words),
        stroke.kind() == Kind.BELONGS ? "#c8553d" : "#1d2733",
        stroke.kind() == Kind.BELONGS ? "2.4" : "1.7",
        dash.isEmpty() ? "" : " stroke-dasharray=\"" + dash + "\"");
  }
}
