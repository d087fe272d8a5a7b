package org.nnft.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nnft.app.report.Bibliography;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `nnft cite`.
@Command(
    name = "cite",
    mixinStandardHelpOptions = true,
    description = "Prints the BibTeX of exactly what a run used.")
final class CiteCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RUN", description = "A run folder.")
  private @Nullable Path run;

  @Spec private @Nullable CommandSpec spec;

  CiteCommand() {}

  @Override
  public Integer call() throws IOException {
    RunRecord record = RunRecord.read(Objects.requireNonNull(run));
    Objects.requireNonNull(spec)
        .commandLine()
        .getOut()
        .println(Bibliography.bibtex(record.citations()));
    return ExitCode.OK;
  }
}
