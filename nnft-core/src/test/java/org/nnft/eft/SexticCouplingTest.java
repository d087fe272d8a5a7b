package org.nnft.eft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.nnft.eft.PaperNetworks.vertex;
import static org.nnft.eft.PaperNetworks.zeroDimensional;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nnft.field.PointSet;
import org.nnft.math.GaussHermite;
import org.nnft.network.NeuralField;
import org.nnft.neuron.FiniteWidthCorrelators;
import org.nnft.statistics.CumulantRecursion;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.SymmetricSums;

/// κ, and the exchange of two quartic vertices that is taken off first.
class SexticCouplingTest {

  /// κ₄ and κ₆ of e^(−φ²/2 − λφ⁴) by 100 Gauss–Hermite nodes.
  private static double[] quarticCumulants(double λ) {
    SymmetricSums layout = SymmetricSums.even(1, 6);
    double[] moments = new double[4];
    GaussHermite rule = GaussHermite.of(100);
    for (int k = 0; k < rule.size(); k++) {
      double φ2 = rule.node(k) * rule.node(k);
      double weight = rule.weight(k) * Math.exp(-λ * φ2 * φ2);
      for (int n = 0; n <= 3; n++) {
        moments[n] += weight * Math.pow(φ2, n);
      }
    }
    double[] normalised = {
      moments[1] / moments[0], moments[2] / moments[0], moments[3] / moments[0]
    };
    double[] κ = CumulantRecursion.on(layout).cumulants(normalised);
    return new double[] {κ[1], κ[2]};
  }

  /// A pure λφ⁴ has κ = 0, and yet κ₆ ∝ λ²: with the exchange taken off, what is left of κ falls as λ³.
  @Test
  void theExchangeIsTakenOffTheSixPointFunction() {
    VertexIntegral v = zeroDimensional();
    assertThat(v.exchange(List.of(new int[6])).getFirst().value().value())
        .isCloseTo(10, within(1e-12));
    double[] κ = new double[2];
    double[] naive = new double[2];
    for (int k = 0; k < 2; k++) {
      double[] cumulants = quarticCumulants(0.001 / (k + 1));
      double λ = ElementwiseCoupling.quartic(v, _ -> cumulants[0]).mean();
      κ[k] = ElementwiseCoupling.sextic(v, λ, _ -> cumulants[1]).mean();
      naive[k] = ElementwiseCoupling.sextic(v, 0, _ -> cumulants[1]).mean();
    }
    assertThat(κ[0] / κ[1]).isBetween(6.5, 8.5);
    assertThat(naive[0] / naive[1]).isBetween(3.2, 4.2);
    assertThat(Math.abs(κ[1])).isLessThan(0.1 * Math.abs(naive[1]));
  }

  /// Both points positive, K = ½xy on the same side and 0 across: ten times
  /// ∫∫ (y³/8)(yz/2)(z³/8) = (Λ⁵/5)²/128.
  @Test
  void exchangeOfReluVertices() {
    VertexIntegral v = vertex(NeuralField.reluNet(1), PointSet.line(1), 2);
    double exact = 10 * Math.pow(32.0 / 5, 2) / 128;
    Estimate x = v.exchange(List.of(new int[6])).getFirst().value();
    assertThat(x.value()).isCloseTo(exact, within(1e-12 * exact));
    assertThat(x.error()).isLessThan(1e-11);
  }

  /// With G_c⁽⁶⁾ = (165/2N²)Πx, X = (Λ¹⁰/320)Πx and ∫ΠK_W = (Λ⁷/448)Πx, the same for every component:
  /// κ = (281.25 − 82.5)·448/(720N²Λ⁷), positive.
  @Test
  void sexticCouplingOfRelu() {
    NeuralField field = NeuralField.reluNet(1).width(20);
    PointSet points = PointSet.line(0.4, 1);
    VertexIntegral v = vertex(field, points, 3);
    FiniteWidthCorrelators exact = FiniteWidthCorrelators.of(field, points, 6);
    double λ = ElementwiseCoupling.quartic(v, exact::connected).mean();
    ElementwiseCoupling κ = ElementwiseCoupling.sextic(v, λ, exact::connected);
    double closed = 198.75 * 448 / (720 * 400 * Math.pow(3, 7));
    assertThat(κ.smallest()).isCloseTo(closed, within(1e-10 * closed));
    assertThat(κ.largest()).isCloseTo(closed, within(1e-10 * closed));
  }
}
