package org.nnft.study;

import java.util.List;
import java.util.Optional;
import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;

/// What an investigation looks at.
///
/// @param ensembles one per member of the scan, in the file's order; empty where the experiment has no network
/// @param points where fields were measured, if that is known
/// @param sampling how the experiment samples; an investigation that draws on its own uses the same seed
public record Subject(
    List<StudiedEnsemble> ensembles, Optional<PointSet> points, Sampling sampling) {

  public Subject {
    ensembles = List.copyOf(ensembles);
  }

  /// The points.
  ///
  /// @throws IllegalArgumentException if they are not known
  public PointSet requirePoints(String study) {
    return points.orElseThrow(
        () -> new IllegalArgumentException(study + " needs to know the points; add points"));
  }

  /// The network of one ensemble.
  ///
  /// @throws IllegalArgumentException if it is not known
  public NeuralField requireField(StudiedEnsemble ensemble, String study) {
    return ensemble
        .field()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    study + " needs to know the network; name it with field, or field.theory"));
  }
}
