package org.nnft.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nnft.field.PointSet;
import org.nnft.network.Activation;
import org.nnft.network.Expression;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Uniform;
import org.nnft.network.NeuralField;
import org.nnft.network.Parameterisation;
import org.nnft.network.Readout;

class TheoryTest {
  private static final PointSet POINTS = PointSet.line(-1, -0.6, 0.5);

  /// K(−1, −0.6) of the Erf-net, 1.5322282921606 by independent quadrature, is also ⟨ff⟩ at every width; odd
  /// orders vanish.
  @Test
  void secondOrderNeedsNoMoments() {
    Theory theory = Theory.of(NeuralField.erfNet(1).width(3), POINTS, 2);
    assertThat(theory.exact()).isEmpty();
    assertThat(theory.unknown()).isEmpty();
    assertThat(theory.exact(false, 0, 1)).isCloseTo(1.5322282921606, within(1e-12));
    assertThat(theory.exact(true, 0)).isZero();
  }

  /// h = √|z|, whose higher moments are by quasi-Monte Carlo: ⟨ff⟩ at one point is still exact, E|z| = √(2q/π), and says with
  /// which error.
  @Test
  void theKernelServesWhereMomentsAreRough() {
    HiddenLayer root =
        new HiddenLayer(
            4,
            new Activation.Formula(Expression.parse("sqrt(abs(x))")),
            Parameterisation.BARE,
            new Normal(0, 1),
            new Constant(0));
    Theory theory =
        Theory.of(
            new NeuralField(
                1,
                List.of(root),
                new Readout(1, Parameterisation.STANDARD, new Normal(0, 1), new Constant(0))),
            POINTS,
            4);
    assertThat(theory.exact(true, 0, 0))
        .isCloseTo(Math.sqrt(2 / Math.PI), within(theory.exactError(true, 0, 0)));
    assertThat(theory.exactError(true, 0, 0)).isLessThan(1e-12);
    assertThat(theory.exactError(true, 0, 0, 0, 0)).isGreaterThan(1e-9);
  }

  private static NeuralField linear(IndependentDensity readout) {
    HiddenLayer layer =
        new HiddenLayer(
            4,
            Activation.Polynomial.monomial(1),
            Parameterisation.BARE,
            new Uniform(0, 1),
            new Constant(0));
    return new NeuralField(
        1, List.of(layer), new Readout(1, Parameterisation.STANDARD, readout, new Normal(0, 0.5)));
  }

  /// w ~ U[−1, 1], h = wx: K(x, y) = xy/3 + ¼, and G⁽⁴⁾ = Σ₃ KK in the limit. Quasi-Monte Carlo is right to 1e-6;
  /// its kernel is not inverted.
  @Test
  void anyLawOfWeightsHasItsTwoPointFunction() {
    Theory theory = Theory.of(linear(new Normal(0, 1)), POINTS, 4);
    assertThat(theory.free()).isEmpty();
    assertThat(theory.limit(false, 0, 2)).isCloseTo(-0.5 / 3 + 0.25, within(1e-6));
    double k = 1.0 / 3 + 0.25;
    assertThat(theory.limit(false, 0, 0, 0, 0)).isCloseTo(3 * k * k, within(1e-5));
    assertThat(theory.limit(true, 0, 0, 0, 0)).isZero();
    // Output weights with a mean: no free field, nothing is claimed.
    assertThat(Theory.of(linear(new Normal(1, 1)), POINTS, 4).limit(false, 0, 2)).isNaN();
  }
}
