package org.nnft.locality;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.nnft.field.PointSet;
import org.nnft.kernel.WaveUnit;
import org.nnft.network.IndependentDensity;
import org.nnft.network.NeuralField;
import org.nnft.neuron.FiniteWidthCorrelators;
import org.nnft.statistics.CumulantRecursion;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.JointCumulant;
import org.nnft.statistics.SymmetricSums;

/// G_c⁽ʳ⁾(R) of a network with one hidden layer, exact at every width, and for waves its limit R → ∞.
///
/// For waves the moments of a unit are needed at the subsets of the r points alone, 2ʳ⁻¹ of them, so that r = 8
/// costs little ([WaveUnit]); other units take all components of [FiniteWidthCorrelators]. Keeps the momentum
/// integrals it has done. Mutable cache of one thread.
public final class ExactSeparation {
  /// Of the largest product of moments: closed forms round, quadratures have 10⁻¹³.
  private static final double WAVE_TOLERANCE = 1e-12;

  private final NeuralField field;
  private final Separation separation;
  private final Optional<WaveUnit> wave;
  private final double[] weightMoments;

  private ExactSeparation(NeuralField field, Separation separation, Optional<WaveUnit> wave) {
    this.field = field;
    this.separation = separation;
    this.wave = wave;
    IndependentDensity weight = field.readout().effectiveWeights(0, field.width());
    this.weightMoments = new double[separation.order() + 1];
    Arrays.setAll(weightMoments, weight::rawMoment);
  }

  /// @param field one hidden layer, one output
  /// @throws IllegalArgumentException if no exact result is known
  public static ExactSeparation of(NeuralField field, Separation separation) {
    FiniteWidthCorrelators.requireKnown(field);
    if (field.outputs() != 1) {
      throw new IllegalArgumentException(
          "points are pulled apart in fields of 1 output, got " + field.outputs());
    }
    Optional<WaveUnit> wave =
        field.isIndependent()
            ? WaveUnit.of(field.hidden().getFirst(), field.inputs())
            : Optional.empty();
    return new ExactSeparation(field, separation, wave);
  }

  /// G_c⁽ʳ⁾ at a distance, with a bound on its numerical error.
  ///
  /// @param distance R
  public Estimate at(double distance) {
    Separation.Located located = Separation.locate(separation.at(distance));
    PointSet points = located.points();
    field.requireInputs(points);
    if (wave.isPresent()) {
      return neurons(mask -> wave.get().moment(points, located.tuple(0, mask)));
    }
    FiniteWidthCorrelators exact = FiniteWidthCorrelators.of(field, points, separation.order());
    int[] tuple = located.tuple(0, (1 << separation.order()) - 1);
    Arrays.sort(tuple);
    return new Estimate(exact.connected(tuple), exact.connectedError(tuple));
  }

  /// The limit R → ∞; empty if it is not known exactly.
  public Optional<Estimate> limit() {
    if (wave.isEmpty()) {
      return Optional.empty();
    }
    Separation.Located located = Separation.locate(separation.at(0));
    int[] shifts = separation.shifts();
    return Optional.of(
        neurons(
            mask ->
                wave.get()
                    .momentAtInfinity(
                        located.points(), chosen(shifts, mask), located.tuple(0, mask))));
  }

  private static int[] chosen(int[] values, int mask) {
    int[] chosen = new int[Integer.bitCount(mask)];
    for (int i = 0, next = 0; mask >> i != 0; i++) {
      if ((mask >> i & 1) == 1) {
        chosen[next++] = values[i];
      }
    }
    return chosen;
  }

  @FunctionalInterface
  private interface SubsetMoment {
    double of(int mask);
  }

  /// N κ_r(v h) + κ_r(c).
  private Estimate neurons(SubsetMoment unit) {
    int r = separation.order();
    double[] moments = new double[1 << r];
    double largest = 0;
    for (int mask = 1; mask < moments.length; mask++) {
      double weight = weightMoments[Integer.bitCount(mask)];
      moments[mask] = weight == 0 ? 0 : weight * unit.of(mask);
      double perField = Math.pow(Math.abs(moments[mask]), (double) r / Integer.bitCount(mask));
      largest = Math.max(largest, perField);
    }
    double bias =
        CumulantRecursion.on(SymmetricSums.all(1, r))
            .cumulants(biasMoments(field.readout().bias()::rawMoment, r))[r - 1];
    return new Estimate(
        field.width() * JointCumulant.of(moments) + bias, field.width() * largest * WAVE_TOLERANCE);
  }

  private static double[] biasMoments(ToDoubleFunction<Integer> moment, int r) {
    double[] moments = new double[r];
    Arrays.setAll(moments, n -> moment.applyAsDouble(n + 1));
    return moments;
  }
}
