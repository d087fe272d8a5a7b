package org.nnft.locality;

import java.util.Arrays;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.special.Gamma;
import org.nnft.statistics.Estimate;

/// A law of decay through correlated values, by generalised least squares.
///
///     A + B e^(−R/ξ)   or   A + B R^(−p),   A free or 0;   or A alone
///
/// Values are made independent by the eigenvectors of their covariance; directions of no variance are left out.
/// A covariance estimated from b blocks makes χ² too large by (b − 1)/(b − n − 2) for n values, which is put right
/// (Hartlap et al., Astron. Astrophys. 464, 2007). ξ or p is found on a grid of logarithmic steps and by golden
/// section; A and B are linear. Only laws that fall by a factor e over the range are tried, since a slower one
/// cannot be told from a constant. AIC = χ² + 2·(number of parameters).
///
/// @param law which
/// @param constant A with its error; exactly 0 where it is not free
/// @param amplitude B; exactly 0 of a constant alone
/// @param scale ξ or p; exactly 0 of a constant alone
/// @param chiSquare with the correction
/// @param degreesOfFreedom values − parameters
public record DecayFit(
    Law law,
    Estimate constant,
    Estimate amplitude,
    Estimate scale,
    double chiSquare,
    int degreesOfFreedom) {

  /// A law of decay.
  public enum Law {
    /// B e^(−R/ξ).
    EXPONENTIAL(false, false),
    /// A + B e^(−R/ξ).
    EXPONENTIAL_AND_CONSTANT(false, true),
    /// B R^(−p).
    POWER(true, false),
    /// A + B R^(−p).
    POWER_AND_CONSTANT(true, true),
    /// A.
    CONSTANT(false, true);

    private final boolean isPower;
    private final boolean hasConstant;

    Law(boolean isPower, boolean hasConstant) {
      this.isPower = isPower;
      this.hasConstant = hasConstant;
    }

    /// Whether it is R^(−p).
    public boolean isPower() {
      return isPower;
    }

    /// Whether a constant is added.
    public boolean hasConstant() {
      return hasConstant;
    }

    /// Whether something falls.
    public boolean decays() {
      return this != CONSTANT;
    }

    int parameters() {
      return !decays() ? 1 : hasConstant ? 3 : 2;
    }

    double at(double distance, double scale) {
      return isPower ? Math.pow(distance, -scale) : Math.exp(-distance / scale);
    }
  }

  private static final int GRID = 120;

  /// @param curve at least 5 distances, positive and ascending
  public static DecayFit of(SampledSeparation curve, Law law) {
    return of(new Whitened(curve), law);
  }

  static DecayFit of(Whitened data, Law law) {
    if (!law.decays()) {
      return data.constant();
    }
    double low = law.isPower ? 1 / Math.log(data.longest() / data.shortest()) : data.range() / 100;
    double high = law.isPower ? 30 : data.range();
    double best = low;
    double least = Double.POSITIVE_INFINITY;
    double ratio = Math.pow(high / low, 1.0 / GRID);
    for (int i = 0; i <= GRID; i++) {
      double scale = low * Math.pow(ratio, i);
      double χ2 = data.linear(law, scale).chiSquare;
      if (χ2 < least) {
        least = χ2;
        best = scale;
      }
    }
    double from = Math.max(low, best / ratio);
    double to = Math.min(high, best * ratio);
    for (int i = 0; i < 60; i++) {
      double a = from + 0.381966 * (to - from);
      double b = from + 0.618034 * (to - from);
      if (data.linear(law, a).chiSquare < data.linear(law, b).chiSquare) {
        to = b;
      } else {
        from = a;
      }
    }
    return data.result(law, (from + to) / 2);
  }

  /// AIC.
  public double informationCriterion() {
    return chiSquare + 2 * law.parameters();
  }

  /// P(χ² ≥ the one found); 1 without degrees of freedom.
  public double pValue() {
    return degreesOfFreedom <= 0
        ? 1
        : Gamma.regularizedGammaQ(degreesOfFreedom / 2.0, chiSquare / 2);
  }

  /// Values made independent, with unit variance.
  static final class Whitened {
    private final double[] distance;
    private final double[] value;
    private final RealMatrix whitener;
    private final double correction;

    Whitened(SampledSeparation curve) {
      int n = curve.distances().size();
      if (n < 5 || curve.blocks() < n + 8) {
        throw new IllegalArgumentException(
            "a law of decay needs at least 5 distances and 8 blocks more than that, got %d and %d"
                .formatted(n, curve.blocks()));
      }
      this.distance = curve.distances().stream().mapToDouble(d -> d).toArray();
      for (int k = 0; k < n; k++) {
        if (!(distance[k] > (k == 0 ? 0 : distance[k - 1]))) {
          throw new IllegalArgumentException(
              "distances must be positive and ascending, got " + curve.distances());
        }
      }
      this.value = curve.values().stream().mapToDouble(Estimate::value).toArray();
      double[] error = curve.values().stream().mapToDouble(Estimate::error).toArray();
      double[][] correlation = new double[n][n];
      for (int a = 0; a < n; a++) {
        for (int b = 0; b <= a; b++) {
          double c = a == b ? 1 : curve.covariance(a, b) / (error[a] * error[b]);
          correlation[a][b] = c;
          correlation[b][a] = c;
        }
      }
      var eigen = new EigenDecompositionSymmetric(new Array2DRowRealMatrix(correlation));
      int rank = 0;
      while (rank < n && eigen.getEigenvalue(rank) > 1e-9 * eigen.getEigenvalue(0)) {
        rank++;
      }
      this.whitener = new Array2DRowRealMatrix(rank, n);
      for (int k = 0; k < rank; k++) {
        RealVector v = eigen.getEigenvector(k);
        for (int a = 0; a < n; a++) {
          whitener.setEntry(k, a, v.getEntry(a) / (error[a] * Math.sqrt(eigen.getEigenvalue(k))));
        }
      }
      this.correction = (curve.blocks() - n - 2.0) / (curve.blocks() - 1.0);
    }

    double shortest() {
      return distance[0];
    }

    double longest() {
      return distance[distance.length - 1];
    }

    double range() {
      return longest() - shortest();
    }

    /// χ² of nothing at all.
    double chiSquareOfZero() {
      RealVector y = whitener.operate(MatrixUtils.createRealVector(value));
      return correction * y.dotProduct(y);
    }

    int size() {
      return whitener.getRowDimension();
    }

    /// The best constant through the last values.
    ///
    /// @param count of values
    Estimate tail(int count) {
      int n = distance.length;
      RealMatrix design = new Array2DRowRealMatrix(n, 1 + n - count);
      for (int a = 0; a < n; a++) {
        design.setEntry(a, a < n - count ? 1 + a : 0, 1);
      }
      RealMatrix inverse = inverse(whitener.multiply(design));
      RealVector y = whitener.operate(MatrixUtils.createRealVector(value));
      double tail = inverse.multiply(whitener.multiply(design).transpose()).operate(y).getEntry(0);
      return new Estimate(tail, Math.sqrt(inverse.getEntry(0, 0) / correction));
    }

    private static RealMatrix inverse(RealMatrix design) {
      RealMatrix normal = design.transpose().multiply(design);
      return new QRDecomposition(normal, 1e-14).getSolver().getInverse();
    }

    /// The best constant through all values.
    DecayFit constant() {
      int n = distance.length;
      RealMatrix ones = new Array2DRowRealMatrix(n, 1);
      for (int a = 0; a < n; a++) {
        ones.setEntry(a, 0, 1);
      }
      RealMatrix x = whitener.multiply(ones);
      RealVector y = whitener.operate(MatrixUtils.createRealVector(value));
      double inverse = inverse(x).getEntry(0, 0);
      double best = inverse * x.getColumnVector(0).dotProduct(y);
      RealVector rest = y.subtract(x.getColumnVector(0).mapMultiply(best));
      return new DecayFit(
          Law.CONSTANT,
          new Estimate(best, Math.sqrt(inverse / correction)),
          new Estimate(0, 0),
          new Estimate(0, 0),
          correction * rest.dotProduct(rest),
          size() - 1);
    }

    private record Linear(double constant, double amplitude, double chiSquare) {}

    private Linear linear(Law law, double scale) {
      RealMatrix x = whitener.multiply(design(law, scale));
      RealVector y = whitener.operate(MatrixUtils.createRealVector(value));
      DecompositionSolver solver = new QRDecomposition(x, 1e-12).getSolver();
      if (!solver.isNonSingular()) {
        return new Linear(0, 0, Double.POSITIVE_INFINITY);
      }
      RealVector β = solver.solve(y);
      RealVector rest = y.subtract(x.operate(β));
      return new Linear(
          law.hasConstant ? β.getEntry(1) : 0, β.getEntry(0), correction * rest.dotProduct(rest));
    }

    private RealMatrix design(Law law, double scale) {
      RealMatrix design = new Array2DRowRealMatrix(distance.length, law.hasConstant ? 2 : 1);
      for (int a = 0; a < distance.length; a++) {
        design.setEntry(a, 0, law.at(distance[a], scale));
        if (law.hasConstant) {
          design.setEntry(a, 1, 1);
        }
      }
      return design;
    }

    DecayFit result(Law law, double scale) {
      Linear best = linear(law, scale);
      int columns = law.parameters();
      RealMatrix jacobian = new Array2DRowRealMatrix(distance.length, columns);
      jacobian.setSubMatrix(design(law, scale).getData(), 0, 0);
      double step = 1e-5 * scale;
      for (int a = 0; a < distance.length; a++) {
        double slope =
            (law.at(distance[a], scale + step) - law.at(distance[a], scale - step)) / (2 * step);
        jacobian.setEntry(a, columns - 1, best.amplitude * slope);
      }
      double[] error = new double[columns];
      try {
        RealMatrix covariance = inverse(whitener.multiply(jacobian));
        Arrays.setAll(error, k -> Math.sqrt(Math.max(0, covariance.getEntry(k, k)) / correction));
      } catch (MathRuntimeException undetermined) {
        Arrays.fill(error, Double.POSITIVE_INFINITY);
      }
      return new DecayFit(
          law,
          law.hasConstant ? new Estimate(best.constant, error[1]) : new Estimate(0, 0),
          new Estimate(best.amplitude, error[0]),
          new Estimate(scale, error[columns - 1]),
          best.chiSquare,
          size() - columns);
    }
  }
}
