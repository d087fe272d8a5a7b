package org.nnft.app.report;

import java.util.ArrayList;
import java.util.List;

/// A matrix as text.
public final class MatrixTable {

  private MatrixTable() {}

  /// One line per row, ten significant digits.
  ///
  /// @param rows not modified
  public static String of(double[][] rows) {
    List<List<String>> table = new ArrayList<>();
    for (double[] row : rows) {
      List<String> line = new ArrayList<>();
      line.add("");
      for (double value : row) {
        line.add(Numbers.exact(value));
      }
      table.add(line);
    }
    StringBuilder text = new StringBuilder();
    TerminalReport.append(table, text);
    return text.toString();
  }
}
