package org.nnft.feynman;

import java.util.ArrayList;
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

  /// Different legs at each vertex, each evaluated once for all integrands.
  private final List<List<Leg>> legs;

  /// The legs of each integrand by their places among all of them.
  private final int[][] factors;

  /// @param integrands of one part, which differ in their external legs
  /// @param scale s, for an infinite cutoff
  ShiftedBox(DiagramIntegral theory, List<Integrand> integrands, double cutoff, double scale) {
    this.theory = theory;
    this.integrands = integrands;
    this.dimension = theory.points().dimension();
    this.cutoff = cutoff;
    this.scale = scale;
    int vertices = integrands.getFirst().part().size();
    this.legs =
        IntStream.range(0, vertices)
            .mapToObj(
                p -> integrands.stream().flatMap(i -> i.legs().get(p).stream()).distinct().toList())
            .toList();
    this.factors = integrands.stream().map(this::factors).toArray(int[][]::new);
  }

  private int[] factors(Integrand integrand) {
    List<Integer> places = new ArrayList<>();
    int offset = 0;
    for (int p = 0; p < legs.size(); p++) {
      for (Leg leg : integrand.legs().get(p)) {
        places.add(offset + legs.get(p).indexOf(leg));
      }
      offset += legs.get(p).size();
    }
    return places.stream().mapToInt(Integer::intValue).toArray();
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
    double[] values = new double[legs.stream().mapToInt(List::size).sum()];
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
      if (inside == 0) {
        continue;
      }
      legs(y, values);
      for (int i = 0; i < sums.length; i++) {
        double product = inside;
        for (int factor : factors[i]) {
          product *= values[factor];
        }
        sums[i] += product;
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

  /// All different legs at their vertices.
  private void legs(double[][] y, double[] values) {
    int next = 0;
    for (int p = 0; p < y.length; p++) {
      for (Leg leg : legs.get(p)) {
        values[next++] = theory.line(leg.field()).at(theory.point(leg.point()), y[p]);
      }
    }
  }
}
