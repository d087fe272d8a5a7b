package org.nnft.ensemble;

import org.nnft.random.WordStream;

/// Random words of some rows of parameters at a time, and where their numbers come to stand.
///
/// Parameter c of row r is number r·length + c of its stream. Words come in blocks of two, numbers in blocks of as many as two words
/// make: number t of the s-th block that is drawn stands at t·[#step] + s·n, so that the numbers t of many blocks are made in one
/// call. Blocks of which nothing is used are left out. Mutable scratch of one thread.
final class NumberBlocks {
  /// Blocks whose words are drawn before they become numbers: they stay in a core's first cache.
  static final int FEW = 32;

  /// Takes the words of some blocks.
  @FunctionalInterface
  interface Sink {
    /// @param from s·n of the first of them
    /// @param words how many of even number, and of odd number
    /// @param even n after n. Not modified.
    /// @param odd n after n. Not modified.
    void accept(int from, int words, long[] even, long[] odd);
  }

  private final int perBlock;
  private final int length;
  private final WordStream words;
  private final long[] even;
  private final long[] odd;
  private final int[] at;
  private final int most;
  private int blocks;
  private int phase = -1;
  private int rows;
  private int used;
  private int networks;

  /// @param perBlock numbers of two words
  /// @param length numbers of a row
  /// @param rows most at a time
  NumberBlocks(WordStream words, int perBlock, int length, int rows, int capacity) {
    this.words = words;
    this.perBlock = perBlock;
    this.length = length;
    this.most = rows * (length / perBlock + 2);
    this.even = new long[FEW * capacity];
    this.odd = new long[FEW * capacity];
    this.at = new int[rows * length];
  }

  /// Numbers that are drawn at most, for each network.
  int most() {
    return most * perBlock;
  }

  /// How many numbers of one place in their block the last rows took, those of all networks together.
  int step() {
    return blocks * networks;
  }

  /// Where number c of row r of the last rows begins, at r·used + c.
  int[] at() {
    return at;
  }

  /// Draws numbers 0 … used − 1 of some rows.
  void draw(int first, int rows, int used, int n, Sink sink) {
    place(first * length % perBlock, rows, used, n);
    int slot = 0;
    int from = first * length / perBlock;
    int end = from;
    for (int r = 0; r < rows; r++) {
      int number = (first + r) * length;
      if (number / perBlock > end) {
        slot = run(from, end, slot, sink);
        from = number / perBlock;
      }
      end = (number + used - 1) / perBlock + 1;
    }
    run(from, end, slot, sink);
  }

  private int run(int from, int end, int slot, Sink sink) {
    int next = slot;
    for (int block = from; block < end; block += FEW) {
      int count = Math.min(FEW, end - block);
      words.blocks(block, count, even, odd);
      sink.accept(next * networks, count * networks, even, odd);
      next += count;
    }
    return next;
  }

  /// The places; most rows have those of the last ones.
  private void place(int phase, int rows, int used, int n) {
    if (phase == this.phase && rows == this.rows && used == this.used && n == networks) {
      return;
    }
    this.phase = phase;
    this.rows = rows;
    this.used = used;
    this.networks = n;
    int slot = -1;
    int last = -1;
    for (int r = 0, i = 0; r < rows; r++) {
      for (int c = 0; c < used; c++, i++) {
        int number = phase + r * length + c;
        if (number / perBlock != last) {
          last = number / perBlock;
          slot++;
        }
        // The block's place for now.
        at[i] = slot;
      }
    }
    blocks = slot + 1;
    for (int r = 0, i = 0; r < rows; r++) {
      for (int c = 0; c < used; c++, i++) {
        at[i] = ((phase + r * length + c) % perBlock * blocks + at[i]) * n;
      }
    }
  }
}
