package org.nnft.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.nnft.ensemble.Draw;
import org.nnft.ensemble.Precision;
import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;

class EffectivePotentialStudyTest {

  /// Γ⁽⁴⁾ at one point is −κ₄/κ₂⁴ = −2 for a Cos-net of N = 3 (κ₂ = ½, κ₄ = 3/8N). Between two points 3 + 5 + 7 components, whose sum agrees with the Legendre
  /// transform.
  @Test
  void verticesBetweenPoints() {
    NeuralField field = NeuralField.cosNet(1).width(3);
    Subject subject =
        new Subject(
            List.of(
                new StudiedEnsemble(
                    "N = 3", Optional.of(field), Optional.empty(), Optional.empty())),
            Optional.of(PointSet.line(0, 0.7)),
            new Sampling(
                1000,
                1,
                Optional.empty(),
                Precision.DOUBLE,
                Draw.WEIGHTS,
                OptionalDouble.empty(),
                1000));
    Findings found =
        new EffectivePotentialStudy(1, 1, true).findings(subject, Workbench.inMemory(1));
    assertThat(found.outcome()).isEqualTo(Outcome.AGREES);
    List<double[]> vertices =
        found.arrays().stream()
            .filter(a -> a.name().startsWith("vertices"))
            .map(NamedArray::values)
            .toList();
    assertThat(vertices).extracting(v -> v.length).containsExactly(3, 5, 7);
    // Γ⁽²⁾ is the inverse of ½(1, e^(−0.245); …).
    double off = Math.exp(-0.245);
    assertThat(vertices.getFirst()[0]).isCloseTo(2 / (1 - off * off), within(1e-9));
    assertThat(found.sentences().toString()).contains("between 2 points", "Γ⁽⁴⁾ = -2.00000");
  }
}
