package org.nnft.symmetry;

import java.util.Arrays;
import org.hipparchus.complex.Complex;
import org.hipparchus.complex.ComplexField;
import org.hipparchus.linear.Array2DRowFieldMatrix;
import org.hipparchus.linear.FieldLUDecomposition;
import org.nnft.math.Lanes;
import org.nnft.random.StreamKey;
import org.nnft.random.WordStream;

/// Elements drawn from the invariant measure of a group, by address (seed, group, index).
///
/// A Gaussian matrix G = QR with R of positive diagonal has a Haar-distributed Q (Mezzadri, Notices AMS 54,
/// 2007, math-ph/0609050). Orthonormalising Gaussian vectors one after another gives just that R. Over ℂ
/// and ℍ each vector is followed by its images under multiplication with i, or i, j, k, so one procedure serves
/// O(n), U(n) and Sp(n); determinants are set to 1 by one column.
public final class HaarMeasure {
  private static final Lanes LANES = Lanes.best();

  private final MatrixGroup group;
  private final StreamKey key;

  private HaarMeasure(MatrixGroup group, StreamKey key) {
    this.group = group;
    this.key = key;
  }

  public static HaarMeasure of(MatrixGroup group, long seed) {
    return new HaarMeasure(group, StreamKey.of(seed, "Haar measure of " + group));
  }

  /// Element number `index` ≥ 0.
  ///
  /// @return a new n × n matrix
  public double[][] element(long index) {
    WordStream words = new WordStream(LANES, key, 0, 1);
    words.start(index, 1);
    return element(group, words);
  }

  private static double[][] element(MatrixGroup group, WordStream words) {
    return switch (group) {
      case MatrixGroup.Orthogonal(int n) -> unitary(n, 1, words);
      case MatrixGroup.SpecialOrthogonal(int n) -> special(unitary(n, 1, words));
      case MatrixGroup.Unitary(int n) -> unitary(n, 2, words);
      case MatrixGroup.SpecialUnitary(int n) -> specialUnitary(unitary(n, 2, words));
      case MatrixGroup.Symplectic(int n) -> unitary(n, 4, words);
      case MatrixGroup.Permutations(int n) -> permutation(n, words);
      case MatrixGroup.Hyperoctahedral(int n) ->
          Matrices.product(signs(n, words), permutation(n, words));
      case MatrixGroup.Reflections(int n) -> signs(n, words);
      case MatrixGroup.Parity(int n) -> Matrices.scaled(sign(words), Matrices.identity(n));
      case MatrixGroup.Fixing(MatrixGroup inner, int fixed) -> {
        double[][] g = Matrices.identity(inner.dimension() + fixed);
        double[][] acting = element(inner, words);
        for (int i = 0; i < acting.length; i++) {
          System.arraycopy(acting[i], 0, g[i + fixed], fixed, acting.length);
        }
        yield g;
      }
    };
  }

  /// O(n), U(n) or Sp(n) for a division algebra of 1, 2 or 4 real dimensions.
  private static double[][] unitary(int n, int algebra, WordStream words) {
    double[][] columns = new double[n * algebra][];
    for (int j = 0; j < n; j++) {
      double[] v = normals(n * algebra, words);
      // Twice is enough for orthogonality to rounding (Kahan; Giraud et al. 2005).
      orthogonalise(v, columns, j * algebra);
      orthogonalise(v, columns, j * algebra);
      double norm = Math.sqrt(Matrices.dot(v, v));
      for (int u = 0; u < algebra; u++) {
        columns[j * algebra + u] = Matrices.scaled(1 / norm, Quaternions.multiplied(u, v));
      }
    }
    return Matrices.transposed(columns);
  }

  private static void orthogonalise(double[] v, double[][] columns, int count) {
    for (int k = 0; k < count; k++) {
      double overlap = Matrices.dot(columns[k], v);
      for (int i = 0; i < v.length; i++) {
        v[i] = Math.fma(-overlap, columns[k][i], v[i]);
      }
    }
  }

  /// The first column's sign makes the determinant 1.
  private static double[][] special(double[][] g) {
    if (Matrices.determinant(g) < 0) {
      for (double[] row : g) {
        row[0] = -row[0];
      }
    }
    return g;
  }

  /// The first complex column's phase makes the determinant 1.
  private static double[][] specialUnitary(double[][] g) {
    Complex phase = complexDeterminant(g).conjugate();
    for (int i = 0; i < g.length; i += 2) {
      Complex z = new Complex(g[i][0], g[i + 1][0]).multiply(phase);
      setComplex(g, i, 0, z);
    }
    return g;
  }

  /// Writes a complex entry as the 2 × 2 block of multiplication by it.
  private static void setComplex(double[][] g, int i, int j, Complex z) {
    g[i][j] = z.getRealPart();
    g[i + 1][j] = z.getImaginaryPart();
    g[i][j + 1] = -z.getImaginaryPart();
    g[i + 1][j + 1] = z.getRealPart();
  }

  /// Determinant over ℂ of a matrix that commutes with multiplication by i.
  static Complex complexDeterminant(double[][] g) {
    Complex[][] z = new Complex[g.length / 2][g.length / 2];
    for (int i = 0; i < z.length; i++) {
      for (int j = 0; j < z.length; j++) {
        z[i][j] = new Complex(g[2 * i][2 * j], g[2 * i + 1][2 * j]);
      }
    }
    return new FieldLUDecomposition<>(new Array2DRowFieldMatrix<>(ComplexField.getInstance(), z))
        .getDeterminant();
  }

  /// Fisher–Yates.
  private static double[][] permutation(int n, WordStream words) {
    int[] order = new int[n];
    Arrays.setAll(order, i -> i);
    double[] u = new double[1];
    for (int i = n - 1; i > 0; i--) {
      LANES.uniform(words.next(), u, 1);
      int j = (int) (u[0] * (i + 1));
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    double[][] g = new double[n][n];
    for (int i = 0; i < n; i++) {
      g[i][order[i]] = 1;
    }
    return g;
  }

  private static double[][] signs(int n, WordStream words) {
    double[][] g = new double[n][n];
    for (int i = 0; i < n; i++) {
      g[i][i] = sign(words);
    }
    return g;
  }

  private static double sign(WordStream words) {
    double[] s = new double[1];
    LANES.sign(words.next(), s, 1);
    return s[0];
  }

  private static double[] normals(int n, WordStream words) {
    double[] result = new double[n];
    double[] x = new double[1];
    for (int i = 0; i < n; i++) {
      LANES.normal(words.next(), x, 1);
      result[i] = x[0];
    }
    return result;
  }
}
