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

  /// mpmath, 40 digits: both sides of the first ends of pieces, where two polynomials meet, and next to the zero at ½.
  @ParameterizedTest
  @CsvSource({
    "0.4999999999999999, -2.782916424671766922234e-16",
    "0.49, -0.02506890825871105803269",
    "0.375, -0.3186393639643751630219",
    "0.37499999999999994, -0.318639363964375309414",
    "0.25000000000000006, -0.6744897501960815685161",
    "0.1875, -0.8871465590188760566857",
    "0.001953125, -2.885634912426757147388",
    "7.62939453125e-06, -4.324919040826046257174"
  })
  void normalQuantileJoinsItsPieces(double p, double z) {
    assertThat(Math.abs(Elementary.normalQuantile(p) - z)).isLessThanOrEqualTo(2 * Math.ulp(z));
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

  private static double ulps(double actual, double expected) {
    return Math.abs(actual - expected) / Math.ulp(expected);
  }

  /// A million arguments against fdlibm, which is itself right to one ulp.
  @Test
  void functionsAreWithinUlpsOfFdlibm() {
    java.util.SplittableRandom random = new java.util.SplittableRandom(6);
    double[] worst = new double[6];
    for (int i = 0; i < 1_000_000; i++) {
      double scale = Math.pow(2, random.nextDouble(-30, 6));
      double x = random.nextDouble(-scale, scale);
      double positive = Math.exp(random.nextDouble(-300, 300));
      worst[0] = Math.max(worst[0], ulps(Elementary.exp(x), StrictMath.exp(x)));
      worst[1] = Math.max(worst[1], ulps(Elementary.log(positive), StrictMath.log(positive)));
      worst[2] = Math.max(worst[2], ulps(Elementary.log(1 + x / 64), StrictMath.log(1 + x / 64)));
      worst[3] = Math.max(worst[3], ulps(Elementary.sin(x * 1000), StrictMath.sin(x * 1000)));
      worst[4] = Math.max(worst[4], ulps(Elementary.cos(x * 1000), StrictMath.cos(x * 1000)));
      worst[5] = Math.max(worst[5], ulps(Elementary.tanh(x), StrictMath.tanh(x)));
    }
    assertThat(worst[0]).as("exp").isLessThanOrEqualTo(2);
    assertThat(worst[1]).as("log").isLessThanOrEqualTo(2);
    assertThat(worst[2]).as("log near 1").isLessThanOrEqualTo(2);
    assertThat(worst[3]).as("sin").isLessThanOrEqualTo(2);
    assertThat(worst[4]).as("cos").isLessThanOrEqualTo(2);
    assertThat(worst[5]).as("tanh").isLessThanOrEqualTo(4);
  }

  @Test
  void extremeArgumentsAreRight() {
    assertThat(Elementary.exp(710.1)).isInfinite();
    assertThat(Elementary.exp(709.7)).isCloseTo(StrictMath.exp(709.7), within(1e295));
    assertThat(Elementary.exp(-745)).isEqualTo(Double.MIN_VALUE);
    assertThat(Elementary.exp(-746.5)).isZero();
    assertThat(ulps(Elementary.exp(-720), StrictMath.exp(-720))).isLessThanOrEqualTo(1);
    assertThat(Elementary.exp(Double.NaN)).isNaN();
    assertThat(Elementary.exp(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(Elementary.exp(Double.POSITIVE_INFINITY)).isInfinite();
    assertThat(Elementary.log(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Elementary.log(-1)).isNaN();
    assertThat(Elementary.log(Double.POSITIVE_INFINITY)).isInfinite();
    assertThat(ulps(Elementary.log(5e-320), StrictMath.log(5e-320))).isLessThanOrEqualTo(1);
    assertThat(Elementary.log(1)).isZero();
    assertThat(Elementary.log1p(-1)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Elementary.log1p(1e-20)).isEqualTo(1e-20);
    assertThat(Elementary.sin(Double.POSITIVE_INFINITY)).isNaN();
    assertThat(Elementary.sin(1e22)).isEqualTo(StrictMath.sin(1e22));
    assertThat(Elementary.cos(0)).isEqualTo(1);
    assertThat(Elementary.tanh(25)).isEqualTo(1);
    assertThat(1 / Elementary.tanh(-0.0)).isNegative();
    assertThat(Elementary.tanh(1e-310)).isEqualTo(1e-310);
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
