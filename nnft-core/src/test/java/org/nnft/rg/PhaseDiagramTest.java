package org.nnft.rg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnft.network.Activation;
import org.nnft.rg.PhaseDiagram.Phase;

class PhaseDiagramTest {

  /// Fixed points by mpmath's root finder.
  @ParameterizedTest
  @CsvSource({
    "tanh, 0.1, 1.3, 0.4198146821631948, 0.47702178767505, 0.81246414111622",
    "tanh, 0.05, 3, 1.428008462196472, 0.382820196576294, 1.20893442406112",
    "gelu, 0.2, 1.5, 0.45302064355759, 0.661012025044139, 0.599617983911566"
  })
  void fixedPointsAreThoseOfARootFinder(
      String name, double cb, double cw, double k, double parallel, double perpendicular) {
    Activation σ = name.equals("tanh") ? new Activation.Tanh() : new Activation.Gelu();
    PhaseDiagram.Cell cell = cell(σ, cb, cw);
    assertThat(cell.fixedKernel()).isCloseTo(k, within(1e-12));
    assertThat(cell.susceptibility().parallel()).isCloseTo(parallel, within(1e-12));
    assertThat(cell.susceptibility().perpendicular()).isCloseTo(perpendicular, within(1e-12));
  }

  /// ReLU: K* = C_b/(1 − C_W/2) below C_W = 2, none above.
  @Test
  void reluRunsAwayAboveTwo() {
    PhaseDiagram diagram =
        PhaseDiagram.of(
            new Activation.Relu(), new double[] {0, 0.3}, new double[] {1.5, 2, 2.5}, 1);
    assertThat(diagram.cells())
        .extracting(PhaseDiagram.Cell::phase)
        .containsExactly(
            Phase.ORDERED,
            Phase.CRITICAL,
            Phase.RUNAWAY,
            Phase.ORDERED,
            Phase.RUNAWAY,
            Phase.RUNAWAY);
    assertThat(diagram.cells().get(3).fixedKernel()).isCloseTo(1.2, within(1e-12));
    assertThat(diagram.cells().get(0).fixedKernel()).isZero();
    assertThat(diagram.cells().get(1).fixedKernel()).isEqualTo(1);
  }

  /// tanh: without biases the transition is at C_W = 1; biases move it up.
  @Test
  void tanhIsOrderedBelowAndChaoticAbove() {
    assertThat(cell(new Activation.Tanh(), 0, 0.9).phase()).isEqualTo(Phase.ORDERED);
    assertThat(cell(new Activation.Tanh(), 0, 1).phase()).isEqualTo(Phase.CRITICAL);
    assertThat(cell(new Activation.Tanh(), 0, 1.1).phase()).isEqualTo(Phase.CHAOTIC);
    assertThat(cell(new Activation.Tanh(), 0.1, 1.1).phase()).isEqualTo(Phase.ORDERED);
  }

  @Test
  void jumpsAreChaoticEverywhere() {
    assertThat(cell(new Activation.Sign(), 0.1, 0.5).phase()).isEqualTo(Phase.CHAOTIC);
    assertThat(cell(new Activation.Sign(), 0.1, 0.5).fixedKernel()).isCloseTo(0.6, within(1e-15));
  }

  private static PhaseDiagram.Cell cell(Activation σ, double cb, double cw) {
    return PhaseDiagram.of(σ, new double[] {cb}, new double[] {cw}, 1).cells().getFirst();
  }
}
