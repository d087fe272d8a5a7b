package org.nnft.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every bad setting of a lattice study, and of networks on the same sites, is explained.
class LatticeInputTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{size: 8}| lambda: is missing; give a number",
        "{size: 1, lambda: 1}| size: must be a whole number from 2",
        "{size: 8, lambda: -1}| λ = -1.0 makes the potential fall to −∞",
        "{size: 8, massSquared: -1, lambda: 0}| m₀² must be positive",
        "{size: 8, lambda: [1, 2], massSquared: [1, 2]}| only one of the couplings can be a list",
        "{size: 8, lambda: 1, convention: hoping}| did you mean 'hopping'?",
        "{size: 8, lambda: 1, convention: hopping}| kappa: is missing",
        "{size: 8, lambda: 1, spacing: 0.5}| spacing is for dimension 1",
        "{size: 8, lambda: 1, volume: 3}| unknown key 'volume'",
        "{dimension: 4, size: 1000, lambda: 1}| is too large"
      })
  void badSettingsAreExplained(String settings, String said) throws IOException {
    explained("lattice", settings, said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{size: 8}| lambda: is missing; give a number",
        "{size: 3, lambda: 1}| size: must be a whole number from 4",
        "{size: 8, lambda: 1, widths: [0]}| widths",
        "{size: 8, lambda: 1, width: 8}| did you mean 'widths'?",
        "{dimension: 4, size: 400, lambda: 1}| is too large"
      })
  void badSettingsOfNetworksOnSitesAreExplained(String settings, String said) throws IOException {
    explained("same-sites", settings, said);
  }

  private void explained(String study, String settings, String said) throws IOException {
    Path file = folder.resolve("lattice.yaml");
    Files.writeString(file, "nnft: 1\nstudies: [%s: %s]\n".formatted(study, settings));
    Terminal terminal = Terminal.run("run", file, "--runs", folder);
    assertThat(terminal.exitCode()).isEqualTo(ExitCode.INVALID);
    assertThat(terminal.err()).contains(said).doesNotContain("Exception");
  }
}
