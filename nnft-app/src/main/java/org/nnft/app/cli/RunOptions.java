package org.nnft.app.cli;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options of every command that draws networks.
final class RunOptions {
  @Option(
      names = "--runs",
      paramLabel = "FOLDER",
      description = "Where runs go (default: ${DEFAULT-VALUE}).",
      defaultValue = "runs")
  private Path runs = Path.of("runs");

  @Option(
      names = "--threads",
      paramLabel = "T",
      description = "Threads (default: all cores). The result does not depend on it.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--networks",
      paramLabel = "M",
      description = "Networks per ensemble, in place of the file's; 1e4 is a number too.")
  private @Nullable BigDecimal networks;

  @Option(names = "--quiet", description = "Print nothing but errors.")
  private boolean quiet;

  @Option(names = "--json", description = "Print the result as JSON instead of tables.")
  private boolean json;

  RunOptions() {}

  Path runs() {
    return runs;
  }

  int threads() {
    if (threads < 1) {
      throw new IllegalArgumentException("--threads must be at least 1, got " + threads);
    }
    return threads;
  }

  OptionalLong networks() {
    try {
      return networks == null ? OptionalLong.empty() : OptionalLong.of(networks.longValueExact());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "--networks must be a whole number below 2⁶³, got " + networks, e);
    }
  }

  boolean quiet() {
    return quiet;
  }

  boolean json() {
    return json;
  }
}
