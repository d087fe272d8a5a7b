package org.nnft.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nnft.app.report.TerminalReport;
import org.nnft.app.run.Runner;
import org.nnft.app.spec.ExperimentFile;
import org.nnft.experiment.Result;
import org.nnft.io.AtomicFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `nnft merge`.
@Command(
    name = "merge",
    mixinStandardHelpOptions = true,
    description = {
      "Joins parts that nnft run --shards left in one or several run folders and writes the report.",
      "The result has the bits of a run in one piece."
    })
final class MergeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The experiment file.")
  private @Nullable Path file;

  @Parameters(
      index = "1..*",
      paramLabel = "RUN",
      description = "Run folders whose blocks are copied into the run's own folder first.")
  private List<Path> others = List.of();

  @Mixin private RunOptions options = new RunOptions();
  @Spec private @Nullable CommandSpec spec;

  MergeCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Session session =
        Session.of(
            ExperimentFile.read(Objects.requireNonNull(file)), options.runs(), options.networks());
    for (Path other : others) {
      copyBlocks(other, session);
    }
    Runner runner = session.runner(1, new ProgressLine(err, false));
    long start = System.nanoTime();
    Optional<Result> result = runner.finished();
    if (result.isEmpty()) {
      err.println("Parts of the run are missing in " + session.folder().path());
      return ExitCode.INCOMPLETE;
    }
    session.write(result.get(), (System.nanoTime() - start) * 1e-9, 1);
    out.print(TerminalReport.of(result.get()));
    out.println("Report: " + session.folder().report());
    return result.get().verdict().agrees() ? ExitCode.OK : ExitCode.DISAGREES;
  }

  private static void copyBlocks(Path other, Session session) throws IOException {
    Path blocks = other.resolve("blocks");
    if (!Files.isDirectory(blocks)) {
      throw new IllegalArgumentException(other + " is no run folder: it has no blocks");
    }
    try (Stream<Path> files = Files.walk(blocks)) {
      for (Path from : files.filter(f -> f.toString().endsWith(".blocks")).toList()) {
        Path to = session.folder().blocks().resolve(blocks.relativize(from).toString());
        if (!Files.exists(to)) {
          Files.createDirectories(Objects.requireNonNull(to.getParent()));
          AtomicFile.write(to, stream -> Files.copy(from, stream));
        }
      }
    }
  }
}
