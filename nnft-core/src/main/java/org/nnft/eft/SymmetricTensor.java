package org.nnft.eft;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.nnft.math.SymmetricIndex;

/// A totally symmetric tensor T of order n over m points, stored by its unique components. Immutable.
///
/// It stands for the monomial (1/n!) Σ T(i₁…iₙ) φ(i₁)…φ(iₙ).
public final class SymmetricTensor {
  private final SymmetricIndex index;
  private final double[] components;

  /// Sorted tuples of the components that are not 0, and their coefficients in the monomial.
  private final int[][] tuples;

  private final double[] coefficients;

  private SymmetricTensor(SymmetricIndex index, double[] components) {
    this.index = index;
    this.components = components;
    int[] present = IntStream.range(0, components.length).filter(c -> components[c] != 0).toArray();
    this.tuples = Arrays.stream(present).mapToObj(index::at).toArray(int[][]::new);
    this.coefficients = Arrays.stream(present).mapToDouble(this::coefficient).toArray();
  }

  private static double multiplicities(int[] tuple) {
    double product = 1;
    int run = 1;
    for (int k = 1; k < tuple.length; k++) {
      run = tuple[k] == tuple[k - 1] ? run + 1 : 1;
      product *= run;
    }
    return product;
  }

  /// @param points m ≥ 1
  /// @param order n ≥ 0
  /// @param component gives T at a sorted tuple of point indices
  public static SymmetricTensor of(int points, int order, ToDoubleFunction<int[]> component) {
    SymmetricIndex index = SymmetricIndex.of(points, order);
    double[] components = new double[index.count()];
    Arrays.setAll(components, c -> component.applyAsDouble(index.at(c)));
    return new SymmetricTensor(index, components);
  }

  /// A matrix as a tensor of order 2.
  ///
  /// @param matrix m × m, symmetric; the upper triangle is read. Not modified.
  public static SymmetricTensor of(double[][] matrix) {
    return of(matrix.length, 2, tuple -> matrix[tuple[0]][tuple[1]]);
  }

  /// Number of points m.
  public int points() {
    return index.symbols();
  }

  /// Number of legs n.
  public int order() {
    return index.order();
  }

  /// Which components are stored, in which order.
  public SymmetricIndex index() {
    return index;
  }

  /// A copy of the components, in the order of [#index()].
  public double[] components() {
    return components.clone();
  }

  /// T at a tuple of points in any order.
  public double at(int... tuple) {
    return components[index.rankOfUnsorted(tuple)];
  }

  /// A tensor of order 2 as an m × m array, a new one.
  ///
  /// @throws IllegalArgumentException for another order
  public double[][] matrix() {
    if (order() != 2) {
      throw new IllegalArgumentException(
          "a matrix is a tensor of order 2, this one has order " + order());
    }
    double[][] matrix = new double[points()][points()];
    for (int i = 0; i < points(); i++) {
      for (int j = 0; j < points(); j++) {
        matrix[i][j] = at(i, j);
      }
    }
    return matrix;
  }

  /// The coefficient of Π φ in the monomial: T/Π mᵢ! at a component, mᵢ the multiplicity of point i.
  double coefficient(int component) {
    return components[component] / multiplicities(index.at(component));
  }

  /// (1/n!) T φ…φ at m values φ. Not modified.
  public double value(double[] φ) {
    double sum = 0;
    for (int c = 0; c < coefficients.length; c++) {
      double product = coefficients[c];
      for (int i : tuples[c]) {
        product *= φ[i];
      }
      sum += product;
    }
    return sum;
  }

  /// Adds ∂/∂φᵢ (1/n!) T φ…φ to entry i.
  ///
  /// @param gradient m values. Modified.
  void addGradient(double[] φ, double[] gradient) {
    int n = order();
    for (int c = 0; c < coefficients.length; c++) {
      int[] tuple = tuples[c];
      for (int k = 0; k < n; k++) {
        double product = coefficients[c];
        for (int l = 0; l < n; l++) {
          if (l != k) {
            product *= φ[tuple[l]];
          }
        }
        gradient[tuple[k]] += product;
      }
    }
  }

  /// T + other.
  SymmetricTensor plus(SymmetricTensor other) {
    double[] sum = components.clone();
    Arrays.setAll(sum, c -> sum[c] + other.components[c]);
    return new SymmetricTensor(index, sum);
  }

  /// factor · T.
  SymmetricTensor times(double factor) {
    return new SymmetricTensor(index, Arrays.stream(components).map(t -> factor * t).toArray());
  }

  /// Two legs closed by a line: Σ_ij K_ij T(i, j, …), of order n − 2.
  ///
  /// @param line K, m × m, symmetric. Not modified.
  SymmetricTensor trace(double[][] line) {
    return of(
        points(),
        order() - 2,
        rest -> {
          int[] tuple = Arrays.copyOf(rest, order());
          double sum = 0;
          for (int i = 0; i < points(); i++) {
            for (int j = 0; j < points(); j++) {
              tuple[order() - 2] = i;
              tuple[order() - 1] = j;
              sum = Math.fma(line[i][j], at(tuple), sum);
            }
          }
          return sum;
        });
  }

  /// Two tensors joined by a line, Σ_splits Σ_ij T(i, …) K_ij U(j, …): a tensor of order n + n′ − 2, summed
  /// over the ways to deal its legs out to T and U.
  ///
  /// @param line K, m × m, symmetric. Not modified.
  SymmetricTensor join(SymmetricTensor other, double[][] line) {
    int mine = order() - 1;
    int theirs = other.order() - 1;
    double[][] dressed = other.dressed(line);
    SymmetricIndex rest = SymmetricIndex.of(points(), theirs);
    return of(
        points(),
        mine + theirs,
        tuple -> {
          double sum = 0;
          int[] left = new int[mine + 1];
          int[] right = new int[theirs];
          for (int mask = 0; mask < 1 << tuple.length; mask++) {
            if (Integer.bitCount(mask) != mine) {
              continue;
            }
            int l = 0;
            int r = 0;
            for (int k = 0; k < tuple.length; k++) {
              if ((mask >> k & 1) == 1) {
                left[l++] = tuple[k];
              } else {
                right[r++] = tuple[k];
              }
            }
            int opposite = rest.rank(right);
            for (int i = 0; i < points(); i++) {
              int[] all = left.clone();
              all[mine] = i;
              sum = Math.fma(at(all), dressed[i][opposite], sum);
            }
          }
          return sum;
        });
  }

  /// Σ_j K_ij T(j, …): row i, column the rank of the other legs.
  private double[][] dressed(double[][] line) {
    SymmetricIndex rest = SymmetricIndex.of(points(), order() - 1);
    double[][] result = new double[points()][rest.count()];
    for (int c = 0; c < rest.count(); c++) {
      int[] tuple = Arrays.copyOf(rest.at(c), order());
      for (int j = 0; j < points(); j++) {
        tuple[order() - 1] = j;
        double t = at(tuple);
        for (int i = 0; i < points(); i++) {
          result[i][c] = Math.fma(line[i][j], t, result[i][c]);
        }
      }
    }
    return result;
  }

  /// M on every leg: Σ M(i₁,j₁)…M(iₙ,jₙ) T(j₁…jₙ). Cost O(n mⁿ⁺¹).
  ///
  /// @param matrix M, m′ rows of m. Not modified.
  public SymmetricTensor transform(double[][] matrix) {
    int m = points();
    int n = order();
    // The leading leg is replaced and becomes the last, n times.
    double[] dense = new double[Math.toIntExact(Math.round(Math.pow(m, n)))];
    int[] tuple = new int[n];
    for (int c = 0; c < dense.length; c++) {
      digits(c, m, tuple);
      dense[c] = at(tuple);
    }
    for (int leg = 0; leg < n; leg++) {
      int rest = dense.length / m;
      double[] next = new double[rest * matrix.length];
      for (int j = 0; j < m; j++) {
        for (int r = 0; r < rest; r++) {
          double t = dense[j * rest + r];
          for (int i = 0; i < matrix.length; i++) {
            next[r * matrix.length + i] = Math.fma(matrix[i][j], t, next[r * matrix.length + i]);
          }
        }
      }
      dense = next;
    }
    double[] all = dense;
    return of(
        matrix.length,
        n,
        sorted -> {
          int at = 0;
          for (int i : sorted) {
            at = at * matrix.length + i;
          }
          return all[at];
        });
  }

  private static void digits(int number, int base, int[] digits) {
    int rest = number;
    for (int k = digits.length - 1; k >= 0; k--) {
      digits[k] = rest % base;
      rest /= base;
    }
  }

  /// The largest modulus of a component.
  public double largest() {
    return Arrays.stream(components).map(Math::abs).max().orElse(0);
  }

  @Override
  public String toString() {
    return "SymmetricTensor[points=%d, order=%d]".formatted(points(), order());
  }
}
