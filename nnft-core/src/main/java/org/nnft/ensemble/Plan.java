package org.nnft.ensemble;

/// How a run is cut into blocks: fixed by what is measured, never by cores or machines.
///
/// Block b holds networks ⌊bM/B⌋ … ⌊(b+1)M/B⌋ − 1. Blocks are the units of work and of the jackknife, so
/// there are as many as memory allows, up to [#MOST_BLOCKS].
///
/// @param networks M ≥ 2
/// @param blocks B, 2 ≤ B ≤ M
public record Plan(long networks, int blocks) {

  /// The relative error of an error bar is 1/√(2(B−1)), 2.2 % here.
  public static final int MOST_BLOCKS = 1024;

  /// Fewer blocks than this give error bars that cannot be trusted.
  public static final int FEWEST_BLOCKS = 16;

  /// Number of sums over all blocks up to which there are more blocks than the fewest: 128 MiB of doubles.
  static final long COMFORTABLE_SUMS = 1L << 24;

  /// Largest number of sums kept over all blocks: 1 GiB of doubles.
  static final long MOST_SUMS = 1L << 27;

  public Plan {
    if (blocks < 2 || networks < blocks) {
      throw new IllegalArgumentException(
          "a plan needs 2 ≤ blocks ≤ networks, got %d blocks of %d networks"
              .formatted(blocks, networks));
    }
  }

  /// The plan for M networks that each contribute to `sums` power sums.
  ///
  /// @throws IllegalArgumentException if error bars would need more memory than is granted, or if there
  ///     are too few networks
  public static Plan of(long networks, int sums) {
    if (networks < FEWEST_BLOCKS) {
      throw new IllegalArgumentException(
          "error bars need at least %d networks, got %d".formatted(FEWEST_BLOCKS, networks));
    }
    if ((long) sums * FEWEST_BLOCKS > MOST_SUMS) {
      throw new IllegalArgumentException(
          "%,d correlators in at least %d blocks are more than the %,d numbers that are kept; use fewer points, lower orders or fewer outputs"
              .formatted(sums, FEWEST_BLOCKS, MOST_SUMS));
    }
    long affordable = Math.max(FEWEST_BLOCKS, COMFORTABLE_SUMS / Math.max(1, sums));
    long blocks = Math.min(MOST_BLOCKS, Math.min(affordable, networks));
    return new Plan(networks, Math.toIntExact(Long.highestOneBit(blocks)));
  }

  /// First network of block b, or M for b = B.
  public long first(int block) {
    // Exact without overflow: M = qB + r.
    long q = networks / blocks;
    long r = networks % blocks;
    return q * block + r * block / blocks;
  }

  /// Number of networks in block b.
  public long count(int block) {
    return first(block + 1) - first(block);
  }
}
