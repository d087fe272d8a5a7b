package org.nnft.study;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.nnft.ensemble.Ensemble;
import org.nnft.ensemble.Measurement;
import org.nnft.field.PointSet;

/// Where an investigation does its long work: in numbered units, each kept as soon as it is done.
///
/// Every job has a name, once per investigation. What was kept by an earlier, interrupted run is not done
/// again; results do not depend on threads or interruptions.
public interface Workbench {

  /// Threads that share the work.
  int threads();

  /// Independent units.
  ///
  /// @param job small letters, digits and hyphens
  /// @param label what progress shows
  /// @param units how many
  /// @param size numbers that each unit leaves
  /// @param work unit k as a function of k alone; called from several threads
  /// @return one row per unit
  double[][] units(String job, String label, int units, int size, IntFunction<double[]> work);

  /// Chains of units, of which each continues the one before it.
  ///
  /// @param chains independent of each other
  /// @param length links per chain
  /// @param size numbers that each link leaves, its state included
  /// @return \[chain\]\[link\]
  double[][][] chains(String job, String label, int chains, int length, int size, Link link);

  /// One link of a chain.
  @FunctionalInterface
  interface Link {
    /// @param before what the link before left, or `null` at the chain's start. Not to be modified.
    /// @return what this link leaves: a function of the arguments alone
    double[] next(int chain, int index, double @Nullable [] before);
  }

  /// Draws and measures an ensemble.
  Measurement measure(String job, String label, Ensemble ensemble, PointSet points);

  /// A workbench that keeps everything in memory only.
  static Workbench inMemory(int threads) {
    return new UnitWorkbench(threads, UnitStore.inMemory());
  }
}
