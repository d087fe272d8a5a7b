package org.nnft.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.nnft.ensemble.Deformation.Sampler;
import org.nnft.ensemble.Draw;
import org.nnft.ensemble.Precision;
import org.nnft.field.PointSet;
import org.nnft.network.JointDensity.Deformed;
import org.nnft.network.NeuralField;
import org.nnft.network.Potential;
import org.nnft.statistics.Estimate;

/// Deformed ensembles as an experiment asks for them, on V = α(ΣW²)²/N² where everything is a one-dimensional integral
/// over S = ΣW² (mpmath).
class DeformedStudiesTest {
  private static final PointSet PAIR = PointSet.line(0, 0.8);

  private static Subject subject(double... alphas) {
    List<StudiedEnsemble> ensembles =
        Arrays.stream(alphas)
            .mapToObj(
                α ->
                    new StudiedEnsemble(
                        "alpha = " + α,
                        Optional.of(
                            NeuralField.cosNet(1)
                                .width(3)
                                .correlated(
                                    new Deformed(
                                        Potential.parse(
                                            "alpha*sumW2^2/N^2",
                                            List.of(new Potential.Parameter("alpha", α)))))),
                        Optional.empty(),
                        Optional.empty()))
            .toList();
    return new Subject(
        ensembles,
        Optional.of(PAIR),
        new Sampling(
            60_000,
            5,
            Optional.empty(),
            Precision.DOUBLE,
            Draw.WEIGHTS,
            OptionalDouble.empty(),
            60_000));
  }

  private static double[] array(Findings findings, String name) {
    return findings.arrays().stream()
        .filter(a -> a.name().equals(name))
        .findFirst()
        .orElseThrow()
        .values();
  }

  /// ln(Z_V/Z₀) = −0.677452251276 for α = 1, N = 3. Both within 5 errors: 10⁻⁶.
  @Test
  void thePartitionFunction() {
    Findings found =
        new PartitionFunctionStudy(new DeformedSampling(Sampler.HAMILTONIAN, 4, 800))
            .findings(subject(1), Workbench.inMemory(2));
    double[] values = array(found, "log_partition_function");
    for (int way = 0; way < 2; way++) {
      Estimate logarithm = new Estimate(values[2 * way], values[2 * way + 1]);
      assertThat(Math.abs(logarithm.pull(-0.677452251276))).isLessThan(5);
      assertThat(logarithm.error()).isLessThan(0.02);
    }
    assertThat(found.outcome()).isEqualTo(Outcome.AGREES);
    assertThat(found.sentences().getFirst()).contains("allowed 4", "would have been seen");
  }

  /// 2G⁽²⁾(0.8) = 0.849898025459371 for α = 1; its first order is 0.483324799076249 α (PHYSICS §4.4), its parent
  /// e^(−0.32). Both ways within 5 errors: 10⁻⁶.
  @Test
  void itsCorrelators() {
    Findings found =
        new DeformedCorrelatorsStudy(
                new DeformedSampling(Sampler.CRANK_NICOLSON, 4, 8000), List.of(2, 4))
            .findings(subject(1), Workbench.inMemory(2));
    double[] connected = array(found, "connected_1");
    // Components (1,1), (1,2), (2,2) of order 2; six numbers each.
    for (int way = 0; way < 2; way++) {
      Estimate pair = new Estimate(connected[6 + 2 * way], connected[7 + 2 * way]);
      assertThat(Math.abs(pair.pull(0.849898025459371 / 2))).isLessThan(5);
    }
    double parent = Math.exp(-0.32) / 2;
    assertThat(connected[10]).isCloseTo(parent, within(1e-12));
    assertThat(connected[11]).isCloseTo(parent + 0.483324799076249 / 2, within(1e-9));
    assertThat(found.outcome()).isEqualTo(Outcome.AGREES);
  }

  /// At α = 10⁷ no free draw has weight: that is said, and nothing is compared.
  @Test
  void aCollapseIsNoAgreement() {
    DeformedSampling sampling = new DeformedSampling(Sampler.HAMILTONIAN, 2, 400);
    Findings found =
        new PartitionFunctionStudy(sampling).findings(subject(1e7), Workbench.inMemory(2));
    assertThat(found.outcome()).isEqualTo(Outcome.OPEN);
    assertThat(found.warnings().toString()).contains("collapses");
    Findings correlators =
        new DeformedCorrelatorsStudy(sampling, List.of(2))
            .findings(subject(1e7), Workbench.inMemory(2));
    assertThat(correlators.sentences().getFirst()).contains("cannot be compared");
  }

  @Test
  void oddOrdersAreRefused() {
    DeformedSampling sampling = new DeformedSampling(Sampler.HAMILTONIAN, 2, 400);
    assertThatThrownBy(
            () ->
                new DeformedCorrelatorsStudy(sampling, List.of(3))
                    .findings(subject(1), Workbench.inMemory(1)))
        .hasMessageContaining("ask for an even order");
  }
}
