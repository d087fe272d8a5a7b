package org.nnft.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nnft.ensemble.Ensemble;
import org.nnft.ensemble.Measurement;
import org.nnft.field.PointSet;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity.Normal;
import org.nnft.network.NeuralField;
import org.nnft.network.Readout;
import org.nnft.study.Sampling;
import org.nnft.study.Study;
import org.nnft.study.Theory;

class VerdictTest {
  private static final PointSet POINTS = PointSet.line(-1, -0.6, -0.2, 0.2, 0.6, 1);
  private static final Study.Correlators ORDERS = new Study.Correlators(List.of(2, 4, 6), true);

  /// Drawn once for all tests.
  private static final Map<NeuralField, Measurement> MEASURED = new LinkedHashMap<>();

  @BeforeAll
  static void draw() {
    for (int width : new int[] {3, 4, 5, 6, 8, 10, 14, 20}) {
      NeuralField field = NeuralField.erfNet(1).width(width);
      MEASURED.put(
          field, Ensemble.of(field).networks(100_000).seed(12).highestOrder(6).run(POINTS));
    }
  }

  /// The measured networks against a theory with another scale of biases.
  private static Result result(double biasScale) {
    List<MemberResult> members = new ArrayList<>();
    Theory theory = Theory.of(withBias(NeuralField.erfNet(1), biasScale), POINTS, 6);
    MEASURED.forEach(
        (field, measured) ->
            members.add(
                MemberResult.of(
                    Optional.of(field),
                    measured,
                    Optional.of(theory.at(withBias(field, biasScale))),
                    Optional.of(ORDERS))));
    Experiment experiment =
        new Experiment(
            "test",
            "",
            new FieldSource.Networks(List.of(NeuralField.erfNet(1)), POINTS),
            Sampling.standard(),
            List.of(ORDERS),
            Optional.empty());
    return Result.of(experiment, RunId.of("test"), members, List.of());
  }

  /// σ_b of the hidden layer and of the output.
  private static NeuralField withBias(NeuralField field, double σb) {
    HiddenLayer h = field.hidden().getFirst();
    Readout r = field.readout();
    Normal bias = new Normal(0, σb);
    return new NeuralField(
        field.inputs(),
        List.of(
            new HiddenLayer(h.width(), h.activation(), h.parameterisation(), h.weights(), bias)),
        new Readout(r.outputs(), r.parameterisation(), r.weights(), bias));
  }

  /// More than 500 independent components are N(0, 1): Kolmogorov–Smirnov and χ², each with a
  /// false-positive rate of 10⁻³.
  @Test
  void pullsAgainstExactTheoryAreStandardNormal() {
    Verdict verdict = result(1).verdict();
    assertThat(verdict.agreement().degreesOfFreedom()).isGreaterThan(500);
    assertThat(verdict.agreement().kolmogorovSmirnovPValue()).isGreaterThan(1e-3);
    assertThat(verdict.agreement().pValue()).isGreaterThan(1e-3);
    assertThat(verdict.agrees()).isTrue();
  }

  /// The negative twin: a kernel whose σ_b is wrong by 2 % is rejected at more than 5σ, p < 2.9e-7.
  @Test
  void aSlightlyWrongKernelIsRejected() {
    Verdict verdict = result(1.02).verdict();
    assertThat(verdict.agreement().pValue()).isLessThan(2.9e-7);
    assertThat(verdict.agrees()).isFalse();
    assertThat(verdict.sentences()).anyMatch(s -> s.contains("DISAGREE"));
  }

  /// G_c⁽⁴⁾ ∝ 1/N and G_c⁽⁶⁾ ∝ 1/N² exactly: pulls of the exponents, P(|z| > 5) ≈ 6e-7 each.
  @Test
  void fallOffsHaveTheirExponents() {
    Result result = result(1);
    for (FallOff fallOff : result.fallOffs()) {
      if (fallOff.connected() && fallOff.order() > 2) {
        var exponent = fallOff.powerLaw().orElseThrow().parameters().get(1);
        assertThat(exponent.pull(fallOff.order() / 2 - 1)).isBetween(-5.0, 5.0);
        assertThat(Math.abs(exponent.pull(fallOff.order() / 2.0 - 0.5))).isGreaterThan(5);
      }
    }
    assertThat(result.fallOffs()).hasSize(6);
  }

  /// A theory at another width keeps the moments and is that width's theory.
  @Test
  void theoryOfAnotherWidth() {
    Theory five = Theory.of(NeuralField.erfNet(1).width(5), POINTS, 4);
    Theory fifty = five.at(NeuralField.erfNet(1).width(50));
    double ratio =
        five.exact().orElseThrow().connected(0, 1, 2, 3)
            / fifty.exact().orElseThrow().connected(0, 1, 2, 3);
    assertThat(ratio).isCloseTo(10, org.assertj.core.api.Assertions.within(1e-9));
  }

  /// At 1024 blocks of 20 log-normal neurons, single networks carry the error bars.
  @Test
  void heavyTailsAreSaidAndDoNotCount() {
    NeuralField field = NeuralField.gaussNet(1).width(2);
    PointSet points = PointSet.line(0, 0.5);
    Measurement measured = Ensemble.of(field).networks(20_000).highestOrder(4).run(points);
    MemberResult member =
        MemberResult.of(
            Optional.of(field),
            measured,
            Optional.of(Theory.of(field, points, 4)),
            Optional.of(new Study.Correlators(List.of(4), true)));
    assertThat(member.correlator(4, true).orElseThrow().heavyTailed()).isTrue();
    assertThat(member.tested()).isEmpty();
    Verdict verdict =
        Verdict.of(List.of(member), List.of(), List.of(), List.of(), Sampling.standard());
    assertThat(verdict.sentences().getFirst())
        .contains("Exact theory is known, but no correlator is sharp enough");
    assertThat(verdict.warnings()).anyMatch(w -> w.contains("Heavy tails in G4c (N = 2)"));
  }
}
