package org.nnft.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurveFitTest {
  private static final double[] N = {2, 3, 5, 10, 20, 50, 100, 500};

  private static List<Estimate> data(java.util.function.DoubleUnaryOperator f, double error) {
    return Arrays.stream(N).mapToObj(n -> new Estimate(f.applyAsDouble(n), error)).toList();
  }

  @Test
  void findsAPowerLawOfEitherSign() {
    for (double a : new double[] {3, -0.02}) {
      CurveFit fit = CurveFit.powerLaw(N, data(n -> a * Math.pow(n, -1.5), 1e-4 * Math.abs(a)));
      assertThat(fit.parameters().get(0).value()).isCloseTo(a, within(1e-9));
      assertThat(fit.parameters().get(1).value()).isCloseTo(1.5, within(1e-9));
      assertThat(fit.chiSquare()).isLessThan(1e-9);
      assertThat(fit.degreesOfFreedom()).isEqualTo(6);
    }
  }

  /// Straight line in 1/N: the weighted mean and slope of the textbook's normal equations.
  @Test
  void aStraightLineHasTheTextbooksErrors() {
    double[] n = {1, 2};
    List<Estimate> y = List.of(new Estimate(3, 0.1), new Estimate(2, 0.2));
    CurveFit fit = CurveFit.inversePowers(n, y, 1);
    // a₀ = 2 y₂ − y₁, a₁ = 2 (y₁ − y₂).
    assertThat(fit.parameters().get(0).value()).isCloseTo(1, within(1e-9));
    assertThat(fit.parameters().get(0).error()).isCloseTo(Math.hypot(0.4, 0.1), within(1e-9));
    assertThat(fit.parameters().get(1).error()).isCloseTo(2 * Math.hypot(0.1, 0.2), within(1e-9));
    assertThat(fit.pValue()).isEqualTo(1);
  }

  /// Pulls of the exponent over 400 fits are N(0, 1): variance 1 ± 0.35 (5σ of χ²₄₀₀), P ≈ 6e-7. Read as
  /// exponent 1.6 they are not.
  @Test
  void errorsOfTheExponentAreRight() {
    Random random = new Random(4);
    double sum = 0;
    double wrong = 0;
    for (int r = 0; r < 400; r++) {
      List<Estimate> y =
          IntStream.range(0, N.length)
              .mapToObj(
                  i -> new Estimate(2 / Math.pow(N[i], 1.5) + 0.003 * random.nextGaussian(), 0.003))
              .toList();
      Estimate p = CurveFit.powerLaw(N, y).parameters().get(1);
      sum += p.pull(1.5) * p.pull(1.5);
      wrong += p.pull(1.6) * p.pull(1.6);
    }
    assertThat(sum / 400).isBetween(0.65, 1.35);
    assertThat(wrong / 400).isGreaterThan(2);
  }

  @Test
  void refusesTooFewData() {
    assertThatThrownBy(
            () -> CurveFit.inversePowers(new double[] {1}, List.of(new Estimate(1, 1)), 1))
        .hasMessage("2 parameters need as many data, got 1");
  }
}
