package org.nnft.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimateTest {

  @ParameterizedTest
  @CsvSource({
    "13.0234, 0.45, 13.02(45)",
    "1.59034, 0.0012, 1.5903(12)",
    "-0.5, 0.0996, -0.50(10)",
    "104.3, 3.2, 104.3(3.2)",
    "1234, 56, 1234(56)",
    "1.5, 0, 1.5",
    "3.14e-9, 1.2e-10, 3.14(12)e-9"
  })
  void printsTwoDigitsOfError(double value, double error, String text) {
    assertThat(new Estimate(value, error)).hasToString(text);
  }

  @Test
  void pullOfAnExactAgreementIsZero() {
    assertThat(new Estimate(2, 0).pull(2)).isZero();
    assertThat(new Estimate(2, 0.5).pull(1)).isEqualTo(2);
    assertThat(new Estimate(2, 0).pull(1)).isInfinite();
  }
}
