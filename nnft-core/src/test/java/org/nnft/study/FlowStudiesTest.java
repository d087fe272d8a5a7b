package org.nnft.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.nnft.eft.Coupling;
import org.nnft.ensemble.Draw;
import org.nnft.ensemble.Ensemble;
import org.nnft.ensemble.Precision;
import org.nnft.field.PointSet;
import org.nnft.network.Activation;
import org.nnft.network.HiddenLayer;
import org.nnft.network.IndependentDensity;
import org.nnft.network.NeuralField;
import org.nnft.network.Parameterisation;
import org.nnft.network.Readout;
import org.nnft.rg.Cutoffs;
import org.nnft.rg.LocalPotential;
import org.nnft.rg.Regulator;

/// Couplings, flows and actions as an experiment asks for them.
class FlowStudiesTest {
  private static final PointSet LINE = PointSet.line(0.2, 0.4, 0.6, 0.8, 1, 1.2);
  private static final Workbench BENCH = Workbench.inMemory(2);

  private static StudiedEnsemble known(NeuralField field, PointSet points) {
    return new StudiedEnsemble(
        "N = " + field.width(),
        Optional.of(field),
        Optional.empty(),
        Optional.of(Theory.of(field, points, 2)));
  }

  private static StudiedEnsemble sampled(
      NeuralField field, NeuralField drawn, PointSet points, int order) {
    return new StudiedEnsemble(
        "N = " + field.width(),
        Optional.of(field),
        Optional.of(
            Ensemble.of(drawn).networks(50_000).seed(3).highestOrder(order).threads(2).run(points)),
        Optional.of(Theory.of(field, points, 2)));
  }

  private static Subject subject(PointSet points, StudiedEnsemble... ensembles) {
    return new Subject(
        List.of(ensembles),
        Optional.of(points),
        new Sampling(
            20_000,
            7,
            Optional.empty(),
            Precision.DOUBLE,
            Draw.WEIGHTS,
            OptionalDouble.empty(),
            20_000));
  }

  private static Subject nothing() {
    return nothing(20_000);
  }

  private static Subject nothing(long networks) {
    return new Subject(
        List.of(),
        Optional.empty(),
        new Sampling(
            networks,
            7,
            Optional.empty(),
            Precision.DOUBLE,
            Draw.WEIGHTS,
            OptionalDouble.empty(),
            networks));
  }

  private static CouplingsStudy couplings(boolean sampled, List<Coupling> fit) {
    return new CouplingsStudy(100, List.of(fit), 1, true, true, sampled, 0.01);
  }

  private static double[] array(Findings findings, String name) {
    return findings.arrays().stream()
        .filter(a -> a.name().equals(name))
        .findFirst()
        .orElseThrow()
        .values();
  }

  /// λ = −12.5/(20·100⁵) and the 6-point function to 0.94086022, and three couplings that cannot be told apart.
  @Test
  void couplingsOfTheReluNet() {
    NeuralField field = NeuralField.reluNet(1).width(20);
    List<Coupling> three =
        List.of(Coupling.QUARTIC, Coupling.QUARTIC_CURVATURE, Coupling.QUARTIC_NONLOCAL);
    Findings findings = couplings(false, three).findings(subject(LINE, known(field, LINE)), BENCH);
    assertThat(findings.outcome()).isEqualTo(Outcome.OPEN);
    assertThat(findings.sentences())
        .anyMatch(s -> s.contains("λ = -6.25000e-11") && s.contains("a constant coupling"))
        .anyMatch(s -> s.contains("0.5376") && s.contains("0.9409"));
    assertThat(findings.warnings()).hasSize(2).allMatch(w -> w.contains("cannot be told apart"));
    for (double λ : array(findings, "lambda_1_exact")) {
      assertThat(λ).isCloseTo(-6.25e-11, Percentage.withPercentage(1e-8));
    }
  }

  /// The sample of another width is found out; P(|z| > 4.5) = 7e-6 for the right one.
  @Test
  void sampledCouplingsAreHeldAgainstExactOnes() {
    NeuralField field = NeuralField.erfNet(1).width(3);
    PointSet points = PointSet.line(0.3, 0.9);
    CouplingsStudy study =
        new CouplingsStudy(3, List.of(List.of(Coupling.QUARTIC)), 0.8, false, false, true, 0.01);
    Findings right = study.findings(subject(points, sampled(field, field, points, 4)), BENCH);
    assertThat(right.outcome()).isEqualTo(Outcome.AGREES);
    Findings wrong =
        study.findings(subject(points, sampled(field, field.width(6), points, 4)), BENCH);
    assertThat(wrong.outcome()).isEqualTo(Outcome.DISAGREES);
  }

  @Test
  void couplingsThatMakeNoSenseAreRefused() {
    NeuralField field = NeuralField.reluNet(1).width(20);
    assertThatThrownBy(
            () ->
                couplings(false, List.of(Coupling.CUBIC))
                    .findings(subject(LINE, known(field, LINE)), BENCH))
        .hasMessageContaining("g vanish identically")
        .hasMessageContaining("give the output weights a mean");
    assertThatThrownBy(() -> couplings(false, List.of(Coupling.QUARTIC, Coupling.CUBIC)))
        .hasMessageContaining("odd and even couplings do not mix");
    assertThatThrownBy(
            () -> new CouplingsStudy(0, List.of(List.of(Coupling.QUARTIC)), 1, true, true, true, 1))
        .hasMessageContaining("cutoff must be positive");
    CouplingsStudy infinite =
        new CouplingsStudy(
            Double.POSITIVE_INFINITY, List.of(List.of(Coupling.QUARTIC)), 1, true, true, false, 1);
    assertThatThrownBy(() -> infinite.findings(subject(LINE, known(field, LINE)), BENCH))
        .hasMessageContaining("diverges")
        .hasMessageContaining("choose a finite cutoff");
  }

  /// Output weights with a mean: g is fitted to the exact 1- and 3-point functions.
  @Test
  void oddCouplingsOfAShiftedNet() {
    NeuralField even = NeuralField.reluNet(1).width(20);
    NeuralField field =
        new NeuralField(
            1,
            even.hidden(),
            new Readout(
                1,
                Parameterisation.STANDARD,
                even.readout().weights().with(0.05, 1),
                even.readout().bias()));
    Findings findings =
        couplings(false, List.of(Coupling.CUBIC, Coupling.QUINTIC))
            .findings(subject(LINE, known(field, LINE)), BENCH);
    assertThat(findings.exhibits()).anyMatch(e -> e.toString().contains("g + α"));
  }

  /// Slopes −5 and −7 exactly; sizes fall as 1/N and 1/N².
  @Test
  void couplingsRunWithTheBox() {
    NeuralField field = NeuralField.reluNet(1).width(20);
    Findings findings =
        new RunningCouplingsStudy(Cutoffs.halverson2020(), true, List.of(10, 1000), false)
            .findings(subject(LINE, known(field, LINE)), BENCH);
    assertThat(findings.outcome()).isEqualTo(Outcome.AGREES);
    assertThat(findings.sentences())
        .anyMatch(s -> s.contains("−5 for λ and −7 for κ exactly"))
        .anyMatch(s -> s.contains("N^-1.0000") && s.contains("N^-2.0000"));
    double[] λ = array(findings, "lambda_1_exact");
    assertThat(λ[0]).isEqualTo(7);
    assertThat(λ[1]).isCloseTo(-12.5 / (20 * Math.pow(7, 5)), Percentage.withPercentage(1e-9));
    assertThat(λ).hasSize(21 * 5);
  }

  /// 2108.01403's equations from (1, 1, 0) at k = 10 to k = 1 in d = 1, by an independent integration.
  @Test
  void aGivenPotentialFlows() {
    PotentialFlowStudy study =
        new PotentialFlowStudy(
            1,
            new Regulator.Litim(),
            3,
            Optional.of(LocalPotential.factorial(1, 1, 0)),
            true,
            10,
            1,
            false,
            false);
    double[] flow = array(study.findings(nothing(), BENCH), "flow_1");
    int last = flow.length - 4;
    assertThat(flow[last]).isCloseTo(1, within(1e-12));
    assertThat(flow[last + 1]).isCloseTo(1.15924247821, within(2e-9));
    assertThat(flow[last + 2]).isCloseTo(.869415599244, within(2e-9));
    assertThat(flow[last + 3]).isCloseTo(.386831257528, within(2e-9));
  }

  /// m² = 2 and u₄ = −128.2954092/N of Gauss-net, in the network's own field; κ < 0 is said to be formal.
  @Test
  void aNetworksPotentialIsMeasured() {
    NeuralField field = NeuralField.gaussNet(1).width(1000);
    PointSet origin = PointSet.line(0);
    PotentialFlowStudy study =
        new PotentialFlowStudy(
            1, new Regulator.Exponential(), 3, Optional.empty(), false, 100, 50, false, false);
    Findings findings = study.findings(subject(origin, known(field, origin)), BENCH);
    double[] flow = array(findings, "flow_1");
    assertThat(flow[1]).isCloseTo(2, within(1e-9));
    assertThat(flow[2]).isCloseTo(-0.1282954092, within(1e-9));
    assertThat(findings.warnings()).anyMatch(w -> w.contains("Its flow is formal"));
    NeuralField erf = NeuralField.erfNet(1);
    assertThatThrownBy(() -> study.findings(subject(origin, known(erf, origin)), BENCH))
        .hasMessageContaining("give the initial couplings");
  }

  /// Sampled at the origin: u₄ of Gauss-net with σ_b = 0.1 within five standard errors of −24·G_c⁽⁴⁾/(24 ∫K⁴) by closed form, which
  /// one right sample in two million misses; the errors flow with it.
  @Test
  void aSampledPotentialFlows() {
    NeuralField wild = NeuralField.gaussNet(1).width(50);
    HiddenLayer layer = wild.hidden().getFirst();
    NeuralField field =
        new NeuralField(
            1,
            List.of(
                new HiddenLayer(
                    50,
                    layer.activation(),
                    layer.parameterisation(),
                    layer.weights(),
                    new IndependentDensity.Normal(0, 0.1))),
            wild.readout());
    PointSet origin = PointSet.line(0);
    PotentialFlowStudy study =
        new PotentialFlowStudy(
            1, new Regulator.Litim(), 3, Optional.empty(), false, 100, 50, false, true);
    Findings findings = study.findings(subject(origin, known(field, origin)), BENCH);
    Table ends =
        (Table)
            findings.exhibits().stream()
                .filter(e -> e instanceof Table t && t.columns().contains("k"))
                .findFirst()
                .orElseThrow();
    // ⟨h⁴⟩ = e^(4·0.01), and ∫ e^(−2y²) dy = √(π/2).
    double exact = -(3 * Math.exp(0.04) - 3) / 50 / Math.sqrt(Math.PI / 2);
    Table.Cell.Measured u4 = (Table.Cell.Measured) ends.rows().get(0).get(3);
    assertThat(Math.abs(u4.estimate().pull(exact))).isLessThan(5);
    assertThat(u4.estimate().error()).isLessThan(Math.abs(exact));
    Table.Cell.Measured end = (Table.Cell.Measured) ends.rows().get(1).get(3);
    assertThat(end.estimate().error() / u4.estimate().error()).isBetween(0.5, 2.0);
  }

  /// An investigation that is interrupted in the middle of a chain goes on from there, to the same bits.
  @Test
  void aKilledChainGoesOn() {
    NeuralField field = NeuralField.cosNet(1).width(100);
    PointSet points = PointSet.line(0, 1.5);
    ActionStudy study = new ActionStudy(List.of(1, 2), 2, OptionalDouble.empty(), 2000, 4);
    Subject subject = subject(points, known(field, points));
    UnitStore memory = UnitStore.inMemory();
    Map<String, UnitStore.Shelf> shelves = new HashMap<>();
    UnitStore kept =
        (job, label, size, units) ->
            shelves.computeIfAbsent(job, _ -> memory.open(job, label, size, units));
    UnitStore dying =
        (job, label, size, units) -> {
          UnitStore.Shelf shelf = kept.open(job, label, size, units);
          return new UnitStore.Shelf() {
            @Override
            public void accept(int unit, double[] values) {
              if (unit == 7) {
                throw new IllegalStateException("killed");
              }
              shelf.accept(unit, values);
            }

            @Override
            public SortedMap<Integer, double[]> present() {
              return shelf.present();
            }

            @Override
            public void close() {}
          };
        };
    assertThatThrownBy(() -> study.findings(subject, new UnitWorkbench(1, dying)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(shelves.values()).allMatch(s -> s.present().size() == 7);
    Findings resumed = study.findings(subject, new UnitWorkbench(1, kept));
    assertThat(resumed.sentences()).isEqualTo(study.findings(subject, BENCH).sentences());
  }

  @Test
  void fixedPointsAreShown() {
    Findings findings =
        new PotentialFlowStudy(
                3, new Regulator.Litim(), 4, Optional.empty(), true, 1, 0.1, true, false)
            .findings(nothing(), BENCH);
    assertThat(findings.sentences())
        .anyMatch(s -> s.contains("Wilson and Fisher's fixed point") && s.contains("ν = 0.63"));
    assertThat(findings.exhibits())
        .anyMatch(e -> e instanceof Figure.Chart c && c.name().equals("flow-diagram"));
  }

  /// (1 + 5/n)^L − 1 against sampled ReLU-nets; another C_W would be found out, since the kernel moves.
  @Test
  void depthIsRenormalisationTime() {
    Findings findings =
        new DepthFlowStudy(new Activation.Relu(), 0, 2, 1, 50, 3, true, 6, 1, 3, Optional.empty())
            .findings(nothing(), BENCH);
    assertThat(findings.outcome()).isEqualTo(Outcome.AGREES);
    assertThat(findings.sentences())
        .anyMatch(s -> s.contains("the network is critical"))
        .anyMatch(s -> s.contains("scale-invariant class"))
        .anyMatch(s -> s.contains("(1 + 5/n)^L − 1 = 0.3310"));
    assertThat(array(findings, "kernel")).containsExactly(1, 1, 1, 1);
    assertThatThrownBy(
            () ->
                new DepthFlowStudy(
                    new Activation.Tanh(), 2, 1, 1, 5, 3, true, 6, 1, 3, Optional.empty()))
        .hasMessageContaining("at least the bias variance");
  }

  /// Two inputs with K₁ = ((1, .5), (.5, .8)): n·v of layer 3 by independent quadrature, and sampled networks; P(p < 0.001) = 0.1 %
  /// for the right recursion. The edge of chaos of tanh starts at C_W = 1, C_b = 0.
  @Test
  void theVertexOfSeveralInputs() {
    double c = Math.sqrt(2 / 1.3);
    PointSet inputs =
        PointSet.of(
            new double[][] {
              {c * Math.sqrt(0.9), 0},
              {c * 0.4 / Math.sqrt(0.9), c * Math.sqrt(0.7 - 0.16 / 0.9)}
            });
    Findings findings =
        new DepthFlowStudy(
                new Activation.Tanh(), 0.1, 1.3, 1, 40, 2, true, 3, 1, 3, Optional.of(inputs))
            .findings(nothing(5000), BENCH);
    assertThat(findings.outcome()).isEqualTo(Outcome.AGREES);
    double[] vertex = array(findings, "vertex_of_inputs");
    assertThat(40 * vertex[5]).isCloseTo(3 * .148019, within(2e-6));
    assertThat(40 * vertex[6]).isCloseTo(3 * .100186, within(2e-6));
    assertThat(40 * vertex[7]).isCloseTo(.044402 + 2 * .207101, within(2e-6));
    double[] line = array(findings, "critical_line_perpendicular");
    assertThat(line[0]).isCloseTo(1, within(1e-3));
    assertThat(line[1]).isCloseTo(0, within(1e-3));
    assertThat(findings.exhibits())
        .anyMatch(e -> e instanceof Figure.HeatMap map && map.lines().size() >= 2);
  }

  /// g₄ = −G_c⁽⁴⁾Δ⁴ at one point: −(3μ… ) of the Cos-net with κ₂ = ½, κ₄ = (9/8 − 3/4)/N: −6/N; unbounded at first order.
  @Test
  void theCircleClosesForTheCosNet() {
    NeuralField field = NeuralField.cosNet(1).width(100);
    PointSet points = PointSet.line(0, 1.5);
    Findings findings =
        new ActionStudy(List.of(1, 2), 2, OptionalDouble.empty(), 5000, 4)
            .findings(subject(points, known(field, points)), BENCH);
    assertThat(findings.sentences())
        .anyMatch(s -> s.contains("cannot be sampled"))
        .anyMatch(s -> s.contains("gives the correlators back"));
    assertThat(findings.outcome()).isEqualTo(Outcome.AGREES);
    Findings one =
        new ActionStudy(List.of(1), 1, OptionalDouble.empty(), 0, 4)
            .findings(subject(points, known(field, points)), BENCH);
    assertThat(array(one, "g4_2")[0]).isCloseTo(-6.0 / 100, within(1e-12));
  }

  /// Points 0.01 apart have almost the same field.
  @Test
  void singularPropagatorsNeedNoise() {
    NeuralField field = NeuralField.gaussNet(1).width(1000);
    PointSet near = PointSet.line(-0.01, 0, 0.01);
    ActionStudy bare = new ActionStudy(List.of(1, 2, 3), 1, OptionalDouble.empty(), 0, 4);
    assertThatThrownBy(() -> bare.findings(subject(near, known(field, near)), BENCH))
        .hasMessageContaining("condition number")
        .hasMessageContaining("white noise");
    Findings noisy =
        new ActionStudy(List.of(1, 2, 3), 1, OptionalDouble.of(0.01), 0, 4)
            .findings(subject(near, known(field, near)), BENCH);
    assertThat(noisy.sentences()).anyMatch(s -> s.contains("plus white noise of variance"));
    assertThatThrownBy(
            () ->
                new ActionStudy(List.of(4), 1, OptionalDouble.empty(), 0, 4)
                    .findings(subject(near, known(field, near)), BENCH))
        .hasMessageContaining("from 1 to 3, got 4");
  }
}
