package org.nnft.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nnft.app.report.MatrixTable;
import org.nnft.app.report.Numbers;
import org.nnft.app.spec.ExperimentFile;
import org.nnft.experiment.FieldSource;
import org.nnft.kernel.FreeTheory;
import org.nnft.kernel.NngpKernel;
import org.nnft.network.NeuralField;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `nnft kernel`.
@Command(
    name = "kernel",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the propagator at infinite width and its inverse. Nothing is sampled.",
      "The kernel is that of an experiment's networks at its points."
    })
final class KernelCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "Experiment file.")
  private @Nullable Path file;

  @Spec private @Nullable CommandSpec spec;

  KernelCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    ExperimentFile read = ExperimentFile.read(Objects.requireNonNull(file));
    if (!(read.experiment().field() instanceof FieldSource.Networks networks)) {
      throw new IllegalArgumentException(
          "there is no network whose kernel could be printed; name one in field");
    }
    networks.scan().stream()
        // At infinite width members that differ in width alone are one theory.
        .map(field -> field.width(1))
        .distinct()
        .forEach(field -> print(field, networks, out));
    return ExitCode.OK;
  }

  private static void print(NeuralField field, FieldSource.Networks networks, PrintWriter out) {
    FreeTheory free = FreeTheory.of(NngpKernel.withErrors(field, networks.points()));
    out.printf(
        "%d hidden %s, %d points: rank %d, condition number %.4g%n",
        field.depth(),
        field.depth() == 1 ? "layer" : "layers",
        free.size(),
        free.rank(),
        free.conditionNumber());
    out.println("K, " + Numbers.source(free));
    out.print(MatrixTable.of(free.propagator()));
    out.println("Ξ = K⁻¹" + (free.rank() < free.size() ? " on the directions of variance" : ""));
    out.print(MatrixTable.of(free.inversePropagator()));
  }
}
