package org.nnft.app.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.nnft.experiment.RunId;

/// Where everything about a run stands.
///
/// @param path such as `runs/erf-net-3f9c2a01`
public record RunFolder(Path path) {

  /// @param runs the folder of all runs
  /// @param name of the experiment file, without its ending
  public static RunFolder of(Path runs, String name, RunId id) {
    return new RunFolder(runs.resolve(name + "-" + id.brief()));
  }

  /// Makes the folder.
  public void create() throws IOException {
    Files.createDirectories(path);
  }

  /// The experiment file as it was run.
  public Path experiment() {
    return path.resolve("experiment.yaml");
  }

  /// Everything in short, for programs.
  public Path result() {
    return path.resolve("result.json");
  }

  /// Every number.
  public Path arrays() {
    return path.resolve("arrays.npz");
  }

  /// The page for people.
  public Path report() {
    return path.resolve("report.html");
  }

  /// Pictures.
  public Path figures() {
    return path.resolve("figures");
  }

  /// Saved blocks of all members; not needed any more once the run is finished.
  public Path blocks() {
    return path.resolve("blocks");
  }

  /// Saved blocks of one member drawn with so many networks.
  Path blocks(int member, long networks) {
    return blocks().resolve(member + "-" + networks);
  }

  /// Saved units of one job of the k-th investigation.
  Path units(int investigation, String job) {
    return blocks().resolve("study-%d-%s".formatted(investigation + 1, job));
  }

  /// Files in a folder that end like this; none if there is no folder.
  static List<Path> files(Path folder, String ending) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the folder " + folder, e);
    }
  }
}
