package org.nnft.app.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.text.StringEscapeUtils;
import org.nnft.study.Exhibit;
import org.nnft.study.Figure;
import org.nnft.study.Findings;
import org.nnft.study.Table;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Findings as sections of a page, and the data of their interactive charts.
final class FindingsHtml {
  private static final int MOST_ROWS = 300;

  /// Tables of more rows are folded.
  private static final int MOST_OPEN_ROWS = 24;

  /// Tables of more columns are set smaller, to fit the page.
  private static final int MOST_LARGE_COLUMNS = 7;

  private final ArrayNode charts = JsonMapper.shared().createArrayNode();

  /// Data of all charts so far.
  ArrayNode data() {
    return charts;
  }

  /// The inside of a section.
  ///
  /// @param withVerdict whether its sentences are told; a page's only findings have them at its head
  String section(Findings findings, boolean withVerdict) {
    StringBuilder html = new StringBuilder();
    if (withVerdict) {
      verdict(findings, html);
    }
    findings.exhibits().forEach(exhibit -> html.append(exhibit(exhibit)));
    return html.toString();
  }

  private static void verdict(Findings findings, StringBuilder html) {
    html.append(
        "<div class=\"verdict %s\">".formatted(findings.outcome().name().toLowerCase(Locale.ROOT)));
    findings.sentences().forEach(s -> html.append("<p>").append(escape(s)).append("</p>"));
    html.append("</div>");
    findings
        .warnings()
        .forEach(w -> html.append("<p class=\"warning\">⚠ ").append(escape(w)).append("</p>"));
  }

  private String exhibit(Exhibit exhibit) {
    return switch (exhibit) {
      case Exhibit.Formula(String latex) -> "<div class=\"tex\">%s</div>".formatted(escape(latex));
      case Exhibit.Text(String text) -> "<p>%s</p>".formatted(escape(text));
      case Table table -> table(table);
      case Figure.Chart chart -> plot(chart, chart(chart));
      case Figure.HeatMap map -> plot(map, heatMap(map));
      case Figure.Drawing drawing ->
          "<div class=\"drawing\">%s</div>%s".formatted(drawing.svg(), caption(drawing.caption()));
    };
  }

  private static String table(Table table) {
    String head =
        table.columns().stream()
            .map(column -> "<th>" + escape(column) + "</th>")
            .collect(Collectors.joining());
    String rows =
        table.rows().stream()
            .limit(MOST_ROWS)
            .map(
                row ->
                    row.stream()
                        .map(cell -> "<td>" + escape(FindingsText.cell(cell)) + "</td>")
                        .collect(Collectors.joining("", "<tr>", "</tr>")))
            .collect(Collectors.joining());
    String more =
        table.rows().size() > MOST_ROWS
            ? "<p>The first %d rows of %d.</p>".formatted(MOST_ROWS, table.rows().size())
            : "";
    String html =
        "<table%s><tr>%s</tr>%s</table>%s"
            .formatted(
                table.columns().size() > MOST_LARGE_COLUMNS ? " class=\"wide\"" : "",
                head,
                rows,
                more);
    return table.rows().size() > MOST_OPEN_ROWS
        ? "<details><summary>%s · %d rows</summary>%s</details>"
            .formatted(escape(table.caption()), table.rows().size(), html)
        : caption(table.caption()) + html;
  }

  private String plot(Figure figure, ObjectNode data) {
    String id = "chart-" + charts.size();
    data.put("id", id);
    charts.add(data);
    return "<div id=\"%s\" class=\"plot\"></div>%s".formatted(id, caption(figure.caption()));
  }

  private static ObjectNode chart(Figure.Chart chart) {
    ObjectNode node = JsonMapper.shared().createObjectNode();
    axis(node.putObject("x"), chart.x());
    axis(node.putObject("y"), chart.y());
    series(node.putArray("series"), chart.series());
    return node;
  }

  private static void series(ArrayNode series, List<Figure.Series> all) {
    for (Figure.Series s : all) {
      ObjectNode one = series.addObject();
      one.put("name", s.name());
      one.put("style", s.style().name().toLowerCase(Locale.ROOT));
      one.put("colour", s.colour());
      numbers(one.putArray("x"), s.x());
      numbers(one.putArray("y"), s.y());
      if (!s.errors().isEmpty()) {
        numbers(one.putArray("error"), s.errors());
      }
    }
  }

  private static ObjectNode heatMap(Figure.HeatMap map) {
    ObjectNode node = JsonMapper.shared().createObjectNode();
    axis(node.putObject("x"), map.x());
    axis(node.putObject("y"), map.y());
    node.put("value", map.valueLabel());
    numbers(node.putArray("xs"), map.xs());
    numbers(node.putArray("ys"), map.ys());
    ArrayNode rows = node.putArray("z");
    map.values().forEach(row -> numbers(rows.addArray(), row));
    series(node.putArray("series"), map.lines());
    return node;
  }

  private static void axis(ObjectNode node, Figure.Axis axis) {
    node.put("label", axis.label());
    node.put("logarithmic", axis.logarithmic());
    if (!axis.names().isEmpty()) {
      ArrayNode names = node.putArray("names");
      axis.names().forEach(names::add);
    }
  }

  private static void numbers(ArrayNode array, List<Double> values) {
    for (double value : values) {
      if (Double.isFinite(value)) {
        array.add(value);
      } else {
        array.addNull();
      }
    }
  }

  private static String caption(String text) {
    return text.isEmpty() ? "" : "<p class=\"caption\">%s</p>".formatted(escape(text));
  }

  private static String escape(String text) {
    return StringEscapeUtils.escapeHtml4(text);
  }
}
