package org.nnft.math;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/// Rows of 16 numbers, from which `column.selectFrom(low, high)` picks one for every lane of 8 in one instruction.
///
/// Rows follow one another in an array, highest power first. A loop over them serves four vectors at a time: one vector alone
/// would wait for its own multiply-adds and for two loads a row, each of which touches two cache lines. The loop is to call the
/// vector API itself, without methods between: C2 inlines what the platform forces upon it however much that is, but gives up
/// on methods of ours after 18,000 nodes, and boxes every vector from there on (measured: 9 times slower). Where vectors have
/// not 8 lanes [#EXISTS] is false, and tables are read one number at a time.
final class TableRow {
  private static final VectorSpecies<Long> L = LongVector.SPECIES_PREFERRED;

  /// Columns of a row.
  static final int COLUMNS = 16;

  /// Whether the hardware's vectors suit rows.
  static final boolean EXISTS = 2 * L.length() == COLUMNS;

  private TableRow() {}

  /// The bits of a polynomial's coefficients on 16 pieces, for [Elementary#onPiece] on vectors.
  ///
  /// @param coefficients one row of 16 for each power, lowest first
  static long[] highestFirst(double[][] coefficients) {
    int powers = coefficients.length;
    long[] rows = new long[powers * COLUMNS];
    for (int k = 0; k < rows.length; k++) {
      double[] row = coefficients[powers - 1 - k / COLUMNS];
      rows[k] = Double.doubleToRawLongBits(row[k % COLUMNS]);
    }
    return rows;
  }
}
