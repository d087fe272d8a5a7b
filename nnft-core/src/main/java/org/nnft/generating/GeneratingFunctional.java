package org.nnft.generating;

import java.util.Arrays;
import org.hipparchus.complex.Complex;
import org.nnft.field.PointSet;
import org.nnft.kernel.MomentGenerating;
import org.nnft.math.PowerSeries;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.NeuralField;
import org.nnft.neuron.FiniteWidthCorrelators;
import org.nnft.neuron.JointUnitLaw;
import org.nnft.statistics.Estimate;

/// `W[J]` = ln E exp(Σ_p J_p f(x_p)) of a network with one hidden layer, exact at every width N.
///
///     W[J] = N ln Σⱼ wⱼ g(J·hⱼ) + ln E e^{c ΣJ},   g(s) = E_v e^{vs}
///
/// The nodes (wⱼ, hⱼ) are the joint law of one unit ([JointUnitLaw]). Every quantity is found with two sets of nodes,
/// the finer √2 times as dense, and their difference is the error. Derivatives along a line are exact power series
/// of the same sum, so that W and its derivatives belong to one function. Immutable.
///
/// Cost: of the order of 10³ to 10⁶ exponentials for each source.
public final class GeneratingFunctional {
  private static final double TOLERANCE = 1e-12;
  private static final int REFINEMENTS = 6;

  private final NeuralField field;
  private final PointSet points;
  private final IndependentDensity weight;
  private final Profile profile;
  private final Domain domain;
  private final JointUnitLaw coarse;
  private final JointUnitLaw fine;

  private GeneratingFunctional(
      NeuralField field, PointSet points, JointUnitLaw coarse, JointUnitLaw fine) {
    this.field = field;
    this.points = points;
    this.weight = field.readout().effectiveWeights(0, field.width());
    this.profile =
        fine.radialFreedom() > 0
            ? new Profile.Chi(weight.spread(), fine.radialFreedom())
            : new Profile.Readout(weight);
    this.domain = UnitGrowth.domain(field, profile);
    this.coarse = coarse;
    this.fine = fine;
  }

  /// @param field one hidden layer, one output
  /// @throws IllegalArgumentException if the joint law of a unit at these points is not known
  public static GeneratingFunctional of(NeuralField field, PointSet points) {
    FiniteWidthCorrelators.requireKnown(field);
    field.requireIndependent("the exact generating functional is");
    field.requireInputs(points);
    if (field.outputs() != 1) {
      throw new IllegalArgumentException(
          "sources are known for fields of 1 output, got " + field.outputs());
    }
    UnitGrowth.requireKnown(field);
    HiddenLayer layer = field.hidden().getFirst();
    double resolution = Math.sqrt(2);
    JointUnitLaw coarse = JointUnitLaw.of(layer, field.inputs(), points, 1);
    JointUnitLaw fine = JointUnitLaw.of(layer, field.inputs(), points, resolution);
    GeneratingFunctional result = new GeneratingFunctional(field, points, coarse, fine);
    for (int i = 1; i < REFINEMENTS && !result.hasConverged(); i++) {
      resolution *= Math.sqrt(2);
      coarse = fine;
      try {
        fine = JointUnitLaw.of(layer, field.inputs(), points, resolution);
      } catch (IllegalArgumentException tooManyNodes) {
        // What has been reached carries its error.
        return result;
      }
      result = new GeneratingFunctional(field, points, coarse, fine);
    }
    return result;
  }

  /// At sources of two standard deviations of their own, and at one that alternates.
  private boolean hasConverged() {
    for (int probe = 0; probe < 2; probe++) {
      double[] direction = new double[points.size()];
      for (int p = 0; p < direction.length; p++) {
        direction[p] = probe == 0 || p % 2 == 0 ? 1 : -1;
      }
      boolean imaginary = domain instanceof Domain.ImaginaryOnly;
      double size = 2 / standardDeviation(direction);
      double scale = imaginary ? size : Math.min(size, 0.7 * largestScale(direction));
      double[] source = Arrays.stream(direction).map(u -> scale * u).toArray();
      double error =
          imaginary ? characteristicError(source) : log(source).error() / (1 + log(source).value());
      if (!(error <= TOLERANCE)) {
        return false;
      }
    }
    return true;
  }

  /// √Var(Σ_p u_p f(x_p)); 1 where it is infinite.
  public double standardDeviation(double... direction) {
    requireSource(direction);
    double sum = 0;
    double total = 0;
    for (int j = 0; j < fine.size(); j++) {
      double s = dot(direction, fine.value(j));
      sum = Math.fma(fine.weight(j), s * s, sum);
      total += fine.weight(j);
    }
    double bias = sum(direction);
    double variance =
        field.width() * weight.variance() * Math.max(1, fine.radialFreedom()) * sum / total
            + field.readout().bias().variance() * bias * bias;
    return variance > 0 && Double.isFinite(variance) ? Math.sqrt(variance) : 1;
  }

  /// The field.
  public NeuralField field() {
    return field;
  }

  /// Where the sources stand.
  public PointSet points() {
    return points;
  }

  /// For which real sources W is finite.
  public Domain domain() {
    return domain;
  }

  /// The supremum of the t with `W[tu]` finite; 0 where there is none.
  ///
  /// @param direction u, one number per point, not all 0. Not modified.
  public double largestScale(double... direction) {
    requireSource(direction);
    return switch (domain) {
      case Domain.Everywhere _ -> Double.POSITIVE_INFINITY;
      case Domain.ImaginaryOnly _ -> 0;
      case Domain.Bounded(double limit, _) -> {
        double largest = 0;
        for (int j = 0; j < fine.size(); j++) {
          largest = Math.max(largest, Math.abs(dot(direction, fine.value(j))));
        }
        yield limit / largest;
      }
    };
  }

  private void requireSource(double[] source) {
    if (source.length != points.size()) {
      throw new IllegalArgumentException(
          "a source needs %d values, one per point, got %d"
              .formatted(points.size(), source.length));
    }
  }

  private void requireReal() {
    if (domain instanceof Domain.ImaginaryOnly(String reason)) {
      throw new IllegalArgumentException(
          "W[J] of this network is not to be had for real J: %s; use the characteristic functional"
              .formatted(reason));
    }
  }

  /// `W[J]` with its numerical error; infinite outside of the domain.
  ///
  /// @param source J, one number per point. Not modified.
  /// @throws IllegalArgumentException if W is known for no real source
  public Estimate log(double... source) {
    requireSource(source);
    requireReal();
    double value = log(fine, source);
    double other = log(coarse, source);
    return value == Double.POSITIVE_INFINITY
        ? new Estimate(value, 0)
        : new Estimate(value, Math.abs(value - other));
  }

  private double log(JointUnitLaw law, double[] source) {
    double[] g = new double[law.size()];
    double largest = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < g.length; j++) {
      g[j] = profile.log(dot(source, law.value(j)));
      largest = Math.max(largest, g[j]);
    }
    if (largest == Double.POSITIVE_INFINITY) {
      return largest;
    }
    // Σ w (g − 1) keeps the digits of a small W.
    double sum = 0;
    double total = 0;
    boolean small = largest < 1;
    for (int j = 0; j < g.length; j++) {
      sum += law.weight(j) * (small ? Math.expm1(g[j]) : Math.exp(g[j] - largest));
      total += law.weight(j);
    }
    double one = small ? Math.log1p(sum / total) : largest + Math.log(sum / total);
    return field.width() * one + MomentGenerating.log(field.readout().bias(), sum(source));
  }

  /// Taylor coefficients of W[J + tu] in t: the r-th times r! is the r-th derivative along u.
  ///
  /// @param source J inside of the domain. Not modified.
  /// @param direction u. Not modified.
  /// @param highestOrder ≥ 1
  /// @return orders 0 to the highest, each with its numerical error
  public Estimate[] series(double[] source, double[] direction, int highestOrder) {
    requireSource(source);
    requireSource(direction);
    requireReal();
    double[] c = series(fine, source, direction, highestOrder);
    double[] other = series(coarse, source, direction, highestOrder);
    Estimate[] result = new Estimate[c.length];
    Arrays.setAll(result, r -> new Estimate(c[r], Math.abs(c[r] - other[r])));
    return result;
  }

  private double[] series(JointUnitLaw law, double[] source, double[] direction, int highestOrder) {
    double[] sum = new double[highestOrder + 1];
    double total = 0;
    double largest = Double.NEGATIVE_INFINITY;
    double[] s = new double[law.size()];
    for (int j = 0; j < s.length; j++) {
      s[j] = dot(source, law.value(j));
      largest = Math.max(largest, profile.log(s[j]));
    }
    for (int j = 0; j < s.length; j++) {
      double[] l = profile.logSeries(s[j], highestOrder);
      l[0] -= largest;
      double[] g = PowerSeries.exp(l);
      double slope = dot(direction, law.value(j));
      double power = law.weight(j);
      total += power;
      for (int r = 0; r <= highestOrder; r++) {
        sum[r] = Math.fma(power, g[r], sum[r]);
        power *= slope;
      }
    }
    for (int r = 0; r <= highestOrder; r++) {
      sum[r] /= total;
    }
    double[] one = PowerSeries.log(sum);
    double[] bias = MomentGenerating.logSeries(field.readout().bias(), sum(source), highestOrder);
    double power = 1;
    for (int r = 0; r <= highestOrder; r++) {
      one[r] = field.width() * (one[r] + (r == 0 ? largest : 0)) + power * bias[r];
      power *= sum(direction);
    }
    return one;
  }

  /// φ_p = ∂W/∂J_p and its Hessian, the connected two-point function in the presence of the source.
  ///
  /// @param source J inside of the domain. Not modified.
  public Response response(double... source) {
    requireSource(source);
    requireReal();
    int n = points.size();
    double[] mean = new double[n];
    double[][] second = new double[n][n];
    double largest = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < fine.size(); j++) {
      largest = Math.max(largest, profile.log(dot(source, fine.value(j))));
    }
    double total = 0;
    for (int j = 0; j < fine.size(); j++) {
      double[] h = fine.value(j);
      double[] l = profile.logSeries(dot(source, h), 2);
      double g = fine.weight(j) * Math.exp(l[0] - largest);
      total += g;
      for (int p = 0; p < n; p++) {
        mean[p] += g * l[1] * h[p];
        for (int q = 0; q < n; q++) {
          second[p][q] += g * (2 * l[2] + l[1] * l[1]) * h[p] * h[q];
        }
      }
    }
    double[] bias = MomentGenerating.logSeries(field.readout().bias(), sum(source), 2);
    double width = field.width();
    for (int p = 0; p < n; p++) {
      mean[p] /= total;
    }
    for (int p = 0; p < n; p++) {
      for (int q = 0; q < n; q++) {
        second[p][q] = width * (second[p][q] / total - mean[p] * mean[q]) + 2 * bias[2];
      }
    }
    double[] φ = Arrays.stream(mean).map(m -> width * m + bias[1]).toArray();
    return new Response(φ, second);
  }

  /// How the field answers to a source. Immutable.
  public static final class Response {
    private final double[] field;
    private final double[][] propagator;

    private Response(double[] field, double[][] propagator) {
      this.field = field;
      this.propagator = propagator;
    }

    /// A copy of φ_p = ∂W/∂J_p.
    public double[] field() {
      return field.clone();
    }

    /// A copy of ∂²W/∂J_p∂J_q, positive semidefinite.
    public double[][] propagator() {
      return Arrays.stream(propagator).map(double[]::clone).toArray(double[][]::new);
    }
  }

  /// `Z[iJ]` = E exp(i Σ_p J_p f(x_p)), the characteristic functional: finite for every source, at most 1.
  ///
  /// @param source J, real. Not modified.
  public Complex characteristic(double... source) {
    requireSource(source);
    return characteristic(fine, source);
  }

  /// Difference of the two sets of nodes in `Z[iJ]`.
  public double characteristicError(double... source) {
    requireSource(source);
    return characteristic(fine, source).subtract(characteristic(coarse, source)).norm();
  }

  private Complex characteristic(JointUnitLaw law, double[] source) {
    double re = 0;
    double im = 0;
    double total = 0;
    for (int j = 0; j < law.size(); j++) {
      Complex g = profile.characteristic(dot(source, law.value(j)));
      re = Math.fma(law.weight(j), g.getReal(), re);
      im = Math.fma(law.weight(j), g.getImaginary(), im);
      total += law.weight(j);
    }
    IndependentDensity bias = field.readout().bias();
    return new Complex(re / total, im / total)
        .pow(field.width())
        .multiply(new Profile.Readout(bias).characteristic(sum(source)));
  }

  private static double sum(double[] source) {
    return Arrays.stream(source).sum();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int p = 0; p < a.length; p++) {
      sum = Math.fma(a[p], b[p], sum);
    }
    return sum;
  }
}
