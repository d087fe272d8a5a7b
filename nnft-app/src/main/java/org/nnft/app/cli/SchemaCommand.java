package org.nnft.app.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nnft.app.report.Resources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `nnft schema`.
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    description =
        "Prints the JSON schema of experiment files, by which editors complete and check them.")
final class SchemaCommand implements Callable<Integer> {
  @Option(names = "--result", description = "The schema of result.json instead.")
  private boolean result;

  @Spec private @Nullable CommandSpec spec;

  SchemaCommand() {}

  @Override
  public Integer call() {
    Objects.requireNonNull(spec)
        .commandLine()
        .getOut()
        .print(
            Resources.text(result ? "schema/result-schema.json" : "schema/experiment-schema.json"));
    return ExitCode.OK;
  }
}
