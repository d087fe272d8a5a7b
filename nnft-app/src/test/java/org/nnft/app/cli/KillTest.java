package org.nnft.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A real process, killed at random moments and started again, ends with the bits of one that was left alone.
class KillTest {
  private static final String TEXT =
      """
      nnft: 1
      field: {preset: erf-net, width: [30, 60]}
      points: [[-1], [0.3], [1]]
      sampling: {networks: 2e5, seed: 4}
      studies: [correlators: {orders: [2, 4], connected: true}]
      """;

  /// Reweighted draws, and chains of which each link continues the one before.
  private static final String CHAINS =
      """
      nnft: 1
      action: {potential: "lambda/4! phi^4", lambda: 6, box: 4, spacing: 0.2}
      sampling: {networks: 5e4, seed: 4}
      studies:
        - simulation: {widths: [32], methods: [reweighting, hmc], steps: 4000, chains: 2}
      """;

  @TempDir Path folder;

  private Process start(Path file, String runs) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--add-modules",
            "jdk.incubator.vector",
            "-cp",
            System.getProperty("java.class.path"),
            Nnft.class.getName(),
            "run",
            file.toString(),
            "--runs",
            folder.resolve(runs).toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(runs + ".log").toFile())
        .start();
  }

  private Path arrays(String runs) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(runs))) {
      return files.filter(f -> f.endsWith("arrays.npz")).findFirst().orElseThrow();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {TEXT, CHAINS})
  void aKilledRunGoesOnToTheSameBits(String text) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("kill.yaml"), text);
    Process calm = start(file, "calm");
    assertThat(calm.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(calm.exitValue()).as(Files.readString(folder.resolve("calm.log"))).isZero();
    Random random = new Random(1);
    int killed = 0;
    for (int attempt = 0; attempt < 60; attempt++) {
      Process process = start(file, "killed");
      if (attempt < 6) {
        // Later kills hit sampling, saving and report alike.
        if (!process.waitFor(600 + random.nextInt(2500), TimeUnit.MILLISECONDS)) {
          process.destroyForcibly().waitFor();
          killed++;
          continue;
        }
      } else {
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
      }
      assertThat(process.exitValue()).as(Files.readString(folder.resolve("killed.log"))).isZero();
      break;
    }
    assertThat(killed).isPositive();
    assertThat(Files.mismatch(arrays("calm"), arrays("killed"))).isEqualTo(-1);
  }
}
