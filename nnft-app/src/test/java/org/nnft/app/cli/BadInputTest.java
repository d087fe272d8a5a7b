package org.nnft.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every bad line of an experiment file gets an error that names place, value and remedy, an exit code, and no stack trace.
class BadInputTest {
  @TempDir Path folder;

  static final String GOOD =
      """
      nnft: 1
      field: {preset: erf-net, width: 5}
      points: [[-1], [1]]
      sampling: {networks: 100}
      studies: [correlators]
      """;

  /// A line of the good file replaced, and what must be said about it.
  record Case(String line, String replacement, String said) {
    @Override
    public String toString() {
      return replacement.isEmpty() ? "without " + line : replacement.replace("\n", "⏎");
    }
  }

  static List<Case> cases() {
    String version = "nnft: 1";
    String field = "field: {preset: erf-net, width: 5}";
    String points = "points: [[-1], [1]]";
    String sampling = "sampling: {networks: 100}";
    String studies = "studies: [correlators]";
    return List.of(
        new Case(version, "", "nnft: is missing; begin with 'nnft: 1'"),
        new Case(version, "nnft: 2", "line 1, nnft: must be a whole number from 1 to 1, got 2"),
        new Case(
            version,
            "nnft: 1\ntitel: x",
            "line 2, titel: unknown key 'titel', did you mean 'title'?"),
        new Case(version, "nnft: 1\ntitle: [a]", "line 2, title: must be a text, got a list"),
        new Case(version, "nnft: 1\nnnft: 1", "nnft: the key stands twice"),
        new Case(version, "nnft: 1\nfoo: &a {b: *a}", "aliases (*name) are not supported"),
        new Case(version, "nnft: [1", "not YAML:"),
        new Case(version, "nnft: \"1", "not YAML:"),
        new Case(
            version,
            "nnft: 1\nbroken: " + "[".repeat(40) + "]".repeat(40),
            "nested more than 30 levels deep"),
        new Case(
            field, "", "field: is missing; name a preset, spell out a network, or give samples"),
        new Case(
            field,
            "field: erf-net",
            "line 2, field: must be a mapping 'key: value', got 'erf-net'"),
        new Case(
            field,
            "field: {preset: erfnet}",
            "field.preset: unknown value 'erfnet', did you mean 'erf-net'?"),
        new Case(
            studies,
            "studies: [partition-function]",
            "compares a deformed density with its parent; set field.correlation"),
        new Case(
            studies,
            "studies: [{deformed-correlators: {orders: 9}}]",
            "orders: must be a whole number from 1 to 8, got 9"),
        new Case(
            studies,
            "studies: [{neuron-decomposition: {orders: 9}}]",
            "orders: must be a whole number from 2 to 8, got 9"),
        new Case(
            field,
            "field: {preset: erf-net, correlation: correlated}",
            "field.correlation: unknown correlation 'correlated'"),
        new Case(
            field,
            "field: {preset: erf-net, correlation: deformed}",
            "deformed needs settings: deformed: {potential:"),
        new Case(
            field,
            "field: {preset: erf-net, correlation: {equicorrelated: {rho: 2}}}",
            "field.correlation.equicorrelated.rho: rho must lie between"),
        new Case(
            field,
            "field: {preset: erf-net, width: 5, correlation: {equicorrelated: {rho: -0.5}}}",
            "field.correlation: rho must be above −1/(n − 1) = -0.25 for the 5 neurons"),
        new Case(
            field,
            "field: {preset: erf-net, correlation: {deformed: {potential: sumW3}}}",
            "unknown name 'sumW3'; known are sumW2"),
        new Case(
            field,
            "field: {preset: erf-net, correlation: {common-scale: {law: student-t, degreesOfFreedom: 2}}}",
            "needs degreesOfFreedom above 2, got 2.0"),
        new Case(
            field,
            "field: {preset: erf-net, width: 0}",
            "field.width: must be a whole number from 1 to 10000000, got 0"),
        new Case(
            field,
            "field: {preset: erf-net, width: 2.5}",
            "must be a whole number from 1 to 10000000, got 2.5"),
        new Case(
            field,
            "field: {preset: erf-net, width: wide}",
            "field.width: must be a finite number or a constant such as pi/2, got 'wide'"),
        new Case(field, "field: {preset: erf-net, width: []}", "field.width: the list is empty"),
        new Case(
            field, "field: {preset: erf-net, width: [5, 5]}", "field.width: names a value twice"),
        new Case(
            field, "field: {preset: erf-net, width: .nan}", "field.width: must be a finite number"),
        new Case(
            field,
            "field: {preset: erf-net, sigma_w: -1}",
            "field.sigma_w: must be positive, got -1.0"),
        new Case(
            field,
            "field: {preset: erf-net, sigma_b: -0.1}",
            "field.sigma_b: must be at least 0, got -0.1"),
        new Case(
            field,
            "field: {preset: cos-net, sigma_b: 1}",
            "the bias of a Cos-net is its uniform phase"),
        new Case(
            field,
            "field: {preset: gauss-net, depth: 2}",
            "activation of hidden layer 2 depends on the network's input"),
        new Case(field, "field: {preset: erf-net, mass: 1}", "unknown key 'mass'"),
        new Case(
            field,
            "field: {preset: free-scalar, cutoff: 0}",
            "field.cutoff: must be positive, got 0.0"),
        new Case(
            field,
            "field: {preset: erf-net, inputs: 2}",
            "the field lives in 2 dimensions, the points have 1 coordinates"),
        new Case(field, "field: {inputs: 1}", "field.hidden: is missing; list the hidden layers"),
        new Case(field, "field: {hidden: []}", "field.hidden: the list is empty"),
        new Case(
            field,
            "field: {hidden: [{}]}",
            "field.hidden[0].activation: is missing; name one: erf, relu"),
        new Case(
            field,
            "field: {hidden: [{activation: rellu}]}",
            "unknown activation 'rellu', did you mean 'relu'?"),
        new Case(
            field,
            "field: {hidden: [{activation: polynomial}]}",
            "polynomial needs its parameters: {polynomial: …}"),
        new Case(
            field,
            "field: {hidden: [{activation: {expression: \"x*sinh(x)\"}}]}",
            "character 3: unknown name 'sinh'"),
        new Case(
            field,
            "field: {hidden: [{activation: {leaky-relu: a}}]}",
            "activation.leaky-relu: must be a finite number"),
        new Case(field, "field: {hidden: [{activation: {erf: 1, relu: 2}}]}", "unknown key 'erf'"),
        new Case(
            field,
            "field: {hidden: [{activation: erf, weights: {law: normal, sigma: -2}}]}",
            "field.hidden[0].weights.sigma: must be positive, got -2.0"),
        new Case(
            field,
            "field: {hidden: [{activation: erf, weights: {sigma: 2}}]}",
            "weights.law: is missing; say which: normal"),
        new Case(
            field,
            "field: {hidden: [{activation: erf, weights: {law: norml}}]}",
            "unknown value 'norml', did you mean 'normal'?"),
        new Case(
            field,
            "field: {hidden: [{activation: erf, weights: {law: student-t}}]}",
            "degreesOfFreedom: is missing"),
        new Case(
            field,
            "field: {hidden: [{activation: erf, weights: laplace}]}",
            "laplace needs its scale: {law: laplace, …}"),
        new Case(
            field,
            "field: {hidden: [{activation: erf, bias: {law: ball}}]}",
            "ball, sphere and propagator are laws of weight vectors"),
        new Case(
            field,
            "field: {hidden: [{activation: erf, parameterisation: ntc}]}",
            "unknown value 'ntc', did you mean 'ntk'?"),
        new Case(points, "", "points: is missing; list the inputs at which the field is measured"),
        new Case(points, "points: []", "line 3, points: the list is empty; give at least 1 point"),
        new Case(points, "points: [[1], [1]]", "points 1 and 2 are the same; remove one"),
        new Case(
            points,
            "points: [[1], [1, 2]]",
            "all points need 1 coordinates like point 1, point 2 has 2"),
        new Case(points, "points: [[1], [.inf]]", "points[1][0]: must be a finite number"),
        new Case(points, "points: [[1], []]", "points[1]: a point needs at least 1 coordinate"),
        new Case(points, "points: {line: {from: 0, to: 1}}", "points.line.count: is missing"),
        new Case(
            points, "points: {line: {from: 0, to: 0, count: 3}}", "points 1 and 2 are the same"),
        new Case(points, "points: {circle: 3}", "unknown key 'circle'; allowed are line, grid"),
        new Case(
            points,
            "points: {line: {from: 0, to: 1, count: 1e9}}",
            "points.line.count: must be a whole number from 2 to 100000, got 1e9"),
        new Case(
            sampling,
            "sampling: {networks: -5}",
            "sampling.networks: must be a whole number from 16"),
        new Case(
            sampling,
            "sampling: {networks: 1e30}",
            "sampling.networks: must be a whole number from 16"),
        new Case(
            sampling,
            "sampling: {estimator: best}",
            "unknown value 'best'; allowed are outputs, antithetic, gaussian-readout, control-variates, neuron, quasi-monte-carlo, quadrature"),
        new Case(
            sampling,
            "sampling: {draw: units}",
            "sampling.draw: unknown value 'units'; allowed are weights, layers"),
        new Case(
            sampling,
            "sampling: {draw: layers, estimator: neuron}",
            "layers goes with outputs, antithetic and gaussian-readout, not with neuron"),
        new Case(
            sampling,
            "sampling: {targetRelativeError: 0}",
            "targetRelativeError: must be positive, got 0.0"),
        new Case(
            sampling,
            "sampling: {targetRelativeError: 2}",
            "targetRelativeError: must be below 1, got 2.0"),
        new Case(
            sampling,
            "sampling: {mostNetworks: 100}",
            "is the cap of targetRelativeError, which is missing"),
        new Case(sampling, "sampling: 100", "sampling: must be a mapping"),
        new Case(
            studies,
            "studies: [symmetry: {outputs: [so]}]",
            "studies[0].symmetry.outputs: SO(n) needs a number of at least 2, got 1"),
        new Case(
            studies,
            "studies: [symmetry: {outputs: [translations]}]",
            "translations act on inputs; name them under inputs"),
        new Case(
            studies,
            "studies: [symmetry: {outputs: [rotations]}]",
            "unknown group 'rotations'; known are o, so, u"),
        new Case(
            studies,
            "studies: [ward-identity: {flows: [readout-scalings]}]",
            "unknown value 'readout-scalings', did you mean 'readout-scaling'?"),
        new Case(
            field,
            "field: {preset: erf-net, outputs: 3, readoutMeans: [1, 2]}",
            "field.readoutMeans: there must be one mean of the output weights for each of the 3 outputs, got 2"),
        new Case(studies, "", "studies: is missing; list at least one of [correlators, free-field"),
        new Case(
            studies,
            "studies: [corelators]",
            "studies[0]: unknown study 'corelators', did you mean 'correlators'?"),
        new Case(studies, "studies: [correlators, correlators]", "a study stands twice"),
        new Case(
            studies, "studies: [simulation]", "needs the action that is simulated; add action"),
        new Case(
            studies,
            "action: {potential: \"-phi^4\"}\nstudies: [simulation]",
            "action: the potential is not bounded below"),
        new Case(
            studies,
            "action: {potential: \"lambda phi^4\"}\nstudies: [simulation]",
            "action.potential: unknown name 'lambda'; fields are [phi, d1phi], parameters [] at character 1"),
        new Case(
            studies,
            "action: {potential: \"phi^4\", mass: 2, cutoff: 1}\nstudies: [simulation]",
            "action: the cutoff must be above the mass"),
        new Case(
            studies,
            "action: {potential: \"phi^4 + d1phi^2\"}\nstudies: [simulation]",
            "⟨(∂φ)²⟩ diverges without a cutoff"),
        new Case(
            studies,
            "action: {potential: \"phi^4 + d2phi^2\", cutoff: 4}\nstudies: [simulation]",
            "unknown name 'd2phi'; fields are [phi, d1phi]"),
        new Case(
            studies,
            "action: {fields: [phi, chi], potential: \"phi^4 + chi^4\"}\nstudies: [simulation: {methods: [perturbation]}]",
            "perturbation theory is for one field without derivatives"),
        new Case(
            studies,
            "action: {potential: \"phi^4\", dimension: 3, box: 50, spacing: 0.1, cutoff: 9}\nstudies: [simulation]",
            "action.spacing: 501 points per side in 3 dimensions are more than"),
        new Case(
            studies,
            "action: {potential: \"phi^4\"}\nstudies: [simulation: {methods: [metropolis]}]",
            "unknown method 'metropolis'"),
        new Case(
            studies,
            "action: {potential: \"phi^4\"}\nstudies: [simulation: {alpha: -1}]",
            "need a cutoff; name regulator sharp or gaussian"),
        new Case(
            studies,
            "studies: [correlators: {orders: [9]}]",
            "orders: must be a whole number from 1 to 8, got 9"),
        new Case(
            studies,
            "studies: [correlators: {connected: maybe}]",
            "connected: unknown value 'maybe'; allowed are true, false"),
        new Case(
            studies,
            "studies: [free-field: {configuration: [1]}]",
            "configuration: needs one value per point, 2, got 1"),
        new Case(
            field,
            "field: {samples: none.npy, theory: {preset: erf-net}, evn: true}",
            "unknown key 'evn', did you mean 'even'?"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isExplained(Case bad) throws IOException {
    assertThat(GOOD).contains(bad.line() + "\n");
    Path file =
        Files.writeString(
            folder.resolve("bad.yaml"), GOOD.replace(bad.line() + "\n", bad.replacement() + "\n"));
    Terminal terminal = Terminal.run("run", file, "--runs", folder.resolve("runs"));
    assertThat(terminal.err()).contains(bad.said()).doesNotContain("\tat ");
    assertThat(terminal.exitCode()).isEqualTo(ExitCode.INVALID);
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  /// The negative twin: the file of which all these are changes is good.
  @Test
  void theGoodFileIsGood() throws IOException {
    Path file = Files.writeString(folder.resolve("good.yaml"), GOOD);
    assertThat(Terminal.run("run", file, "--runs", folder).exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  void allProblemsComeAtOnce() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("bad.yaml"),
            """
            nnft: 1
            field: {preset: erf-net, width: 0}
            points: [[-1], [one]]
            sampling: {seeds: 4}
            studies: [correlators: {orders: []}]
            """);
    Terminal terminal = Terminal.run("run", file);
    assertThat(terminal.err())
        .startsWith("4 problems in " + file)
        .contains("line 2, field.width", "line 3, points[1][0]", "line 4, sampling.seeds")
        .contains("did you mean 'seed'?")
        .contains("line 5, studies[0].correlators.orders: the list is empty");
  }
}
