package org.nnft.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnft.field.MomentumCutoff;
import org.nnft.simulation.LeadingWidthBias.Coefficients;
import org.nnft.statistics.Estimate;

/// The exact coefficient of 1/N of an interacting theory in one dimension.
class LeadingWidthBiasTest {

  private static EuclideanAction action(double lambda, double box, int cells) {
    return new EuclideanAction(
        List.of(1.0),
        ScalarPotential.parse("lambda/4! phi^4", List.of("phi"), Map.of("lambda", lambda)),
        new InteractionGrid(1, box, cells),
        MomentumCutoff.NONE,
        1);
  }

  private static Coefficients bias(EuclideanAction action, boolean gaussian) {
    return LeadingWidthBias.of(action, action.networks(0, gaussian, 7)).orElseThrow();
  }

  /// At weak coupling it is the 1/N of the diagrams of first and second order.
  @ParameterizedTest
  @CsvSource({"false", "true"})
  void weakCouplingIsThatOfDiagrams(boolean gaussian) {
    EuclideanAction unit = action(1, 3, 12);
    int centre = unit.grid().onAxis(0);
    DiagramExpansion diagrams =
        GridDiagrams.of(unit.networks(0, gaussian, 7), 2).at(centre, centre);
    double h = 1e-3;
    double[] at = new double[4];
    for (int k = 0; k < at.length; k++) {
      at[k] = bias(action((k + 1) * h, 3, 12), gaussian).square();
    }
    // b = c₁λ + c₂λ² + …, b(0) = 0: differences of fourth order.
    double first = (48 * at[0] - 36 * at[1] + 16 * at[2] - 3 * at[3]) / (12 * h);
    double second = (-104 * at[0] + 114 * at[1] - 56 * at[2] + 11 * at[3]) / (24 * h * h);
    assertThat(first).isCloseTo(diagrams.polynomial(1)[1], within(1e-8 * Math.abs(first)));
    assertThat(second).isCloseTo(diagrams.polynomial(2)[1], within(1e-3 * Math.abs(second)));
  }

  /// Made with other software, by finite differences in the size of one wave, over momenta wrapped onto the circle of the grid.
  @ParameterizedTest
  @CsvSource({
    "6, 3, 12, false, 0.0587285854, 0.0462917458, 1e-5",
    "24, 8, 80, false, -0.0938855541, -0.168521731, 1e-4",
    "6, 8, 80, true, -0.6919390067, -1.3290345180, 1e-4"
  })
  void strongCoupling(
      double lambda,
      double box,
      int cells,
      boolean gaussian,
      double square,
      double fourth,
      double relative) {
    Coefficients b = bias(action(lambda, box, cells), gaussian);
    assertThat(b.square()).isCloseTo(square, within(relative * Math.abs(square)));
    assertThat(b.fourth()).isCloseTo(fourth, within(relative * Math.abs(fourth)));
  }

  /// Networks of N = 64 at λ = 6 with normal amplitudes, whose bias is large: with b/N they meet the exact theory within
  /// four errors (a false alarm in 16,000 runs), without it or with its sign turned they do not.
  @Test
  void sampledNetworksShowIt() {
    EuclideanAction action = action(6, 4, 16);
    Reweighting reweighting =
        new Reweighting(new FieldObservables(action.networks(0, true, 64), 0), 200_000, 3);
    Estimate measured =
        reweighting
            .result(
                IntStream.range(0, reweighting.blocks())
                    .mapToObj(reweighting::block)
                    .toArray(double[][]::new))
            .observables()
            .getFirst();
    double limit =
        new VacuumTransferOperator(action.grid(), action.masses(), action.potential())
            .observables(0)
            .getFirst();
    double known = bias(action, true).square() / 64;
    assertThat(Math.abs(measured.pull(limit + known))).isLessThan(4);
    assertThat(Math.abs(measured.pull(limit))).isGreaterThan(5);
    assertThat(Math.abs(measured.pull(limit - known))).isGreaterThan(10);
  }

  /// Free: ⟨φ²⟩ has no bias, and N G_c⁽⁴⁾(0,0,0,0) is E[η⁴] − 3K², K = ½: −3/8 for waves of one size, 3/2·(3/2) − 3/4 = 3/8 for
  /// normal amplitudes.
  @ParameterizedTest
  @CsvSource({"false, -0.375", "true, 0.375"})
  void freeNetworks(boolean gaussian, double expected) {
    Coefficients free = bias(action(1e-12, 2, 8), gaussian);
    assertThat(free.square()).isCloseTo(0, within(1e-10));
    assertThat(free.fourth()).isCloseTo(expected, within(1e-9));
  }
}
