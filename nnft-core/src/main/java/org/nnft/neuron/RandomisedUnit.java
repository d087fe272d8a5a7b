package org.nnft.neuron;

import org.nnft.field.PointSet;
import org.nnft.network.HiddenLayer;
import org.nnft.random.StreamKey;
import org.nnft.statistics.SymmetricSums;

/// Sums of products h(x₁)…h(xₙ) of a hidden unit over shifted Sobol points ([ShiftedSobol]), one randomisation at a time.
///
/// Immutable; safe for several threads.
public final class RandomisedUnit {
  private final UnitOnCube unit;
  private final SymmetricSums layout;
  private final SymmetricSums all;
  private final StreamKey key;

  private RandomisedUnit(UnitOnCube unit, SymmetricSums layout, StreamKey key) {
    this.unit = unit;
    this.layout = layout;
    this.all = SymmetricSums.all(layout.symbols(), layout.highestOrder());
    this.key = key;
  }

  /// @param layer the first and only hidden layer
  /// @param inputs d, its fan-in
  /// @param layout products that are wanted; one symbol per point
  /// @param key of the shifts
  /// @throws IllegalArgumentException if a law has too heavy tails for an error to exist
  public static RandomisedUnit of(
      HiddenLayer layer, int inputs, PointSet points, SymmetricSums layout, StreamKey key) {
    UnitOnCube unit = UnitOnCube.of(layer, inputs, points, layout.highestOrder());
    return new RandomisedUnit(unit, layout, key);
  }

  /// Sums over the first points of the sequence under shift r.
  ///
  /// @param r number of the randomisation, from 0
  /// @param count of points; a power of two is best
  /// @return a new array in the layout's order
  public double[] sums(int r, int count) {
    double[] sums = ShiftedSobol.sums(unit, key, r, count, all);
    if (!layout.evenOnly()) {
      return sums;
    }
    double[] even = new double[layout.size()];
    for (int n = 2; n <= layout.highestOrder(); n += 2) {
      System.arraycopy(sums, all.offset(n), even, layout.offset(n), layout.index(n).count());
    }
    return even;
  }
}
