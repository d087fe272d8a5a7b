package org.nnft.simulation;

import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.SingularValueDecomposition;
import org.nnft.simulation.FiniteWidthSeries.Moments;
import org.nnft.simulation.FiniteWidthSeries.Product;
import org.nnft.simulation.ScalarPotential.Term;
import org.nnft.statistics.Estimate;

/// Control variates of reweighted ⟨φ(0)²⟩: functions of a draw whose free expectation value is exact at every width,
///
///     O, S, OS, and S², OS²,   O = φ(0)², S the interaction
///
/// Their sampled means miss the exact ones by chance, and the estimate with them: by as much as a regression over blocks says.
/// They are the first and second order of perturbation theory, so that sampling is left with what is beyond: at weak coupling
/// variances fall by hundreds, at strong coupling by little.
///
/// Theory: regression estimator, Hammersley & Handscomb, Monte Carlo Methods (1964), ch. 5. Its bias is of order 1/blocks of
/// what the controls take away.
///
/// @param order of perturbation theory that they hold, 0 for none
record FreeControls(InteractingField theory, int order) {

  /// As many as are known: of one field without derivatives, as far as moments of order 12 and sums over pairs go.
  static FreeControls of(InteractingField theory) {
    int degree = theory.potential().terms().stream().mapToInt(Term::degree).max().orElseThrow();
    int order = 0;
    if (theory.networks().size() == 1
        && theory.potential().derivatives() == 0
        && FiniteWidthMoments.areKnown(theory.networks().getFirst())) {
      while (order < 2 && 2 + (order + 1) * degree <= FiniteWidthMoments.HIGHEST) {
        order++;
      }
    }
    return new FreeControls(
        theory, theory.grid().size() > FiniteWidthSeries.MOST_POINTS ? Math.min(1, order) : order);
  }

  /// Number of controls.
  int size() {
    return order == 0 ? 0 : 2 * order + 1;
  }

  /// Adds the controls of one draw.
  ///
  /// @param sums from `at` on. Modified.
  void add(double square, double action, double[] sums, int at) {
    if (order > 0) {
      sums[at] += square;
    }
    double power = 1;
    for (int k = 1; k <= order; k++) {
      power *= action;
      sums[at + 2 * k - 1] += power;
      sums[at + 2 * k] = Math.fma(square, power, sums[at + 2 * k]);
    }
  }

  private double[] exact() {
    Moments m =
        FiniteWidthSeries.moments(theory, false, Product.of(theory.grid().onAxis(0), 2), order);
    return Arrays.copyOf(new double[] {m.o(), m.s(), m.os(), m.ss(), m.oss()}, size());
  }

  /// The estimate without what the controls missed by chance.
  ///
  /// @param plain estimate without controls
  /// @param influence of each block on it, of mean 0. Not modified.
  /// @param means of the controls in each block. Not modified.
  Estimate corrected(Estimate plain, double[] influence, double[][] means) {
    int blocks = influence.length;
    if (order == 0) {
      return plain;
    }
    double[] exact = exact();
    double[] mean = new double[exact.length];
    for (double[] block : means) {
      for (int c = 0; c < mean.length; c++) {
        mean[c] += block[c] / blocks;
      }
    }
    double[][] centred = new double[blocks][exact.length];
    double[] scale = new double[exact.length];
    for (int b = 0; b < blocks; b++) {
      for (int c = 0; c < mean.length; c++) {
        centred[b][c] = means[b][c] - mean[c];
        scale[c] = Math.hypot(scale[c], centred[b][c]);
      }
    }
    for (double[] row : centred) {
      Arrays.setAll(row, c -> row[c] / scale[c]);
    }
    Array2DRowRealMatrix design = new Array2DRowRealMatrix(centred, false);
    double[] β =
        new SingularValueDecomposition(design)
            .getSolver()
            .solve(new ArrayRealVector(influence))
            .toArray();
    double value = plain.value();
    for (int c = 0; c < β.length; c++) {
      value -= β[c] * (mean[c] - exact[c]) / scale[c];
    }
    double[] fitted = design.operate(β);
    double squares = 0;
    for (int b = 0; b < blocks; b++) {
      squares += Math.pow(influence[b] - fitted[b], 2);
    }
    return new Estimate(value, Math.sqrt(squares / ((blocks - 1.0 - β.length) * blocks)));
  }
}
