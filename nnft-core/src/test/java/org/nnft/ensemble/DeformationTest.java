package org.nnft.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nnft.field.PointSet;
import org.nnft.markov.SettledChains;
import org.nnft.markov.ThermodynamicIntegration;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity.Laplace;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.Rademacher;
import org.nnft.network.IndependentDensity.StudentT;
import org.nnft.network.IndependentDensity.Uniform;
import org.nnft.network.JointDensity.Deformed;
import org.nnft.network.NeuralField;
import org.nnft.network.Parameterisation;
import org.nnft.network.Potential;
import org.nnft.network.Readout;
import org.nnft.neuron.FirstOrderResponse;
import org.nnft.statistics.Estimate;
import org.nnft.statistics.StepDownPulls;

class DeformationTest {
  private static final PointSet PAIR = PointSet.line(0, 0.8);

  private static NeuralField deformed(NeuralField field, String potential, double alpha) {
    return field.correlated(
        new Deformed(Potential.parse(potential, List.of(new Potential.Parameter("alpha", alpha)))));
  }

  private static Deformation quartic(int width, double alpha) {
    return Deformation.of(
        deformed(NeuralField.cosNet(1).width(width), "alpha*sumW2^2/N^2", alpha), PAIR, 4, 5);
  }

  private static Reweighting reweighting(Deformation d, int blocks, int size) {
    double[][] rows = new double[blocks][];
    for (int b = 0; b < blocks; b++) {
      rows[b] = d.freeBlock((long) b * size, size);
    }
    return Reweighting.of(d.layout(), rows);
  }

  /// Σ W² ~ χ²_N: ln(Z_V/Z₀), 2G⁽²⁾(0.8) and (Σw)²/(MΣw²) by one-dimensional quadrature (mpmath). 4 pulls beyond 5:
  /// 2·10⁻⁶.
  @ParameterizedTest
  @CsvSource({
    "3, 1, -0.677452251276, 0.849898025459371, 0.676480366203477",
    "10, 5, -2.40853198739172, 0.857314155420909, 0.243670476859344"
  })
  void weightsGiveThePartitionFunction(
      int width, double alpha, double logZ, double g2, double effective) {
    Deformation d = quartic(width, alpha);
    Reweighting w = reweighting(d, 50, 1000);
    assertThat(Math.abs(w.logPartitionFunction().pull(logZ))).isLessThan(5);
    assertThat(w.logPartitionFunction().error()).isLessThan(0.02);
    int at = d.layout().offset(2) + 1;
    Estimate pair = new Estimate(w.full()[at], w.jackknifeOfConnected().error(at));
    assertThat(Math.abs(pair.pull(g2 / 2))).isLessThan(5);
    assertThat(w.effectiveSampleSize() / w.draws()).isCloseTo(effective, within(0.05));
    assertThat(w.isCollapsed()).isFalse();
  }

  @Test
  void aCollapseIsSeen() {
    Reweighting w = reweighting(quartic(10, 300), 10, 200);
    assertThat(w.isCollapsed()).isTrue();
    assertThat(w.collapse()).contains("Markov chains");
  }

  /// ln(Z_V/Z₀) by chains at 15 nodes with both samplers; ⟨V⟩ at t = 1 is 0.372496636882319 (mpmath). 4 pulls beyond 5:
  /// 2·10⁻⁶.
  @ParameterizedTest
  @EnumSource(Deformation.Sampler.class)
  void chainsGiveThePartitionFunction(Deformation.Sampler sampler) {
    Deformation d = quartic(3, 1);
    int steps = sampler == Deformation.Sampler.HAMILTONIAN ? 1500 : 8000;
    List<Estimate> nodes = new ArrayList<>();
    for (int k = 0; k < ThermodynamicIntegration.NODES; k++) {
      nodes.add(settled(d, sampler, ThermodynamicIntegration.node(k), steps).mean(0).mean());
    }
    ThermodynamicIntegration ti = ThermodynamicIntegration.of(nodes);
    assertThat(Math.abs(ti.logRatio().pull(-0.677452251276))).isLessThan(5);
    assertThat(ti.logRatio().error()).isLessThan(0.01);
    SettledChains full = settled(d, sampler, 1, steps);
    assertThat(Math.abs(full.mean(0).mean().pull(0.372496636882319))).isLessThan(5);
    assertThat(full.canBeTrusted()).isTrue();
  }

  private static SettledChains settled(
      Deformation d, Deformation.Sampler sampler, double t, int steps) {
    double[][][] v = new double[1][4][steps];
    for (int c = 0; c < 4; c++) {
      System.arraycopy(d.chain(sampler, t, c, steps), 0, v[0][c], 0, steps);
    }
    return SettledChains.of(v);
  }

  /// Exact integrand: ⟨V⟩_t = a/(1 + bt) gives a ln(1 + b)/b; one that is too steep is seen.
  @Test
  void theRuleIsSharp() {
    assertThat(integrated(3).logRatio().value()).isCloseTo(-2 * Math.log(4) / 3, within(1e-11));
    assertThat(integrated(300).logRatio().value())
        .isCloseTo(-2 * Math.log(301) / 300, within(1e-5));
    assertThat(integrated(300).isResolved()).isTrue();
    assertThat(integrated(1e7).isResolved()).isFalse();
  }

  private static ThermodynamicIntegration integrated(double b) {
    List<Estimate> nodes = new ArrayList<>();
    for (int k = 0; k < ThermodynamicIntegration.NODES; k++) {
      nodes.add(new Estimate(2 / (1 + b * ThermodynamicIntegration.node(k)), 0));
    }
    return ThermodynamicIntegration.of(nodes);
  }

  /// Gradients of every law's coordinate against central differences.
  @Test
  void gradientsAreExact() {
    HiddenLayer first =
        new HiddenLayer(
            3,
            new Activation.Tanh(),
            Parameterisation.STANDARD,
            new Laplace(0.2, 1.3),
            new Uniform(0.1, 2));
    HiddenLayer second =
        new HiddenLayer(
            2,
            new Activation.Tanh(),
            Parameterisation.NTK,
            new Normal(-0.3, 0.7),
            new Rademacher(0.5, 1));
    NeuralField field =
        new NeuralField(
            2,
            List.of(first, second),
            new Readout(2, Parameterisation.BARE, new Normal(0, 2), new Laplace(0, 1)));
    Potential v =
        Potential.parse(
            "sumW2*sumB4/N + exp(-sumV2) + sqrt(1+sumW4) + sumC2*sumC4*d + sumB2*sumV4", List.of());
    DeformedEnergy energy = new DeformedEnergy(field, v, 0.3);
    double[] x = new double[energy.dimension()];
    for (int a = 0; a < x.length; a++) {
      x[a] = 1.3 * Math.sin(7.0 * a + 1);
    }
    double[] gradient = new double[x.length];
    energy.gradient(x, gradient);
    double h = 1e-5;
    for (int a = 0; a < x.length; a++) {
      double[] up = x.clone();
      double[] down = x.clone();
      up[a] += h;
      down[a] -= h;
      double slope = (energy.value(up) - energy.value(down)) / (2 * h);
      assertThat(gradient[a]).isCloseTo(slope, within(1e-6 * Math.max(1, Math.abs(slope))));
    }
  }

  /// d(2G⁽²⁾)/dα = (2Nd s⁶y² + 4s⁶y² − s⁸y⁴) e^(−s²y²/2)/N² for V = (ΣW²)²/N² (PHYSICS §4.4; the slope of the quadrature
  /// at α = 0 agrees, mpmath), N = 3 and 4, d = 1 and 2, s² = 1/d.
  @ParameterizedTest
  @CsvSource({"1, 3, 0.8, 0.483324799076249", "2, 4, 1.1, 0.13548496510966"})
  void theResponseIsThatOfTheDigest(int d, int width, double y, double expected) {
    double[] far = new double[d];
    far[0] = y;
    PointSet points = PointSet.of(new double[][] {new double[d], far});
    NeuralField net = NeuralField.cosNet(d).width(width);
    Potential v = Potential.parse("(sumW2/N)^2", List.of());
    FirstOrderResponse response = FirstOrderResponse.of(net, v, points, 4);
    assertThat(2 * response.full(0, 1)).isCloseTo(expected, within(1e-9));
    assertThat(response.full(0, 0)).isCloseTo(0, within(1e-9));
  }

  /// Sampled and exact response of an Erf-net's two- and four-point functions; p < 10⁻⁵ by chance in one of 10⁵. Its twin:
  /// the response to twice the potential is rejected.
  @Test
  void theResponseIsSampled() {
    NeuralField erf = NeuralField.erfNet(1).width(4);
    Deformation d = Deformation.of(deformed(erf, "alpha*sumW2^3 + sumW2", 0.2), PAIR, 4, 9);
    Reweighting w = reweighting(d, 60, 1500);
    FirstOrderResponse exact = FirstOrderResponse.of(erf, d.potential(), PAIR, 4);
    double[] near = new double[d.layout().size()];
    double[] far = new double[near.length];
    for (int order : new int[] {2, 4}) {
      for (int c = 0; c < d.layout().index(order).count(); c++) {
        int at = d.layout().offset(order) + c;
        double value = exact.full(d.layout().index(order).at(c));
        near[at] = w.response()[at] - value;
        far[at] = w.response()[at] - 2 * value;
      }
    }
    assertThat(StepDownPulls.of(near, w.jackknifeOfResponse()).pValue()).isGreaterThan(1e-5);
    assertThat(StepDownPulls.of(far, w.jackknifeOfResponse()).pValue()).isLessThan(1e-10);
  }

  @Test
  void whatIsNotPossibleIsSaid() {
    NeuralField cos = NeuralField.cosNet(1).width(3);
    assertThatThrownBy(() -> Deformation.of(cos, PAIR, 2, 1)).hasMessageContaining("deformed");
    Potential v = Potential.parse("sumV2", List.of());
    assertThatThrownBy(() -> FirstOrderResponse.of(cos, v, PAIR, 2))
        .hasMessageContaining("sumW2 alone");
    NeuralField student =
        new NeuralField(
            1,
            cos.hidden(),
            new Readout(1, Parameterisation.NTK, new StudentT(9, 0, 1), new Normal(0, 1)));
    assertThatThrownBy(() -> new DeformedEnergy(student, v, 1)).hasMessageContaining("reweighting");
  }
}
