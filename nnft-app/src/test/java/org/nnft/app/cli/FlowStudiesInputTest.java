package org.nnft.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Couplings, flows and actions that make no sense are refused with a place, a value and a remedy.
class FlowStudiesInputTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "couplings: {cutoff: 0} | couplings.cutoff: must be positive, got 0.0",
        "couplings: {fits: [lamda]} | unknown coupling 'lamda', did you mean 'lambda'?",
        "couplings: {fits: [lambda + g]} | odd and even couplings do not mix",
        "couplings: {fits: [g], sampled: false} | couplings.fits: g vanish identically",
        "couplings: {cutoff: infinity, sampled: false} | choose a finite cutoff",
        "couplings: {cutof: 3} | unknown key 'cutof', did you mean 'cutoff'?",
        "running-couplings: {cutoffs: [2, 1]} | cutoffs must be finite, above 0 and rising, got 1.0 after 2.0",
        "running-couplings: {cutoffs: [0, 1]} | above 0 and rising, got 0.0",
        "running-couplings: {widths: [0]} | must be a whole number from 1",
        "potential-flow: {regulator: litin} | unknown value 'litin', did you mean 'litim'?",
        "potential-flow: {couplings: 9} | must be a whole number from 2 to 8, got 9",
        "potential-flow: {from: 1, to: 1} | scales must be two different positive numbers",
        "potential-flow: {regulator: {power: 0.5}} | the power of a regulator must be from 1 to 20",
        "potential-flow: {dimension: 1, fixedPoints: false} | give the initial couplings",
        "depth-flow: {activation: tan} | unknown activation 'tan', did you mean 'tanh'?",
        "depth-flow: {activation: tanh, biasVariance: 2, firstKernel: 1} | at least the bias variance 2.0, got 1.0",
        "depth-flow: {activation: tanh, weightVariance: 0} | must be positive, got 0.0",
        "action: {points: [3]} | must be a whole number from 1 to 2, got 3",
        "action: {order: 4} | must be a whole number from 1 to 3, got 4",
        "action: {whiteNoise: 2} | must be below 1, got 2.0",
        "action: {trajectories: 5} | at least 200 trajectories (0 for none), got 5"
      })
  void badSettingsAreExplained(String study, String said) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("bad.yaml"),
            """
            nnft: 1
            field: {preset: erf-net, inputs: 1, width: 5}
            points: [[-1], [1]]
            sampling: {networks: 100}
            studies: [%s]
            """
                .formatted(study));
    Terminal terminal = Terminal.run("run", file, "--runs", folder);
    assertThat(terminal.exitCode()).isEqualTo(ExitCode.INVALID);
    assertThat(terminal.err()).contains(said).doesNotContain("\tat ", "Exception");
  }
}
