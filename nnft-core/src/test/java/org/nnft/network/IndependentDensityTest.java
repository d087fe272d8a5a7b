package org.nnft.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Laplace;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Rademacher;
import org.nnft.network.IndependentDensity.StudentT;
import org.nnft.network.IndependentDensity.Uniform;

class IndependentDensityTest {

  record Kurtosis(IndependentDensity law, double μ4, double μ6) {}

  /// Fourth and sixth moments at unit variance, textbook values.
  static Kurtosis[] kurtoses() {
    return new Kurtosis[] {
      new Kurtosis(new Normal(0, 2), 3, 15),
      new Kurtosis(new Uniform(0, 0.3), 9.0 / 5, 27.0 / 7),
      new Kurtosis(new Laplace(0, 1.5), 6, 90),
      new Kurtosis(new Rademacher(0, 4), 1, 1),
      new Kurtosis(new StudentT(9, 0, 1), 3 * 7.0 / 5, 15 * 49.0 / 15),
    };
  }

  @ParameterizedTest
  @MethodSource("kurtoses")
  void haveTheTextbookMoments(Kurtosis kurtosis) {
    IndependentDensity law = kurtosis.law();
    double σ2 = law.variance();
    assertThat(law.rawMoment(4) / (σ2 * σ2)).isCloseTo(kurtosis.μ4(), within(1e-13));
    assertThat(law.rawMoment(6) / (σ2 * σ2 * σ2)).isCloseTo(kurtosis.μ6(), within(1e-12));
    assertThat(law.rawMoment(3)).isZero();
    assertThat(law.isEven()).isTrue();
  }

  @Test
  void rawMomentsOfAShiftedLaw() {
    assertThat(new Normal(2, 3).rawMoment(3)).isCloseTo(8 + 3 * 2 * 9, within(1e-13));
    assertThat(new Constant(-2).rawMoment(3)).isEqualTo(-8);
    assertThat(new Normal(2, 3).isEven()).isFalse();
    assertThat(new StudentT(3, 0, 1).rawMoment(4)).isInfinite();
  }

  @Test
  void parameterisationsPutTheFactorWhereTheySay() {
    Normal density = new Normal(1, 2);
    assertThat(Parameterisation.STANDARD.effective(density, 4)).isEqualTo(new Normal(1, 1));
    assertThat(Parameterisation.NTK.effective(density, 4)).isEqualTo(new Normal(0.5, 1));
    assertThat(Parameterisation.BARE.effective(density, 4)).isEqualTo(density);
  }

  @Test
  void ballAndSphereHaveIsotropicVariance() {
    assertThat(new ParameterDensity.Ball(3).componentVariance(1)).isCloseTo(3, within(1e-15));
    assertThat(new ParameterDensity.Sphere(3).componentVariance(3)).isEqualTo(3);
  }

  @Test
  void refuseWhatIsNoLaw() {
    assertThatThrownBy(() -> new Normal(0, -1))
        .hasMessage("standardDeviation must be positive and finite, got -1.0");
    assertThatThrownBy(() -> new Uniform(Double.NaN, 1))
        .hasMessageContaining("mean must be finite");
    assertThatThrownBy(() -> new ParameterDensity.Ball(0)).hasMessageContaining("radius");
    assertThatThrownBy(() -> NeuralField.erfNet(1).width(0))
        .hasMessage("width must be at least 1, got 0");
  }
}
