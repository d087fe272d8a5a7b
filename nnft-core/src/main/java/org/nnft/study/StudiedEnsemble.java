package org.nnft.study;

import java.util.Optional;
import org.nnft.ensemble.Ensemble;
import org.nnft.ensemble.FieldEnsemble;
import org.nnft.ensemble.FieldSamples;
import org.nnft.ensemble.Measurement;
import org.nnft.ensemble.TabulatedEnsemble;
import org.nnft.network.NeuralField;

/// One ensemble as an investigation sees it.
///
/// @param label a few words, such as `N = 5`
/// @param field the network, if known
/// @param measurement its power sums, if any study needs correlators measured
/// @param theory what is known exactly, if the network is known
/// @param given outputs that were made elsewhere; empty where nnft draws the networks
public record StudiedEnsemble(
    String label,
    Optional<NeuralField> field,
    Optional<Measurement> measurement,
    Optional<Theory> theory,
    Optional<Given> given) {

  /// Outputs that were made elsewhere.
  ///
  /// @param samples at the experiment's points
  /// @param even whether f and −f are known to have the same law
  public record Given(FieldSamples samples, boolean even) {}

  /// An ensemble that nnft draws.
  public StudiedEnsemble(
      String label,
      Optional<NeuralField> field,
      Optional<Measurement> measurement,
      Optional<Theory> theory) {
    this(label, field, measurement, theory, Optional.empty());
  }

  /// The outputs that were made elsewhere.
  public Optional<FieldSamples> samples() {
    return given.map(Given::samples);
  }

  /// The networks at points that may be chosen: drawn, or those of a table.
  ///
  /// @param key of the study that asks
  /// @throws IllegalArgumentException if neither the network nor the points of a table are known
  public FieldEnsemble networks(Subject subject, String key) {
    if (given.isPresent()) {
      return TabulatedEnsemble.of(
          given.get().samples(), subject.requirePoints(key), given.get().even());
    }
    return Ensemble.of(subject.requireField(this, key))
        .networks(subject.sampling().networks())
        .seed(subject.sampling().seed());
  }

  /// Whether f and −f are known to have the same law.
  public boolean isEven() {
    return given.map(Given::even).orElseGet(() -> field.map(NeuralField::isEven).orElse(false));
  }
}
