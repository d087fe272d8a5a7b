package org.nnft.feynman;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.random.SobolSequenceGenerator;
import org.nnft.feynman.Integrand.Leg;
import org.nnft.random.DigitalShift;
import org.nnft.random.StreamKey;
import org.nnft.statistics.Estimate;

/// Integrals over the box by randomised quasi-Monte Carlo: 32 independent digital shifts of 2¹² Sobol points.
///
/// For Λ = ∞ every coordinate is mapped by y = s tan π(u − ½), whose Jacobian grows slower than kernels fall.
final class ShiftedBox {
  static final int SHIFTS = 32;
  private static final int POINTS = 1 << 12;
  private static final StreamKey KEY = StreamKey.of(2, "digital shifts of Sobol points in a box");

  private final DiagramIntegral theory;
  private final List<Integrand> integrands;
  private final int dimension;
  private final double cutoff;
  private final double scale;

  /// @param integrands of one part, which differ in their external legs
  /// @param scale s, for an infinite cutoff
  ShiftedBox(DiagramIntegral theory, List<Integrand> integrands, double cutoff, double scale) {
    this.theory = theory;
    this.integrands = integrands;
    this.dimension = theory.points().dimension();
    this.cutoff = cutoff;
    this.scale = scale;
  }

  /// One estimate for each integrand.
  List<Estimate> estimates() {
    int coordinates = integrands.getFirst().part().size() * dimension;
    SobolSequenceGenerator sobol = new SobolSequenceGenerator(coordinates);
    double[][] points = new double[POINTS][];
    Arrays.setAll(points, _ -> sobol.nextVector());
    double[][] means =
        IntStream.range(0, SHIFTS)
            .parallel()
            .mapToObj(r -> mean(points, DigitalShift.of(KEY, r, coordinates)))
            .toArray(double[][]::new);
    return IntStream.range(0, integrands.size()).mapToObj(i -> estimate(means, i)).toList();
  }

  private static Estimate estimate(double[][] means, int i) {
    double sum = 0;
    for (double[] mean : means) {
      sum += mean[i] / SHIFTS;
    }
    double square = 0;
    for (double[] mean : means) {
      square += (mean[i] - sum) * (mean[i] - sum);
    }
    return new Estimate(sum, Math.sqrt(square / (SHIFTS - 1) / SHIFTS));
  }

  private double[] mean(double[][] points, DigitalShift shift) {
    double[] sums = new double[integrands.size()];
    double[] u = new double[points[0].length];
    double[][] y = new double[u.length / dimension][dimension];
    for (double[] point : points) {
      shift.apply(point, u);
      double weight = 1.0 / points.length;
      for (int k = 0; k < u.length; k++) {
        double value;
        if (Double.isInfinite(cutoff)) {
          double t = Math.tan(Math.PI * (u[k] - 0.5));
          value = scale * t;
          weight *= Math.PI * scale * (1 + t * t);
        } else {
          value = cutoff * (2 * u[k] - 1);
          weight *= 2 * cutoff;
        }
        y[k / dimension][k % dimension] = value;
      }
      double inside = weight * inside(y);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += inside == 0 ? 0 : inside * legs(integrands.get(i), y);
      }
    }
    return sums;
  }

  /// What all integrands have in common.
  private double inside(double[][] y) {
    DiagramParts.Part part = integrands.getFirst().part();
    double product = 1;
    for (Line line : part.lines()) {
      product *= theory.line(line.field()).at(y[line.from()], y[line.to()]);
    }
    for (int p = 0; p < part.size(); p++) {
      String density = part.densities().get(p);
      product *= density.isEmpty() ? 1 : theory.density(density).applyAsDouble(y[p]);
    }
    return product;
  }

  private double legs(Integrand integrand, double[][] y) {
    double product = 1;
    for (int p = 0; p < y.length; p++) {
      for (Leg leg : integrand.legs().get(p)) {
        product *= theory.line(leg.field()).at(theory.point(leg.point()), y[p]);
      }
    }
    return product;
  }
}
