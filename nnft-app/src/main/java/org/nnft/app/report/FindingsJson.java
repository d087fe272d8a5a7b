package org.nnft.app.report;

import java.util.List;
import java.util.Locale;
import org.nnft.study.Exhibit;
import org.nnft.study.Figure;
import org.nnft.study.Findings;
import org.nnft.study.Table;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Findings in `result.json`: verdict, formulas, tables; figures by the name of their file.
final class FindingsJson {

  private FindingsJson() {}

  static void put(ObjectNode node, String study, Findings findings) {
    node.put("study", study);
    node.put("title", findings.title());
    node.put("outcome", findings.outcome().name().toLowerCase(Locale.ROOT));
    ResultJson.strings(node.putArray("verdict"), findings.sentences());
    ResultJson.strings(node.putArray("warnings"), findings.warnings());
    ArrayNode exhibits = node.putArray("exhibits");
    for (Exhibit exhibit : findings.exhibits()) {
      ObjectNode shown = exhibits.addObject();
      switch (exhibit) {
        case Exhibit.Formula(String latex) -> shown.put("formula", latex);
        case Exhibit.Text(String text) -> shown.put("text", text);
        case Table table -> table(shown, table);
        case Figure figure ->
            shown
                .put("figure", "figures/" + Figures.file(study, figure))
                .put("caption", figure.caption());
      }
    }
  }

  private static void table(ObjectNode node, Table table) {
    node.put("caption", table.caption());
    ResultJson.strings(node.putArray("columns"), table.columns());
    ArrayNode rows = node.putArray("rows");
    for (List<Table.Cell> row : table.rows()) {
      ArrayNode cells = rows.addArray();
      row.forEach(cell -> add(cells, cell));
    }
  }

  /// A number, a text, or an object of value and error; null for a number that is not known.
  private static void add(ArrayNode cells, Table.Cell cell) {
    switch (cell) {
      case Table.Cell.Words(String text) -> cells.add(text);
      case Table.Cell.Whole(long value) -> cells.add(value);
      case Table.Cell.Exact(double value) -> number(cells, value);
      case Table.Cell.Rough(double value) -> number(cells, value);
      case Table.Cell.Measured(var estimate) -> ResultJson.estimate(cells.addObject(), estimate);
    }
  }

  private static void number(ArrayNode cells, double value) {
    if (Double.isFinite(value)) {
      cells.add(value);
    } else {
      cells.addNull();
    }
  }
}
