package org.nnft.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnft.field.PointSet;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Laplace;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Rademacher;
import org.nnft.network.IndependentDensity.StudentT;
import org.nnft.network.IndependentDensity.Uniform;
import org.nnft.network.NeuralField;
import org.nnft.network.ParameterDensity;
import org.nnft.network.ParameterDensity.Ball;
import org.nnft.network.ParameterDensity.Sphere;
import org.nnft.network.Parameterisation;

class WaveUnitTest {

  private static final Uniform PERIOD = new Uniform(0, Math.PI);

  private static Offset<Double> relative(double value, double tolerance) {
    return within(Math.abs(value) * tolerance);
  }

  /// mpmath 1.3, 25 digits: gamma(d/2)·(2/z)**(d/2-1)·besselj(d/2-1, z).
  @ParameterizedTest
  @CsvSource({
    "2, 1, 0.765197686557966551",
    "2, 30, -0.0863679835810402113",
    "4, 0.3, 0.988792108487360052",
    "4, 55, -0.00284545593849762398",
    "5, 7, -0.0404110424054024202",
    "6, 900, -1.97277484144994039e-7",
    "8, 2.5, 0.665396401272156748",
    "2, 20000, 0.00556597490495494616",
    "4, 123456, -1.76868334071062954e-9",
    "7, 0.01, 0.999992857162698383"
  })
  void directionsAverageToBesselFunctions(int d, double z, double expected) {
    // The argument z of cos z is good to z·10⁻¹⁶, of an amplitude (2/z)^((d−1)/2).
    double amplitude = Math.min(1, Math.pow(2 / z, (d - 1) / 2.0));
    assertThat(AngularAverage.of(d, z))
        .isCloseTo(expected, within(amplitude * (1e-14 + 2e-16 * z)));
  }

  /// G⁽²⁾ with a sharp cutoff, m = 1; columns: d, Λ, r, G.
  ///
  /// mpmath 1.3, 25 digits: 2π^(d/2)/Γ(d/2)/(2π)^d · quad(k^(d−1) F_d(kr)/(k²+1), [0, Λ]) on panels of 6/r.
  @ParameterizedTest
  @CsvSource({
    "1, 10, 0, 0.46827448256944643",
    "1, 10, 1, 0.1827860016165364",
    "1, 100, 0, 0.49681700723509174",
    "1, 100, 1, 0.18392306552381728",
    "2, 10, 0, 0.36725962161005462",
    "2, 10, 1, 0.068387805787351124",
    "2, 100, 0, 0.7329435562287215",
    "2, 100, 1, 0.066884765623882429",
    "3, 10, 0, 0.43207771958696188",
    "3, 10, 1, 0.033665255095798094",
    "3, 100, 0, 4.9869882996033018",
    "3, 100, 1, 0.028840753787953361",
    "4, 10, 0, 0.60403180567596144",
    "4, 10, 1, 0.021420360962332093",
    "4, 100, 0, 63.26741398147053",
    "4, 100, 1, 0.014740287427463226",
    "5, 10, 0.5, 0.15209588873852387",
    "2, 10, 20, -4.2661669546166846e-5"
  })
  void freeScalarHasTheCutOffPropagator(int d, double cutoff, double r, double expected) {
    double[][] x = new double[2][d];
    x[0][0] = 0.25;
    x[1][0] = r == 0 ? 1.25 : 0.25 + r;
    double[][] k = NngpKernel.of(NeuralField.freeScalar(d, 1, cutoff), PointSet.of(x));
    double found = r == 0 ? k[0][0] : k[0][1];
    // Rounding of the oscillating sum is relative to G(0).
    assertThat(found).isCloseTo(expected, within(1e-12 * Math.abs(expected) + 1e-15 * k[0][0]));
  }

  /// A mass 1 % off is rejected at the same tolerance.
  @Test
  void anotherMassIsRejected() {
    double[][] k =
        NngpKernel.of(NeuralField.freeScalar(3, 1.01, 10), PointSet.of(new double[1][3]));
    assertThat(k[0][0]).isNotCloseTo(0.432078, within(1e-4));
  }

  private static double momentInOneDimension(
      Activation activation, ParameterDensity weights, IndependentDensity phase, int... tuple) {
    HiddenLayer layer = new HiddenLayer(1, activation, Parameterisation.BARE, weights, phase);
    return WaveUnit.of(layer, 1).orElseThrow().moment(PointSet.line(0.2, 1, -0.5, 0.7), tuple);
  }

  /// Plane wave 1.3/√(w² + 0.8²)·cos, uniform phase, x = 0.2, 1, −0.5, 0.7 on the line; w uniform on ±2.5,
  /// Laplace of scale 1.2, normal of σ = 0.9.
  ///
  /// mpmath 1.3, 20 digits: quad over w of the density times the mean over 16 equidistant phases c of
  /// Π A(w) cos(w x_i + c), no sign vectors.
  @ParameterizedTest
  @CsvSource({
    "U, 01, 0.394106590713964", "U, 0123, 0.50236067839563837", "U, 001223, 0.91071452808422855",
    "L, 01, 0.56472597948016644", "L, 0123, 0.82092823664017583", "L, 001223, 1.5441727118377058",
    "N, 01, 0.72133966347919419", "N, 0123, 1.0197356718284714", "N, 001223, 1.8901675473136021"
  })
  void planeWavesOnTheLine(String law, String digits, double expected) {
    ParameterDensity weights =
        switch (law) {
          case "U" -> new Uniform(0, 2.5);
          case "L" -> new Laplace(0, 1.2);
          default -> new Normal(0, 0.9);
        };
    double found =
        momentInOneDimension(
            new Activation.PlaneWave(1.3, 0.8, -0.5), weights, PERIOD, tuple(digits));
    assertThat(found).isCloseTo(expected, relative(expected, 1e-12));
  }

  /// mpmath 1.3, 25 digits: 2**(1-ν/2)/gamma(ν/2)·z**(ν/2)·besselk(ν/2, z), z = √ν t; for ν = 1 e⁻ᵗ.
  @ParameterizedTest
  @CsvSource({
    "1, 0.7, 0.49658530379140951",
    "3, 1.3, 0.34215256184244041",
    "2.5, 0.4, 0.8270845335670904",
    "40, 2, 0.13551903561655444",
    "0.5, 3, 0.055656188118397765"
  })
  void studentTransforms(double ν, double t, double expected) {
    assertThat(CharacteristicFunction.of(new StudentT(ν, 0, 0.5), 2 * t))
        .isCloseTo(expected, within(1e-14));
    assertThat(CharacteristicFunction.of(new StudentT(ν, 0, 1), 0)).isCloseTo(1, within(1e-14));
  }

  /// Two-point functions of 2112.04527 at distance (0.5, −1.5): ½χ(y₁)χ(y₂).
  @Test
  void cosNetsOfAnyLaw() {
    PointSet points = PointSet.of(new double[][] {{1, 0}, {0.5, 1.5}});
    assertThat(cosine(new Normal(0, 0.8), points))
        .isCloseTo(Math.exp(-0.64 * 2.5 / 2) / 2, within(1e-15));
    assertThat(cosine(new Uniform(0, 2), points))
        .isCloseTo(Math.sin(1) * Math.sin(3) / 3 / 2, within(1e-15));
    assertThat(cosine(new Laplace(0, 2), points)).isCloseTo(1.0 / 2 / 10 / 2, within(1e-15));
    assertThat(cosine(new StudentT(1, 0, 0.5), points))
        .isCloseTo(Math.exp(-0.5 * 2) / 2, within(1e-14));
    assertThat(cosine(new Rademacher(0, 1), points))
        .isCloseTo(Math.cos(0.5) * Math.cos(1.5) / 2, within(1e-15));
    assertThat(cosine(new Constant(0.3), points)).isCloseTo(Math.cos(0.3) / 2, within(1e-15));
    assertThat(cosine(new Normal(0.3, 0.8), points))
        .isCloseTo(Math.cos(0.3) * Math.exp(-0.64 * 2.5 / 2) / 2, within(1e-15));
    // scipy 1.17: jv(0, 2*sqrt(2.5))/2 and jv(1, 2*sqrt(2.5))/(2*sqrt(2.5)).
    assertThat(cosine(new Sphere(2), points)).isCloseTo(-0.1550223944931913, within(1e-15));
    assertThat(cosine(new Ball(2), points)).isCloseTo(0.08741192641566406, within(1e-15));
  }

  private static double cosine(ParameterDensity weights, PointSet points) {
    HiddenLayer layer =
        new HiddenLayer(1, new Activation.Cos(), Parameterisation.BARE, weights, PERIOD);
    return WaveUnit.of(layer, points.dimension()).orElseThrow().moment(points, 0, 1);
  }

  /// Without a uniform phase odd moments stay. E cos(wx) = e^(−x²/2) for w ~ N(0, 1) and no phase;
  /// E sin(wx + b) = sin μ·e^(−x²/2)·sinc s for b uniform on μ ± s.
  @Test
  void phasesOfAnyLaw() {
    double gauss = Math.exp(-0.02);
    assertThat(momentInOneDimension(new Activation.Cos(), new Normal(0, 1), new Constant(0), 0))
        .isCloseTo(gauss, within(1e-15));
    assertThat(momentInOneDimension(new Activation.Sin(), new Normal(0, 1), new Uniform(0.4, 2), 0))
        .isCloseTo(Math.sin(0.4) * gauss * Math.sin(2) / 2, within(1e-15));
    assertThat(momentInOneDimension(new Activation.Sin(), new Normal(0, 1), new Constant(0), 0, 1))
        .isCloseTo(DualActivation.of(new Activation.Sin(), 0.04, 0.2, 1).value(), within(1e-15));
  }

  /// Exponent 0 leaves a cosine times its amplitude, for any law; on the sphere |w| is fixed.
  @Test
  void constantAmplitudes() {
    double wave =
        momentInOneDimension(
            new Activation.PlaneWave(1.5, 1, 0), new StudentT(1, 0, 2), PERIOD, 0, 0, 1, 1);
    double cosine =
        momentInOneDimension(new Activation.Cos(), new StudentT(1, 0, 2), PERIOD, 0, 0, 1, 1);
    assertThat(wave).isCloseTo(Math.pow(1.5, 4) * cosine, within(1e-14));
    // (2² + 1)⁻¹ᐟ² to the 2nd power.
    assertThat(
            momentInOneDimension(new Activation.PlaneWave(1, 1, -0.5), new Sphere(2), PERIOD, 0, 1))
        .isCloseTo(Math.cos(1.6) / 10, within(1e-15));
  }

  @Test
  void lawsWithoutAnIntegralAreNotWaves() {
    HiddenLayer box =
        new HiddenLayer(
            1,
            new Activation.PlaneWave(1, 1, -0.5),
            Parameterisation.BARE,
            new Uniform(0, 1),
            PERIOD);
    assertThat(WaveUnit.of(box, 2)).isEmpty();
    assertThat(WaveUnit.of(box, 1)).isPresent();
  }

  private static int[] tuple(String digits) {
    return digits.chars().map(c -> c - '0').toArray();
  }
}
