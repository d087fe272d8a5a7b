package org.nnft.ensemble;

/// Receives the power sums of each block when it is done. Called by several threads at a time.
@FunctionalInterface
public interface BlockSink {

  /// @param sums belongs to the sink
  void accept(int block, double[] sums);
}
