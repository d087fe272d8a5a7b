package org.nnft.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nnft.app.report.PaperReport;
import org.nnft.app.report.Resources;
import org.nnft.app.report.TerminalReport;
import org.nnft.app.spec.ExperimentFile;
import org.nnft.experiment.Result;
import org.nnft.io.AtomicFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `nnft reproduce`.
@Command(
    name = "reproduce",
    mixinStandardHelpOptions = true,
    description = "Runs every experiment of a bundled paper and writes one page about all of them.")
final class ReproduceCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "PAPER",
      description = "One of: ${COMPLETION-CANDIDATES}.",
      completionCandidates = BundledPaper.Keys.class)
  private String paper = "";

  @Mixin private RunOptions options = new RunOptions();
  @Spec private @Nullable CommandSpec spec;

  ReproduceCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    BundledPaper chosen = BundledPaper.of(paper);
    Path folder = options.runs().resolve("reproduce-" + chosen.key());
    Files.createDirectories(folder);
    List<PaperReport.Entry> entries = new ArrayList<>();
    boolean agrees = true;
    for (String name : chosen.experiments()) {
      Path file = folder.resolve(name + ".yaml");
      byte[] text = Resources.bytes("examples/%s/%s.yaml".formatted(chosen.key(), name));
      AtomicFile.write(file, stream -> stream.write(text));
      Session session = Session.of(ExperimentFile.read(file), folder, options.networks());
      if (!options.quiet()) {
        out.println(session.experiment().title());
      }
      long start = System.nanoTime();
      Result result =
          session
              .runner(
                  options.threads(),
                  new ProgressLine(spec.commandLine().getErr(), !options.quiet()))
              .run();
      session.write(result, (System.nanoTime() - start) * 1e-9, options.threads());
      entries.add(new PaperReport.Entry(result, session.folder()));
      agrees &= result.verdict().agrees();
      if (!options.quiet()) {
        out.println(TerminalReport.verdict(result).indent(2).stripTrailing());
      }
    }
    Path page = folder.resolve("index.html");
    PaperReport.write(page, chosen.title(), entries);
    if (!options.quiet()) {
      out.println("Report: " + page);
    }
    return agrees ? ExitCode.OK : ExitCode.DISAGREES;
  }
}
