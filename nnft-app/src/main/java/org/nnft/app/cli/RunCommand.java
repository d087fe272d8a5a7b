package org.nnft.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nnft.app.report.ResultJson;
import org.nnft.app.report.TerminalReport;
import org.nnft.app.run.Forecast;
import org.nnft.app.run.Parts;
import org.nnft.app.run.Runner;
import org.nnft.app.spec.ExperimentFile;
import org.nnft.experiment.Result;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `nnft run`.
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Runs an experiment file and writes a report.",
      "A run that was interrupted goes on where it stopped."
    })
final class RunCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      description = "Experiment file, such as examples/halverson-2020/erf-net.yaml.")
  private @Nullable Path file;

  @Option(
      names = "--shards",
      paramLabel = "a-b/K",
      description = "Draw parts a to b of K only, as one task of a job array; then nnft merge.")
  private @Nullable String shards;

  @Mixin private RunOptions options = new RunOptions();
  @Spec private @Nullable CommandSpec spec;

  RunCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Optional<Parts> part = Optional.ofNullable(shards).map(Parts::parse);
    Session session =
        Session.of(
            ExperimentFile.read(Objects.requireNonNull(file)), options.runs(), options.networks());
    boolean talk = !options.quiet() && !options.json();
    Runner runner = session.runner(options.threads(), new ProgressLine(err, talk));
    Forecast forecast = runner.forecast();
    if (talk) {
      out.println(heading(session, runner, forecast));
      out.flush();
    }
    session.folder().create();
    return part.isPresent() ? part(session, runner, part.get(), out) : whole(session, runner, out);
  }

  private static String heading(Session session, Runner runner, Forecast forecast) {
    int count = runner.members();
    String ensembles = "%d %s".formatted(count, count == 1 ? "ensemble" : "ensembles");
    String work =
        runner.draws()
            ? "%s × %,d networks · %s".formatted(ensembles, runner.networks(), forecast)
            : count == 0 ? "no network" : ensembles + ", none to be drawn for correlators";
    return "%s · %s".formatted(session.experiment().title(), work);
  }

  private int whole(Session session, Runner runner, PrintWriter out) throws IOException {
    long start = System.nanoTime();
    Result result = runner.run();
    double seconds = (System.nanoTime() - start) * 1e-9;
    session.write(result, seconds, options.threads());
    print(session, result, seconds, out);
    return result.verdict().agrees() ? ExitCode.OK : ExitCode.DISAGREES;
  }

  private void print(Session session, Result result, double seconds, PrintWriter out) {
    if (options.json()) {
      out.println(
          ResultJson.of(result, session.provenance(seconds, options.threads())).toPrettyString());
    } else if (!options.quiet()) {
      out.println();
      out.print(TerminalReport.of(result));
      out.println("Report: " + session.folder().report());
    }
  }

  private int part(Session session, Runner runner, Parts parts, PrintWriter out)
      throws IOException {
    long missing = runner.run(parts);
    if (!options.quiet()) {
      out.println(
          missing == 0
              ? "All blocks exist; make the report with nnft merge " + session.folder().path()
              : "%,d blocks are missing in %s".formatted(missing, session.folder().path()));
    }
    return ExitCode.OK;
  }
}
