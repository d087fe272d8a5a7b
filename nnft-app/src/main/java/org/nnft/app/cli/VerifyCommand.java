package org.nnft.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nnft.app.spec.ExperimentFile;
import org.nnft.experiment.Result;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `nnft verify`.
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description =
        "Runs again what a run folder holds, from nothing, and compares every bit of arrays.npz.")
final class VerifyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RUN", description = "A run folder, such as runs/erf-net-3f9c2a01.")
  private @Nullable Path run;

  @Option(names = "--threads", paramLabel = "T", description = "Threads (default: all cores).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Spec private @Nullable CommandSpec spec;

  VerifyCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Path folder = Objects.requireNonNull(run);
    RunRecord record = RunRecord.read(folder);
    Path temporary = Files.createTempDirectory("nnft-verify-");
    try {
      Path file = folder.resolve("experiment.yaml");
      Session session =
          Session.of(
              ExperimentFile.read(file, record.folderOfFile()), temporary, record.networks());
      if (!session.id().hex().equals(record.id())) {
        out.println(
            "%s was made from another experiment than its experiment.yaml says".formatted(folder));
        return ExitCode.DISAGREES;
      }
      Result result = session.runner(threads, new ProgressLine(out, false)).run();
      session.write(result, 0, threads);
      long difference = Files.mismatch(folder.resolve("arrays.npz"), session.folder().arrays());
      out.println(
          difference < 0
              ? "Reproduced: every bit of arrays.npz is the same."
              : "NOT reproduced: arrays.npz differs from byte %d on; made by nnft %s, this is another version or a changed file."
                  .formatted(difference, record.program()));
      return difference < 0 ? ExitCode.OK : ExitCode.DISAGREES;
    } finally {
      try (Stream<Path> files = Files.walk(temporary)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
