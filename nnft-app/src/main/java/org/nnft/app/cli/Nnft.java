package org.nnft.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nnft.app.report.Provenance;
import org.nnft.app.spec.InvalidExperimentException;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/// The program `nnft`.
@Command(
    name = "nnft",
    mixinStandardHelpOptions = true,
    versionProvider = Nnft.Version.class,
    description =
        "Neural network field theory: from an architecture to the field theory that it defines.",
    subcommands = {
      RunCommand.class,
      MergeCommand.class,
      VerifyCommand.class,
      ReproduceCommand.class,
      KernelCommand.class,
      DiagramsCommand.class,
      CiteCommand.class,
      ListCommand.class,
      SchemaCommand.class,
      AutoComplete.GenerateCompletion.class
    },
    footer = {
      "",
      "Exit codes: 0 done, 2 invalid input, 3 sample and theory disagree,",
      "4 parts are missing, 5 a file cannot be read or written, 1 a defect of nnft."
    })
public final class Nnft implements Runnable {

  @CommandLine.Spec private @Nullable CommandSpec spec;

  public Nnft() {}

  /// Ends the Java platform with the command's exit code.
  public static void main(String[] args) {
    try {
      System.exit(commandLine().execute(args));
    } catch (OutOfMemoryError e) {
      System.err.println(
          "Out of memory; use fewer points, lower orders or fewer threads, or give Java more with NNFT_JAVA_OPTIONS=-Xmx…");
      System.exit(ExitCode.INVALID);
    }
  }

  /// The parser with every command, printing to the standard streams.
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Nnft());
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    line.setExecutionExceptionHandler((e, command, _) -> explain(e, command));
    line.setParameterExceptionHandler((e, _) -> explain(e));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line;
  }

  /// Says what went wrong in words; a stack trace is for defects alone.
  private static int explain(Exception e, CommandLine command) {
    PrintWriter err = command.getErr();
    return switch (e) {
      case InvalidExperimentException invalid ->
          say(err, String.valueOf(invalid.getMessage()), ExitCode.INVALID);
      case IllegalArgumentException invalid ->
          say(err, "Cannot do this: " + invalid.getMessage(), ExitCode.INVALID);
      case UncheckedIOException file ->
          say(
              err,
              file.getMessage() + ": " + words(Objects.requireNonNull(file.getCause())),
              ExitCode.FILES);
      case IOException file -> say(err, words(file), ExitCode.FILES);
      default -> {
        e.printStackTrace(err);
        yield say(
            err,
            "This is a defect of nnft, please report it with the experiment file.",
            ExitCode.INTERNAL);
      }
    };
  }

  /// What is wrong with the command line, without a page of help that hides it.
  private static int explain(CommandLine.ParameterException e) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(String.valueOf(e.getMessage()).replaceFirst(" \\(java\\.lang\\.[^:]*: .*\\)$", ""));
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    err.println("Help: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.INVALID;
  }

  private static int say(PrintWriter err, String message, int exitCode) {
    err.println(message);
    return exitCode;
  }

  private static String words(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> "There is no file " + missing.getFile();
      case AccessDeniedException denied ->
          "No permission for %s; change its permissions, or choose another folder with --runs"
              .formatted(denied.getFile());
      case FileAlreadyExistsException exists ->
          exists.getFile() + " is in the way: it is a file, a folder is needed";
      default -> {
        String message = Objects.requireNonNullElse(e.getMessage(), e.toString());
        yield message.contains("No space left")
            ? message + "; free some, or choose another folder with --runs and run again"
            : message;
      }
    };
  }

  @Override
  public void run() {
    Objects.requireNonNull(spec).commandLine().usage(System.out);
  }

  /// Prints the version.
  static final class Version implements CommandLine.IVersionProvider {
    Version() {}

    @Override
    public String[] getVersion() {
      return new String[] {"nnft " + Provenance.version()};
    }
  }
}
