package org.nnft.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;

/// Where the fields of an experiment come from.
public sealed interface FieldSource {

  /// Networks that nnft draws, one ensemble per member of a scan.
  ///
  /// @param scan at least one
  record Networks(List<NeuralField> scan, PointSet points) implements FieldSource {
    public Networks {
      scan = List.copyOf(scan);
      if (scan.isEmpty()) {
        throw new IllegalArgumentException("an experiment needs at least 1 network, got none");
      }
      scan.forEach(field -> field.requireInputs(points));
    }
  }

  /// Outputs of networks that were drawn elsewhere.
  ///
  /// @param file a `.npy` or `.npz` file
  /// @param array the array's name in a `.npz` file, or the empty string for the only one
  /// @param even whether f and −f are known to have the same law
  /// @param points where the outputs were taken, needed to hold them against theory
  /// @param theory the network to hold them against
  record Samples(
      Path file,
      String array,
      boolean even,
      Optional<PointSet> points,
      Optional<NeuralField> theory)
      implements FieldSource {}

  /// No network: every study brings its own field.
  record Absent() implements FieldSource {}
}
