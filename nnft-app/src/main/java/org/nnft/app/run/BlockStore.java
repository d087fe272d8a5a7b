package org.nnft.app.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nnft.ensemble.BlockSink;
import org.nnft.experiment.RunId;
import org.nnft.io.BlockFile;

/// The blocks of one member that exist, in memory and on disk. Safe for several threads.
///
/// New blocks are written when [#SECONDS] have passed since the last time, one file per stretch of
/// consecutive blocks, so that a kill loses little and small runs write few files.
final class BlockStore implements BlockSink {
  static final String ENDING = ".blocks";
  private static final double SECONDS = 2;

  private final Path folder;
  private final byte[] name;
  private final SortedMap<Integer, double[]> blocks = new TreeMap<>();
  private final SortedMap<Integer, double[]> unsaved = new TreeMap<>();
  private final List<String> warnings = new ArrayList<>();
  private long lastSave = System.nanoTime();

  private BlockStore(Path folder, byte[] name) {
    this.folder = folder;
    this.name = name;
  }

  /// Reads what exists. Damaged files are reported as warnings and their blocks are drawn again.
  ///
  /// @param folder of these blocks alone
  /// @param name of what they measure
  /// @param sums number of sums per block
  /// @throws IOException if a file cannot be read
  static BlockStore open(Path folder, RunId name, int sums) throws IOException {
    BlockStore store = new BlockStore(folder, name.bytes());
    for (Path file : RunFolder.files(store.folder, ENDING)) {
      try {
        BlockFile read = BlockFile.read(file, store.name, sums);
        for (int k = 0; k < read.count(); k++) {
          store.blocks.put(read.first() + k, read.sums(k));
        }
      } catch (IllegalArgumentException e) {
        store.warnings.add(String.valueOf(e.getMessage()));
      }
    }
    return store;
  }

  /// What was wrong with saved files.
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  @Override
  public synchronized void accept(int block, double[] sums) {
    blocks.put(block, sums);
    unsaved.put(block, sums);
    if ((System.nanoTime() - lastSave) * 1e-9 > SECONDS) {
      save();
    }
  }

  /// Writes what is not on disk yet.
  ///
  /// @throws UncheckedIOException if the disk does not take it
  synchronized void save() {
    lastSave = System.nanoTime();
    try {
      Files.createDirectories(folder);
      List<double[]> stretch = new ArrayList<>();
      int first = 0;
      for (Map.Entry<Integer, double[]> entry : unsaved.entrySet()) {
        if (!stretch.isEmpty() && entry.getKey() != first + stretch.size()) {
          write(first, stretch);
          stretch.clear();
        }
        if (stretch.isEmpty()) {
          first = entry.getKey();
        }
        stretch.add(entry.getValue());
      }
      if (!stretch.isEmpty()) {
        write(first, stretch);
      }
      unsaved.clear();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot save finished blocks in " + folder, e);
    }
  }

  private void write(int first, List<double[]> stretch) throws IOException {
    Path file = folder.resolve("%d-%d%s".formatted(first, first + stretch.size() - 1, ENDING));
    BlockFile.write(file, name, first, stretch.toArray(double[][]::new));
  }

  /// Number of blocks that exist.
  synchronized int count() {
    return blocks.size();
  }

  /// Whether a block exists.
  synchronized boolean has(int block) {
    return blocks.containsKey(block);
  }

  /// A copy of the blocks that exist; rows are not copied.
  synchronized SortedMap<Integer, double[]> blocks() {
    return new TreeMap<>(blocks);
  }
}
