package org.nnft.app.cli;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nnft.app.spec.Vocabulary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `nnft list`.
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists what an experiment file may name.")
final class ListCommand implements Callable<Integer> {
  /// What can be listed.
  enum Kind {
    activations,
    densities,
    correlations,
    presets,
    studies
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "KIND",
      description = "${COMPLETION-CANDIDATES} (default: all).")
  private @Nullable Kind kind;

  @Spec private @Nullable CommandSpec spec;

  ListCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    for (Kind k : kind == null ? Kind.values() : new Kind[] {kind}) {
      out.println(k + ":");
      String text =
          switch (k) {
            case activations -> Vocabulary.activations();
            case densities -> Vocabulary.densities();
            case correlations -> Vocabulary.correlations();
            case presets -> Vocabulary.presets();
            case studies -> Vocabulary.studies();
          };
      text.lines().forEach(line -> out.println("  " + line));
    }
    return ExitCode.OK;
  }
}
