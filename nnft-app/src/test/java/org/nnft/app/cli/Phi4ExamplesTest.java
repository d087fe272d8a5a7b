package org.nnft.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One file of every kind of the papers on φ⁴, at reduced size: nothing disagrees with exact values at these seeds.
class Phi4ExamplesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "phi4-d1/o2",
        "phi4-d1/derivative-coupling",
        "phi4-d1/same-sites",
        "phi4-d2/networks-in-the-plane",
        "phi4-d2/masses"
      })
  void runsAndAgrees(String name) {
    Path example = Path.of("..", "examples", name + ".yaml");
    Terminal terminal = Terminal.run("run", example, "--runs", folder, "--networks", 1024);
    assertThat(terminal.exitCode()).as(terminal.out() + terminal.err()).isEqualTo(ExitCode.OK);
  }
}
