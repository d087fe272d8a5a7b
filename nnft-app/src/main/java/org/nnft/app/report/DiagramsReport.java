package org.nnft.app.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.text.StringEscapeUtils;
import org.hipparchus.fraction.BigFraction;
import org.nnft.feynman.Diagram;
import org.nnft.feynman.DiagramSum;
import org.nnft.feynman.DotFigure;
import org.nnft.feynman.SvgFigure;
import org.nnft.feynman.TextFigure;
import org.nnft.feynman.TikzFigure;
import org.nnft.io.AtomicFile;

/// A sum of diagrams for the terminal, and as files: SVG, TikZ-Feynman, DOT and one self-contained page.
public final class DiagramsReport {
  private static final int TERMINAL = 120;

  private DiagramsReport() {}

  /// The equation, the pictures and a table.
  public static String text(DiagramSum sum) {
    if (sum.size() == 0) {
      return sum.text() + "No diagram has what was asked for.\n";
    }
    StringBuilder text = new StringBuilder(sum.text());
    if (sum.stream().anyMatch(d -> d.labellings() > 1)) {
      text.append("  𝒮 averages over the labellings of the external legs.\n");
    }
    text.append('\n').append(TextFigure.of(sum, TERMINAL));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", "total", "labellings", "each", "S", "contractions", "loops", "vertices"));
    for (int d = 0; d < sum.size(); d++) {
      rows.add(row(d + 1, sum.diagrams().get(d)));
    }
    TerminalReport.append(rows, text);
    return text.toString();
  }

  private static List<String> row(int number, Diagram diagram) {
    return List.of(
        Integer.toString(number),
        number(diagram.total()),
        Long.toString(diagram.labellings()),
        number(diagram.weight()),
        Long.toString(diagram.symmetryFactor()),
        diagram.contractions().toString(),
        Integer.toString(diagram.loops()),
        diagram.vertices().isEmpty()
            ? "–"
            : String.join(", ", diagram.vertices().stream().map(Object::toString).toList()));
  }

  private static String number(BigFraction value) {
    return value.toString().replace(" ", "").replace('-', '−');
  }

  /// Writes diagrams.svg, diagrams.tex, diagrams.dot and diagrams.html.
  ///
  /// @param folder made if it does not exist
  /// @param title what the page is called
  /// @param question what was asked, below the title
  public static void write(Path folder, DiagramSum sum, String title, String question)
      throws IOException {
    Files.createDirectories(folder);
    write(folder.resolve("diagrams.svg"), SvgFigure.of(sum));
    write(folder.resolve("diagrams.tex"), TikzFigure.of(sum));
    write(folder.resolve("diagrams.dot"), DotFigure.of(sum));
    write(folder.resolve("diagrams.html"), page(sum, title, question));
  }

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String page(DiagramSum sum, String title, String question) {
    StringBuilder cards = new StringBuilder();
    for (Diagram diagram : sum) {
      cards.append(
          """
          <div class="card"><div class="picture">%s</div><div class="tex-inline">%s</div>
          <div class="caption">%s</div><details><summary>formula</summary><div class="tex">%s</div></details></div>
          """
              .formatted(
                  SvgFigure.of(diagram),
                  StringEscapeUtils.escapeHtml4(sum.number(diagram)),
                  StringEscapeUtils.escapeHtml4(sum.caption(diagram)),
                  StringEscapeUtils.escapeHtml4(sum.latex(diagram))));
    }
    return HtmlReport.substitute(
        Resources.text("report/diagrams.html"),
        Map.of(
            "title", StringEscapeUtils.escapeHtml4(title),
            "question", StringEscapeUtils.escapeHtml4(question),
            "equation", StringEscapeUtils.escapeHtml4(sum.latex()),
            "body", cards.toString(),
            "katex-css", Katex.style(),
            "katex", Katex.script()));
  }
}
