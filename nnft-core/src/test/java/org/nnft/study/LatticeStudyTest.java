package org.nnft.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.nnft.lattice.Phi4;

class LatticeStudyTest {

  private static Subject subject(long networks) {
    return new Subject(
        List.of(),
        Optional.empty(),
        new Sampling(
            networks,
            3,
            Optional.empty(),
            Sampling.standard().precision(),
            Sampling.standard().draw(),
            OptionalDouble.empty(),
            networks));
  }

  private static LatticeStudy ring() {
    return new LatticeStudy(
        new CouplingLine(
            List.of(Phi4.continuum(1, 1, 1), Phi4.continuum(1, 1, 6)), List.of(1.0, 6.0), "λ"),
        List.of(8),
        true);
  }

  /// 10 pulls and 2 of e^(−ΔH): any beyond 4.5 has probability 10⁻⁴.
  @Test
  void agreesWithTheTransferMatrix() {
    Findings findings = ring().findings(subject(40_000), Workbench.inMemory(2));
    assertThat(findings.outcome()).as(findings.sentences().toString()).isEqualTo(Outcome.AGREES);
    assertThat(findings.sentences().getFirst())
        .startsWith("The simulation agrees with the transfer matrix: of 10 observables");
    assertThat(findings.exhibits().stream().filter(Figure.class::isInstance)).hasSize(3);
    assertThat(findings.warnings()).isEmpty();
  }

  @Test
  void threadsDoNotChangeTheBits() {
    Findings one = ring().findings(subject(4096), Workbench.inMemory(1));
    Findings two = ring().findings(subject(4096), Workbench.inMemory(2));
    assertThat(two.arrays().getFirst().values()).isEqualTo(one.arrays().getFirst().values());
  }

  /// φ⁴ on the line of 1904.12072 orders between λ = 3.4 and λ = 5.4: the Binder cumulants of two sizes cross.
  @Test
  void binderCumulantsCross() {
    LatticeStudy study =
        new LatticeStudy(
            new CouplingLine(
                List.of(Phi4.flow(2, -4, 3.4), Phi4.flow(2, -4, 5.4)), List.of(3.4, 5.4), "λ"),
            List.of(4, 8),
            true);
    Findings findings = study.findings(subject(20_000), Workbench.inMemory(2));
    assertThat(findings.sentences()).anyMatch(s -> s.contains("L = 4 and 8 cross at λ = "));
  }
}
