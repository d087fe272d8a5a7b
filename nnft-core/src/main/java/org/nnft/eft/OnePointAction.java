package org.nnft.eft;

import java.util.Arrays;
import org.nnft.field.PointSet;
import org.nnft.kernel.CharacteristicFunction;
import org.nnft.kernel.NngpKernel;
import org.nnft.network.IndependentDensity;
import org.nnft.network.NeuralField;
import org.nnft.neuron.FiniteWidthCorrelators;
import org.nnft.statistics.Estimate;

/// The exact action of the field at a single point, S(f) = −ln p(f), at every width.
///
///     p(f) = (1/2π) ∫ dk e^(−ikf) χ_c(k) E[e^(ikvh)]ᴺ
///
/// since a network of one hidden layer is the sum of N independent neurons and a bias c. The integral over the unit
/// h is a quadrature ([UnitLaw]), the one over k the trapezoid rule, which errs only by the density's periodic images;
/// its step is halved, and the quadrature refined, until densities stay the same to 10⁻¹³ of the largest (10⁻¹⁵N for N > 100).
///
/// Domain: even readout weights and bias, abs(f) up to 10 standard deviations. Cost: one cosine for each of some
/// hundred to some ten thousand values of k.
public final class OnePointAction {
  private static final double NOTHING = 1e-17;
  private static final double TOLERANCE = 1e-13;

  /// Rounding of the unit's characteristic function, which the power N enhances.
  private static final double ROUNDING = 1e-15;

  private static final double RANGE = 10;

  private final double standardDeviation;
  private final double step;
  private final double[] characteristic;

  /// Error of a density relative to p(0).
  private final double tolerance;

  private OnePointAction(
      double standardDeviation, double step, double[] characteristic, double tolerance) {
    this.tolerance = tolerance;
    this.standardDeviation = standardDeviation;
    this.step = step;
    this.characteristic = characteristic;
  }

  /// @param field one hidden layer
  /// @param x d coordinates. Not modified.
  /// @throws IllegalArgumentException if the law is not even or its unit not known, or if the characteristic
  ///     function falls too slowly: a ReLU-net without biases is exactly 0 with probability 2⁻ᴺ
  public static OnePointAction of(NeuralField field, double... x) {
    FiniteWidthCorrelators.requireKnown(field);
    field.requireIndependent("the action of one point is");
    if (!field.isEven()) {
      throw new IllegalArgumentException(
          "the exact one-point law needs readout weights and bias of mean 0, got %s and %s"
              .formatted(field.readout().weights(), field.readout().bias()));
    }
    PointSet point = PointSet.of(new double[][] {x});
    field.requireInputs(point);
    double σ = Math.sqrt(NngpKernel.of(field, point)[0][0]);
    OnePointAction coarse = onGrid(field, point, σ, 40, 4);
    for (int refinement = 1; refinement <= 4; refinement++) {
      OnePointAction fine = onGrid(field, point, σ, 40 << refinement, 4 << refinement);
      if (coarse.agreesWith(fine)) {
        return fine;
      }
      coarse = fine;
    }
    throw new IllegalArgumentException(
        "the density at %s has not converged to %s; its tails are too heavy for a characteristic function, raise the width"
            .formatted(point, coarse.tolerance));
  }

  /// @param images the period is this many times the range
  private static OnePointAction onGrid(
      NeuralField field, PointSet point, double σ, int panels, int images) {
    UnitLaw unit = UnitLaw.of(field.hidden().getFirst(), field.inputs(), point, panels);
    IndependentDensity weight = field.readout().effectiveWeights(0, field.width());
    IndependentDensity bias = field.readout().bias();
    double step = 2 * Math.PI / (2 * RANGE * σ * images);
    double[] values = new double[1024];
    int count = 0;
    int quiet = 0;
    // A characteristic function may oscillate: it has ended when 256 values in a row are nothing.
    while (quiet < 256) {
      double k = step * count;
      if (k * σ > 3000) {
        throw new IllegalArgumentException(
            "the characteristic function of f at %s falls too slowly, to %.1e at k = %.0f standard deviations: the law has an atom or a singularity at 0 (all units off); raise the width or give the readout a normal bias"
                .formatted(point, values[count - 1], k * σ));
      }
      if (count == values.length) {
        values = Arrays.copyOf(values, 2 * count);
      }
      values[count] =
          CharacteristicFunction.of(bias, k)
              * Math.pow(unit.characteristic(weight, k), field.width());
      quiet = Math.abs(values[count]) < NOTHING ? quiet + 1 : 0;
      count++;
    }
    return new OnePointAction(
        σ, step, Arrays.copyOf(values, count), Math.max(TOLERANCE, ROUNDING * field.width()));
  }

  private boolean agreesWith(OnePointAction other) {
    double scale = other.density(0);
    for (int k = 0; k <= 40; k++) {
      double f = RANGE * standardDeviation * k / 40;
      if (!(Math.abs(density(f) - other.density(f)) <= tolerance * scale)) {
        return false;
      }
    }
    return true;
  }

  /// √⟨f²⟩.
  public double standardDeviation() {
    return standardDeviation;
  }

  /// p(f), right to 10⁻¹³ of p(0), or 10⁻¹⁵N.
  ///
  /// @throws IllegalArgumentException if abs(f) is more than 10 standard deviations
  public double density(double f) {
    if (!(Math.abs(f) <= RANGE * standardDeviation * (1 + 1e-12))) {
      throw new IllegalArgumentException(
          "f must lie within %.0f standard deviations, ±%s, got %s"
              .formatted(RANGE, RANGE * standardDeviation, f));
    }
    double sum = characteristic[0] / 2;
    for (int j = 1; j < characteristic.length; j++) {
      sum = Math.fma(characteristic[j], Math.cos(step * j * f), sum);
    }
    return sum * step / Math.PI;
  }

  /// S(f) with its numerical error, infinite where the density drowns in it.
  public Estimate value(double f) {
    double error = tolerance * density(0);
    double p = density(f);
    return p > error
        ? new Estimate(-Math.log(p), error / p)
        : new Estimate(-Math.log(error), Double.POSITIVE_INFINITY);
  }
}
