package org.nnft.study;

import java.util.SortedMap;
import java.util.TreeMap;
import org.nnft.ensemble.BlockSink;

/// Keeps finished units of jobs, in memory or on disk.
public interface UnitStore {

  /// Opens a job.
  ///
  /// @param size numbers per unit
  /// @param units how many there will be
  Shelf open(String job, String label, int size, int units);

  /// The units of one job. Safe for several threads.
  interface Shelf extends BlockSink, AutoCloseable {
    /// A copy of what is there by number; rows are not copied.
    SortedMap<Integer, double[]> present();

    /// Makes sure that everything is kept, whatever happened.
    @Override
    void close();
  }

  /// Keeps nothing beyond the call.
  static UnitStore inMemory() {
    return (_, _, _, _) ->
        new Shelf() {
          private final SortedMap<Integer, double[]> units = new TreeMap<>();

          @Override
          public synchronized void accept(int unit, double[] values) {
            units.put(unit, values);
          }

          @Override
          public synchronized SortedMap<Integer, double[]> present() {
            return new TreeMap<>(units);
          }

          @Override
          public void close() {}
        };
  }
}
