package org.nnft.app.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SortedMap;
import org.nnft.experiment.RunId;
import org.nnft.study.UnitStore;

/// Units of an investigation's work, kept in the run's folder, with progress told to a listener.
///
/// @param id of the run
/// @param investigation its number among the run's investigations, from 0
record StoredUnits(RunFolder folder, RunId id, int investigation, RunListener listener)
    implements UnitStore {

  @Override
  public Shelf open(String job, String label, int size, int units) {
    try {
      RunId name =
          RunId.of(
              Build.fingerprint().hex(), id.hex(), "study", Integer.toString(investigation), job);
      BlockStore store = BlockStore.open(folder.units(investigation, job), name, size);
      store.warnings().forEach(listener::warn);
      if (store.count() < units) {
        listener.startedUnits(label, units, store.count());
      }
      return new StoredShelf(store, listener);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the work kept in " + folder.path(), e);
    }
  }

  private record StoredShelf(BlockStore store, RunListener listener) implements Shelf {
    @Override
    public void accept(int unit, double[] values) {
      store.accept(unit, values);
      synchronized (listener) {
        listener.progressed(store.count(), "");
      }
    }

    @Override
    public SortedMap<Integer, double[]> present() {
      return store.blocks();
    }

    @Override
    public void close() {
      store.save();
      listener.finished();
    }
  }
}
