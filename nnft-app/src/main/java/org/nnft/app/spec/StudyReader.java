package org.nnft.app.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.nnft.experiment.FieldSource;
import org.nnft.field.PointSet;
import org.nnft.simulation.EuclideanAction;
import org.nnft.study.Study;

/// Reads the settings of one kind of study; without settings it gives the defaults.
interface StudyReader {

  /// Its key among `studies`.
  String key();

  /// How it is written, on one line, with its defaults or typical values.
  String usage();

  /// @param s the study's settings. Problems go there.
  Optional<Study> read(Section s, Context context);

  /// What stands elsewhere in the file.
  ///
  /// @param points empty if missing or wrong
  /// @param field empty if wrong
  /// @param hasAction whether the file has an action
  /// @param action empty if missing or wrong
  record Context(
      Optional<PointSet> points,
      Optional<FieldSource> field,
      boolean hasAction,
      Optional<EuclideanAction> action) {}

  /// All studies by key, in the order in which they are listed.
  Map<String, StudyReader> READERS =
      List.of(
              new CorrelatorsReader(),
              new FreeFieldReader(),
              new OnePointActionReader(),
              new ExtrapolationReader(),
              new NeuronDecompositionReader(),
              new DeformedCorrelatorsReader(),
              new PartitionFunctionReader(),
              new CouplingsReader(),
              new RunningCouplingsReader(),
              new PotentialFlowReader(),
              new DepthFlowReader(),
              new EdgeworthActionReader(),
              new SimulationReader(),
              new LatticeReader(),
              new SameSitesReader(),
              new GeneratingFunctionalReader(),
              new EffectivePotentialReader(),
              new LocalityReader(),
              new AxiomsReader(),
              new SymmetryReader(),
              new WardIdentityReader())
          .stream()
          .collect(
              Collectors.toMap(
                  StudyReader::key,
                  Function.identity(),
                  (a, _) -> a,
                  java.util.LinkedHashMap::new));
}
