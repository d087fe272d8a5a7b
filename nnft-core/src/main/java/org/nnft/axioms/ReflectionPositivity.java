package org.nnft.axioms;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.nnft.ensemble.FieldAverages;
import org.nnft.ensemble.FieldSamples;
import org.nnft.ensemble.Observable;
import org.nnft.neuron.FiniteWidthCorrelators;
import org.nnft.statistics.Estimate;

/// The lowest eigenvalue of M_ab = E\[(θF_a)F_b\].
///
/// From exact correlators M is symmetrised and its eigenvalues are found; their numerical error is at most the
/// norm of the errors of M (Weyl). From samples the lowest eigenvalue of M̂ lies below that of M on average, so the
/// direction c is taken from one half of the networks and the value E\[(θF_c)F_c\] of the quadratic form in it from the
/// other half: unbiased, with an honest error, and negative only if M has a negative eigenvalue below it.
///
/// Domain: functionals whose correlators exist to twice their degree.
///
/// @param lowest eigenvalue, or value of the quadratic form, with its error
/// @param eigenvalues all of them, ascending; of the first half where it is sampled
/// @param direction c, the coefficients of the functionals
/// @param sampled whether it is from samples
/// @param positive whether it is not violated at the threshold
public record ReflectionPositivity(
    Estimate lowest,
    List<Double> eigenvalues,
    List<Double> direction,
    boolean sampled,
    boolean positive) {

  /// One-sided p = 10⁻³ of a normal law.
  public static final double SIGMAS = 3.090232;

  /// Rounding of an eigenvalue relative to the largest.
  private static final double ROUNDING = 1e-14;

  public ReflectionPositivity {
    eigenvalues = List.copyOf(eigenvalues);
    direction = List.copyOf(direction);
  }

  /// Any correlators.
  @FunctionalInterface
  public interface Correlator {
    /// G⁽ⁿ⁾ at a sorted tuple of points; 1 for none.
    double at(int... tuple);
  }

  /// From correlators without error, such as those of a free theory.
  ///
  /// @param correlator at [ReflectedFunctionals#points()]
  public static ReflectionPositivity of(ReflectedFunctionals functionals, Correlator correlator) {
    return exact(functionals, correlator, _ -> 0);
  }

  /// From the exact correlators of a network.
  ///
  /// @param correlators at [ReflectedFunctionals#points()], to the functionals' highest order
  public static ReflectionPositivity of(
      ReflectedFunctionals functionals, FiniteWidthCorrelators correlators) {
    return exact(
        functionals,
        tuple -> tuple.length == 0 ? 1 : correlators.full(tuple),
        tuple -> tuple.length == 0 ? 0 : correlators.fullError(tuple));
  }

  private static ReflectionPositivity exact(
      ReflectedFunctionals functionals, Correlator correlator, Correlator error) {
    int n = functionals.size();
    double[][] m = new double[n][n];
    double noise = 0;
    for (int a = 0; a < n; a++) {
      for (int b = 0; b <= a; b++) {
        int[] one = functionals.pair(a, b);
        int[] other = functionals.pair(b, a);
        m[a][b] = (correlator.at(one) + correlator.at(other)) / 2;
        m[b][a] = m[a][b];
        double e = Math.max(error.at(one), error.at(other));
        noise += (a == b ? 1 : 2) * e * e;
      }
    }
    EigenDecompositionSymmetric eigen =
        new EigenDecompositionSymmetric(new Array2DRowRealMatrix(m));
    double largest = Math.abs(eigen.getEigenvalue(0));
    double bound = Math.sqrt(noise) + n * ROUNDING * largest;
    double lowest = eigen.getEigenvalue(n - 1);
    return new ReflectionPositivity(
        new Estimate(lowest, bound),
        ascending(eigen),
        list(eigen.getEigenvector(n - 1).toArray()),
        false,
        lowest >= -bound);
  }

  /// From samples of the field at [ReflectedFunctionals#points()].
  ///
  /// @param samples one output
  /// @param blocks of both halves together, an even number of at least 16
  /// @param workers who draw the networks
  public static ReflectionPositivity of(
      ReflectedFunctionals functionals,
      FieldSamples samples,
      int blocks,
      FieldAverages.Workers workers) {
    if (blocks < 16 || blocks % 2 == 1) {
      throw new IllegalArgumentException(
          "two halves need an even number of at least 16 blocks, got " + blocks);
    }
    int n = functionals.size();
    FieldAverages averages =
        FieldAverages.of(samples, blocks, new ReflectedProducts(functionals), workers);
    double[] first = averages.part(0, blocks / 2).means();
    double[][] m = new double[n][n];
    for (int a = 0, k = 0; a < n; a++) {
      for (int b = 0; b <= a; b++, k++) {
        m[a][b] = first[k];
        m[b][a] = first[k];
      }
    }
    EigenDecompositionSymmetric eigen =
        new EigenDecompositionSymmetric(new Array2DRowRealMatrix(m));
    double[] c = eigen.getEigenvector(n - 1).toArray();
    Estimate value =
        averages.part(blocks / 2, blocks)
            .estimates(means -> new double[] {quadraticForm(c, means)})[0];
    return new ReflectionPositivity(
        value, ascending(eigen), list(c), true, value.pull(0) >= -SIGMAS);
  }

  private static double quadraticForm(double[] c, double[] means) {
    double sum = 0;
    for (int a = 0, k = 0; a < c.length; a++) {
      for (int b = 0; b <= a; b++, k++) {
        sum += (a == b ? 1 : 2) * c[a] * c[b] * means[k];
      }
    }
    return sum;
  }

  private static List<Double> ascending(EigenDecompositionSymmetric eigen) {
    return Arrays.stream(eigen.getEigenvalues()).sorted().boxed().toList();
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  /// What was found, in words.
  public String evidence() {
    return sampled
        ? String.format(
            Locale.ROOT,
            "E[(θF)F] = %s in the direction that the other half of the networks finds lowest (%.1fσ)",
            lowest,
            lowest.pull(0))
        : String.format(
            Locale.ROOT,
            "lowest eigenvalue %.10g, numerical error below %.1g, largest %.4g",
            lowest.value(),
            lowest.error(),
            eigenvalues.getLast());
  }

  /// (θF_a)F_b, symmetrised, for b ≤ a.
  private static final class ReflectedProducts implements Observable {
    private final int[][] functional;
    private final int[][] reflected;

    ReflectedProducts(ReflectedFunctionals functionals) {
      int n = functionals.size();
      this.functional = new int[n][];
      this.reflected = new int[n][];
      Arrays.setAll(functional, functionals::functional);
      Arrays.setAll(reflected, functionals::reflected);
    }

    @Override
    public int size() {
      return functional.length * (functional.length + 1) / 2;
    }

    @Override
    public void add(double[][] f, int n, double[] sums) {
      int size = functional.length;
      double[] right = new double[size];
      double[] left = new double[size];
      for (int i = 0; i < n; i++) {
        for (int a = 0; a < size; a++) {
          right[a] = product(f, functional[a], i);
          left[a] = product(f, reflected[a], i);
        }
        for (int a = 0, k = 0; a < size; a++) {
          for (int b = 0; b <= a; b++, k++) {
            sums[k] += (left[a] * right[b] + left[b] * right[a]) / 2;
          }
        }
      }
    }

    private static double product(double[][] f, int[] tuple, int i) {
      double product = 1;
      for (int p : tuple) {
        product *= f[p][i];
      }
      return product;
    }
  }
}
