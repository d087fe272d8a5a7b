package org.nnft.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.nnft.app.report.Provenance;
import org.nnft.app.report.ReportWriter;
import org.nnft.app.run.RunFolder;
import org.nnft.app.run.RunListener;
import org.nnft.app.run.Runner;
import org.nnft.app.spec.ExperimentFile;
import org.nnft.experiment.Experiment;
import org.nnft.experiment.FieldSource;
import org.nnft.experiment.Result;
import org.nnft.experiment.RunId;
import org.nnft.study.Sampling;

/// An experiment file on its way to a report.
///
/// @param networks the number of networks where the command line named one
/// @param experiment with that number
/// @param id what its numbers depend on
/// @param folder where its run goes
record Session(
    ExperimentFile file, OptionalLong networks, Experiment experiment, RunId id, RunFolder folder) {

  /// Names the run of a file.
  ///
  /// @param runs the folder of all runs
  /// @param networks replaces the file's number of networks
  /// @throws IOException if samples cannot be read
  static Session of(ExperimentFile file, Path runs, OptionalLong networks) throws IOException {
    Experiment experiment =
        networks.isPresent()
            ? withNetworks(file.experiment(), networks.getAsLong())
            : file.experiment();
    RunId id = RunId.of(experiment.canonicalText(), content(experiment));
    return new Session(file, networks, experiment, id, RunFolder.of(runs, file.name(), id));
  }

  private static Experiment withNetworks(Experiment e, long networks) {
    if (networks < 16) {
      throw new IllegalArgumentException("--networks must be at least 16, got " + networks);
    }
    Sampling s = e.sampling();
    Sampling changed = s.networks(networks);
    return new Experiment(e.title(), e.question(), e.field(), changed, e.studies(), e.published());
  }

  /// Samples determine the numbers by their content, not by their name.
  private static String content(Experiment experiment) throws IOException {
    return experiment.field() instanceof FieldSource.Samples samples
        ? RunId.ofFile(samples.file()).hex()
        : "";
  }

  Runner runner(int threads, RunListener listener) throws IOException {
    return new Runner(experiment, id, folder, threads, listener);
  }

  Provenance provenance(double seconds, int threads) {
    return Provenance.now(file.path(), seconds, threads, networks);
  }

  /// Writes all files of a finished run.
  void write(Result result, double seconds, int threads) throws IOException {
    ReportWriter.write(folder, result, provenance(seconds, threads), file.text());
  }
}
