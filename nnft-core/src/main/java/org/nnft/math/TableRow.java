package org.nnft.math;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/// Rows of 16 numbers held in two vectors of 8 lanes, from which `column.selectFrom(low, high)` picks one for
/// every lane in one instruction.
///
/// The vectors are to be `static final` fields, and the loop that uses them is to call the vector API itself, without
/// methods between: C2 inlines what the platform forces upon it however much that is, but gives up on methods
/// of ours after 18,000 nodes, and boxes every vector from there on (measured: 9 times slower). Where vectors have
/// not 8 lanes [#EXISTS] is false, and tables are read one number at a time.
final class TableRow {
  private static final VectorSpecies<Long> L = LongVector.SPECIES_PREFERRED;

  /// Columns of a row.
  static final int COLUMNS = 16;

  /// Whether the hardware's vectors suit rows.
  static final boolean EXISTS = 2 * L.length() == COLUMNS;

  private TableRow() {}

  /// The bits of columns 0 to 7.
  static LongVector low(double[] row) {
    return half(row, 0);
  }

  /// The bits of columns 8 to 15.
  static LongVector high(double[] row) {
    return half(row, COLUMNS / 2);
  }

  private static LongVector half(double[] row, int from) {
    long[] bits = new long[L.length()];
    for (int k = 0; EXISTS && k < bits.length; k++) {
      bits[k] = Double.doubleToRawLongBits(row[from + k]);
    }
    return LongVector.fromArray(L, bits, 0);
  }
}
