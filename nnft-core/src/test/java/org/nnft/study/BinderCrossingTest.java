package org.nnft.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nnft.statistics.Estimate;

class BinderCrossingTest {

  private static BinderCrossing of(double... differences) {
    List<Estimate> estimates =
        Arrays.stream(differences).mapToObj(d -> new Estimate(d, 1)).toList();
    List<Double> couplings = IntStream.range(0, differences.length).mapToObj(k -> 4.0 + k).toList();
    return new BinderCrossing(8, 16, "λ", couplings, estimates);
  }

  @Test
  void betweenTwoCouplingsItIsTheZeroOfTheLine() {
    List<Estimate> crossings = of(-10, 30).crossings();
    assertThat(crossings).hasSize(1);
    assertThat(crossings.getFirst().value()).isCloseTo(4.25, within(1e-12));
    // (1 − s)σ and sσ over the slope 40.
    assertThat(crossings.getFirst().error()).isCloseTo(Math.hypot(0.75, 0.25) / 40, within(1e-12));
  }

  /// A coupling on the crossing itself belongs to it.
  @Test
  void aCouplingOnTheCrossingDoesNotHideIt() {
    BinderCrossing crossing = of(-10, 0.5, 10);
    assertThat(crossing.crossings()).hasSize(1);
    // The line from (4, −10) to (5, ½).
    assertThat(crossing.crossings().getFirst().value()).isCloseTo(4 + 10 / 10.5, within(1e-12));
    assertThat(crossing.sentences().getFirst()).contains("cross at λ = ");
  }

  @Test
  void saysWhyThereIsNone() {
    assertThat(of(10, 20, 5).sentences().getFirst()).contains("do not cross in this range of λ");
    assertThat(of(10, 20, 0.3).sentences().getFirst())
        .contains("cannot be told apart at λ = 6")
        .contains("raise sampling.networks");
  }
}
