package org.nnft.app.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nnft.ensemble.Draw;
import org.nnft.ensemble.Ensemble;
import org.nnft.ensemble.EnsembleRun;
import org.nnft.ensemble.Estimator;
import org.nnft.ensemble.FieldSamples;
import org.nnft.ensemble.SampledEnsemble;
import org.nnft.experiment.Experiment;
import org.nnft.experiment.FieldSource;
import org.nnft.field.PointSet;
import org.nnft.io.NpySamples;
import org.nnft.io.Npz;
import org.nnft.network.NeuralField;
import org.nnft.study.Sampling;
import org.nnft.study.StudiedEnsemble;
import org.nnft.study.Theory;

/// One ensemble of an experiment: a member of a scan, or a file of outputs.
sealed interface Member {

  /// Its number in the experiment, from 0.
  int index();

  /// A few words for progress and tables.
  String label();

  /// The network, if known.
  Optional<NeuralField> field();

  /// What is known exactly about it.
  ///
  /// @param earlier theories of members before it; those of another width save work
  Optional<Theory> theory(Map<NeuralField, Theory> earlier);

  /// Outputs that were made elsewhere; empty where nnft draws.
  default Optional<StudiedEnsemble.Given> given() {
    return Optional.empty();
  }

  /// The work of measuring M networks.
  ///
  /// @throws IllegalArgumentException if that cannot be done, saying what to reduce
  EnsembleRun over(long networks);

  /// Networks that nnft draws.
  ///
  /// @param correlatorsAlone whether nothing else is measured
  record Drawn(
      int index,
      NeuralField network,
      PointSet points,
      Sampling sampling,
      int highestOrder,
      boolean correlatorsAlone)
      implements Member {
    @Override
    public String label() {
      String shape =
          network.depth() == 1
              ? "N = " + network.width()
              : "N = %d, %d layers".formatted(network.width(), network.depth());
      String setting = network.correlation().setting();
      return setting.isEmpty() ? shape : shape + ", " + setting;
    }

    @Override
    public Optional<NeuralField> field() {
      return Optional.of(network);
    }

    @Override
    public Optional<Theory> theory(Map<NeuralField, Theory> earlier) {
      Theory known = earlier.get(network.width(1));
      if (known != null) {
        return Optional.of(known.at(network));
      }
      Theory theory = Theory.of(network, points, Math.max(2, highestOrder));
      earlier.put(network.width(1), theory);
      return Optional.of(theory);
    }

    @Override
    public EnsembleRun over(long networks) {
      Ensemble ensemble =
          Ensemble.of(network)
              .networks(networks)
              .seed(sampling.seed())
              .highestOrder(highestOrder)
              .precision(sampling.precision())
              .estimator(sampling.estimator().orElseGet(this::best))
              .draw(sampling.draw());
      return ensemble.over(points);
    }

    private Estimator best() {
      return correlatorsAlone && sampling.draw() == Draw.WEIGHTS
          ? Estimator.ofCorrelators(network, points, highestOrder, sampling.precision())
          : Estimator.best(network, points.size());
    }
  }

  /// Outputs that were made elsewhere; all of them are used.
  record Given(FieldSource.Samples source, FieldSamples samples, int highestOrder)
      implements Member {
    @Override
    public int index() {
      return 0;
    }

    @Override
    public String label() {
      return String.valueOf(source.file().getFileName());
    }

    @Override
    public Optional<NeuralField> field() {
      return source.theory();
    }

    @Override
    public Optional<Theory> theory(Map<NeuralField, Theory> earlier) {
      return source
          .theory()
          .map(
              network ->
                  Theory.of(network, source.points().orElseThrow(), Math.max(2, highestOrder)));
    }

    @Override
    public Optional<StudiedEnsemble.Given> given() {
      return Optional.of(new StudiedEnsemble.Given(samples, source.even()));
    }

    @Override
    public EnsembleRun over(long networks) {
      Estimator estimator = source.even() ? Estimator.ANTITHETIC : Estimator.OUTPUTS;
      return new SampledEnsemble(samples, estimator, highestOrder).over();
    }
  }

  /// All ensembles of an experiment, in the file's order.
  ///
  /// @throws IOException if samples cannot be read
  /// @throws IllegalArgumentException if samples do not fit the points
  static List<Member> of(Experiment experiment) throws IOException {
    int order = experiment.measuredOrder();
    return switch (experiment.field()) {
      case FieldSource.Networks(List<NeuralField> scan, PointSet points) -> {
        List<Member> members = new ArrayList<>();
        for (NeuralField field : scan) {
          members.add(
              new Drawn(
                  members.size(),
                  field,
                  points,
                  experiment.sampling(),
                  order,
                  experiment.measuresCorrelatorsAlone()));
        }
        yield members;
      }
      case FieldSource.Samples source -> List.of(given(source, order));
      case FieldSource.Absent _ -> List.of();
    };
  }

  private static Given given(FieldSource.Samples source, int order) throws IOException {
    Path file = source.file();
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "field.samples: there is no file %s; paths count from the experiment file's folder"
              .formatted(file));
    }
    FieldSamples samples =
        file.toString().endsWith(".npz")
            ? NpySamples.map(unpacked(file, source.array()))
            : NpySamples.map(file);
    int points = source.points().map(PointSet::size).orElse(samples.points());
    if (points != samples.points()) {
      throw new IllegalArgumentException(
          "field.samples: %s holds outputs at %d points, the experiment names %d; make them the same"
              .formatted(file, samples.points(), points));
    }
    int outputs = source.theory().map(NeuralField::outputs).orElse(samples.outputs());
    if (outputs != samples.outputs()) {
      throw new IllegalArgumentException(
          "field.samples: %s holds %d outputs per point, field.theory has %d; make them the same"
              .formatted(file, samples.outputs(), outputs));
    }
    return new Given(source, samples, order);
  }

  private static Path unpacked(Path archive, String array) throws IOException {
    Path target = Files.createTempFile("nnft-", ".npy");
    target.toFile().deleteOnExit();
    Npz.extract(archive, array, target);
    return target;
  }
}
