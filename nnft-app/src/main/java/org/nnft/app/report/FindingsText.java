package org.nnft.app.report;

import java.util.ArrayList;
import java.util.List;
import org.nnft.study.Exhibit;
import org.nnft.study.Findings;
import org.nnft.study.Table;

/// The tables of findings that are short enough for a terminal, and how their cells read.
final class FindingsText {

  private FindingsText() {}

  /// Adds all headline tables, each under its caption.
  static void tables(Findings findings, StringBuilder text) {
    for (Exhibit exhibit : findings.exhibits()) {
      if (exhibit instanceof Table table && table.headline()) {
        text.append(findings.title()).append(". ").append(table.caption()).append('\n');
        List<List<String>> rows = new ArrayList<>();
        rows.add(table.columns());
        table.rows().forEach(row -> rows.add(row.stream().map(FindingsText::cell).toList()));
        TerminalReport.append(rows, text);
        text.append('\n');
      }
    }
  }

  /// A cell as text.
  static String cell(Table.Cell cell) {
    return switch (cell) {
      case Table.Cell.Words(String words) -> words;
      case Table.Cell.Whole(long value) -> Long.toString(value);
      case Table.Cell.Exact(double value) -> Numbers.exact(value);
      case Table.Cell.Measured(var estimate) -> estimate.toString();
      case Table.Cell.Rough(double value) -> Numbers.rough(value);
    };
  }
}
