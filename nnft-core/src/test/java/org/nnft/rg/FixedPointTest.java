package org.nnft.rg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.hipparchus.complex.Complex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FixedPointTest {

  private static FixedPoint wilsonFisher(double d, Regulator regulator, int n) {
    return FixedPointSearch.wilsonFisher(FlowEquation.localPotential(d, regulator, n))
        .orElseThrow();
  }

  /// Two couplings, Litim, d = 3, by hand: ũ₂ = −1/13, ũ₄ = (12/13)³π², θ = ⅓ ± √82/6.
  @Test
  void simplestTruncationIsThatByHand() {
    FixedPoint point = wilsonFisher(3, new Regulator.Litim(), 2);
    assertThat(point.potential().coupling(2)).isCloseTo(-1.0 / 13, within(1e-14));
    assertThat(point.potential().coupling(4))
        .isCloseTo(Math.pow(12.0 / 13, 3) * Math.PI * Math.PI, within(1e-12));
    double root = Math.sqrt(82) / 6;
    assertThat(point.exponents().get(0).getReal()).isCloseTo(1.0 / 3 + root, within(1e-13));
    assertThat(point.exponents().get(1).getReal()).isCloseTo(1.0 / 3 - root, within(1e-13));
  }

  /// ν and θ₂ = −ω of truncations in d = 3 with Litim's regulator, by an independent program with reciprocal power
  /// series and 40 to 80 digits.
  @ParameterizedTest
  @CsvSource({
    "3, -0.142857142857143, 0.593217686245206, -1.1327455",
    "4, -0.175979162219065, 0.630710699489835, -0.95647593",
    "5, -0.18819082457033, 0.650547393745633, -0.78048385",
    "6, -0.189323239600343, 0.654883345843552, -0.66139714",
    "8, -0.1856271828585619, 0.649135689838564, -0.6330668458",
    "10, -0.1859273785626156, 0.649169403839456, -0.6666516042",
    "14, -0.1860388686516651, 0.649530834841299, -0.6538158776"
  })
  void truncationsAreThoseOfAnIndependentProgram(int n, double u2, double ν, double θ2) {
    FixedPoint point = wilsonFisher(3, new Regulator.Litim(), n);
    assertThat(point.potential().coupling(2)).isCloseTo(u2, within(1e-11));
    assertThat(point.correlationLengthExponent()).isCloseTo(ν, within(1e-9));
    assertThat(point.exponents().get(1).getReal()).isCloseTo(θ2, within(1e-7));
  }

  /// The full potential has ν = 0.649561773880 and ω = 0.655745939193 (Litim's regulator, d = 3; Bervillier,
  /// Jüttner, Litim, hep-th/0701172); truncations about φ = 0 come near.
  @Test
  void truncationsComeNearThePublishedExponents() {
    FixedPoint point = wilsonFisher(3, new Regulator.Litim(), 14);
    assertThat(point.correlationLengthExponent()).isCloseTo(0.649561773880, within(5e-5));
    assertThat(point.exponents().get(1).getReal()).isCloseTo(-0.655745939193, within(2e-3));
  }

  /// d = 4 − ε, any regulator: θ₁ = 2 − ε/3 + O(ε²), so ν = ½ + ε/12, and θ₂ = −ε + O(ε²).
  @Test
  void nearFourDimensionsExponentsAreUniversal() {
    double ε = 1e-3;
    for (Regulator regulator :
        List.of(new Regulator.Litim(), new Regulator.Exponential(), new Regulator.Power(2))) {
      FixedPoint point = wilsonFisher(4 - ε, regulator, 4);
      assertThat(point.correlationLengthExponent()).isCloseTo(0.5 + ε / 12, within(ε * ε));
      assertThat(point.exponents().get(1).getReal()).isCloseTo(-ε, within(2 * ε * ε));
    }
  }

  /// In the full potential Litim's regulator has the least ν, 0.6496, and a sharp cutoff 0.6895 (hep-th/0203006);
  /// this truncation moves ν by about 0.01.
  @ParameterizedTest
  @ValueSource(doubles = {0, 2})
  void otherRegulatorsAreNear(double power) {
    Regulator regulator = power == 0 ? new Regulator.Exponential() : new Regulator.Power(power);
    assertThat(wilsonFisher(3, regulator, 6).correlationLengthExponent()).isBetween(0.64, 0.7);
  }

  /// At the Gaussian fixed point θ is the canonical dimension, d − j(d−2).
  @Test
  void gaussianExponentsAreCanonical() {
    FlowEquation flow = FlowEquation.localPotential(3, new Regulator.Exponential(), 5);
    FixedPoint gaussian =
        FixedPointSearch.in(flow).stream().filter(FixedPoint::isGaussian).findFirst().orElseThrow();
    assertThat(gaussian.exponents().stream().map(Complex::getReal))
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b))
        .containsExactly(2.0, 1.0, 0.0, -1.0, -2.0);
    assertThat(gaussian.relevantDirections()).isBetween(2, 3);
  }

  /// No interacting fixed point in d = 4.
  @Test
  void fourDimensionsAreTrivial() {
    assertThat(
            FixedPointSearch.wilsonFisher(FlowEquation.localPotential(4, new Regulator.Litim(), 2)))
        .isEmpty();
  }

  /// A potential put on the fixed point stays there.
  @Test
  void fixedPointsDoNotFlow() {
    FlowEquation equation = FlowEquation.localPotential(3, new Regulator.Litim(), 4);
    FixedPoint point = wilsonFisher(3, new Regulator.Litim(), 4);
    LocalPotential there = equation.flow(point.potential(), 1, 0.5, 1).end().potential();
    for (int j = 1; j <= 4; j++) {
      double dimensionless = there.coupling(2 * j) / Math.pow(0.5, equation.canonicalDimension(j));
      double expected = point.potential().coupling(2 * j);
      assertThat(dimensionless).isCloseTo(expected, within(1e-9 * Math.abs(expected)));
    }
  }
}
