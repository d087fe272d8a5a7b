package org.nnft.study;

import java.util.Arrays;
import java.util.List;
import org.nnft.statistics.Estimate;

/// Rows of cells under named columns.
///
/// @param caption a sentence, or empty
/// @param columns names with units; the first column names the row
/// @param rows each as long as `columns`
/// @param headline whether it is so short and telling that the terminal shows it too
public record Table(String caption, List<String> columns, List<List<Cell>> rows, boolean headline)
    implements Exhibit {

  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Cell> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "a row needs %d cells, %s has %d".formatted(columns.size(), row, row.size()));
      }
    }
  }

  /// A row.
  public static List<Cell> row(Cell... cells) {
    return Arrays.asList(cells);
  }

  /// One entry.
  public sealed interface Cell {

    /// Words.
    record Words(String text) implements Cell {}

    /// A whole number.
    record Whole(long value) implements Cell {}

    /// A number that is exact to rounding, or NaN for one that is not known.
    record Exact(double value) implements Cell {}

    /// A number with an error.
    record Measured(Estimate estimate) implements Cell {}

    /// A number of which a few digits say enough: a pull, a p-value, a ratio.
    record Rough(double value) implements Cell {}

    static Cell of(String text) {
      return new Words(text);
    }

    static Cell of(long value) {
      return new Whole(value);
    }

    /// An exact number; NaN where it is not known.
    static Cell exact(double value) {
      return new Exact(value);
    }

    static Cell of(Estimate estimate) {
      return estimate.error() == 0 ? new Exact(estimate.value()) : new Measured(estimate);
    }

    static Cell rough(double value) {
      return new Rough(value);
    }
  }
}
