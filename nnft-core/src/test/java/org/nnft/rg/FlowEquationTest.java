package org.nnft.rg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Percentage;
import org.hipparchus.special.Gamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FlowEquationTest {

  static List<Regulator> regulators() {
    return List.of(
        new Regulator.Litim(),
        new Regulator.Exponential(),
        new Regulator.Power(2),
        new Regulator.Power(3));
  }

  private static Regulator regulator(String name) {
    return switch (name) {
      case "litim" -> new Regulator.Litim();
      case "exponential" -> new Regulator.Exponential();
      default -> new Regulator.Power(2);
    };
  }

  /// a₁, a₂, a₃ by mpmath quadrature in y.
  @ParameterizedTest
  @CsvSource({
    "exponential, 3, 0, -0.886226925452758, 0.519139713590016, -0.341645149034039",
    "exponential, 3, -0.3, -1.32671630032412, 1.03471765541736, -0.933550238170687",
    "exponential, 2.5, 0.8, -0.413737594115047, 0.160587030065781, -0.0666315079023801",
    "power, 3, 0, -1.11072073453959, 0.416520275452347, -0.173550114771811",
    "power, 3, -0.3, -1.41734798501381, 0.62530058162374, -0.306519892952814",
    "power, 2.5, 0.8, -0.607455253860704, 0.169586378609144, -0.051347422281913",
    "litim, 3, 0, -0.666666666666667, 0.666666666666667, -0.666666666666667",
    "litim, 2.5, -0.5, -3.2, 6.4, -12.8"
  })
  void thresholdsAreThoseOfIndependentQuadrature(
      String name, double d, double w, double a1, double a2, double a3) {
    double[] a = regulator(name).thresholds(d).taylor(w, 3);
    assertThat(a[1]).isCloseTo(a1, Percentage.withPercentage(1e-11));
    assertThat(a[2]).isCloseTo(a2, Percentage.withPercentage(1e-11));
    assertThat(a[3]).isCloseTo(a3, Percentage.withPercentage(1e-11));
  }

  /// Power 1 is a mass, R = k²: a_m = (−1)ᵐ ∫ y^(d/2−1)dy/(y + 1 + w)^(m+1), a beta function.
  @Test
  void aMassAsRegulatorHasBetaFunctions() {
    double[] a = new Regulator.Power(1).thresholds(3).taylor(0.25, 4);
    for (int m = 1; m <= 4; m++) {
      double beta = Math.exp(Gamma.logGamma(1.5) + Gamma.logGamma(m - 0.5) - Gamma.logGamma(m + 1));
      double expected = (m % 2 == 0 ? 1 : -1) * beta * Math.pow(1.25, 0.5 - m);
      assertThat(a[m]).isCloseTo(expected, Percentage.withPercentage(1e-10));
    }
  }

  /// In d = 4 the one-loop coefficient is the same for every regulator: β₄ = 3u₄²/16π².
  @ParameterizedTest
  @MethodSource("regulators")
  void oneLoopInFourDimensionsIsUniversal(Regulator regulator) {
    double[] beta = FlowEquation.localPotential(4, regulator, 3).beta(new double[] {0, 0.5, 0});
    assertThat(beta[1]).isCloseTo(3 * 0.25 / (16 * Math.PI * Math.PI), within(1e-14));
  }

  /// 2108.01403: u₂, u₄, u₆ = 1, 1, 0 taken from k = 10 to 1 with Litim's regulator, by an independent integration
  /// of its three dimensionful equations.
  @ParameterizedTest
  @CsvSource({
    "1, 1.15924247821, 0.869415599244, 0.386831257528",
    "2, 1.13133112714, 0.928494641511, 0.195142504584",
    "3, 1.12853518507, 0.959816899148, 0.080492970109"
  })
  void flowIsThatOfErbinLahocheSamary(double d, double u2, double u4, double u6) {
    FlowEquation equation = FlowEquation.localPotential(d, new Regulator.Litim(), 3);
    RgFlow flow = equation.flow(LocalPotential.factorial(1, 1), 10, 1, 6);
    assertThat(flow.points()).hasSize(7);
    assertThat(flow.points().getFirst().potential()).isEqualTo(LocalPotential.factorial(1, 1, 0));
    assertThat(flow.end().scale()).isCloseTo(1, within(1e-15));
    assertThat(flow.end().potential().coupling(2)).isCloseTo(u2, within(1e-11));
    assertThat(flow.end().potential().coupling(4)).isCloseTo(u4, within(1e-11));
    assertThat(flow.end().potential().coupling(6)).isCloseTo(u6, within(1e-11));
    // And back.
    LocalPotential start = equation.flow(flow.end().potential(), 1, 10, 1).end().potential();
    assertThat(start.coupling(2)).isCloseTo(1, within(1e-9));
    assertThat(start.coupling(6)).isCloseTo(0, within(1e-9));
  }

  /// β₂, β₄, β₆ of 2108.01403 in dimensionless form, and higher truncations leave them as they are.
  @Test
  void lowestEquationsAreThePublishedOnes() {
    double d = 2.7;
    double c = 1 / (Math.pow(2, d) * Math.pow(Math.PI, d / 2) * Gamma.gamma(d / 2 + 1));
    double u2 = -0.2;
    double u4 = 0.7;
    double u6 = 1.3;
    double p = 1 + u2;
    double[] beta =
        FlowEquation.localPotential(d, new Regulator.Litim(), 6)
            .beta(new double[] {u2, u4, u6, 0, 0, 0});
    assertThat(beta[0]).isCloseTo(-2 * u2 - c * u4 / (p * p), within(1e-15));
    assertThat(beta[1])
        .isCloseTo(-(4 - d) * u4 + c * (-u6 / (p * p) + 6 * u4 * u4 / (p * p * p)), within(1e-14));
    assertThat(beta[2])
        .isCloseTo(
            -(6 - 2 * d) * u6
                + c * (30 * u4 * u6 / (p * p * p) - 90 * u4 * u4 * u4 / Math.pow(p, 4)),
            within(1e-13));
  }

  /// ∂β/∂ũ against central differences.
  @ParameterizedTest
  @MethodSource("regulators")
  void stabilityMatrixIsTheSlopeOfBeta(Regulator regulator) {
    FlowEquation equation = FlowEquation.localPotential(3, regulator, 5);
    double[] u = {-0.15, 1.1, 2.3, -4.5, 6};
    double[][] matrix = equation.stability(u);
    double h = 1e-5;
    for (int j = 0; j < u.length; j++) {
      double[] up = u.clone();
      double[] down = u.clone();
      up[j] += h;
      down[j] -= h;
      double[] betaUp = equation.beta(up);
      double[] betaDown = equation.beta(down);
      for (int i = 0; i < u.length; i++) {
        double slope = (betaUp[i] - betaDown[i]) / (2 * h);
        assertThat(matrix[i][j]).isCloseTo(slope, within(1e-6 * (1 + Math.abs(slope))));
      }
    }
  }

  @Test
  void flowsThatEndSaySo() {
    FlowEquation equation = FlowEquation.localPotential(3, new Regulator.Litim(), 2);
    assertThatThrownBy(() -> equation.flow(LocalPotential.factorial(-5, 0.1), 3, 0.1, 1))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("the truncated flow ends near k = 2.2");
    assertThatThrownBy(() -> equation.flow(LocalPotential.factorial(1, 1, 1), 10, 1, 1))
        .hasMessage("this flow keeps 2 couplings, the potential has 3; use a flow of that many");
    assertThatThrownBy(() -> equation.flow(LocalPotential.factorial(1), 0, 1, 1))
        .hasMessage("a scale must be finite and above 0, got 0.0");
    assertThatThrownBy(() -> FlowEquation.localPotential(-1, new Regulator.Litim(), 2))
        .hasMessage("the dimension of a flow must be above 0 and at most 12, got -1.0");
    assertThatThrownBy(() -> FlowEquation.localPotential(6, new Regulator.Power(2), 2))
        .hasMessage("in 6.0 dimensions a power regulator needs a power of at least 2.5, got 2.0");
    assertThatThrownBy(() -> FlowEquation.localPotential(3, new Regulator.Litim(), 21))
        .hasMessage("a flow keeps 1 to 20 couplings, got 21");
  }

  @Test
  void potentialsKnowBothConventions() {
    LocalPotential u = LocalPotential.plain(2, 0.125, 0.25);
    assertThat(u).isEqualTo(LocalPotential.factorial(2, 3, 180));
    assertThat(u.at(1.5))
        .isCloseTo(
            2 * 2.25 / 2 + 0.125 * Math.pow(1.5, 4) + 0.25 * Math.pow(1.5, 6), within(1e-14));
    assertThat(u.coupling(8)).isZero();
    assertThatThrownBy(() -> u.coupling(3)).hasMessageContaining("2, 4, 6, …, got 3");
    assertThatThrownBy(() -> LocalPotential.factorial(1, Double.NaN))
        .hasMessage("couplings must be finite, u4 is NaN");
  }
}
