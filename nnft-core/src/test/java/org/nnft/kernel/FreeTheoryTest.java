package org.nnft.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;

class FreeTheoryTest {

  /// K = [[2, 1], [1, 3]]: Ξ = [[3, −1], [−1, 2]]/5, det K = 5.
  @Test
  void twoPointsByHand() {
    FreeTheory theory = FreeTheory.of(new double[][] {{2, 1}, {1, 3}});
    double[][] xi = theory.inversePropagator();
    assertThat(xi[0][0]).isCloseTo(0.6, within(1e-15));
    assertThat(xi[0][1]).isCloseTo(-0.2, within(1e-15));
    assertThat(xi[1][1]).isCloseTo(0.4, within(1e-15));
    // ½(0.6·1 − 2·0.2·2 + 0.4·4) = 0.7
    assertThat(theory.action(1, 2)).isCloseTo(0.7, within(1e-15));
    assertThat(theory.logDensity(1, 2))
        .isCloseTo(-0.7 - Math.log(2 * Math.PI) - Math.log(5) / 2, within(1e-14));
    assertThat(theory.correlator(0, 0, 0, 0)).isEqualTo(12);
    assertThat(theory.correlator(0, 0, 1, 1)).isEqualTo(2 * 3 + 2 * 1);
    assertThat(theory.correlator(0, 1, 1)).isZero();
    assertThat(theory.conditionNumber())
        .isCloseTo((5 + Math.sqrt(5)) / (5 - Math.sqrt(5)), within(1e-13));
  }

  @Test
  void inverseOfAKernelIsItsInverse() {
    double[][] k = NngpKernel.of(NeuralField.erfNet(1), PointSet.line(-1, -0.6, -0.2, 0.2, 0.6, 1));
    FreeTheory theory = FreeTheory.of(k);
    double[][] xi = theory.inversePropagator();
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < 6; j++) {
        double sum = 0;
        for (int l = 0; l < 6; l++) {
          sum += k[i][l] * xi[l][j];
        }
        assertThat(sum).isCloseTo(i == j ? 1 : 0, within(1e-14 * theory.conditionNumber()));
      }
    }
  }

  /// ReLU without bias, x > 0: f(x) = x f(1), one direction of variance ½.
  @Test
  void aSingularKernelLivesOnItsSupport() {
    FreeTheory theory =
        FreeTheory.of(NngpKernel.of(NeuralField.reluNet(1), PointSet.line(1, 2, 3)));
    assertThat(theory.rank()).isEqualTo(1);
    assertThat(theory.action(1, 2, 3)).isCloseTo(1, within(1e-13));
    assertThat(theory.action(1, 2, 3.1)).isInfinite();
  }

  @Test
  void refusesWhatIsNoKernel() {
    assertThatThrownBy(() -> FreeTheory.of(new double[][] {{1, 2}, {2, 1}}))
        .hasMessageContaining("positive semidefinite");
    assertThatThrownBy(() -> FreeTheory.of(new double[][] {{1}}).action(1, 2))
        .hasMessage("a field configuration needs 1 values, one per point, got 2");
  }
}
