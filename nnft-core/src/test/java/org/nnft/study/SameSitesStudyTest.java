package org.nnft.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.nnft.lattice.Phi4;

class SameSitesStudyTest {

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

  private static SameSitesStudy study(int... widths) {
    return new SameSitesStudy(
        new CouplingLine(
            List.of(Phi4.flow(2, -4, 8), Phi4.flow(2, -4, 12)), List.of(8.0, 12.0), "λ"),
        List.of(4),
        Arrays.stream(widths).boxed().toList(),
        true);
  }

  /// At most 8 extrapolations and the tests of equilibrium: any beyond 4.5 errors has probability below 10⁻³.
  @Test
  void networksBecomeTheLatticeField() {
    Findings findings = study(16, 32, 64).findings(subject(16_000), Workbench.inMemory(2));
    assertThat(findings.outcome()).as(findings.sentences().toString()).isEqualTo(Outcome.AGREES);
    assertThat(findings.sentences())
        .anyMatch(s -> s.startsWith("Networks become the lattice field for N → ∞"))
        .anyMatch(s -> s.contains("1 % on the mass takes networks"))
        .anyMatch(s -> s.startsWith("The zero mode"));
    assertThat(findings.exhibits().stream().filter(Figure.class::isInstance)).hasSize(3);
  }

  @Test
  void threadsDoNotChangeTheBits() {
    Findings one = study(4).findings(subject(4096), Workbench.inMemory(1));
    Findings two = study(4).findings(subject(4096), Workbench.inMemory(2));
    assertThat(two.arrays().getFirst().values()).isEqualTo(one.arrays().getFirst().values());
  }

  @Test
  void tooSmallALatticeIsRefused() {
    assertThatThrownBy(
            () ->
                new SameSitesStudy(
                    new CouplingLine(List.of(Phi4.flow(2, -4, 8)), List.of(8.0), "λ"),
                    List.of(3),
                    List.of(8),
                    true))
        .hasMessageContaining("at least 4 sites");
  }
}
