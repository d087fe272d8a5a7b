package org.nnft.rg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnft.feynman.VertexKernel;
import org.nnft.field.PointSet;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.NeuralField;
import org.nnft.network.Parameterisation;
import org.nnft.network.Readout;
import org.nnft.neuron.FiniteWidthCorrelators;

/// Gauss-net: K_W = σ_w² e^(−σ_w²|x − y|²/2d).
class NetworkPotentialTest {

  private static NeuralField gauss(int d, double σw, int width) {
    Normal weights = new Normal(0, σw);
    Normal bias = new Normal(0, 1);
    HiddenLayer layer =
        new HiddenLayer(
            width, new Activation.GaussNormalised(), Parameterisation.STANDARD, weights, bias);
    return new NeuralField(
        d, List.of(layer), new Readout(1, Parameterisation.STANDARD, weights, bias));
  }

  private static NetworkPotential at(NeuralField field) {
    PointSet origin = PointSet.of(new double[][] {new double[field.inputs()]});
    return NetworkPotential.of(
        VertexKernel.of(field), origin, FiniteWidthCorrelators.of(field, origin, 4)::connected);
  }

  /// m² = 2σ_w²/d, and u₄ = −(3e^(4σ_b²) − 3)/N (2/πd)^(d/2) σ_w^(d−4): −128.2954092/N at d = 1, σ_w = 1.
  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2.5", "2, 1", "2, 3", "3, 0.5"})
  void gaussNetHasItsClosedForm(int d, double σw) {
    int n = 100;
    NetworkPotential potential = at(gauss(d, σw, n));
    assertThat(potential.massSquared()).isCloseTo(2 * σw * σw / d, within(1e-8 * σw * σw));
    double g4 = (3 * Math.exp(4) - 3) / n;
    double u4 = -g4 * Math.pow(2 / (Math.PI * d), d / 2.0) * Math.pow(σw, d - 4);
    assertThat(potential.bare().coupling(4)).isCloseTo(u4, within(1e-8 * Math.abs(u4)));
    assertThat(potential.canonical().coupling(2)).isEqualTo(potential.massSquared());
    // Z = d/(2σ_w⁴) (σ_w²/2πd)^(d/2)
    double z = d / (2 * Math.pow(σw, 4)) * Math.pow(σw * σw / (2 * Math.PI * d), d / 2.0);
    assertThat(potential.normalisation()).isCloseTo(z, within(1e-8 * z));
    assertThat(potential.canonical().coupling(4))
        .isCloseTo(u4 / (z * z), within(1e-7 * Math.abs(u4) / (z * z)));
  }

  @Test
  void oneDimensionAtUnitWeights() {
    assertThat(1000 * at(gauss(1, 1, 1000)).bare().coupling(4))
        .isCloseTo(-128.2954092, within(1e-7));
  }

  /// By dimension u₄ of the canonical field is a mass^(4−d), and the one of 2108.01403 runs the other way.
  @ParameterizedTest
  @CsvSource({"1", "2"})
  void couplingsScaleWithTheMass(int d) {
    NetworkPotential one = at(gauss(d, 1, 10));
    NetworkPotential three = at(gauss(d, 3, 10));
    double canonical = three.canonical().coupling(4) / one.canonical().coupling(4);
    double bare = three.bare().coupling(4) / one.bare().coupling(4);
    assertThat(Math.log(canonical) / Math.log(3)).isCloseTo(4 - d, within(1e-7));
    assertThat(Math.log(bare) / Math.log(3)).isCloseTo(d - 4, within(1e-7));
  }

  /// G_c⁽⁶⁾ and the exchange by mpmath at x = 0: 576λ²·10·∫∫ e^(−(3y² + (y−z)² + 3z²)/2) = 5760λ²·2π/√15.
  @Test
  void sexticCouplingIsMeasuredToo() {
    int n = 100;
    NeuralField field = gauss(1, 1, n);
    PointSet origin = PointSet.line(0);
    FiniteWidthCorrelators exact = FiniteWidthCorrelators.of(field, origin, 6);
    NetworkPotential potential =
        NetworkPotential.of(VertexKernel.of(field), origin, exact::connected, exact::connected);
    double λ = -128.29540919 / 24 / n;
    double g6 = (15 * Math.exp(12) - 15 * 3 * Math.exp(4) + 30) / (n * (double) n);
    double κ = (5760 * λ * λ * 2 * Math.PI / Math.sqrt(15) - g6) / (720 * Math.sqrt(Math.PI / 3));
    assertThat(potential.sextic()).isCloseTo(κ, within(1e-7 * Math.abs(κ)));
    assertThat(potential.bare().coupling(6)).isCloseTo(720 * κ, within(1e-4 * Math.abs(κ)));
  }

  @Test
  void kernelsThatDoNotFallOffAreRefused() {
    assertThatThrownBy(() -> at(NeuralField.erfNet(1).width(10))).hasMessageContaining("diverges");
  }
}
