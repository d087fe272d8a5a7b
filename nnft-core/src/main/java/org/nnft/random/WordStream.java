package org.nnft.random;

import org.nnft.math.Lanes;
import org.nnft.math.Philox;

/// Consecutive random words of one stream, for n networks at a time.
///
/// Word w of a network stands in Philox block ⌊w/2⌋, so a pair of words costs one evaluation. Mutable
/// scratch of one thread.
public final class WordStream {
  private final Lanes lanes;
  private final long[] keys;
  private final int stream;
  private final long[] even;
  private final long[] odd;
  private long firstNetwork;
  private int networks;
  private int word;

  /// @param stream which kind of parameter: the fourth word of the counter
  /// @param capacity largest number of networks at a time
  public WordStream(Lanes lanes, StreamKey key, int stream, int capacity) {
    this.lanes = lanes;
    this.keys = Philox.schedule(key.key());
    this.stream = stream;
    this.even = new long[capacity];
    this.odd = new long[capacity];
  }

  /// Goes to word 0 of networks firstNetwork … firstNetwork + networks − 1.
  public void start(long firstNetwork, int networks) {
    start(firstNetwork, networks, 0);
  }

  /// Goes to a later word of these networks.
  ///
  /// @param word even, since words come in pairs
  public void start(long firstNetwork, int networks, int word) {
    if (word % 2 != 0) {
      throw new IllegalArgumentException("words are reached in pairs, got word " + word);
    }
    this.firstNetwork = firstNetwork;
    this.networks = networks;
    this.word = word;
  }

  /// The number of the next word, rounded up to an even one.
  public int nextPair() {
    return word + word % 2;
  }

  /// Both words of consecutive blocks, wherever the stream is: entries n numbers after n numbers, n networks.
  ///
  /// @param block the first, that of words 2·block and 2·block + 1
  /// @param even words of even number. Modified.
  /// @param odd words of odd number. Modified.
  public void blocks(int block, int blocks, long[] even, long[] odd) {
    lanes.philox(keys, stream, block, blocks, firstNetwork, even, odd, networks);
  }

  /// The next word of every network.
  ///
  /// @return entries 0…networks−1 are valid until the next call
  public long[] next() {
    int at = word++;
    if (at % 2 == 1) {
      return odd;
    }
    lanes.philox(keys, stream, at >>> 1, firstNetwork, even, odd, networks);
    return even;
  }
}
