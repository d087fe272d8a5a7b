package org.nnft.app.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.text.StringEscapeUtils;
import org.hipparchus.fraction.BigFraction;
import org.nnft.feynman.Diagram;
import org.nnft.feynman.DiagramSum;
import org.nnft.feynman.DiagramValues;
import org.nnft.feynman.DotFigure;
import org.nnft.feynman.SvgFigure;
import org.nnft.feynman.TextFigure;
import org.nnft.feynman.TikzFigure;
import org.nnft.io.AtomicFile;
import org.nnft.statistics.Estimate;

/// A sum of diagrams for the terminal, and as files: SVG, TikZ-Feynman, DOT and one self-contained page.
public final class DiagramsReport {
  private static final int TERMINAL = 120;

  private DiagramsReport() {}

  /// The equation, the pictures and a table.
  ///
  /// @param values the numbers of the diagrams, if they are known
  public static String text(DiagramSum sum, Optional<DiagramValues> values) {
    if (sum.size() == 0) {
      return sum.text() + "No diagram has what was asked for.\n";
    }
    StringBuilder text = new StringBuilder(sum.text());
    if (sum.stream().anyMatch(d -> d.labellings() > 1)) {
      text.append("  𝒮 averages over the labellings of the external legs.\n");
    }
    text.append('\n').append(TextFigure.of(sum, TERMINAL));
    List<List<String>> rows = new ArrayList<>();
    List<String> head =
        new ArrayList<>(
            List.of("", "total", "labellings", "each", "S", "contractions", "loops", "vertices"));
    values.ifPresent(_ -> head.addAll(List.of("value", "±")));
    rows.add(head);
    for (int d = 0; d < sum.size(); d++) {
      List<String> row = new ArrayList<>(row(d + 1, sum.diagrams().get(d)));
      int number = d;
      values.ifPresent(v -> row.addAll(number(v.at(number))));
      rows.add(row);
    }
    TerminalReport.append(rows, text);
    values.ifPresent(v -> TerminalReport.append(sums(v), text.append('\n')));
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

  /// Value and quadrature error.
  private static List<String> number(Estimate value) {
    return List.of(
        String.format(Locale.ROOT, "%.10g", value.value()).replace('-', '−'),
        String.format(Locale.ROOT, "%.0e", value.error()).replace('-', '−'));
  }

  /// What the series gives to each order.
  private static List<List<String>> sums(DiagramValues values) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("to order", "value", "±"));
    values
        .byOrder()
        .forEach(
            (half, sum) -> {
              List<String> row = new ArrayList<>();
              row.add(half % 2 == 0 ? Integer.toString(half / 2) : half + "/2");
              row.addAll(number(sum));
              rows.add(row);
            });
    return rows;
  }

  private static String number(BigFraction value) {
    return value.toString().replace(" ", "").replace('-', '−');
  }

  /// Writes diagrams.svg, diagrams.tex, diagrams.dot, diagrams.json and diagrams.html.
  ///
  /// @param folder made if it does not exist
  /// @param values the numbers of the diagrams, if they are known
  /// @param title what the page is called
  /// @param question what was asked, below the title
  public static void write(
      Path folder, DiagramSum sum, Optional<DiagramValues> values, String title, String question)
      throws IOException {
    Files.createDirectories(folder);
    write(folder.resolve("diagrams.svg"), SvgFigure.of(sum));
    write(folder.resolve("diagrams.tex"), TikzFigure.of(sum));
    write(folder.resolve("diagrams.dot"), DotFigure.of(sum));
    write(folder.resolve("diagrams.json"), DiagramsJson.of(sum, values, title, question));
    write(folder.resolve("diagrams.html"), page(sum, values, title, question));
  }

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String page(
      DiagramSum sum, Optional<DiagramValues> values, String title, String question) {
    StringBuilder cards = new StringBuilder();
    for (int d = 0; d < sum.size(); d++) {
      Diagram diagram = sum.diagrams().get(d);
      int number = d;
      cards.append(
          """
          <div class="card"><div class="picture">%s</div><div class="tex-inline">%s</div>
          <div class="caption">%s</div>%s<details><summary>formula</summary><div class="tex">%s</div></details></div>
          """
              .formatted(
                  SvgFigure.of(diagram),
                  StringEscapeUtils.escapeHtml4(sum.number(diagram)),
                  StringEscapeUtils.escapeHtml4(sum.caption(diagram)),
                  values
                      .map(v -> "<div class=\"value\">%s</div>".formatted(words(v.at(number))))
                      .orElse(""),
                  StringEscapeUtils.escapeHtml4(sum.latex(diagram))));
    }
    return HtmlReport.substitute(
        Resources.text("report/diagrams.html"),
        Map.of(
            "title", StringEscapeUtils.escapeHtml4(title),
            "question", StringEscapeUtils.escapeHtml4(question),
            "equation", StringEscapeUtils.escapeHtml4(sum.latex()),
            "sums", values.map(DiagramsReport::sumsTable).orElse(""),
            "body", cards.toString(),
            "katex-css", Katex.style(),
            "katex", Katex.script()));
  }

  private static String words(Estimate value) {
    return "%s ± %s".formatted(number(value).getFirst(), number(value).getLast());
  }

  private static String sumsTable(DiagramValues values) {
    StringBuilder table = new StringBuilder("<section><table>");
    for (List<String> row : sums(values)) {
      table.append("<tr><td>").append(String.join("</td><td>", row)).append("</td></tr>");
    }
    return table.append("</table></section>").toString();
  }
}
