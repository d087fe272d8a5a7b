package org.nnft.neuron;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.random.SobolSequenceGenerator;
import org.nnft.random.DigitalShift;
import org.nnft.random.StreamKey;
import org.nnft.statistics.SymmetricSums;

/// Moments of a unit by randomised quasi-Monte Carlo: 32 independent digital shifts of 2¹⁵ Sobol points.
///
///     M̂⁽ʳ⁾ = 2⁻¹⁵ Σᵢ Π h(uᵢ ⊕ s⁽ʳ⁾),   r = 1…32
///
/// Each M̂⁽ʳ⁾ is unbiased since uᵢ ⊕ s is uniform, and their spread gives the error of their mean (L'Ecuyer &
/// Lemieux 2002). For a smooth integrand in few dimensions it falls nearly like 1/points. Directions: Joe &
/// Kuo 2008. Shifts come from a fixed key, so the same
/// unit has the same bits always, and units that differ little have errors that differ little.
///
/// Where E h²ⁿ ≫ (E hⁿ)², as for exponentials of large variance, 32 spreads see the tail rarely and the error
/// is itself uncertain.
final class ShiftedSobol {
  static final int SHIFTS = 32;
  private static final int POINTS = 1 << 15;
  private static final StreamKey KEY = StreamKey.of(1, "digital shifts of Sobol points");

  /// Points that all shifts take before the next ones are made.
  private static final int BLOCK = 1 << 10;

  private final UnitOnCube unit;
  private final DigitalShift shift;
  private final MomentSum sum;
  private final double[] u;
  private final double[] h;

  private ShiftedSobol(UnitOnCube unit, StreamKey key, int r, SymmetricSums layout) {
    int dimension = dimension(unit);
    this.unit = unit;
    this.shift = DigitalShift.of(key, r, dimension);
    this.sum = new MomentSum(layout);
    this.u = new double[dimension];
    this.h = new double[layout.symbols()];
  }

  /// A sequence has a dimension even if nothing is random.
  private static int dimension(UnitOnCube unit) {
    return Math.max(1, unit.dimension());
  }

  /// Sums over the first points under one shift.
  ///
  /// @param key of the shifts
  /// @param r which of them
  static double[] sums(UnitOnCube unit, StreamKey key, int r, int count, SymmetricSums layout) {
    var shifted = new ShiftedSobol(unit, key, r, layout);
    SobolSequenceGenerator sobol = new SobolSequenceGenerator(dimension(unit));
    for (int i = 0; i < count; i++) {
      shifted.add(sobol.nextVector(), 1);
    }
    return shifted.sum.sums();
  }

  /// @return 32 rows of moments
  static double[][] moments(UnitOnCube unit, SymmetricSums layout) {
    List<ShiftedSobol> shifts =
        IntStream.range(0, SHIFTS).mapToObj(r -> new ShiftedSobol(unit, KEY, r, layout)).toList();
    SobolSequenceGenerator sobol = new SobolSequenceGenerator(dimension(unit));
    double[][] block = new double[BLOCK][];
    for (int i = 0; i < POINTS; i += BLOCK) {
      Arrays.setAll(block, _ -> sobol.nextVector());
      shifts.parallelStream().forEach(shifted -> shifted.add(block));
    }
    return shifts.stream().map(shifted -> shifted.sum.sums()).toArray(double[][]::new);
  }

  private void add(double[][] block) {
    for (double[] point : block) {
      add(point, 1.0 / POINTS);
    }
  }

  private void add(double[] point, double weight) {
    shift.apply(point, u);
    unit.evaluate(u, h);
    sum.add(weight, h);
  }
}
