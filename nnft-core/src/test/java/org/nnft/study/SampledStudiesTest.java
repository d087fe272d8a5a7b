package org.nnft.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nnft.ensemble.Draw;
import org.nnft.ensemble.Ensemble;
import org.nnft.ensemble.Precision;
import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;
import org.nnft.network.Parameterisation;
import org.nnft.network.Readout;
import org.nnft.symmetry.GroupFamily;
import org.nnft.symmetry.SymmetryTest;

/// Outputs that were made elsewhere, known at a grid of points alone, go through studies of symmetry, locality, axioms and
/// sources.
class SampledStudiesTest {
  private static final double[] GRID =
      IntStream.rangeClosed(-4, 4).mapToDouble(k -> 0.25 * k).toArray();
  private static final PointSet LINE = PointSet.line(GRID);

  private static Subject samples(NeuralField field, PointSet points, boolean theory) {
    var outputs = Ensemble.of(field).networks(8_192).seed(3).samples(points);
    return new Subject(
        List.of(
            new StudiedEnsemble(
                "f.npy",
                theory ? Optional.of(field) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new StudiedEnsemble.Given(outputs, true)))),
        Optional.of(points),
        new Sampling(
            8_192,
            3,
            Optional.empty(),
            Precision.DOUBLE,
            Draw.WEIGHTS,
            OptionalDouble.empty(),
            8_192));
  }

  private static Subject drawn(NeuralField field, PointSet points) {
    return new Subject(
        List.of(
            new StudiedEnsemble("drawn", Optional.of(field), Optional.empty(), Optional.empty())),
        Optional.of(points),
        new Sampling(
            8_192,
            3,
            Optional.empty(),
            Precision.DOUBLE,
            Draw.WEIGHTS,
            OptionalDouble.empty(),
            8_192));
  }

  private static double[] array(Findings findings, String name) {
    return findings.arrays().stream()
        .filter(a -> a.name().equals(name))
        .findFirst()
        .orElseThrow()
        .values();
  }

  private static SymmetryStudy symmetries(SymmetryStudy.Asked... groups) {
    return new SymmetryStudy(
        List.of(groups), new SymmetryTest.Settings(List.of(2, 4), 8, 8), true, false);
  }

  private static SymmetryStudy.Asked onInputs(GroupFamily family) {
    return new SymmetryStudy.Asked(family, true, 0, 0);
  }

  /// Translations and reflections from grid point to grid point: a Cos-net keeps both, an Erf-net only the reflection. p < 10⁻³
  /// by chance once in 1000.
  @Test
  void inputsMoveFromPointToPoint() {
    SymmetryStudy study = symmetries(onInputs(GroupFamily.TRANSLATIONS), onInputs(GroupFamily.O));
    double[] cos =
        array(
            study.findings(
                samples(NeuralField.cosNet(1).width(4), LINE, false), Workbench.inMemory(1)),
            "p_values");
    assertThat(cos[0]).isGreaterThan(1e-3);
    assertThat(cos[1]).isGreaterThan(1e-3);
    double[] erf =
        array(
            study.findings(
                samples(NeuralField.erfNet(1).width(4), LINE, false), Workbench.inMemory(1)),
            "p_values");
    assertThat(erf[0]).isLessThan(1e-10);
    assertThat(erf[1]).isGreaterThan(1e-3);
  }

  /// What derivation knows is held against samples whose network is named; without a name nothing is derived.
  @Test
  void derivationNeedsTheNetwork() {
    NeuralField field =
        new NeuralField(
            1,
            NeuralField.erfNet(1).width(4).hidden(),
            new Readout(
                2,
                Parameterisation.STANDARD,
                NeuralField.erfNet(1).readout().weights(),
                NeuralField.erfNet(1).readout().bias()));
    SymmetryStudy.Asked rotations = new SymmetryStudy.Asked(GroupFamily.SO, false, 0, 0);
    PointSet points = PointSet.line(-0.5, 1);
    Findings named =
        symmetries(rotations).findings(samples(field, points, true), Workbench.inMemory(1));
    assertThat(named.sentences().getFirst()).contains("exact by derivation");
    Findings unnamed =
        symmetries(rotations).findings(samples(field, points, false), Workbench.inMemory(1));
    assertThat(unnamed.sentences().getFirst()).contains("not derived, not seen broken");
    assertThat(unnamed.exhibits().toString()).contains("network that made the samples");
  }

  @Test
  void whatCannotBeMovedIsSaid() {
    PointSet odd = PointSet.line(0.1, 0.25, 0.7);
    assertThatThrownBy(
            () ->
                symmetries(onInputs(GroupFamily.O))
                    .findings(
                        samples(NeuralField.cosNet(1).width(4), odd, false), Workbench.inMemory(1)))
        .hasMessageContaining("grid");
  }

  /// The same networks, drawn and tabulated, have the same correlators at the same distances, bit for bit; a distance
  /// between grid points is refused.
  @Test
  void groupsArePulledApartOnTheGrid() {
    NeuralField field = NeuralField.cosNet(1).width(2);
    LocalityStudy study =
        new LocalityStudy(List.of(List.of(1, 1), List.of(1, 1)), List.of(), 0.25, 2, 8, true, true);
    Findings tabulated = study.findings(samples(field, LINE, false), Workbench.inMemory(1));
    Findings drawn = study.findings(drawn(field, LINE), Workbench.inMemory(1));
    assertThat(array(tabulated, "sampled_1")).containsExactly(array(drawn, "sampled_1"));
    assertThat(tabulated.sentences().toString())
        .contains("14 ways to split", "at R = 2", "beyond the samples' points");
    LocalityStudy between =
        new LocalityStudy(List.of(List.of(1), List.of(1)), List.of(), 0.3, 2, 8, false, true);
    assertThatThrownBy(() -> between.findings(samples(field, LINE, false), Workbench.inMemory(1)))
        .hasMessageContaining("the samples tell nothing at the point");
  }

  /// The Gaussian kernel of a Cos-net violates reflection positivity, the translations of an Erf-net covariance; points without a mirror image
  /// are refused.
  @Test
  void axiomsOnTheGrid() {
    AxiomsStudy study = new AxiomsStudy(1, 1, 1, true);
    Findings cos =
        study.findings(samples(NeuralField.cosNet(1).width(3), LINE, false), Workbench.inMemory(1));
    assertThat(cos.sentences().getFirst())
        .contains("violated: reflection positivity")
        .doesNotContain("Euclidean covariance (");
    Findings erf =
        study.findings(samples(NeuralField.erfNet(1).width(3), LINE, false), Workbench.inMemory(1));
    assertThat(erf.sentences().getFirst()).contains("violated: Euclidean covariance");
    assertThatThrownBy(
            () ->
                study.findings(
                    samples(NeuralField.cosNet(1).width(3), PointSet.line(0.5, 1), false),
                    Workbench.inMemory(1)))
        .hasMessageContaining("mirror images");
  }

  /// W of samples alone, and of two outputs of which the exact correlators are known: derivatives at 0 against them. The
  /// wrong network is seen.
  @Test
  void sourcesWithoutAnExactCurve() {
    GeneratingFunctionalStudy study = new GeneratingFunctionalStudy(List.of(), 1, 4);
    NeuralField cos = NeuralField.cosNet(1).width(4);
    Findings alone =
        study.findings(samples(cos, PointSet.line(0, 0.5), false), Workbench.inMemory(1));
    assertThat(alone.outcome()).isEqualTo(Outcome.OPEN);
    double[] w = array(alone, "w_sampled_1");
    // W = t²σ²/2 + …, the largest source has σt = 1.
    assertThat(w[12 + 11]).isCloseTo(0.5, within(0.1));
    NeuralField two =
        new NeuralField(
            1,
            NeuralField.erfNet(1).width(4).hidden(),
            new Readout(
                2,
                Parameterisation.STANDARD,
                NeuralField.erfNet(1).readout().weights(),
                NeuralField.erfNet(1).readout().bias()));
    Findings known = study.findings(drawn(two, PointSet.line(-1, 0.5)), Workbench.inMemory(1));
    assertThat(known.outcome()).isEqualTo(Outcome.AGREES);
    assertThat(known.warnings().toString()).contains("W is sampled alone");
  }
}
