package org.nnft.symmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nnft.symmetry.MatrixGroup.Fixing;
import org.nnft.symmetry.MatrixGroup.Hyperoctahedral;
import org.nnft.symmetry.MatrixGroup.Orthogonal;
import org.nnft.symmetry.MatrixGroup.Parity;
import org.nnft.symmetry.MatrixGroup.Permutations;
import org.nnft.symmetry.MatrixGroup.Reflections;
import org.nnft.symmetry.MatrixGroup.SpecialOrthogonal;
import org.nnft.symmetry.MatrixGroup.SpecialUnitary;
import org.nnft.symmetry.MatrixGroup.Symplectic;
import org.nnft.symmetry.MatrixGroup.Unitary;

class MatrixGroupTest {

  static List<MatrixGroup> groups() {
    return List.of(
        new Orthogonal(1),
        new Orthogonal(4),
        new SpecialOrthogonal(5),
        new Unitary(3),
        new SpecialUnitary(3),
        new Symplectic(2),
        new Permutations(4),
        new Hyperoctahedral(3),
        new Reflections(3),
        new Parity(4),
        new Fixing(new SpecialOrthogonal(3), 2));
  }

  /// Every element drawn, and every element on a generated one-parameter subgroup, obeys what defines the group.
  @ParameterizedTest
  @MethodSource("groups")
  void elementsAndGeneratorsBelong(MatrixGroup group) {
    for (int k = 0; k < 20; k++) {
      requireMember(group, HaarMeasure.of(group, 7).element(k));
    }
    for (GroupGenerator generator : group.generators()) {
      switch (generator) {
        case GroupGenerator.Element g -> requireMember(group, g.matrix());
        case GroupGenerator.Infinitesimal t ->
            requireMember(group, Matrices.exponential(Matrices.scaled(0.7, t.matrix())));
      }
    }
  }

  private static void requireMember(MatrixGroup group, double[][] g) {
    int n = group.dimension();
    requireEqual(Matrices.product(g, Matrices.transposed(g)), Matrices.identity(n));
    switch (group) {
      case Orthogonal _ -> {}
      case SpecialOrthogonal _ -> assertThat(Matrices.determinant(g)).isCloseTo(1, within(1e-12));
      case Unitary _ -> requireCommutes(g, 1);
      case SpecialUnitary _ -> {
        requireCommutes(g, 1);
        var determinant = HaarMeasure.complexDeterminant(g);
        assertThat(determinant.getRealPart()).isCloseTo(1, within(1e-12));
        assertThat(determinant.getImaginaryPart()).isCloseTo(0, within(1e-12));
      }
      case Symplectic _ -> {
        requireCommutes(g, 1);
        requireCommutes(g, 2);
        requireCommutes(g, 3);
      }
      case Permutations _ -> requireWhole(g, 0);
      case Hyperoctahedral _ -> requireWhole(g, -1);
      case Reflections _ -> {
        for (int i = 0; i < n; i++) {
          assertThat(Math.abs(g[i][i])).isEqualTo(1);
        }
      }
      case Parity _ -> requireEqual(g, Matrices.scaled(g[0][0], Matrices.identity(n)));
      case Fixing(MatrixGroup inner, int fixed) -> {
        for (int i = 0; i < fixed; i++) {
          assertThat(g[i][i]).isEqualTo(1);
        }
        double[][] acting = new double[inner.dimension()][];
        Arrays.setAll(acting, i -> Arrays.copyOfRange(g[i + fixed], fixed, n));
        requireMember(inner, acting);
      }
    }
  }

  private static void requireWhole(double[][] g, double least) {
    for (double[] row : g) {
      assertThat(Arrays.stream(row).filter(x -> x != 0).count()).isEqualTo(1);
      assertThat(Arrays.stream(row).sum()).isGreaterThanOrEqualTo(least);
    }
  }

  /// Multiplication by a unit from the left and g in any order.
  private static void requireCommutes(double[][] g, int unit) {
    double[] v = new double[g.length];
    Arrays.setAll(v, i -> Math.cos(3.0 * i + 1));
    double[] a = Matrices.product(g, Quaternions.multiplied(unit, v));
    double[] b = Quaternions.multiplied(unit, Matrices.product(g, v));
    assertThat(a).containsExactly(b, within(1e-12));
  }

  private static void requireEqual(double[][] a, double[][] b) {
    for (int i = 0; i < a.length; i++) {
      assertThat(a[i]).containsExactly(b[i], within(1e-12));
    }
  }

  /// ij = k, and left and right multiplications commute.
  @Test
  void quaternionsMultiply() {
    double[] q = {0.3, -1, 2, 0.7};
    assertThat(Quaternions.multiplied(1, Quaternions.multiplied(2, q)))
        .containsExactly(Quaternions.multiplied(3, q), within(1e-15));
    for (int left = 1; left < 4; left++) {
      for (int right = 1; right < 4; right++) {
        double[] a = Matrices.product(Quaternions.right(right), Quaternions.multiplied(left, q));
        double[] b = Quaternions.multiplied(left, Matrices.product(Quaternions.right(right), q));
        assertThat(a).containsExactly(b, within(1e-15));
      }
    }
  }

  /// Dimensions of the Lie algebras: n(n−1)/2, n², n² − 1, n(2n+1).
  @Test
  void generatorsSpanTheLieAlgebra() {
    assertThat(rank(new SpecialOrthogonal(5))).isEqualTo(10);
    assertThat(rank(new Unitary(3))).isEqualTo(9);
    assertThat(rank(new SpecialUnitary(3))).isEqualTo(8);
    assertThat(rank(new Symplectic(2))).isEqualTo(10);
  }

  private static int rank(MatrixGroup group) {
    double[][] flat =
        group.generators().stream()
            .map(GroupGenerator::matrix)
            .map(t -> Arrays.stream(t).flatMapToDouble(Arrays::stream).toArray())
            .toArray(double[][]::new);
    return new SingularValueDecomposition(new Array2DRowRealMatrix(flat)).getRank();
  }

  /// E|g₁₁|² = 1/n; E|g₁₁|⁴ = 3/(n(n+2)) on O(n), 2/(n(n+1)) on U(n), 3/(n(2n+1)) on Sp(n): the first column is
  /// uniform on a sphere. E (tr g)² = 1 on SO(n > 2) and O(n), E|tr g|² = 1 on U(n), since one copy of the trivial
  /// representation is in V ⊗ V̄. 4000 elements, |pull| < 5 each: P ≈ 5e-6 of a false alarm.
  @Test
  void elementsAreHaarDistributed() {
    requireMean(new Orthogonal(4), g -> g[0][0] * g[0][0], 1.0 / 4);
    requireMean(new Orthogonal(4), g -> Math.pow(g[0][0], 4), 3.0 / 24);
    requireMean(new SpecialOrthogonal(3), g -> Math.pow(g[2][1], 4), 3.0 / 15);
    requireMean(new SpecialOrthogonal(3), g -> Math.pow(g[0][0] + g[1][1] + g[2][2], 2), 1);
    requireMean(new Unitary(3), g -> Math.pow(modulus(g, 2), 2), 2.0 / 12);
    requireMean(new Unitary(3), g -> Math.pow(g[0][0] + g[2][2] + g[4][4], 2), 0.5);
    requireMean(new SpecialUnitary(3), g -> modulus(g, 2), 1.0 / 3);
    requireMean(new Symplectic(2), g -> Math.pow(modulus(g, 4), 2), 3.0 / 10);
    requireMean(new Permutations(4), g -> g[0][0] + g[1][1] + g[2][2] + g[3][3], 1);
    requireMean(new Hyperoctahedral(3), g -> g[0][0] * g[0][0], 1.0 / 3);
  }

  private static double modulus(double[][] g, int algebra) {
    double sum = 0;
    for (int i = 0; i < algebra; i++) {
      sum += g[i][0] * g[i][0];
    }
    return sum;
  }

  private static void requireMean(
      MatrixGroup group, ToDoubleFunction<double[][]> statistic, double expected) {
    HaarMeasure haar = HaarMeasure.of(group, 11);
    int count = 4000;
    double sum = 0;
    double squares = 0;
    for (int k = 0; k < count; k++) {
      double x = statistic.applyAsDouble(haar.element(k));
      sum += x;
      squares += x * x;
    }
    double mean = sum / count;
    double error = Math.sqrt((squares / count - mean * mean) / count);
    assertThat(Math.abs(mean - expected) / error).as("%s", group).isLessThan(5);
  }

  /// Without the sign of R's diagonal a QR is not Haar: with exp of coordinates in a box, E g₁₁² is far from 1/3.
  @Test
  void coordinatesInABoxAreNotHaar() {
    double[][] t = {{0, -0.5, -0.5}, {0.5, 0, -0.5}, {0.5, 0.5, 0}};
    assertThat(Matrices.exponential(t)[0][0]).isGreaterThan(0.7);
  }

  @Test
  void anAddressGivesAnElementWhateverWasDrawnBefore() {
    MatrixGroup group = new SpecialOrthogonal(5);
    double[][] late = HaarMeasure.of(group, 3).element(17);
    HaarMeasure again = HaarMeasure.of(group, 3);
    again.element(2);
    requireEqual(again.element(17), late);
    assertThat(HaarMeasure.of(group, 4).element(17)[0][0]).isNotEqualTo(late[0][0]);
  }

  @Test
  void refusesGroupsThatDoNotExist() {
    assertThatThrownBy(() -> new SpecialOrthogonal(1))
        .hasMessage("SO(n) needs a number of at least 2, got 1");
  }
}
