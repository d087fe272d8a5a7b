package org.nnft.feynman;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nnft.feynman.DiagramDrawing.Dot;
import org.nnft.feynman.DiagramDrawing.Label;
import org.nnft.feynman.DiagramDrawing.Stroke;

/// Diagrams for the terminal: curves in Braille patterns, 2 × 4 dots to a character.
public final class TextFigure {
  /// Dots for the length of an external leg.
  private static final double SCALE = 11;

  /// Bits of the dots of U+2800, by row and column.
  private static final int[][] BITS = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

  private TextFigure() {}

  /// Lines of text, of equal length.
  public static List<String> of(Diagram diagram) {
    DiagramDrawing drawing = DiagramDrawing.of(diagram);
    int columns = (int) Math.ceil(SCALE * drawing.width() / 2) + 1;
    int rows = (int) Math.ceil(SCALE * drawing.height() / 4) + 1;
    char[][] canvas = new char[rows][columns];
    Arrays.stream(canvas).forEach(row -> Arrays.fill(row, '\u2800'));
    for (Stroke stroke : drawing.strokes()) {
      double[] p = stroke.points().stream().mapToDouble(x -> x).toArray();
      for (int i = 0; i + 7 < p.length; i += 6) {
        for (double t = 0; t <= 1; t += 1.0 / 64) {
          double[] at = Curves.bezier(p, i, t);
          int x = (int) Math.round(SCALE * at[0]);
          int y = (int) Math.round(SCALE * (drawing.height() - at[1]));
          canvas[y / 4][x / 2] |= (char) BITS[y % 4][x % 2];
        }
      }
    }
    for (Dot dot : drawing.dots()) {
      if (dot.radius() > 0) {
        write(canvas, drawing, dot.x(), dot.y(), dot.inside().isEmpty() ? "●" : dot.inside());
      }
    }
    for (Label label : drawing.labels()) {
      if (label.text().startsWith("x")) {
        write(canvas, drawing, label.x(), label.y(), label.text());
      }
    }
    return Arrays.stream(canvas).map(row -> new String(row).replace('\u2800', ' ')).toList();
  }

  private static void write(
      char[][] canvas, DiagramDrawing drawing, double x, double y, String text) {
    int row = (int) Math.round(SCALE * (drawing.height() - y)) / 4;
    int column = (int) Math.round(SCALE * x) / 2 - (text.length() - 1) / 2;
    for (int k = 0; k < text.length(); k++) {
      int c = Math.clamp(column + k, 0, canvas[row].length - 1);
      canvas[row][c] = text.charAt(k);
    }
  }

  /// All diagrams side by side, each with its number and coupling.
  ///
  /// @param width characters in a line
  public static String of(DiagramSum sum, int width) {
    List<List<String>> pictures = new ArrayList<>();
    for (Diagram diagram : sum) {
      pictures.add(of(diagram));
    }
    int cell = 4;
    for (int d = 0; d < pictures.size(); d++) {
      cell = Math.max(cell, pictures.get(d).getFirst().length());
      cell = Math.max(cell, Caption.labellings(sum.diagrams().get(d)).length());
    }
    cell += 2;
    int columns = Math.max(1, width / cell);
    StringBuilder text = new StringBuilder();
    for (int first = 0; first < pictures.size(); first += columns) {
      int last = Math.min(first + columns, pictures.size());
      row(pictures.subList(first, last), cell, text);
      List<Diagram> row = sum.diagrams().subList(first, last);
      line(row.stream().map(Caption::weight).toList(), cell, text);
      line(row.stream().map(Caption::labellings).toList(), cell, text);
      text.append('\n');
    }
    return text.toString();
  }

  private static void row(List<List<String>> pictures, int cell, StringBuilder text) {
    int rows = pictures.stream().mapToInt(List::size).max().orElse(0);
    for (int r = 0; r < rows; r++) {
      List<String> words = new ArrayList<>();
      for (List<String> picture : pictures) {
        int at = r - (rows - picture.size()) / 2;
        words.add(at >= 0 && at < picture.size() ? picture.get(at) : "");
      }
      line(words, cell, text);
    }
  }

  /// Centred columns.
  private static void line(List<String> words, int cell, StringBuilder text) {
    StringBuilder line = new StringBuilder();
    for (String word : words) {
      int left = (cell - word.length()) / 2;
      line.append(" ".repeat(left)).append(word).append(" ".repeat(cell - word.length() - left));
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }
}
