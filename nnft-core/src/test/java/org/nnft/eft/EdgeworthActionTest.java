package org.nnft.eft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnft.field.PointSet;
import org.nnft.math.GaussHermite;
import org.nnft.network.NeuralField;
import org.nnft.neuron.FiniteWidthCorrelators;
import org.nnft.statistics.CumulantRecursion;
import org.nnft.statistics.SymmetricSums;

class EdgeworthActionTest {

  /// Cumulants of one variable: κ₂, κ₄, …
  private static EdgeworthAction onePoint(double... κ) {
    List<SymmetricTensor> tensors =
        IntStream.range(0, κ.length)
            .mapToObj(k -> SymmetricTensor.of(1, 2 * k + 2, _ -> κ[k]))
            .toList();
    return EdgeworthAction.of(new ConnectedCorrelators(tensors, ConnectedCorrelators.EXACT));
  }

  /// The 0-dimensional series from ln(1 + Σ Hermite polynomials) in exact rational arithmetic: with γᵣ = κᵣ,
  /// κ₂ = 1,
  ///
  ///     order 2: −γ₄²/12 + γ₆/48 + x²(γ₄²/3 − γ₆/16) + x⁴(γ₆/48 − 7γ₄²/48) + x⁶(γ₄²/72 − γ₆/720)
  ///     order 3: −11γ₄³/96 + 5γ₄γ₆/96 − γ₈/384 + x²(11γ₄³/16 − 25γ₄γ₆/96 + γ₈/96)
  ///              + x⁴(−149γ₄³/288 + 47γ₄γ₆/288 − γ₈/192) + x⁶(γ₄³/9 − 41γ₄γ₆/1440 + γ₈/1440)
  ///              + x⁸(−γ₄³/144 + γ₄γ₆/720 − γ₈/40320)
  @Test
  void onePointSeriesToThirdOrder() {
    double γ4 = 0.7;
    double γ6 = -1.3;
    double γ8 = 2.9;
    EdgeworthAction edgeworth = onePoint(1, γ4, γ6, γ8);
    double[][] series = {
      {Math.log(2 * Math.PI) / 2, 0.5},
      {-γ4 / 8, γ4 / 4, -γ4 / 24},
      {
        -γ4 * γ4 / 12 + γ6 / 48,
        γ4 * γ4 / 3 - γ6 / 16,
        γ6 / 48 - 7 * γ4 * γ4 / 48,
        γ4 * γ4 / 72 - γ6 / 720
      },
      {
        -11 * γ4 * γ4 * γ4 / 96 + 5 * γ4 * γ6 / 96 - γ8 / 384,
        11 * γ4 * γ4 * γ4 / 16 - 25 * γ4 * γ6 / 96 + γ8 / 96,
        -149 * γ4 * γ4 * γ4 / 288 + 47 * γ4 * γ6 / 288 - γ8 / 192,
        γ4 * γ4 * γ4 / 9 - 41 * γ4 * γ6 / 1440 + γ8 / 1440,
        -γ4 * γ4 * γ4 / 144 + γ4 * γ6 / 720 - γ8 / 40320
      }
    };
    double[] sum = new double[5];
    for (int q = 0; q <= 3; q++) {
      double factorial = 1;
      for (int k = 0; k < series[q].length; k++) {
        sum[k] += series[q][k];
      }
      for (int k = 0; k <= 4; k++) {
        factorial *= k == 0 ? 1 : 2 * k * (2 * k - 1);
        assertThat(edgeworth.action(q).kernel(2 * k).at(new int[2 * k]))
            .as("order %d, degree %d", q, 2 * k)
            .isCloseTo(factorial * sum[k], within(1e-12 * factorial));
      }
    }
  }

  /// N^(−½) Σ of N Laplace variables of unit variance: κ₄ = 3/N, κ₆ = 30/N². Exact S by mpmath's quadrature of
  /// (1 + k²/2N)^(−N).
  @ParameterizedTest
  @CsvSource({
    "50, 1, 1.42409568512277172732, 1.572e-4, -1.18e-6",
    "100, 1, 1.42147798027179825769, 3.945e-5, -1.36e-7",
    "200, 0, 0.917060402335517427473, -3.131e-6, -5.9e-9"
  })
  void laplaceSumsApproachTheirExactAction(
      double width, double x, double exact, double first, double second) {
    EdgeworthAction edgeworth = onePoint(1, 3 / width, 30 / (width * width));
    assertThat(exact - edgeworth.action(1).value(x))
        .isCloseTo(first, within(1e-3 * Math.abs(first)));
    assertThat(exact - edgeworth.action(2).value(x))
        .isCloseTo(second, within(1e-2 * Math.abs(second)));
  }

  /// D₁₁, D₁₂ and D₂₂ of two sites.
  private static final double[] SITES = {1.5, -0.4, 1.2};

  /// Cumulants to order 8 of S = ½φDφ + (ε/24)Σφᵢ⁴ on 2 sites, by 60 × 60 Gauss–Hermite nodes.
  private static ConnectedCorrelators twoSites(double ε) {
    double determinant = SITES[0] * SITES[2] - SITES[1] * SITES[1];
    double first = Math.sqrt(SITES[2] / determinant);
    double mixed = -SITES[1] / determinant / first;
    double second = Math.sqrt(SITES[0] / determinant - mixed * mixed);
    SymmetricSums layout = SymmetricSums.even(2, 8);
    double[] moments = new double[layout.size()];
    double norm = 0;
    GaussHermite rule = GaussHermite.of(60);
    for (int a = 0; a < rule.size(); a++) {
      for (int b = 0; b < rule.size(); b++) {
        double[] φ = {first * rule.node(a), mixed * rule.node(a) + second * rule.node(b)};
        double quartic = Math.pow(φ[0], 4) + Math.pow(φ[1], 4);
        double weight = rule.weight(a) * rule.weight(b) * Math.exp(-ε / 24 * quartic);
        norm += weight;
        for (int n = 2; n <= 8; n += 2) {
          for (int c = 0; c < layout.index(n).count(); c++) {
            double product = weight;
            for (int i : layout.index(n).at(c)) {
              product *= φ[i];
            }
            moments[layout.offset(n) + c] += product;
          }
        }
      }
    }
    double z = norm;
    Arrays.setAll(moments, c -> moments[c] / z);
    double[] κ = CumulantRecursion.on(layout).cumulants(moments);
    return new ConnectedCorrelators(
        IntStream.of(2, 4, 6, 8)
            .mapToObj(
                n -> SymmetricTensor.of(2, n, t -> κ[layout.offset(n) + layout.index(n).rank(t)]))
            .toList(),
        1e-12);
  }

  /// The action behind the cumulants comes back: the quartic coupling to ε^q, everything else to 0, with an
  /// error that falls as ε^(q+1).
  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void theActionOfTwoSitesComesBack(int order) {
    double[] errors = new double[2];
    double[] couplings = {0.01, 0.005};
    for (int k = 0; k < 2; k++) {
      EffectiveAction action = EdgeworthAction.of(twoSites(couplings[k])).action(order);
      SymmetricTensor g2 = action.kernel(2);
      SymmetricTensor g4 = action.kernel(4);
      SymmetricTensor g6 = action.kernel(6);
      errors[k] =
          List.of(
                  g4.at(0, 0, 0, 0) - couplings[k],
                  g4.at(0, 0, 0, 1),
                  g4.at(0, 0, 1, 1),
                  g2.at(0, 0) - SITES[0],
                  g2.at(0, 1) - SITES[1],
                  g6.at(0, 0, 0, 0, 0, 0),
                  g6.at(0, 0, 1, 1, 1, 1))
              .stream()
              .mapToDouble(Math::abs)
              .max()
              .orElseThrow();
    }
    assertThat(errors[1]).isLessThan(100 * Math.pow(couplings[1], order + 1));
    assertThat(Math.log(errors[0] / errors[1]) / Math.log(2)).isCloseTo(order + 1, within(0.15));
  }

  /// First order: g(1,1,1,1)/ε by quadrature of the cumulants in another program, to all its digits; at ε = 0.001 other couplings
  /// are 3·10⁻⁵ε and the quadratic form at the first site is off by 2·10⁻⁴ε, rounded to one digit.
  @ParameterizedTest
  @CsvSource({"0.1, 0.93239", "0.01, 0.99212", "0.001, 0.99920"})
  void theQuarticCouplingOfTwoSites(double ε, double ratio) {
    EffectiveAction action = EdgeworthAction.of(twoSites(ε)).action(1);
    SymmetricTensor g2 = action.kernel(2);
    SymmetricTensor g4 = action.kernel(4);
    assertThat(g4.at(0, 0, 0, 0) / ε).isCloseTo(ratio, within(5.1e-6));
    if (ε == 0.001) {
      double off =
          Math.max(
              Math.abs(g4.at(0, 0, 0, 1)),
              Math.max(Math.abs(g4.at(0, 0, 1, 1)), Math.abs(g4.at(0, 1, 1, 1))));
      assertThat(off / ε).isCloseTo(3e-5, within(5e-6));
      assertThat((g2.at(0, 0) - SITES[0]) / ε).isCloseTo(2e-4, within(5e-5));
    }
  }

  /// g₄(x₁…x₄) = −G_c⁽⁴⁾ΔΔΔΔ and g₂ = Δ + ½G_c⁽⁴⁾ΔΔΔ, written out with the inverse of a 2 × 2 matrix.
  @Test
  void firstOrderIsTheAmputatedCumulant() {
    PointSet points = PointSet.line(-1, 0.3);
    FiniteWidthCorrelators exact =
        FiniteWidthCorrelators.of(NeuralField.erfNet(1).width(10), points, 4);
    EffectiveAction action = EdgeworthAction.of(ConnectedCorrelators.of(exact, 4)).action(1);
    double a = exact.connected(0, 0);
    double b = exact.connected(0, 1);
    double c = exact.connected(1, 1);
    double det = a * c - b * b;
    double[][] Δ = {{c / det, -b / det}, {-b / det, a / det}};
    double quartic = 0;
    double quadratic = Δ[0][1];
    for (int code = 0; code < 16; code++) {
      int[] y = {code & 1, code >> 1 & 1, code >> 2 & 1, code >> 3 & 1};
      int[] sorted = Arrays.stream(y).sorted().toArray();
      double g = exact.connected(sorted);
      quartic -= g * Δ[y[0]][0] * Δ[y[1]][0] * Δ[y[2]][1] * Δ[y[3]][1];
      quadratic += g * Δ[y[0]][0] * Δ[y[1]][1] * Δ[y[2]][y[3]] / 2;
    }
    assertThat(action.kernel(4).at(0, 0, 1, 1))
        .isCloseTo(quartic, within(1e-11 * Math.abs(quartic)));
    assertThat(action.kernel(2).at(0, 1)).isCloseTo(quadratic, within(1e-11 * Math.abs(quadratic)));
    assertThat(action.degree()).isEqualTo(4);
  }

  @Test
  void aNearlySingularPropagatorIsRefused() {
    FiniteWidthCorrelators exact =
        FiniteWidthCorrelators.of(
            NeuralField.erfNet(1).width(10), PointSet.line(-1, -0.6, -0.2, 0.2, 0.6, 1), 4);
    ConnectedCorrelators correlators = ConnectedCorrelators.of(exact, 4);
    assertThatThrownBy(() -> EdgeworthAction.of(correlators))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("6 points has condition number")
        .hasMessageContaining("ask for white noise");
    EdgeworthAction noisy = EdgeworthAction.of(correlators, new Regularisation.WhiteNoise(1e-3));
    assertThat(noisy.conditionNumber()).isBetween(500.0, 1002.0);
    assertThat(noisy.remarks()).hasSize(2).last().asString().contains("plus white noise");
  }

  @Test
  void errorsOfTheCorrelatorsTightenTheCondition() {
    double[][] kernel = {{1, 0.9}, {0.9, 1}};
    SymmetricTensor k = SymmetricTensor.of(kernel);
    SymmetricTensor g4 = SymmetricTensor.of(2, 4, _ -> 0.1);
    EdgeworthAction.of(new ConnectedCorrelators(List.of(k, g4), 1e-6));
    assertThatThrownBy(() -> EdgeworthAction.of(new ConnectedCorrelators(List.of(k, g4), 1e-4)))
        .hasMessageContaining("condition number 19");
  }

  /// ReLU-net without bias in one dimension has a kernel of rank 1 on positive inputs.
  @Test
  void aSingularPropagatorIsRefused() {
    FiniteWidthCorrelators exact =
        FiniteWidthCorrelators.of(NeuralField.reluNet(1).width(10), PointSet.line(1, 2), 4);
    assertThatThrownBy(() -> EdgeworthAction.of(ConnectedCorrelators.of(exact, 4)))
        .hasMessageContaining("condition number");
  }

  /// S does not depend on the order of the points, nor change under x → −x of a net whose weights are even.
  @Test
  void sixPointsToSecondOrder() {
    double[] x = {-1, -0.6, -0.2, 0.2, 0.6, 1};
    double[] shuffled = {0.6, -1, 1, -0.2, 0.2, -0.6};
    double[] φ = {0.3, -0.7, 1.1, 0.2, -0.4, 0.9};
    double[] moved = {φ[4], φ[0], φ[5], φ[2], φ[3], φ[1]};
    EffectiveAction one = erf(x);
    EffectiveAction other = erf(shuffled);
    assertThat(one.degree()).isEqualTo(6);
    assertThat(one.kernel(6).index().count()).isEqualTo(462);
    assertThat(one.value(φ)).isCloseTo(other.value(moved), within(1e-8 * one.value(φ)));
    // The reflected configuration, and minus it, since S is even.
    double[] mirrored = {-0.9, 0.4, -0.2, -1.1, 0.7, -0.3};
    assertThat(one.value(mirrored)).isCloseTo(one.value(φ), within(1e-8 * one.value(φ)));
  }

  private static EffectiveAction erf(double... x) {
    FiniteWidthCorrelators exact =
        FiniteWidthCorrelators.of(NeuralField.erfNet(1).width(50), PointSet.line(x), 6);
    return EdgeworthAction.of(
            ConnectedCorrelators.of(exact, 6), new Regularisation.WhiteNoise(1e-2))
        .action(2);
  }
}
