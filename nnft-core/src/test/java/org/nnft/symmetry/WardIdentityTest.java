package org.nnft.symmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nnft.field.PointSet;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.IndependentDensity.Constant;
import org.nnft.network.IndependentDensity.Laplace;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.IndependentDensity.StudentT;
import org.nnft.network.IndependentDensity.Uniform;
import org.nnft.network.NeuralField;
import org.nnft.network.ParameterDensity;
import org.nnft.network.Parameterisation;
import org.nnft.network.Readout;
import org.nnft.neuron.FiniteWidthCorrelators;

/// Each identity is held with p > 1e-3 at a fixed seed; 9 of them fail together by chance with 1 %.
class WardIdentityTest {
  private static final PointSet POINTS = PointSet.line(0, 0.5, 1.25);
  private static final List<Integer> EVEN = List.of(2, 4);

  private static NeuralField net(
      Activation g, ParameterDensity weights, IndependentDensity bias, IndependentDensity readout) {
    return new NeuralField(
        1,
        List.of(new HiddenLayer(6, g, Parameterisation.STANDARD, weights, bias)),
        new Readout(2, Parameterisation.STANDARD, readout, new Constant(0)));
  }

  private static WardIdentity.Result run(NeuralField field, ParameterFlow flow) {
    return WardIdentity.of(field, POINTS, flow, EVEN, 6, 64_000, 9).run();
  }

  private static void requireHolds(WardIdentity.Result result) {
    assertThat(result.pValue()).isGreaterThan(1e-3);
    assertThat(Math.abs(result.meanBreaking().pull(0))).isLessThan(5);
  }

  /// Cos-net, ξ = a ∂/∂a: ⟨(Σa²/σ² − N) Oₙ⟩ = n⟨Oₙ⟩, with the exact finite-width correlators on the left.
  @Test
  void scalingOfTheReadoutCountsFields() {
    NeuralField field = NeuralField.cosNet(1).width(6);
    WardIdentity.Result result = run(field, ParameterFlow.readoutScaling(field));
    requireHolds(result);
    assertThat(result.divergence()).isEqualTo(6);
    assertThat(result.breakingSize()).isCloseTo(Math.sqrt(12), within(0.05));
    FiniteWidthCorrelators exact = FiniteWidthCorrelators.of(field, POINTS, 4);
    for (WardIdentity.Side side : result.sides()) {
      double expected = side.order() * exact.full(tuple(side.observable()));
      assertThat(Math.abs(side.left().pull(expected))).as(side.observable()).isLessThan(4.5);
      assertThat(Math.abs(side.right().pull(expected))).as(side.observable()).isLessThan(4.5);
      // The control variate pays, and the Jacobian alone is not the answer.
      assertThat(side.right().error()).isLessThan(side.plain().error());
      assertThat(Math.abs(side.jacobian().pull(expected))).isGreaterThan(10);
      assertThat(side.score().value() + side.jacobian().value())
          .isCloseTo(side.right().value(), within(1e-12));
    }
  }

  /// The point numbers in ⟨f(x₁) f(x₃)⟩.
  private static int[] tuple(String observable) {
    return observable.chars().filter(c -> c >= '₀' && c <= '₉').map(c -> c - '₀' - 1).toArray();
  }

  @Test
  void holdsForEveryLawWithoutEdges() {
    for (IndependentDensity law :
        List.of(new Normal(0.2, 1), new Laplace(0, 1), new StudentT(9, 0, 1))) {
      NeuralField field = net(new Activation.Tanh(), law, new Normal(0, 1), law);
      requireHolds(run(field, ParameterFlow.readoutScaling(field)));
      requireHolds(run(field, ParameterFlow.inputScaling(field)));
    }
  }

  /// Kinks do not matter: the mean is smooth.
  @Test
  void holdsForKinkedUnitsAndShiftsOfMeans() {
    NeuralField field =
        net(new Activation.Relu(), new Normal(0, 1), new Normal(0, 1), new Normal(0, 1));
    requireHolds(run(field, ParameterFlow.inputMeanShift(field, 0)));
    requireHolds(run(field, ParameterFlow.phaseShift()));
  }

  /// A uniform phase: B = 0 in every network, and nothing moves on average. A normal one breaks it.
  @Test
  void translationsHaveAConservedCurrent() {
    WardIdentity.Result conserved = run(NeuralField.cosNet(1).width(6), ParameterFlow.phaseShift());
    requireHolds(conserved);
    assertThat(conserved.breakingSize()).isZero();
    NeuralField broken =
        net(new Activation.Cos(), new Normal(0, 1), new Normal(0.4, 0.5), new Normal(0, 1));
    WardIdentity.Result result = run(broken, ParameterFlow.phaseShift());
    requireHolds(result);
    assertThat(result.breakingSize()).isCloseTo(Math.sqrt(6) / 0.5, within(0.1));
    assertThat(result.sides()).anyMatch(side -> Math.abs(side.left().pull(0)) > 10);
  }

  /// Rotations of normal rows are a symmetry; of Laplace rows they are broken by the score alone.
  @Test
  void rotationsBreakByTheScoreAlone() {
    NeuralField normal =
        net(new Activation.Relu(), new Normal(0, 1), new Constant(0), new Normal(0, 1));
    WardIdentity.Result conserved = run(normal, ParameterFlow.outputRotation(normal, 0, 1));
    requireHolds(conserved);
    assertThat(conserved.breakingSize()).isLessThan(1e-12);
    NeuralField laplace =
        net(new Activation.Relu(), new Normal(0, 1), new Constant(0), new Laplace(0, 1));
    WardIdentity.Result broken = run(laplace, ParameterFlow.outputRotation(laplace, 0, 1));
    requireHolds(broken);
    assertThat(broken.divergence()).isZero();
    assertThat(broken.breakingSize()).isGreaterThan(1);
  }

  @Test
  void refusesFlowsAcrossAnEdge() {
    NeuralField field =
        net(new Activation.Relu(), new Uniform(0, 1), new Constant(0), new Normal(0, 1));
    assertThatThrownBy(() -> run(field, ParameterFlow.inputScaling(field)))
        .hasMessageContaining("moves the edge of the law")
        .hasMessageContaining("choose a flow along the edge");
    assertThatThrownBy(() -> run(field, ParameterFlow.phaseShift()))
        .hasMessageContaining("would move parameters that are not random");
  }
}
