package org.nnft.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.special.Erf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElementaryTest {

  /// mpmath, 40 digits: root of ncdf(z)/p − 1.
  @ParameterizedTest
  @CsvSource({
    "0.5, 0",
    "0.25, -0.6744897501960817432022",
    "0.075, -1.439531470938455915342",
    "0.01, -2.326347874040841100886",
    "1e-6, -4.753424308822898948194",
    "1e-12, -7.03448382530113192981",
    "1e-19, -9.013271153126674281256"
  })
  void normalQuantileIsRightToTheFarTail(double p, double z) {
    assertThat(Elementary.normalQuantile(p)).isCloseTo(z, within(4e-16 * Math.max(1, -z)));
  }

  /// Independent implementation: Φ(Φ⁻¹(p)) = p.
  @Test
  void normalQuantileInvertsTheDistribution() {
    NormalDistribution normal = new NormalDistribution();
    for (double p = 1e-15; p < 0.5; p *= 1.7) {
      double back = normal.cumulativeProbability(Elementary.normalQuantile(p));
      assertThat(back / p).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void normalLanesAreSymmetricInTheTopBit() {
    long[] words = {5L << 40, 5L << 40 | Long.MIN_VALUE, 0, -1};
    double[] y = new double[4];
    new ScalarLanes().normal(words, y, 4);
    assertThat(y[0]).isEqualTo(-y[1]).isPositive();
    assertThat(y[2]).isGreaterThan(9);
    assertThat(y[3]).isCloseTo(0, within(1e-15));
  }

  /// mpmath, 25 digits; the edges are the middles between two table points.
  @ParameterizedTest
  @CsvSource({
    "1e-10, 1.1283791670955125739e-10",
    "0.0625, 0.070431977722387078051",
    "0.31, 0.3389081503107902487",
    "1.1875, 0.90692171978168648926",
    "2.7, 0.99986566726005947567",
    "5.9, 0.9999999999999999281"
  })
  void erfMatchesPublishedDigits(double x, double erf) {
    assertThat(Elementary.erf(x)).isCloseTo(erf, within(3e-16 * Math.max(erf, 0.3)));
    assertThat(Elementary.erf(-x)).isEqualTo(-Elementary.erf(x));
  }

  @Test
  void erfEqualsTheIncompleteGammaFunctionEverywhere() {
    for (double x = 0; x < 7; x += 0.000_37) {
      assertThat(Elementary.erf(x)).isCloseTo(Erf.erf(x), within(1e-15));
    }
    assertThat(Elementary.erf(Double.NaN)).isNaN();
    assertThat(Elementary.erf(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
    assertThat(1 / Elementary.erf(-0.0)).isNegative();
  }
}
