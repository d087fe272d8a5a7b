package org.nnft.app.spec;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.nnft.experiment.Experiment;

/// An experiment file: its text, and what it means.
///
/// @param path where it stands
public record ExperimentFile(Path path, String text, Experiment experiment) {
  /// No experiment is longer.
  private static final long MOST_BYTES = 10_000_000;

  /// Reads a file whose relative paths count from its own folder.
  ///
  /// @throws IOException if it cannot be read
  /// @throws InvalidExperimentException listing everything that is wrong with it
  public static ExperimentFile read(Path path) throws IOException {
    return read(path, Objects.requireNonNull(path.toAbsolutePath().getParent()));
  }

  /// Reads a file whose relative paths count from another folder.
  ///
  /// @throws IOException if it cannot be read
  /// @throws InvalidExperimentException listing everything that is wrong with it
  public static ExperimentFile read(Path path, Path folder) throws IOException {
    if (Files.isDirectory(path)) {
      throw new IOException(path + " is a folder; name an experiment file in it");
    }
    if (Files.exists(path) && Files.size(path) > MOST_BYTES) {
      throw new IOException(
          "%s has more than %,d bytes; is it an experiment file?".formatted(path, MOST_BYTES));
    }
    try {
      String text = Files.readString(path);
      return new ExperimentFile(path, text, ExperimentReader.read(text, path.toString(), folder));
    } catch (CharacterCodingException e) {
      throw new IOException(path + " is no text in UTF-8; is it an experiment file?", e);
    }
  }

  /// The file's name without its ending.
  public String name() {
    String name = String.valueOf(path.getFileName()).replaceFirst("\\.[^.]*$", "");
    return name.isEmpty() ? "experiment" : name;
  }
}
