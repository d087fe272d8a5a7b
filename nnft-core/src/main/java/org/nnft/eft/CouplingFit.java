package org.nnft.eft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.hipparchus.special.Gamma;
import org.nnft.math.SymmetricIndex;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.Jackknife;

/// Couplings from connected correlators by linear least squares.
///
///     G_c(x₁…xₙ) = −Σ_k g_k R_k(x₁…xₙ),   R_k = [Coupling#response]
///
/// With the covariance C of the data, χ² = rᵀC⁻¹r and the couplings' covariance is (RᵀC⁻¹R)⁻¹. Without it all
/// components weigh the same, as in 2008.08601, and errors come from the scatter of the residuals: they measure how
/// badly constant couplings fit.
///
/// Columns of R are scaled to unit length before the singular value decomposition, so that the condition number is
/// one of the bases and not of units. Directions whose singular value is below 10⁻⁸ of the largest are not
/// determined: couplings in them get an infinite error and the solution of smallest length.
///
/// @param couplings fitted
/// @param values with errors, in the same order
/// @param covariance of the values
/// @param chiSquare χ²; the sum of squared residuals where there was no covariance
/// @param degreesOfFreedom independent data − determined directions
/// @param weighted whether there was a covariance
/// @param conditionNumber of the scaled design
/// @param degeneracies directions that the data do not determine, in words; empty for a good fit
public record CouplingFit(
    List<Coupling> couplings,
    List<Estimate> values,
    List<List<Double>> covariance,
    double chiSquare,
    int degreesOfFreedom,
    boolean weighted,
    double conditionNumber,
    List<String> degeneracies) {

  private static final double DEGENERATE = 1e-8;

  /// Eigenvalues of the data's correlation matrix below this share of the largest carry no information.
  private static final double COLLINEAR = 1e-10;

  /// Components below this share of the largest have no relative error.
  private static final double NEAR_ZERO = 1e-6;

  public CouplingFit {
    couplings = List.copyOf(couplings);
    values = List.copyOf(values);
    covariance = covariance.stream().map(List::copyOf).toList();
    degeneracies = List.copyOf(degeneracies);
  }

  /// The unique components of correlators of some orders: the order of the data of a fit.
  ///
  /// @param orders e.g. 4, or 1 and 3
  public static List<int[]> components(VertexIntegral vertex, int... orders) {
    List<int[]> tuples = new ArrayList<>();
    for (int order : orders) {
      SymmetricIndex index = SymmetricIndex.of(vertex.points().size(), order);
      for (int c = 0; c < index.count(); c++) {
        tuples.add(index.at(c));
      }
    }
    return tuples;
  }

  /// Fit of correlators without errors.
  ///
  /// @param tuples the components to fit, for all of them see [#components]
  /// @param connected G_c at a sorted tuple
  public static CouplingFit exact(
      VertexIntegral vertex,
      List<Coupling> couplings,
      List<int[]> tuples,
      ToDoubleFunction<int[]> connected) {
    double[][] design = design(vertex, couplings, tuples);
    double[] data = tuples.stream().mapToDouble(connected).toArray();
    return solve(couplings, new Whitened(design, data), false);
  }

  /// Fit of sampled correlators.
  ///
  /// @param tuples the components to fit
  /// @param connected G_c at a sorted tuple
  /// @param covariance of these data, in the order of the tuples. Not modified.
  /// @throws IllegalArgumentException if a component has no variance
  public static CouplingFit sampled(
      VertexIntegral vertex,
      List<Coupling> couplings,
      List<int[]> tuples,
      ToDoubleFunction<int[]> connected,
      RealMatrix covariance) {
    double[][] design = design(vertex, couplings, tuples);
    double[] data = tuples.stream().mapToDouble(connected).toArray();
    return solve(couplings, Whitened.by(covariance, design, data), true);
  }

  /// Fit of sampled components, with their covariance from the jackknife; those of several orders together, such as 1 and 3.
  ///
  /// The inverse of a covariance estimated from B blocks is too large by (B − 1)/(B − k − 2) for k independent
  /// components (Hartlap, Simon, Schneider, Astron. Astrophys. 464, 2007), which is put right.
  ///
  /// @param tuples the components to fit
  /// @param connected G_c for each of them. Not modified.
  /// @param fluctuations of the same components
  /// @throws IllegalArgumentException if there are fewer than three blocks for each independent component
  public static CouplingFit sampled(
      VertexIntegral vertex,
      List<Coupling> couplings,
      List<int[]> tuples,
      double[] connected,
      Jackknife fluctuations) {
    if (connected.length != tuples.size()) {
      throw new IllegalArgumentException(
          "%d components need as many values, got %d".formatted(tuples.size(), connected.length));
    }
    RealMatrix covariance = new Array2DRowRealMatrix(connected.length, connected.length);
    for (int a = 0; a < connected.length; a++) {
      for (int b = 0; b < connected.length; b++) {
        covariance.setEntry(a, b, fluctuations.covariance(a, b));
      }
    }
    Whitened white = Whitened.by(covariance, design(vertex, couplings, tuples), connected);
    int blocks = fluctuations.blocks();
    int independent = white.data.length;
    if (blocks < 3 * (independent + 1)) {
      throw new IllegalArgumentException(
          "the covariance of %d independent components needs at least %d blocks, got %d; sample more blocks or fit fewer points"
              .formatted(independent, 3 * (independent + 1), blocks));
    }
    return solve(
        couplings, white.times(Math.sqrt((blocks - independent - 2.0) / (blocks - 1))), true);
  }

  private static double[][] design(
      VertexIntegral vertex, List<Coupling> couplings, List<int[]> tuples) {
    double[][] design = new double[tuples.size()][couplings.size()];
    for (int r = 0; r < design.length; r++) {
      for (int k = 0; k < couplings.size(); k++) {
        design[r][k] = -couplings.get(k).response(vertex, tuples.get(r));
      }
    }
    for (int k = 0; k < couplings.size(); k++) {
      int column = k;
      if (Arrays.stream(design).allMatch(row -> row[column] == 0)) {
        throw new IllegalArgumentException(
            "none of the %d components depends on %s at first order; fit orders of the same parity up to %d"
                .formatted(tuples.size(), couplings.get(k), couplings.get(k).power()));
      }
    }
    if (tuples.size() < couplings.size()) {
      throw new IllegalArgumentException(
          "%d couplings need as many data, got %d".formatted(couplings.size(), tuples.size()));
    }
    return design;
  }

  /// Data with independent errors of 1.
  private static final class Whitened {
    final double[][] design;
    final double[] data;

    Whitened(double[][] design, double[] data) {
      this.design = design;
      this.data = data;
    }

    Whitened times(double factor) {
      return new Whitened(
          Arrays.stream(design)
              .map(row -> Arrays.stream(row).map(x -> factor * x).toArray())
              .toArray(double[][]::new),
          Arrays.stream(data).map(x -> factor * x).toArray());
    }

    static Whitened by(RealMatrix covariance, double[][] design, double[] data) {
      int n = data.length;
      if (covariance.getRowDimension() != n || covariance.getColumnDimension() != n) {
        throw new IllegalArgumentException(
            "the covariance of %d data must be %d × %d, got %d × %d"
                .formatted(n, n, n, covariance.getRowDimension(), covariance.getColumnDimension()));
      }
      double[] error = new double[n];
      for (int r = 0; r < n; r++) {
        error[r] = Math.sqrt(covariance.getEntry(r, r));
        if (!(error[r] > 0 && Double.isFinite(error[r]))) {
          throw new IllegalArgumentException(
              "component %d has variance %s; leave components without fluctuations out, or fit exact correlators"
                  .formatted(r + 1, covariance.getEntry(r, r)));
        }
      }
      RealMatrix correlation = covariance.copy();
      for (int r = 0; r < n; r++) {
        for (int c = 0; c < n; c++) {
          correlation.setEntry(r, c, covariance.getEntry(r, c) / (error[r] * error[c]));
        }
      }
      EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(correlation);
      List<double[]> rows = new ArrayList<>();
      List<Double> values = new ArrayList<>();
      for (int mode = 0; mode < n; mode++) {
        double variance = eigen.getEigenvalue(mode);
        if (variance <= COLLINEAR * eigen.getEigenvalue(0)) {
          break;
        }
        double[] row = new double[design[0].length];
        double value = 0;
        for (int r = 0; r < n; r++) {
          double weight = eigen.getEigenvector(mode).getEntry(r) / (error[r] * Math.sqrt(variance));
          value = Math.fma(weight, data[r], value);
          for (int k = 0; k < row.length; k++) {
            row[k] = Math.fma(weight, design[r][k], row[k]);
          }
        }
        rows.add(row);
        values.add(value);
      }
      return new Whitened(
          rows.toArray(double[][]::new),
          values.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  private static CouplingFit solve(List<Coupling> couplings, Whitened w, boolean weighted) {
    int n = w.data.length;
    int p = couplings.size();
    if (n < p) {
      throw new IllegalArgumentException(
          "the data's covariance has only %d independent directions, too few for %d couplings; use more blocks, more points or fewer couplings"
              .formatted(n, p));
    }
    double[] scale = new double[p];
    for (double[] row : w.design) {
      for (int k = 0; k < p; k++) {
        scale[k] = Math.hypot(scale[k], row[k]);
      }
    }
    RealMatrix scaled = new Array2DRowRealMatrix(n, p);
    for (int r = 0; r < n; r++) {
      for (int k = 0; k < p; k++) {
        scaled.setEntry(r, k, w.design[r][k] / scale[k]);
      }
    }
    SingularValueDecomposition svd = new SingularValueDecomposition(scaled);
    double[] singular = svd.getSingularValues();
    double[] solution = new double[p];
    double[][] covariance = new double[p][p];
    boolean[] undetermined = new boolean[p];
    List<String> degeneracies = new ArrayList<>();
    int rank = 0;
    for (int mode = 0; mode < p; mode++) {
      double[] v = svd.getV().getColumn(mode);
      if (singular[mode] <= DEGENERATE * singular[0]) {
        degeneracies.add(degeneracy(couplings, v, scale));
        for (int k = 0; k < p; k++) {
          undetermined[k] |= Math.abs(v[k]) > 1e-6;
        }
        continue;
      }
      rank++;
      double amplitude = 0;
      for (int r = 0; r < n; r++) {
        amplitude = Math.fma(svd.getU().getEntry(r, mode), w.data[r], amplitude);
      }
      amplitude /= singular[mode];
      for (int k = 0; k < p; k++) {
        solution[k] += amplitude * v[k] / scale[k];
        for (int l = 0; l < p; l++) {
          covariance[k][l] += v[k] * v[l] / (singular[mode] * singular[mode] * scale[k] * scale[l]);
        }
      }
    }
    double χ2 = 0;
    for (int r = 0; r < n; r++) {
      double residual = w.data[r];
      for (int k = 0; k < p; k++) {
        residual -= w.design[r][k] * solution[k];
      }
      χ2 += residual * residual;
    }
    int degreesOfFreedom = n - rank;
    double variance = weighted ? 1 : degreesOfFreedom == 0 ? 0 : χ2 / degreesOfFreedom;
    List<Estimate> values = new ArrayList<>();
    List<List<Double>> rows = new ArrayList<>();
    for (int k = 0; k < p; k++) {
      double error =
          undetermined[k] ? Double.POSITIVE_INFINITY : Math.sqrt(variance * covariance[k][k]);
      values.add(new Estimate(solution[k], error));
      rows.add(Arrays.stream(covariance[k]).map(c -> variance * c).boxed().toList());
    }
    double smallest = singular[p - 1];
    return new CouplingFit(
        couplings,
        values,
        rows,
        χ2,
        degreesOfFreedom,
        weighted,
        smallest == 0 ? Double.POSITIVE_INFINITY : singular[0] / smallest,
        degeneracies);
  }

  private static String degeneracy(List<Coupling> couplings, double[] v, double[] scale) {
    double largest = 0;
    for (int k = 0; k < v.length; k++) {
      largest = Math.max(largest, Math.abs(v[k] / scale[k]));
    }
    List<String> names = new ArrayList<>();
    List<String> steps = new ArrayList<>();
    for (int k = 0; k < v.length; k++) {
      if (Math.abs(v[k]) > 1e-6) {
        names.add(couplings.get(k).symbol());
        steps.add(String.format(Locale.ROOT, "%.4g", v[k] / scale[k] / largest));
      }
    }
    return "(%s) cannot be told apart: moving them along (%s) changes no component"
        .formatted(String.join(", ", names), String.join(", ", steps));
  }

  /// A fitted coupling.
  ///
  /// @throws IllegalArgumentException if it was not fitted
  public Estimate value(Coupling coupling) {
    int k = couplings.indexOf(coupling);
    if (k < 0) {
      throw new IllegalArgumentException(
          "%s was not fitted, only %s".formatted(coupling, couplings));
    }
    return values.get(k);
  }

  /// P(χ² ≥ the one found); empty for a fit without covariance.
  public OptionalDouble pValue() {
    if (!weighted) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        degreesOfFreedom == 0 ? 1 : Gamma.regularizedGammaQ(degreesOfFreedom / 2.0, chiSquare / 2));
  }

  /// G_c that the couplings predict, also at other points than those fitted.
  ///
  /// @param tuple indices of the vertex's external points. Not modified.
  public double predict(VertexIntegral vertex, int... tuple) {
    double sum = 0;
    for (int k = 0; k < couplings.size(); k++) {
      sum -= values.get(k).value() * couplings.get(k).response(vertex, tuple);
    }
    return sum;
  }

  /// Mean of abs(predicted/actual − 1), the MAPE of 2008.08601 as a fraction.
  ///
  /// Where G_c crosses zero the quotient says nothing; components below 10⁻⁶ of the largest are left out, as in the
  /// deviation from the free theory.
  ///
  /// @param connected G_c at a sorted tuple
  public double meanRelativeError(
      VertexIntegral vertex, List<int[]> tuples, ToDoubleFunction<int[]> connected) {
    double largest =
        tuples.stream().mapToDouble(t -> Math.abs(connected.applyAsDouble(t))).max().orElse(0);
    return tuples.stream()
        .filter(t -> Math.abs(connected.applyAsDouble(t)) > NEAR_ZERO * largest)
        .mapToDouble(t -> Math.abs(predict(vertex, t) / connected.applyAsDouble(t) - 1))
        .average()
        .orElse(0);
  }
}
